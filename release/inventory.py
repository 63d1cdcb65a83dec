"""Findings become parquet tables that pandas and DuckDB read as they are: counts and places, never a value.

Schema version 2, hive-partitioned by run date, one file a run and table; docs/inventory.md lists every column. Distinct
values are counted by fingerprints keyed with the workspace key and forgotten after the run.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from records.finding import Cover, Ruling
from records.record import Container, Record, Shape
from records.statute import Statute
from release.placeholders import normal_form

__all__ = ["SCHEMA_VERSION", "CoverageRow", "FindingRow", "HubRow", "Inventory", "RunRow", "write"]

SCHEMA_VERSION = 2
COMPACT_AT = 100_000


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One row of ``findings``: how often a type of PII stands in one field of one container."""

    run: str
    source: str
    store: str
    container: str
    container_key: str
    label: str
    field: str
    type: str
    kind: str
    clause: str
    standing: str
    combined_with: str
    link: str
    disposition: str
    authority: str
    detector: str
    confidence: str
    count: int
    distinct: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class HubRow:
    """One row of ``hubs``: how many values of one kind belong to too many people to link anyone (rule R3)."""

    run: str
    type: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One row of ``coverage``: how many items of one container had one outcome, and why."""

    run: str
    source: str
    store: str
    container: str
    container_key: str
    label: str
    outcome: str
    reason: str
    items: int
    bytes: int


@dataclass(frozen=True, slots=True)
class RunRow:
    """The row of ``runs``: what ran, over what, with which versions, and how long."""

    run: str
    schema: int
    started: str
    ended: str
    seconds: float
    sources: int
    items: int
    released: int
    withheld: int
    program: str
    model: str
    policy: str
    statute: str
    published: bool


Key = tuple[str, str, str, str, str, str, str, str, str, str, str, str]


class Inventory:
    """Counts rulings by place as they come; memory grows with distinct values at eight bytes each."""

    def __init__(self, key: bytes, statute: Statute) -> None:
        self._key = key
        self._statute = statute
        self._counts: dict[Key, int] = {}
        self._distinct: dict[Key, array[int]] = {}
        self._paths: dict[Key, str] = {}  # by which records the first of them is joined; ids only
        self._suspect: set[bytes] = set()
        self._digests: dict[str, int] = {}

    def suspect_label(self, text: str) -> None:
        """Remember that a column name or key itself holds PII, so that it is never used as a label."""
        self._suspect.add(self._digest(text))

    def add(self, record: Record, cover: Cover) -> None:
        """Count every ruling of one record, kept ones too."""
        for ruling in cover.rulings:
            field = record.fields[ruling.field]
            key = self._place(record, ruling)
            self._counts[key] = self._counts.get(key, 0) + 1
            if ruling.witness and ruling.witness.path:
                self._paths.setdefault(key, " > ".join(ruling.witness.path))
            value = normal_form(field.text[ruling.start : ruling.end], ruling.type)
            self._fingerprint(key, value)

    def rows(self, run: str, containers: dict[str, tuple[Container, str, str]]) -> Iterator[FindingRow]:
        """Yield the finding rows; *containers* maps an id to the container, its key and its label as far as it is clean."""
        for key in sorted(self._counts):
            container, field, type_, kind, clause, standing, partner, link, disposition, authority, detector, band = key
            own, container_key, label = containers[container]
            distinct = len(np.unique(np.frombuffer(self._distinct[key], dtype=np.uint64)))
            yield FindingRow(
                run, own.source, own.kind, container, container_key, label, field, type_, kind, clause, standing,
                partner, link, disposition, authority, detector, band, self._counts[key], distinct,
                self._paths.get(key, ""),
            )  # fmt: skip

    def _place(self, record: Record, ruling: Ruling) -> Key:
        field = record.fields[ruling.field]
        witness = ruling.witness
        return (
            record.container,
            self._field_name(field.name, field.shape),
            ruling.type.value,
            ruling.kind.value if ruling.kind else "",
            self._statute.row(ruling.type, ruling.kind).clause,
            ruling.standing.value,
            witness.partner.value if witness else "",
            witness.link.value if witness else "",
            ruling.disposition.value,
            ruling.authority,
            "+".join(ruling.detectors),
            _band(ruling.score),
        )

    def _field_name(self, name: str, shape: Shape) -> str:
        if shape in (Shape.LABEL, Shape.FILE_NAME) or (self._suspect and self._digest(name) in self._suspect):
            return f"({shape.value})"
        return name

    def _fingerprint(self, key: Key, value: str) -> None:
        seen = self._distinct.setdefault(key, array("Q"))
        seen.append(self._number(value))
        if len(seen) % COMPACT_AT == 0:
            self._distinct[key] = array("Q", np.unique(np.frombuffer(seen, dtype=np.uint64)).tobytes())

    def _number(self, value: str) -> int:
        number = self._digests.get(value)
        if number is None:
            if len(self._digests) >= COMPACT_AT:
                self._digests.clear()
            number = self._digests[value] = int.from_bytes(self._digest(value), "big")
        return number

    def _digest(self, text: str) -> bytes:
        return blake2b(text.encode("utf-8", "surrogatepass"), key=self._key, digest_size=8).digest()


def write(
    workspace: Path,
    run: str,
    day: date,
    table: str,
    rows: list[FindingRow] | list[CoverageRow] | list[HubRow] | list[RunRow],
) -> None:
    """Write *rows* as one parquet file of *table* under the run's date."""
    folder = workspace / "inventory" / table / f"run_date={day.isoformat()}"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kind = {"findings": FindingRow, "coverage": CoverageRow, "hubs": HubRow, "runs": RunRow}[table]
    types = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    schema = pa.schema([(f.name, types[str(f.type)]) for f in fields(kind)], metadata={"schema": str(SCHEMA_VERSION)})
    columns = [pa.array([getattr(row, f.name) for row in rows], type=types[str(f.type)]) for f in fields(kind)]
    file = folder / f"{run}.parquet"
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), file)
    file.chmod(0o600)


def _band(score: float) -> str:
    return "high" if score >= 0.85 else "medium" if score >= 0.6 else "low"  # noqa: PLR2004 - the bands are documented

"""Findings become parquet tables that pandas and DuckDB read as they are: counts and places, never a value.

Schema version 2, hive-partitioned by run date, one file a run and table; docs/inventory.md lists every column. Distinct
values are counted by fingerprints keyed with the workspace key and forgotten after the run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from datetime import date
from hashlib import blake2b
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from detectors.rows_on_disk import Layout, Rows
from records.finding import Cover, Ruling
from records.record import Container, Record, Shape
from records.statute import Statute
from release.linkage import LinkRow, linkage
from release.placeholders import normal_form

__all__ = ["SCHEMA_VERSION", "ColumnRow", "CoverageRow", "FindingRow", "HubRow", "Inventory", "RunRow", "write"]

SCHEMA_VERSION = 2
RECENT = 50_000  # values whose digest is remembered


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One row of ``findings``: how often a type of PII stands in one field of one container, ruled on in one way.

    Who found it does not part rows: ``detector`` names all that did, ``confidence`` is the highest among the row's findings.
    """

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


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One row of ``columns``: in how many of a table's released rows a column has a value."""

    run: str
    source: str
    container: str
    container_key: str
    label: str
    field: str
    rows: int
    filled: int


Key = tuple[str, str, str, str, str, str, str, str, str, str]


class Inventory:
    """Counts rulings by place as they come; fingerprints of distinct values go to *folder* where they are many."""

    def __init__(
        self, key: bytes, statute: Statute, folder: Path | None = None, tables: Collection[str] = frozenset()
    ) -> None:
        self._key = key
        self._tables = tables
        self._filled: Counter[tuple[str, str]] = Counter()
        self._rows: Counter[str] = Counter()
        self._statute = statute
        self._counts: dict[Key, int] = {}
        self._numbers: dict[Key, int] = {}
        self._distinct = Rows(Layout("QI", same=(1,)), folder)
        self._detectors: dict[Key, set[str]] = {}
        self._scores: dict[Key, float] = {}
        self._paths: dict[Key, str] = {}  # by which records the first of them is joined; ids only
        self._suspect: set[bytes] = set()
        self._digests: dict[str, int] = {}

    def close(self) -> None:
        """Let go of the fingerprints and their file."""
        self._distinct.clear()

    def suspect_label(self, text: str) -> None:
        """Remember that a column name or key itself holds PII, so that it is never used as a label."""
        self._suspect.add(self._digest(text))

    def add(self, record: Record, cover: Cover) -> None:
        """Count every ruling of one record, kept ones too, and which columns of a table are filled."""
        if record.container in self._tables:
            # The record of a table's names holds labels and texts of the schema only: it is no row.
            names = {field.name for field in record.fields if field.shape is not Shape.LABEL and field.released}
            self._rows[record.container] += bool(names) or not record.fields
            self._filled.update((record.container, self._field_name(name, Shape.CELL)) for name in names)
        for ruling in cover.rulings:
            field = record.fields[ruling.field]
            key = self._place(record, ruling)
            self._counts[key] = self._counts.get(key, 0) + 1
            self._detectors.setdefault(key, set()).update(ruling.detectors)
            self._scores[key] = max(self._scores.get(key, 0.0), ruling.score)
            if ruling.witness and ruling.witness.path:
                self._paths.setdefault(key, " > ".join(ruling.witness.path))
            value = normal_form(field.text[ruling.start : ruling.end], ruling.type)
            self._distinct.add(self._number(value), self._numbers.setdefault(key, len(self._numbers)))

    def rows(self, run: str, containers: dict[str, tuple[Container, str, str]]) -> Iterator[FindingRow]:
        """Yield the finding rows; *containers* maps an id to the container, its key and its label as far as it is clean."""
        counted = Counter(number for part in self._distinct.parts() for _, number in part)
        for key in sorted(self._counts):
            container, field, type_, kind, clause, standing, partner, link, disposition, authority = key
            detector, band = "+".join(sorted(self._detectors[key])), _band(self._scores[key])
            own, container_key, label = containers[container]
            distinct = counted[self._numbers[key]]
            yield FindingRow(
                run, own.source, own.kind, container, container_key, label, field, type_, kind, clause, standing,
                partner, link, disposition, authority, detector, band, self._counts[key], distinct,
                self._paths.get(key, ""),
            )  # fmt: skip

    def columns(self, run: str, containers: dict[str, tuple[Container, str, str]]) -> Iterator[ColumnRow]:
        """Yield in how many rows of each table a column has a value, for those in which any row has one."""
        for (container, field), filled in sorted(self._filled.items()):
            own, key, label = containers[container]
            yield ColumnRow(run, own.source, container, key, label, field, self._rows[container], filled)

    def links(self, run: str, containers: dict[str, tuple[Container, str, str]]) -> Iterator[LinkRow]:
        """Yield which fields share values with fields of other containers."""
        places = [(key[0], key[1], key[2]) for key in self._numbers]
        return linkage(run, self._distinct.parts(), places, containers)

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
        )

    def _field_name(self, name: str, shape: Shape) -> str:
        if shape in (Shape.LABEL, Shape.FILE_NAME) or (self._suspect and self._digest(name) in self._suspect):
            return f"({shape.value})"
        return name

    def _number(self, value: str) -> int:
        number = self._digests.get(value)
        if number is None:
            if len(self._digests) >= RECENT:
                self._digests.clear()
            number = self._digests[value] = int.from_bytes(self._digest(value), "big")
        return number

    def _digest(self, text: str) -> bytes:
        return blake2b(text.encode("utf-8", "surrogatepass"), key=self._key, digest_size=8).digest()


_TABLES = {
    "findings": FindingRow,
    "coverage": CoverageRow,
    "hubs": HubRow,
    "runs": RunRow,
    "columns": ColumnRow,
    "links": LinkRow,
}


def write(
    workspace: Path,
    run: str,
    day: date,
    table: str,
    rows: list[FindingRow] | list[CoverageRow] | list[HubRow] | list[RunRow] | list[ColumnRow] | list[LinkRow],
) -> None:
    """Write *rows* as one parquet file of *table* under the run's date."""
    folder = workspace / "inventory" / table / f"run_date={day.isoformat()}"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kind = _TABLES[table]
    types = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    schema = pa.schema([(f.name, types[str(f.type)]) for f in fields(kind)], metadata={"schema": str(SCHEMA_VERSION)})
    columns = [pa.array([getattr(row, f.name) for row in rows], type=types[str(f.type)]) for f in fields(kind)]
    file = folder / f"{run}.parquet"
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), file)
    file.chmod(0o600)


def _band(score: float) -> str:
    return "high" if score >= 0.85 else "medium" if score >= 0.6 else "low"  # noqa: PLR2004 - the bands are documented

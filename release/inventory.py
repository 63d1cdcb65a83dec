"""Findings become parquet tables that pandas and DuckDB read as they are: counts and places, never a value.

docs/inventory.md lists every column of every table (release/inventory_rows.py). Distinct values are counted by fingerprints
keyed with the workspace key and forgotten after the run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from detectors.rows_on_disk import Layout, Rows
from records.finding import Cover, Ruling
from records.record import Field, Record, Shape
from records.statute import Statute
from release.inventory_rows import (
    SCHEMA_VERSION,
    ColumnRow,
    CoverageRow,
    FindingRow,
    HubRow,
    LinkRow,
    NamedContainer,
    RunRow,
    table_of,
    write,
)
from release.linkage import Place, linkage
from release.placeholders import normal_form

__all__ = [
    "SCHEMA_VERSION",
    "ColumnRow",
    "CoverageRow",
    "FindingRow",
    "HubRow",
    "Inventory",
    "NamedContainer",
    "RunRow",
    "table_of",
    "write",
]

RECENT = 50_000  # values whose digest is remembered, and in each of two generations those that are counted as different
PLACES = 10_000  # of rulings whose row is remembered

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
        self._counts: Counter[int] = Counter()
        self._numbers: dict[Key, int] = {}
        self._distinct = Rows(Layout("QI", same=(1,)), folder)
        self._detectors: dict[int, set[str]] = {}
        self._scores: dict[int, float] = {}
        self._paths: dict[int, str] = {}  # by which records the first of them is joined; ids only
        self._suspect: set[bytes] = set()
        self._places: dict[tuple[object, ...], int] = {}
        self._counted: tuple[set[int], set[int]] = (set(), set())

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
            number = self._row_of(record.container, field, ruling)
            self._counts[number] += 1
            if ruling.witness and ruling.witness.path and number not in self._paths:
                self._paths[number] = " > ".join(ruling.witness.path)
            text = field.text[ruling.start : ruling.end]
            if self._is_new(hash((text, number))):
                value = self._digest(normal_form(text, ruling.type))
                self._distinct.add(int.from_bytes(value, "big"), number)

    def rows(self, run: str, containers: Mapping[str, NamedContainer]) -> Iterator[FindingRow]:
        """Yield the finding rows; *containers* says how the container of each id is named."""
        counted = Counter(number for part in self._distinct.parts() for _, number in part)
        for key, number in sorted(self._numbers.items()):
            container, field, type_, kind, clause, standing, partner, link, disposition, authority = key
            detector, band = "+".join(sorted(self._detectors[number])), _band(self._scores[number])
            own = containers[container]
            yield FindingRow(
                run, own.container.source, own.container.kind, container, own.key, own.label, field, type_, kind, clause,
                standing, partner, link, disposition, authority, detector, band, self._counts[number], counted[number],
                self._paths.get(number, ""),
            )  # fmt: skip

    def columns(self, run: str, containers: Mapping[str, NamedContainer]) -> Iterator[ColumnRow]:
        """Yield in how many rows of each table a column has a value, for those in which any row has one."""
        for (container, field), filled in sorted(self._filled.items()):
            own = containers[container]
            head = (run, own.container.source, container, own.key, own.label)
            yield ColumnRow(*head, field, self._rows[container], filled)

    def links(self, run: str, containers: Mapping[str, NamedContainer]) -> Iterator[LinkRow]:
        """Yield which fields share values with fields of other containers."""
        places = [Place(*key[:3]) for key in self._numbers]
        return linkage(run, self._distinct.parts(), places, containers)

    def _row_of(self, container: str, field: Field, ruling: Ruling) -> int:
        """Return the number of the row that counts *ruling*, having noted who found it and how surely."""
        witness = ruling.witness
        joined = (witness.partner, witness.link) if witness else None
        told = (
            *(container, field.name, field.shape, ruling.type, ruling.kind, ruling.standing, ruling.disposition),
            *(ruling.authority, joined, ruling.detectors, ruling.score),
        )
        number = self._places.get(told)
        if number is None:
            key = self._place(container, field, ruling)
            number = self._numbers.setdefault(key, len(self._numbers))
            self._detectors.setdefault(number, set()).update(ruling.detectors)
            self._scores[number] = max(self._scores.get(number, 0.0), ruling.score)
            if len(self._places) >= PLACES:
                self._places.clear()
            self._places[told] = number
        return number

    def _place(self, container: str, field: Field, ruling: Ruling) -> Key:
        witness = ruling.witness
        return (
            container,
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

    def _is_new(self, told: int) -> bool:
        """Say whether a value was not counted lately in its row: one that was need not be made into a digest again."""
        young, old = self._counted
        if told in young:
            return False
        if len(young) >= RECENT:
            self._counted = young, old = set(), young
        young.add(told)
        return told not in old

    def _digest(self, text: str) -> bytes:
        return blake2b(text.encode("utf-8", "surrogatepass"), key=self._key, digest_size=8).digest()


def _band(score: float) -> str:
    return "high" if score >= 0.85 else "medium" if score >= 0.6 else "low"  # noqa: PLR2004 - the bands are documented

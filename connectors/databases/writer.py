"""The redacted copy of a database: rows wait as they come, and at the end become the files that promise types and keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import assert_never

from connectors.databases.cells import Cell, Fixed, Plain, Stored, Tree, rebuild_cell
from connectors.databases.copies import Copy
from connectors.databases.markup import Markup
from connectors.databases.naming import distinct
from connectors.databases.relax import Relaxation, plan
from connectors.databases.schema import Kind, Table
from connectors.databases.shuffle import shuffle
from connectors.databases.small_cells import small_cells
from connectors.databases.staged import Staged, writing
from connectors.databases.write_csv import write_csv
from connectors.databases.write_schema import write_schema
from connectors.databases.write_sql import write_sql
from connectors.databases.write_sqlite import Named, statements_of, write_sqlite
from records.boundary import attempt
from records.errors import Reason, Unreadable
from records.record import Container, Record, Withheld

__all__ = ["DatabaseWriter", "Row", "SchemaNames"]

_SCHEMA = "schema.txt"
_NUMBERS = (Kind.INTEGER, Kind.REAL, Kind.NUMERIC)


@dataclass(frozen=True, slots=True)
class SchemaNames:
    """Carrier of a table's schema record: its first ``1 + columns`` texts are the names, the rest is not carried."""

    table: int


@dataclass(frozen=True, slots=True)
class Row:
    """Carrier of a row: one cell per column."""

    table: int
    cells: tuple[Cell, ...]


class DatabaseWriter:
    """Writes ``<stem>.sqlite`` or ``<stem>.sql`` and, in the folder ``<stem>``, CSV or parquet files, as *copies* asks, and schema.txt.

    ``relaxations`` is complete after :meth:`close` and says where the schema had to give way to redacted values.
    """

    def __init__(
        self,
        into: Path,
        stem: str,
        containers: Sequence[Container],
        tables: tuple[Table, ...],
        copies: Sequence[Copy] = (Copy.SQLITE, Copy.CSV),
        *,
        shuffled: bool = False,
    ) -> None:
        self._into = into
        self._copies = copies
        self._stem = stem
        self._containers = tuple(container.id for container in containers)
        self._tables = tables
        self._names: dict[int, tuple[str, ...]] = {}
        self._touched: dict[int, set[int]] = {}
        self._staged = Staged(into / f"{stem}.sqlite.part")
        self._seed = blake2b(b"order") if shuffled else None
        self._current = -1
        self._numeric: list[int] = []
        self.relaxations: tuple[Relaxation, ...] = ()

    def add(self, record: Record, texts: tuple[str, ...]) -> str:
        match record.carrier:
            case SchemaNames(table):
                self._begin(table, texts)
                return f"{self._stem}/{_SCHEMA}" if self._copies[0] is not Copy.CSV else self._document(table)
            case Row(table, cells):
                self._row(table, cells, texts)
                if self._seed is not None:
                    self._seed.update("\0".join(field.text for field in record.fields).encode("utf-8", "replace"))
                return self._document(table)
            case _:
                raise Unreadable(Reason.NOT_REBUILT)

    def withhold(self, item: Withheld) -> str:
        # A row that is not there has no room for a notice; a table whose names are withheld goes on under a number.
        table = self._containers.index(item.container)
        if table not in self._names and self._tables[table].withheld is None:
            self._begin(table, ())
            return self._document(table) if self._copies[0] is Copy.CSV else ""
        return ""

    def close(self) -> None:
        try:
            with writing():
                self._staged.flush()
                self._finish()
        finally:
            self._staged.close()

    def _begin(self, number: int, texts: tuple[str, ...]) -> None:
        columns = self._tables[number].columns
        given = texts[: len(columns) + 1] or ("",) * (len(columns) + 1)
        self._names[number] = (given[0], *distinct(given[1:], "column"))
        self._touched[number] = set()
        self._numeric = [index for index, column in enumerate(columns) if column.kind in _NUMBERS]
        self._staged.table(number, [column.collation for column in columns])
        self._current = number

    def _document(self, number: int) -> str:
        """Return the file whose items are counted: in a CSV file the line of names is one, so the schema's record stands there."""
        return self._named(number, self._copies[0])

    def _named(self, number: int, copy: Copy) -> str:
        if copy in (Copy.SQLITE, Copy.SQL):
            return f"{self._stem}.{copy.value}"
        return f"{self._stem}/{self._id(number)}.{copy.value}"

    def _id(self, number: int) -> str:
        return self._containers[number].rpartition("-")[2]

    def _row(self, number: int, cells: tuple[Cell, ...], texts: tuple[str, ...]) -> None:
        if number != self._current:
            raise Unreadable(Reason.NOT_REBUILT)
        remaining = iter(texts)
        row = attempt(lambda: tuple(_writable(rebuild_cell(cell, remaining)) for cell in cells))
        if isinstance(row, Reason):
            raise Unreadable(Reason.NOT_REBUILT if row is Reason.CRASHED else row)
        self._touch(number, cells, row)
        self._staged.add(row)

    def _touch(self, number: int, cells: tuple[Cell, ...], row: tuple[Stored, ...]) -> None:
        for index in self._numeric:
            if _unfit(cells[index], row[index], self._tables[number].columns[index].kind):
                self._touched[number].add(index)

    def _finish(self) -> None:
        touched = [self._touched.get(number) for number in range(len(self._tables))]
        if self._seed is not None:
            shuffle(self._tables, touched, self._staged, self._seed.digest())
        plans, self.relaxations = plan(self._tables, touched, self._staged)
        self.relaxations += tuple(small_cells(self._tables, touched, self._staged))
        names = distinct((self._names.get(number, ("",))[0] for number in range(len(self._tables))), "table")
        named = [
            Named(number, names[number], self._names[number][1:], self._tables[number].columns, made)
            for number, made in enumerate(plans)
            if made is not None
        ]
        for copy in self._copies:
            self._write(copy, named)
        ids = [self._id(number) for number in range(len(self._tables))]
        write_schema(self._into / self._stem / _SCHEMA, statements_of(named), self.relaxations, ids)

    def _write(self, copy: Copy, tables: Sequence[Named]) -> None:
        match copy:
            case Copy.SQLITE:
                write_sqlite(self._into / f"{self._stem}.sqlite", self._staged, tables)
            case Copy.SQL:
                self.relaxations += write_sql(self._into / f"{self._stem}.sql", self._staged, tables)
            case Copy.PARQUET:
                from connectors.databases.write_parquet import (  # noqa: PLC0415 - pyarrow takes a while to load
                    write_parquet,
                )

                for table in tables:
                    write_parquet(self._into / self._named(table.number, copy), self._staged, table)
            case Copy.CSV:
                for table in tables:
                    rows = self._staged.rows(table.number, len(table.columns))
                    write_csv(self._into / self._named(table.number, copy), table.columns, rows)
            case _:
                assert_never(copy)


def _unfit(cell: Cell, value: Stored, kind: Kind) -> bool:
    """Say whether a column of numbers must become TEXT to hold *value* as it is."""
    if not isinstance(value, str) or isinstance(cell, Tree | Markup | Fixed):
        return False
    if isinstance(cell, Plain) and value == cell.stored:
        # A text the source itself kept among numbers stays text, but for an integer beyond 64 bits, which SQLite would round.
        return kind is Kind.INTEGER and value.lstrip("+-").isdigit()
    return True


def _writable(value: Stored) -> Stored:
    if not isinstance(value, str) or value.isascii():
        return value
    return value.encode("utf-8", "replace").decode("utf-8")

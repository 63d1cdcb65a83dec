"""A database is read table by table, row by row, from one read-only snapshot, and rebuilt as a new SQLite file and CSV."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from connectors.contract import Shard
from connectors.databases import credentials
from connectors.databases.cells import Cell, Fixed, Plain, Read, read_cell
from connectors.databases.copies import copies
from connectors.databases.dialects import Dialect, dialect_for
from connectors.databases.joins import joins
from connectors.databases.locations import locate
from connectors.databases.reaching import reaching
from connectors.databases.rows import WHOLE, Key, Span
from connectors.databases.schema import Column, Table
from connectors.databases.server import Access
from connectors.databases.writer import DatabaseWriter, Row, SchemaNames
from records.errors import ClearcopyError, Unreadable
from records.record import Container, Field, Item, Record, Shape, Withheld
from records.settings import Settings

__all__ = ["DatabaseConnector"]

_Raw = tuple[Any, ...]
_Reader = Callable[[int, Any, int], Read]  # of a column's number, a value of it and the first free scope
_NULL = Fixed(None)
_AGAIN = 65_536  # cells of a table that are not read anew where they come again
_SHORT = 100  # characters of such a cell
_SCHEMA = "0"  # id of the record that holds a table's names; rows count from 1


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What is held from the first use to the last, so that every reading sees the same rows."""

    connection: sa.Connection
    tables: tuple[Table, ...]
    containers: tuple[Container, ...]


class DatabaseConnector:
    """Reads one database, given by URL or by the path of a SQLite file.

    Each table is a container and each row a record whose fields are the texts of its values under their column names; a
    first record per table holds the table's and columns' names, which can themselves be values, and the texts of the
    schema that are scanned but not carried. Without *password* the environment is asked (databases/credentials.py). The snapshot is taken at first use and held until :meth:`close`.

    Raises Misconfigured for a URL with a password in it, an unknown kind of database, a refused login or a role that can
    write, unless *allow_writer*; SourceUnavailable where the database is locked or drops; Unreadable for a file that is
    no SQLite database.
    """

    kind = "database"
    shard_rows = 50_000  # some minutes of one worker

    def __init__(
        self,
        url: str,
        settings: Settings,
        *,
        container_prefix: str = "",
        password: str | None = None,
        allow_writer: bool = False,
    ) -> None:
        self._prefix = container_prefix
        self._cuts: dict[int, tuple[Key, ...]] = {}
        self._copies = copies(settings.database_copies)
        self._shuffled = settings.shuffle_rows
        place = locate(url)
        secret = password if password is not None else credentials.password()
        access = Access(secret, allow_writer, settings.limits, settings.workspace_path())
        self._dialect = dialect_for(place, access)
        self._held: _Snapshot | None = None
        self._finalizer = weakref.finalize(self, self._dialect.close)

    def close(self) -> None:
        """End the snapshot; a later use takes a new one."""
        self._held = None
        self._cuts = {}
        self._dialect.close()

    def containers(self) -> tuple[Container, ...]:
        return self._snapshot().containers

    def read(self) -> Iterator[Item]:
        snapshot = self._snapshot()
        for number, table in enumerate(snapshot.tables):
            for item in _read_table(self._dialect, snapshot, number, table):
                yield _placeless(item) if self._shuffled else item

    def shards(self) -> tuple[Shard, ...]:
        """Return the ranges of keys that each table is cut into; a table whose keys cannot be compared is one."""
        snapshot = self._snapshot()
        ids = (container.id for container in snapshot.containers)
        return tuple(
            Shard(f"{id_}.{n}", id_) for number, id_ in enumerate(ids) for n in range(1, len(self._ends(number)) + 2)
        )

    def read_shard(self, shard: Shard) -> Iterator[Item]:
        snapshot = self._snapshot()
        number = next(n for n, container in enumerate(snapshot.containers) if container.id == shard.container)
        before = int(shard.id.rpartition(".")[2]) - 1
        ends = (None, *self._ends(number), None)
        part = _Part(Span(ends[before], ends[before + 1]), before * self.shard_rows)
        for item in _read_table(self._dialect, snapshot, number, snapshot.tables[number], part):
            yield _placeless(item) if self._shuffled else item

    def _ends(self, number: int) -> tuple[Key, ...]:
        """Return the last key of each shard of a table but the last shard."""
        if number not in self._cuts:
            snapshot = self._snapshot()
            table = snapshot.tables[number]
            with reaching():
                cuts = self._dialect.cuts(snapshot.connection, table, self.shard_rows) if not table.withheld else ()
            self._cuts[number] = cuts
        return self._cuts[number]

    def rebuild(self, into: Path) -> DatabaseWriter:
        snapshot = self._snapshot()
        stem = self._prefix or "database"
        return DatabaseWriter(into, stem, snapshot.containers, snapshot.tables, self._copies, shuffled=self._shuffled)

    def fingerprint(self) -> str:
        snapshot = self._snapshot()
        with reaching():
            return self._dialect.fingerprint(snapshot.connection, snapshot.tables)

    def _snapshot(self) -> _Snapshot:
        if self._held is None:
            self._held = self._take()
        return self._held

    def _take(self) -> _Snapshot:
        try:
            with reaching():
                connection = self._dialect.open()
                tables = self._dialect.tables(connection)
        except ClearcopyError:
            self._dialect.close()
            raise
        return _Snapshot(connection, tables, _containers(self._prefix, tables))


def _placeless(item: Item) -> Item:
    """Return a row that does not say which it was: where rows lose their order, the log must not keep it."""
    return replace(item, place="row") if isinstance(item, Record) and isinstance(item.carrier, Row) else item


def _containers(prefix: str, tables: tuple[Table, ...]) -> tuple[Container, ...]:
    width = max(2, len(str(len(tables))))
    ids = (f"{prefix}-{n:0{width}}" if prefix else f"{n:0{width}}" for n in range(1, len(tables) + 1))
    return tuple(Container(id=i, label=t.label, kind="table", item="row") for i, t in zip(ids, tables, strict=True))


@dataclass(frozen=True, slots=True)
class _Part:
    """A range of a table's keys, and how many rows stand before it."""

    span: Span = WHOLE
    before: int = 0


def _read_table(
    dialect: Dialect, snapshot: _Snapshot, number: int, table: Table, part: _Part = _Part()
) -> Iterator[Item]:
    container = snapshot.containers[number].id
    if table.withheld is not None:
        yield Withheld(container, _SCHEMA, "table", table.withheld)
        return
    if not part.before:
        yield _schema_record(container, number, table)
    reader = _reader(table.columns)
    keys = joins(snapshot.tables, number, tuple(each.id for each in snapshot.containers))
    count = part.before
    try:
        with reaching():
            for count, raw in enumerate(dialect.rows(snapshot.connection, table, part.span), part.before + 1):
                yield _row_record(container, number, count, reader, raw, keys(raw))
    except Unreadable as error:
        # A damaged file: what came before is whole, the rest is one item that is counted and not released.
        yield Withheld(container, str(count + 1), "the rest of the table", error.reason)


def _schema_record(container: str, number: int, table: Table) -> Record:
    names = [Field("table name", table.label, Shape.LABEL, "table name")]
    names += [Field("column name", c.label, Shape.LABEL, f"name of column {n}") for n, c in enumerate(table.columns, 1)]
    notes = [Field("schema", note.text, Shape.PROSE, note.place, released=False) for note in table.notes]
    return Record(_SCHEMA, container, (*names, *notes), place="schema", carrier=SchemaNames(number))


def _reader(columns: Sequence[Column]) -> _Reader:
    """Return how to read the cells of a table; a short text, which has no scopes of its own, comes again as the same object."""
    placed = tuple((column, f"column {n}") for n, column in enumerate(columns, 1))
    again = lru_cache(maxsize=_AGAIN)(lambda index, text: read_cell(text, *placed[index], 0))

    def read(index: int, value: Any, scope: int) -> Read:
        if isinstance(value, str) and len(value) <= _SHORT:
            return again(index, value)
        return read_cell(value, *placed[index], scope)

    return read


def _row_record(  # noqa: PLR0917 - all that a row is
    container: str,
    number: int,
    count: int,
    reader: _Reader,
    raw: _Raw,
    keys: Sequence[tuple[str, int]],
) -> Record:
    fields: list[Field] = []
    cells: list[Cell] = []
    withheld: list[Withheld] = []
    held = dict.fromkeys((column for _, column in keys), -1)  # column -> the field with its value
    scope = 1  # the row's own values are scope 0; each document inside it has scopes of its own
    for index, value in enumerate(raw):
        if value is None:
            cells.append(_NULL)
            continue
        read = reader(index, value, scope)
        scope += read.scopes
        if index in held and isinstance(read.cell, Plain):
            held[index] = len(fields)
        cells.append(read.cell)
        fields += read.fields
        if read.withheld:
            withheld += (Withheld(container, str(count), f"column {index + 1}", reason) for reason in read.withheld)
    return Record(
        id=str(count),
        container=container,
        fields=tuple(fields),
        place=f"row {count}",
        keys=tuple(key for key, _ in keys),
        key_fields=tuple(held[column] for _, column in keys),
        withheld=tuple(withheld),
        size=_size(raw),
        carrier=Row(number, tuple(cells)),
    )


def _size(raw: _Raw) -> int:
    return sum(len(value) if isinstance(value, str | bytes) else 8 for value in raw if value is not None)

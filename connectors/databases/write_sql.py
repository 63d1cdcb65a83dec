"""A script that PostgreSQL runs as it is: tables, rows, then the keys that still hold, all or nothing, from an allow-list of words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TextIO, assert_never

from connectors.databases.cells import Stored
from connectors.databases.held import Held, held
from connectors.databases.naming import distinct, quoted
from connectors.databases.relax import Change, Relaxation
from connectors.databases.schema import ForeignKey
from connectors.databases.staged import Staged
from connectors.databases.write_sqlite import Named

__all__ = ["write_sql"]

_HEAD = """\
-- A redacted copy. Load it into an empty database: psql --set ON_ERROR_STOP=1 --file THIS DATABASE
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
BEGIN;
"""
_ROWS = 200  # in one INSERT
_NAME = 63  # bytes of a name that PostgreSQL tells apart (NAMEDATALEN - 1)
_SYSTEM = frozenset({"tableoid", "ctid", "xmin", "xmax", "cmin", "cmax"})  # columns that every table of PostgreSQL has
_CATALOG = "pg_"  # a table called pg_authid would be PostgreSQL's own to the INSERT after its CREATE
_KEY = 2_000  # bytes of a value that a B-tree of PostgreSQL can hold, with room for its neighbours in the key
_TYPES = {
    Held.INTEGER: "bigint",
    Held.REAL: "double precision",
    Held.DECIMAL: "numeric",
    Held.TEXT: "text",
    Held.BYTES: "bytea",
}


def write_sql(path: Path, staged: Staged, tables: Sequence[Named]) -> tuple[Relaxation, ...]:
    """Write *tables* and their rows to *path*; return what PostgreSQL would not take and the script therefore leaves out."""
    script = _Script(staged, tables)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_HEAD)
        for table in tables:
            script.write_table(out, table)
        for table in tables:
            script.write_keys(out, table)
        for table in tables:
            script.write_references(out, table)
        out.write("COMMIT;\n")
    return tuple(script.changes)


class _Script:
    """The tables under the names and types that PostgreSQL gives them."""

    def __init__(self, staged: Staged, tables: Sequence[Named]) -> None:
        self._staged = staged
        self._tables = {table.number: table for table in tables}
        names = distinct((_cut(_free_table(table.name)) for table in tables), "table")
        self._names = {table.number: quoted(name) for table, name in zip(tables, names, strict=True)}
        self._columns = {
            t.number: tuple(map(quoted, distinct(map(_cut, map(_free_column, t.columns)), "column"))) for t in tables
        }
        self._holds = {
            t.number: tuple(held(staged, t.number, index, kind) for index, kind in enumerate(t.plan.kinds))
            for t in tables
        }
        self._keys: Mapping[int, list[tuple[int, ...]]] = {table.number: [] for table in tables}
        self.changes: list[Relaxation] = []

    def write_table(self, out: TextIO, table: Named) -> None:
        """Write the table and its rows."""
        name, holds = self._names[table.number], self._holds[table.number]
        lines = [
            f"  {column} {_TYPES[each]}{' NOT NULL' if required else ''}"
            for column, each, required in zip(self._columns[table.number], holds, table.plan.required, strict=True)
        ]
        out.write(f"CREATE TABLE {name} (\n" + ",\n".join(lines) + "\n);\n")
        nuls: set[int] = set()
        rows = self._staged.rows(table.number, len(holds))
        while batch := list(islice(rows, _ROWS)):
            out.write(f"INSERT INTO {name} VALUES\n")
            out.write(",\n".join(_row(row, holds, nuls) for row in batch) + ";\n")
        self.changes += (_change(table, (column,), Change.SQL_NUL) for column in sorted(nuls))

    def write_keys(self, out: TextIO, table: Named) -> None:
        """Write the primary key and the unique keys; one with a NULL in it is no primary key to PostgreSQL."""
        primary = table.plan.primary_key
        for key in (primary, *table.plan.uniques):
            if key and self._fits(table, key):
                word = "PRIMARY KEY" if key is primary and not self._empty(table, key) else "UNIQUE"
                self._keys[table.number].append(key)
                out.write(f"ALTER TABLE {self._names[table.number]} ADD {word} ({self._list(table.number, key)});\n")
            elif key:
                self.changes.append(_change(table, key, Change.SQL_KEY))

    def write_references(self, out: TextIO, table: Named) -> None:
        """Write the foreign keys whose two sides PostgreSQL compares as the source did."""
        for key in table.plan.foreign_keys:
            if not self._comparable(table, key):
                self.changes.append(_change(table, key.columns, Change.SQL_REFERENCE))
                continue
            own, theirs = self._list(table.number, key.columns), self._list(key.parent, key.parent_columns)
            parent = self._names[key.parent]
            out.write(
                f"ALTER TABLE {self._names[table.number]} ADD FOREIGN KEY ({own}) REFERENCES {parent} ({theirs});\n"
            )

    def _comparable(self, table: Named, key: ForeignKey) -> bool:
        if {*map(frozenset, self._keys[key.parent])}.isdisjoint({frozenset(key.parent_columns)}):
            return False
        own, theirs = self._holds[table.number], self._holds[key.parent]
        pairs = ((own[a], theirs[b]) for a, b in zip(key.columns, key.parent_columns, strict=True))
        alike = all(a is b or (a, b) == (Held.INTEGER, Held.DECIMAL) for a, b in pairs)
        parent = self._tables[key.parent].source
        compared = (*(table.source[i] for i in key.columns), *(parent[i] for i in key.parent_columns))
        # A key that is the same but for its case PostgreSQL takes for another.
        collated = any(column.collation for column in compared)
        return alike and not (collated and self._staged.leads_nowhere(table.number, key, exact=True))

    def _fits(self, table: Named, key: tuple[int, ...]) -> bool:
        size = " + ".join(f"coalesce(length(CAST(c{index} AS BLOB)), 0)" for index in key)
        return not self._staged.any(f"SELECT 1 FROM t{table.number} WHERE {size} > {_KEY}")  # noqa: S608 - names made here

    def _empty(self, table: Named, key: tuple[int, ...]) -> bool:
        null = " OR ".join(f"c{index} IS NULL" for index in key)
        return self._staged.any(f"SELECT 1 FROM t{table.number} WHERE {null}")  # noqa: S608 - names made here

    def _list(self, number: int, indexes: Sequence[int]) -> str:
        return ", ".join(self._columns[number][index] for index in indexes)


def _change(table: Named, columns: tuple[int, ...], change: Change) -> Relaxation:
    return Relaxation(table.number + 1, tuple(column + 1 for column in columns), change)


def _row(row: Sequence[Stored], holds: Sequence[Held], nuls: set[int]) -> str:
    return "(" + ", ".join(_literals(row, holds, nuls)) + ")"


def _literals(row: Sequence[Stored], holds: Sequence[Held], nuls: set[int]) -> Iterator[str]:
    for index, (value, each) in enumerate(zip(row, holds, strict=True)):
        literal = "NULL" if value is None else _literal(value, each)
        if "\x00" in literal:
            nuls.add(index)
            literal = literal.replace("\x00", "\ufffd")
        yield literal


def _literal(value: float | str | bytes, holds: Held) -> str:
    match holds:
        case Held.INTEGER | Held.DECIMAL:
            return str(value)
        case Held.REAL:
            number = float(value)
            return repr(number) if math.isfinite(number) else f"'{number}'"
        case Held.TEXT:
            return _literal_text(f"\\x{value.hex()}" if isinstance(value, bytes) else str(value))
        case Held.BYTES:
            content = value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
            return f"'\\x{content.hex()}'"
        case _:
            assert_never(holds)


def _literal_text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _free_table(name: str) -> str:
    """Return *name*, or another where it may be a table of PostgreSQL's own: an administrator's load would write into that."""
    return f"table {name}" if name.startswith(_CATALOG) else name


def _free_column(name: str) -> str:
    """Return *name*, or another where every table of PostgreSQL has a column of that name ("xmin" of a map's extent)."""
    return f"{name}_" if name in _SYSTEM else name


def _cut(name: str) -> str:
    """Return *name* as far as PostgreSQL reads it, with room for a number where it had to be cut."""
    content = name.encode("utf-8", "replace")
    return name if len(content) <= _NAME else content[: _NAME - 7].decode("utf-8", "ignore")

"""A new SQLite file, filled by INSERT alone under a schema written from an allow-list: no byte of the source is in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from connectors.databases.naming import quoted
from connectors.databases.relax import Plan
from connectors.databases.schema import Column, ForeignKey
from connectors.databases.staged import Staged

__all__ = ["Named", "statements_of", "write_sqlite"]


@dataclass(frozen=True, slots=True)
class Named:
    """A table under its released name: what it is to be created as."""

    number: int
    name: str
    columns: tuple[str, ...]
    source: tuple[Column, ...]
    plan: Plan


def statements_of(tables: Sequence[Named]) -> tuple[str, ...]:
    """Return the CREATE statement of each table."""
    by_number = {table.number: table for table in tables}
    return tuple(_create(table, by_number) for table in tables)


def write_sqlite(path: Path, staged: Staged, tables: Sequence[Named]) -> None:
    """Create *path* with *tables*, filled from the rows of *staged* in the order they came."""
    sqlite3.connect(path, isolation_level=None).close()
    staged.flush()
    connection = staged.connection
    connection.execute("COMMIT")
    connection.execute("ATTACH ? AS release", (str(path),))
    # No journal to leave behind; deterministic pages: one writer, one order, nothing updated or deleted.
    for pragma in ("journal_mode = OFF", "synchronous = FULL", "auto_vacuum = NONE"):
        connection.execute(f"PRAGMA release.{pragma}")
    connection.execute("BEGIN")
    for table, statement in zip(tables, statements_of(tables), strict=True):
        connection.execute(f"CREATE TABLE release.{statement.removeprefix('CREATE TABLE ')}")
        rows = staged.query(table.number, len(table.columns))
        connection.execute(f"INSERT INTO release.{quoted(table.name)} {rows}")
    connection.execute("COMMIT")
    connection.execute("DETACH release")


def _create(table: Named, tables: Mapping[int, Named]) -> str:
    lines = [_column(table, index) for index in range(len(table.columns))]
    if table.plan.primary_key:
        lines.append(f"PRIMARY KEY ({_list(table, table.plan.primary_key)})")
    lines += [f"UNIQUE ({_list(table, key)})" for key in table.plan.uniques]
    lines += [_reference(table, key, tables[key.parent]) for key in table.plan.foreign_keys]
    return f"CREATE TABLE {quoted(table.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _column(table: Named, index: int) -> str:
    source = table.source[index]
    words = [quoted(table.columns[index]), table.plan.kinds[index].value]
    if table.plan.required[index]:
        words.append("NOT NULL")
    if source.collation:
        words.append(f"COLLATE {source.collation}")
    return " ".join(word for word in words if word)


def _reference(table: Named, key: ForeignKey, parent: Named) -> str:
    theirs = _list(parent, key.parent_columns)
    return f"FOREIGN KEY ({_list(table, key.columns)}) REFERENCES {quoted(parent.name)} ({theirs})"


def _list(table: Named, indexes: Sequence[int]) -> str:
    return ", ".join(quoted(table.columns[index]) for index in indexes)

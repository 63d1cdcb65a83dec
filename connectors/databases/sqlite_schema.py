"""SQLite's own description of its tables, columns and keys, with the texts of the schema that are never carried."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from connectors.databases.schema import Column, ForeignKey, Kind, Note, Table
from records.errors import Reason

__all__ = ["affinity", "describe"]

_HIDDEN = (
    1  # pragma table_xinfo: 1 is a hidden column of a virtual table; 2 and 3 are generated columns, which are carried
)
# Modules of virtual tables that hold rows of their own. Any other shows what lies elsewhere: fts5vocab and fts4aux the words
# of a search index one by one ("406", "555", "0147"), dbstat the pages of the file, some whatever file they were told to read.
_MODULES = frozenset({"fts3", "fts4", "fts5", "rtree", "rtree_i32", "geopoly"})
_MODULE = re.compile(
    r"""CREATE\ VIRTUAL\ TABLE\s+(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|'(?:[^']|'')*'|[^\s"'`\[(]+)\s+USING\s+(\w+)""",
    re.IGNORECASE | re.VERBOSE,
)
_COLLATIONS = frozenset({"NOCASE", "RTRIM"})


def describe(connection: sa.Connection) -> tuple[Table, ...]:
    """Return the base tables in order of name.

    Views hold nothing of their own and are scanned as SQL only; shadow tables belong to a virtual table and are read
    through it; SQLite's own tables (sqlite_sequence, sqlite_stat4 with its samples of rows) are never carried.
    """
    kinds = _kinds(connection)
    notes = _notes(connection, sorted(kinds))
    bare = [
        _table(connection, name, notes)
        if kinds[name] == "table" or _served(connection, name)
        else Table("main", name, name, (), withheld=Reason.UNSUPPORTED)
        for name in sorted(kinds)
    ]
    return tuple(replace(table, foreign_keys=tuple(_foreign_keys(connection, table, bare))) for table in bare)


def _kinds(connection: sa.Connection) -> dict[str, str]:
    listed = connection.exec_driver_sql("PRAGMA main.table_list").all()
    return {
        name: kind
        for schema, name, kind, *_ in listed
        if schema == "main" and kind in ("table", "virtual") and not name.lower().startswith("sqlite_")
    }


def _notes(connection: sa.Connection, tables: list[str]) -> list[tuple[str, Note]]:
    """Return each text of the schema with the table it is scanned with: its own, or for a view the first."""
    # The SQL of the tables too: it holds comments, defaults and checks in full.
    found = connection.exec_driver_sql("SELECT type, tbl_name, sql FROM main.sqlite_master WHERE sql IS NOT NULL")
    return [
        (table if table in tables else tables[0], Note(f"definition of a {kind}, not carried", sql))
        for kind, table, sql in found.all()
        if tables
    ]


def _pragma(connection: sa.Connection, name: str, argument: str) -> Sequence[Sequence[Any]]:
    # The table-valued form takes the name as a bound value, so a hostile one is only a name.
    return connection.exec_driver_sql(f"SELECT * FROM pragma_{name}(?)", (argument,)).all()  # noqa: S608 - names made or quoted here


def _table(connection: sa.Connection, name: str, notes: list[tuple[str, Note]]) -> Table:
    shown = [row for row in _pragma(connection, "table_xinfo", name) if row[6] != _HIDDEN]
    indexes = _indexes(connection, name, [row[1] for row in shown])
    collations = {column: collation for _, columns, _, collation in indexes for column in columns}
    columns = tuple(_column(row, collations.get(index, "")) for index, row in enumerate(shown))
    key = sorted((row[5], index) for index, row in enumerate(shown) if row[5])
    return Table(
        schema="main",
        name=name,
        label=name,
        columns=columns,
        primary_key=tuple(index for _, index in key),
        uniques=tuple(sorted({columns for origin, columns, whole, _ in indexes if origin != "pk" and whole})),
        notes=tuple(note for table, note in notes if table == name),
    )


def _served(connection: sa.Connection, name: str) -> bool:
    """Say whether the virtual table *name* keeps rows of its own, which this build of SQLite has the module to list."""
    sql = connection.exec_driver_sql("SELECT sql FROM main.sqlite_master WHERE name = ?", (name,)).scalar()
    module = _MODULE.match(str(sql))
    if module is None or module[1].lower() not in _MODULES:
        return False
    try:
        quoted = connection.dialect.identifier_preparer.quote_identifier(name)
        connection.exec_driver_sql(f"SELECT 1 FROM main.{quoted} LIMIT 1").all()  # noqa: S608 - names made or quoted here
    except sa.exc.DBAPIError:
        return False
    return True


def _column(row: Sequence[Any], collation: str) -> Column:
    _, name, declared, required, _, _, _ = row
    return Column(name=name, label=name, kind=affinity(declared or ""), required=bool(required), collation=collation)


# Words of a declared type and the affinity they give, in SQLite's own order (datatype3.html 3.1).
_AFFINITIES = (
    (re.compile("INT"), Kind.INTEGER),
    (re.compile("CHAR|CLOB|TEXT"), Kind.TEXT),
    (re.compile("BLOB"), Kind.BLOB),
    (re.compile("REAL|FLOA|DOUB"), Kind.REAL),
)


def affinity(declared: str) -> Kind:
    """Return the simple type for a declared one, by SQLite's rules; a column without a type, or of ANY, stays without.

    >>> affinity("NVARCHAR(160)"), affinity("datetime"), affinity("")
    (<Kind.TEXT: 'TEXT'>, <Kind.NUMERIC: 'NUMERIC'>, <Kind.ANY: ''>)
    """
    upper = declared.upper()
    if upper in ("", "ANY"):
        return Kind.ANY
    return next((kind for words, kind in _AFFINITIES if words.search(upper)), Kind.NUMERIC)


def _indexes(connection: sa.Connection, name: str, columns: list[str]) -> list[tuple[str, tuple[int, ...], bool, str]]:
    """Return origin, columns, whether it covers every row, and collation of each unique index over plain columns."""
    found = []
    for _, index, unique, origin, partial in _pragma(connection, "index_list", name):
        parts = [row for row in _pragma(connection, "index_xinfo", index) if row[5]]
        if unique and all(row[2] in columns for row in parts):
            collation = next((row[4].upper() for row in parts if row[4].upper() in _COLLATIONS), "")
            found.append((origin, tuple(columns.index(row[2]) for row in parts), not partial, collation))
    return found


def _foreign_keys(connection: sa.Connection, table: Table, tables: list[Table]) -> Iterator[ForeignKey]:
    listed: dict[int, list[Sequence[Any]]] = {}
    for row in _pragma(connection, "foreign_key_list", table.name):
        listed.setdefault(row[0], []).append(row)
    for number in sorted(listed):
        key = _foreign_key(sorted(listed[number], key=lambda row: row[1]), table, tables)
        if key is not None:
            yield key


def _foreign_key(rows: list[Sequence[Any]], table: Table, tables: list[Table]) -> ForeignKey | None:
    parent = next((i for i, each in enumerate(tables) if each.name.lower() == rows[0][2].lower()), None)
    if parent is None:
        return None
    own = _positions(table, [row[3] for row in rows])
    implied = rows[0][4] is None  # REFERENCES parent, without columns, means its primary key
    theirs = tables[parent].primary_key if implied else _positions(tables[parent], [row[4] for row in rows])
    return ForeignKey(own, parent, theirs) if own and theirs and len(own) == len(theirs) else None


def _positions(table: Table, names: list[str]) -> tuple[int, ...]:
    # SQLite compares names without case (ASCII only, as casefold does for the names both sides took from it).
    at = {column.name.lower(): index for index, column in enumerate(table.columns)}
    return tuple(at[name.lower()] for name in names) if all(name.lower() in at for name in names) else ()

"""DuckDB's own tables of tables, columns and keys, and every type it has: read so that all of it shows, or opaque."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from connectors.databases.schema import Column, ForeignKey, Kind, Note, Reading, Table

__all__ = ["describe"]

_TABLES = """
SELECT schema_name, table_name, comment FROM duckdb_tables() WHERE NOT internal AND NOT temporary ORDER BY 1, 2
"""
_COLUMNS = """
SELECT schema_name, table_name, column_name, data_type, is_nullable, comment, column_default
FROM duckdb_columns() WHERE NOT internal ORDER BY schema_name, table_name, column_index
"""
_KEYS = """
SELECT schema_name, table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names
FROM duckdb_constraints() ORDER BY schema_name, table_name, constraint_index
"""
_VIEWS = "SELECT sql FROM duckdb_views() WHERE NOT internal ORDER BY sql"

_WHOLE = frozenset({"BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
_FLOATS = frozenset({"FLOAT", "DOUBLE"})
_SMALL = re.compile(r"HUGEINT|UHUGEINT|UBIGINT|DATE|TIME|TIMESTAMP|INTERVAL|UUID|DECIMAL\(|ENUM\(")
_DECIMAL = re.compile(r"DECIMAL\((\d+),")
_NESTED = re.compile(r"STRUCT\(|MAP\(|UNION\(|.*\[\d*\]$", re.DOTALL)
# Inside a nested value these would hide what they hold. A member that is only called BLOB is a false friend: masked too.
_HIDING = re.compile(r"BLOB|GEOMETRY|BIT|VARIANT")
_EXACT = 15  # decimal digits that SQLite's numbers hold without loss


def describe(connection: sa.Connection) -> tuple[Table, ...]:
    """Return the base tables in order of schema and name."""
    listed = connection.exec_driver_sql(_TABLES).all()
    columns = _grouped(connection, _COLUMNS)
    keys = _grouped(connection, _KEYS)
    views = [Note("view, not carried", sql) for sql in connection.exec_driver_sql(_VIEWS).scalars()]
    several = len({row[0] for row in listed}) > 1
    bare = [_table(schema, name, comment, columns[schema, name], several=several) for schema, name, comment in listed]
    tables = [_keyed(table, keys[table.schema, table.name], bare) for table in bare]
    first = [replace(table, notes=(*table.notes, *views)) for table in tables[:1]]
    return (*first, *tables[1:])


def _grouped(connection: sa.Connection, query: str) -> Mapping[tuple[str, str], list[Any]]:
    groups: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in connection.exec_driver_sql(query):
        groups[row[0], row[1]].append(row[2:])
    return groups


def _table(schema: str, name: str, comment: str | None, columns: Sequence[Any], *, several: bool) -> Table:
    texts = [("comment on the table", comment)]
    texts += [(f"comment on column {n}", column[3]) for n, column in enumerate(columns, 1)]
    texts += [(f"default of column {n}", column[4]) for n, column in enumerate(columns, 1)]
    texts += [(f"type of column {n}", column[1]) for n, column in enumerate(columns, 1) if "'" in column[1]]
    return Table(
        schema=schema,
        name=name,
        label=f"{schema}.{name}" if several else name,
        columns=tuple(_column(*column[:4]) for column in columns),
        notes=tuple(Note(f"{place}, not carried", str(text)) for place, text in texts if text),
    )


def _keyed(table: Table, keys: Sequence[Any], tables: Sequence[Table]) -> Table:
    primary: tuple[int, ...] = ()
    uniques, foreign = [], []
    for type_, members, parent, theirs in keys:
        if type_ == "PRIMARY KEY":
            primary = table.positions(members)
        elif type_ == "UNIQUE":
            uniques.append(table.positions(members))
        elif type_ == "FOREIGN KEY":
            at = next(i for i, each in enumerate(tables) if (each.schema, each.name) == (table.schema, parent))
            foreign.append(ForeignKey(table.positions(members), at, tables[at].positions(theirs)))
    return replace(table, primary_key=primary, uniques=tuple(uniques), foreign_keys=tuple(foreign))


def _column(name: str, type_: str, nullable: bool, comment: str | None) -> Column:  # noqa: FBT001 - as the catalogue has it
    plain = Column(name, name, Kind.TEXT, Reading.AS_TEXT, required=not nullable, comment=comment or "")
    if type_ in _WHOLE or type_ in _FLOATS:
        kind = Kind.INTEGER if type_ in _WHOLE else Kind.REAL
        return replace(plain, kind=kind, reading=Reading.NATIVE, bounded=True)
    if type_ == "BLOB":
        return replace(plain, kind=Kind.BLOB, reading=Reading.NATIVE)
    if type_ in ("VARCHAR", "JSON", "BIT"):
        return plain
    if _NESTED.match(type_):
        return replace(plain, opaque=True) if _HIDING.search(type_) else replace(plain, reading=Reading.AS_JSON)
    decimal = _DECIMAL.match(type_)
    if decimal and int(decimal[1]) <= _EXACT:
        return replace(plain, kind=Kind.NUMERIC, bounded=True)
    return replace(plain, bounded=True) if _SMALL.match(type_) else replace(plain, opaque=True)

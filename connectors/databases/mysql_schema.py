"""MySQL's information schema tells tables, columns and keys, and the texts of the schema that are scanned and not carried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from connectors.databases.schema import Column, ForeignKey, Kind, Note, Reading, Table
from records.errors import Reason

__all__ = ["describe", "ordered_by_value"]

# Base tables only; MariaDB's temporal tables show their present rows and never their history.
_TABLES = """
SELECT table_name, engine, table_comment FROM information_schema.tables
WHERE table_schema = DATABASE() AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED') ORDER BY BINARY table_name
"""
_COLUMNS = """
SELECT table_name, column_name, data_type, column_type, is_nullable, column_comment, column_default,
  numeric_precision, character_maximum_length, collation_name
FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position
"""
_KEYS = """
SELECT k.table_name, k.constraint_name, c.constraint_type, k.column_name, k.referenced_table_name, k.referenced_column_name
FROM information_schema.key_column_usage k JOIN information_schema.table_constraints c
  ON c.table_schema = k.table_schema AND c.table_name = k.table_name AND c.constraint_name = k.constraint_name
WHERE k.table_schema = DATABASE() AND (k.referenced_table_schema IS NULL OR k.referenced_table_schema = DATABASE())
ORDER BY k.table_name, k.constraint_name, k.ordinal_position
"""
_NOTES = """
SELECT event_object_table, 'trigger', action_statement FROM information_schema.triggers WHERE trigger_schema = DATABASE()
UNION ALL SELECT '', 'view', view_definition FROM information_schema.views WHERE table_schema = DATABASE()
UNION ALL SELECT '', 'routine', routine_definition FROM information_schema.routines WHERE routine_schema = DATABASE()
UNION ALL SELECT '', 'comment on a routine', routine_comment FROM information_schema.routines WHERE routine_schema = DATABASE()
UNION ALL SELECT '', 'event', event_definition FROM information_schema.events WHERE event_schema = DATABASE()
UNION ALL SELECT '', 'comment on an event', event_comment FROM information_schema.events WHERE event_schema = DATABASE()
UNION ALL SELECT table_name, 'comment on an index', index_comment FROM information_schema.statistics
  WHERE table_schema = DATABASE() AND index_comment <> '' AND seq_in_index = 1
UNION ALL SELECT table_name, 'comment on a part', partition_comment FROM information_schema.partitions
  WHERE table_schema = DATABASE() AND partition_comment <> ''
"""
# The same of what older servers do not have, by the column that tells.
_LATER = {
    ("CHECK_CONSTRAINTS", "CHECK_CLAUSE"): """
SELECT '', 'check', check_clause FROM information_schema.check_constraints WHERE constraint_schema = DATABASE()
""",
    ("COLUMNS", "GENERATION_EXPRESSION"): """
SELECT table_name, concat('expression of column ', ordinal_position), generation_expression
FROM information_schema.columns WHERE table_schema = DATABASE() AND generation_expression <> ''
""",
}
_HAS = """
SELECT upper(table_name), upper(column_name) FROM information_schema.columns
WHERE upper(table_schema) = 'INFORMATION_SCHEMA' AND upper(table_name) IN ('CHECK_CONSTRAINTS', 'COLUMNS')
"""
# Engines that fetch rows from somewhere else when they are read; a MERGE table shows those of others, of other databases too.
_EXTERNAL = frozenset({"FEDERATED", "CONNECT", "SPIDER", "S3", "SPHINX", "MRG_MYISAM"})

_NATIVE = (
    (Kind.INTEGER, ("tinyint", "smallint", "mediumint", "int", "bigint", "year")),
    (Kind.REAL, ("float", "double")),
    (Kind.TEXT, ("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "json")),
    (Kind.BLOB, ("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob")),
)
_AS_TEXT = ("decimal", "date", "datetime", "timestamp", "time", "inet4", "inet6", "uuid", "enum", "set")
_SHORT = 1000  # characters or bytes
_EXACT = 15  # decimal digits that SQLite's numbers hold without loss
_ORDERED = (Kind.INTEGER, Kind.TEXT, Kind.BLOB)


def describe(connection: sa.Connection) -> tuple[Table, ...]:
    """Return the base tables in order of name."""
    columns = _grouped(connection, _COLUMNS)
    keys = _grouped(connection, _KEYS)
    has = {tuple(row) for row in connection.exec_driver_sql(_HAS)}
    notes = _grouped(connection, _NOTES, *(query for column, query in _LATER.items() if column in has))
    bare = [
        _table(name, engine or "", comment or "", columns[name], [*notes[name], *(notes[""] if index == 0 else [])])
        for index, (name, engine, comment) in enumerate(connection.exec_driver_sql(_TABLES).all())
    ]
    return tuple(_keyed(table, keys[table.name], bare) for table in bare)


def ordered_by_value(table: Table) -> bool:
    """Say whether the key's columns sort as they compare; enumerations sort by number and floats do not compare at all."""
    keys = [table.columns[index] for index in table.primary_key]
    return all(key.kind in _ORDERED and key.reading is Reading.NATIVE for key in keys)


def _grouped(connection: sa.Connection, *queries: str) -> Mapping[str, list[Any]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for query in queries:
        for row in connection.exec_driver_sql(query):
            groups[row[0]].append(row)
    return groups


def _table(name: str, engine: str, comment: str, columns: Iterable[Any], notes: Iterable[Any]) -> Table:
    rows = list(columns)
    found = [Note(f"{place}, not carried", text) for _, place, text in notes if text]
    found += [Note("comment on the table, not carried", comment)] if comment else []
    found += [Note(f"comment on column {n}, not carried", row[5]) for n, row in enumerate(rows, 1) if row[5]]
    found += [Note(f"default of column {n}, not carried", str(row[6])) for n, row in enumerate(rows, 1) if row[6]]
    found += [Note(f"type of column {n}, not carried", str(row[3])) for n, row in enumerate(rows, 1) if "'" in row[3]]
    return Table(
        schema="",
        name=name,
        label=name,
        columns=tuple(_column(row) for row in rows),
        notes=tuple(found),
        withheld=Reason.EXTERNAL if engine.upper() in _EXTERNAL else None,
    )


def _column(row: Any) -> Column:
    _, name, type_, _, nullable, comment, _, precision, length, collation = row
    plain = Column(
        name, name, Kind.TEXT, required=nullable == "NO", comment=comment or "", collation=_collation(collation)
    )
    known = type_.lower()
    if known in _AS_TEXT:
        exact = known == "decimal" and precision <= _EXACT
        return replace(plain, kind=Kind.NUMERIC if exact else Kind.TEXT, reading=Reading.AS_TEXT, bounded=True)
    if known == "bit":
        return replace(plain, reading=Reading.AS_HEX, bounded=True)
    kind = next((kind for kind, names in _NATIVE if known in names), None)
    if kind is None:  # geometry, vector and what comes next
        return replace(plain, reading=Reading.AS_HEX, opaque=True)
    bounded = kind in (Kind.INTEGER, Kind.REAL) or (length is not None and length <= _SHORT)
    return replace(plain, kind=kind, bounded=bounded)


def _collation(name: str | None) -> str:
    """Return how SQLite compares as *name* does: without case, as far as it knows letters, or without blanks at the end.

    Of MySQL's own only those of a newer kind (_0900_) count blanks, of MariaDB's those that say so.
    """
    if not name or name == "binary":
        return ""
    if "_ci" in name:
        return "NOCASE"  # that blanks do not count either is lost: SQLite has no word for both
    return "" if "nopad" in name or "_0900_" in name else "RTRIM"


def _keyed(table: Table, rows: list[Any], tables: list[Table]) -> Table:
    groups: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows:
        groups[row[1], row[2]].append(row)
    primary: tuple[int, ...] = ()
    uniques, foreign = [], []
    for (_, type_), parts in groups.items():
        columns = table.positions([part[3] for part in parts], alike=str.casefold)
        if type_ == "PRIMARY KEY":
            primary = columns
        elif type_ == "UNIQUE":
            uniques.append(columns)
        elif (parent := _index(tables, parts[0][4])) is not None:
            theirs = tables[parent].positions([part[5] for part in parts], alike=str.casefold)
            foreign.append(ForeignKey(columns, parent, theirs))
    return replace(table, primary_key=primary, uniques=tuple(uniques), foreign_keys=tuple(foreign))


def _index(tables: list[Table], name: str) -> int | None:
    return next((index for index, table in enumerate(tables) if table.name == name), None)

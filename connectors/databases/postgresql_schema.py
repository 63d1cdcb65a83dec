"""PostgreSQL's catalogue tells tables, columns and keys, and every text of the schema that is scanned and not carried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from connectors.databases.postgresql_types import Types
from connectors.databases.schema import Column, ForeignKey, Kind, Note, Table
from records.errors import Reason

__all__ = ["describe"]

_FIRST = 16_384  # of the numbers that are not the system's own
# The city's own schemas: not the system's, and not other sessions' temporary ones (all of which begin with pg_).
_OWN = "left(n.nspname, 3) <> 'pg_' AND n.nspname <> 'information_schema'"

# A partition is read through its parent; the heirs of an ordinary table are tables of their own and left out of it (ONLY).
_TABLES = f"""
SELECT c.oid, n.nspname, c.relname, c.relkind, row_security_active(c.oid),
  coalesce((SELECT bool_and(has_column_privilege(c.oid, a.attnum, 'SELECT')) FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), true),
  c.relkind = 'f' OR c.relkind = 'p' AND EXISTS (
    SELECT FROM pg_partition_tree(c.oid) t JOIN pg_class f ON f.oid = t.relid WHERE f.relkind = 'f')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition AND {_OWN}
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
"""  # noqa: S608 - made of constants

_COLUMNS = """
SELECT a.attrelid, a.attname, a.atttypid, a.atttypmod, a.attnotnull, a.attnum, col_description(a.attrelid, a.attnum),
  EXISTS (SELECT FROM pg_collation l WHERE l.oid = a.attcollation AND to_jsonb(l) ->> 'collisdeterministic' = 'false')
FROM pg_attribute a WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum
"""

_KEYS = """
SELECT conrelid, contype, conkey, confrelid, confkey FROM pg_constraint
WHERE contype IN ('p', 'u', 'f') AND conparentid = 0 ORDER BY conrelid, contype, conname COLLATE "C"
"""

# Texts beside the data: of one table where they have one (its number), else of the database (0). The system's own objects have
# numbers below 16384.
_NOTES = f"""
SELECT objoid, 'comment on the table' AS place, description AS text FROM pg_description
  WHERE classoid = 'pg_class'::regclass AND objsubid = 0
UNION ALL SELECT objoid, 'comment on column ' || objsubid, description FROM pg_description
  WHERE classoid = 'pg_class'::regclass AND objsubid > 0
UNION ALL SELECT adrelid, 'default or expression of column ' || adnum, pg_get_expr(adbin, adrelid) FROM pg_attrdef
UNION ALL SELECT conrelid, 'check', pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND oid >= 16384
UNION ALL SELECT tgrelid, 'trigger', pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT polrelid, 'policy', concat_ws(' ', polname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
  FROM pg_policy
UNION ALL SELECT indrelid, 'index', pg_get_indexdef(indexrelid) FROM pg_index WHERE indexprs IS NOT NULL OR indpred IS NOT NULL
UNION ALL SELECT r.ev_class, 'rule', pg_get_ruledef(r.oid) FROM pg_rewrite r WHERE r.rulename <> '_RETURN'
UNION ALL SELECT p.partrelid, 'part', pg_get_expr(c.relpartbound, c.oid) FROM pg_partitioned_table p
  JOIN pg_inherits i ON i.inhparent = p.partrelid JOIN pg_class c ON c.oid = i.inhrelid
UNION ALL SELECT 0, 'view', c.relname || ': ' || pg_get_viewdef(c.oid)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') AND {_OWN}
UNION ALL SELECT 0, 'function', p.proname || ': ' || p.prosrc
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {_OWN}
UNION ALL SELECT 0, 'comment', description FROM pg_description WHERE classoid <> 'pg_class'::regclass AND objoid >= 16384
UNION ALL SELECT 0, 'default of a type', typdefault FROM pg_type WHERE oid >= 16384
UNION ALL SELECT 0, 'label of an enumerated type', e.enumlabel FROM pg_enum e
ORDER BY 1, 2, 3
"""  # noqa: S608 - made of constants


def describe(connection: sa.Connection) -> tuple[Table, ...]:
    """Return the base tables in order of schema and name."""
    listed = _ask(connection, _TABLES)
    types = Types(connection)
    columns = _grouped(_ask(connection, _COLUMNS))
    keys = _grouped(_ask(connection, _KEYS))
    notes = _grouped(_ask(connection, _NOTES))
    numbers = {row[0]: index for index, row in enumerate(listed)}
    own = {
        oid: [row[5] for row in columns[oid]] for oid in numbers
    }  # attribute numbers, with gaps where one was dropped
    several = len({row[1] for row in listed}) > 1
    carried_by_first = _without_table(notes, numbers)
    tables = []
    for index, (oid, schema, name, kind, filtered, allowed, outside) in enumerate(listed):
        primary, uniques, foreign = _keys(keys[oid], own[oid], own, numbers)
        described = [*notes[oid], *(carried_by_first if index == 0 else [])]
        tables.append(
            Table(
                schema=schema,
                name=name,
                label=types.readable(f"{schema}.{name}" if several else name),
                columns=tuple(_column(row, types) for row in columns[oid]),
                primary_key=primary,
                uniques=uniques,
                foreign_keys=foreign,
                notes=tuple(
                    Note(f"{place}, not carried", types.readable(text)) for _, place, text in described if text
                ),
                only=kind == "r",
                withheld=_withheld(outside=outside, filtered=filtered, allowed=allowed, empty=not columns[oid]),
            )
        )
    return tuple(tables)


def _ask(connection: sa.Connection, query: str) -> list[Any]:
    return list(connection.exec_driver_sql(query).all())


def _grouped(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    return groups


def _without_table(notes: Mapping[int, list[Any]], tables: Mapping[int, int]) -> list[Any]:
    """Return the texts of no table that is read as its own, each once: of the database, of parts, views and sequences."""
    others = [row for oid, rows in notes.items() if oid not in tables for row in rows if oid == 0 or oid >= _FIRST]
    return list(
        {row[2]: (*row[:1], "something else of the schema" if row[0] else row[1], row[2]) for row in others}.values()
    )


def _withheld(*, outside: bool, filtered: bool, allowed: bool, empty: bool) -> Reason | None:
    """Return why a table is not read: it lies elsewhere, the role may not see all of it, or it has no column at all."""
    if outside:  # a foreign table, or a partitioned one with a part that is
        return Reason.EXTERNAL
    if filtered or not allowed:
        return Reason.UNREADABLE
    return Reason.UNSUPPORTED if empty else None


def _column(row: Any, types: Types) -> Column:
    _, name, type_, modifier, required, _, comment, loose = row
    column = types.column(name, type_, modifier, required=required, comment=comment or "")
    # A collation that takes different texts for the same: which ones, only ICU knows; without case is the nearest that SQLite has.
    return replace(column, collation="NOCASE") if loose and column.kind is Kind.TEXT else column


def _keys(
    rows: list[Any], own: list[int], columns: Mapping[int, list[int]], numbers: Mapping[int, int]
) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...], tuple[ForeignKey, ...]]:
    primary = next((_positions(row[2], own) for row in rows if row[1] == "p"), ())
    uniques = tuple(_positions(row[2], own) for row in rows if row[1] == "u")
    foreign = tuple(
        ForeignKey(_positions(row[2], own), numbers[row[3]], _positions(row[4], columns[row[3]]))
        for row in rows
        if row[1] == "f" and row[3] in numbers
    )
    return primary, uniques, foreign


def _positions(attributes: list[int], own: list[int]) -> tuple[int, ...]:
    return tuple(own.index(number) for number in attributes)

"""SQL Server's catalogue as SQLAlchemy's inspector tells it; never run against a server, see mssql.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from connectors.databases.schema import Column, ForeignKey, Kind, Note, Reading, Table

__all__ = ["describe"]

_OWN = frozenset({"sys", "INFORMATION_SCHEMA", "guest"})
_WHOLE = frozenset({"BIT", "TINYINT", "SMALLINT", "INTEGER", "BIGINT"})
_FLOATS = frozenset({"FLOAT", "REAL", "DOUBLE_PRECISION"})
_BYTES = frozenset({"BINARY", "VARBINARY", "IMAGE"})
_TEXTS = frozenset(
    {
        "CHAR",
        "VARCHAR",
        "TEXT",
        "NCHAR",
        "NVARCHAR",
        "NTEXT",
        "XML",
        "DECIMAL",
        "NUMERIC",
        "MONEY",
        "SMALLMONEY",
        "DATE",
    }
    | {"TIME", "DATETIME", "DATETIME2", "SMALLDATETIME", "DATETIMEOFFSET", "UNIQUEIDENTIFIER"}
)


def describe(connection: sa.Connection) -> tuple[Table, ...]:
    """Return the base tables in order of schema and name."""
    inspector = sa.inspect(connection)
    schemas = sorted(name for name in inspector.get_schema_names() if name not in _OWN and not name.startswith("db_"))
    names = [(schema, name) for schema in schemas for name in sorted(inspector.get_table_names(schema))]
    several = len({schema for schema, _ in names}) > 1
    bare = [_table(inspector, schema, name, several=several) for schema, name in names]
    return tuple(_keyed(inspector, table, bare) for table in bare)


def _table(inspector: sa.Inspector, schema: str, name: str, *, several: bool) -> Table:
    columns = inspector.get_columns(name, schema)
    texts = [(f"default of column {n}", column.get("default")) for n, column in enumerate(columns, 1)]
    texts += [(f"comment on column {n}", column.get("comment")) for n, column in enumerate(columns, 1)]
    return Table(
        schema=schema,
        name=name,
        label=f"{schema}.{name}" if several else name,
        columns=tuple(_column(column) for column in columns),
        notes=tuple(Note(f"{place}, not carried", str(text)) for place, text in texts if text),
    )


def _column(row: Mapping[str, Any]) -> Column:
    collation = getattr(row["type"], "collation", None) or ""
    plain = Column(
        row["name"],
        row["name"],
        Kind.TEXT,
        Reading.AS_TEXT,
        required=not row["nullable"],
        comment=row.get("comment") or "",
        collation="NOCASE" if "_CI_" in collation else "",
    )
    type_ = str(row["type"].__visit_name__).upper()
    if type_ in _WHOLE or type_ in _FLOATS:
        kind = Kind.INTEGER if type_ in _WHOLE else Kind.REAL
        return replace(plain, kind=kind, reading=Reading.NATIVE, bounded=True)
    if type_ in _BYTES:
        return replace(plain, kind=Kind.BLOB, reading=Reading.NATIVE)
    return plain if type_ in _TEXTS else replace(plain, opaque=True)


def _keyed(inspector: sa.Inspector, table: Table, tables: Sequence[Table]) -> Table:
    primary = inspector.get_pk_constraint(table.name, table.schema)["constrained_columns"]
    uniques = [unique["column_names"] for unique in inspector.get_unique_constraints(table.name, table.schema)]
    foreign = []
    for key in inspector.get_foreign_keys(table.name, table.schema):
        at = next((i for i, each in enumerate(tables) if _is_parent(each, key, table)), None)
        if at is not None:
            theirs = tables[at].positions(key["referred_columns"])
            foreign.append(ForeignKey(table.positions(key["constrained_columns"]), at, theirs))
    return replace(
        table,
        primary_key=table.positions(primary),
        uniques=tuple(table.positions([name for name in names if name]) for names in uniques),
        foreign_keys=tuple(foreign),
    )


def _is_parent(table: Table, key: Any, child: Table) -> bool:
    return (table.schema, table.name) == (key["referred_schema"] or child.schema, key["referred_table"])

"""SQL Server: written from its documentation and never run against a server; it fails closed where it is not sure.

No SQL Server could be had to prove this module, so every value is cast to text by the server or masked, and a database
without snapshot isolation is refused rather than read in a way that could see two states.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from connectors.databases.guard import MARK
from connectors.databases.mssql_schema import describe
from connectors.databases.rows import WHOLE, Span, clause, stream
from connectors.databases.schema import Column, Reading, Table
from connectors.databases.server import WRITER, Access, Connected, guarded, page_of, state_of
from records.errors import Misconfigured
from records.settings import Limits

__all__ = ["Mssql", "selected"]

# Anything but reading, on the database or on any object in it (sys.fn_my_permissions lists what the login itself may do).
_CAN_WRITE = """
SELECT CASE WHEN IS_SRVROLEMEMBER('sysadmin') = 1 OR IS_ROLEMEMBER('db_owner') = 1 OR IS_ROLEMEMBER('db_datawriter') = 1
  OR IS_ROLEMEMBER('db_ddladmin') = 1 OR EXISTS (
    SELECT 1 FROM sys.fn_my_permissions(NULL, 'DATABASE')
    WHERE permission_name IN ('INSERT', 'UPDATE', 'DELETE', 'ALTER', 'CONTROL', 'EXECUTE', 'CREATE TABLE'))
  OR EXISTS (
    SELECT 1 FROM sys.tables t CROSS APPLY (VALUES ('INSERT'), ('UPDATE'), ('DELETE'), ('ALTER')) p (name)
    WHERE HAS_PERMS_BY_NAME(QUOTENAME(SCHEMA_NAME(t.schema_id)) + '.' + QUOTENAME(t.name), 'OBJECT', p.name) = 1)
  THEN 1 ELSE 0 END
"""
# Of a text and bytes in one CASE a server makes text (its precedence of types), and bytes read as text are lost.
_BYTE_MARK = sa.func.convert(sa.literal_column("varbinary(max)"), MARK)
_SNAPSHOT = "SELECT snapshot_isolation_state FROM sys.databases WHERE database_id = DB_ID()"


class Mssql(Connected):
    """One SQL Server database."""

    def __init__(self, url: sa.URL, access: Access) -> None:
        super().__init__()
        self._url = url.set(drivername="mssql+pymssql", password=access.password)
        self._access = access

    def open(self) -> sa.Connection:
        """Return the connection in its snapshot; raises Misconfigured for a login that can write, or SQLAlchemy's errors."""
        arguments = {"login_timeout": 10, "timeout": self._access.limits.seconds, "tds_version": "7.4"}
        connection = self.connect(self._url, arguments)
        if not self._access.allow_writer and connection.exec_driver_sql(_CAN_WRITE).scalar() != 0:
            raise Misconfigured(WRITER)
        if connection.exec_driver_sql(_SNAPSHOT).scalar() != 1:
            raise Misconfigured(
                "the database does not allow snapshot isolation, without which it cannot be read as one"
            )
        connection.rollback()  # the level is that of the next transaction; asked within one, the questions above would fail
        return connection.execution_options(isolation_level="SNAPSHOT")

    def tables(self, connection: sa.Connection) -> tuple[Table, ...]:
        """Return the base tables in order of schema and name."""
        return describe(connection)

    def rows(self, connection: sa.Connection, table: Table, span: Span = WHOLE) -> Iterator[tuple[Any, ...]]:
        """Yield the rows in key order, or in the order of all their texts where there is no key."""
        del span  # always the whole: a table is never cut
        return stream(connection, selected(table, self._access.limits), page_of(table))

    def fingerprint(self, connection: sa.Connection, tables: tuple[Table, ...]) -> str:
        """Return a digest of the schema, counts and highest keys."""
        keyed_by_type = tuple(replace(table, primary_key=()) if table.withheld else table for table in tables)
        return state_of(connection, keyed_by_type)


def selected(table: Table, limits: Limits) -> sa.Select[Any]:
    """Return the statement that reads *table* in the order of its key, or of all its texts where there is none."""
    source = clause(table)
    columns = list(source.columns)
    values = [_value(column, own) for column, own in zip(table.columns, columns, strict=True)]
    cells = [
        guarded(column, value, limits, text_length="datalength", byte_length="datalength", byte_mark=_BYTE_MARK)
        for column, value in zip(table.columns, values, strict=True)
    ]
    order = [columns[index] for index in table.primary_key] or values
    labelled = [cell.label(f"c{index}") for index, cell in enumerate(cells)]
    return sa.select(*labelled).select_from(source).order_by(*order)


def _value(column: Column, own: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    match column.reading:
        case Reading.NATIVE | Reading.AS_JSON:
            return own
        case Reading.AS_TEXT | Reading.AS_OUTPUT:
            return sa.cast(own, sa.Unicode().with_variant(sa.UnicodeText(), "mssql"))
        case Reading.AS_HEX:
            return sa.func.convert(sa.literal_column("varchar(max)"), own, sa.literal_column("1"))

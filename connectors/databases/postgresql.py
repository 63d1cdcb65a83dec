"""PostgreSQL: one read-only repeatable-read transaction by a role that cannot write, read through a server-side cursor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from connectors.databases.postgresql_schema import describe
from connectors.databases.rows import WHOLE, Key, Span, as_asked, clause, every, stream, within
from connectors.databases.schema import Kind, Table
from connectors.databases.server import WRITER, Access, Connected, guarded, page_of, state_of
from records.errors import Misconfigured

__all__ = ["Postgresql"]

# Functions and operators are looked up in pg_catalog alone, so that nothing a schema defines can be run by our reading;
# row_security off turns rows a policy would hide into an error; the rest makes texts and order independent of the server.
_SESSION = """
SET search_path = pg_catalog;
SET row_security = off;
SET datestyle = 'ISO, YMD';
SET intervalstyle = 'postgres';
SET timezone = 'UTC';
SET bytea_output = 'hex';
SET synchronize_seqscans = off;
SET max_parallel_workers_per_gather = 0;
SET lock_timeout = '10s';
SET idle_in_transaction_session_timeout = 0;
"""

# A role can write if it is a superuser, may change any table, column or sequence outside the system's own schemas, or may
# create something. Every role may create temporary tables, which do not touch the source.
# What the role itself may do, what it inherits, and what it may do once it takes on a role that it does not inherit from.
_CAN_WRITE = """
WITH own AS (
  SELECT oid FROM pg_namespace WHERE left(nspname, 3) <> 'pg_' AND nspname <> 'information_schema'
)
SELECT EXISTS (SELECT FROM pg_roles WHERE rolsuper AND pg_has_role(current_user, oid, 'MEMBER'))
  OR EXISTS (
    SELECT FROM pg_roles AS other, pg_class AS held
    WHERE pg_has_role(current_user, other.oid, 'MEMBER') AND NOT pg_has_role(current_user, other.oid, 'USAGE')
      AND held.relnamespace IN (SELECT oid FROM own) AND held.relkind IN ('r', 'p', 'f', 'v', 'm')
      AND (has_table_privilege(other.oid, held.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
        OR has_any_column_privilege(other.oid, held.oid, 'INSERT, UPDATE'))
  )
  OR has_database_privilege(current_database(), 'CREATE')
  OR EXISTS (SELECT FROM own WHERE has_schema_privilege(oid, 'CREATE'))
  OR EXISTS (
    SELECT FROM pg_class WHERE relnamespace IN (SELECT oid FROM own) AND CASE
      WHEN relkind = 'S' THEN has_sequence_privilege(oid, 'USAGE, UPDATE')
      WHEN relkind IN ('r', 'p', 'f', 'v', 'm') THEN
        has_table_privilege(oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
        OR has_any_column_privilege(oid, 'INSERT, UPDATE')
    END)
"""


class Postgresql(Connected):
    """One PostgreSQL database."""

    def __init__(self, url: sa.URL, access: Access) -> None:
        super().__init__()
        self._url = url.set(drivername="postgresql+psycopg", password=access.password)
        self._allow_writer = access.allow_writer
        self._limits = access.limits

    def open(self) -> sa.Connection:
        """Return the connection in its snapshot; raises Misconfigured for a role that can write, or SQLAlchemy's errors."""
        connection = self.connect(
            self._url,
            {"connect_timeout": 10, "application_name": "clearcopy"},
            prepare=_choose_encoding,
            isolation="REPEATABLE READ",
        )
        connection = connection.execution_options(postgresql_readonly=True)
        for statement in filter(str.strip, _SESSION.split(";")):
            connection.exec_driver_sql(statement)
        self._limit_time(connection, self._limits.seconds)
        if not self._allow_writer and connection.exec_driver_sql(_CAN_WRITE).scalar():
            raise Misconfigured(WRITER)
        return connection

    def tables(self, connection: sa.Connection) -> tuple[Table, ...]:
        """Return the base tables of every schema the city made, in order of schema and name."""
        return describe(connection)

    def rows(self, connection: sa.Connection, table: Table, span: Span = WHOLE) -> Iterator[tuple[Any, ...]]:
        """Yield the rows in key order; those of a table without a key in the order they lie in."""
        source = clause(table)
        columns = list(source.columns)
        cells = [
            guarded(column, as_asked(column, own), self._limits).label(f"c{index}")
            for index, (column, own) in enumerate(zip(table.columns, columns, strict=True))
        ]
        order = [columns[index] for index in table.primary_key] or [sa.literal_column(n) for n in ("tableoid", "ctid")]
        statement = _own(sa.select(*cells).order_by(*order), source, table)
        return stream(connection, within(statement, order, span), page_of(table))

    def cuts(self, connection: sa.Connection, table: Table, rows: int) -> tuple[Key, ...]:  # type: ignore[override]
        """Return the key of every so many-th row, where it is of whole numbers: a text compares as its type and collation say."""
        keys = [table.columns[index] for index in table.primary_key]
        if not keys or not all(key.kind is Kind.INTEGER for key in keys):
            return ()
        source = clause(table)
        order = [list(source.columns)[index] for index in table.primary_key]
        asked = _own(sa.select(*order).order_by(*order), source, table)
        first = connection.execute(asked.limit(1)).first()
        if first is None or any(isinstance(value, bool) for value in first):  # true and false are kept as numbers, too
            return ()
        self._limit_time(connection, 0)
        cuts = every(connection, asked, order, rows)
        self._limit_time(connection, self._limits.seconds)
        return cuts

    def fingerprint(self, connection: sa.Connection, tables: tuple[Table, ...]) -> str:
        """Return a digest of the schema, counts and highest keys; counting takes as long as it takes."""
        self._limit_time(connection, 0)
        state = state_of(connection, tables)
        self._limit_time(connection, self._limits.seconds)
        return state

    @staticmethod
    def _limit_time(connection: sa.Connection, seconds: int) -> None:
        # Each fetch from a cursor is a statement of its own, so this bounds a page and not the reading of a table.
        connection.exec_driver_sql(f"SET statement_timeout = '{seconds}s'")


def _own(statement: sa.Select[Any], source: sa.TableClause, table: Table) -> sa.Select[Any]:
    """Return *statement* for the table's own rows, without those of its heirs."""
    return statement.with_hint(source, "ONLY", "postgresql") if table.only else statement


def _choose_encoding(connection: Any, _record: Any) -> None:
    """Ask for UTF-8; from a database that checks no encoding, for bytes as Latin-1, which postgresql_schema reads aright."""
    plain = connection.info.parameter_status("server_encoding") == "SQL_ASCII"
    connection.execute(f"SET client_encoding TO '{'LATIN1' if plain else 'UTF8'}'")
    connection.commit()

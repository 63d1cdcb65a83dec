"""MySQL and MariaDB: one read-only consistent snapshot by a user that may only select, read by key one page at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from connectors.databases.mysql_schema import describe, ordered_by_value
from connectors.databases.rows import WHOLE, Key, Span, by_key, clause, every, stream
from connectors.databases.schema import Column, Reading, Table
from connectors.databases.server import WRITER, Access, Connected, guarded, page_of, state_of
from records.errors import Misconfigured

__all__ = ["Mysql"]

# What a reader may hold. SHOW GRANTS prints "GRANT SELECT, SHOW VIEW ON `city`.* TO ..."; a role that was granted prints
# "GRANT `clerks` TO ..." and its own privileges, where it is active, as lines of their own.
_HARMLESS = frozenset(
    {"USAGE", "SELECT", "SHOW VIEW", "SHOW DATABASES", "PROCESS", "REPLICATION CLIENT", "LOCK TABLES"}
)
_GRANT = re.compile(r"GRANT (.+?) ON ")
_HANDS_ON = re.compile(r" WITH (?:GRANT|ADMIN) OPTION")
_ROLES = re.compile(r"GRANT ([`'\"].+?) TO ")
_COLUMN_LIST = re.compile(r"\([^)]*\)")
_DAY = 86_400  # seconds


class Mysql(Connected):
    """One database of a MySQL or MariaDB server."""

    def __init__(self, url: sa.URL, access: Access) -> None:
        super().__init__()
        if not url.database:
            raise Misconfigured("the database URL names no database")
        self._url = url.set(drivername="mysql+pymysql", password=access.password, query=_options(url))
        self._allow_writer = access.allow_writer
        self._limits = access.limits

    def open(self) -> sa.Connection:
        """Return the connection in its snapshot; raises Misconfigured for a user that can write, or SQLAlchemy's errors."""
        connection = self.connect(self._url, {"charset": "utf8mb4", "connect_timeout": 10, "local_infile": False})
        if not self._allow_writer and _can_write(connection):
            raise Misconfigured(WRITER)
        self._limit_time(connection, self._limits.seconds)
        for statement in (
            f"SET SESSION net_write_timeout = {_DAY}, wait_timeout = {_DAY}, time_zone = '+00:00'",
            "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
            "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
        ):
            connection.exec_driver_sql(statement)
        return connection

    def tables(self, connection: sa.Connection) -> tuple[Table, ...]:
        """Return the base tables of the database in order of name."""
        return describe(connection)

    def rows(self, connection: sa.Connection, table: Table, span: Span = WHOLE) -> Iterator[tuple[Any, ...]]:
        """Yield the rows in key order, by pages that each stay below the time limit.

        A table without a key that can be compared is streamed in the order of all its values: two rows that are equal in
        all of them can change places unnoticed.
        """
        source = clause(table)
        columns = list(source.columns)
        cells = [
            guarded(column, _value(column, own), self._limits).label(f"c{index}")
            for index, (column, own) in enumerate(zip(table.columns, columns, strict=True))
        ]
        if table.primary_key and ordered_by_value(table):
            return by_key(connection, cells, [columns[index] for index in table.primary_key], page_of(table), span)
        return self._stream(connection, sa.select(*cells).select_from(source).order_by(*columns), page_of(table))

    def cuts(self, connection: sa.Connection, table: Table, rows: int) -> tuple[Key, ...]:  # type: ignore[override]
        """Return the key of every so many-th row, where the key can be compared."""
        if not table.primary_key or not ordered_by_value(table):
            return ()
        source = clause(table)
        order = [list(source.columns)[index] for index in table.primary_key]
        self._limit_time(connection, 0)
        cuts = every(connection, sa.select(*order).order_by(*order), order, rows)
        self._limit_time(connection, self._limits.seconds)
        return cuts

    def _stream(self, connection: sa.Connection, statement: sa.Select[Any], page: int) -> Iterator[tuple[Any, ...]]:
        self._limit_time(connection, 0)  # the one statement lasts as long as its reader
        yield from stream(connection, statement, page)
        self._limit_time(connection, self._limits.seconds)

    def fingerprint(self, connection: sa.Connection, tables: tuple[Table, ...]) -> str:
        """Return a digest of the schema, counts and highest keys; counting takes as long as it takes."""
        self._limit_time(connection, 0)
        state = state_of(connection, tables)
        self._limit_time(connection, self._limits.seconds)
        return state

    @staticmethod
    def _limit_time(connection: sa.Connection, seconds: int) -> None:
        maria = getattr(connection.dialect, "is_mariadb", False)
        limit = f"max_statement_time = {seconds}" if maria else f"max_execution_time = {seconds * 1000}"
        connection.exec_driver_sql(f"SET SESSION {limit}")


def _options(url: sa.URL) -> dict[str, Any]:
    return {name: value for name, value in url.query.items() if name not in ("charset", "connect_timeout")}


def _can_write(connection: sa.Connection) -> bool:
    """Say whether any privilege of the user, on any database of the server, is more than reading; unreadable means yes."""
    grants = [str(row[0]) for row in connection.exec_driver_sql("SHOW GRANTS")]
    try:
        grants += [
            more for role in {role for grant in grants for role in _roles(grant)} for more in _of(connection, role)
        ]
    except sa.exc.DBAPIError:
        return True
    held = {
        _COLUMN_LIST.sub("", privilege).strip().upper()
        for grant in grants
        for match in [_GRANT.match(grant)]
        if match
        for privilege in _COLUMN_LIST.sub("", match[1]).split(",")
    }
    return not grants or not held <= _HARMLESS or any(_HANDS_ON.search(grant) for grant in grants)


def _of(connection: sa.Connection, role: str) -> list[str]:
    """Return what the user may do under a *role* that is granted: taken on or not, it can be at any time."""
    role = role.replace("%", "%%")
    try:
        return [str(row[0]) for row in connection.exec_driver_sql(f"SHOW GRANTS FOR CURRENT_USER() USING {role}")]
    except sa.exc.DBAPIError:  # MariaDB shows no role but the one that is taken on
        own = connection.exec_driver_sql("SELECT CURRENT_ROLE()").scalar()
        connection.exec_driver_sql(f"SET ROLE {role}")
        found = [str(row[0]) for row in connection.exec_driver_sql("SHOW GRANTS")]
        quoted = str(own).replace("`", "``").replace("%", "%%")
        connection.exec_driver_sql(f"SET ROLE `{quoted}`" if own is not None else "SET ROLE NONE")
        return found


def _roles(grant: str) -> Iterator[str]:
    """Yield the roles, quoted as the server quotes them, that a line of SHOW GRANTS gives."""
    given = _ROLES.match(grant)
    if given and " ON " not in given[1]:
        yield from (each.strip() for each in given[1].split(","))


def _value(column: Column, own: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    match column.reading:
        case Reading.NATIVE | Reading.AS_JSON:
            return own
        case Reading.AS_TEXT | Reading.AS_OUTPUT:
            return sa.cast(own, sa.CHAR)
        case Reading.AS_HEX:
            return sa.func.hex(own)

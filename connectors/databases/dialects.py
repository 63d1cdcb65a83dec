"""The kinds of database that can be read, in one tuple, and what each must offer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import sqlalchemy as sa

from connectors.databases.duckdb import Duckdb
from connectors.databases.locations import sqlite_path
from connectors.databases.mssql import Mssql
from connectors.databases.mysql import Mysql
from connectors.databases.postgresql import Postgresql
from connectors.databases.rows import WHOLE, Key, Span
from connectors.databases.schema import Table
from connectors.databases.server import Access
from connectors.databases.sqlite import Sqlite
from records.errors import Misconfigured

__all__ = ["Dialect", "dialect_for"]


class Dialect(Protocol):
    """One database, opened for reading in one snapshot."""

    def open(self) -> sa.Connection:
        """Connect, refuse a role that can write, and take the snapshot; raises our errors or SQLAlchemy's."""
        ...

    def close(self) -> None:
        """End the snapshot and let go of everything."""
        ...

    def tables(self, connection: sa.Connection) -> tuple[Table, ...]:
        """Return the base tables in a fixed order."""
        ...

    def rows(self, connection: sa.Connection, table: Table, span: Span = WHOLE) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of *table*, or of a range of its keys, in a fixed order, one value a column."""
        ...

    def cuts(self, connection: sa.Connection, table: Table, rows: int) -> tuple[Key, ...]:
        """Return the key of every so many-th row but the last, in the order of ``rows``; none where the table is not cut."""
        ...

    def fingerprint(self, connection: sa.Connection, tables: tuple[Table, ...]) -> str:
        """Return a digest of what the source holds now."""
        ...


def dialect_for(url: sa.URL, access: Access) -> Dialect:
    """Return the reader for *url*, or raise Misconfigured where there is none."""
    match url.get_backend_name():
        case "sqlite":
            return Sqlite(sqlite_path(url), access)
        case "postgresql":
            return Postgresql(url, access)
        case "mysql" | "mariadb":
            return Mysql(url, access)
        case "duckdb":
            return Duckdb(url, access)
        case "mssql":
            return Mssql(url, access)
        case _:
            raise Misconfigured("this kind of database is not supported")

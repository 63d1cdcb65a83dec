"""Rows are streamed by the page, so that memory follows the page and not the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import quoted_name

from connectors.databases.schema import Table

__all__ = ["clause", "named", "stream"]


def named(name: str) -> str:
    """Return *name* so that SQLAlchemy always quotes it: reserved words, case, spaces and quotes mean nothing special."""
    return quoted_name(name, quote=True)


def clause(table: Table) -> sa.TableClause:
    """Return *table* for use in statements; its columns carry no type, so no value is converted behind our back."""
    columns: list[sa.ColumnClause[Any]] = [sa.column(named(column.name)) for column in table.columns]
    return sa.table(named(table.name), *columns, schema=named(table.schema))


def stream(connection: sa.Connection, statement: sa.Select[Any], page: int) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of *statement* through a server-side cursor, *page* rows at a time.

    The size is given to ``partitions`` itself: without it SQLAlchemy 2.1 with psycopg returns every row in one list, whatever
    ``yield_per`` says.
    """
    options = {"stream_results": True, "max_row_buffer": page}
    with connection.execute(statement, execution_options=options) as result:
        for rows in result.partitions(page):
            yield from rows

"""Rows are streamed by the page, so that memory follows the page and not the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import quoted_name

from connectors.databases.schema import Column, Reading, Table

__all__ = ["as_asked", "by_key", "clause", "named", "stream"]


def named(name: str) -> str:
    """Return *name* so that SQLAlchemy always quotes it: reserved words, case, spaces and quotes mean nothing special."""
    return quoted_name(name, quote=True)


def clause(table: Table) -> sa.TableClause:
    """Return *table* for use in statements; its columns carry no type, so no value is converted behind our back."""
    columns: list[sa.ColumnClause[Any]] = [sa.column(named(column.name)) for column in table.columns]
    return sa.table(named(table.name), *columns, schema=named(table.schema) if table.schema else None)


def as_asked(column: Column, own: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return how the value of *column* is asked for where the server can cast and has ``to_json``."""
    match column.reading:
        case Reading.NATIVE:
            return own
        case Reading.AS_JSON:
            return sa.cast(sa.func.to_json(own), sa.Text)
        case Reading.AS_TEXT | Reading.AS_HEX:
            return sa.cast(own, sa.Text)


def stream(connection: sa.Connection, statement: sa.Select[Any], page: int) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of *statement* through a server-side cursor, *page* rows at a time.

    The size is given to ``partitions`` itself: without it SQLAlchemy 2.1 with psycopg returns every row in one list, whatever
    ``yield_per`` says.
    """
    options = {"stream_results": True, "max_row_buffer": page}
    with connection.execute(statement, execution_options=options) as result:
        for rows in result.partitions(page):
            yield from rows


def by_key(
    connection: sa.Connection,
    cells: Sequence[sa.ColumnElement[Any]],
    keys: Sequence[sa.ColumnElement[Any]],
    page: int,
) -> Iterator[tuple[Any, ...]]:
    """Yield rows in the order of *keys*, each page a short statement of its own that begins after the last key seen."""
    statement = (
        sa.select(*cells, *(key.label(f"k{index}") for index, key in enumerate(keys))).order_by(*keys).limit(page)
    )
    rows: Sequence[Any] = connection.execute(statement).all()
    while rows:
        for row in rows:
            yield row[: len(cells)]
        if len(rows) < page:
            return
        rows = connection.execute(statement.where(_after(keys, rows[-1][len(cells) :]))).all()


def _after(keys: Sequence[sa.ColumnElement[Any]], last: Sequence[Any]) -> sa.ColumnElement[bool]:
    # Spelled out, since MySQL does not use an index for (a, b) > (1, 2).
    steps = [
        sa.and_(
            *(key == value for key, value in zip(keys[:index], last[:index], strict=True)), keys[index] > last[index]
        )
        for index in range(len(keys))
    ]
    return sa.or_(*steps)

"""Rows are streamed by the page, so that memory follows the page and not the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import quoted_name

from connectors.databases.schema import Column, Reading, Table

__all__ = ["WHOLE", "Key", "Span", "as_asked", "by_key", "clause", "every", "named", "stream", "within"]

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A range of keys: above *after*, if there is one, up to and with *until*. Keys are values: in no log, id or error."""

    after: Key | None = None
    until: Key | None = None

    def __repr__(self) -> str:
        return "Span(...)"


WHOLE = Span()


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
        case Reading.AS_OUTPUT:
            return sa.case((sa.func.num_nulls(own) == sa.literal_column("0"), sa.func.concat(own)))
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
    span: Span = WHOLE,
) -> Iterator[tuple[Any, ...]]:
    """Yield rows in the order of *keys*, each page a short statement of its own that begins after the last key seen."""
    asked = sa.select(*cells, *(key.label(f"k{index}") for index, key in enumerate(keys))).order_by(*keys).limit(page)
    statement = within(asked, keys, Span(until=span.until))
    rows: Sequence[Any] = connection.execute(within(statement, keys, Span(after=span.after))).all()
    while rows:
        for row in rows:
            yield row[: len(cells)]
        if len(rows) < page:
            return
        rows = connection.execute(statement.where(_after(keys, rows[-1][len(cells) :]))).all()


def within(statement: sa.Select[Any], keys: Sequence[sa.ColumnElement[Any]], span: Span) -> sa.Select[Any]:
    """Return *statement* for the rows of *span* alone."""
    if span.after is not None:
        statement = statement.where(_after(keys, span.after))
    return statement if span.until is None else statement.where(sa.not_(_after(keys, span.until)))


def every(
    connection: sa.Connection, asked: sa.Select[Any], keys: Sequence[sa.ColumnElement[Any]], rows: int
) -> tuple[Key, ...]:
    """Return every so many-th of the *keys* that are *asked* in their order, but the last: each a short walk along an index."""
    cuts: list[Key] = []
    while True:
        span = Span(after=cuts[-1]) if cuts else WHOLE
        found = connection.execute(within(asked, keys, span).offset(rows - 1).limit(2)).all()
        if len(found) < 2:  # noqa: PLR2004 - a cut, and a row behind it
            return tuple(cuts)
        cuts.append(tuple(found[0]))


def _after(keys: Sequence[sa.ColumnElement[Any]], last: Sequence[Any]) -> sa.ColumnElement[bool]:
    # Spelled out, since MySQL does not use an index for (a, b) > (1, 2).
    steps = [
        sa.and_(
            *(key == value for key, value in zip(keys[:index], last[:index], strict=True)), keys[index] > last[index]
        )
        for index in range(len(keys))
    ]
    return sa.or_(*steps)

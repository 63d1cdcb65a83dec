"""What every database server has in common: one connection, entered with a password that no URL, log or error repeats."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from connectors.databases.guard import MARK, bounded, number
from connectors.databases.rows import Key, clause
from connectors.databases.schema import Column, Kind, Table
from records.errors import Misconfigured
from records.settings import Limits

__all__ = ["WRITER", "Access", "Connected", "guarded", "page_of", "state_of"]

WRITER = "the database role can write; use one that may only read, or allow it on purpose"

_PAGES = {True: 1000, False: 100}
_DOCUMENTS = 4
"""Rows fetched at once: a thousand where no value can be large; a hundred texts, or four documents, of the largest size
allowed bound the memory that a page can take."""


@dataclass(frozen=True, slots=True)
class Access:
    """How a database is entered: the password, never part of a URL, and whether a role that can write is let in.

    *scratch* is the workspace, where a file that cannot be read in place is copied to.
    """

    password: str | None
    allow_writer: bool
    limits: Limits
    scratch: Path | None = None

    def __repr__(self) -> str:
        return "Access(...)"


class Connected:
    """A connection held from open to close; never pooled, never echoed, its parameters hidden in what SQLAlchemy says."""

    def __init__(self) -> None:
        self._connection: sa.Connection | None = None

    def connect(
        self, url: sa.URL, arguments: Mapping[str, Any], *, prepare: Any = None, isolation: str = ""
    ) -> sa.Connection:
        """Return a new connection; *prepare* is called with the driver's own connection before anything is asked."""
        try:
            engine = sa.create_engine(url, connect_args=dict(arguments), poolclass=NullPool, hide_parameters=True)
        except ImportError:
            raise Misconfigured("the driver for this kind of database is not installed; see the extras") from None
        if prepare is not None:
            sa.event.listen(engine, "connect", prepare, insert=True)
        connection = engine.connect()
        self._connection = connection.execution_options(isolation_level=isolation) if isolation else connection
        return self._connection

    def close(self) -> None:
        """Let go of the connection; one that dropped has nothing left to end."""
        if self._connection is not None:
            with suppress(sa.exc.SQLAlchemyError, OSError):
                self._connection.close()
            self._connection.engine.dispose()
        self._connection = None

    @staticmethod
    def cuts(connection: sa.Connection, table: Table, rows: int) -> tuple[Key, ...]:
        """Return no keys: a table is one piece unless its dialect knows better."""
        del connection, table, rows
        return ()


def guarded(
    column: Column,
    value: sa.ColumnElement[Any],
    limits: Limits,
    *,
    text_length: str = "octet_length",
    byte_length: str = "octet_length",
    byte_mark: sa.ColumnElement[Any] = MARK,
) -> sa.ColumnElement[Any]:
    """Return *value* of *column*, or the marker of the guard where it is larger than allowed.

    *byte_mark* is the marker as bytes, for servers that would else read the bytes beside it as text.
    """
    if column.bounded:
        return value
    is_bytes = column.kind is Kind.BLOB and not column.opaque
    limit = limits.item_bytes if is_bytes else limits.field_chars
    length = getattr(sa.func, byte_length if is_bytes else text_length)
    return bounded(value, length(value), number(limit), byte_mark if is_bytes else MARK)


def page_of(table: Table) -> int:
    """Return how many rows of *table* are fetched at once."""
    if any(column.kind is Kind.BLOB and not column.bounded for column in table.columns):
        return _DOCUMENTS
    return _PAGES[all(column.bounded for column in table.columns)]


def state_of(connection: sa.Connection, tables: Iterable[Table]) -> str:
    """Return a digest of the schema, and of each table's row count and highest keys, as the snapshot shows them."""
    state = hashlib.sha256()
    for table in tables:
        state.update(repr(table).encode("utf-8", "backslashreplace"))
        if table.withheld is None:
            source = clause(table)
            columns = list(source.columns)
            highest = [sa.func.max(columns[index]) for index in table.primary_key]
            row = connection.execute(sa.select(sa.func.count(), *highest).select_from(source)).one()
            state.update(repr(tuple(map(str, row))).encode("utf-8", "backslashreplace"))
    return state.hexdigest()

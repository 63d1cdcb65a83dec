"""SQLite: described by its own pragmas, read in row-id order straight from the table, never through an index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from connectors.databases.guard import bounded, number
from connectors.databases.rows import WHOLE, Key, Span, clause, stream
from connectors.databases.schema import Table
from connectors.databases.server import Access
from connectors.databases.sqlite_file import Opened, digest, open_file
from connectors.databases.sqlite_schema import describe

__all__ = ["Sqlite"]

_LOWEST = -(2**63) - 0.5  # below every row id
_ROW_IDS = ("rowid", "_rowid_", "oid")  # where a column bears such a name it hides the row's
_PAGE = 100  # rows fetched at once: nothing crosses a wire, so a small page costs nothing and bounds memory


class Sqlite:
    """One SQLite file, in one read transaction from :meth:`open` to :meth:`close`."""

    def __init__(self, path: Path, access: Access) -> None:
        self._path = path
        self._limits = access.limits
        self._scratch = access.scratch
        self._opened: Opened | None = None
        self._connection: sa.Connection | None = None

    def open(self) -> sa.Connection:
        """Return the connection with its snapshot taken; raises what open_file raises and SQLAlchemy's errors."""
        opened = self._opened = open_file(self._path, self._scratch)
        engine = sa.create_engine(
            "sqlite://", creator=lambda: opened.connection, poolclass=StaticPool, hide_parameters=True
        )
        connection = self._connection = engine.connect()
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()  # takes the shared lock now
        return connection

    def close(self) -> None:
        """Let go of the file and remove the private copy."""
        if self._connection is not None:
            self._connection.close()
            self._connection.engine.dispose()
        if self._opened is not None:
            self._opened.close()
        self._opened = self._connection = None

    def fingerprint(self, connection: sa.Connection, tables: tuple[Table, ...]) -> str:
        """Return a digest of the file and its logs as they are on disk now."""
        del connection, tables
        return digest(self._path)

    def tables(self, connection: sa.Connection) -> tuple[Table, ...]:
        """Return the base tables in order of name."""
        return describe(connection)

    def rows(self, connection: sa.Connection, table: Table, span: Span = WHOLE) -> Iterator[tuple[Any, ...]]:
        """Yield the rows in the order of the table's own b-tree: by row id, or by key for a table WITHOUT ROWID."""
        source = clause(table)
        cells = [self._guarded(column).label(f"c{index}") for index, column in enumerate(source.columns)]
        # NOT INDEXED: a damaged index must not be able to leave rows out.
        return stream(connection, sa.select(*cells).suffix_with(f"NOT INDEXED{_part(table, span)}"), _PAGE)

    def cuts(self, connection: sa.Connection, table: Table, rows: int) -> tuple[Key, ...]:
        """Return the row id of every so many-th row; none of a table without row ids, or of a damaged one."""
        row, name = _row_id(table), connection.dialect.identifier_preparer.format_table(clause(table))
        asked = f"SELECT {row} FROM {name} NOT INDEXED WHERE {row} > ? ORDER BY {row} LIMIT 2 OFFSET ?"  # noqa: S608 - quoted names
        cuts: list[Key] = []
        try:
            while (
                len(found := connection.exec_driver_sql(asked, (cuts[-1][0] if cuts else _LOWEST, rows - 1)).all()) > 1
            ):
                cuts.append(tuple(found[0]))
        except sa.exc.DatabaseError:
            return ()
        return tuple(cuts)

    def _guarded(self, value: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        # Any column can hold any type, so the limit follows the value: characters of a text, bytes of a blob.
        text, document = number(self._limits.field_chars), number(self._limits.item_bytes)
        limit = sa.case((sa.func.typeof(value) == sa.literal_column("'blob'"), document), else_=text)
        return bounded(value, sa.func.length(value), limit)


def _row_id(table: Table) -> str:
    """Return the name by which a row's id can be asked for; one that is none where there is no such name."""
    taken = {column.name.lower() for column in table.columns}
    return next((name for name in _ROW_IDS if name not in taken), "NULL")


def _part(table: Table, span: Span) -> str:
    """Return the condition for the rows of *span*, whose ends are row ids, and their order."""
    if span == WHOLE:
        return ""
    row = _row_id(table)
    above = f"{row} > {int(span.after[0])}" if span.after else ""
    below = f"{row} <= {int(span.until[0])}" if span.until else ""
    return f" WHERE {' AND '.join(filter(None, (above, below)))} ORDER BY {row}"

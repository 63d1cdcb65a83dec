"""DuckDB: one file, opened read-only with everything that reaches outside it switched off, read in insertion order."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from connectors.databases.duckdb_schema import describe
from connectors.databases.rows import WHOLE, Span, as_asked, clause, stream
from connectors.databases.schema import Table
from connectors.databases.server import Access, Connected, guarded, page_of
from connectors.files import digest
from connectors.running import scratch_folder
from records.errors import Misconfigured, SourceUnavailable

__all__ = ["Duckdb"]

# Nothing may be fetched, loaded or attached; sorting is never asked for, so no temporary file is needed beside the source.
_SEALED = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "lock_configuration": True,
    "temp_directory": "",
    "preserve_insertion_order": True,
}


class Duckdb(Connected):
    """One DuckDB file; a write-ahead log beside it is read with it from a private copy."""

    def __init__(self, url: sa.URL, access: Access) -> None:
        super().__init__()
        if not url.database or url.database.startswith(":") or "?" in url.database:  # DuckDB reads options after a "?"
            raise Misconfigured("the DuckDB URL names no file")
        self._path = Path(url.database)
        self._limits = access.limits
        self._scratch = access.scratch
        self._copy = ExitStack()

    def open(self) -> sa.Connection:
        """Return a read-only connection; raises Misconfigured for a missing file, or SQLAlchemy's errors."""
        if not self._path.exists():
            raise Misconfigured("the database file does not exist")
        url = sa.URL.create("duckdb", database=str(self._readable()))
        return self.connect(url, {"read_only": True, "config": _SEALED})

    def close(self) -> None:
        super().close()
        self._copy.close()

    def _readable(self) -> Path:
        log = self._log()
        if not log.exists():
            return self._path
        before = self._digest()
        copy = self._copy.enter_context(scratch_folder(self._scratch)) / "copy.duckdb"
        shutil.copyfile(self._path, copy)
        shutil.copyfile(log, copy.with_name("copy.duckdb.wal"))
        if self._digest() != before:
            raise SourceUnavailable("the database file changes while it is copied")
        return copy

    def _log(self) -> Path:
        return self._path.with_name(f"{self._path.name}.wal")

    def _digest(self) -> str:
        return digest(self._path) + (digest(self._log()) if self._log().exists() else "")

    def fingerprint(self, connection: sa.Connection, tables: tuple[Table, ...]) -> str:
        """Return a digest of the file and its log as they are on disk now."""
        del connection, tables
        return self._digest()

    def rows(self, connection: sa.Connection, table: Table, span: Span = WHOLE) -> Iterator[tuple[Any, ...]]:
        """Yield the rows in the order of their insertion, which DuckDB keeps where nothing is sorted."""
        del span  # always the whole: a table is never cut
        source = clause(table)
        cells = [
            guarded(column, as_asked(column, own), self._limits, text_length="strlen").label(f"c{index}")
            for index, (column, own) in enumerate(zip(table.columns, source.columns, strict=True))
        ]
        return stream(connection, sa.select(*cells).select_from(source), page_of(table))

    def tables(self, connection: sa.Connection) -> tuple[Table, ...]:
        """Return the base tables in order of schema and name."""
        return describe(connection)

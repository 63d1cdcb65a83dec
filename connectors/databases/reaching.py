"""Whatever a driver says becomes one of our fixed sentences: its own text may quote a value, a host or a password."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from records.errors import Misconfigured, Reason, SourceUnavailable, Unreadable

__all__ = ["reaching"]

_GONE = "the database cannot be reached or dropped the connection"
_REFUSED = "the database refused the user name or password"
_MISSING = "the database does not exist on that server"
_VANISHED = "a table went away while the database was being read; nothing was published"
_SLOW = "the database took longer than the set limit"
_LOCKED = "the database file is locked by another program; try again when it is done"
_CLOSED = "the database file is missing or not readable now"

# SQLITE_ERROR, CORRUPT, FORMAT, NOTADB: the file is at fault, not the moment. All other codes may pass with time.
_BROKEN_FILE = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_NOTADB})

# What servers call a refused login (PostgreSQL SQLSTATE, MySQL number) and, as libpq gives no code, what it says in English.
_LOGIN = ("28P01", "28000", "1045", "1698", "18456", "password authentication failed", "no password supplied")
_DATABASE = ("3D000", "1049", "4060", 'database "')
_HELD = ("Could not set lock on file",)  # DuckDB, of a file that another program has open
_TIMEOUT = ("57014", "3024", "1969")
_NO_TABLE = ("42P01", "1146", "1051")


@contextmanager
def reaching() -> Iterator[None]:
    """Translate what a driver raises inside into SourceUnavailable, Misconfigured or Unreadable, without its text."""
    try:
        yield
    except (sa.exc.SQLAlchemyError, sqlite3.Error) as error:
        raise _translated(error) from None
    except OSError:
        raise SourceUnavailable(_GONE) from None


def _translated(error: Exception) -> Misconfigured | SourceUnavailable | Unreadable:
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, sqlite3.Error):
        return _sqlite(cause)
    signs = _signs(cause)
    if any(sign in signs for sign in _LOGIN):
        return Misconfigured(_REFUSED)
    if any(sign in signs for sign in _DATABASE):
        return Misconfigured(_MISSING)
    if any(sign in signs for sign in _NO_TABLE):
        return SourceUnavailable(_VANISHED)
    if any(sign in signs for sign in _HELD):
        return SourceUnavailable(_LOCKED)
    return SourceUnavailable(_SLOW if any(sign in signs for sign in _TIMEOUT) else _GONE)


def _sqlite(cause: sqlite3.Error) -> SourceUnavailable | Unreadable:
    code = getattr(cause, "sqlite_errorcode", None)
    broken = (
        code is not None and (code & 0xFF) in _BROKEN_FILE
    )  # the low byte is the primary code, sqlite.org/rescode.html
    if broken:
        return Unreadable(Reason.UNREADABLE)
    locked = code is not None and (code & 0xFF) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return SourceUnavailable(_LOCKED if locked else _CLOSED)


def _signs(cause: BaseException) -> str:
    number = cause.args[0] if cause.args else ""
    return f"{getattr(cause, 'sqlstate', '')} {number} {cause}"

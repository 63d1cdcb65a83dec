"""A database URL is taken apart and checked before anything is connected: no password in it, no option that could write."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from records.errors import Misconfigured

__all__ = ["locate", "sqlite_path"]

# Options a URL may carry; all others are refused, since some run commands at connect (init_command, options=-c ...).
_OPTIONS = frozenset(
    {
        "application_name",
        "charset",
        "connect_timeout",
        "host",
        "port",
        "ssl_ca",
        "ssl_cert",
        "ssl_key",
        "sslcert",
        "sslkey",
        "sslmode",
        "sslrootcert",
        "unix_socket",
    }
)


def locate(text: str) -> sa.URL:
    """Return the parsed URL, or raise Misconfigured; a plain path to a file means SQLite.

    >>> locate("postgresql://clerk@db.example.org/permits").database
    'permits'
    """
    for kind in ("sqlite", "duckdb"):
        # Taken as it stands: in a file's name "?" and "%" mean themselves.
        if text.startswith(f"{kind}:///"):
            return sa.URL.create(kind, database=text.removeprefix(f"{kind}:///"))
    if "://" not in text:
        return sa.URL.create("sqlite", database=text)
    try:
        url = sa.make_url(text)
    except (sa.exc.ArgumentError, ValueError):
        raise Misconfigured("the database URL cannot be read") from None
    if url.password is not None:
        raise Misconfigured("a password stands in the database URL; name it by an environment variable instead")
    if not set(url.query) <= _OPTIONS:
        raise Misconfigured("the database URL has an option that is not allowed")
    return url


def sqlite_path(url: sa.URL) -> Path:
    """Return the file a SQLite URL names, or raise Misconfigured for one in memory."""
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise Misconfigured("the SQLite URL names no file")
    return Path(url.database)

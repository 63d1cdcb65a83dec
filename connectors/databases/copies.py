"""In which forms a redacted database is written: the allow-list, and what a setting may ask for."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from records.errors import Misconfigured

__all__ = ["Copy", "copies"]


class Copy(Enum):
    """One form of the copy. The first of those asked for, in this order, is the one whose items are counted."""

    SQLITE = "sqlite"  # one file of every table
    SQL = "sql"  # one script that psql, or any client of PostgreSQL, runs
    PARQUET = "parquet"  # a file per table
    CSV = "csv"  # a file per table


def copies(asked: Iterable[str]) -> tuple[Copy, ...]:
    """Return the forms *asked* for, in the order of ``Copy``, or raise Misconfigured.

    >>> [copy.value for copy in copies(["csv", "sqlite"])]
    ['sqlite', 'csv']
    """
    names = set(asked)
    chosen = tuple(copy for copy in Copy if copy.value in names)
    if not chosen or len(chosen) != len(names):
        known = ", ".join(copy.value for copy in Copy)
        raise Misconfigured(f"setting 'database_copies' takes one or more of: {known}")
    return chosen

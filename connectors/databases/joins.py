"""Which rows a row is joined with by the keys its schema declares: opaque keys, equal where two rows meet (link level L1)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from connectors.databases.schema import Kind, Table

__all__ = ["Joins", "joins", "roots"]

Joins = Callable[[Sequence[Any]], tuple[tuple[str, int], ...]]
_Column = tuple[int, int]  # table and column
_NUMBERS = (Kind.INTEGER, Kind.NUMERIC, Kind.REAL)
_DIGITS = 18  # of a number that every database compares whole


def joins(tables: Sequence[Table], number: int, names: Sequence[str] = ()) -> Joins:
    """Return how to name the keys of a row of table *number*: what it refers to, and what others refer to it by.

    Each comes with the column that holds it, -1 for a key of several. Columns that refer to each other have one name for a
    value, however many references lie between them, and so has a value that the database takes for the same: 3.0 and 3,
    "AB-1" and "ab-1 " where case does not count, "AB-1" and "AB-1 " where blanks at the end do not. *names* are the tables' own, unique among all that are read together.
    """
    named = names or tuple(map(str, range(len(tables))))
    ends = roots(tables, range(len(tables)))
    wanted = [(key.parent, key.parent_columns, key.columns) for key in tables[number].foreign_keys]
    referred = {key.parent_columns for table in tables for key in table.foreign_keys if key.parent == number}
    wanted += [(number, columns, columns) for columns in sorted(referred)]
    single = sorted({(*ends[number, own[0]], own[0]) for _, _, own in wanted if len(own) == 1})
    several = [each for each in wanted if len(each[2]) > 1]
    own_columns = tables[number].columns

    def of(row: Sequence[Any], own: int, parent: int, at: int) -> Any:
        # A reference is compared as the column that it refers to compares (SQLite, foreignkeys.html 3).
        collation = tables[parent].columns[at].collation or own_columns[own].collation
        return _compared(row[own], collation, numeric=tables[parent].columns[at].kind in _NUMBERS)

    def keys(row: Sequence[Any]) -> tuple[tuple[str, int], ...]:
        ones = (
            (f"{named[parent]} {at} {of(row, own, parent, at)}", own)
            for parent, at, own in single
            if row[own] is not None
        )
        more = (
            (parent, at, tuple(of(row, own, parent, to) for own, to in zip(columns, at, strict=True)))
            for parent, at, columns in several
        )
        return (*ones, *((f"{named[parent]} {at} {values!r}", -1) for parent, at, values in more if None not in values))

    return keys


def _compared(value: Any, collation: str, *, numeric: bool) -> Any:
    """Return *value* as the database compares it: a float that is a whole number as that number, a text by its collation.

    A text of digits that refers to a *numeric* column is that number: "0042" refers to 42.
    """
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if numeric and isinstance(value, str) and len(value) <= _DIGITS and value.isascii() and value.isdecimal():
        return int(value)
    return _folded(value, collation) if collation and isinstance(value, str) else value


def _folded(text: str, collation: str) -> str:
    """Return *text* without what may not count: blanks at the end, and under NOCASE, which stands for all of MySQL's, case and accents.

    One key for two texts that the database tells apart takes out more; two keys for one text would take out less.
    """
    if collation == "NOCASE" and not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return (text.casefold() if collation == "NOCASE" else text).rstrip(" ")


def roots(tables: Sequence[Table], numbers: Iterable[int]) -> dict[_Column, _Column]:
    """Return every column that is a sole primary key, or refers or is referred to alone, each with the end of its references.

    Only tables among *numbers* count.
    """
    carried = frozenset(numbers)
    above: dict[_Column, _Column] = {}
    for number in sorted(carried):
        for key in tables[number].foreign_keys:
            if len(key.columns) == 1 and key.parent in carried:
                above.setdefault((number, key.columns[0]), (key.parent, key.parent_columns[0]))
    keys = {(number, tables[number].primary_key[0]) for number in carried if len(tables[number].primary_key) == 1}
    return {column: _end(column, above) for column in keys | set(above) | set(above.values())}


def _end(column: _Column, above: dict[_Column, _Column]) -> _Column:
    seen = {column}
    while column in above and above[column] not in seen:
        column = above[column]
        seen.add(column)
    return min(seen) if column in above else column  # a circle has no end: any of it will do, the same for all of it

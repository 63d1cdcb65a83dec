"""What a column of the redacted copy really holds decides its type where a type is a promise, as in SQL and parquet."""

from __future__ import annotations

import re
from enum import Enum

from connectors.databases.schema import Kind
from connectors.databases.staged import Staged

__all__ = ["Held", "held"]

# A decimal as servers print it. False friends: "00123", "1_000", " 7", "NaN" and a date, which stay texts.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
_EXACT = 2**53  # beyond it a whole number may not be a float


class Held(Enum):
    """What every value of a column is, NULL aside."""

    INTEGER = "whole numbers of 64 bits"
    REAL = "floating-point numbers"
    DECIMAL = "numbers, some of them decimals"
    TEXT = "texts"
    BYTES = "bytes"


_EMPTY = {
    Kind.INTEGER: Held.INTEGER,
    Kind.REAL: Held.REAL,
    Kind.NUMERIC: Held.DECIMAL,
    Kind.TEXT: Held.TEXT,
    Kind.ANY: Held.TEXT,
    Kind.BLOB: Held.BYTES,
}


def held(staged: Staged, table: int, column: int, kind: Kind) -> Held:
    """Return what *column* of *table*, planned as *kind*, holds; one value that does not fit makes all of it text."""
    types = staged.types(table, column)
    if kind in (Kind.TEXT, Kind.BLOB) or not types:
        return _EMPTY[kind]
    if types == {"integer"}:
        return Held.REAL if kind is Kind.REAL and not _beyond(staged, table, column) else Held.INTEGER
    if types <= {"integer", "real"} and not _beyond(staged, table, column):
        return Held.REAL
    if kind is Kind.ANY or "blob" in types:  # a text in a column without a type is a text, be it "123"
        return Held.TEXT
    return Held.DECIMAL if staged.all(table, column, _is_number) else Held.TEXT


def _beyond(staged: Staged, table: int, column: int) -> bool:
    value = f"c{column}"
    return staged.any(f"SELECT 1 FROM t{table} WHERE typeof({value}) = 'integer' AND abs({value} / 2) >= {_EXACT // 2}")  # noqa: S608 - names made here


def _is_number(value: object) -> int:
    return int(isinstance(value, int | float) or (isinstance(value, str) and _NUMBER.fullmatch(value) is not None))

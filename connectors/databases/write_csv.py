"""One CSV file per table, RFC 4180, that no spreadsheet will run as a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

from connectors.databases.cells import Stored

__all__ = ["CsvFile"]

# What a spreadsheet takes as the start of a formula (OWASP, CSV injection). A plain number may begin with a sign:
# "-12.5" is spared, "+1 406 555 0101" is not.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")

_BINARY = "[binary value: see the database file]"


class CsvFile:
    """An open CSV file; NULL and the empty text are both an empty cell."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._out = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._out)
        self._writer.writerow([_text(name) for name in header])

    def add(self, row: Sequence[Stored]) -> None:
        """Write one row."""
        self._writer.writerow([_text(value) for value in row])

    def close(self) -> None:
        """Flush and close the file."""
        self._out.close()


def _text(value: Stored) -> str:
    match value:
        case None:
            return ""
        case bytes():
            return _spared(_utf8(value))
        case str():
            return _spared(value)
        case _:
            return str(value)


def _spared(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _utf8(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return _BINARY

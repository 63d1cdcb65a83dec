"""One CSV file per table, as every other table of a release is written: UTF-8, quoted where it must be, no formula in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from connectors.databases.cells import Stored
from connectors.documents.csv import line

__all__ = ["CsvFile"]

_BINARY = "[binary value: see the database file]"


class CsvFile:
    """An open CSV file; NULL and the empty text are both an empty cell."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._out = path.open("w", encoding="utf-8", newline="")
        self.add(header)

    def add(self, row: Sequence[Stored]) -> None:
        """Write one row."""
        self._out.write(line([_text(value) for value in row], ","))

    def close(self) -> None:
        """Flush and close the file."""
        self._out.close()


def _text(value: Stored) -> str:
    if value is None:
        return ""
    return _utf8(value) if isinstance(value, bytes) else str(value)


def _utf8(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return _BINARY

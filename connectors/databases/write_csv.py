"""One CSV file per table, as every other table of a release is written: UTF-8, quoted where it must be, no formula in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from connectors.databases.cells import Stored
from connectors.documents.csv import line

__all__ = ["write_csv"]

_BINARY = "[binary value: see the database file]"


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Stored]]) -> None:
    """Write a line of names and the rows; NULL and the empty text are both an empty cell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(line(list(header), ","))
        out.writelines(line([_text(value) for value in row], ",") for row in rows)


def _text(value: Stored) -> str:
    if value is None:
        return ""
    return _utf8(value) if isinstance(value, bytes) else str(value)


def _utf8(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return _BINARY

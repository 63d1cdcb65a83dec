"""Every table a command prints: plain cells, drawn the same way, no markup and no control characters from outside."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from desk.plain import plain

__all__ = ["show"]

WIDTH = 120


def show(title: str, headers: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    """Print one table on stdout; whole numbers stand right-aligned with thousands separated."""
    table = Table(title=plain(title), title_justify="left", box=box.SIMPLE, show_header=any(headers))
    body = [tuple(row) for row in rows]
    for index, header in enumerate(headers):
        number = bool(body) and all(isinstance(row[index], int) or row[index] == "" for row in body)
        table.add_column(header, justify="right" if number else "left", overflow="fold")
    for row in body:
        table.add_row(*(_cell(value) for value in row))
    Console(highlight=False, width=_width()).print(table)


def _width() -> int | None:
    """Return the width for a file or a pipe, which has none; None lets the terminal or COLUMNS decide."""
    return None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH


def _cell(value: str | int) -> Text:
    return Text(f"{value:,}" if isinstance(value, int) else plain(value))

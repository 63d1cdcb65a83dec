"""Rows of a delimited text, one by one; where a stray quotation mark runs rows together, the first is told and the others are read again.

`2,Roe,"Big sign,555` opens a quotation that swallows the next rows, and nobody can tell under which column a value then
stands. Such a row is withheld; what it swallowed is read line by line, and counts only where it is a row by itself.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from connectors.documents.csv_dialect import Dialect
from connectors.documents.lines import Lines, TooLong
from records.errors import Reason

__all__ = ["rows"]

_LEAST = 3  # cells of a swallowed row by which it is known: a sentence has a comma, too


def rows(dialect: Dialect, lines: Lines) -> Iterator[list[str] | Reason]:
    """Yield the cells of each row of *lines*, or why it has none: TOO_LARGE, or AMBIGUOUS where they cannot be told apart.

    Ends early, with ``lines.in_quotes`` set, where a row too large is left within a quotation: nobody can tell where it ends.
    """
    reader = dialect.rows(lines)
    unsure = 0  # lines that were swallowed and stand by themselves only if they are rows
    while True:
        lines.begin()
        try:
            cells = next(reader, None)
        except (TooLong, csv.Error):
            yield Reason.TOO_LARGE
            if lines.in_quotes:
                return
            reader = dialect.rows(lines)
            continue
        if cells is None:
            return
        raw = lines.held
        if len(raw) > 1 and _run_together(dialect, raw):
            lines.put_back(raw[1:])
            unsure = max(unsure, len(raw)) - 1
            yield Reason.AMBIGUOUS
            continue
        yield cells if not unsure or _is_row(dialect, cells) else Reason.AMBIGUOUS
        unsure = max(0, unsure - len(raw))


def _run_together(dialect: Dialect, raw: Sequence[str]) -> bool:
    """Say whether the lines of one row are several rows: its quotation does not end as one does, or rows are seen in it."""
    try:
        if len(list(dialect.rows(raw, strict=True))) != 1:
            return True
    except csv.Error:
        return True
    bare = [next(dialect.rows([line]), []) for line in raw[1:-1] if '"' not in line]
    cut = [line.rstrip("\r\n").split(dialect.delimiter) for line in raw]
    return any(_is_row(dialect, cells) for cells in bare) or all(_is_row(dialect, cells) for cells in cut)


def _is_row(dialect: Dialect, cells: Sequence[str]) -> bool:
    """Say whether *cells* are as many as a row of the table has, with numbers where the table has them.

    In a table without numbers nobody can tell a row from an address over several lines: there only the marks themselves tell.
    """
    if len(cells) != dialect.width or dialect.width < _LEAST:
        return False
    return dialect.has_numbers(cells)

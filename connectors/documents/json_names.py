"""Under which name a value of JSON is read where its own key says nothing: a table's column, a list's key, the key above "0" or "value".

Programs write tables as lists of lists with their columns beside them or on top (pandas, Socrata), columns as objects of
numbered values, and a value with what is known of it ({"value": "...", "verified": true}).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from connectors.documents.csv_dialect import Dialect, of_rows

__all__ = ["Names", "bare_keys", "columns", "table_names"]

Names = Sequence[tuple[str, ...]]
"""The name of each cell of each row of a table; empty where a list is none."""

_HEADERS = frozenset({"columns", "headers", "header", "cols", "column_names", "columnnames", "fieldnames", "fields"})
_CALLED = ("label", "name", "title", "fieldname", "field")
_HOLDERS = frozenset({"value", "values", "text", "#text", "$t", "_text", "_", "$", "raw", "display", "formatted", "v"})
# Beside one of these a "value" is the answer to what stands there, and not of the key above.
_QUESTIONS = frozenset(
    {"label", "question", "name", "key", "field", "attribute", "attr", "title", "prompt", "property", "id"}
)
_LEAST = 2  # rows and columns
_SAMPLE = 200  # rows


def columns(pairs: Iterable[tuple[str, Any]]) -> tuple[str, ...]:
    """Return the names of columns that an object keeps beside its rows, in a list of texts or of objects that are named."""
    for key, value in pairs:
        if key.lower() in _HEADERS and isinstance(value, list) and len(value) >= _LEAST:
            names = tuple(map(_called, value))
            if all(names):
                return names
    return ()


def table_names(rows: list[Any], header: tuple[str, ...] = ()) -> Names:
    """Return the names of the cells of *rows*, if they are a table: by *header*, or by the row or column of names within it."""
    width = len(rows[0]) if rows and isinstance(rows[0], list) else 0
    if width < _LEAST or not all(isinstance(row, list) and len(row) == width for row in rows):
        return ()
    return [header] * len(rows) if len(header) == width else _told_within(rows, width)


def _told_within(rows: list[list[Any]], width: int) -> Names:
    if len(rows) < _LEAST or any(isinstance(cell, list | tuple) for row in rows[:_SAMPLE] for cell in row):
        return ()
    shown = [[cell if isinstance(cell, str) else "" for cell in row] for row in rows[:_SAMPLE]]
    told = of_rows(shown, Dialect())
    if told.sideways:
        return [("", *[row[0] if isinstance(row[0], str) else ""] * (width - 1)) for row in rows]
    names = tuple(shown[told.header]) if told.header >= 0 else ()
    return [names if number > told.header else ("",) * width for number in range(len(rows))] if names else ()


def bare_keys(pairs: Iterable[tuple[str, Any]]) -> frozenset[str]:
    """Return the keys of an object that say nothing, so that the key above it says what their values are."""
    keys = [key for key, _ in pairs]
    asked = not _QUESTIONS.isdisjoint(map(str.lower, keys))
    return frozenset(key for key in keys if key.isdigit() or (key.lower() in _HOLDERS and not asked))


def _called(column: Any) -> str:
    if isinstance(column, str):
        return column
    named = {key.lower(): value for key, value in column if isinstance(value, str)} if isinstance(column, tuple) else {}
    return next((named[key] for key in _CALLED if named.get(key)), "")

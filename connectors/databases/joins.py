"""Which rows a row is joined with by the keys its schema declares: opaque keys, equal where two rows meet (link level L1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from connectors.databases.schema import Table

__all__ = ["Joins", "joins"]

Joins = Callable[[Sequence[Any]], tuple[str, ...]]


def joins(tables: Sequence[Table], number: int) -> Joins:
    """Return how to name the keys of a row of table *number*: what it refers to, and what others refer to it by."""
    own = tables[number].foreign_keys
    wanted = [(key.parent, key.parent_columns, key.columns) for key in own]
    referred = {key.parent_columns for table in tables for key in table.foreign_keys if key.parent == number}
    wanted += [(number, columns, columns) for columns in sorted(referred)]

    def keys(row: Sequence[Any]) -> tuple[str, ...]:
        named = ((parent, at, tuple(row[column] for column in columns)) for parent, at, columns in wanted)
        return tuple(f"{parent} {at} {values!r}" for parent, at, values in named if None not in values)

    return keys

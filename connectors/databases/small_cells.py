"""A table that counts people in small groups is pointed out, since a group of one is somebody (rule R7, adversarial row B16)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from connectors.databases.relax import Change, Relaxation
from connectors.databases.schema import Kind, Table
from connectors.databases.staged import Staged

__all__ = ["small_cells"]

_FEW = 5
_SHARE = 0.1
# What a column of counts is called, alone or as a word of its name. False friends: "discount", "count_id" (ends otherwise).
_COUNTS = frozenset(
    {
        "cases",
        "cnt",
        "count",
        "counts",
        "freq",
        "frequency",
        "persons",
        "people",
        "residents",
        "total",
    }
)


def small_cells(
    tables: Sequence[Table], touched: Sequence[AbstractSet[int] | None], staged: Staged
) -> Iterator[Relaxation]:
    """Yield the columns of counts in which every tenth row or more counts fewer than five; a note, nothing is changed."""
    for number, table in enumerate(tables):
        if touched[number] is None:
            continue
        for index, column in enumerate(table.columns):
            counts = column.label.casefold().replace("-", "_").replace(" ", "_").split("_")[-1] in _COUNTS
            if counts and column.kind in (Kind.INTEGER, Kind.NUMERIC) and _has_few(staged, number, index):
                yield Relaxation(number + 1, (index + 1,), Change.SMALL_CELLS)


def _has_few(staged: Staged, number: int, column: int) -> bool:
    value = f"c{column}"
    few = f"SELECT count(*) FROM t{number} WHERE typeof({value}) = 'integer' AND {value} BETWEEN 1 AND {_FEW - 1}"  # noqa: S608 - names made here
    return staged.any(f"SELECT 1 WHERE ({few}) >= {_SHARE} * max(1, (SELECT count(*) FROM t{number}))")  # noqa: S608 - names made here

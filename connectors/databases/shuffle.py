"""On request rows lose their order and serial numbers lose theirs: who came first is nobody's business (adversarial row B15).

Rows are put in an order drawn from the source's own content, so that the same source gives the same copy and nobody can draw
it without the source. A whole-number primary key becomes "r17", after the row's new place, and every declared reference to it
follows; with a letter before it, so that no such number is taken for a value that was redacted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b

from connectors.databases.joins import roots
from connectors.databases.schema import Kind, Table
from connectors.databases.staged import Staged

__all__ = ["shuffle"]

_Column = tuple[int, int]  # table and column


def shuffle(tables: Sequence[Table], touched: Sequence[set[int] | None], staged: Staged, seed: bytes) -> None:
    """Put the rows of every staged table in an order drawn from *seed*, and number serial keys anew.

    *touched* are the columns that hold unfit values, as for ``relax.plan``: a key with labels in it shows no order and stays;
    those numbered anew are added to them.
    """
    numbers = [number for number, columns in enumerate(touched) if columns is not None]
    for number in numbers:
        staged.reorder(number, _drawn(seed, number))
    ends = roots(tables, numbers)
    serial = [root for root in sorted(set(ends.values())) if _is_serial(root, tables, touched)]
    for root in serial:
        staged.map_to_places(*root)
    for column, root in sorted(ends.items()):
        if root in serial:
            staged.follow(column, root)
            _of(touched, column[0]).add(column[1])


def _drawn(seed: bytes, number: int) -> Callable[[int], int]:
    def place(row: int) -> int:
        digest = blake2b(f"{number} {row}".encode(), key=seed[:64], digest_size=8).digest()
        return int.from_bytes(digest, "big", signed=True)

    return place


def _is_serial(root: _Column, tables: Sequence[Table], touched: Sequence[set[int] | None]) -> bool:
    number, column = root
    composite = any(
        key.parent == number and column in key.parent_columns and len(key.columns) > 1
        for table in tables
        for key in table.foreign_keys
    )
    is_number = tables[number].columns[column].kind is Kind.INTEGER and column not in _of(touched, number)
    return tables[number].primary_key == (column,) and is_number and not composite


def _of(touched: Sequence[set[int] | None], number: int) -> set[int]:
    columns = touched[number]
    return set() if columns is None else columns

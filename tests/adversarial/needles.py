"""Many byte strings are looked for in another at the price of a few: exactly those are named that `in` would find one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

__all__ = ["Needles"]

_HEAD = 8
_SLICE = 1 << 20


class Needles:
    """A fixed set of byte strings, by the eight bytes that each begins with; shorter ones are looked for one by one."""

    def __init__(self, needles: Iterable[bytes]) -> None:
        self._short: list[bytes] = []
        self._long: dict[int, list[bytes]] = {}
        for needle in dict.fromkeys(needles):
            if len(needle) < _HEAD:
                self._short.append(needle)
            else:
                self._long.setdefault(int.from_bytes(needle[:_HEAD], "little"), []).append(needle)
        self._heads = np.array(sorted(self._long), dtype="<u8")

    def within(self, hay: bytes) -> set[bytes]:
        """Return those that stand in *hay*."""
        likely = [needle for head in self._heads_within(hay) for needle in self._long[head]]
        return {needle for needle in (*self._short, *likely) if needle in hay}

    def _heads_within(self, hay: bytes) -> set[int]:
        found: set[int] = set()
        if self._long:
            for windows in _windows(hay):
                at = np.searchsorted(self._heads, windows).clip(max=len(self._heads) - 1)
                found.update(windows[self._heads[at] == windows].tolist())
        return found


def _windows(hay: bytes) -> Iterator[NDArray[np.uint64]]:
    """Yield every eight neighbouring bytes of *hay* as a number, a million at a time."""
    whole = np.frombuffer(hay, dtype=np.uint8)
    for start in range(0, max(len(whole) - _HEAD + 1, 0), _SLICE):
        some = whole[start : start + _SLICE + _HEAD - 1]
        yield np.lib.stride_tricks.sliding_window_view(some, _HEAD).copy().view("<u8").ravel()

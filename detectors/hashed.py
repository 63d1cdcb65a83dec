"""Which runs of a text's tokens may be among the 64-bit hashes that were learned, each of which has a flag byte."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from detectors.forms import LONGEST
from detectors.rows_on_disk import Layout, Rows

__all__ = ["HASHES", "MASK", "Hash", "Index", "runs"]

HASHES = Layout("QB", most=1)
"""A hash and its kind; of two kinds of one spelling that without flags counts, which is lower: it is found in more places."""

MASK = 0xFFFF_FFFF_FFFF_FFFF
Hash = tuple[int, int]  # of a token, and the base to the power of its length: hash(ab) = hash(a) * power(b) + hash(b)
_MIX = 0x9E37_79B9_7F4A_7C15  # Fibonacci hashing: spreads the polynomial's weak low bits before it indexes the filter
_GAP = 5  # characters other than letters and digits between two tokens of one value: ", " and " <" and an indented line
_SMALL = 256  # tokens; below this plain Python beats numpy's fixed costs


class Index:
    """Learned hashes behind a filter that answers most look-ups from one byte."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        bits = max(16, int(len(rows) * 8).bit_length())
        self._shift = 64 - bits
        filter_ = bytearray(1 << (bits - 3))  # a bit each: a million people are ten million spellings
        packed = np.frombuffer(filter_, dtype=np.uint8)
        for part in rows.parts():
            keys = np.fromiter((row[0] for row in part), dtype=np.uint64, count=len(part))
            places = (keys * np.uint64(_MIX)) >> np.uint64(self._shift)
            np.bitwise_or.at(packed, (places >> np.uint64(3)).astype(np.intp), _bit(places))
        self._bytes, self._filter = filter_, packed

    def maybe(self, value: int) -> bool:
        """Say whether *value* may be known; a no is certain."""
        place = ((value * _MIX) & MASK) >> self._shift
        return bool(self._bytes[place >> 3] >> (place & 7) & 1)

    def kind(self, value: int) -> int | None:
        """Return the type and flags of *value*, or None where it is not known."""
        found = self._rows.find(value)
        return found[0][1] if found else None

    def candidates(self, values: npt.NDArray[np.uint64]) -> npt.NDArray[np.intp]:
        """Return the places of *values* that may be known."""
        places = (values * np.uint64(_MIX)) >> np.uint64(self._shift)
        return np.flatnonzero(self._filter[(places >> np.uint64(3)).astype(np.intp)] & _bit(places))


def _bit(places: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint8]:
    """Return the bit of its byte that stands for each place."""
    return np.left_shift(np.uint8(1), (places & np.uint64(7)).astype(np.uint8))


def runs(starts: list[int], ends: list[int], hashes: list[Hash], index: Index) -> list[tuple[int, int, int]]:
    """Return (first token, count, hash) of every run of near tokens that may be known to *index*."""
    return (_one_by_one if len(starts) < _SMALL else _in_bulk)(starts, ends, hashes, index)


def _one_by_one(starts: list[int], ends: list[int], hashes: list[Hash], index: Index) -> list[tuple[int, int, int]]:
    near = [after - before <= _GAP for before, after in zip(ends, starts[1:], strict=False)] + [False]
    found = []
    for first, (head, _) in enumerate(hashes):
        value, last = head, first
        while True:
            if index.maybe(value):
                found.append((first, last - first + 1, value))
            if not near[last] or last - first + 1 >= LONGEST:
                break
            last += 1
            part, power = hashes[last]
            value = (value * power + part) & MASK
    return found


def _in_bulk(starts: list[int], ends: list[int], hashes: list[Hash], index: Index) -> list[tuple[int, int, int]]:
    """Return what ``_one_by_one`` returns, counted in numpy."""
    parts = np.array([value for value, _ in hashes], dtype=np.uint64)
    powers = np.array([power for _, power in hashes], dtype=np.uint64)
    near = np.append(np.array(starts[1:]) - np.array(ends[:-1]) <= _GAP, False)
    found = []
    values, alive = parts.copy(), np.arange(len(parts))
    for count in range(1, LONGEST + 1):
        places = index.candidates(values)
        found += [(int(alive[i]), count, int(values[i])) for i in places]
        go_on = near[alive + count - 1]
        alive, values = alive[go_on], values[go_on]
        if not len(alive):
            break
        values = values * powers[alive + count] + parts[alive + count]
    return sorted(found)

"""A run of sorted rows, in memory or in a file, of which any stretch is read without the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

__all__ = ["BLOCK", "PARTS", "Array", "Run"]

Array = npt.NDArray[np.void]
PARTS = 256
"""Of the keys' range: a merge holds one part of every run at a time."""
BLOCK = 128
"""Rows that are read to find one."""
_EDGES = np.arange(1, PARTS, dtype=np.uint64) << np.uint64(56)


@dataclass(frozen=True, slots=True)
class Run:
    """Sorted rows, in memory or in a file, and where each part of the keys' range begins."""

    rows: Array
    file: BinaryIO | None
    edges: tuple[int, ...]
    fences: npt.NDArray[np.uint64]  # the first key of every block
    start: int = 0  # byte of the file where the rows begin

    @classmethod
    def kept(cls, rows: Array) -> Run:
        """Return a run in memory."""
        return cls(rows, None, (0, *_edges(rows), len(rows)), rows["f0"][::BLOCK].copy())

    @classmethod
    def written(cls, file: BinaryIO, chunks: Iterable[Array], dtype: np.dtype[np.void]) -> Run:
        """Return a run in *file*, from *chunks* that are sorted and follow each other."""
        counts, fences, done = np.zeros(PARTS, dtype=np.int64), [], 0
        for rows in chunks:
            file.write(rows.tobytes())
            counts += np.diff((0, *_edges(rows), len(rows)))
            fences.append(rows["f0"][-done % BLOCK :: BLOCK].copy())
            done += len(rows)
        file.flush()
        return cls(np.empty(0, dtype), file, (0, *np.cumsum(counts).tolist()), np.concatenate(fences))

    @classmethod
    def found(cls, file: BinaryIO, start: int, size: int, dtype: np.dtype[np.void]) -> Run:
        """Return the run that stands in *file* already."""
        counts, fences, done, most = np.zeros(PARTS, dtype=np.int64), [np.empty(0, dtype=np.uint64)], 0, BLOCK * 1000
        file.seek(start)
        while done < size // dtype.itemsize:
            rows = np.frombuffer(file.read(min(most * dtype.itemsize, size - done * dtype.itemsize)), dtype=dtype)
            counts += np.diff((0, *_edges(rows), len(rows)))
            fences.append(rows["f0"][::BLOCK].copy())
            done += len(rows)
        return cls(np.empty(0, dtype), file, (0, *np.cumsum(counts).tolist()), np.concatenate(fences), start)

    def part(self, number: int) -> Array:
        """Return the rows of one part of the keys' range."""
        return self.between(self.edges[number], self.edges[number + 1])

    def between(self, start: int, end: int) -> Array:
        """Return the rows from number *start* up to *end*."""
        if self.file is None:
            return self.rows[start:end]
        size = self.rows.dtype.itemsize
        self.file.seek(self.start + start * size)
        return np.frombuffer(self.file.read((end - start) * size), dtype=self.rows.dtype)


def _edges(rows: Array) -> list[int]:
    found: list[int] = np.searchsorted(rows["f0"], _EDGES).tolist()
    return found

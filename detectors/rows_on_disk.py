"""Rows of numbers sorted by a 64-bit key, beyond some megabytes in a private file: memory stays, however many there are.

What grows with a source (spellings, links, fingerprints) is kept here as keyed digests. Rows are gathered in memory, written
in sorted runs, and merged when they are first looked up; a key is then found in one block of one file. The file has no
name on disk where the system allows it, so that nothing of it outlives the process.
"""

from __future__ import annotations

import tempfile
import weakref
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from struct import Struct
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from detectors.sorted_runs import BLOCK, PARTS, Array, Run

__all__ = ["Layout", "Rows"]

Row = tuple[int, ...]

_HELD = 6_000_000  # bytes of rows in memory before they become a run on disk
_BLOCKS = 512  # blocks remembered
_TYPES = {"Q": "<u8", "I": "<u4", "B": "u1"}


@dataclass(frozen=True, slots=True)
class Layout:
    """What a row is made of, as letters of the struct module: the key ("Q"), then numbers ("Q", "I" or "B").

    Rows of one key are sorted by what follows it. Those equal in the columns *same* (the key always is one) are one row, the
    first; of one key the first *most* are kept.
    """

    columns: str
    same: tuple[int, ...] = ()
    most: int = 0

    @property
    def dtype(self) -> np.dtype[np.void]:
        """The row for numpy, packed."""
        return np.dtype([(f"f{n}", _TYPES[letter]) for n, letter in enumerate(self.columns)])


class Rows:
    """Rows of *layout*; those in memory are at most six megabytes where there is a *folder* to put the others in."""

    def __init__(self, layout: Layout, folder: Path | None = None) -> None:
        self._layout = layout
        self._folder = folder
        self._struct = Struct("<" + layout.columns)
        self._held = bytearray()
        self._most = _HELD
        self._runs: list[Run] = []
        self._merged: _Merged | None = None
        self._files: list[BinaryIO] = []
        weakref.finalize(self, _close, self._files)

    @classmethod
    def of_file(cls, layout: Layout, file: BinaryIO, start: int, size: int) -> Rows:
        """Return the rows that stand, as ``parts`` gave them, in *size* bytes of *file* from *start*; its owner closes it."""
        rows = cls(layout)
        rows._merged = _Merged(Run.found(file, start, size, layout.dtype), rows._struct)
        return rows

    @property
    def width(self) -> int:
        """Bytes of a row."""
        return self._struct.size

    def add(self, *row: int) -> None:
        """Take in one row; it may have been given before."""
        self._held += self._struct.pack(*row)
        if len(self._held) >= self._most:
            self._make_room()
        self._merged = None

    def extend(self, rows: bytes) -> None:
        """Take in rows as ``content`` gives them."""
        self._held += rows
        self._merged = None
        self._make_room()

    def content(self) -> bytes:
        """Return every row, packed, in order."""
        return b"".join(part.tobytes() for part in self.parts())

    def parts(self) -> Iterator[Array]:
        """Yield every row in order, part by part, each once."""
        merged = self._read()
        for part in range(PARTS):
            chunk = merged.run.part(part)
            if len(chunk):
                yield chunk

    def find(self, key: int) -> list[Row]:
        """Return the rows of *key*, in order."""
        return self._read().find(key)

    def __len__(self) -> int:
        return self._read().run.edges[-1]

    def __contains__(self, key: int) -> bool:
        return bool(self.find(key))

    def clear(self) -> None:
        """Let go of the rows and of the file."""
        self._held, self._runs, self._merged = bytearray(), [], None
        _close(self._files)

    def _make_room(self) -> None:
        """Drop what was given twice; what is left becomes a run on disk if it is still much."""
        rows = self._sorted(self._held_rows())
        if self._folder is None or rows.nbytes < self._most // 2:
            self._held = bytearray(rows.tobytes())
            self._most = max(_HELD, 2 * len(self._held)) if self._folder is None else _HELD
            return
        self._runs.append(self._written([rows]))
        self._held = bytearray()

    def _held_rows(self) -> Array:
        return np.frombuffer(bytes(self._held), dtype=self._layout.dtype)

    def _read(self) -> _Merged:
        if self._merged is None:
            run = self._merge()
            self._merged = _Merged(run, self._struct)
            if run.file is not None:  # it holds what all the others held
                self._held, self._runs = bytearray(), [run]
                _close([file for file in self._files if file is not run.file])
                self._files[:] = [run.file]
        return self._merged

    def _merge(self) -> Run:
        held = Run.kept(self._sorted(self._held_rows()))
        if not self._runs:
            return held
        runs = (*self._runs, held)
        parts = (self._sorted(np.concatenate([run.part(part) for run in runs])) for part in range(PARTS))
        return self._written(parts)

    def _written(self, parts: Iterable[Array]) -> Run:
        file: BinaryIO = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - held as long as its rows; mode 0600
        self._files.append(file)
        return Run.written(file, parts, self._layout.dtype)

    def _sorted(self, rows: Array) -> Array:
        """Return *rows* in order, each once, and of each key no more than are wanted."""
        rows = rows[self._order(rows, range(len(self._layout.columns)))]
        rows = self._once(rows)
        if not self._layout.most or not len(rows):
            return rows
        fresh = np.flatnonzero(np.concatenate(([True], rows["f0"][1:] != rows["f0"][:-1])))
        rank = np.arange(len(rows)) - np.repeat(fresh, np.diff(np.append(fresh, len(rows))))
        return rows[rank < self._layout.most]

    def _once(self, rows: Array) -> Array:
        same = (0, *self._layout.same)
        order = self._order(rows, same)  # stable, so that the first of each kind stays the first
        ranked = rows[order]
        differs = np.ones(len(rows), dtype=bool)
        if len(rows):
            differs[1:] = np.any([ranked[f"f{n}"][1:] != ranked[f"f{n}"][:-1] for n in same], axis=0)
        keep = np.zeros(len(rows), dtype=bool)
        keep[order] = differs
        return rows[keep]

    @staticmethod
    def _order(rows: Array, columns: Sequence[int]) -> npt.NDArray[np.intp]:
        return np.lexsort(tuple(rows[f"f{n}"] for n in reversed(columns)))


class _Merged:
    """All rows in one run, looked up by key."""

    def __init__(self, run: Run, struct: Struct) -> None:
        self.run = run
        self._struct = struct
        self._fences = array("Q", run.fences.tobytes())
        self._blocks: OrderedDict[int, tuple[list[int], bytes]] = OrderedDict()

    def find(self, key: int) -> list[Row]:
        """Return the rows of *key*, in order."""
        number = max(0, bisect_left(self._fences, key) - 1)
        found: list[Row] = []
        while number < len(self._fences):
            keys, content = self._block(number)
            at = bisect_left(keys, key)
            while at < len(keys) and keys[at] == key:
                found.append(self._struct.unpack_from(content, at * self._struct.size))
                at += 1
            if at < len(keys):
                break
            number += 1
        return found

    def _block(self, number: int) -> tuple[list[int], bytes]:
        block = self._blocks.get(number)
        if block is None:
            rows = self.run.between(number * BLOCK, min((number + 1) * BLOCK, self.run.edges[-1]))
            block = self._blocks[number] = rows["f0"].tolist(), rows.tobytes()
            if len(self._blocks) > _BLOCKS:
                self._blocks.popitem(last=False)
        return block


def _close(files: list[BinaryIO]) -> None:
    while files:
        files.pop().close()

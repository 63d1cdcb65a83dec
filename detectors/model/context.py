"""Tokens in context: the convolutions, run over fixed-size windows so that a text is tagged alike alone and in a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detectors.model.session import session

__all__ = ["Context", "Stream"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
TAGS = 9
# A product of other sizes might add up in another order; these are multiples of what the kernels take at a time.
_WINDOWS = (48, 192, 1152)
_SIDES = (-1, 1)


@dataclass(frozen=True, slots=True)
class Stream:
    """The tokens of many texts end to end: each one's row in the table, and where its own text begins and ends."""

    ids: Ints
    starts: Ints
    ends: Ints

    def near(self, steps: Sequence[int]) -> Ints:
        """Return the place so many *steps* from each token, one row a step; a negative one where that is another text."""
        place = np.arange(len(self.ids)) + np.array(steps)[:, None]
        found: Ints = np.where((place >= self.starts) & (place < self.ends), place, -1)
        return found


class Context:
    """The convolutions as an ONNX session of one thread."""

    def __init__(self, graph: bytes, dilations: Sequence[int]) -> None:
        self.session = session(graph)
        self.dilations = tuple(dilations)
        self.halo = sum(self.dilations)
        self.inputs = [f"{side}{step}" for step in self.dilations for side in ("left", "right")]

    def __call__(self, table: Floats, stream: Stream) -> Floats:
        """Return the tag probabilities of every token."""
        total, pad = len(stream.ids), _WINDOWS[-1]
        out = np.empty((total, TAGS), np.float32)
        rows = np.concatenate((_first(table, stream), np.zeros((pad, table.shape[1] // 3), np.float32)))
        near = np.pad(stream.near([side * step for step in self.dilations for side in _SIDES]), ((0, 0), (0, pad)))
        near[:, total:] = -1
        place = 0
        while place < total:
            begin, window, stop = self._window(place, stream)
            seen = slice(begin, begin + window)
            out[place:stop] = self._run(rows[seen], near[:, seen] - begin, total - begin)[place - begin : stop - begin]
            place = stop
        return out

    def _window(self, place: int, stream: Stream) -> tuple[int, int, int]:
        """Choose where a window begins, its size, and up to where its results are whole."""
        total = len(stream.ids)
        begin = max(place - self.halo, int(stream.starts[place]))
        window = next((size for size in _WINDOWS if begin + size >= total), _WINDOWS[-1])
        stop = min(begin + window, total)
        if stop < total and stream.ends[stop - 1] > stop:
            stop -= self.halo
        return begin, window, stop

    def _run(self, rows: Floats, near: Ints, count: int) -> Floats:
        """Run one window: *near* are places in it; one before it, behind it or behind its *count* tokens is outside."""
        window = len(rows)
        near[(near < 0) | (near >= min(count, window))] = window
        odds: Floats = self.session.run(None, dict(zip(self.inputs, near, strict=True)) | {"rows": rows})[0]
        return odds


def _first(table: Floats, stream: Stream) -> Floats:
    """Add up what each token and its two neighbours give: the first convolution, done when the table was made."""
    width = table.shape[1] // 3
    ids = np.append(stream.ids, 0)
    before, after = ids[stream.near(_SIDES)]
    rows: Floats = table[before, :width]
    rows += table[stream.ids, width : 2 * width]
    rows += table[after, 2 * width :]
    return rows

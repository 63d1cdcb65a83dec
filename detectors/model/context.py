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


@dataclass(frozen=True, slots=True)
class Stream:
    """The tokens of many texts end to end: each one's row in the table, and where its own text begins and ends."""

    ids: Ints
    starts: Ints
    ends: Ints

    def near(self, here: Ints, step: int, lost: int) -> Ints:
        """Return the place *step* tokens from each of *here*, or *lost* where that is another text."""
        place = here + step
        return np.where((place >= self.starts[here]) & (place < self.ends[here]), place, lost)


class Context:
    """The convolutions as an ONNX session of one thread."""

    def __init__(self, graph: bytes, dilations: Sequence[int]) -> None:
        self.session = session(graph)
        self.dilations = tuple(dilations)
        self.halo = sum(self.dilations)

    def __call__(self, table: Floats, stream: Stream) -> Floats:
        """Return the tag probabilities of every token."""
        out = np.empty((len(stream.ids), TAGS), np.float32)
        place = 0
        while place < len(out):
            begin, window, stop = self._window(place, stream)
            out[place:stop] = self._run(table, stream, begin, window)[place - begin : stop - begin]
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

    def _run(self, table: Floats, stream: Stream, begin: int, window: int) -> Floats:
        here = np.arange(begin, min(begin + window, len(stream.ids)))
        feed = {"rows": np.zeros((window, table.shape[1] // 3), np.float32)}
        feed["rows"][: len(here)] = _first(table, stream, here)
        for step in self.dilations:
            for name, move in (("left", -step), ("right", step)):
                index = np.full(window, window, np.int64)
                near = stream.near(here, move, begin + window) - begin
                index[: len(here)] = np.where((near < 0) | (near >= len(here)), window, near)
                feed[f"{name}{step}"] = index
        odds: Floats = self.session.run(None, feed)[0]
        return odds


def _first(table: Floats, stream: Stream, here: Ints) -> Floats:
    """Add up what each token and its two neighbours give: the first convolution, done when the table was made."""
    width = table.shape[1] // 3
    ids = np.append(stream.ids, 0)
    before, after = (ids[stream.near(here, step, -1)] for step in (-1, 1))
    rows: Floats = table[before, :width] + table[ids[here], width : 2 * width] + table[after, 2 * width :]
    return rows

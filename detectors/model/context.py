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
Bools = NDArray[np.bool_]
TAGS = 9
# A product of other sizes might add up in another order; these are multiples of what the kernels take at a time.
_WINDOWS = (48, 192, 1152)
_BESIDE = np.array((-1, 1))


@dataclass(frozen=True, slots=True)
class Stream:
    """The tokens of many texts end to end: each one's row in the table, and where its own text begins and ends."""

    ids: Ints
    starts: Ints
    ends: Ints

    def near(self, here: slice, steps: Ints) -> tuple[Ints, Bools]:
        """Return the places so many *steps* from the tokens *here*, one row a step, and which of them are in the same text."""
        place = np.arange(here.start, here.stop) + steps[:, None]
        return place, (place >= self.starts[here]) & (place < self.ends[here])


class Context:
    """The convolutions as an ONNX session of one thread."""

    def __init__(self, graph: bytes, dilations: Sequence[int]) -> None:
        self.session = session(graph)
        self.dilations = tuple(dilations)
        self.halo = sum(self.dilations)
        self.steps = np.array([side * step for step in self.dilations for side in (-1, 0, 1)])

    def __call__(self, table: Floats, stream: Stream) -> Floats:
        """Return the tag probabilities of every token."""
        out = np.empty((len(stream.ids), TAGS), np.float32)
        ids = np.append(stream.ids, 0)
        place = 0
        while place < len(out):
            begin, window, stop = self._window(place, stream)
            here = slice(begin, min(begin + window, len(out)))
            out[place:stop] = self._run(_first(table, ids, stream, here), stream, here, window)[
                place - begin : stop - begin
            ]
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

    def _run(self, first: Floats, stream: Stream, here: slice, window: int) -> Floats:
        """Run one window over the tokens *here*; what is nearby and not in the window counts as outside the text."""
        count = here.stop - here.start
        place, inside = stream.near(here, self.steps)
        inside &= (place >= here.start) & (place < here.stop)
        near = np.full((len(self.dilations), window, 3), window, np.int64)
        near[:, :count] = np.where(inside, place - here.start, window).reshape(-1, 3, count).transpose(0, 2, 1)
        rows = np.zeros((window, first.shape[1]), np.float32)
        rows[:count] = first
        layers = {f"near{step}": each for step, each in zip(self.dilations, near, strict=True)}
        odds: Floats = self.session.run(None, layers | {"rows": rows})[0]
        return odds


def _first(table: Floats, ids: Ints, stream: Stream, here: slice) -> Floats:
    """Add up what each token and its two neighbours give: the first convolution, done when the table was made."""
    width = table.shape[1] // 3
    place, inside = stream.near(here, _BESIDE)
    before, after = ids[np.where(inside, place, -1)]
    rows: Floats = table[before, :width]
    rows += table[ids[here], width : 2 * width]
    rows += table[after, 2 * width :]
    return rows

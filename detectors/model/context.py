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
_WINDOWS = (48, 192, 384, 768, 1152)


@dataclass(frozen=True, slots=True)
class Stream:
    """The tokens of many texts end to end: each one's row in the table, and where its own text begins and ends."""

    ids: Ints
    starts: Ints
    ends: Ints

    def near(self, here: slice, steps: Ints, outside: int) -> Ints:
        """Return the places so many *steps* from the tokens *here*, one row a step, counted from the first of *here*.

        What is in another text, or not in *here*, is *outside*.
        """
        count = here.stop - here.start
        place = np.arange(count) + steps[:, None]
        low = np.maximum(self.starts[here] - here.start, 0)
        high = np.minimum(self.ends[here] - here.start, count)
        near: Ints = np.where((place >= low) & (place < high), place, outside)
        return near

    def beside(self) -> tuple[Ints, Ints]:
        """Return the table's rows of the tokens before and after each, row 0 where its text begins or ends."""
        place = np.arange(len(self.ids))
        return (
            np.where(place > self.starts, np.roll(self.ids, 1), 0),
            np.where(place + 1 < self.ends, np.roll(self.ids, -1), 0),
        )


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
        beside = _Beside(table, stream)
        place = 0
        while place < len(out):
            begin, window, stop = self._window(place, stream)
            here = slice(begin, min(begin + window, len(out)))
            odds = self._run(beside.rows(here, window), stream, here, window)
            out[place:stop] = odds[place - begin : stop - begin]
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

    def _run(self, rows: Floats, stream: Stream, here: slice, window: int) -> Floats:
        """Run one window over the tokens *here*; what is nearby and not in the window counts as outside the text."""
        count = here.stop - here.start
        near = np.full((len(self.dilations), window, 3), window, np.int64)
        near[:, :count] = stream.near(here, self.steps, window).reshape(-1, 3, count).transpose(0, 2, 1)
        layers = {f"near{step}": each for step, each in zip(self.dilations, near, strict=True)}
        odds: Floats = self.session.run(None, layers | {"rows": rows})[0]
        return odds


class _Beside:
    """Adds up what each token and its two neighbours give: the first convolution, done when the table was made."""

    def __init__(self, table: Floats, stream: Stream) -> None:
        # A row of the table is three in one: what a token gives to the one after it, to itself and to the one before it.
        self.thirds = table.reshape(3 * len(table), -1)
        before, after = stream.beside()
        self.places = (3 * before, 3 * stream.ids + 1, 3 * after + 2)
        # Written over for each window: memory asked for anew costs more than what is done in it.
        self.sums, self.next = (np.empty((_WINDOWS[-1], self.thirds.shape[1]), np.float32) for _ in range(2))

    def rows(self, here: slice, window: int) -> Floats:
        """Return the sums for the tokens *here*, and zeros up to *window*; good until the next are asked for."""
        count = here.stop - here.start
        rows, more = self.sums[:window], self.next[:count]
        rows[count:] = 0
        self.thirds.take(self.places[0][here], axis=0, out=rows[:count], mode="clip")
        for each in self.places[1:]:
            rows[:count] += self.thirds.take(each[here], axis=0, out=more, mode="clip")
        return rows

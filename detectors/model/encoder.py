"""Words into vectors, once per distinct word: what inference keeps in its table instead of computing it per token."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from detectors.model.session import session
from detectors.model.words import GRAM_ROWS, Lists, canonical, describe

__all__ = ["Encoder", "Vocabulary"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
_BLOCK = 64


def _restored(weights: Mapping[str, NDArray[np.generic]], name: str) -> Floats:
    """Undo the 8-bit storage of an embedding: one scale a row."""
    table = weights[f"{name}_rows"].astype(np.float32)
    table *= weights[f"{name}_scale"].astype(np.float32)[:, None]
    return table


class Encoder:
    """The word encoder: embeddings looked up by numpy, two layers run by ONNX (numpy's products start threads of their own)."""

    def __init__(self, weights: Mapping[str, NDArray[np.generic]]) -> None:
        self.lists = Lists(weights["list_keys"].astype(np.uint32), weights["list_bits"].astype(np.uint32))
        self.word, self.gram = _restored(weights, "word"), _restored(weights, "gram")
        self.session = session(weights["encoder"].tobytes())

    def __call__(self, tokens: list[str]) -> Floats:
        """Encode canonical *tokens*; a token's row does not depend on which others it is encoded with."""
        words, grams, features = describe(tokens, self.lists)
        return self._layers(np.concatenate((self.word.take(words, axis=0), self._mean(grams), features), axis=1))

    def _mean(self, grams: Ints) -> Floats:
        """Return the mean row of each token's letter runs, added up run after run: five times faster than token after token."""
        used = (grams < GRAM_ROWS).sum(axis=1)
        order = np.argsort(-used, kind="stable")
        left = np.sort(used)
        runs = np.ascontiguousarray(grams[order].T)
        total = self.gram.take(runs[0], axis=0)
        for place in range(1, int(used.max(initial=0))):
            more = len(left) - int(np.searchsorted(left, place, side="right"))
            total[:more] += self.gram.take(runs[place, :more], axis=0)
        mean: Floats = np.empty_like(total)
        mean[order] = total
        mean /= np.maximum(used, 1)[:, None].astype(np.float32)
        return mean

    def _layers(self, rows: Floats) -> Floats:
        """Apply both layers in blocks of one size, so that the sums are the same whatever the batch."""
        padded = np.concatenate((rows, np.zeros((-len(rows) % _BLOCK, rows.shape[1]), np.float32)))
        blocks = [padded[start : start + _BLOCK] for start in range(0, len(padded), _BLOCK)]
        done: Floats = np.concatenate([self.session.run(None, {"rows": block})[0] for block in blocks])
        return done[: len(rows)]


class Vocabulary(dict[str, int]):
    """Every token seen and its row in the table; a token not seen gets a row that waits to be encoded."""

    def __init__(self, encoder: Encoder, limit: int) -> None:
        super().__init__()
        self.encoder, self.limit = encoder, limit
        self.rows: dict[str, int] = {}
        self.waiting: list[str] = []
        # Room for all of them at once: memory is taken page by page as rows are written, and growing would copy them.
        first = encoder([""])
        self.table = np.empty((limit, first.shape[1]), np.float32)
        self.table[0] = first[0]
        self.used = 1

    def __missing__(self, token: str) -> int:
        form = canonical(token)
        row = self.rows.get(form)
        if row is None:
            row = self.rows[form] = self.used + len(self.waiting)
            self.waiting.append(form)
        self[token] = row
        return row

    def encode(self) -> Floats:
        """Encode the tokens that wait and return the table."""
        need = self.used + len(self.waiting)
        if self.waiting:
            if need > len(self.table):
                grown = np.empty((max(need, 2 * len(self.table)), self.table.shape[1]), np.float32)
                grown[: self.used] = self.table[: self.used]
                self.table = grown
            self.table[self.used : need] = self.encoder(self.waiting)
            self.used, self.waiting = need, []
        return self.table

    def forget(self) -> None:
        """Start afresh when there are more rows, or more spellings, than memory should hold."""
        if self.used > self.limit or len(self) > 8 * self.limit:
            self.clear()
            self.rows, self.used = {}, 1

"""The tagger as the house uses it: texts in, entities out, with or without spaCy; wrong or missing weights are refused.

>>> [(found.label, found.start, found.end) for found in Tagger.read().tag(["Please call Anna Hofer."])[0]]
[('PERSON', 12, 22)]
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from detectors.contract import Entity
from detectors.model.context import Context, Stream
from detectors.model.encoder import Encoder, Vocabulary
from detectors.model.words import cut

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["LABELS", "ModelError", "Tagger", "fingerprint", "load"]

LABELS = ("PERSON", "ADDRESS", "LOCATION", "ORG")
WEIGHTS = Path(__file__).with_name("weights.npz")
CHECKSUM = Path(__file__).with_name("weights.sha256")
_ROWS = 40_000
_BATCH = 60_000

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


class ModelError(Exception):
    """The tagger's weights are missing or are not the ones this version was released with."""


@cache
def _verified(weights: Path, checksum: Path) -> tuple[bytes, str]:
    try:
        data, wanted = weights.read_bytes(), checksum.read_text(encoding="ascii").split()[0]
    except (OSError, ValueError, IndexError):
        raise ModelError("the tagger's weights are missing") from None
    found = hashlib.sha256(data).hexdigest()
    if found != wanted:
        raise ModelError("the tagger's weights are damaged: the checksum is wrong")
    return data, found


def fingerprint() -> str:
    """Return the SHA-256 of the weights, or refuse when it is not the released one."""
    return _verified(WEIGHTS, CHECKSUM)[1]


def load() -> Language:
    """Return the tagger as a spaCy pipeline, or refuse when the weights are missing or damaged."""
    from detectors.model.component import pipeline  # noqa: PLC0415 - spaCy takes a second to import

    return pipeline()


class Tagger:
    """Finds entities in texts; keeps a table of the words it has met, bounded, and nothing else of what it reads."""

    def __init__(self, weights: dict[str, NDArray[np.generic]]) -> None:
        self.words = Vocabulary(Encoder(weights), _ROWS)
        self.context = Context(weights["context"].tobytes(), [int(step) for step in weights["dilations"]])
        self.bias = weights["bias"].astype(np.float32)

    @classmethod
    def read(cls, weights: Path = WEIGHTS, checksum: Path = CHECKSUM) -> Tagger:
        """Read the released weights, or refuse them."""
        data, _ = _verified(weights, checksum)
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            return cls({name: arrays[name] for name in arrays.files})

    def tag(self, texts: Sequence[str]) -> list[list[Entity]]:
        """Return the entities of each text; a text's answer does not depend on the others."""
        found: list[list[Entity]] = []
        waiting: list[str] = []
        size = 0
        for text in texts:
            waiting.append(text)
            size += len(text)
            if size > _BATCH:
                found += self._tag(waiting)
                waiting, size = [], 0
        return found + self._tag(waiting)

    def _tag(self, texts: Sequence[str]) -> list[list[Entity]]:
        pieces = [cut(text) for text in texts]
        counts = np.fromiter(map(len, pieces), np.int64, len(pieces))
        if not counts.sum():
            return [[] for _ in texts]
        tokens = [token for piece in pieces for token in piece]
        self.words.forget()
        ids = np.fromiter(map(self.words.__getitem__, tokens), np.int64, len(tokens))
        stops = np.cumsum(counts)
        stream = Stream(ids, np.repeat(stops - counts, counts), np.repeat(stops, counts))
        odds = self.context(self.words.encode(), stream)
        return list(self._entities(texts, tokens, counts, odds))

    def _entities(self, texts: Sequence[str], tokens: list[str], counts: Ints, odds: Floats) -> Iterator[list[Entity]]:
        places = np.cumsum(np.fromiter(map(len, tokens), np.int64, len(tokens)))
        first, last, labels, scores = self._runs(counts, odds)
        stops = np.cumsum(counts)
        cuts = np.searchsorted(first, stops)
        done = base = 0
        for text, stop, until in zip(texts, stops.tolist(), cuts.tolist(), strict=True):
            chosen = slice(done, until)
            begin = np.where(first[chosen] > 0, places[first[chosen] - 1], 0) - base
            end = places[last[chosen]] - base
            rows = zip(begin.tolist(), end.tolist(), labels[chosen].tolist(), scores[chosen].tolist(), strict=True)
            yield [_trimmed(text, *row) for row in rows if not text[row[0] : row[1]].isspace()]
            done, base = until, int(places[stop - 1]) if stop else 0

    def _runs(self, counts: Ints, odds: Floats) -> tuple[Ints, Ints, Ints, Floats]:
        """Group tokens into runs of one label: first and last token, label and mean probability of each."""
        mass = np.concatenate((odds[:, :1], odds[:, 1::2] + odds[:, 2::2]), axis=1)
        label = np.argmax(mass * self.bias, axis=1)
        new = np.ones(len(label), bool)
        new[1:] = label[1:] != label[:-1]
        inner = label > 0
        rows = np.flatnonzero(inner)
        new[rows] |= odds[rows, 2 * label[rows] - 1] > odds[rows, 2 * label[rows]]
        new[(np.cumsum(counts) - counts)[counts > 0]] = True
        first = np.flatnonzero(new)
        sizes = np.diff(np.append(first, len(label)))
        sums = np.add.reduceat(mass[np.arange(len(label)), label], first)
        kept = inner[first]
        return first[kept], (first + sizes - 1)[kept], label[first][kept], (sums / sizes)[kept].astype(np.float32)


def _trimmed(text: str, start: int, end: int, label: int, score: float) -> Entity:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return Entity(start, start + len(part.strip()), LABELS[label - 1], round(score, 4))

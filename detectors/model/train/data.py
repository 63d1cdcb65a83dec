"""Marked text into the arrays the network is fitted on."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from detectors.model.train.marks import LABELS, read
from detectors.model.words import Lists, canonical, cut, describe

__all__ = ["PAD", "Batch", "Pool", "labels_of"]

PAD = 8
_LONGEST = 400


def labels_of(marked: str) -> tuple[list[str], list[int]]:
    """Cut a marked text into canonical tokens and their tags."""
    text, spans = read(marked)
    tokens, tags, at, place = cut(text), [], 0, 0
    opened = -1
    for token in tokens:
        start = at + len(token) - len(token.lstrip())
        at += len(token)
        while place < len(spans) and spans[place].end <= start:
            place += 1
        inside = place < len(spans) and spans[place].start < at and (bool(token.strip()) or spans[place].start < start)
        tag = 1 + 2 * LABELS.index(spans[place].label) + (opened == place) if inside else 0
        opened = place if inside else -1
        tags.append(tag)
    return [canonical(token) for token in tokens], tags


class Batch:
    """Tokens of a few hundred texts: their distinct words, which word each token is, and its tag (-1 at padding)."""

    def __init__(self, pool: Pool, ids: NDArray[np.int32], tags: NDArray[np.int8]) -> None:
        distinct, inverse = np.unique(ids, return_inverse=True)
        self.words = torch.from_numpy(pool.words[distinct])
        self.grams = torch.from_numpy(pool.grams[distinct])
        self.features = torch.from_numpy(pool.features[distinct].astype(np.float32))
        self.ids: Tensor = torch.from_numpy(inverse.astype(np.int64))
        self.tags: Tensor = torch.from_numpy(tags.astype(np.int64))
        self.mask: Tensor = torch.from_numpy((tags >= 0).astype(np.float32))[:, None]


class Pool:
    """Many texts as arrays, with one description of each distinct token."""

    def __init__(self, texts: Iterable[str], lists: Lists) -> None:
        known = {"": 0}
        self.pieces: list[tuple[NDArray[np.int32], NDArray[np.int8]]] = []
        for text in texts:
            tokens, tags = labels_of(text)
            ids = np.array([known.setdefault(token, len(known)) for token in tokens], np.int32)
            for start in range(0, len(ids), _LONGEST):
                self.pieces.append((ids[start : start + _LONGEST], np.array(tags[start : start + _LONGEST], np.int8)))
        self.words, self.grams, features = describe(list(known), lists)
        self.features = features.astype(np.bool_)

    def tokens(self) -> int:
        """Count the tokens."""
        return sum(len(ids) for ids, _ in self.pieces)

    def batches(self, size: int, rng: np.random.Generator) -> Iterable[Batch]:
        """Yield batches of about *size* tokens in random order."""
        ids: list[NDArray[np.int32]] = []
        tags: list[NDArray[np.int8]] = []
        count = 0
        gap = (np.zeros(PAD, np.int32), np.full(PAD, -1, np.int8))
        for place in rng.permutation(len(self.pieces)):
            for part in (self.pieces[place], gap):
                ids.append(part[0])
                tags.append(part[1])
                count += len(part[0])
            if count >= size:
                yield Batch(self, np.concatenate(ids), np.concatenate(tags))
                ids, tags, count = [], [], 0

"""Marked text into the arrays the network is fitted on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Batch:
    """Tokens of a few hundred texts: their distinct words, which word each token is, its tag (-1 at padding), what teachers think."""

    words: Tensor
    grams: Tensor
    features: Tensor
    ids: Tensor
    tags: Tensor
    mask: Tensor
    taught: Tensor | None


class Pool:
    """Many texts as arrays, with one description of each distinct token; the last token is padding."""

    def __init__(self, texts: Iterable[str], lists: Lists) -> None:
        known = {"": 0}
        ids, tags, sizes = [], [], []
        for text in texts:
            tokens, marks = labels_of(text)
            ids += [known.setdefault(token, len(known)) for token in tokens]
            tags += marks
            sizes += [min(_LONGEST, len(tokens) - start) for start in range(0, len(tokens), _LONGEST)]
        self.ids, self.tags = np.array([*ids, 0], np.int32), np.array([*tags, -1], np.int8)
        self.stops = np.cumsum(sizes)
        self.words, self.grams, features = describe(list(known), lists)
        self.features = features.astype(np.bool_)
        self.taught: NDArray[np.float16] | None = None

    def tokens(self) -> int:
        """Count the tokens."""
        return len(self.ids) - 1

    def shuffled(self, size: int, rng: np.random.Generator) -> Iterator[NDArray[np.int64]]:
        """Yield where the tokens of about *size* tokens' worth of texts stand, in random order, padding after each text."""
        starts = np.concatenate(([0], self.stops[:-1]))
        gap = np.full(PAD, self.tokens())
        places: list[NDArray[np.int64]] = []
        count = 0
        for piece in rng.permutation(len(starts)):
            places += (np.arange(starts[piece], self.stops[piece]), gap)
            count += int(self.stops[piece] - starts[piece])
            if count >= size:
                yield np.concatenate(places)
                places, count = [], 0
        if places:
            yield np.concatenate(places)

    def batch(self, places: NDArray[np.int64], device: str = "cpu") -> Batch:
        """Return the tokens at *places* as tensors on *device*."""
        distinct, inverse = np.unique(self.ids[places], return_inverse=True)
        tags = torch.from_numpy(self.tags[places]).to(device, torch.int64)
        return Batch(
            torch.from_numpy(self.words[distinct]).to(device),
            torch.from_numpy(self.grams[distinct]).to(device),
            torch.from_numpy(self.features[distinct]).to(device, torch.float32),
            torch.from_numpy(inverse).to(device, torch.int64),
            tags,
            (tags >= 0).to(torch.float32)[:, None],
            None if self.taught is None else torch.from_numpy(self.taught[places]).to(device, torch.float32),
        )

"""The tagger as the house uses it: texts in, entities out, with or without spaCy; wrong or missing weights are refused.

>>> [(found.label, found.start, found.end) for found in Tagger.read().tag(["Please call Anna Hofer."])[0]]
[('PERSON', 12, 22)]
"""

from __future__ import annotations

import calendar
import hashlib
import io
import string
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from detectors.contract import Entity
from detectors.model.context import Context, Stream
from detectors.model.encoder import Encoder, Vocabulary
from detectors.model.words import LISTS, cut

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["LABELS", "ModelError", "Tagger", "fingerprint", "load"]

LABELS = ("PERSON", "ADDRESS", "LOCATION", "ORG")
WEIGHTS = Path(__file__).with_name("weights.npz")
CHECKSUM = Path(__file__).with_name("weights.sha256")
_EDGE = " \t\r\n\x0b\x0c\u00a0,;:<>|/*-_=~"
_EDGE_OR_STOP = _EDGE + "."
_ROWS = 60_000
_WORD_RANKS = [LISTS.index(name) for name in ("word_top", "word_common", "word_known")]
_GIVEN_RANKS = [LISTS.index(name) for name in ("first_common", "first_common", "first_known")]
# What no list of words has and every mail and table has.
_EVERYWHERE = (
    *string.punctuation, *string.ascii_letters, "\n", "\n\n", *(str(number) for number in range(100)), *(f"{number:02}" for number in range(10)),
    *(str(year) for year in range(1990, 2031)), *calendar.month_name[1:], *calendar.month_abbr[1:], *calendar.day_name, *calendar.day_abbr,
    "'s", "’s", "’", "–", "AM", "PM", "Re", "RE", "FW", "Fw", "Fwd", "FYI", "Cc", "CC", "cc", "Bcc", "bcc", "Subject", "From", "Sent", "To",
    "Thanks", "Original", "Message", "Please", "thanks", "yes",
)  # fmt: skip
_BATCH = 120_000
_LONGEST = 200_000

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

    def expect(self, words: Iterable[str], given: Iterable[str]) -> None:
        """Encode ahead what a new text brings most of: the commonest words and names as sentences spell them, marks, dates."""
        lists = self.words.encoder.lists
        for spoken, ranks in (
            (tuple(words), _WORD_RANKS),
            (tuple(given), _GIVEN_RANKS),
        ):
            # Each list of words begins where the one before it ends: on one of them is on all that follow.
            ranked = np.logical_or.accumulate(lists.look_up(spoken)[:, ranks] > 0, axis=1)
            for word, (top, common, known) in zip(spoken, ranked.tolist(), strict=True):
                title = word.title()
                usual = f" {word}" if ranks is _WORD_RANKS else f" {title}"
                for wanted, token in ((known, usual), (common, f" {title}"), (top, title)):
                    if wanted:
                        self.words[token]
        for token in _EVERYWHERE:
            self.words[token]
            self.words[f" {token}"]
        self.words.encode()

    def tag(self, texts: Sequence[str]) -> list[list[Entity]]:
        """Return the entities of each text; a text's answer does not depend on the others."""
        found: list[list[Entity]] = [[] for _ in texts]
        for batch in _batches(texts):
            parts = [texts[number][start:stop] for number, start, stop in batch]
            for (number, start, _), entities in zip(batch, self._tag(parts), strict=True):
                found[number] += [_moved(entity, start) for entity in entities] if start else entities
        return found

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
        return self._entities(texts, tokens, counts, odds)

    def _entities(self, texts: Sequence[str], tokens: list[str], counts: Ints, odds: Floats) -> list[list[Entity]]:
        """Return the entities of each text: found in all of them at once, and then put where they belong."""
        first, last, labels, scores = self._runs(counts, odds)
        places = np.zeros(len(tokens) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, tokens), np.int64, len(tokens)), out=places[1:])
        stops = np.cumsum(counts)
        owner = np.searchsorted(stops, first, side="right")
        base = places[stops - counts][owner]
        rows = (owner, places[first] - base, places[last + 1] - base, labels, scores)
        found: list[list[Entity]] = [[] for _ in texts]
        for number, *row in zip(*(each.tolist() for each in rows), strict=True):
            if (entity := _trimmed(texts[number], *row)) is not None:
                found[number].append(entity)
        return found

    def _runs(self, counts: Ints, odds: Floats) -> tuple[Ints, Ints, Ints, Floats]:
        """Group tokens into runs that no tag parts: first and last token, the label most of the run is for, its mean odds."""
        mass = np.concatenate((odds[:, :1], odds[:, 1::2] + odds[:, 2::2]), axis=1)
        mass_each = mass * self.bias
        label = np.argmax(mass_each, axis=1)
        inner = label > 0
        new = np.ones(len(label), bool)
        new[1:] = inner[1:] != inner[:-1]
        rows = np.flatnonzero(inner)
        new[rows] |= odds[rows, 2 * label[rows] - 1] > odds[rows, 2 * label[rows]]
        new[(np.cumsum(counts) - counts)[counts > 0]] = True
        first = np.flatnonzero(new)
        sizes = np.diff(np.append(first, len(label)))
        label = 1 + np.argmax(np.add.reduceat(mass_each, first, axis=0)[:, 1:], axis=1)
        scores = np.add.reduceat(mass, first, axis=0)[np.arange(len(first)), label] / sizes
        kept = inner[first]
        return first[kept], (first + sizes - 1)[kept], label[kept], scores[kept]


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Part a very long text at line breaks, so that memory does not grow with it."""
    start = 0
    while len(text) - start > _LONGEST:
        half, full = start + _LONGEST // 2, start + _LONGEST
        stop = text.rfind("\n", half, full) + 1 or text.rfind(" ", half, full) + 1 or full
        yield start, stop
        start = stop
    yield start, len(text)


def _batches(texts: Sequence[str]) -> Iterator[list[tuple[int, int, int]]]:
    """Group texts, or parts of them (number, start, end), into batches worth one pass."""
    batch: list[tuple[int, int, int]] = []
    size = 0
    for number, text in enumerate(texts):
        for start, stop in _parts(text):
            batch.append((number, start, stop))
            size += stop - start
            if size > _BATCH:
                yield batch
                batch, size = [], 0
    yield batch


def _moved(entity: Entity, by: int) -> Entity:
    return entity._replace(start=entity.start + by, end=entity.end + by)


def _trimmed(text: str, start: int, end: int, label: int, score: float) -> Entity | None:
    """Leave white space and marks at the edges out, and an entity that is nothing else."""
    if text[start] == " ":
        start += 1
    if (
        start < end and text[start].isalnum() and text[end - 1].isalnum()
    ):  # nearly always: a word with the space before it
        return Entity(start, end, LABELS[label - 1], round(score, 4))
    part = text[start:end].rstrip(_EDGE)
    lead = len(part) - len(part.lstrip(_EDGE_OR_STOP))
    if lead == len(part):
        return None
    return Entity(start + lead, start + len(part), LABELS[label - 1], round(score, 4))

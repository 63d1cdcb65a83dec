"""One page is judged: what it says by its own text and by its picture, and whether both together can be trusted.

The picture is read even where there is a text, since either may show what the other does not (row D04). Only those lines of
the picture are a text of their own that the page's text does not have. A page that neither tells surely is withheld.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from connectors.documents import ocr
from connectors.documents.picture import Mark, burnt, is_blank, is_photograph
from connectors.documents.reading import Box, Boxes, Reading, Word, of_words, squeezed
from records.errors import Reason

__all__ = ["Layer", "Sheet", "disputed", "judged", "scanned"]

_ALIKE = 0.7
"""Likeness from which two spellings without a figure in them are one word, read twice."""
_CONFIRMED = 0.6
_NEAR = 3
_DARK = 128
_LEAST_INK = 150
"""Dark pixels that a number of nine small figures has."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The text that a page brings along.

    ``sound``: its fonts say which letters they show; ``drawn``: pictures or curves on the page may show more text.
    """

    reading: Reading
    sound: bool
    drawn: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as judged: why it is withheld, if it is, the readings to be redacted, and how its picture is read.

    ``way`` is how the picture can be read; ``wary``: it shows what the page's own text does not have, so its copy is
    read twice.
    """

    reason: Reason | None
    readings: tuple[tuple[str, Reading], ...]
    way: ocr.Way = ocr.Way()  # noqa: RUF009  # frozen
    wary: bool = True


def judged(picture: Image.Image, layer: Layer | None) -> Sheet:
    """Return what *picture* and *layer* say; "text" and "picture" name the readings."""
    own = (("text", layer.reading),) if layer and layer.reading.text.strip() else ()
    if is_blank(picture):
        return Sheet(None, own, wary=False)
    if not ocr.available():
        trusted = bool(own) and layer is not None and layer.sound and not layer.drawn
        return Sheet(None if trusted else Reason.LOW_CONFIDENCE, own)
    words, way = ocr.read_somehow(picture)
    matched = _Matched(tuple(reading for _, reading in own), words)
    wary = layer is None or layer.drawn
    reason = None if _trusted(picture, words, matched) else Reason.LOW_CONFIDENCE
    more = (*_scattered(picture, way, own, words), *_turned(picture, way, words)) if wary and reason is None else ()
    fresh = of_words((*matched.fresh(), *more))
    seen = (("picture", fresh),) if fresh.text.strip() else ()
    return Sheet(reason, own + seen, way, wary=wary or bool(seen))


def scanned(words: Iterable[Word], readings: Iterable[Reading]) -> tuple[Word, ...]:
    """Return those of *words* that one of *readings* has letter by letter in the same place: no other has been looked at."""
    matched = _Matched(tuple(readings), ())
    return tuple(word for word in words if squeezed(word.text) in matched.at(word.box))


def disputed(picture: Image.Image, readings: Iterable[tuple[str, Reading]], words: tuple[Word, ...]) -> Image.Image:
    """Return *picture* without the lines of *words* that the page's own text has as well, word for word.

    Both were scanned, so that another reading of them adds nothing; a page without a text of its own stays whole.
    """
    own = tuple(reading for kind, reading in readings if kind == "text")
    agreed = _Matched(own, words).agreed() if own else ()
    return burnt(picture, (Mark(word.box) for word in agreed), blank=True)


def _scattered(
    picture: Image.Image, way: ocr.Way, own: tuple[tuple[str, Reading], ...], words: tuple[Word, ...]
) -> Iterator[Word]:
    """Yield the words here and there, in drawings and photographs, which a reading by columns leaves out."""
    rest = disputed(picture, own, words)
    if way.sparse or is_blank(rest):
        return
    more = ocr.words_of(rest, ocr.Way(way.quarters, sparse=True))
    sure = tuple(word for word in more if word.sure >= ocr.SURE)
    yield from _Matched((*(reading for _, reading in own), of_words(words)), sure).fresh()


def _turned(picture: Image.Image, way: ocr.Way, words: tuple[Word, ...]) -> Iterator[Word]:
    """Yield the words that stand across the others or upside down, as stamps and margins do, where others leave any ink."""
    rest = burnt(picture, (Mark(word.box) for word in words if word.sure >= ocr.SURE), blank=True)
    if (np.asarray(rest.convert("L")) < _DARK).sum() < _LEAST_INK:
        return
    for quarters in range(1, 4):
        seen = ocr.words_of(rest, ocr.Way((way.quarters + quarters) % 4, sparse=True))
        yield from (word for word in seen if word.sure >= ocr.SURE and len(squeezed(word.text)) > 1)


def _trusted(picture: Image.Image, words: tuple[Word, ...], matched: _Matched) -> bool:
    if matched.confirmed() >= _CONFIRMED:
        return True
    return ocr.is_legible(words) and not is_photograph(picture, sum(len(squeezed(word.text)) > 1 for word in words))


class _Matched:
    """Lays the words of the picture over the characters of the page's own text."""

    def __init__(self, readings: tuple[Reading, ...], words: tuple[Word, ...]) -> None:
        self._words = words
        self._text = "".join(reading.text for reading in readings)
        self._known = np.zeros(len(self._text), bool)
        nothing = np.zeros((0, 4), np.int32)
        self._across, self._down = _centres(np.concatenate([nothing, *(reading.boxes for reading in readings)]))
        self._missing = frozenset(n for n, word in enumerate(words) if not self._has(word))

    def confirmed(self) -> float:
        """Return the share of the text's letters and figures that the picture shows as well; 0 where there is no text."""
        counted = np.fromiter((char.isalnum() for char in self._text), bool, len(self._text))
        return float(self._known[counted].mean()) if counted.any() else 0.0

    def fresh(self) -> Iterator[Word]:
        """Yield the words of every line in which there is one that the text does not have."""
        yield from self._of_lines(missing=True)

    def agreed(self) -> Iterator[Word]:
        """Yield the words of every line that the text has as well, whole."""
        yield from self._of_lines(missing=False)

    def _of_lines(self, *, missing: bool) -> Iterator[Word]:
        for _, line in groupby(enumerate(self._words), key=lambda each: each[1].line):
            numbered = list(line)
            if any(n in self._missing for n, _ in numbered) is missing:
                yield from (word for _, word in numbered)

    def at(self, box: Box) -> str:
        """Return the letters and figures of the text whose middles are in *box*."""
        return squeezed("".join(self._text[n] for n in self._inside(box)))

    def _inside(self, box: Box) -> NDArray[np.intp]:
        left, top, right, bottom = box
        across = (self._across >= left - _NEAR) & (self._across <= right + _NEAR)
        return np.flatnonzero(across & (self._down >= top) & (self._down <= bottom))

    def _has(self, word: Word) -> bool:
        wanted, found = squeezed(word.text), self.at(word.box)
        if not wanted:
            return True
        if not _same(wanted, found):
            return False
        self._known[self._inside(word.box)] = True
        return True


def _same(seen: str, own: str) -> bool:
    if seen in own:
        return True
    if any(char.isdigit() for char in seen + own):
        return False
    return SequenceMatcher(None, seen, own, autojunk=False).ratio() >= _ALIKE


def _centres(boxes: Boxes) -> tuple[Boxes, Boxes]:
    """Return the middles of *boxes*, far off for characters that stand nowhere."""
    off = boxes[:, 0] < 0
    across, down = (boxes[:, 0] + boxes[:, 2]) // 2, (boxes[:, 1] + boxes[:, 3]) // 2
    across[off] = down[off] = -1_000_000
    return across, down

"""A page's picture is burnt, read again as a stranger would, and burnt again, until no value that was taken out can be read in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from connectors.documents import ocr
from connectors.documents.picture import Mark, burnt, widened
from connectors.documents.reading import Box, Reading, Word, squeezed, strips
from connectors.documents.sheet import Sheet, disputed, scanned
from connectors.documents.spans import covered
from records.errors import Reason, Unreadable

__all__ = ["Page", "Secrets", "cleaned", "marks_of"]

_ROUNDS = 4
_SHORTEST = 4
"""Letters and figures that a value needs to be looked for in a reading; a shorter one would be found by chance."""
_MOSTLY = 0.5
_DARK = 128


@dataclass(frozen=True, slots=True)
class Page:
    """A clean picture and the words that can be read in it, labels included."""

    picture: Image.Image
    words: tuple[Word, ...]


class Secrets:
    """The values that were covered anywhere in a document, less those that it shows elsewhere."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        shown: list[str] = []
        values: set[str] = set()
        for source, redacted in texts:
            place = 0
            for span in covered(source, redacted):
                shown += source[place : span.start].split()
                values.add(squeezed(source[span.start : span.end]))
                place = span.end
            shown += source[place:].split()
        long = {value for value in values if len(value) >= _SHORTEST}
        kept = _Words(shown)
        self._values = frozenset(value for value in long if next(kept.places(value), None) is None)

    def seen_in(self, words: tuple[Word, ...]) -> Iterator[Box]:
        """Yield the boxes of the words that make up a value, be it parted or joined otherwise than in the source."""
        text = _Words([word.text for word in words])
        for value in sorted(self._values):
            for first, last in text.places(value):
                yield from (word.box for word in words[first : last + 1])


class _Words:
    """Words run together, in which a value is found only from the start of a word to the end of one."""

    def __init__(self, words: Iterable[str]) -> None:
        plain = [squeezed(word) for word in words]
        ends = list(accumulate(map(len, plain)))
        self._text = "".join(plain)
        self._starts = {end - len(word): n for n, (end, word) in enumerate(zip(ends, plain, strict=True)) if word}
        self._ends = {end: n for n, (end, word) in enumerate(zip(ends, plain, strict=True)) if word}

    def places(self, value: str) -> Iterator[tuple[int, int]]:
        """Yield the numbers of the first and last word of each place where *value* stands."""
        start = self._text.find(value)
        while start >= 0:
            first, last = self._starts.get(start), self._ends.get(start + len(value))
            if first is not None and last is not None:
                yield first, last
            start = self._text.find(value, start + 1)


def marks_of(reading: Reading, redacted: str) -> Iterator[Mark]:
    """Yield a mark for each stretch of the page that *redacted* covers of *reading*."""
    for span in covered(reading.text, redacted):
        for number, strip in enumerate(strips(reading.boxes[span.start : span.end])):
            yield Mark(strip, span.label, first=number == 0)


def cleaned(picture: Image.Image, sheet: Sheet, marks: list[Mark], secrets: Secrets) -> Page:
    """Return *picture* with *marks* burnt and whatever of *secrets* can still be read; raise Unreadable where it stays readable.

    It is read at a second resolution where it has marks or its picture says more than its text: the lines of the marks, and
    all on which text and picture do not agree. Words that were not scanned, as where a box makes tesseract read its neighbour
    otherwise than before, are not put into the text.
    """
    wide = _told_once([Mark(widened(picture, mark.box), mark.label, mark.first) for mark in marks])
    if not ocr.available():
        return Page(burnt(picture, wide), ())
    if marks:
        words = ocr.words_of(picture, sheet.way)
        hit = _are_covered([word.box for word in words], [mark.box for mark in wide])
        wide += [Mark(word.box) for word, is_hit in zip(words, hit, strict=True) if is_hit]
    for _ in range(_ROUNDS):
        blank = burnt(picture, wide, blank=True)
        words = ocr.words_of(blank, sheet.way)
        left = list(secrets.seen_in(words))
        if not left and (wide or sheet.wary):
            doubtful = _doubtful(blank, sheet, ocr.words_of(picture, sheet.way), wide)
            left = list(secrets.seen_in(ocr.words_of(doubtful, sheet.way, again=True)))
        if not left:
            known = scanned(words, (reading for _, reading in sheet.readings))
            return Page(burnt(picture, wide), _with_labels(known, wide))
        wide += [Mark(box) for box in left]
    raise Unreadable(Reason.LOW_CONFIDENCE)


def _doubtful(blank: Image.Image, sheet: Sheet, seen: tuple[Word, ...], marks: list[Mark]) -> Image.Image:
    """Return what of *blank* needs a second look: all that text and picture dispute, and every line with a mark in it.

    The lines go from one edge of the page to the other, those above and below with them. Where that is most of the page it is
    read whole: tesseract takes several times as long for a page in shreds.
    """
    rest = disputed(blank, sheet.readings, seen)
    upright = bool(sheet.way.quarters % 2)
    for left, top, right, bottom in (mark.box for mark in marks):
        across, down = right - left, bottom - top
        band = (
            (max(left - across, 0), 0, min(right + across, blank.width), blank.height)
            if upright
            else (0, max(top - down, 0), blank.width, min(bottom + down, blank.height))
        )
        rest.paste(blank.crop(band), band)
    return rest if _ink(rest) < _MOSTLY * _ink(blank) else blank


def _ink(picture: Image.Image) -> int:
    return int((np.asarray(picture.convert("L")) < _DARK).sum())


def _told_once(marks: list[Mark]) -> list[Mark]:
    """Return *marks* without the labels of those that mostly cover another one: text and picture tell of the same value."""
    kept: list[Mark] = []
    labelled: list[Box] = []
    for mark in marks:
        told = _are_covered([mark.box], labelled).any() or _are_covered(labelled, [mark.box]).any()
        kept.append(Mark(mark.box) if told else mark)
        labelled += [mark.box] if mark.label and not told else []
    return kept


def _are_covered(boxes: list[Box], under: list[Box]) -> NDArray[np.bool_]:
    """Say of each of *boxes* whether most of it is under one of the others: then what is left of it goes too."""
    if not boxes or not under:
        return np.zeros(len(boxes), bool)
    own, other = np.array(boxes, np.int64)[:, None], np.array(under, np.int64)[None]
    sides = np.minimum(own[..., 2:], other[..., 2:]) - np.maximum(own[..., :2], other[..., :2])
    area = (own[..., 2:] - own[..., :2]).prod(axis=2)
    return np.asarray((sides.clip(0).prod(axis=2) > _MOSTLY * area).any(axis=1))


def _with_labels(words: tuple[Word, ...], marks: list[Mark]) -> tuple[Word, ...]:
    """Return *words* with each label after the word to its left, else before the one to its right, else at the end."""
    placed = list(words)
    for mark in marks:
        if not mark.first or not mark.label:
            continue
        beside = [n for n, word in enumerate(placed) if 2 * _overlap(word.box, mark.box) > word.box[3] - word.box[1]]
        before = [n for n in beside if placed[n].box[0] < mark.box[0]]
        place = before[-1] + 1 if before else beside[0] if beside else len(placed)
        near = placed[place - 1] if before else placed[place] if beside else None
        placed.insert(place, Word(mark.label, mark.box, 100.0, near.line if near else (0, 0, -place)))
    return tuple(placed)


def _overlap(a: Box, b: Box) -> int:
    return min(a[3], b[3]) - max(a[1], b[1])

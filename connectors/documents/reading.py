"""A text that stands on a page, with the box of each of its characters, whoever read it: the PDF's own layer or tesseract."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

__all__ = ["NOWHERE", "Box", "Boxes", "Reading", "Word", "joined", "of_words", "squeezed", "strips"]

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels of the page's picture; the last two are just outside."""
Boxes = NDArray[np.int32]
NOWHERE: Box = (-1, -1, -1, -1)
"""The box of a character that nothing on the page shows: a line's end, a space made up."""

_NOT_WORD = re.compile(r"[\W_]+")
_SOFT = "\u00ad"


@dataclass(frozen=True, slots=True)
class Word:
    """A word that tesseract saw: how sure it is (0 to 100), and which block, paragraph and line it stands in."""

    text: str
    box: Box
    sure: float
    line: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and, character by character, where it stands on the page."""

    text: str
    boxes: Boxes


def squeezed(text: str) -> str:
    """Return the letters and digits of *text* in lower case: what two readings of one value share.

    >>> squeezed("(406) 555-0142")
    '4065550142'
    """
    return _NOT_WORD.sub("", text.casefold())


def of_words(words: Iterable[Word]) -> Reading:
    """Return *words* as one text: a space between two of a line, a line feed between lines, an empty line between blocks.

    A word parted by a hyphen at a line's end is joined by a soft hyphen, which detectors read across.
    """
    pieces: list[tuple[str, Box]] = []
    for line in _lines(words):
        if pieces:
            pieces.append(("\n", NOWHERE))
        for word in line:
            pieces += [(word.text, word.box), (" ", NOWHERE)]
        pieces.pop()
    return joined((char, box) for text, box in pieces for char in text)


def joined(chars: Iterable[tuple[str, Box]]) -> Reading:
    """Return the reading of *chars*, hyphens at a line's end made soft where a word goes on in the next."""
    kept = list(chars)
    shown = "".join(char for char, _ in kept)
    # A hyphen between a letter and a small letter on the next line. False friend: "city-\nowned", read as one word.
    breaks = {
        match.start(1): match.end() for match in re.finditer(r"(?<=[^\W\d_])([-\u2010\u00ad]) ?\r?\n(?=[a-z])", shown)
    }
    left = {gone for start, end in breaks.items() for gone in range(start + 1, end)}
    pairs = [(_SOFT if n in breaks else char, box) for n, (char, box) in enumerate(kept) if n not in left]
    boxes = np.array([box for _, box in pairs], np.int32).reshape(-1, 4)
    return Reading("".join(char for char, _ in pairs), boxes)


def strips(boxes: Boxes) -> Iterator[Box]:
    """Yield boxes that together cover *boxes*: one for each stretch of characters that stand side by side."""
    places = [tuple(map(int, box)) for box in boxes if box[0] >= 0]
    strip: Box | None = None
    last: Box | None = None
    for box in places:
        place: Box = (box[0], box[1], box[2], box[3])
        if strip is not None and last is not None and _beside(last, place):
            strip = _union(strip, place)
        else:
            if strip is not None:
                yield strip
            strip = place
        last = place
    if strip is not None:
        yield strip


def _lines(words: Iterable[Word]) -> Iterator[list[Word]]:
    for _, line in groupby(words, key=lambda word: word.line):
        yield list(line)


def _beside(a: Box, b: Box) -> bool:
    """Say whether two characters stand side by side on one line, be it level or upright; a gap may be two spaces wide."""
    for low, high in ((1, 0), (0, 1)):
        shared = min(a[low + 2], b[low + 2]) - max(a[low], b[low])
        height = min(a[low + 2] - a[low], b[low + 2] - b[low])
        gap = max(a[high], b[high]) - min(a[high + 2], b[high + 2])
        if 2 * shared >= height and gap <= max(a[low + 2] - a[low], b[low + 2] - b[low]):
            return True
    return False


def _union(a: Box, b: Box) -> Box:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))

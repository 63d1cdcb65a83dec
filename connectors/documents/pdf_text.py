"""Every character that a PDF page holds, by pdfium's own index, with its box in the page's picture, whether it shows or not.

What is outside the page, under a box, white, or drawn with no ink is text like any other. Boxes come through pdfium's own
mapping from page to picture, so turned pages and pages that do not start at zero are right.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray
from PIL import Image

from connectors.documents.reading import NOWHERE, Box, Reading, joined, squeezed

__all__ = ["Parted", "is_sound", "parted", "text_of"]

_SURROGATES = range(0xD800, 0xE000)
_HYPHEN = "\x02"
"""What pdfium gives for a hyphen and the line's end after it."""
_NO_TEXT = frozenset({0, 0xFFFE, 0xFFFF})
_GAP = 2.0
"""Heights of a letter: a wider gap on one line parts two columns, which a tab says."""
_FLAT = 8
"""Grays that a patch without any ink may differ by."""
_HALF = 128
_SHORTEST = 3
"""Letters and figures of a hidden word that is worth a notice; shorter ones are scanned as well."""
_WORD = re.compile(r"\S+")
_SOUND = 0.95


def text_of(page: Any, text_page: Any, size: tuple[int, int]) -> Reading:
    """Return the text of *page* with boxes in its picture of *size*."""
    return joined(_tabbed(list(_chars(page, text_page, size))))


def is_sound(text_page: Any) -> bool:
    """Say whether the page's fonts say which letters they show: no private, missing or replacement characters to speak of."""
    count = pdfium.FPDFText_CountChars(text_page)
    codes = [pdfium.FPDFText_GetUnicode(text_page, n) for n in range(count)]
    wrong = sum(
        code in _NO_TEXT or code == 0xFFFD or 0xE000 <= code < 0xF900 or pdfium.FPDFText_HasUnicodeMapError(text_page, n) == 1  # noqa: PLR2004
        for n, code in enumerate(codes)
    )  # fmt: skip
    return bool(wrong <= (1 - _SOUND) * count)


@dataclass(frozen=True, slots=True)
class Parted:
    """What a page's text shows and what it hides: the lines with a word that the picture does not show, whole, as its context.

    ``boxed``: something is hidden under something dark; ``unseen``: something is hidden otherwise.
    """

    shown: Reading
    hidden: str
    boxed: bool
    unseen: bool


def parted(reading: Reading, picture: Image.Image) -> Parted:
    """Part *reading* into what *picture* shows and what it does not.

    A word is not shown where all of its patch has one colour, or is outside the picture. White text, text under a box, an
    image or a clip, and text of a layer that is off all come to that.
    """
    gray = np.asarray(picture.convert("L"))
    gone = np.zeros(len(reading.text), bool)
    boxed = unseen = False
    for word in _WORD.finditer(reading.text):
        tones = [_tone(gray, box) for box in reading.boxes[word.start() : word.end()]]
        if all(tone is not None for tone in tones):
            gone[word.start() : word.end()] = True
            dark = sum(tone < _HALF for tone in tones if tone is not None) * 2 > len(tones)
            told = len(squeezed(word[0])) >= _SHORTEST
            boxed, unseen = boxed or (told and dark), unseen or (told and not dark)
    if not gone.any():
        return Parted(reading, "", boxed=False, unseen=False)
    shown = "".join(char for char, off in zip(reading.text, gone, strict=True) if not off)
    return Parted(Reading(shown, reading.boxes[~gone]), "\n".join(_lines(reading.text, gone)), boxed, unseen)


def _lines(text: str, gone: NDArray[np.bool_]) -> Iterator[str]:
    start = 0
    for line in text.split("\n"):
        if gone[start : start + len(line)].any():
            yield line
        start += len(line) + 1


def _tone(gray: Any, box: Any) -> int | None:
    """Return the one gray of a patch, white for what is off the page, or None where something is drawn there."""
    left, top, right, bottom = (max(int(side), 0) for side in box)
    patch = gray[top:bottom, left:right]
    if not patch.size:
        return 255
    return int(patch[0, 0]) if int(patch.max()) - int(patch.min()) < _FLAT else None


def _chars(page: Any, text_page: Any, size: tuple[int, int]) -> Iterator[tuple[str, Box]]:
    high = 0
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004  # the first half of a pair
            high = code
            continue
        if code in _SURROGATES and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        char = "\ufffd" if code in _NO_TEXT or code in _SURROGATES else chr(code)
        if char == _HYPHEN:
            yield from (("-", _box(page, text_page, index, size)), ("\n", NOWHERE))
        elif char != "\r":
            yield char, NOWHERE if char.isspace() else _box(page, text_page, index, size)


def _box(page: Any, text_page: Any, index: int, size: tuple[int, int]) -> Box:
    """Return the union of what the font says a character may cover and what its outline does cover."""
    sides = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(text_page, index, *sides)  # left, right, bottom, top
    left, right, bottom, top = (side.value for side in sides)
    loose = pdfium.FS_RECTF()
    if pdfium.FPDFText_GetLooseCharBox(text_page, index, loose):
        left, right = min(left, loose.left), max(right, loose.right)
        bottom, top = min(bottom, loose.bottom), max(top, loose.top)
    corners = [_place(page, size, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    inside = max(xs) >= 0 and max(ys) >= 0 and min(xs) < size[0] and min(ys) < size[1]
    return (max(min(xs), 0), max(min(ys), 0), max(xs) + 1, max(ys) + 1) if inside else NOWHERE


def _place(page: Any, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, size[0], size[1], 0, x, y, across, down)
    return across.value, down.value


def _tabbed(chars: list[tuple[str, Box]]) -> Iterator[tuple[str, Box]]:
    """Yield *chars* with a tab for a space that is as wide as the gutter between two columns of a table."""
    for place, (char, box) in enumerate(chars):
        if char == " " and 0 < place < len(chars) - 1:
            before, after = chars[place - 1][1], chars[place + 1][1]
            if min(before[0], after[0]) >= 0 and after[0] - before[2] > _GAP * (before[3] - before[1]):
                yield "\t", box
                continue
        yield char, box

"""What words stand in a picture, as tesseract reads them, at the picture's own resolution or a second one."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

from PIL import Image

from connectors.documents.reading import Box, Word, squeezed
from connectors.documents.sandbox import go_on
from connectors.documents.tesseract import RESOLUTIONS, ask, program

__all__ = ["SURE", "Way", "available", "is_legible", "read_somehow", "words_of"]

SURE = 60.0
"""How sure tesseract must be of its words, on average, for a page to count as read (of 100)."""
_FEWEST = 2
_COLUMNS = 12
_TURNS = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
_WORD = "5"
"""The level of a row of tesseract's table that is a word."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a picture is read: turned against the clock by so many quarters, and as columns of text or as words here and there."""

    quarters: int = 0
    sparse: bool = False


_WAYS = (Way(), Way(sparse=True), Way(1), Way(2), Way(3))


def available() -> bool:
    """Say whether pictures can be read here at all."""
    return program() != ""


def words_of(picture: Image.Image, way: Way, *, again: bool = False) -> tuple[Word, ...]:
    """Return the words of *picture* read in that *way*, with their boxes in it as it lies.

    *again* reads it half as large again: two readings err in different places.
    """
    gray = picture.convert("L")
    if way.quarters:
        gray = gray.transpose(_TURNS[way.quarters - 1])
    scale = RESOLUTIONS[again] / RESOLUTIONS[0]
    if again:
        gray = gray.resize((round(gray.width * scale), round(gray.height * scale)), Image.Resampling.BICUBIC)
    out = io.BytesIO()
    gray.save(out, "PPM")
    rows = ask(out.getvalue(), RESOLUTIONS[again], sparse=way.sparse).decode("utf-8", "replace").split("\n")[1:]
    go_on()  # a page may be read a dozen times; each reading has its own time, on a busy machine too
    found = (_word(row.split("\t"), scale) for row in rows)
    return tuple(_back(word, way.quarters, picture.size) for word in found if word is not None)


def is_legible(words: tuple[Word, ...]) -> bool:
    """Say whether *words* are text that was read, rather than what tesseract makes of a photograph."""
    solid = [word for word in words if len(squeezed(word.text)) > 1]
    if len(solid) < _FEWEST:
        return False
    weight = sum(len(word.text) for word in solid)
    return sum(word.sure * len(word.text) for word in solid) / weight >= SURE


def read_somehow(picture: Image.Image) -> tuple[tuple[Word, ...], Way]:
    """Return the words of *picture* and the way in which they could be read; the plain way where none succeeds."""
    for way in _WAYS:
        words = words_of(picture, way)
        if is_legible(words):
            return words, way
    return words_of(picture, Way()), Way()


def _word(row: list[str], scale: float) -> Word | None:
    if len(row) != _COLUMNS or row[0] != _WORD or not row[-1].strip():
        return None
    left, top, width, height = map(int, row[6:10])
    box = (int(left / scale), int(top / scale), math.ceil((left + width) / scale), math.ceil((top + height) / scale))
    return Word(row[-1].strip(), box, float(row[10]), (int(row[2]), int(row[3]), int(row[4])))


def _back(word: Word, quarters: int, size: tuple[int, int]) -> Word:
    """Return *word* with its box in the picture before it was turned against the clock by *quarters*."""
    width, height = size
    left, top, right, bottom = word.box
    boxes: dict[int, Box] = {
        0: word.box,
        1: (width - bottom, left, width - top, right),
        2: (width - right, height - bottom, width - left, height - top),
        3: (top, height - right, bottom, height - left),
    }
    return Word(word.text, boxes[quarters], word.sure, word.line)

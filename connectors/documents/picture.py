"""A page is a picture of gray: boxes are burnt into its pixels, solid and labelled, and it is encoded anew from pixels alone.

A page of text becomes black and white, which G4 packs to a tenth; a page with tones keeps sixteen or, where smaller, JPEG.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from connectors.documents.reading import Box

__all__ = ["Mark", "Packed", "burnt", "is_blank", "is_photograph", "packed", "settled", "widened"]

_INK = 176
"""Grays below this become black: light gray print must stay, and pale shading of a table row must go."""
_BLOCK = 16
_TONED = 0.5
"""Share of a block's pixels that are neither dark nor light from which the block is a tone, not the soft edge of a letter."""
_FEW_TONES = 12
_DARK, _LIGHT = 48, 208
_MUCH_TONE, _MANY_WORDS = 0.3, 30
_SIXTEEN = np.uint8(16)
_PAD = 2
_STEP = 300
"""Boxes are as wide as a multiple of this (an inch and a half, most names), where the paper beside them is blank (row D11)."""
_BLANK = 12
_MARGIN = 8
"""Grays that blank paper may differ by, and pixels to leave between a box and the next word."""
_SMALLEST, _LARGEST = 7, 36


@dataclass(frozen=True, slots=True)
class Mark:
    """A box to be burnt and its label, if it has one; the first box of a value also puts its label into the page's text."""

    box: Box
    label: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Packed:
    """The encoded pixels of a page: G4, JPEG or deflated sixteen grays (four bits each, rows padded to a byte)."""

    kind: str
    content: bytes
    size: tuple[int, int]


def settled(gray: Image.Image) -> Image.Image:
    """Return the picture as it will be shown: two tones where it is text, else sixteen. Whoever reads it reads this one."""
    pixels = np.asarray(gray.convert("L"))
    if _toned(pixels).sum() <= _FEW_TONES:
        return Image.fromarray(np.where(pixels < _INK, np.uint8(0), np.uint8(255)))
    return Image.fromarray((pixels // _SIXTEEN) * np.uint8(17))


def is_photograph(gray: Image.Image, words: int) -> bool:
    """Say whether the picture is mostly tones with few *words* on them: what is in it nobody here can tell."""
    toned = _toned(np.asarray(gray.convert("L")))
    return toned.size > 0 and toned.mean() > _MUCH_TONE and words < _MANY_WORDS


def is_blank(gray: Image.Image) -> bool:
    """Say whether nothing at all is drawn."""
    low, high = gray.convert("L").getextrema()
    return high == low  # one tone


def _toned(pixels: np.ndarray) -> np.ndarray:
    """Say of each block whether it is a tone: part of a photograph, or shaded dark enough to matter."""
    height, width = (side // _BLOCK * _BLOCK for side in pixels.shape)
    middle = (pixels[:height, :width] > _DARK) & (pixels[:height, :width] < _LIGHT)
    blocks = middle.reshape(height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK).mean(axis=(1, 3))
    return np.asarray(blocks > _TONED)


def burnt(picture: Image.Image, marks: Iterable[Mark], *, blank: bool = False) -> Image.Image:
    """Return *picture* with every mark filled: black with a white label, or white alone where *blank*."""
    copy = picture.copy()
    boxes = [Mark(_padded(mark.box, copy.size), mark.label) for mark in marks]
    draw = ImageDraw.Draw(copy)
    for mark in boxes:
        left, top, right, bottom = mark.box
        if right > left and bottom > top:
            draw.rectangle((left, top, right - 1, bottom - 1), fill="white" if blank else "black")
    for mark in () if blank else boxes:
        _label(copy, mark)
    return copy


def _padded(box: Box, size: tuple[int, int]) -> Box:
    left, top, right, bottom = box
    return (max(left - _PAD, 0), max(top - _PAD, 0), min(right + _PAD, size[0]), min(bottom + _PAD, size[1]))


def _label(picture: Image.Image, mark: Mark) -> None:
    """Write the label inside its box, as large as fits; a box too small for it stays plain."""
    width, height = mark.box[2] - mark.box[0], mark.box[3] - mark.box[1]
    text = mark.label
    size = min(_LARGEST, height - 1)
    while text and size >= _SMALLEST:
        font = ImageFont.load_default(size)
        left, top, right, bottom = font.getbbox(text)
        if right - left <= width - 2 and bottom - top <= height - 2:
            place = (mark.box[0] + (width - right - left) // 2, mark.box[1] + (height - bottom - top) // 2)
            draw = ImageDraw.Draw(picture)
            draw.fontmode = "1"  # no soft edges: a page of two tones stays one
            draw.text(place, text, fill="white", font=font)
            return
        size = min(size - 1, int(size * min((width - 2) / (right - left), (height - 2) / (bottom - top))))


def widened(picture: Image.Image, box: Box) -> Box:
    """Return *box* drawn out to the right, over blank paper only, to the next step of width, so that it tells less of its text."""
    left, top, right, bottom = _padded(box, picture.size)
    wanted = min(left + -(-(right - left) // _STEP) * _STEP, picture.width)
    strip = np.asarray(picture.convert("L").crop((right, top, wanted + _PAD, bottom)))
    if not strip.size:
        return box
    inked = np.flatnonzero(strip.max(axis=0) - strip.min(axis=0) > _BLANK)
    return (
        box[0],
        box[1],
        max(box[2], right - _PAD + (int(inked[0]) - _MARGIN if inked.size else wanted - right)),
        box[3],
    )


def packed(picture: Image.Image) -> Packed:
    """Return the pixels of a settled and burnt picture, encoded by whichever way is smallest for its kind."""
    pixels = np.asarray(picture)
    if not ((pixels > 0) & (pixels < 255)).any():  # noqa: PLR2004  # black and white
        return Packed("g4", _g4(picture), picture.size)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=75, optimize=True)
    jpeg = Packed("jpeg", out.getvalue(), picture.size)
    sixteen = Packed("sixteen", _nibbles(pixels), picture.size)
    return min(jpeg, sixteen, key=lambda each: len(each.content))


def _nibbles(pixels: np.ndarray) -> bytes:
    """Return the sixteen grays of *pixels* two in a byte, each row a whole number of bytes, deflated."""
    levels = pixels // np.uint8(17)
    if levels.shape[1] % 2:
        levels = np.pad(levels, ((0, 0), (0, 1)))
    return zlib.compress(((levels[:, ::2] << 4) | levels[:, 1::2]).astype(np.uint8).tobytes(), 9)


def _g4(picture: Image.Image) -> bytes:
    """Return the one strip of a TIFF file that Pillow writes in CCITT Group 4 (ITU-T T.6)."""
    out = io.BytesIO()
    picture.convert("1", dither=Image.Dither.NONE).save(
        out, "TIFF", compression="group4", tiffinfo={278: picture.height}
    )
    with Image.open(io.BytesIO(out.getvalue())) as tiff:
        tags = tiff.tag_v2  # type: ignore[attr-defined]  # of a TIFF image
        (start,), (length,) = tags[273], tags[279]
    return out.getvalue()[start : start + length]

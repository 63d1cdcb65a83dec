"""A picture file is read by tesseract and rebuilt from pixels alone, with solid boxes burnt in; what cannot be read is withheld.

PNG, GIF, BMP and WebP come out as PNG, JPEG and HEIC as JPEG, TIFF as TIFF with all its pages. Properties, positions, comments, profiles,
thumbnails, second pictures and bytes after the end are never copied; what of them is text is scanned.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from PIL import ExifTags, Image, ImageDraw, ImageFont, ImageOps, UnidentifiedImageError

from connectors.documents.ahead import ahead
from connectors.documents.clean import Secrets, cleaned, marks_of
from connectors.documents.contract import Document
from connectors.documents.decode import decode
from connectors.documents.left_out import leave_out
from connectors.documents.magic import is_heic
from connectors.documents.pdf_write import NOTICE
from connectors.documents.picture import Mark, settled
from connectors.documents.sandbox import go_on
from connectors.documents.sheet import Sheet, judged
from records.boundary import attempt
from records.errors import Reason, Unreadable
from records.record import Field, Shape, Withheld
from records.settings import Limits

__all__ = ["read", "rebuild"]

try:  # libheif is a library of its own (LGPL), so whoever wants it installs it
    from pi_heif import register_heif_opener
except ImportError:
    _HEIC: tuple[str, ...] = ()
else:
    register_heif_opener()
    _HEIC = ("HEIF",)

_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP", *_HEIC)
_MOST_PIXELS = 40_000_000
_SMALL = 1_600
"""Pixels of the longer side up to which a picture is a screen's, whose letters tesseract reads better at twice the size."""
_COLOURED, _COLOURFUL = 40, 0.002
_TEXTS_OF = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, ExifTags.IFD.IFD1)
_LONGEST_TAG = 100_000
_NOTICE_SIZE = (1_000, 300)


@dataclass(frozen=True, slots=True)
class _Carrier:
    kind: str
    content: bytes
    sheets: tuple[Sheet, ...]


def read(content: bytes, limits: Limits) -> Document:
    """Return the document of a picture; raise Unreadable where it is none, moves, is too large, or cannot be read for sure."""
    with _opened(content) as image:
        kind, count = str(image.format), int(getattr(image, "n_frames", 1))
        if count > 1 and kind not in {"TIFF", "MPO"}:
            raise Unreadable(Reason.UNSUPPORTED)  # a film
        if count > limits.pages:
            raise Unreadable(Reason.TOO_LARGE)
        sheets = tuple(ahead(_readings(image, count if kind == "TIFF" else 1)))
        told = tuple(dict.fromkeys(_told(image)))
    reasons = Counter(sheet.reason for sheet in sheets)
    if not reasons[None]:
        raise Unreadable(next(reason for reason in reasons if reason is not None))
    return Document((*_fields(sheets), *told), tuple(_withheld(sheets, kind, count)), _Carrier(kind, content, sheets))


def rebuild(document: Document, texts: tuple[str, ...]) -> bytes:
    """Return a new picture with what *texts* cover burnt out; a page on which a value stays readable is left out.

    Raises Unreadable where no page is left.
    """
    carrier: _Carrier = document.carrier
    secrets = Secrets((field.text, text) for field, text in zip(document.fields, texts, strict=True) if field.released)
    frames: list[Image.Image] = []
    flaws: list[Reason | None] = []
    with _opened(carrier.content) as image:
        for sheet, frame in zip(carrier.sheets, ahead(_burnings(image, carrier.sheets, texts, secrets)), strict=True):
            flaws.append(frame if isinstance(frame, Reason) else None)
            if isinstance(frame, Reason) and sheet.reason is None:
                leave_out(f"page {len(flaws)}", frame)
            frames.append(_notice(len(flaws), frame) if isinstance(frame, Reason) else frame)
            go_on()
    if None not in flaws:
        raise Unreadable(Reason.NOT_REBUILT)
    return _saved(frames, carrier.kind)


def _burnings(
    image: Image.Image, sheets: tuple[Sheet, ...], texts: tuple[str, ...], secrets: Secrets
) -> Iterator[Callable[[], Image.Image | Reason]]:
    """Yield the work on each page's copy; its file is read here, one page after the other."""
    rest = iter(texts)
    for number, sheet in enumerate(sheets):
        marks = [mark for _, reading in sheet.readings for mark in marks_of(reading, next(rest))]
        picture = attempt(partial(_frame, image, number)) if sheet.reason is None else sheet.reason
        yield partial(_burnt, picture, sheet, marks, secrets)


def _burnt(picture: Image.Image | Reason, sheet: Sheet, marks: list[Mark], secrets: Secrets) -> Image.Image | Reason:
    if isinstance(picture, Reason):
        return picture
    page = attempt(lambda: cleaned(picture, sheet, marks, secrets))
    return page if isinstance(page, Reason) else page.picture


def _opened(content: bytes) -> Image.Image:
    if is_heic(content, "") and not _HEIC:
        raise Unreadable(Reason.UNSUPPORTED)
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        image = Image.open(io.BytesIO(content), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise Unreadable(Reason.TOO_LARGE) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise Unreadable(Reason.UNREADABLE) from None
    return image


def _readings(image: Image.Image, count: int) -> Iterator[Callable[[], Sheet]]:
    for number in range(count):
        yield partial(_judged, attempt(partial(_frame, image, number)))


def _judged(picture: Image.Image | Reason) -> Sheet:
    found = picture if isinstance(picture, Reason) else attempt(lambda: judged(picture, None))
    return Sheet(found, ()) if isinstance(found, Reason) else found


def _frame(image: Image.Image, number: int) -> Image.Image:
    """Return the pixels of one page as they will be shown: upright, on white, gray where there is no colour."""
    try:
        image.seek(number)
        if image.width * image.height > _MOST_PIXELS or min(image.size) <= 0:
            raise Unreadable(Reason.TOO_LARGE)
        plain = _plain(ImageOps.exif_transpose(image))
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        raise Unreadable(Reason.UNREADABLE) from None
    if max(plain.size) < _SMALL:
        plain = plain.resize((plain.width * 2, plain.height * 2), Image.Resampling.BICUBIC)
    return plain if plain.mode == "RGB" else settled(plain)


def _plain(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # sixteen bits and more
        values = np.asarray(image, np.float64)
        return Image.fromarray((values / max(values.max(), 1) * 255).astype(np.uint8))
    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    colours = image.convert("RGB")
    channels = np.asarray(colours).astype(np.int16)
    coloured = (channels.max(axis=2) - channels.min(axis=2) > _COLOURED).mean() > _COLOURFUL
    return colours if coloured else image.convert("L")


def _fields(sheets: tuple[Sheet, ...]) -> Iterator[Field]:
    for number, sheet in enumerate(sheets, 1):
        released = sheet.reason is None
        where = f"page {number} picture" + ("" if released else " (not released)")
        yield from (Field(k, r.text, Shape.PROSE, where, 0, released=released) for k, r in sheet.readings)


def _withheld(sheets: tuple[Sheet, ...], kind: str, count: int) -> Iterator[Withheld]:
    for number, sheet in enumerate(sheets, 1):
        if sheet.reason is not None:
            yield Withheld("", "", f"page {number}", sheet.reason)
    if kind == "MPO" and count > 1:
        yield Withheld("", "", "second picture in the file", Reason.UNSUPPORTED)


def _told(image: Image.Image) -> Iterator[Field]:
    """Yield what the file says beside its pixels: text chunks, comments, EXIF of every kind, XMP."""
    with suppress(OSError, ValueError, SyntaxError, EOFError):
        image.seek(0)
        image.load()
    pairs = [(str(key), value) for key, value in image.info.items()]
    with suppress(OSError, ValueError, SyntaxError, KeyError, TypeError):
        exif = image.getexif()
        pairs += [(ExifTags.TAGS.get(tag, "tag"), value) for tag, value in exif.items()]
        for directory in _TEXTS_OF:
            pairs += [(ExifTags.TAGS.get(tag, "tag"), value) for tag, value in exif.get_ifd(directory).items()]
    for name, value in pairs:
        text = _text(value)
        if sum(char.isalnum() for char in text) > 1 and name not in {"exif", "icc_profile", "photoshop"}:
            yield Field(name, text, Shape.CELL, "picture property (not released)", 0, released=False)


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        text = decode(value[:_LONGEST_TAG].removeprefix(b"ASCII\0\0\0").replace(b"\0", b""))[0]
        return text if sum(char.isprintable() or char.isspace() for char in text) > 0.9 * len(text) else ""
    return str(value)[:_LONGEST_TAG] if isinstance(value, str) else ""


def _notice(number: int, reason: Reason) -> Image.Image:
    page = Image.new("L", _NOTICE_SIZE, 255)
    ImageDraw.Draw(page).text((40, 100), NOTICE.format(number, reason.value), fill=0, font=ImageFont.load_default(24))
    return page


def _saved(frames: list[Image.Image], kind: str) -> bytes:
    out = io.BytesIO()
    if kind in {"JPEG", "MPO", "HEIF"}:
        frames[0].save(out, "JPEG", quality=85, optimize=True)
    elif kind == "TIFF":
        first, *rest = (_tight(frame) for frame in frames)
        first.save(out, "TIFF", save_all=True, append_images=rest, compression="tiff_adobe_deflate")
    else:
        _tight(frames[0]).save(out, "PNG", optimize=True)
    return out.getvalue()


def _tight(frame: Image.Image) -> Image.Image:
    """Return a picture of two tones as one bit a pixel."""
    pixels = np.asarray(frame)
    if frame.mode == "L" and not ((pixels > 0) & (pixels < 255)).any():  # noqa: PLR2004  # black and white
        return frame.convert("1", dither=Image.Dither.NONE)
    return frame

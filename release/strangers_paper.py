"""Opens staged PDFs and pictures with parsers other than those that wrote them, and reads their pixels once more.

A PDF goes through pypdf (pure Python; ours are written by qpdf): it may hold what a page of one picture and its words needs and
nothing else, in one version. What tesseract, where it is present, reads in the pictures is searched like any text. A picture file
may hold the parts that its pixels need and nothing else.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import pypdf
from PIL import Image, ImageSequence
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, IndirectObject, NameObject, TextStringObject

from connectors.documents.ahead import ahead
from connectors.documents.ocr import Way, available, words_of
from connectors.documents.reading import of_words
from records.errors import Unreadable, Unsafe

__all__ = ["PAPER", "PDF_NAME", "UNREAD", "PictureText", "beside_pixels", "is_paper", "paper_texts"]

PAPER = (".pdf", ".png", ".jpg", ".tif")
UNREAD = (PyPdfError, Unreadable)
_MAGICS = (b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_ALLOWED = frozenset(
    {
        "/Root", "/Size", "/ID",  # the trailer
        "/Type", "/Pages", "/Kids", "/Count", "/Parent", "/MediaBox", "/Resources", "/Contents", "/Font", "/F", "/XObject", "/P",
        "/Subtype", "/BaseFont", "/Encoding", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Filter", "/DecodeParms",
        "/K", "/Columns", "/Rows", "/BlackIs1", "/Length", "/W", "/Index", "/N", "/First", "/Predictor",
    }
)  # fmt: skip
_NAMES = frozenset(
    {
        "/Catalog", "/Pages", "/Page", "/Font", "/Type1", "/Courier", "/WinAnsiEncoding", "/XObject", "/Image", "/DeviceGray",
        "/CCITTFaxDecode", "/DCTDecode", "/FlateDecode", "/XRef", "/ObjStm",
    }
)  # fmt: skip
PDF_NAME = re.compile(r"/[A-Z][A-Za-z0-9]*")
"""The words that every PDF is made of, ours too: no value of anybody's, whoever is called Page."""
_STREAM = re.compile(rb"stream\r?\n.*?\nendstream", re.DOTALL)
_CHUNKS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
_MARKERS = frozenset({0xC0, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0, 0xD8, 0xD9})
"""Frames, tables, scans, the JFIF header, start and end (ITU-T T.81, table B.1)."""
_TAGS = frozenset(
    {254, 256, 257, 258, 259, 262, 273, 277, 278, 279, 282, 283, 284, 296, 317, 320, 338, 339, 530, 531, 532}
)
"""What a TIFF needs to show its pixels: sizes, compression, strips, colours (TIFF 6.0)."""
_REFUSED = "a staged picture or PDF holds more than its pixels and words; nothing was published"


class PictureText(str):
    """A text that was read in a picture: a letter of it may be wrong, so one word of it proves nothing."""

    __slots__ = ()


def is_paper(content: bytes) -> bool:
    """Say whether *content* is a PDF or a picture of a kind that we write."""
    return content.startswith(_MAGICS)


def paper_texts(content: bytes) -> Iterator[str]:
    """Yield the text layer of every page of a PDF, and as PictureText what tesseract reads in every page or picture, if it is there.

    Raises Unsafe where a PDF or a picture holds what ours never do.
    """
    if content.startswith(b"%PDF-"):
        yield from _pdf_texts(content)
    else:
        _only_pixels(content)
    if available():
        for words in ahead(partial(words_of, picture, Way()) for picture in _pictures(content)):
            yield PictureText(of_words(words).text)


def beside_pixels(content: bytes) -> str:
    """Return the bytes of a PDF that are no stream, less its names: compressed pixels hold every short word somewhere."""
    return PDF_NAME.sub("|", _STREAM.sub(b"", content).decode("latin-1")) if content.startswith(b"%PDF-") else ""


def _pdf_texts(content: bytes) -> Iterator[str]:
    reader = pypdf.PdfReader(io.BytesIO(content), strict=True)
    if content.count(b"startxref") != 1 or content.count(b"%%EOF") != 1 or reader.is_encrypted:
        raise Unsafe(_REFUSED)
    _only_known(reader.trailer, 0)
    for number in range(1, int(str(reader.trailer["/Size"]))):  # referred to or not
        _only_known(reader.get_object(IndirectObject(number, 0, reader)), 0)
    for page in reader.pages:
        yield page.extract_text()


def _only_known(each: Any, depth: int) -> None:
    """Refuse a key, a name or a string that no page of ours has; objects with a number are looked at by themselves."""
    if depth and isinstance(each, IndirectObject):
        return
    if isinstance(each, DictionaryObject):
        if not set(each) <= _ALLOWED:
            raise Unsafe(_REFUSED)
        for key in set(each) - {"/ID"}:
            _only_known(each.raw_get(key), depth + 1)
    elif isinstance(each, NameObject | TextStringObject | ByteStringObject):
        if each not in _NAMES:
            raise Unsafe(_REFUSED)
    elif isinstance(each, ArrayObject):
        for item in each:
            _only_known(item, depth + 1)


def _pictures(content: bytes) -> Iterator[Image.Image]:
    if not content.startswith(b"%PDF-"):
        with Image.open(io.BytesIO(content)) as image:
            yield from (frame.convert("L") for frame in ImageSequence.Iterator(image))
        return
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        yield from (each.image.convert("L") for each in page.images if each.image is not None)


def _only_pixels(content: bytes) -> None:
    """Refuse a picture with a part that its pixels do not need, or with anything after its end."""
    if content.startswith(b"\x89PNG"):
        clean = _png_parts(content) <= _CHUNKS and content.endswith(b"IEND\xaeB`\x82")
    elif content.startswith(b"\xff\xd8"):
        clean = _jpeg_parts(content) <= _MARKERS and content.endswith(b"\xff\xd9") and b"\xff\xd9" not in content[:-2]
    else:
        with Image.open(io.BytesIO(content)) as image:
            clean = all(set(frame.tag_v2) <= _TAGS for frame in ImageSequence.Iterator(image))  # type: ignore[attr-defined]
    if not clean:
        raise Unsafe(_REFUSED)


def _png_parts(content: bytes) -> set[bytes]:
    place, parts = 8, set()
    while place + 8 <= len(content):
        parts.add(content[place + 4 : place + 8])
        place += 12 + int.from_bytes(content[place : place + 4])
    return parts if place == len(content) else {b"more"}


def _jpeg_parts(content: bytes) -> set[int]:
    """Return the markers of a JPEG; within a scan 0xFF is followed by 0 or by a restart, which are no parts."""
    place, parts = 2, set()
    while place + 4 <= len(content):
        if content[place] != 0xFF or content[place + 1] in {0, *range(0xD0, 0xD8)}:  # noqa: PLR2004  # ITU-T T.81, B.1.1
            place += 1 if content[place] != 0xFF else 2  # noqa: PLR2004
            continue
        parts.add(content[place + 1])
        place += 2 + (int.from_bytes(content[place + 2 : place + 4]) if content[place + 1] != 0xD9 else 0)  # noqa: PLR2004
    return parts

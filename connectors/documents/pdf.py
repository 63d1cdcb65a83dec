"""A PDF is read page by page, by its text and by its picture, and rebuilt from pictures alone with boxes burnt into their pixels.

Forms and comments are flattened first, so that what they show is text like any other. The new text layer is what can be read in
the burnt picture. Of the original file nothing is copied, neither an object nor a text: older boxes may have text under them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from connectors.documents.ahead import ahead
from connectors.documents.clean import Secrets, cleaned, marks_of
from connectors.documents.contract import Document
from connectors.documents.left_out import leave_out
from connectors.documents.pdf_asides import asides
from connectors.documents.pdf_objects import draws
from connectors.documents.pdf_text import Parted, is_sound, parted, text_of
from connectors.documents.pdf_write import Paper
from connectors.documents.picture import Mark, Packed, packed, settled
from connectors.documents.reading import Word
from connectors.documents.sandbox import go_on
from connectors.documents.sheet import Layer, Sheet, judged
from records.boundary import attempt
from records.errors import Reason, Unreadable
from records.record import Field, Shape, Withheld
from records.settings import Limits

__all__ = ["read", "rebuild"]

_RESOLUTION, _FINEST, _COARSEST = 200.0, 400.0, 100.0
"""Dots per inch: what pages are shown at, the most for a small one, and the least at which a very large one may be shown instead."""
_WIDE = 1_650
"""Pixels that the shorter side of a page has at least, as far as its finest resolution gives them."""
_MOST_PIXELS = 40_000_000
_LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
_SIZE = (612.0, 792.0)
"""Points of the page that stands for one whose size nobody can tell: a letter."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One page as pdfium gives it: its picture, its size in points, what it shows and hides, and the text it brings along."""

    picture: Image.Image
    size: tuple[float, float]
    text: Parted
    layer: Layer


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One page as read: how it was judged, its size in points, what it hides, and which field its first reading became."""

    sheet: Sheet
    size: tuple[float, float]
    text: Parted | None = None
    first: int = 0


@dataclass(frozen=True, slots=True)
class _Clean:
    """One page of the copy, its resolution in dots per inch, and the words that can be read in it."""

    picture: Packed
    words: tuple[Word, ...]
    resolution: float


@dataclass(frozen=True, slots=True)
class _Carrier:
    content: bytes
    leaves: tuple[_Leaf, ...]


def read(content: bytes, limits: Limits) -> Document:
    """Return the document of a PDF; raise Unreadable where it is locked, broken, past the limits, or no page can be released."""
    fields: list[Field] = []
    withheld: list[Withheld] = []
    leaves: list[_Leaf] = []
    with _opened(content) as pdf:
        if not 0 < len(pdf) <= limits.pages:
            raise Unreadable(Reason.TOO_LARGE if len(pdf) else Reason.UNREADABLE)
        for number, leaf in enumerate(ahead(_readings(pdf))):
            leaves.append(_Leaf(leaf.sheet, leaf.size, first=len(fields)))
            fields += _fields(leaf, f"page {number + 1}")
            withheld += [Withheld("", "", f"page {number + 1}{what}", reason) for what, reason in _notices(leaf)]
            go_on()
    reasons = Counter(leaf.sheet.reason for leaf in leaves)
    if not reasons[None]:
        raise Unreadable(next(reason for reason in reasons if reason is not None))
    beside, left_out = asides(content)
    return Document((*fields, *beside), (*withheld, *left_out), _Carrier(content, tuple(leaves)))


def rebuild(document: Document, texts: tuple[str, ...]) -> bytes:
    """Return a new PDF with what *texts* cover burnt out; a page on which a value stays readable is left out.

    Raises Unreadable where no page is left.
    """
    carrier: _Carrier = document.carrier
    secrets = Secrets((field.text, text) for field, text in zip(document.fields, texts, strict=True) if field.released)
    paper = Paper()
    pages: list[_Clean | Reason] = []
    with _opened(carrier.content) as pdf:
        for leaf, page in zip(carrier.leaves, ahead(_burnings(pdf, carrier.leaves, texts, secrets)), strict=True):
            pages.append(page)
            if isinstance(page, Reason):
                paper.add_notice(len(pages), page, leaf.size)
                if leaf.sheet.reason is None:
                    leave_out(f"page {len(pages)}", page)
            else:
                paper.add(page.picture, page.words, page.resolution)
            go_on()
    if all(isinstance(page, Reason) for page in pages):
        raise Unreadable(Reason.NOT_REBUILT)
    return paper.content()


def _burnings(
    pdf: Any, leaves: tuple[_Leaf, ...], texts: tuple[str, ...], secrets: Secrets
) -> Iterator[Callable[[], _Clean | Reason]]:
    """Yield the work on each page's copy; pdfium, which knows no threads, is asked before."""
    for number, leaf in enumerate(leaves):
        own = enumerate(leaf.sheet.readings, leaf.first)
        marks = [mark for n, (_, reading) in own for mark in marks_of(reading, texts[n])]
        shown = attempt(partial(_shown, pdf, number)) if leaf.sheet.reason is None else leaf.sheet.reason
        yield partial(_burnt, shown, leaf.sheet, marks, secrets)


def _shown(pdf: Any, number: int) -> tuple[Image.Image, float]:
    with _page(pdf, number) as page:
        resolution = _resolution(page.get_size())
        return _picture(page, resolution), resolution


def _burnt(
    shown: tuple[Image.Image, float] | Reason, sheet: Sheet, marks: list[Mark], secrets: Secrets
) -> _Clean | Reason:
    if isinstance(shown, Reason):
        return shown
    page = attempt(lambda: cleaned(shown[0], sheet, marks, secrets))
    return page if isinstance(page, Reason) else _Clean(packed(page.picture), page.words, shown[1])


def _fields(leaf: _Leaf, place: str) -> Iterator[Field]:
    released = leaf.sheet.reason is None
    for number, (kind, reading) in enumerate(leaf.sheet.readings):
        where = (place if kind == "text" else f"{place} picture") + ("" if released else " (not released)")
        yield Field(kind, reading.text, Shape.PROSE, where, 0, released=released, again=number > 0)
    if leaf.text and leaf.text.hidden:
        yield Field(
            "hidden text", leaf.text.hidden, Shape.PROSE, f"{place} hidden text (not released)", 0, released=False
        )


def _readings(pdf: Any) -> Iterator[Callable[[], _Leaf]]:
    """Yield the work of reading each page; pdfium, which knows no threads, is asked before."""
    for number in range(len(pdf)):
        yield partial(_leaf, attempt(partial(_drawn, pdf, number)))


def _drawn(pdf: Any, number: int) -> _Drawn:
    with _page(pdf, number) as page:
        size = page.get_size()
        text_page = page.get_textpage()
        try:
            picture = _picture(page, _resolution(size))
            text = parted(text_of(page, text_page, picture.size), picture)
            layer = Layer(text.shown, is_sound(text_page) and not text.hidden, draws(page))
        finally:
            text_page.close()
    return _Drawn(picture, size, text, layer)


def _leaf(drawn: _Drawn | Reason) -> _Leaf:
    """Return one page as judged; what could not be drawn is a page without a text, what could not be read has its own at least."""
    if isinstance(drawn, Reason):
        return _Leaf(Sheet(drawn, ()), _SIZE)
    sheet = attempt(lambda: judged(drawn.picture, drawn.layer))
    if isinstance(sheet, Reason):
        sheet = Sheet(sheet, (("text", drawn.text.shown),))
    return _Leaf(sheet, drawn.size, drawn.text)


def _notices(leaf: _Leaf) -> Iterator[tuple[str, Reason]]:
    if leaf.text and leaf.text.boxed:
        yield " text under a box", Reason.BADLY_REDACTED
    if leaf.text and leaf.text.unseen:
        yield " hidden text", Reason.POLICY
    if leaf.sheet.reason is not None:
        yield "", leaf.sheet.reason


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in _LOCKED
        raise Unreadable(Reason.ENCRYPTED if locked else Reason.UNREADABLE) from None
    try:
        pdf.init_forms()
        yield pdf
    finally:
        pdf.close()


@contextmanager
def _page(pdf: Any, number: int) -> Iterator[Any]:
    """Give a page with its forms and comments flattened into it; flattening shows only when the page is loaded again."""
    try:
        page = pdf[number]
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        page = pdf[number]
    except pypdfium2.PdfiumError:
        raise Unreadable(Reason.UNREADABLE) from None
    try:
        yield page
    finally:
        page.close()


def _resolution(size: tuple[float, float]) -> float:
    """Return the dots per inch at which a page of *size* points is shown; raise Unreadable where it is too large or has no size."""
    area = size[0] * size[1] / 72**2
    if min(size) <= 0:
        raise Unreadable(Reason.UNREADABLE)
    fine = min(max(_RESOLUTION, 72 * _WIDE / min(size)), _FINEST)
    resolution = float(min(int(fine), int((_MOST_PIXELS / area) ** 0.5)))
    if resolution < _COARSEST:
        raise Unreadable(Reason.TOO_LARGE)
    return resolution


def _picture(page: Any, resolution: float) -> Image.Image:
    bitmap = page.render(scale=resolution / 72, grayscale=True, may_draw_forms=False)
    try:
        return settled(bitmap.to_pil())
    finally:
        bitmap.close()

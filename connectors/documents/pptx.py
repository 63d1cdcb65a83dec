"""A presentation is read slide by slide and rebuilt as a Word document of their texts; notes and what no audience sees is scanned only.

Each slide that is shown is one text, a line for each paragraph and for each row of a table. Scanned, not released and listed:
hidden slides and speaker's notes. Scanned only: hidden shapes and those beside the slide, comments, charts, alternative texts (W09).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from connectors.documents.contract import Document
from connectors.documents.docx_write import Line, written
from connectors.documents.embedded import with_embedded
from connectors.documents.ooxml import Package, asides, local, texts_of, told, tree
from records.errors import Reason, Unreadable
from records.record import Field, Shape, Withheld
from records.settings import Limits

__all__ = ["read", "rebuild"]

_DEEPEST = 60
_SHAPES = frozenset({"sp", "grpSp", "graphicFrame", "cxnSp", "pic"})
_OFF = frozenset({"0", "false"})
_TITLES = frozenset({"title", "ctrTitle"})


@dataclass(frozen=True, slots=True)
class _Slide:
    """One slide: what it shows, what it keeps from its audience, its notes, and whether it is shown at all."""

    lines: tuple[Line, ...]
    hidden: tuple[str, ...]
    notes: str
    is_shown: bool


def read(content: bytes, limits: Limits) -> Document:
    """Return the document of a presentation; raise Unreadable where it is none or cannot be read whole."""
    package = Package(content, limits)
    main = next((part for kind, part in package.related("").values() if kind == "officeDocument"), "")
    root = tree(package.part(main))
    if local(root) != "presentation":
        raise Unreadable(Reason.UNSUPPORTED)
    slides = tuple(_slides(package, main, root))
    fields: list[Field] = []
    kinds: list[tuple[int, tuple[str, ...]]] = []
    for number, slide in enumerate(slides, 1):
        if slide.is_shown and slide.lines:
            kinds.append((number, tuple(kind for kind, _ in slide.lines)))
            text = "\n".join(text for _, text in slide.lines)
            fields.append(Field("text", text, Shape.PROSE, f"slide {number}", number))
    for number, slide in enumerate(slides, 1):
        fields += _unreleased(number, slide)
    withheld = tuple(each for number, slide in enumerate(slides, 1) for each in _entries(number, slide))
    document = Document((*fields, *asides(package.rest())), withheld, tuple(kinds))
    return with_embedded(document, package)


def rebuild(document: Document, texts: tuple[str, ...]) -> bytes:
    """Return a new Word document with *texts* under a heading for each slide."""
    kinds: list[str] = []
    old: list[str] = []
    new: list[str] = []
    for (number, own), field, text in zip(document.carrier, document.fields, texts, strict=False):
        kinds += ("h1", *own)
        old += (f"Slide {number}", *field.text.split("\n"))
        new += (f"Slide {number}", *text.split("\n"))
    return written((("text", tuple(kinds), old, new),))


def _unreleased(number: int, slide: _Slide) -> Iterator[Field]:
    shown = [] if slide.is_shown else [text for _, text in slide.lines]
    for place, texts in ((f"slide {number} hidden", [*shown, *slide.hidden]), (f"slide {number} notes", [slide.notes])):
        text = "\n".join(dict.fromkeys(each for each in texts if each.strip()))
        if text:
            yield Field("hidden text", text, Shape.PROSE, f"{place} (not released)", number, released=False)


def _entries(number: int, slide: _Slide) -> Iterator[Withheld]:
    if not slide.is_shown:
        yield Withheld("", "", f"slide {number} whole", Reason.POLICY)
    if slide.notes.strip():
        yield Withheld("", "", f"slide {number} notes", Reason.POLICY)


def _slides(package: Package, main: str, root: Any) -> Iterator[_Slide]:
    related = package.related(main)
    size = next(root.iterfind("{*}sldSz"), None)
    bounds = tuple(int(size.get(each, "0")) for each in ("cx", "cy")) if size is not None else (0, 0)
    for each in root.iterfind("{*}sldIdLst/{*}sldId"):
        key = next((value for name, value in each.attrib.items() if name.endswith("}id")), "")
        kind, part = related.get(key, ("", ""))
        if kind != "slide":
            raise Unreadable(Reason.UNREADABLE)
        yield _slide(package, part, (bounds[0], bounds[1]))


def _slide(package: Package, part: str, bounds: tuple[int, int]) -> _Slide:
    root = tree(package.part(part))
    if local(root) != "sld":
        raise Unreadable(Reason.UNREADABLE)
    reading = _Reading(bounds)
    reading.shapes(root, 0)
    notes = [
        "\n".join(text for text in texts_of(tree(package.part(target))) if text.strip())
        for kind, target in package.related(part).values()
        if kind == "notesSlide"
    ]
    return _Slide(tuple(reading.lines), tuple(reading.hidden), "\n".join(notes), root.get("show", "1") not in _OFF)


class _Reading:
    """Walks the shapes of one slide in their order."""

    def __init__(self, bounds: tuple[int, int]) -> None:
        self.lines: list[Line] = []
        self.hidden: list[str] = []
        self._bounds = bounds

    def shapes(self, element: Any, depth: int) -> None:
        """Add the paragraphs and rows below *element*, and set aside what it hides."""
        if depth > _DEEPEST:
            raise Unreadable(Reason.TOO_DEEP)
        for each in element:
            name = local(each)
            if not name:
                self.hidden.append(each.text or "")
            elif name in _SHAPES and self._is_unseen(each):
                self.hidden.extend(texts_of(each))
            elif name == "p" and "drawingml" in each.tag:
                self._paragraph(each)
            elif name == "tr":
                self._row(each)
            elif name == "AlternateContent":
                self._alternative(each, depth)
            else:
                self.hidden.extend(told(each))
                self.shapes(each, depth + 1)

    def _alternative(self, element: Any, depth: int) -> None:
        first, *others = (each for each in element if local(each) in {"Choice", "Fallback"})
        self.shapes(first, depth + 1)
        for each in others:
            self.hidden.extend(texts_of(each))

    def _paragraph(self, paragraph: Any) -> None:
        text = _shown(paragraph)
        if text.strip():
            shape = next(paragraph.iterancestors("{*}sp"), None)
            holder = next(shape.iterfind("{*}nvSpPr/{*}nvPr/{*}ph"), None) if shape is not None else None
            is_title = holder is not None and holder.get("type") in _TITLES
            self.lines += (("h2" if is_title else "p", line) for line in text.split("\v"))
        for each in paragraph.iter():
            self.hidden.extend(told(each))

    def _row(self, row: Any) -> None:
        cells = (" ".join(filter(None, map(_shown, cell.iterfind(".//{*}p")))) for cell in row.iterfind("{*}tc"))
        self.lines.append(("row", "\t".join(cell.replace("\t", " ").replace("\v", " ") for cell in cells)))

    def _is_unseen(self, shape: Any) -> bool:
        """Say whether a shape is switched off, or lies wholly beside the slide (ECMA-376 part 1, 20.1.7.6)."""
        named = next((each for each in shape.iter() if local(each) == "cNvPr"), None)
        if named is not None and named.get("hidden", "0") not in _OFF:
            return True
        frame = next((each for each in shape.iter() if local(each) == "xfrm"), None)
        if frame is None or local(shape) == "grpSp" or not all(self._bounds):
            return False
        corner, size = (next((each for each in frame if local(each) == name), None) for name in ("off", "ext"))
        if corner is None or size is None:
            return False
        spans = ((corner.get("x"), size.get("cx")), (corner.get("y"), size.get("cy")))
        return any(
            int(start or 0) >= most or int(start or 0) + int(length or 0) <= 0
            for (start, length), most in zip(spans, self._bounds, strict=True)
        )


def _shown(paragraph: Any) -> str:
    """Return what a paragraph shows: its runs and fields joined, a vertical tab for a line break."""
    return "".join(map(_piece, paragraph.iter()))


def _piece(element: Any) -> str:
    name = local(element)
    if name == "t":
        return (element.text or "").replace("\t", " ").replace("\n", " ")
    return {"br": "\v", "tab": " "}.get(name, "")

"""What a PDF holds beside its pages is scanned and never released; what cannot be scanned is told of.

Every string of every object counts, referred to or not: properties, comments, form values, bookmarks, scripts, names of layers and
destinations, alternative texts, and the values of earlier versions that still have a number. Attached files are read by their own format.
"""

from __future__ import annotations

import io
import re
from contextlib import suppress
from typing import Any

import pikepdf

from connectors.documents import HEAD, recognise
from connectors.documents.contract import Document
from connectors.documents.decode import decode
from connectors.documents.ooxml import texts_of, tree
from records.boundary import attempt
from records.errors import Reason, Unreadable
from records.record import Field, Shape, Withheld

__all__ = ["asides"]

_DEEPEST = 40
_MOST_OBJECTS = 500_000
_MOST_CHARS = 4_000_000
_TEXTUAL = ("/JS", "/XFA", "/RC", "/RV", "/DS", "/Metadata")
"""Entries that are text, be it in a stream of its own."""
_DULL = frozenset(
    {
        "/ID", "/O", "/U", "/OE", "/UE", "/Perms", "/CheckSum", "/Registry", "/Ordering", "/Lang", "/DA", "/FontFamily", "/CharSet",
        "/ModDate", "/CreationDate", "/M", "/Panose", "/Contents/sig", "/Lookup", "/JavaScript",
    }
)  # fmt: skip
_HOLDERS = (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)
"""What a dull key holds in another place: /O is an owner's password, and what happens when a page opens."""
_MEDIA = frozenset({"/RichMedia", "/3D", "/Sound", "/Movie", "/Screen"})
_TELLS = re.compile(r"[^\W_]{2}")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]")
_FOREIGN = 0.1


def asides(content: bytes) -> tuple[tuple[Field, ...], tuple[Withheld, ...]]:
    """Return the texts beside the pages of a PDF, none of them released, and notices of what is left out."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return _Beside(pdf).told()
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, RuntimeError):
        return (), (Withheld("", "", "everything beside the pages", Reason.UNREADABLE),)


class _Beside:
    """Walks the objects of a PDF once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._texts: dict[str, None] = {}
        self._named: list[Field] = []
        self._files: list[Field] = []
        self._withheld: list[Withheld] = []
        self._counted: dict[str, int] = {}

    def told(self) -> tuple[tuple[Field, ...], tuple[Withheld, ...]]:
        for number, each in enumerate(self._pdf.objects):
            if number > _MOST_OBJECTS:
                self._tell("objects past the first half million", Reason.TOO_LARGE)
                break
            self._walk(each, 0)
        self._properties()
        text = "\n".join(self._texts)[:_MOST_CHARS]
        hidden = (
            [Field("hidden text", text, Shape.PROSE, "hidden text (not released)", 0, released=False)] if text else []
        )
        return (*self._named, *hidden, *self._files), tuple(self._withheld)

    def _properties(self) -> None:
        for key, value in self._pdf.docinfo.items():
            if isinstance(value, pikepdf.String) and key not in _DULL and str(value).strip():
                place = "document property (not released)"
                self._named.append(Field(str(key)[1:], str(value), Shape.CELL, place, 0, released=False))

    def _walk(self, each: Any, depth: int) -> None:
        if depth > _DEEPEST:
            self._tell("deeply nested objects", Reason.TOO_DEEP)
        elif isinstance(each, pikepdf.Array):
            for item in each:
                self._below(item, depth)
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            self._dictionary(each, depth)
        elif isinstance(each, pikepdf.String):
            self._add(str(each))

    def _below(self, item: Any, depth: int) -> None:
        """Go down into a direct object; one with a number of its own is walked by itself."""
        if isinstance(item, pikepdf.Object) and not item.is_indirect:
            self._walk(item, depth + 1)

    def _dictionary(self, each: Any, depth: int) -> None:
        self._kind(each)
        for key, value in each.items():
            if key in _DULL and not isinstance(value, _HOLDERS):
                continue
            if key in _TEXTUAL:
                self._stream(value)
            elif key == "/V" and isinstance(value, pikepdf.Name):
                self._add(str(value)[1:])
            elif key == "/Dests" and isinstance(value, pikepdf.Dictionary):
                for name in value.keys():  # noqa: SIM118  # an object of pikepdf's, not a dict
                    self._add(str(name)[1:])
            self._below(value, depth)

    def _kind(self, each: Any) -> None:
        """Note a form value with its name, a file, a mark for redaction, and what nobody here can read."""
        subtype = str(each.get("/Subtype", ""))
        if subtype in _MEDIA:
            self._tell("multimedia", Reason.UNSUPPORTED)
        elif subtype == "/Redact":
            self._tell("mark for redaction", Reason.BADLY_REDACTED)
        if each.get("/NeedsRendering", False) is True:
            self._tell("form of the XFA kind", Reason.UNSUPPORTED)
        if "/EF" in each:
            self._file(each)
        value = each.get("/V")
        if "/T" in each and isinstance(value, pikepdf.String) and str(value).strip():
            name = str(each.get("/TU", each.T))
            self._named.append(Field(name, str(value), Shape.CELL, "form value (not released)", 0, released=False))

    def _file(self, each: Any) -> None:
        place = self._tell("attached file", Reason.NOT_REBUILT)
        names = {str(each[key]) for key in ("/UF", "/F") if isinstance(each.get(key), pikepdf.String)}
        self._files += [Field("file name", name, Shape.FILE_NAME, f"{place} file name (not released)", 0, released=False)
                        for name in sorted(names)]  # fmt: skip
        stream = next((value for _, value in each.EF.items() if isinstance(value, pikepdf.Stream)), None)
        document = attempt(lambda: _document(stream, min(names, default="")))
        if isinstance(document, Document):
            self._files += [Field(f.name, f.text, f.shape, f"{place} {f.place} (not released)", f.scope + 1, released=False)
                            for f in document.fields]  # fmt: skip

    def _stream(self, value: Any) -> None:
        """Scan text in a string, a stream, or an array of names and streams (XFA)."""
        for part in value if isinstance(value, pikepdf.Array) else (value,):
            if isinstance(part, pikepdf.Stream):
                self._marked_up(part.read_bytes())
            elif isinstance(part, pikepdf.String):
                self._add(str(part))

    def _marked_up(self, content: bytes) -> None:
        texts: list[str] = []
        if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
            with suppress(Unreadable):
                texts = list(texts_of(tree(content, lenient=True)))
        for text in texts or [decode(content)[0]]:
            self._add(text)

    def _add(self, text: str) -> None:
        if _TELLS.search(text) and len(_NOT_TEXT.findall(text)) <= _FOREIGN * len(text):
            self._texts[text] = None

    def _tell(self, what: str, reason: Reason) -> str:
        number = self._counted[what] = self._counted.get(what, 0) + 1
        self._withheld.append(Withheld("", "", f"{what} {number}", reason))
        return f"{what} {number}"


def _document(stream: Any, name: str) -> Document:
    content = stream.read_bytes() if stream is not None else b""
    format_ = recognise(content[:HEAD], name) if content else None
    if format_ is None:
        raise Unreadable(Reason.UNSUPPORTED)
    return format_.read(content)

"""Rich text is read as its plain text and rebuilt as a text file; its properties are scanned, its pictures and objects withheld."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from connectors.documents.contract import Document
from connectors.documents.text import TEXT
from records.errors import Reason, Unreadable
from records.record import Field, Shape, Withheld
from records.settings import Limits

__all__ = ["read", "rebuild"]

_LARGEST = 32_000_000
# Groups that no reader shows and that hold words: document properties, field codes, bookmarks, revision authors.
_HIDDEN = re.compile(
    r"\{\\(?:\*\\)?(?:title|subject|author|manager|company|operator|category|keywords|comment|doccomm|hlinkbase|fldinst|"
    r"bkmkstart|atnid|atnauthor|annotation|staticval|propname|revtbl|template)\b([^{}]{0,2000}(?:\{[^{}]{0,2000}\}[^{}]{0,2000}){0,20})\}"
)
_CARRIED = re.compile(r"\\(?:pict|objdata|nonshppict|datastore)\b")
_CONTROL = re.compile(r"\\(?:'[0-9a-fA-F]{2}|[a-zA-Z]+-?\d* ?|.)|[{}]")


def read(content: bytes, limits: Limits) -> Document:  # noqa: ARG001  # a parser's
    """Return the document of an RTF file; raise Unreadable where it is too long."""
    if len(content) > _LARGEST:
        raise Unreadable(Reason.TOO_LARGE)
    source = content.decode("latin-1")
    text: str = rtf_to_text(source, encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]  # ships no types
    shown = TEXT.read(text.encode("utf-8", "replace"))
    words = (_CONTROL.sub(" ", match[1]).strip() for match in _HIDDEN.finditer(source))
    hidden = "\n".join(dict.fromkeys(each for each in words if len(each) > 1))
    aside = (Field("hidden text", hidden, Shape.PROSE, "hidden text (not released)", released=False),) if hidden else ()
    flaws = (
        Withheld("", "", f"embedded part {n}", Reason.UNSUPPORTED) for n, _ in enumerate(_CARRIED.findall(source), 1)
    )
    return Document((*shown.fields, *aside), tuple(flaws), len(shown.fields))


def rebuild(document: Document, texts: tuple[str, ...]) -> bytes:
    """Return the text of the document, redacted."""
    return TEXT.rebuild(Document(document.fields[: document.carrier]), texts[: document.carrier])

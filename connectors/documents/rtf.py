"""Rich text is read as its plain text and rebuilt as a text file; its properties are scanned, its pictures and objects withheld."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from connectors.documents.contract import Document
from connectors.documents.ole import readable
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
# An object in hexadecimal: its wrapper tells the path it came from, and what it holds may be words (W07).
_OBJECT = re.compile(r"\\objdata\b[^0-9a-fA-F{}]{0,20}([0-9a-fA-F\s]{20,})")
_CONTROL = re.compile(r"\\(?:'[0-9a-fA-F]{2}|[a-zA-Z]+-?\d* ?|.)|[{}]")


def read(content: bytes, limits: Limits) -> Document:  # noqa: ARG001  # a parser's
    """Return the document of an RTF file; raise Unreadable where it is too long."""
    if len(content) > _LARGEST:
        raise Unreadable(Reason.TOO_LARGE)
    source = content.decode("latin-1")
    text: str = rtf_to_text(source, encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]  # ships no types
    shown = TEXT.read(text.encode("utf-8", "replace"))
    words = (_CONTROL.sub(" ", match[1]).strip() for match in _HIDDEN.finditer(source))
    objects = (text for match in _OBJECT.finditer(source) for text in readable(_unpacked(match[1])))
    hidden = "\n".join(dict.fromkeys(each for each in (*words, *objects) if len(each) > 1))
    aside = (Field("hidden text", hidden, Shape.PROSE, "hidden text (not released)", released=False),) if hidden else ()
    flaws = (
        Withheld("", "", f"embedded part {n}", Reason.UNSUPPORTED) for n, _ in enumerate(_CARRIED.findall(source), 1)
    )
    return Document((*shown.fields, *aside), tuple(flaws), len(shown.fields))


def _unpacked(digits: str) -> bytes:
    plain = "".join(digits.split())
    return bytes.fromhex(plain[: len(plain) // 2 * 2])


def rebuild(document: Document, texts: tuple[str, ...]) -> bytes:
    """Return the text of the document, redacted."""
    return TEXT.rebuild(Document(document.fields[: document.carrier]), texts[: document.carrier])

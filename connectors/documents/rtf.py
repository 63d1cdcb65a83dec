"""Rich text is read as its plain text and rebuilt as a text file; its properties are scanned, its pictures and objects withheld.

The plain text has the headers, footers, notes and text boxes as well, each where it stands in the file: a reader sees them.
"""

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
# What a reader sees and striprtf leaves out, and the groups around it. A backslash before a sign is passed over, so that an
# escaped one begins nothing. False friends: longer words that begin the same (\shpleft, \objattph).
_SEEN = re.compile(
    r"\\\*\\shpinst(?![a-z])|\\(?:(footnote|header[lrf]?|footer[lrf]?|shptxt|dptxbxtext|result)|shp|shpgrp|do|object)(?![a-z])"
    r"|\\[^a-z]|\\(?=[a-z])"
)
_CONTROL = re.compile(r"\\(?:'[0-9a-fA-F]{2}|[a-zA-Z]+-?\d* ?|.)|[{}]")


def read(content: bytes, limits: Limits) -> Document:  # noqa: ARG001  # a parser's
    """Return the document of an RTF file; raise Unreadable where it is too long."""
    if len(content) > _LARGEST:
        raise Unreadable(Reason.TOO_LARGE)
    source = content.decode("latin-1")
    text: str = rtf_to_text(_SEEN.sub(_shown, source), encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]  # ships no types
    shown = TEXT.read(text.encode("utf-8", "replace"))
    words = (_CONTROL.sub(" ", match[1]).strip() for match in _HIDDEN.finditer(source))
    objects = (text for match in _OBJECT.finditer(source) for text in readable(_unpacked(match[1])))
    hidden = "\n".join(dict.fromkeys(each for each in (*words, *objects) if len(each) > 1))
    aside = (Field("hidden text", hidden, Shape.PROSE, "hidden text (not released)", released=False),) if hidden else ()
    flaws = (
        Withheld("", "", f"embedded part {n}", Reason.UNSUPPORTED) for n, _ in enumerate(_CARRIED.findall(source), 1)
    )
    return Document((*shown.fields, *aside), tuple(flaws), len(shown.fields))


def _shown(match: re.Match[str]) -> str:
    """Return a control word that striprtf does not take for the beginning of something hidden."""
    if match[1]:
        return "\\par "
    return match[0] if len(match[0]) <= 2 else ""  # noqa: PLR2004  # a backslash, or one and a sign


def _unpacked(digits: str) -> bytes:
    plain = "".join(digits.split())
    return bytes.fromhex(plain[: len(plain) // 2 * 2])


def rebuild(document: Document, texts: tuple[str, ...]) -> bytes:
    """Return the text of the document, redacted."""
    return TEXT.rebuild(Document(document.fields[: document.carrier]), texts[: document.carrier])

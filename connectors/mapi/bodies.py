"""The body of an Outlook item as up to three views of one text: plain, HTML, and what its rich text says."""

from __future__ import annotations

from compressed_rtf import decompress
from striprtf.striprtf import rtf_to_text

from connectors.mapi.encapsulated import html_of
from connectors.mapi.mime import leaf, multipart, withheld
from connectors.mapi.properties import BINARY, STRING, UNICODE, Bag
from records.boundary import attempt
from records.errors import Reason

__all__ = ["body"]

_PLAIN, _HTML, _RICH = 0x1000, 0x1013, 0x1009
_LARGEST = 32_000_000
_HEAD = 16


def body(bag: Bag) -> tuple[bytes | None, list[bytes]]:
    """Return the part that holds every view of the body, and parts that stand for views which cannot be read."""
    views, flaws = [*_plain(bag), *_html(bag)], []
    rich = attempt(lambda: _rich(bag))
    if isinstance(rich, Reason):
        flaws.append(withheld(rich if rich is Reason.TOO_LARGE else Reason.UNREADABLE, name=""))
    elif rich is not None:
        views.append(rich)
    if len(views) < 2:  # noqa: PLR2004 - then there is no choice
        return next(iter(views), None), flaws
    return multipart("alternative", views), flaws


def _plain(bag: Bag) -> list[bytes]:
    text = bag.text(_PLAIN)
    return [leaf(_lines(text), "text/plain", charset="utf-8")] if text.strip() else []


def _html(bag: Bag) -> list[bytes]:
    if bag.type(_HTML) in {STRING, UNICODE}:
        text = bag.text(_HTML)
        return [leaf(_lines(text), "text/html", charset="utf-8")] if text.strip() else []
    content = bag.binary(_HTML) if bag.type(_HTML) == BINARY else b""
    return [leaf(content, "text/html", charset=bag.codec)] if content.strip(b"\0 \r\n") else []


def _rich(bag: Bag) -> bytes | None:
    packed = bag.binary(_RICH)
    if len(packed) <= _HEAD:
        return None
    if int.from_bytes(packed[4:8], "little") > _LARGEST:
        raise MemoryError
    rtf = decompress(packed)
    page = html_of(rtf, bag.codec)
    if page is not None:
        return leaf(_lines(page), "text/html", charset="utf-8") if page.strip() else None
    text: str = rtf_to_text(rtf.decode("latin-1"), encoding=bag.codec or "cp1252", errors="replace")  # type: ignore[no-untyped-call]  # ships no types
    return leaf(_lines(text), "text/plain", charset="utf-8") if text.strip() else None


def _lines(text: str) -> bytes:
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")

"""Finds readable text under base64 or hex: what it holds cannot be redacted in place, so the whole run is one finding (R11)."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from contextlib import suppress
from string import ascii_letters, digits

from detectors.contract import Detector, Hit, View
from detectors.nearby import kind, matched, runs
from records.finding import IdKind, PiiType

__all__ = ["ENCODINGS", "is_digest"]

_RUN = re.compile(r"[A-Za-z0-9+/_-](?<![A-Za-z0-9+/_=-].)[A-Za-z0-9+/_-]{15,}={0,2}(?![A-Za-z0-9+/_=])")
# The same between the signs of a link: "?t=...", "/u/.../x.gif".
_IN_LINK = re.compile(r"[=/](?<![A-Za-z0-9+_-][=/][=/])([A-Za-z0-9_-]{16,}={0,2})(?=[/?&#\s\"'<>)\].,;]|$)")
# False friends: long words, paths, hashes, tracking tokens, keys. They decode to bytes that are not text, or do not decode.
_LETTERS = kind(ascii_letters + digits + "+/_-")
_SHORTEST = 16  # characters of a run
_LEAST = 12  # bytes of readable text; below that random bytes look like text too often
_TEXT = re.compile(rb"[\t\n\r\x20-\x7e]+")
_WORD = re.compile(rb"[A-Za-z]{2}[ ,.:@-]|[0-9]{3}[ .-]?[0-9]{2,4}")
_SCORE = 0.9
# All nine-digit numbers are hashed in minutes.
_DIGEST = re.compile(r"(?:0x)?[0-9a-fA-F]{32,128}|[A-Za-z0-9+/_-]{43}=|[A-Za-z0-9+/]{86}==")


def is_digest(value: str) -> bool:
    """Say whether *value* is a digest in hexadecimal or base 64: its source in another coat (rule R11)."""
    return _DIGEST.fullmatch(value) is not None


def find(view: View) -> Iterator[Hit]:
    """Yield every run that decodes to text with words or numbers in it."""
    if len(view.text) < _SHORTEST:
        return
    places = tuple(runs(view.text, _LETTERS, _SHORTEST))
    for match in matched(_RUN, view.text, places):
        if any(_is_text(content) for content in _contents(match[0])):
            yield Hit(match.start(), match.end(), PiiType.ID, _SCORE, "encoded text", IdKind.ENCODED)
    for match in _IN_LINK.finditer(view.text) if places else ():
        if any(_is_text(content) for content in _contents(match[1])):
            yield Hit(match.start(1), match.end(1), PiiType.ID, _SCORE, "encoded text in a link", IdKind.ENCODED)


def _contents(run: str) -> Iterator[bytes]:
    plain = run.rstrip("=").replace("-", "+").replace("_", "/")
    with suppress(binascii.Error):
        yield base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    with suppress(ValueError):
        yield bytes.fromhex(run)


def _is_text(content: bytes) -> bool:
    if b"\0" in content[1::2]:
        content = content[::2]  # UTF-16
    return len(content) >= _LEAST and _TEXT.fullmatch(content) is not None and _WORD.search(content) is not None


ENCODINGS = Detector(
    name="encodings",
    types=(PiiType.ID,),
    find=find,
    matches=(
        ("blob: SmFuZSBEb2UsIDQwNi01NTUtMDEwMQ== end", "SmFuZSBEb2UsIDQwNi01NTUtMDEwMQ=="),
        ("https://example.org/u?t=dHlyZWxsQGV4YW1wbGUub3Jn", "dHlyZWxsQGV4YW1wbGUub3Jn"),
        ("https://example.org/u/dHlyZWxsQGV4YW1wbGUub3Jn/a.gif", "dHlyZWxsQGV4YW1wbGUub3Jn"),
        ("4a616e6520446f652c203430362d3535352d30313031", "4a616e6520446f652c203430362d3535352d30313031"),
    ),
    spares=(
        "the internationalisation/standardisation committee",
        "d41d8cd98f00b204e9800998ecf8427e",
        "see /usr/share/documents/agenda/2026/november",
        "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "",
    ),
)

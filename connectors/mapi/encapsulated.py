r"""HTML that Outlook wrapped into rich text is unwrapped again ([MS-OXRTFEX]); rich text of any other kind is left alone.

The original page stands in ``{\*\htmltag ...}`` groups and in the text between them; what ``\htmlrtf`` encloses was added.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from connectors.mapi.properties import codec

__all__ = ["html_of"]

# Every token begins with another sign than the one before may hold, so the search is linear.
_TOKEN = re.compile(
    rb"\\'([0-9A-Fa-f]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n\\]"
)
_MARK = re.compile(rb"\\fromhtml1\b")
_HEAD = 4_000
_DEEPEST = 200
_BREAKS = {
    b"par": "\n", b"line": "\n", b"tab": "\t", b"lquote": "\u2018", b"rquote": "\u2019", b"ldblquote": "\u201c",
    b"rdblquote": "\u201d", b"bullet": "\u2022", b"endash": "\u2013", b"emdash": "\u2014",
}  # fmt: skip
_SIGNS = {b"\\": "\\", b"{": "{", b"}": "}", b"~": "&nbsp;", b"_": "&shy;", b"-": "&shy;"}
_ASIDE = frozenset(
    {b"fonttbl", b"colortbl", b"stylesheet", b"info", b"generator", b"pntext", b"listtable", b"mhtmltag"}
)
# Character sets of fonts (\fcharset) by the Windows code page they stand for.
_CHARSETS = {
    0: 1252, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257,
    204: 1251, 222: 874, 238: 1250,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _State:
    """What holds until the group closes: text added by the wrapping, a group to be passed over, a page, its charset."""

    added: bool = False
    aside: bool = False
    tag: bool = False
    fonts: bool = False
    codec: str = "cp1252"
    skip: int = 1


def html_of(rtf: bytes, outer: str = "") -> str | None:
    r"""Return the page wrapped into *rtf*, or None where there is none; *outer* is the charset where the text names none.

    >>> html_of(rb"{\rtf1\fromhtml1{\*\htmltag64 <p>}\htmlrtf\par\htmlrtf0 Jos\'e9{\*\htmltag72 </p>}}")
    '<p>José</p>'
    """
    if not _MARK.search(rtf[:_HEAD]):
        return None
    return _Unwrapping(outer or "cp1252").page(rtf)


class _Unwrapping:
    def __init__(self, charset: str) -> None:
        self._out: list[str] = []
        self._bytes = bytearray()
        self._state = _State(codec=charset)
        self._stack: list[_State] = []
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._skipped = 0

    def page(self, rtf: bytes) -> str:
        for token in _TOKEN.finditer(rtf):
            octet, word, number, sign, brace, text = token.groups()
            if octet is not None:
                self._octets(bytes([int(octet, 16)]))
            elif word is not None:
                self._word(word, int(number) if number else None)
            elif sign is not None:
                self._sign(sign)
            elif brace is not None:
                self._brace(brace)
            elif text is not None:
                self._octets(text)
        self._flush()
        return "".join(self._out).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _shown(self) -> bool:
        return not self._state.aside and (self._state.tag or not self._state.added)

    def _octets(self, octets: bytes) -> None:
        while self._skipped and octets:  # the stand-in after a \u character
            octets, self._skipped = octets[1:], self._skipped - 1
        if self._shown():
            self._bytes += octets

    def _flush(self) -> None:
        if self._bytes:
            self._out.append(self._bytes.decode(self._state.codec, "replace"))
            self._bytes.clear()

    def _put(self, text: str) -> None:
        self._flush()
        if self._shown():
            self._out.append(text)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._skipped = 0
        if brace == b"{":
            self._stack.append(self._state)
            if len(self._stack) > _DEEPEST:
                raise RecursionError
        elif self._stack:
            self._state = self._stack.pop()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._state = replace(self._state, aside=True)  # until its word says that it is a tag
        elif sign in _SIGNS:
            self._put(_SIGNS[sign])

    def _word(self, word: bytes, number: int | None) -> None:
        if word == b"htmltag":
            self._become(aside=False, tag=True)
        elif word == b"htmlrtf":
            self._become(added=number != 0)
        elif word in _ASIDE:
            self._become(aside=True, fonts=word == b"fonttbl")
        elif word == b"u" and number is not None:
            self._put(chr(number % 65_536))
            self._skipped = self._state.skip
        elif word == b"uc":
            self._become(skip=max(0, min(number or 0, 9)))
        elif word in _BREAKS:
            self._put(_BREAKS[word])
        else:
            self._charset(word, number)

    def _charset(self, word: bytes, number: int | None) -> None:
        if word == b"ansicpg" and number:
            self._become(codec=codec(number) or self._state.codec)
        elif word == b"f" and number is not None:
            self._font = number
            if not self._state.fonts:
                self._become(codec=self._fonts.get(number, self._state.codec))
        elif word == b"fcharset" and self._state.fonts:
            self._fonts[self._font] = codec(_CHARSETS.get(number or 0, 0)) or self._state.codec

    def _become(self, **changes: bool | int | str) -> None:
        self._flush()
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]  # each name has its own type

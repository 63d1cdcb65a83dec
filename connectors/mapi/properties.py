"""The properties of an Outlook item by their MAPI ids, whatever kind of file they were read from.

Ids and types are those of [MS-OXPROPS] and [MS-OXCDATA] 2.11.1. A value that does not fit its type reads as absent, never as
an error: one damaged property does not cost its item.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from connectors.documents.decode import decode, known

__all__ = [
    "BINARY",
    "INTEGER",
    "LONG",
    "MULTIPLE",
    "OBJECT",
    "STRING",
    "TIME",
    "UNICODE",
    "Bag",
    "Name",
    "Property",
    "codec",
]

INTEGER, LONG, BOOLEAN, OBJECT, INT64, STRING, UNICODE = 0x02, 0x03, 0x0B, 0x0D, 0x14, 0x1E, 0x1F
TIME, GUID, BINARY = 0x40, 0x48, 0x102
MULTIPLE = 0x1000

_MESSAGE_CODEPAGE, _INTERNET_CODEPAGE = 0x3FFD, 0x3FDE
_NUMBERS = {
    INTEGER: struct.Struct("<h"),
    LONG: struct.Struct("<i"),
    BOOLEAN: struct.Struct("<B"),
    INT64: struct.Struct("<q"),
}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_LAST = 2_650_467_744_000_000_000  # 100 ns to the year 9999
# Windows code pages whose number says nothing to Python.
_PAGES = {
    874: "cp874", 936: "gb18030", 950: "big5hkscs", 1200: "utf-16-le", 1201: "utf-16-be", 10000: "mac-roman", 20127: "cp1252",
    20866: "koi8-r", 21866: "koi8-u", 20932: "euc-jp", 50220: "iso2022-jp", 50221: "iso2022-jp", 50222: "iso2022-jp",
    50225: "iso2022-kr", 51932: "euc-jp", 51936: "gb18030", 51949: "euc-kr", 52936: "hz", 54936: "gb18030", 65000: "utf-7",
    65001: "utf-8",
}  # fmt: skip
_ISO = range(28591, 28606)


@dataclass(frozen=True, slots=True)
class Name:
    """What a named property is called: a property set (32 hex digits as stored) and a number or a word in it."""

    space: str
    key: int | str


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its id, its type without the flag for several values, its values as stored, and its name if it has one."""

    id: int
    type: int
    values: tuple[bytes, ...]
    name: Name | None = None


def codec(page: int) -> str:
    """Return Python's name for a Windows code page, or "" where it has none.

    >>> codec(1251), codec(28592), codec(65001), codec(7)
    ('cp1251', 'iso8859-2', 'utf-8', '')
    """
    if page in _ISO:
        return known(f"iso8859-{page - _ISO.start + 1}")
    return known(_PAGES.get(page, f"cp{page}"))


class Bag:
    """The properties of one item, recipient or attachment; the first of an id counts."""

    __slots__ = ("_codec", "_held", "_named")

    def __init__(self, properties: Iterable[Property], *, outer: str = "") -> None:
        self._held: dict[int, Property] = {}
        self._named: dict[tuple[str, int | str], Property] = {}
        for each in properties:
            self._held.setdefault(each.id, each)
            if each.name is not None:
                self._named.setdefault((each.name.space, each.name.key), each)
        pages = (self.number(_MESSAGE_CODEPAGE), self.number(_INTERNET_CODEPAGE))
        self._codec = next((found for page in pages if page and (found := codec(page))), outer)

    @property
    def codec(self) -> str:
        """The charset of its eight-bit strings, or "" where nothing tells."""
        return self._codec

    def has(self, id_: int) -> bool:
        """Say whether there is a property of this id."""
        return id_ in self._held

    def type(self, id_: int) -> int:
        """Return the type of a property, or 0."""
        return self._held[id_].type if id_ in self._held else 0

    def text(self, *ids: int) -> str:
        """Return the first text among the properties *ids* that is not empty, or ""."""
        return next((text for id_ in ids if (text := self._shown(self._held.get(id_)))), "")

    def subject(self) -> str:
        """Return the subject without the two marks that an archive puts before it to tell how long its "RE: " is."""
        text = self.text(0x0037, 0x0E1D, 0x0070)
        return text[2:] if text.startswith("\x01") else text

    def number(self, id_: int) -> int | None:
        """Return a whole number or a truth value, or None."""
        return _number(self._held.get(id_))

    def moment(self, *ids: int) -> datetime | None:
        """Return the first time among the properties *ids* that is one, or None."""
        return next((found for id_ in ids if (found := _moment(self._held.get(id_)))), None)

    def binary(self, id_: int) -> bytes:
        """Return the bytes of a property, or none."""
        held = self._held.get(id_)
        return held.values[0] if held is not None and held.values else b""

    def named(self, space: str, key: int | str) -> Property | None:
        """Return the property of that name."""
        return self._named.get((space, key))

    def named_text(self, space: str, key: int | str) -> str:
        """Return the text of the property of that name, or ""."""
        return self._shown(self.named(space, key))

    def named_number(self, space: str, key: int | str) -> int | None:
        """Return the number of the property of that name, or None."""
        return _number(self.named(space, key))

    def named_moment(self, space: str, key: int | str) -> datetime | None:
        """Return the time of the property of that name, or None."""
        return _moment(self.named(space, key))

    def strings(self) -> Iterator[tuple[int, str]]:
        """Yield id and text of every property that is a text, those of several values too."""
        for held in self._held.values():
            text = self._shown(held)
            if text.strip():
                yield held.id, text

    def _shown(self, held: Property | None) -> str:
        if held is None or held.type not in {STRING, UNICODE}:
            return ""
        return "; ".join(self._decoded(value, held.type) for value in held.values)

    def _decoded(self, value: bytes, type_: int) -> str:
        if type_ == UNICODE:
            return value.decode("utf-16-le", "replace").rstrip("\0")
        return decode(value.rstrip(b"\0"), self._codec)[0]


def _number(held: Property | None) -> int | None:
    form = _NUMBERS.get(held.type) if held is not None else None
    if held is None or form is None or not held.values or len(held.values[0]) < form.size:
        return None
    value: int = form.unpack_from(held.values[0])[0]
    return value


def _moment(held: Property | None) -> datetime | None:
    """Return a FILETIME, 100 ns since 1601, as a time; zero and what no calendar holds are none (M28)."""
    if held is None or held.type != TIME or not held.values or len(held.values[0]) < 8:  # noqa: PLR2004 - its bytes
        return None
    ticks = int.from_bytes(held.values[0][:8], "little")
    return _EPOCH + timedelta(microseconds=ticks // 10) if 0 < ticks < _LAST else None

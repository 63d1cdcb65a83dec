"""TNEF (winmail.dat, application/ms-tnef) is a list of attributes: those of the message, then those of each attachment.

[MS-OXTNEF]. Read by ourselves because the library at hand (tnefparse 1.4) passes over what it cannot decode and takes the last
zero bytes from every file it unpacks. Here a wrong checksum or a length that leads outside is an error, never a shorter item.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from connectors.mapi.compose import compose
from connectors.mapi.item import Attachment, Item
from connectors.mapi.properties import (
    BINARY,
    INTEGER,
    LONG,
    MULTIPLE,
    OBJECT,
    STRING,
    TIME,
    UNICODE,
    Bag,
    Name,
    Property,
    codec,
)
from records.errors import Reason, Unreadable
from records.settings import Limits

__all__ = ["convert"]

_SIGNATURE = b"\x78\x9f\x3e\x22"
_ATTRIBUTE = struct.Struct("<BHHI")
_ATTACHMENT_LEVEL = 2
_SUBJECT, _BODY, _CLASS, _ID = 0x8004, 0x800C, 0x8008, 0x8009
_PROPERTIES, _RECIPIENTS, _VERSION, _CODEPAGE = 0x9003, 0x9004, 0x9006, 0x9007
_BEGIN, _DATA, _TITLE, _ATTACHED = 0x9002, 0x800F, 0x8010, 0x9005
_WORDS = {_SUBJECT: 0x0037, _BODY: 0x1000, _CLASS: 0x001A, _ID: 0x300B}
"""Attributes of old writers, by the property that says the same."""
_FROM = 0x8000
_SIZES = {INTEGER: 2, LONG: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 2, 0x14: 8, TIME: 8, 0x48: 16}
_COUNTED = frozenset({STRING, UNICODE, BINARY, OBJECT})
_NAMED = 0x8000
_MESSAGE = bytes.fromhex("0703020000000000c000000000000046")
_OBJECT_DATA, _METHOD, _CONTENT, _LONG_NAME = 0x3701, 0x3705, 0x3701, 0x3704
_REFERENCES, _OLE = range(2, 5), 6


@dataclass(slots=True)
class _File:
    """What is said of one attachment: its data and its properties."""

    data: bytes = b""
    properties: list[Property] = field(default_factory=list)


def convert(content: bytes, limits: Limits) -> bytes:
    """Return the message of a TNEF stream; raise Unreadable where it cannot be read whole."""
    try:
        return compose(_item(content, limits, 0), limits)
    except (struct.error, IndexError):
        raise Unreadable(Reason.UNREADABLE) from None


def _item(content: bytes, limits: Limits, depth: int) -> Item:
    if depth > limits.depth:
        raise Unreadable(Reason.TOO_DEEP)
    properties: list[Property] = []
    recipients: list[list[Property]] = []
    files: list[_File] = []
    charset = ""
    for level, id_, data in _attributes(content, limits):
        if level == _ATTACHMENT_LEVEL:
            _of_file(id_, data, files)
        elif id_ == _PROPERTIES:
            properties += _Reader(data).properties()
        elif id_ == _RECIPIENTS:
            recipients += _Reader(data).rows(limits.parts * 10)
        elif id_ == _CODEPAGE:
            charset = codec(int.from_bytes(data[:4], "little"))
        elif id_ == _FROM:
            properties += _from(data)
        elif id_ in _WORDS:
            properties.append(Property(_WORDS[id_], STRING, (data,)))
    bag = Bag(properties, outer=charset)
    people = tuple(Bag(row, outer=bag.codec) for row in recipients)
    return Item(bag, people, (_attachment(each, bag.codec, limits, depth) for each in files))


def _attributes(content: bytes, limits: Limits) -> Iterator[tuple[int, int, bytes]]:
    """Yield level, id and data of each attribute, the checksum of each proved."""
    if not content.startswith(_SIGNATURE):
        raise Unreadable(Reason.UNREADABLE)
    at, left, said = 6, limits.members * 10, False
    while at < len(content):
        level, id_, _, size = _ATTRIBUTE.unpack_from(content, at)
        at += _ATTRIBUTE.size
        data = content[at : at + size]
        told = int.from_bytes(content[at + size : at + size + 2], "little")
        left -= 1
        if left < 0:
            raise Unreadable(Reason.TOO_LARGE)
        if len(data) < size or at + size + 2 > len(content) or sum(data) & 0xFFFF != told:
            raise Unreadable(Reason.UNREADABLE)
        said = said or id_ == _VERSION
        yield level, id_, data
        at += size + 2
    if not said:
        raise Unreadable(Reason.UNREADABLE)  # every stream tells its version; one without is the beginning of one


def _from(data: bytes) -> Iterator[Property]:
    """Yield the sender's name and address, which old writers give as a structure ([MS-OXTNEF] 2.1.3.3.3)."""
    _, _, name, address = struct.unpack_from("<HHHH", data)
    told = data[8 + name : 8 + name + address]
    kind, _, rest = told.partition(b":")
    for id_, text in ((0x0C1A, data[8 : 8 + name]), (0x0C1E, kind), (0x0C1F, rest)):
        yield Property(id_, STRING, (text,))


def _of_file(id_: int, data: bytes, files: list[_File]) -> None:
    if id_ == _BEGIN:
        files.append(_File())
    elif not files:
        raise Unreadable(Reason.UNREADABLE)
    elif id_ == _DATA:
        files[-1].data = data
    elif id_ == _TITLE:
        files[-1].properties.append(Property(_LONG_NAME, STRING, (data,)))
    elif id_ == _ATTACHED:
        files[-1].properties += _Reader(data).properties()


def _attachment(each: _File, charset: str, limits: Limits, depth: int) -> Attachment:
    inside = next((p.values[0] for p in each.properties if p.id == _OBJECT_DATA and p.type == OBJECT and p.values), b"")
    bag = Bag((p for p in each.properties if p.id != _OBJECT_DATA), outer=charset)
    method = bag.number(_METHOD)
    if inside.startswith(_MESSAGE):
        try:
            return Attachment(bag, item=_item(inside[len(_MESSAGE) :], limits, depth + 1))
        except (struct.error, IndexError):
            return Attachment(bag, flaw=Reason.UNREADABLE)
    if inside or method == _OLE:
        return Attachment(bag, flaw=Reason.UNSUPPORTED)
    if method in _REFERENCES:
        return Attachment(bag, flaw=Reason.EXTERNAL)
    content = each.data or next((p.values[0] for p in each.properties if p.id == _CONTENT and p.type == BINARY), b"")
    return Attachment(bag, content, flaw=None if content else Reason.UNREADABLE)


class _Reader:
    """Reads lists of properties from the data of an attribute ([MS-OXTNEF] 2.1.3.4), values padded to four bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def rows(self, most: int) -> Iterator[list[Property]]:
        """Yield the properties of each recipient."""
        count = self._number()
        if count > most:
            raise Unreadable(Reason.TOO_LARGE)
        for _ in range(count):
            yield list(self.properties())

    def properties(self) -> Iterator[Property]:
        """Yield one list of properties."""
        for _ in range(self._number()):
            type_, id_ = struct.unpack("<HH", self._take(4))
            name = self._name() if id_ >= _NAMED else None
            several, type_ = bool(type_ & MULTIPLE), type_ & ~MULTIPLE
            count = self._number() if several or type_ in _COUNTED else 1
            values = tuple(self._value(type_) for _ in range(count))
            self._at += -self._at % 4
            yield Property(id_, type_, values, name)

    def _name(self) -> Name:
        space = self._take(16).hex()
        if self._number() == 0:
            return Name(space, self._number())
        word = self._take(self._number()).decode("utf-16-le", "replace").rstrip("\0")
        self._at += -self._at % 4
        return Name(space, word)

    def _value(self, type_: int) -> bytes:
        if type_ in _SIZES:
            return self._take(_SIZES[type_])
        if type_ not in _COUNTED:
            raise Unreadable(Reason.UNREADABLE)
        value = self._take(self._number())
        self._at += -self._at % 4
        return value

    def _number(self) -> int:
        return int.from_bytes(self._take(4), "little")

    def _take(self, size: int) -> bytes:
        found = self._data[self._at : self._at + size]
        if len(found) < size:
            raise Unreadable(Reason.UNREADABLE)
        self._at += size
        return found

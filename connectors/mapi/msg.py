"""An MSG file is an OLE container: its streams become the properties of an item, messages inside it included, to any depth.

[MS-OXMSG]. Values of fixed size stand in one stream, every other in a stream of its own whose name tells id and type. The file
is opened from memory; a stream that cannot be read costs the whole item, since what is missing from it would not show.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator

import olefile

from connectors.mapi.compose import compose
from connectors.mapi.item import Attachment, Item
from connectors.mapi.names import FIRST, names
from connectors.mapi.properties import BINARY, MULTIPLE, STRING, UNICODE, Bag, Name, Property
from records.errors import Reason, Unreadable
from records.settings import Limits

__all__ = ["convert"]

_FIXED = "__properties_version1.0"
_STREAM, _RECIPIENT, _ATTACHMENT, _NAMES = (
    "__substg1.0_",
    "__recip_version1.0_#",
    "__attach_version1.0_#",
    "__nameid_version1.0",
)
# The stream of one value: id and type in hex, and a number where there are several; an object is a storage, not a stream.
_TAG = re.compile(r"__substg1\.0_[0-9A-Fa-f]{4}(?!000D)[0-9A-Fa-f]{4}(?:-[0-9A-Fa-f]{8})?")
_INSIDE = f"{_STREAM}3701000D"
_ENTRY = struct.Struct("<HHI8s")
_HEADS = {"": 32, "inside": 24, "part": 8}
"""Bytes before the entries of the fixed properties: of the file, of a message inside it, of a recipient or attachment."""
_COUNTS, _COUNTED_AT = struct.Struct("<II"), 16
_ENDS = {STRING: 1, UNICODE: 2, BINARY: 0}
"""Bytes of the closing NUL that the length of a value counts and its stream does not hold."""
_SIZES = {0x02: 2, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 1, 0x14: 8, 0x40: 8}
_METHOD, _DATA = 0x3705, 0x3701
_REFERENCES, _EMBEDDED, _OLE = range(2, 5), 5, 6
_WEB = 7


def convert(content: bytes, limits: Limits) -> bytes:
    """Return the message of an MSG file; raise Unreadable where it cannot be read whole."""
    try:
        with olefile.OleFileIO(io.BytesIO(content), raise_defects=olefile.DEFECT_INCORRECT) as ole:
            return compose(_Storage(ole, limits).item(), limits)
    except (OSError, struct.error):
        raise Unreadable(Reason.UNREADABLE) from None


_Value = tuple[int, int, tuple[bytes, ...]]


class _Storage:
    """The tree of an OLE file: what is in each storage, listed once."""

    def __init__(self, ole: olefile.OleFileIO, limits: Limits) -> None:
        self._ole = ole
        self._limits = limits
        self._below: dict[tuple[str, ...], list[str]] = {(): []}
        paths = ole.listdir(streams=True, storages=True)
        if len(paths) > limits.members * 10:
            raise Unreadable(Reason.TOO_LARGE)
        for path in paths:
            self._below.setdefault(tuple(path[:-1]), []).append(path[-1])
        if _FIXED not in self._below[()]:
            raise Unreadable(Reason.UNREADABLE)
        self._left = limits.unpacked_bytes
        self._names = self._named()

    def item(self, place: tuple[str, ...] = ()) -> Item:
        """Return the message in the storage *place*."""
        bag = Bag(self._properties(place, "inside" if place else ""))
        recipients = tuple(
            Bag(self._properties((*place, name), "part"), outer=bag.codec) for name in self._parts(place, _RECIPIENT)
        )
        people, files = _COUNTS.unpack_from(self._read((*place, _FIXED)), _COUNTED_AT)
        if people > len(recipients):
            raise Unreadable(Reason.UNREADABLE)
        return Item(bag, recipients, self._attachments(place, bag, files))

    def _attachments(self, place: tuple[str, ...], outer: Bag, counted: int) -> Iterator[Attachment]:
        if counted > len(self._parts(place, _ATTACHMENT)):
            yield Attachment(Bag(()), flaw=Reason.MISSING)
        for name in self._parts(place, _ATTACHMENT):
            inner = (*place, name)
            yield self._attachment(inner, Bag(self._properties(inner, "part"), outer=outer.codec))

    def _attachment(self, place: tuple[str, ...], bag: Bag) -> Attachment:
        method = bag.number(_METHOD)
        if method == _EMBEDDED:
            inner = (*place, _INSIDE)
            if _FIXED not in self._below.get(inner, ()):
                return Attachment(bag, flaw=Reason.UNREADABLE)
            try:
                return Attachment(bag, item=self.item(inner))
            except Unreadable as error:
                return Attachment(bag, flaw=error.reason)
        if method == _OLE or (method == 0 and not bag.has(_DATA)):
            return Attachment(bag, flaw=Reason.UNSUPPORTED)
        if method in _REFERENCES or method == _WEB:
            return Attachment(bag, flaw=Reason.EXTERNAL)
        content = bag.binary(_DATA)
        return Attachment(bag, content, flaw=None if content else Reason.UNREADABLE)

    def _parts(self, place: tuple[str, ...], kind: str) -> list[str]:
        return sorted(name for name in self._below.get(place, ()) if name.startswith(kind))

    def _properties(self, place: tuple[str, ...], kind: str) -> Iterator[Property]:
        streams = {name: self._read((*place, name)) for name in self._below.get(place, ()) if _TAG.fullmatch(name)}
        fixed = self._read((*place, _FIXED))[_HEADS[kind] :]
        for id_, type_, values in (*_of_streams(streams), *_of_entries(fixed, streams)):
            yield Property(id_, type_, values, self._names.get(id_) if id_ >= FIRST else None)

    def _read(self, path: tuple[str, ...]) -> bytes:
        content: bytes = self._ole.openstream(list(path)).read()
        self._left -= len(content)  # many streams may claim the same sectors
        if self._left < 0:
            raise Unreadable(Reason.TOO_LARGE)
        return content

    def _named(self) -> dict[int, Name]:
        streams = [f"{_STREAM}{tag}" for tag in ("00020102", "00030102", "00040102")]
        there = self._below.get((_NAMES,), ())
        return names(*(self._read((_NAMES, each)) if each in there else b"" for each in streams))


def _of_streams(streams: dict[str, bytes]) -> Iterator[_Value]:
    """Yield the properties that have a stream each, or one for each of their values."""
    several: dict[tuple[int, int], list[bytes]] = {}
    for name in sorted(streams):
        tag, _, index = name.removeprefix(_STREAM).partition("-")
        id_, type_ = int(tag[:4], 16), int(tag[4:], 16)
        if not type_ & MULTIPLE:
            yield id_, type_, (streams[name],)
        elif index:
            several.setdefault((id_, type_ & ~MULTIPLE), []).append(streams[name])
    for (id_, type_), values in several.items():
        yield id_, type_, tuple(values)


def _of_entries(entries: bytes, streams: dict[str, bytes]) -> Iterator[_Value]:
    """Yield the properties of fixed size; raise Unreadable where another is not there in the length that its entry says."""
    for at in range(0, len(entries) - _ENTRY.size + 1, _ENTRY.size):
        type_, id_, _, value = _ENTRY.unpack_from(entries, at)
        if type_ in _SIZES:
            yield id_, type_, (value[: _SIZES[type_]],)
        elif type_ in _ENDS:
            size = int.from_bytes(value[:4], "little") - _ENDS[type_]
            if len(streams.get(f"{_STREAM}{id_:04X}{type_:04X}", b"")) < size:
                raise Unreadable(Reason.UNREADABLE)

"""The header of an archive ([MS-PST] 2.2.2.6): whose it is, where its two trees begin, and what is free."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from benchmarks.pst.layout import Layout

__all__ = ["Told", "checksum", "header"]

_CLIENT_VERSION, _SENTINEL, _MAPS_ARE_VALID = 19, 0x80, 2
_UNIQUE = 1
_FREE_MAPS = b"\xff" * 256  # no reader of today asks the header where something is free


@dataclass(frozen=True, slots=True)
class Told:
    """What a header tells: ids used so far by type of node, next ids, sizes (file, last map, free bytes), and roots of the trees."""

    client: int
    permuted: bool
    used: tuple[int, ...]
    next_page: int
    next_block: int
    sizes: tuple[int, int, int, int]
    trees: tuple[int, int, int, int]


def header(layout: Layout, told: Told) -> bytes:
    """Return the header of an archive, checksums included."""
    head = struct.pack("<HHHBBII", told.client, layout.version, _CLIENT_VERSION, 1, 1, 0, 0)
    rest = _small(layout, told) if layout.is_small else _wide(layout, told)
    return struct.pack("<4sI", b"!BDN", checksum((head + rest)[:471])) + _closed(layout, head + rest)


def _small(layout: Layout, told: Told) -> bytes:
    ids = layout.ids(told.next_block, told.next_page) + struct.pack("<33I", _UNIQUE, *told.used)
    end = struct.pack("<BBH", _SENTINEL, told.permuted, 0) + bytes(48)
    return ids + _root(layout, told) + _FREE_MAPS + end


def _wide(layout: Layout, told: Told) -> bytes:
    ids = layout.ids(0, told.next_page) + struct.pack("<33I", _UNIQUE, *told.used) + bytes(8)
    end = struct.pack("<BBH", _SENTINEL, told.permuted, 0) + layout.ids(told.next_block)
    return ids + _root(layout, told) + bytes(4) + _FREE_MAPS + end


def _root(layout: Layout, told: Told) -> bytes:
    return bytes(4) + layout.ids(*told.sizes, *told.trees) + struct.pack("<BBH", _MAPS_ARE_VALID, 0, 0)


def _closed(layout: Layout, told: bytes) -> bytes:
    """Return the header after its first checksum; a wide one has another, of all of it."""
    return told if layout.is_small else told + struct.pack("<I", checksum(told)) + bytes(36)


def checksum(content: bytes) -> int:
    """Return the checksum of [MS-PST] 5.3: a CRC-32 that begins at zero and is not turned over at the end."""
    return zlib.crc32(content, 0xFFFFFFFF) ^ 0xFFFFFFFF

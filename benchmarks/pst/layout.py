"""What tells the kinds of Outlook archive apart: how wide an id is, how large pages and blocks are, and what ends them.

Two kinds are those of [MS-PST] 2.2, of 97-2002 and of 2003 and later. The third is no part of it: OST files of Outlook 2013 and
later, as libpff's description of the format gives them ("64-bit 4k page").
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["ANSI", "LARGE", "USUAL", "Layout"]


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of archive; ``id`` is how `struct` calls an id, which is as wide as a place in the file."""

    version: int
    id: str
    page: int
    unit: int
    block: int
    first_map: int
    before_map: int
    other_maps: tuple[tuple[int, int, int], ...]
    """How often a further map stands after the first of each stretch, from which stretch on, and its type."""
    counts: str
    """How the counts of a page of a tree are written, before width of an entry and level."""
    padding: int
    """Bytes after those, up to what ends the page."""
    heap_shift: int
    """Bits of an id in a heap that are below the number of its block."""
    codec: str = ""
    """The charset of its texts, where they are not UTF-16."""

    @property
    def is_small(self) -> bool:
        """Say whether ids have 32 bits."""
        return self.id == "I"

    @property
    def compresses(self) -> bool:
        """Say whether blocks may be compressed."""
        return self.version == LARGE.version

    @property
    def width(self) -> int:
        """How many bytes an id has."""
        return struct.calcsize(self.id)

    @property
    def trailer(self) -> int:
        """How many bytes end a page or a block."""
        return 8 + self.width + 8 * self.compresses

    @property
    def largest(self) -> int:
        """How many bytes of data a block holds."""
        return self.block - self.trailer

    @property
    def map_bytes(self) -> int:
        """How many bytes of bits a map has."""
        return self.page - self.trailer - self.before_map

    @property
    def mapped(self) -> int:
        """How many bytes of the file one map of allocation speaks of, itself included."""
        return self.map_bytes * 8 * self.unit

    @property
    def entries(self) -> int:
        """How many bytes of entries a page of a tree holds."""
        return self.page - self.trailer - self.padding - struct.calcsize(f"<{self.counts}BB")

    def ids(self, *values: int) -> bytes:
        """Return ids, or places, side by side."""
        return struct.pack(f"<{len(values)}{self.id}", *values)

    def seal(self, checksum: int, id_: int) -> bytes:
        """Return checksum and id in the order in which they end a page or a block."""
        return struct.pack("<II", id_, checksum) if self.is_small else struct.pack("<IQ", checksum, id_)

    def maps(self, number: int) -> Iterator[int]:
        """Yield the types of further maps that stand at the start of that stretch of the file."""
        for every, first, type_ in self.other_maps:
            if number >= first and (number - first) % every == 0:
                yield type_


_OTHER_MAPS = ((8, 0, 0x83), (496, 128, 0x82), (496, 8_192, 0x85))  # PMap, FMap, FPMap

ANSI = Layout(14, "I", 512, 64, 8_192, 0x4400, 4, _OTHER_MAPS, "BB", 0, 16, "cp1252")
"""Outlook 97 to 2002: ids of 32 bits, eight-bit texts."""
USUAL = Layout(23, "Q", 512, 64, 8_192, 0x4400, 0, _OTHER_MAPS, "BB", 4, 16)
"""Outlook 2003 and later, OST files up to 2010."""
LARGE = Layout(36, "Q", 4_096, 512, 65_536, 0x22000, 0, (), "HH", 10, 19)
"""OST files of Outlook 2013 and later: pages of 4,096 bytes, and blocks that may be compressed."""

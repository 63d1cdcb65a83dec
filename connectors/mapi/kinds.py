"""The kinds of Outlook archive by the version in their header, and what a reader of their nodes must know of each.

[MS-PST] 2.2 has the first two. The third is that of OST files of Outlook 2013 and later, as libpff describes it ("64-bit 4k page").
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

__all__ = ["LARGE", "Kind", "kind_of"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: widths and places; ``id`` is how `struct` calls an id, ``counts`` what follows the entries of a page."""

    id: str
    page: int
    entries: int
    counts: struct.Struct
    roots: tuple[int, int]
    """Where the header names the roots of the trees of nodes and of blocks."""
    cipher: int
    """Where the header says how blocks are ciphered."""
    list_head: int
    heap_shift: int
    """Bits of an id in a heap that are below the number of its block."""

    @property
    def width(self) -> int:
        """How many bytes an id has."""
        return struct.calcsize(self.id)


_BYTES, _WORDS = struct.Struct("<BBBB"), struct.Struct("<HHBB")
_OLD = Kind("I", 512, 496, _BYTES, (188, 196), 461, 4, 16)
_USUAL = Kind("Q", 512, 488, _BYTES, (224, 240), 513, 8, 16)
LARGE = Kind("Q", 4096, 4056, _WORDS, (224, 240), 513, 8, 19)
_KINDS = {14: _OLD, 15: _OLD, 21: _USUAL, 23: _USUAL, 36: LARGE}


def kind_of(head: bytes) -> Kind:
    """Return the kind of archive that *head* is the header of; raise ValueError where it is none of these."""
    kind = _KINDS.get(int.from_bytes(head[10:12], "little"))
    if kind is None:
        raise ValueError
    return kind

"""The nodes of an Outlook archive below what libpff shows: a message attached to a message is a node within its attachment.

[MS-PST] 2.2: two B-trees lead from a node to its blocks and its subnodes. Read-only and bounded; whatever is not as the
specification says raises ValueError, and the caller withholds.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from connectors.mapi.kinds import LARGE, kind_of

__all__ = ["Archive", "Node"]

_CIPHERED = 1
_UNIT, _TRAILER = 512, 24  # of blocks that may be compressed
_DEEPEST = 8
_LARGEST = 200_000_000
_OVERHEAD = 64  # bytes that an empty block costs too
_MOST = 100_000
_PERMUTED = bytes.fromhex(  # how bytes read that are stored permuted ([MS-PST] 5.1)
    "47f1b4e60b6a7248854e9eebe2f89453e0bba002e85a09abdbe3bac67cc310dd39059630f53760828cc9134a6b1df3fb8f2697ca911701c4322d6e3195ffd923"
    "d1005e79dc443b1a28c5615720903d83b943be67d2464276c06d5b7eb20f16293ca903540dda5ddff6b7c762cd8d06d3695c86d614f7a56675acb1e94521700c"
    "879f74a4224c6fbf1f56aa2eb3783350b0a392bccf191ca763cb1e4d3e4b1b9b4fe7f0eead3ab55904ea40552551e57a89386852"
    "7bfc27aed7bdfa07f4cc8e5fef359c842b15d5773449b612"
    "0a7f7188fd9d18417d93d8582ccefe24afdeb836c8a180a69998a82f0e816573e4c2a28ad4e111d0088b2af2ed9a643fc16cf9ec"
)


@dataclass(frozen=True, slots=True)
class Node:
    """Where the data of a node and its subnodes stand, as ids of blocks."""

    data: int
    subnodes: int


class Archive:
    """An archive opened as *stream*; raises ValueError where it is of a kind that is not read here."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        head = self._at(0, 512)
        self._kind = kind_of(head)
        self._ids = f"<%d{self._kind.id}"
        cipher = self._at(self._kind.cipher, 1)[0]
        if cipher not in {0, _CIPHERED}:
            raise ValueError
        self._permuted = cipher == _CIPHERED
        self._nodes, self._blocks = (self._numbers(head, 1, at)[0] for at in self._kind.roots)

    @property
    def heap_shift(self) -> int:
        """How many bits of an id in a heap are below the number of its block."""
        return self._kind.heap_shift

    def node(self, id_: int) -> Node:
        """Return the node of that id."""
        found = self._find(self._nodes, id_, ~0)
        return Node(*self._numbers(found, 2, self._kind.width))

    def every_node(self) -> Iterator[int]:
        """Yield the ids of all nodes."""
        yield from self._under(self._nodes, 0)

    def subnodes(self, node: Node) -> dict[int, Node]:
        """Return the subnodes of *node* by id."""
        return dict(self._below(node.subnodes, 0)) if node.subnodes else {}

    def blocks(self, node: Node) -> list[bytes]:
        """Return the data of *node*, block by block."""
        found: list[bytes] = []
        left = _LARGEST
        for block in self._data(node.data, 0) if node.data else ():
            left -= len(block) + _OVERHEAD
            if left < 0:
                raise ValueError
            found.append(block)
        return found

    def _numbers(self, content: bytes, count: int, at: int) -> tuple[int, ...]:
        return struct.unpack_from(self._ids % count, content, at)

    def _at(self, place: int, size: int) -> bytes:
        self._stream.seek(place)
        content = self._stream.read(size)
        if len(content) < size:
            raise ValueError
        return content

    def _page(self, place: int) -> tuple[int, list[bytes]]:
        """Return the level of the page of a tree at *place*, and its entries."""
        page = self._at(place, self._kind.page)
        count, _, width, level = self._kind.counts.unpack_from(page, self._kind.entries)
        end = min(count * width, self._kind.entries)
        return level, [page[at : at + width] for at in range(0, end, width)] if width else []

    def _find(self, place: int, key: int, mask: int) -> bytes:
        """Return the entry of *key* in the B-tree at *place*; *mask* takes from its keys what is no part of an id."""
        for _ in range(_DEEPEST):
            level, entries = self._page(place)
            keys = [self._numbers(entry, 1, 0)[0] & mask for entry in entries]
            if level == 0:
                return entries[keys.index(key)]
            place = self._child(max((k, e) for k, e in zip(keys, entries, strict=True) if k <= key)[1])
        raise ValueError

    def _child(self, entry: bytes) -> int:
        return self._numbers(entry, 1, 2 * self._kind.width)[0]

    def _under(self, place: int, depth: int) -> Iterator[int]:
        level, entries = self._page(place)
        if depth > _DEEPEST:
            raise ValueError
        for entry in entries:
            if level == 0:
                yield self._numbers(entry, 1, 0)[0] & 0xFFFFFFFF
            else:
                yield from self._under(self._child(entry), depth + 1)

    def _block(self, id_: int) -> bytes:
        entry = self._find(self._blocks, id_ & ~1, ~1)
        (place,) = self._numbers(entry, 1, self._kind.width)
        (size,) = struct.unpack_from("<H", entry, 2 * self._kind.width)
        content = self._inflated(place, size) if self._kind is LARGE else self._at(place, size)
        return content.translate(_PERMUTED) if self._permuted and not id_ & 2 else content

    def _inflated(self, place: int, size: int) -> bytes:
        """Return a block that may be compressed, of *size* bytes as it is stored; the trailer says how many it has."""
        whole = self._at(place, -(-(size + _TRAILER) // _UNIT) * _UNIT)
        told, length = struct.unpack_from("<H16xH", whole, len(whole) - _TRAILER)
        if told != size:
            raise ValueError
        if length in {0, size}:
            return whole[:size]
        try:
            content = zlib.decompressobj().decompress(whole[:size], length + 1)
        except zlib.error:
            raise ValueError from None
        if len(content) != length:
            raise ValueError
        return content

    def _data(self, id_: int, depth: int) -> Iterator[bytes]:
        content = self._block(id_)
        if not id_ & 2:
            yield content
            return
        kind, _, count = struct.unpack_from("<BBH", content)
        if kind != 1 or depth > 1:
            raise ValueError
        for inner in self._numbers(content, count, 8):
            yield from self._data(inner, depth + 1)

    def _below(self, id_: int, depth: int) -> Iterator[tuple[int, Node]]:
        content = self._block(id_)
        kind, level, count = struct.unpack_from("<BBH", content)
        if kind != 2 or depth > 1 or count > _MOST:  # noqa: PLR2004 - the type of such a block
            raise ValueError
        head, width = self._kind.list_head, self._kind.width
        for number in range(count):
            if level == 0:
                key, data, below = self._numbers(content, 3, head + 3 * width * number)
                yield key & 0xFFFFFFFF, Node(data, below)
            else:
                yield from self._below(self._numbers(content, 2, head + 2 * width * number)[1], depth + 1)

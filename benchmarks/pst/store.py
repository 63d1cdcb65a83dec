"""The lowest layer of a PST: blocks and pages with their signatures and checksums, maps of what is taken, and two B-trees.

[MS-PST] 2.2. Blocks are written as they come, at the next place that no map of allocation takes; pages and header at the end.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from connectors.mapi.nodes import _PERMUTED

__all__ = ["LARGEST", "Store"]

LARGEST = 8_176  # bytes of data in one block
_PAGE, _UNIT, _TRAILER = 512, 64, 16
_FIRST_MAP = 0x4400
_MAPPED = 496 * 8 * _UNIT  # bytes that one map of allocation speaks of, itself included
_OTHER_MAPS = ((8, 0, 0x83), (496, 128, 0x82), (496, 8_192, 0x85))  # every, from, type: PMap, FMap, FPMap
_BBT, _NBT, _AMAP = 0x80, 0x81, 0x84
_PER_BLOCK = (LARGEST - 8) // 8  # ids in a block of ids
_PER_SUBNODES = (LARGEST - 8) // 24
_ENCODED = bytes(_PERMUTED.index(byte) for byte in range(256))
_PST, _OST = 0x4D53, 0x4F53  # "SM" and "SO": whose file it is, a person's own or a copy of a server's mailbox


class Store:
    """A PST file that is being written at *path*; *permuted* says whether data is stored as Outlook does by default."""

    def __init__(self, path: Path, *, permuted: bool = True, offline: bool = False) -> None:
        self._out: BinaryIO = path.open("w+b")
        self._permuted, self._client = permuted, _OST if offline else _PST
        self._at = _FIRST_MAP
        self._maps: list[bytearray] = []
        self._next_block = 4
        self._next_page = 1
        self._blocks: list[tuple[int, int, int]] = []
        self._nodes: dict[int, tuple[int, int, int]] = {}
        self._new_maps()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()
        self._out.close()

    @property
    def size(self) -> int:
        """How many bytes are written so far."""
        return self._at

    def node(self, id_: int, data: int, subnodes: int = 0, parent: int = 0) -> None:
        """Enter a node into the tree of nodes."""
        self._nodes[id_] = data, subnodes, parent

    def data(self, pieces: Sequence[bytes]) -> int:
        """Write *pieces*, each a block of its own, and return the id of the block that leads to them all."""
        blocks = [(self._block(piece), len(piece)) for piece in pieces]
        if not blocks:
            return 0
        level = 0
        while len(blocks) > 1:
            level += 1
            groups = [blocks[at : at + _PER_BLOCK] for at in range(0, len(blocks), _PER_BLOCK)]
            blocks = [(self._ids(group, level), sum(size for _, size in group)) for group in groups]
        return blocks[0][0]

    def bytes(self, content: bytes) -> int:
        """Write *content* in as many blocks as it takes."""
        return self.data([content[at : at + LARGEST] for at in range(0, len(content), LARGEST)])

    def subnodes(self, nodes: dict[int, tuple[int, int]]) -> int:
        """Write the list of subnodes (id: data, further subnodes) and return its block, 0 where there are none."""
        rows = sorted(nodes.items())
        lists = [rows[at : at + _PER_SUBNODES] for at in range(0, len(rows), _PER_SUBNODES)]
        leaves = []
        for each in lists:
            entries = b"".join(struct.pack("<QQQ", id_, data, below) for id_, (data, below) in each)
            leaves.append((each[0][0], self._block(struct.pack("<BBHI", 2, 0, len(each), 0) + entries, internal=True)))
        if len(leaves) < 2:  # noqa: PLR2004 - then it needs no list of lists
            return leaves[0][1] if leaves else 0
        entries = b"".join(struct.pack("<QQ", id_, block) for id_, block in leaves)
        return self._block(struct.pack("<BBHI", 2, 1, len(leaves), 0) + entries, internal=True)

    def _ids(self, blocks: Sequence[tuple[int, int]], level: int) -> int:
        total = sum(size for _, size in blocks)
        head = struct.pack("<BBHI", 1, level, len(blocks), total)
        return self._block(head + b"".join(struct.pack("<Q", id_) for id_, _ in blocks), internal=True)

    def _block(self, content: bytes, *, internal: bool = False) -> int:
        id_ = self._next_block | (2 if internal else 0)
        self._next_block += 4
        stored = content if internal or not self._permuted else content.translate(_ENCODED)
        room = -(-(len(stored) + _TRAILER) // _UNIT) * _UNIT
        place = self._room(room)
        trailer = struct.pack("<HHIQ", len(stored), _signature(place, id_), _checksum(stored), id_)
        self._out.seek(place)
        self._out.write(stored.ljust(room - _TRAILER, b"\0") + trailer)
        self._blocks.append((id_, place, len(stored)))
        return id_

    def _room(self, size: int) -> int:
        """Return the next place for *size* bytes: a page stands on a multiple of its size, and nothing runs over a map."""
        if size == _PAGE:
            self._at += -self._at % _PAGE
        if self._at + size > _FIRST_MAP + len(self._maps) * _MAPPED:
            self._at = _FIRST_MAP + len(self._maps) * _MAPPED
            self._new_maps()
        place = self._at
        self._take(place, size)
        self._at += size
        return place

    def _take(self, place: int, size: int) -> None:
        for unit in range((place - _FIRST_MAP) % _MAPPED // _UNIT, ((place - _FIRST_MAP) % _MAPPED + size) // _UNIT):
            self._maps[-1][unit // 8] |= 0x80 >> unit % 8

    def _new_maps(self) -> None:
        """Leave room for the map of what follows, and for the maps of maps that stand here."""
        number = len(self._maps)
        self._maps.append(bytearray(496))
        pages = 1 + sum(number >= first and (number - first) % every == 0 for every, first, _ in _OTHER_MAPS)
        self._take(self._at, pages * _PAGE)
        self._at += pages * _PAGE

    def _finish(self) -> None:
        blocks = [struct.pack("<QQHHI", id_, place, size, 2, 0) for id_, place, size in sorted(self._blocks)]
        nodes = [struct.pack("<QQQII", id_, *node, 0) for id_, node in sorted(self._nodes.items())]
        trees = self._tree(nodes, _NBT), self._tree(blocks, _BBT)
        end = _FIRST_MAP + len(self._maps) * _MAPPED
        self._out.truncate(end)
        for number, taken in enumerate(self._maps):
            self._write_maps(_FIRST_MAP + number * _MAPPED, number, taken)
        self._out.seek(0)
        self._out.write(self._header(trees, end))

    def _write_maps(self, place: int, number: int, taken: bytearray) -> None:
        self._write_page(place, bytes(taken), _AMAP, place, 0)
        for every, first, type_ in _OTHER_MAPS:
            if number >= first and (number - first) % every == 0:
                place += _PAGE
                self._write_page(place, (b"\xff" if type_ == 0x83 else b"\0") * 496, type_, place, 0)  # noqa: PLR2004

    def _tree(self, entries: list[bytes], type_: int) -> tuple[int, int]:
        """Write a B-tree of *entries*, sorted, and return id and place of its root."""
        level = 0
        while True:
            width = len(entries[0]) if entries else 24
            most = 488 // width
            pages = [entries[at : at + most] for at in range(0, len(entries), most)] or [[]]
            places = [self._tree_page(page, width, most, level, type_) for page in pages]
            if len(places) == 1:
                return places[0]
            entries = [page[0][:8] + struct.pack("<QQ", *place) for page, place in zip(pages, places, strict=True)]
            level += 1

    def _tree_page(self, entries: list[bytes], width: int, most: int, level: int, type_: int) -> tuple[int, int]:
        place, id_ = self._room(_PAGE), self._next_page
        self._next_page += 1
        content = b"".join(entries).ljust(488, b"\0") + struct.pack("<BBBBI", len(entries), most, width, level, 0)
        self._write_page(place, content, type_, id_, _signature(place, id_))
        return id_, place

    def _write_page(self, place: int, content: bytes, type_: int, id_: int, signature: int) -> None:
        self._out.seek(place)
        self._out.write(content + struct.pack("<BBHIQ", type_, type_, signature, _checksum(content), id_))

    def _header(self, trees: tuple[tuple[int, int], tuple[int, int]], end: int) -> bytes:
        free = sum(byte.bit_count() == 0 for taken in self._maps for byte in taken) * 8 * _UNIT
        last = _FIRST_MAP + (len(self._maps) - 1) * _MAPPED
        root = struct.pack("<IQQQQQQQQBBH", 0, end, last, free, 0, *trees[0], *trees[1], 2, 0, 0)
        used = (max((id_ >> 5 for id_ in self._nodes if id_ & 0x1F == kind), default=0x400) for kind in range(32))
        ids = struct.pack("<32I", *used)
        told = (
            struct.pack("<HHHBBIIQQI", self._client, 23, 19, 1, 1, 0, 0, 0, self._next_page, 1) + ids + bytes(8) + root
        )
        told = (told + bytes(4)).ljust(504, b"\xff") + struct.pack("<BBHQ", 0x80, self._permuted, 0, self._next_block)
        partial, full = _checksum(told[:471]), _checksum(told)
        return struct.pack("<4sI", b"!BDN", partial) + told + struct.pack("<I", full) + bytes(36)


def _signature(place: int, id_: int) -> int:
    mixed = (place ^ id_) & 0xFFFFFFFF
    return (mixed >> 16 ^ mixed) & 0xFFFF


def _checksum(content: bytes) -> int:
    """Return the checksum of [MS-PST] 5.3: a CRC-32 that begins at zero and is not turned over at the end."""
    return zlib.crc32(content, 0xFFFFFFFF) ^ 0xFFFFFFFF

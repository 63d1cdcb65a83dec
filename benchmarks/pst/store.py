"""The lowest layer of a PST: blocks and pages with their signatures and checksums, maps of what is taken, and two B-trees.

[MS-PST] 2.2. Blocks are written as they come, at the next place that no map of allocation takes; pages and header at the end.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from benchmarks.pst.header import Told, checksum, header
from benchmarks.pst.layout import USUAL, Layout
from connectors.mapi.nodes import _PERMUTED

__all__ = ["Store"]

_BBT, _NBT, _AMAP, _PMAP = 0x80, 0x81, 0x84, 0x83
_ENCODED = bytes(_PERMUTED.index(byte) for byte in range(256))
_PST, _OST = 0x4D53, 0x4F53  # "SM" and "SO": whose file it is, a person's own or a copy of a server's mailbox


@dataclass(frozen=True, slots=True)
class _Block:
    """Where a block stands, how many bytes it takes there, and how many it has."""

    id: int
    place: int
    stored: int
    size: int


class Store:
    """An archive that is being written at *path*; *permuted* says whether data is stored as Outlook does by default."""

    def __init__(self, path: Path, *, permuted: bool = True, offline: bool = False, layout: Layout = USUAL) -> None:
        self.layout = layout
        self._out: BinaryIO = path.open("w+b")
        self._permuted, self._client = permuted, _OST if offline else _PST
        self._at = layout.first_map
        self._maps: list[bytearray] = []
        self._next_block = 4
        self._next_page = 1
        self._blocks: list[_Block] = []
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
        most = (self.layout.largest - 8) // self.layout.width
        while len(blocks) > 1:
            level += 1
            groups = [blocks[at : at + most] for at in range(0, len(blocks), most)]
            blocks = [(self._ids(group, level), sum(size for _, size in group)) for group in groups]
        return blocks[0][0]

    def bytes(self, content: bytes) -> int:
        """Write *content* in as many blocks as it takes."""
        most = self.layout.largest
        return self.data([content[at : at + most] for at in range(0, len(content), most)])

    def subnodes(self, nodes: dict[int, tuple[int, int]]) -> int:
        """Write the list of subnodes (id: data, further subnodes) and return its block, 0 where there are none."""
        rows = sorted(nodes.items())
        most = (self.layout.largest - 8) // (3 * self.layout.width)
        leaves = []
        for each in (rows[at : at + most] for at in range(0, len(rows), most)):
            entries = [self.layout.ids(id_, data, below) for id_, (data, below) in each]
            leaves.append((each[0][0], self._list(entries, 0)))
        if len(leaves) < 2:  # noqa: PLR2004 - then it needs no list of lists
            return leaves[0][1] if leaves else 0
        return self._list([self.layout.ids(*leaf) for leaf in leaves], 1)

    def _list(self, entries: Sequence[bytes], level: int) -> int:
        head = struct.pack("<BBH", 2, level, len(entries)) + bytes(0 if self.layout.is_small else 4)
        return self._block(head + b"".join(entries), internal=True)

    def _ids(self, blocks: Sequence[tuple[int, int]], level: int) -> int:
        head = struct.pack("<BBHI", 1, level, len(blocks), sum(size for _, size in blocks))
        return self._block(head + self.layout.ids(*(id_ for id_, _ in blocks)), internal=True)

    def _block(self, content: bytes, *, internal: bool = False) -> int:
        id_ = self._next_block | (2 if internal else 0)
        self._next_block += 4
        stored = self._compressed(content if internal or not self._permuted else content.translate(_ENCODED))
        room = -(-(len(stored) + self.layout.trailer) // self.layout.unit) * self.layout.unit
        place = self._room(room)
        trailer = struct.pack("<HH", len(stored), _signature(place, id_)) + self.layout.seal(checksum(stored), id_)
        if self.layout.compresses:
            trailer += struct.pack("<HHI", 0, len(content), 0)
        self._out.seek(place)
        self._out.write(stored.ljust(room - len(trailer), b"\0") + trailer)
        self._blocks.append(_Block(id_, place, len(stored), len(content)))
        return id_

    def _compressed(self, content: bytes) -> bytes:
        """Return *content* as it is stored: compressed where that saves room, in the kind of archive that can."""
        packed = zlib.compress(content) if self.layout.compresses else content
        return packed if len(packed) + self.layout.unit <= len(content) else content

    def _room(self, size: int) -> int:
        """Return the next place for *size* bytes: a page stands on a multiple of its size, and nothing runs over a map."""
        if size == self.layout.page:
            self._at += -self._at % size
        end = self.layout.first_map + len(self._maps) * self.layout.mapped
        if self._at + size > end:
            self._at = end
            self._new_maps()
        place = self._at
        self._take(place, size)
        self._at += size
        return place

    def _take(self, place: int, size: int) -> None:
        first = (place - self.layout.first_map) % self.layout.mapped // self.layout.unit
        for unit in range(first, first + size // self.layout.unit):
            self._maps[-1][unit // 8] |= 0x80 >> unit % 8

    def _new_maps(self) -> None:
        """Leave room for the map of what follows, and for the maps of maps that stand here."""
        pages = 1 + len(list(self.layout.maps(len(self._maps))))
        self._maps.append(bytearray(self.layout.map_bytes))
        self._take(self._at, pages * self.layout.page)
        self._at += pages * self.layout.page

    def _finish(self) -> None:
        trees = self._tree(self._node_entries(), _NBT), self._tree(self._block_entries(), _BBT)
        end = self.layout.first_map + len(self._maps) * self.layout.mapped
        self._out.truncate(end)
        for number, taken in enumerate(self._maps):
            self._write_maps(self.layout.first_map + number * self.layout.mapped, number, taken)
        self._out.seek(0)
        self._out.write(header(self.layout, self._told(trees, end)))

    def _node_entries(self) -> list[bytes]:
        rows = sorted(self._nodes.items())
        after = bytes(0 if self.layout.is_small else 4)
        return [
            self.layout.ids(id_, data, below) + struct.pack("<I", parent) + after for id_, (data, below, parent) in rows
        ]

    def _block_entries(self) -> list[bytes]:
        form = "<HHHH" if self.layout.compresses else "<HH" if self.layout.is_small else "<HHI"
        made = []
        for each in sorted(self._blocks, key=lambda block: block.id):
            sizes = (each.stored, each.size, 2, 0) if self.layout.compresses else (each.stored, 2, 0)
            made.append(self.layout.ids(each.id, each.place) + struct.pack(form, *sizes[: len(form) - 1]))
        return made

    def _write_maps(self, place: int, number: int, taken: bytearray) -> None:
        before = bytes(self.layout.before_map)
        self._write_page(place, before + taken, _AMAP, place, 0)
        for type_ in self.layout.maps(number):
            place += self.layout.page
            bits = (b"\xff" if type_ == _PMAP else b"\0") * self.layout.map_bytes
            self._write_page(place, before + bits, type_, place, 0)

    def _tree(self, entries: list[bytes], type_: int) -> tuple[int, int]:
        """Write a B-tree of *entries*, sorted, and return id and place of its root."""
        level = 0
        wide = self.layout.width
        while True:
            most = self.layout.entries // (len(entries[0]) if entries else 3 * wide)
            pages = [entries[at : at + most] for at in range(0, len(entries), most)] or [[]]
            places = [self._tree_page(page, most, level, type_) for page in pages]
            if len(places) == 1:
                return places[0]
            entries = [page[0][:wide] + self.layout.ids(*place) for page, place in zip(pages, places, strict=True)]
            level += 1

    def _tree_page(self, entries: list[bytes], most: int, level: int, type_: int) -> tuple[int, int]:
        place, id_ = self._room(self.layout.page), self._next_page
        self._next_page += 1
        width = len(entries[0]) if entries else 3 * self.layout.width
        foot = struct.pack(f"<{self.layout.counts}BB", len(entries), most, width, level) + bytes(self.layout.padding)
        content = b"".join(entries).ljust(self.layout.entries, b"\0") + foot
        self._write_page(place, content, type_, id_, _signature(place, id_))
        return id_, place

    def _write_page(self, place: int, content: bytes, type_: int, id_: int, signature: int) -> None:
        trailer = struct.pack("<BBH", type_, type_, signature) + self.layout.seal(checksum(content), id_)
        self._out.seek(place)
        self._out.write((content + trailer).ljust(self.layout.page, b"\0"))

    def _told(self, trees: tuple[tuple[int, int], tuple[int, int]], end: int) -> Told:
        free = sum(byte == 0 for taken in self._maps for byte in taken) * 8 * self.layout.unit
        used = (max((id_ >> 5 for id_ in self._nodes if id_ & 0x1F == kind), default=0x400) for kind in range(32))
        return Told(
            self._client, self._permuted, tuple(used), self._next_page, self._next_block,
            (end, end - self.layout.mapped, free, 0), (*trees[0], *trees[1]),
        )  # fmt: skip


def _signature(place: int, id_: int) -> int:
    mixed = (place ^ id_) & 0xFFFFFFFF
    return (mixed >> 16 ^ mixed) & 0xFFFF

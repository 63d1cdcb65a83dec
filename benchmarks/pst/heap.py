"""Lists of properties and tables, as a PST keeps them: in a heap of small pieces, what is large beside it in subnodes.

[MS-PST] 2.3. A piece of a heap has at most 3,580 bytes; a B-tree in the heap leads from a key to each property or row.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.pst.layout import Layout
from benchmarks.pst.store import Store

__all__ = ["BOOLEAN", "Node", "Properties", "Rows", "Value", "properties", "table"]

SHORT, LONG, BOOLEAN, LONG_LONG, TIME, UNICODE, STRING, BINARY, OBJECT = 2, 3, 0x0B, 0x14, 0x40, 0x1F, 0x1E, 0x102, 0x0D
_SIZES = {SHORT: 2, LONG: 4, BOOLEAN: 1, LONG_LONG: 8, TIME: 8}
_PIECE = 3_580
_PIECES = 2_047
"""Pieces in a block: eleven bits of an id say which."""
_APART = 0x1F
"""Type of a subnode that holds a long value."""
_TABLE, _LIST, _TREE = 0x7C, 0xBC, 0xB5
_ROW_ID, _ROW_VERSION = 0x67F2, 0x67F3

Value = str | bytes | bool | int | tuple[int, bytes]
Properties = Mapping[int, Value]
Rows = Sequence[tuple[int, Properties]]


@dataclass(slots=True)
class Node:
    """A node that was written: its data, and its subnodes (id: data, further subnodes), which its owner adds to."""

    data: int
    below: dict[int, tuple[int, int]] = field(default_factory=dict)

    def entry(self, store: Store) -> tuple[int, int]:
        """Return the blocks of data and of subnodes, as a node or a subnode names them."""
        return self.data, store.subnodes(self.below)


class _Heap:
    """Pieces in blocks; a piece is known by the number of its block and its own in it."""

    def __init__(self, store: Store, client: int) -> None:
        self._store = store
        self._client = client
        self._largest = store.layout.largest
        self._blocks: list[list[bytes]] = [[]]
        self._used = 12
        self.below: dict[int, tuple[int, int]] = {}

    def add(self, piece: bytes) -> int:
        """Return the id under which *piece* stands in the heap, 0 for nothing."""
        if not piece:
            return 0
        there = len(self._blocks[-1])
        if there == _PIECES or self._used + len(piece) + 2 * there + 10 > self._largest:
            self._blocks.append([])
            self._used = _head_size(len(self._blocks) - 1)
        self._blocks[-1].append(piece)
        self._used += len(piece)
        return (len(self._blocks) - 1) << self._store.layout.heap_shift | len(self._blocks[-1]) << 5

    def apart(self, content: bytes) -> int:
        """Return the id of a subnode with *content*."""
        id_ = (0x8001 + len(self.below)) << 5 | _APART
        self.below[id_] = self._store.bytes(content), 0
        return id_

    def value(self, content: bytes) -> int:
        """Put *content* where its size belongs."""
        return self.add(content) if len(content) <= _PIECE else self.apart(content)

    def tree(self, rows: Sequence[tuple[int, bytes]], key: int, size: int) -> int:
        """Write a B-tree of *rows*, sorted, and return the id of its head."""
        entries = [(number, number.to_bytes(key, "little") + data) for number, data in rows]
        levels = -1
        root = 0
        while entries:
            levels += 1
            most = _PIECE // len(entries[0][1])
            groups = [entries[at : at + most] for at in range(0, len(entries), most)]
            ids = [(group[0][0], self.add(b"".join(entry for _, entry in group))) for group in groups]
            root = ids[0][1]
            entries = (
                [(n, n.to_bytes(key, "little") + struct.pack("<I", id_)) for n, id_ in ids] if len(ids) > 1 else []
            )
        return self.add(struct.pack("<BBBBI", _TREE, key, size, max(levels, 0), root))

    def node(self, root: int) -> Node:
        """Write the heap; *root* is the piece that its reader begins with."""
        blocks = [self._rendered(number, pieces, root) for number, pieces in enumerate(self._blocks)]
        return Node(self._store.data(blocks), self.below)

    def _rendered(self, number: int, pieces: Sequence[bytes], root: int) -> bytes:
        places = [_head_size(number)]
        for piece in pieces:
            places.append(places[-1] + len(piece))
        end = places[-1] + places[-1] % 2
        if number == 0:
            head = struct.pack("<HBBII", end, 0xEC, self._client, root, 0)
        else:
            head = struct.pack("<H", end).ljust(_head_size(number), b"\0")
        table = struct.pack(f"<HH{len(places)}H", len(pieces), 0, *places)
        content = (head + b"".join(pieces)).ljust(end, b"\0") + table
        return content if number + 1 == len(self._blocks) else content.ljust(self._largest, b"\0")


def _head_size(number: int) -> int:
    """Return the size of a block's head: the eighth and each 128th after it begin with a map of how full the next ones are."""
    return 12 if number == 0 else 66 if number % 128 == 8 else 2  # noqa: PLR2004 - [MS-PST] 2.3.1.4


def _typed(value: Value, layout: Layout) -> tuple[int, bytes]:
    if isinstance(value, tuple):
        return value
    if isinstance(value, bool):
        return BOOLEAN, bytes([value])
    if isinstance(value, int):
        return LONG, struct.pack("<i", value)
    if isinstance(value, bytes):
        return BINARY, value
    return (STRING, value.encode(layout.codec)) if layout.codec else (UNICODE, value.encode("utf-16-le"))


def properties(store: Store, values: Properties) -> Node:
    """Write a list of properties."""
    heap = _Heap(store, _LIST)
    rows = []
    for id_, value in sorted(values.items()):
        type_, content = _typed(value, store.layout)
        inline = _SIZES.get(type_, 8) <= 4  # noqa: PLR2004 - the size of the entry's own room
        stored = content.ljust(4, b"\0") if inline else struct.pack("<I", heap.value(content))
        rows.append((id_, struct.pack("<H", type_) + stored))
    return heap.node(heap.tree(rows, 2, 6))


def table(store: Store, columns: Iterable[tuple[int, int]], rows: Rows) -> Node:
    """Write a table of *columns*, each an id and a type; a row is its id and the cells it has."""
    heap = _Heap(store, _TABLE)
    all_ = {_ROW_ID: LONG, _ROW_VERSION: LONG} | {id_: _stored(type_, store.layout) for id_, type_ in columns}
    places, ends = _places(all_)
    width = ends[3]
    packed = [
        _row(heap, store.layout, {**cells, _ROW_ID: id_, _ROW_VERSION: 1}, all_, places, ends) for id_, cells in rows
    ]
    described = b"".join(
        struct.pack("<HHHBB", type_, id_, places[id_][0], _cell_size(type_), places[id_][1])
        for id_, type_ in sorted(all_.items())
    )
    number = 2 if store.layout.is_small else 4
    index = heap.tree(sorted((id_, n.to_bytes(number, "little")) for n, (id_, _) in enumerate(rows)), 4, number)
    data = _matrix(heap, store, packed, width)
    head = struct.pack("<BB4HIII", _TABLE, len(all_), *ends, index, data, 0)
    return heap.node(heap.add(head + described))


def _stored(type_: int, layout: Layout) -> int:
    """Return the type of a column as this kind of archive has it."""
    return STRING if type_ == UNICODE and layout.codec else type_


def _cell_size(type_: int) -> int:
    return _SIZES.get(type_, 4)


def _places(columns: Mapping[int, int]) -> tuple[dict[int, tuple[int, int]], tuple[int, int, int, int]]:
    """Return where each column stands and its bit, and where cells of 8 and 4, 2, 1 bytes and the row end."""
    first = [_ROW_ID, _ROW_VERSION]
    rest = sorted((id_ for id_ in columns if id_ not in first), key=lambda id_: (-_cell_size(columns[id_]), id_))
    places, at = {}, 0
    ends = {4: 0, 2: 0, 1: 0}
    for bit, id_ in enumerate([*first, *rest]):
        size = _cell_size(columns[id_])
        places[id_] = at, bit
        at += size
        ends |= {group: at for group in ends if size >= group}
    four = max(ends[4], 8)
    two, one = max(ends[2], four), max(ends[1], ends[2], four)
    return places, (four, two, one, one + -(-len(columns) // 8))


def _row(  # noqa: PLR0917 - a table's layout is three of them
    heap: _Heap, layout: Layout, cells: Properties, columns: Mapping[int, int],
    places: Mapping[int, tuple[int, int]], ends: tuple[int, int, int, int],
) -> bytes:  # fmt: skip
    row = bytearray(ends[3])
    for column, value in cells.items():
        at, bit = places[column]
        type_, content = _typed(value, layout)
        size = _cell_size(columns[column])
        row[at : at + size] = content if type_ in _SIZES else struct.pack("<I", heap.value(content))
        row[ends[2] + bit // 8] |= 0x80 >> bit % 8
    return bytes(row)


def _matrix(heap: _Heap, store: Store, rows: Sequence[bytes], width: int) -> int:
    """Write the rows: in the heap where they have room, else in a subnode, no row over the end of a block."""
    whole = b"".join(rows)
    if len(whole) <= _PIECE:
        return heap.add(whole)
    largest = store.layout.largest
    most = largest // width
    groups = [b"".join(rows[at : at + most]) for at in range(0, len(rows), most)]
    id_ = (0x8001 + len(heap.below)) << 5 | _APART
    heap.below[id_] = store.data([*(each.ljust(largest, b"\0") for each in groups[:-1]), groups[-1]]), 0
    return id_

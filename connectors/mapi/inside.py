"""Items and folders that libpff cannot give, or gives garbled, are read from the archive's own nodes: above all items in items.

[MS-PST] 2.3: a heap in the blocks of a node holds a list of properties or a table; long values are subnodes of their own. What is
not as the specification says raises ValueError, and the attachment, or the item, is withheld.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from connectors.mapi.item import Attachment, Item
from connectors.mapi.names import FIRST
from connectors.mapi.nodes import Archive, Node
from connectors.mapi.properties import BINARY, MULTIPLE, OBJECT, STRING, UNICODE, Bag, Name, Property
from connectors.mapi.several import several
from records.errors import Reason

__all__ = ["attached_item", "held_item", "listed", "properties"]

_RECIPIENTS, _ATTACHMENT_KIND, _KIND = 0x692, 0x05, 0x1F
_METHOD, _DATA, _BY_VALUE, _EMBEDDED, _FLAGS, _HAS_ATTACHMENT = 0x3705, 0x3701, 1, 5, 0x0E07, 0x10
_HEAP, _PROPERTIES, _TABLE, _TREE = 0xEC, 0xBC, 0x7C, 0xB5
_INLINE = {0x02: 2, 0x03: 4, 0x04: 4, 0x0A: 4, 0x0B: 1}
_LONG = {0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8, 0x40: 8, 0x48: 16}
_MOST, _DEEPEST = 100_000, 20
_BROKEN = (ValueError, KeyError, IndexError, struct.error, RecursionError)


def attached_item(archive: Archive, message: int, attachment: int, names: dict[int, Name], outer: str) -> Item:
    """Return the item in the attachment of that id of the message of that id; raise ValueError where there is none."""
    try:
        node = archive.subnodes(archive.node(message))[attachment]
        return _Reader(archive, names).embedded(node, outer, 0)
    except _BROKEN:
        raise ValueError from None


def held_item(archive: Archive, message: int, names: dict[int, Name], outer: str, most: int) -> Item:
    """Return the item of that id; raise ValueError where there is none.

    An attachment that cannot be read, or is longer than *most*, costs itself.
    """
    try:
        return _Reader(archive, names).held(archive.node(message), outer, most)
    except _BROKEN:
        raise ValueError from None


def properties(archive: Archive, id_: int, outer: str = "") -> Bag:
    """Return the properties of the node of that id, none of them named; raise ValueError where it has none."""
    try:
        return _Reader(archive, {}).about(_Heap(archive, archive.node(id_)), outer)
    except _BROKEN:
        raise ValueError from None


def listed(archive: Archive, table: int) -> tuple[int, ...]:
    """Return the ids of the nodes that the table of that id lists, ascending; raise ValueError where it cannot be read."""
    try:
        return _Heap(archive, archive.node(table)).row_ids()
    except _BROKEN:
        raise ValueError from None


class _Reader:
    def __init__(self, archive: Archive, names: dict[int, Name]) -> None:
        self._archive = archive
        self._names = names

    def embedded(self, attachment: Node, outer: str, depth: int) -> Item:
        """Return the item that *attachment* is."""
        if depth > _DEEPEST:
            raise ValueError
        held = dict(_Heap(self._archive, attachment).entries())
        type_, value = held[_DATA]
        if type_ != OBJECT:
            raise ValueError
        heap = _Heap(self._archive, attachment)
        inner = int.from_bytes(heap.value(value)[:4], "little")
        return self._item(heap.below[inner], outer, depth)

    def held(self, node: Node, outer: str, most: int) -> Item:
        """Return the item that *node* is, its attachments one at a time."""
        heap = _Heap(self._archive, node)
        bag = self.about(heap, outer)
        return Item(bag, self._people(heap, bag), self._each(heap, bag, most))

    def about(self, heap: _Heap, outer: str) -> Bag:
        """Return the properties in *heap*."""
        return Bag(self._properties(heap), outer=outer)

    def _item(self, node: Node, outer: str, depth: int) -> Item:
        heap = _Heap(self._archive, node)
        bag = self.about(heap, outer)
        found = [self._attachment(each, bag.codec, depth) for each in _files(heap)]
        return Item(bag, self._people(heap, bag), iter(found or _absent(bag)))

    def _people(self, heap: _Heap, bag: Bag) -> tuple[Bag, ...]:
        table = heap.below.get(_RECIPIENTS)
        rows = _Heap(self._archive, table).rows() if table else ()
        return tuple(Bag(self._named(row), outer=bag.codec) for row in rows)

    def _each(self, heap: _Heap, bag: Bag, most: int) -> Iterator[Attachment]:
        files = _files(heap)
        yield from () if files else _absent(bag)
        for each in files:
            try:
                found = self._attachment(each, bag.codec, 0)
            except _BROKEN:
                found = Attachment(Bag(()), flaw=Reason.UNREADABLE)
            yield found if len(found.content) <= most else Attachment(found.bag, flaw=Reason.TOO_LARGE)

    def _attachment(self, node: Node, outer: str, depth: int) -> Attachment:
        bag = self.about(_Heap(self._archive, node), outer)
        method = bag.number(_METHOD)
        if method == _EMBEDDED:
            return Attachment(bag, item=self.embedded(node, outer, depth + 1))
        if method not in {None, _BY_VALUE}:
            return Attachment(bag, flaw=Reason.UNSUPPORTED if method in {0, 6} else Reason.EXTERNAL)
        content = bag.binary(_DATA)
        return Attachment(bag, content, flaw=None if content else Reason.UNREADABLE)

    def _properties(self, heap: _Heap) -> Iterator[Property]:
        values = ((id_, type_, heap.of_type(type_, value)) for id_, (type_, value) in heap.entries() if type_ != OBJECT)
        return self._named(values)

    def _named(self, values: Iterator[tuple[int, int, bytes]]) -> Iterator[Property]:
        for id_, type_, value in values:
            plain = type_ & ~MULTIPLE
            found = several(value, plain) if type_ & MULTIPLE else (value,)
            yield Property(id_, plain, found, self._names.get(id_) if id_ >= FIRST else None)


def _files(heap: _Heap) -> list[Node]:
    return [below for id_, below in sorted(heap.below.items()) if id_ & _KIND == _ATTACHMENT_KIND]


def _absent(bag: Bag) -> list[Attachment]:
    """Return what stands for the attachments of an item that says it has some and has none."""
    has = (bag.number(_FLAGS) or 0) & _HAS_ATTACHMENT
    return [Attachment(Bag(()), flaw=Reason.MISSING)] if has else []


class _Heap:
    """The heap of one node, and its subnodes."""

    def __init__(self, archive: Archive, node: Node) -> None:
        self._archive = archive
        self._shift = archive.heap_shift
        self.below = archive.subnodes(node)
        self._blocks = archive.blocks(node)
        signature, self._client, self._root = struct.unpack_from("<BBI", self._blocks[0], 2)
        if signature != _HEAP:
            raise ValueError

    def entries(self) -> Iterator[tuple[int, tuple[int, bytes]]]:
        """Yield id, and type and stored value, of each property."""
        if self._client != _PROPERTIES:
            raise ValueError
        for key, data in self._tree(self._root):
            yield key, (int.from_bytes(data[:2], "little"), data[2:6])

    def of_type(self, type_: int, stored: bytes) -> bytes:
        """Return the value of a property: it stands in the entry itself, in the heap, or in a subnode."""
        return stored[: _INLINE[type_]] if type_ in _INLINE else self.value(stored)

    def value(self, stored: bytes) -> bytes:
        """Return what a reference into the heap or to a subnode leads to."""
        id_ = int.from_bytes(stored[:4], "little")
        if id_ & _KIND:
            return b"".join(self._archive.blocks(self.below[id_]))
        return self._held(id_) if id_ else b""

    def row_ids(self) -> tuple[int, ...]:
        """Return the ids of the rows of a table, ascending."""
        return tuple(id_ for id_, _ in self._tree(struct.unpack_from("<I", self._head(), 10)[0]))

    def _head(self) -> bytes:
        head = self._held(self._root)
        if self._client != _TABLE or head[0] != _TABLE:
            raise ValueError
        return head

    def rows(self) -> Iterator[Iterator[tuple[int, int, bytes]]]:
        """Yield the cells of each row of a table: id, type and value."""
        head = self._head()
        bits, width = struct.unpack_from("<HH", head, 6)
        index, data = struct.unpack_from("<I", head, 10)[0], head[14:18]
        columns = [struct.unpack_from("<HHHBB", head, 22 + 8 * number) for number in range(head[1])]
        number = int.from_bytes(data, "little")
        if not number:
            return  # no rows
        blocks = self._archive.blocks(self.below[number]) if number & _KIND else [self._held(number)]
        packed = [block[at : at + width] for block in blocks for at in range(0, len(block) - width + 1, width)]
        for _, place in self._tree(index):
            yield self._cells(packed[int.from_bytes(place[:4], "little")], columns, bits)

    def _cells(self, row: bytes, columns: list[tuple[int, ...]], bits: int) -> Iterator[tuple[int, int, bytes]]:
        for type_, id_, at, size, bit in columns:
            if not row[bits + bit // 8] & (0x80 >> bit % 8) or type_ == OBJECT:
                continue
            cell = row[at : at + size]
            is_apart = type_ in {STRING, UNICODE, BINARY} or type_ & MULTIPLE or (type_ in _LONG and size == 4)  # noqa: PLR2004
            yield id_, type_, self.value(cell) if is_apart else cell

    def _tree(self, id_: int) -> Iterator[tuple[int, bytes]]:
        kind, key, size, levels, root = struct.unpack_from("<BBBBI", self._held(id_))
        if kind != _TREE:
            raise ValueError
        yield from self._branch(root, key, size, levels)

    def _branch(self, id_: int, key: int, size: int, levels: int) -> Iterator[tuple[int, bytes]]:
        content = self._held(id_) if id_ else b""
        width = key + (size if levels == 0 else 4)
        if width <= key or len(content) // width > _MOST or levels > _DEEPEST:
            raise ValueError
        for at in range(0, len(content) - width + 1, width):
            entry = content[at : at + width]
            if levels == 0:
                yield int.from_bytes(entry[:key], "little"), entry[key:]
            else:
                yield from self._branch(int.from_bytes(entry[key:], "little"), key, size, levels - 1)

    def _held(self, id_: int) -> bytes:
        block, number = self._blocks[id_ >> self._shift], ((id_ & (1 << self._shift) - 1) >> 5) - 1
        (place,) = struct.unpack_from("<H", block)
        count, _ = struct.unpack_from("<HH", block, place)
        if not 0 <= number < count:
            raise ValueError
        start, end = struct.unpack_from("<HH", block, place + 4 + 2 * number)
        return block[start:end]

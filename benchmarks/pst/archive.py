"""Folders, messages, recipients and attachments as nodes of a PST, with the tables that lead to them ([MS-PST] 2.4).

Messages are written as they come; a folder's tables, which list what is in it, when it is closed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.pst.heap import (
    BOOLEAN,
    LONG,
    OBJECT,
    TIME,
    UNICODE,
    Node,
    Properties,
    Rows,
    Value,
    properties,
    table,
)
from benchmarks.pst.layout import USUAL, Layout
from benchmarks.pst.store import Store

__all__ = ["Archive", "Attached", "Folder", "Item"]

_STORE, _NAMES, _ROOT = 0x21, 0x61, 0x122
_FOLDER, _SEARCH, _MESSAGE, _ATTACHMENT, _ASSOCIATED = 2, 3, 4, 5, 8
_HIERARCHY, _CONTENTS, _HIDDEN = 0x0D, 0x0E, 0x0F
_RECIPIENTS, _ATTACHMENTS = 0x692, 0x671
_UID = bytes(range(0x51, 0x61))
_METHOD, _DATA, _SIZE, _BY_VALUE, _EMBEDDED = 0x3705, 0x3701, 0x0E20, 1, 5
_FLAGS, _HAS_ATTACHMENT = 0x0E07, 0x10
_NAME, _COUNT, _UNREAD, _HAS_FOLDERS, _CLASS = 0x3001, 0x3602, 0x3603, 0x360A, 0x3613

_HIERARCHY_COLUMNS = {_NAME: UNICODE, _COUNT: LONG, _UNREAD: LONG, _HAS_FOLDERS: BOOLEAN, _CLASS: UNICODE}
_CONTENTS_COLUMNS = {
    0x0017: LONG, 0x001A: UNICODE, 0x0036: LONG, 0x0037: UNICODE, 0x0039: TIME, 0x0042: UNICODE, 0x0070: UNICODE, 0x0E03: UNICODE,
    0x0E04: UNICODE, 0x0E06: TIME, 0x0E07: LONG, 0x0E08: LONG, 0x0E17: LONG, 0x3008: TIME,
}  # fmt: skip
_HIDDEN_COLUMNS = {0x001A: UNICODE, 0x0E07: LONG, 0x0E17: LONG, _NAME: UNICODE}
_RECIPIENT_COLUMNS = {
    0x0C15: LONG, 0x0E0F: BOOLEAN, 0x0FFE: LONG, _NAME: UNICODE, 0x3002: UNICODE, 0x3003: UNICODE, 0x39FE: UNICODE, 0x3900: LONG,
    0x3A40: BOOLEAN,
}  # fmt: skip
_ATTACHMENT_COLUMNS = {_SIZE: LONG, 0x3704: UNICODE, _METHOD: LONG, 0x370B: LONG}
_TEMPLATES = (
    (0x60D, _HIERARCHY_COLUMNS), (0x60E, _CONTENTS_COLUMNS), (0x60F, _HIDDEN_COLUMNS), (0x671, _ATTACHMENT_COLUMNS),
    (0x692, _RECIPIENT_COLUMNS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attached:
    """A file, or the item that is attached; *more* are properties that replace or join the usual ones."""

    name: str
    content: bytes = b""
    inside: Item | None = None
    more: Mapping[int, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """A message or any other item by its properties."""

    values: Properties
    recipients: Sequence[Properties] = ()
    attached: Sequence[Attached] = ()


class Folder:
    """One folder of an archive that is being written."""

    def __init__(self, archive: Archive, id_: int, name: str, parent: int) -> None:
        self.id = id_
        self.name = name
        self.parent = parent
        self.below: list[Folder] = []
        self.more: dict[int, Value] = {}
        self._archive = archive
        self._items: list[tuple[int, Properties]] = []
        self._hidden: list[tuple[int, Properties]] = []

    def folder(self, name: str) -> Folder:
        """Make a folder within this one."""
        made = Folder(self._archive, self._archive.next_id(_FOLDER), name, self.id)
        self.below.append(made)
        return made

    def add(self, item: Item) -> int:
        """Write *item* into the folder and return the id of its node."""
        id_ = self._archive.item(item, _MESSAGE, self.id)
        self._items.append((id_, _cells(item.values, _CONTENTS_COLUMNS)))
        return id_

    def hide(self, item: Item) -> None:
        """Write an item that Outlook keeps beside those it shows: a view, a rule, a setting."""
        id_ = self._archive.item(item, _ASSOCIATED, self.id)
        self._hidden.append((id_, _cells(item.values, _HIDDEN_COLUMNS)))

    def about(self) -> dict[int, Value]:
        """Return the properties of the folder; its own count of items can be made to say anything (*more*)."""
        usual: dict[int, Value] = {
            _NAME: self.name,
            _COUNT: len(self._items),
            _UNREAD: 0,
            _HAS_FOLDERS: bool(self.below),
        }
        return usual | self.more

    def close(self, store: Store) -> None:
        """Write the folder and its tables, and those below it."""
        for each in self.below:
            each.close(store)
        store.node(self.id, *properties(store, self.about()).entry(store), self.parent)
        rows = [(each.id, _cells(each.about(), _HIERARCHY_COLUMNS)) for each in self.below]
        tables: tuple[tuple[int, Mapping[int, int], Rows], ...] = (
            (_HIERARCHY, _HIERARCHY_COLUMNS, rows),
            (_CONTENTS, _CONTENTS_COLUMNS, self._items),
            (_HIDDEN, _HIDDEN_COLUMNS, self._hidden),
        )
        for kind, columns, listed in tables:
            store.node(self.id & ~0x1F | kind, *table(store, columns.items(), listed).entry(store))


class Archive:
    """A PST at *path*, or, *offline*, an OST, of the kind *layout*: ``top`` is the folder in which a person sees folders."""

    def __init__(self, path: Path, *, permuted: bool = True, offline: bool = False, layout: Layout = USUAL) -> None:
        self._store = Store(path, permuted=permuted, offline=offline, layout=layout)
        self._next = {_FOLDER: 0x404, _MESSAGE: 0x10000, _ASSOCIATED: 0x8000, _ATTACHMENT: 0x400}
        self._root = Folder(self, _ROOT, "", _ROOT)
        self.top = self._special("Top of Outlook data file", 0x401)
        self._special("Search Root", 0x402)
        self._bin = Folder(self, 0x403 << 5 | _FOLDER, "Deleted Items", self.top.id)
        self.top.below.append(self._bin)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()
        self._store.__exit__(kind, error, trace)

    @property
    def size(self) -> int:
        """How many bytes are written so far."""
        return self._store.size

    def next_id(self, kind: int) -> int:
        """Return the id of a new node."""
        self._next[kind] += 1
        return self._next[kind] << 5 | kind

    def item(self, item: Item, kind: int, parent: int) -> int:
        """Write *item* as a node of its own."""
        id_ = self.next_id(kind)
        self._store.node(id_, *self._written(item).entry(self._store), parent)
        return id_

    def _special(self, name: str, number: int) -> Folder:
        made = Folder(self, number << 5 | _FOLDER, name, _ROOT)
        self._root.below.append(made)
        return made

    def _written(self, item: Item) -> Node:
        store = self._store
        flags: dict[int, Value] = {_FLAGS: _HAS_ATTACHMENT | 1} if item.attached else {}
        node = properties(store, {**item.values, **flags})
        people = [(number, _cells(each, _RECIPIENT_COLUMNS)) for number, each in enumerate(item.recipients, 1)]
        node.below[_RECIPIENTS] = table(store, _RECIPIENT_COLUMNS.items(), people).entry(store)
        rows = []
        for number, each in enumerate(item.attached):
            id_ = (0x400 + number) << 5 | _ATTACHMENT
            values = self._about(each)
            node.below[id_] = self._attachment(each, values).entry(store)
            rows.append((id_, _cells(values, _ATTACHMENT_COLUMNS)))
        if rows:
            node.below[_ATTACHMENTS] = table(store, _ATTACHMENT_COLUMNS.items(), rows).entry(store)
        return node

    def _about(self, each: Attached) -> dict[int, Value]:
        method = _EMBEDDED if each.inside else _BY_VALUE
        usual: dict[int, Value] = {
            _SIZE: len(each.content) + 256,
            0x3704: each.name,
            0x3707: each.name,
            _METHOD: method,
            0x370B: -1,
        }
        return usual | dict(each.more)

    def _attachment(self, each: Attached, values: dict[int, Value]) -> Node:
        if each.inside is None:
            return properties(self._store, values | {_DATA: each.content})
        id_ = self.next_id(_MESSAGE)
        inside = self._written(each.inside).entry(self._store)
        node = properties(self._store, values | {_DATA: (OBJECT, struct.pack("<II", id_, 1024))})
        node.below[id_] = inside
        return node

    def _finish(self) -> None:
        store = self._store
        self._root.close(store)
        entries = {0x35E0: self.top, 0x35E3: self._bin, 0x35E7: self._root.below[1]}
        about: dict[int, Value] = {0x0FF9: _UID, _NAME: "Outlook data file", 0x35DF: 0x89, 0x67FF: 0}
        about |= {id_: bytes(4) + _UID + struct.pack("<I", folder.id) for id_, folder in entries.items()}
        store.node(_STORE, *properties(store, about).entry(store))
        store.node(_NAMES, *properties(store, _names()).entry(store))
        for id_, columns in _TEMPLATES:
            store.node(id_, *table(store, columns.items(), ()).entry(store))


def _cells(values: Properties, columns: Iterable[int]) -> Properties:
    return {id_: values[id_] for id_ in columns if id_ in values}


def _names() -> dict[int, Value]:
    """Return the map of named properties, with one in it: readers ask for one."""
    word = "Keywords".encode("utf-16-le")
    entry = struct.pack("<IHH", 0, 2 << 1 | 1, 0)  # the words' own set, by its name, number 0x8000
    return {0x0001: 251, 0x0002: bytes(16), 0x0003: entry, 0x0004: struct.pack("<I", len(word)) + word, 0x1000: entry}

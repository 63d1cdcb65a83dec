"""An Outlook archive (PST, OST) read item by item inside the worker: libpff opens the file, nothing of it is kept between items.

Asked over the wire of connectors/documents/worker.py by connectors/mapi/session.py. What the library counts and cannot give is
told apart from what is not there: a folder's own count of its contents is passed on beside the number of items found in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pypff

from connectors.files import open_source
from connectors.mapi.compose import compose
from connectors.mapi.inside import attached_item
from connectors.mapi.item import Attachment, Item
from connectors.mapi.markers import HEADER
from connectors.mapi.names import FIRST, names
from connectors.mapi.nodes import Archive
from connectors.mapi.own import Own, is_garbled
from connectors.mapi.properties import MULTIPLE, OBJECT, Bag, Name, Property, codec
from connectors.mapi.several import several
from records.errors import Reason, Unreadable
from records.settings import Limits

__all__ = ["answer"]

_SEARCH_FOLDER, _KIND = 0x03, 0x1F  # node types ([MS-PST] 2.2.2.1); a search folder holds references only
_COUNT, _FLAGS, _HAS_ATTACHMENT = 0x3602, 0x0E07, 0x10
_METHOD, _BY_VALUE, _EMBEDDED, _OBJECT_METHOD, _DATA = 0x3705, 1, 5, 6, 0x3701
_LARGEST_ENTRY = 64_000_000
_BLOCK = 1 << 20
_DEEPEST, _FOLDERS = 100, 20_000
_WORDS = re.compile(rb"(?:[\x20-\x7e]\0){4,}|[\x20-\x7e]{6,}")


class _Open:
    """The archive that is open, the names of its properties, and its folders."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._stream: BinaryIO = open_source(Path(path))
        self._beside: BinaryIO = open_source(Path(path))
        self._file = pypff.file()
        self._file.open_file_object(self._stream)
        self.codec = codec(_page(self._file.get_ascii_codepage()))
        self.names = _names(self._file)
        self.folders: list[Any] = []
        self.labels: list[list[Any]] = []
        root = self._file.get_root_folder()
        if root is not None:
            self._list(root, "", 0)
        self.orphans = _count(lambda: self._file.number_of_orphan_items) or 0

    def close(self) -> None:
        """Let go of the file."""
        self.folders.clear()
        self._file.close()
        self._stream.close()
        self._beside.close()

    def item(self, folder: int, number: int, limits: Limits) -> Item:
        """Return an item of a folder."""
        return _item(self.folders[folder].get_sub_message(number), self, limits)

    def nodes(self) -> Archive:
        """Return the archive as its own nodes; raise ValueError where it is of a kind that is not read so."""
        return Archive(self._beside)

    def _list(self, folder: Any, path: str, depth: int) -> None:
        """Remember *folder* and what lies below it, with what can be counted; -1 stands for what cannot."""
        label = f"{path} / {_label(folder)}" if path else _label(folder)
        if len(self.folders) >= _FOLDERS or depth > _DEEPEST:
            raise Unreadable(Reason.TOO_LARGE)
        below = _count(lambda: folder.number_of_sub_folders)
        if folder.identifier & _KIND != _SEARCH_FOLDER:
            messages = _count(lambda: folder.number_of_sub_messages)
            items = _count(lambda: folder.number_of_sub_items)
            known = messages is not None and items is not None and below is not None
            hidden = max(0, items - messages - below) if known else 0  # type: ignore[operator]  # known says so
            self.folders.append(folder)
            self.labels.append([label, messages if known else -1, hidden, self._declared(folder)])
        for number in range(below or 0):
            inner = _try(lambda n=number: folder.get_sub_folder(n))  # type: ignore[misc]  # bound at once
            if inner is None:
                self.folders.append(None)
                self.labels.append([f"{label} / ?", -1, 0, 0])
            else:
                self._list(inner, label, depth + 1)

    def _declared(self, folder: Any) -> int:
        found = _try(lambda: _bag(folder.get_record_set(0), self).number(_COUNT))
        return found if isinstance(found, int) and found > 0 else 0


_HELD: list[_Open | Own] = []


def answer(verb: str, path: str, *place: int, limits: Limits) -> tuple[list[Any], bytes]:
    """Return the folders of the archive at *path*, or the item at *place* as a message; raise Unreadable where there is none."""
    try:
        held = _opened(path)
        if verb == "folders":
            return [held.labels, held.orphans], b""
        folder, number = place
        return ["message"], compose(held.item(folder, number, limits), limits)
    except OSError:
        raise Unreadable(Reason.UNREADABLE) from None


def _opened(path: str) -> _Open | Own:
    if not _HELD or _HELD[0].path != path:
        while _HELD:
            _HELD.pop().close()
        with open_source(Path(path)) as archive:
            head = archive.read(HEADER)
        _HELD.append(Own(path) if is_garbled(head) else _Open(path))
    return _HELD[0]


def _item(message: Any, held: _Open, limits: Limits) -> Item:
    bag = _bag(message.get_record_set(0), held)
    people: Any = getattr(message, "recipients", None)
    rows = people.number_of_record_sets if people is not None else 0
    recipients = tuple(_bag(people.get_record_set(row), held, outer=bag.codec) for row in range(rows))
    return Item(bag, recipients, _attachments(message, bag, held, limits))


def _attachments(message: Any, bag: Bag, held: _Open, limits: Limits) -> Iterator[Attachment]:
    there = getattr(message, "number_of_attachments", 0)
    if not there and (bag.number(_FLAGS) or 0) & _HAS_ATTACHMENT:
        yield Attachment(Bag(()), flaw=Reason.MISSING)
    for number in range(there):
        found = _try(lambda n=number: _attachment(message, message.get_attachment(n), held, bag.codec, limits))  # type: ignore[misc]
        yield found if found is not None else Attachment(Bag(()), flaw=Reason.UNREADABLE)


def _attachment(message: Any, each: Any, held: _Open, outer: str, limits: Limits) -> Attachment:
    bag = _bag(each.get_record_set(0), held, outer=outer, without=_DATA)
    method = bag.number(_METHOD)
    if method == _EMBEDDED:  # the binding gives the first block of the item inside, and no way to the rest
        inside = _try(lambda: attached_item(held.nodes(), message.identifier, each.identifier, held.names, outer))
        return Attachment(bag, item=inside) if inside is not None else _unread(bag, each)
    if method not in {None, _BY_VALUE}:
        return Attachment(bag, flaw=Reason.UNSUPPORTED if method in {0, _OBJECT_METHOD} else Reason.EXTERNAL)
    if each.size > limits.item_bytes:
        return Attachment(bag, flaw=Reason.TOO_LARGE)
    content = _read(each, each.size)
    if (
        not content or len(content) != each.size
    ):  # a known fault of readers of this format, and no file that anyone sent
        return Attachment(bag, flaw=Reason.UNREADABLE)
    return Attachment(bag, content)


def _unread(bag: Bag, each: Any) -> Attachment:
    return Attachment(bag, _words(_read(each, _BLOCK)), flaw=Reason.UNSUPPORTED)


def _read(each: Any, most: int) -> bytes:
    pieces: list[bytes] = []
    left = min(each.size, most)
    while left > 0 and (piece := each.read_buffer(min(left, _BLOCK))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _words(raw: bytes) -> bytes:
    """Return the words of *raw* as UTF-8, for scanning."""
    return "\n".join(run[0].replace(b"\0", b"").decode("ascii") for run in _WORDS.finditer(raw)).encode()


def _bag(records: Any, held: _Open, *, outer: str = "", without: int = -1) -> Bag:
    return Bag(_properties(records, held.names, without), outer=outer or held.codec)


def _properties(records: Any, known: dict[int, Name], without: int) -> Iterator[Property]:
    for number in range(records.number_of_entries):
        entry = records.get_entry(number)
        id_, type_ = entry.entry_type, entry.value_type
        if id_ is None or type_ is None or id_ == without or type_ == OBJECT:
            continue
        data = entry.data or b""
        if len(data) > _LARGEST_ENTRY:
            raise Unreadable(Reason.TOO_LARGE)
        values = several(data, type_ & ~MULTIPLE) if type_ & MULTIPLE else (data,)
        yield Property(id_, type_ & ~MULTIPLE, values, known.get(id_) if id_ >= FIRST else None)


def _names(file: Any) -> dict[int, Name]:
    held = _try(file.get_name_to_id_map)
    if held is None:
        return {}
    streams = {e.entry_type: e.data or b"" for s in held.record_sets for e in s.entries if e.entry_type in {2, 3, 4}}
    return names(streams.get(2, b""), streams.get(3, b""), streams.get(4, b""))


def _label(folder: Any) -> str:
    return _try(lambda: folder.name) or ""


def _page(label: bytes | str | None) -> int:
    text = label.decode("ascii", "replace") if isinstance(label, bytes) else label or ""
    digits = text.removeprefix("cp")
    return int(digits) if digits.isdecimal() else 0


def _count(ask: Callable[[], int]) -> int | None:
    found = _try(ask)
    return found if isinstance(found, int) else None


def _try(ask: Callable[[], Any]) -> Any:
    """Return what the library answers, or None where it cannot read that part of the file."""
    try:
        return ask()
    except (OSError, UnicodeError, ValueError, OverflowError):
        return None

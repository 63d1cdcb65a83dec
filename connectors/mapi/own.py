"""An archive read from its own nodes, folders and all: libpff garbles long texts and files of the OST files that this is for.

Where an OST of Outlook 2013 or later is both ciphered and compressed, libpff (20260926) deciphers of each block of a longer value
only as many bytes as the block takes compressed (`libpff_data_array_read_element_data` passes the stored size), and passes the rest
on ciphered, by a table that anyone can look up: nothing in it would be found, and all of it could be read.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from connectors.files import open_source
from connectors.mapi.inside import held_item, listed, properties
from connectors.mapi.item import Item
from connectors.mapi.kinds import LARGE, kind_of
from connectors.mapi.names import names
from connectors.mapi.nodes import Archive
from records.errors import Reason, Unreadable
from records.settings import Limits

__all__ = ["Own", "is_garbled"]

_ROOT, _NAMES = 0x122, 0x61
_KIND, _SEARCH_FOLDER, _MESSAGE = 0x1F, 0x03, 0x04
_FOLDERS_BELOW, _CONTENTS, _HIDDEN = 0x0D, 0x0E, 0x0F  # tables of a folder ([MS-PST] 2.4.4)
_LABEL, _COUNT = 0x3001, 0x3602
_DEEPEST, _FOLDERS = 100, 20_000
_CODEC = "cp1252"


def is_garbled(head: bytes) -> bool:
    """Say whether libpff would garble the archive that *head* is the header of."""
    try:
        kind = kind_of(head)
    except ValueError:
        return False
    return kind is LARGE and head[kind.cipher] != 0


class Own:
    """The archive at *path*, open; raises Unreadable where its nodes cannot be read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._stream: BinaryIO = open_source(Path(path))
        self.labels: list[list[Any]] = []
        self._ids: list[tuple[int, ...]] = []
        try:
            self._archive = Archive(self._stream)
            self._nodes = frozenset(self._archive.every_node())
            told = properties(self._archive, _NAMES)
            self._names = names(*(told.binary(id_) for id_ in (2, 3, 4)))
            self._list(_ROOT, "", 0)
        except ValueError:
            raise Unreadable(Reason.UNREADABLE) from None
        held = {id_ for ids in self._ids for id_ in ids}
        self.orphans = sum(id_ & _KIND == _MESSAGE and id_ not in held for id_ in self._nodes)

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()

    def item(self, folder: int, number: int, limits: Limits) -> Item:
        """Return an item of a folder; raise Unreadable where it cannot be read."""
        try:
            return held_item(self._archive, self._ids[folder][number], self._names, _CODEC, limits.item_bytes)
        except (ValueError, IndexError):
            raise Unreadable(Reason.UNREADABLE) from None

    def _list(self, folder: int, path: str, depth: int) -> None:
        """Remember the folder of that id and what lies below it, with what can be counted; -1 stands for what cannot."""
        if len(self.labels) >= _FOLDERS or depth > _DEEPEST:
            raise Unreadable(Reason.TOO_LARGE)
        label, declared = self._about(folder)
        label = f"{path} / {label}" if path else label
        below = self._listed(folder, _FOLDERS_BELOW)
        if folder & _KIND != _SEARCH_FOLDER:
            messages, hidden = self._listed(folder, _CONTENTS), self._listed(folder, _HIDDEN)
            known = messages is not None and hidden is not None and below is not None
            self._ids.append(messages or ())
            self.labels.append([label, len(messages or ()) if known else -1, len(hidden or ()), declared])
        for inner in below or ():
            if inner != folder:
                self._list(inner, label, depth + 1)

    def _about(self, folder: int) -> tuple[str, int]:
        bag = _try(lambda: properties(self._archive, folder, _CODEC))
        return ("?", 0) if bag is None else (bag.text(_LABEL), max(0, bag.number(_COUNT) or 0))

    def _listed(self, folder: int, kind: int) -> tuple[int, ...] | None:
        """Return what a table of the folder lists: nothing where there is no such table, None where it cannot be read."""
        table = folder & ~_KIND | kind
        found: tuple[int, ...] | None = _try(lambda: listed(self._archive, table)) if table in self._nodes else ()
        return found


def _try(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except ValueError:
        return None

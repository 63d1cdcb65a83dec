"""An archive is read through a process of its own, one item at a time: an item that fells it costs itself, and the next go on.

The process is the worker of connectors/documents/worker.py, given a path and numbers instead of bytes; it opens the file
read-only. It is replaced after a failure and after so many items that what the library leaks does not matter. What failed once
is not tried again, so that every reading of the archive gives the same items.
"""

from __future__ import annotations

import os
import weakref
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from connectors.documents.process import Crew
from records.errors import Reason, Unreadable
from records.settings import Limits

__all__ = ["Folder", "Session"]

_MODULE = "connectors.mapi.pst"
_ITEMS = 2_000
"""Items after which the process is replaced."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of an archive: how many items it gives, how many hidden ones beside, and how many it says it has.

    ``place`` is its number in the archive; ``messages`` is None where the library cannot list it.
    """

    place: int
    label: str
    messages: int | None
    hidden: int
    declared: int


class Session:
    """The archive at *path*; may be closed at any time and opens again when asked."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self._crew = Crew(_ITEMS)
        self._failed: dict[tuple[int, int], Reason] = {}
        self._finalizer = weakref.finalize(self, self._crew.end)

    def folders(self) -> tuple[tuple[Folder, ...], int]:
        """Return the folders in a fixed order and the number of items in none; raise Unreadable where there is no archive."""
        answer = self._ask("folders")
        if isinstance(answer, Reason):
            raise Unreadable(answer)
        labels, orphans = answer[0]
        return tuple(_folder(place, *each) for place, each in enumerate(labels)), int(orphans)

    def message(self, folder: int, number: int) -> bytes | Reason:
        """Return item *number* of *folder* as the bytes of a message, or the reason why it is withheld."""
        known = self._failed.get((folder, number))
        if known is not None:
            return known
        answer = self._ask("item", folder, number)
        if isinstance(answer, Reason):
            self._failed[folder, number] = answer
            return answer
        return answer[1]

    def close(self) -> None:
        """End the process."""
        self._crew.end()

    def _ask(self, verb: str, *place: int) -> tuple[list[Any], bytes] | Reason:
        head = ["ask", _MODULE, astuple(self._limits), verb, os.fspath(self._path), *place]
        return self._crew.ask(head, b"", self._limits)


def _folder(place: int, label: str, messages: int, hidden: int, declared: int) -> Folder:
    return Folder(place, str(label), messages if messages >= 0 else None, int(hidden), int(declared))

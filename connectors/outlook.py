"""Outlook archives (PST, OST) are read item by item and rebuilt as one mbox a folder; nothing a folder counts is passed over.

Every item becomes a message and is read, redacted and written like any other mail. Hidden items (views, rules, settings) and
those in no folder (deleted, but recoverable) are counted and withheld by policy. Where a folder counts more items than can be
read, the missing ones are counted as withheld too, so that the run says that it is incomplete.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from connectors.files import open_source
from connectors.mailbox import MailReader, MailSource, MailWriter
from connectors.mapi import convert
from connectors.mapi.markers import HEADER, length
from connectors.mapi.session import Folder, Session
from records.boundary import attempt
from records.errors import Reason, SourceUnavailable
from records.record import Container, Item, Withheld
from records.settings import Settings

__all__ = ["ItemFileConnector", "OutlookConnector"]

_UNSTUBBED = frozenset({Reason.POLICY, Reason.MISSING})
"""Reasons of items that no reader would have seen as messages of the folder: they leave no stub."""
_MOST_MISSING = 10_000
"""Missing items of a folder that are counted one by one; a damaged count may say four billion."""


class OutlookWriter(MailWriter):
    """Writes the items of each folder to an mbox of its own."""

    def withhold(self, item: Withheld) -> str:
        return "" if item.reason in _UNSTUBBED else super().withhold(item)


class OutlookConnector(MailSource):
    """One PST or OST file: each of its folders that holds anything is a container."""

    kind = "outlook"

    def __init__(
        self, path: Path, settings: Settings, *, container_id: str = "0001", release_key: bytes | None = None
    ) -> None:
        super().__init__(path, settings, container_id=container_id, release_key=release_key)
        self._session = Session(self._path, settings.limits)
        self._listed: tuple[tuple[Folder, ...], int] | None = None

    def containers(self) -> tuple[Container, ...]:
        folders, orphans = self._folders()
        found = [Container(self._id(each), each.label, self.kind, "item") for each in folders]
        if orphans or self._is_cut_off() or not found:
            found.append(Container(self._orphanage(), "recoverable items", self.kind, "item"))
        return tuple(found)

    def read(self) -> Iterator[Item]:
        folders, orphans = self._folders()
        self._passed = 0
        try:
            for folder in folders:
                for item in self._items(folder):
                    self._passed += 1
                    yield item
        finally:
            self._session.close()
        for number in range(1, orphans + 1):
            yield Withheld(self._orphanage(), str(number), f"recoverable item {number}", Reason.POLICY)
        if self._is_cut_off():
            yield Withheld(self._orphanage(), "rest", "rest of the archive", Reason.MISSING)

    def reach(self) -> tuple[int, int]:
        """Return the part of the archive's bytes that its items so far are of all its items."""
        there = sum((folder.messages or 0) + folder.hidden + _missing(folder) for folder in self._folders()[0])
        _, size = super().reach()
        done = size * min(self._passed, there) // there if there else size
        return done, size

    def rebuild(self, into: Path) -> OutlookWriter:
        return OutlookWriter(into, kind="mbox", key=self._key())

    def close(self) -> None:
        """End the process that reads the archive; a later use starts another."""
        self._session.close()

    def _folders(self) -> tuple[tuple[Folder, ...], int]:
        """Return the folders that hold anything, or might, as they were when first asked."""
        if self._listed is None:
            folders, orphans = self._session.folders()
            self._listed = (
                tuple(f for f in folders if f.messages is None or f.messages + f.hidden + f.declared),
                orphans,
            )
        return self._listed

    def _is_cut_off(self) -> bool:
        """Say whether the file ends before the place that its own header names."""
        try:
            with open_source(self._path) as archive:
                head = archive.read(HEADER)
                return archive.seek(0, os.SEEK_END) < length(head)
        except OSError:
            raise SourceUnavailable("the archive cannot be opened") from None

    def _id(self, folder: Folder) -> str:
        return f"{self._container}-{folder.place + 1:03d}"

    def _orphanage(self) -> str:
        return f"{self._container}-none"

    def _items(self, folder: Folder) -> Iterator[Item]:
        own = self._id(folder)
        reader = MailReader(own, self._key(), self._limits, noun="item")
        there = folder.messages or 0
        for number in range(1, there + 1):
            content = self._session.message(folder.place, number - 1)
            yield reader.withheld(number, content) if isinstance(content, Reason) else reader.item(number, content)
        for number in range(1, folder.hidden + 1):
            yield Withheld(own, f"hidden {number}", f"hidden item {number}", Reason.POLICY)
        for number in range(1, _missing(folder) + 1):
            yield Withheld(own, f"missing {number}", f"missing item {number}", Reason.MISSING)


def _missing(folder: Folder) -> int:
    """Return how many items the folder counts and cannot give, one where nobody knows how many it has."""
    return min(max(folder.declared - (folder.messages or 0), 1 if folder.messages is None else 0), _MOST_MISSING)


class ItemFileConnector(MailSource):
    """One file that holds one Outlook item: MSG, or TNEF (winmail.dat); rebuilt as EML."""

    kind = "msg"

    def read(self) -> Iterator[Item]:
        reader = self._reader()
        try:
            with open_source(self._path) as source:
                content = source.read(self._limits.item_bytes + 1)
        except OSError:
            raise SourceUnavailable("the message cannot be opened") from None
        if len(content) > self._limits.item_bytes:
            yield reader.withheld(1, Reason.TOO_LARGE)
            return
        found = attempt(lambda: convert(content))
        yield reader.withheld(1, found) if isinstance(found, Reason) else reader.item(1, found)

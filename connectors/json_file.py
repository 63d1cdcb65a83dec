"""A JSON list of objects, as form programs export it, is read object by object, however long it is; an object is a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from connectors.documents.contract import Document
from connectors.documents.decode import open_text, peek, quiet
from connectors.documents.json import BLANK, read_next
from connectors.documents.partial import as_record
from connectors.files import digest, open_source
from connectors.json_writer import LIST, JsonWriter
from records.errors import Reason, Unreadable
from records.record import Container, Item, Record, Withheld
from records.settings import Settings

__all__ = ["Elements", "JsonListConnector", "is_list_of_objects"]

_LIST = re.compile(r"\s*\[\s*\{")
_CHUNK = 1 << 16


def is_list_of_objects(head: bytes) -> bool:
    """Say whether JSON that begins with *head* is a list whose first element is an object."""
    return _LIST.match(peek(head).lstrip(BLANK)) is not None


class Elements:
    """Cuts the elements of a list out of a text that is read by and by, none longer than *limit* characters."""

    def __init__(self, text: TextIO, limit: int, *, chunk: int = _CHUNK) -> None:
        self._text = text
        self._limit = limit
        self._chunk = chunk
        self._held = ""
        self._at = 0
        self._ended = False

    def read(self) -> Iterator[tuple[str, Document | Reason]]:
        """Yield each element's source with its document, or the reason why it is withheld; raise Unreadable for the rest."""
        self._take("[")
        if self._peek() == "]":
            self._take("]")
        else:
            yield self._element()
            while self._peek() == ",":
                self._take(",")
                yield self._element()
            self._take("]")
        if self._peek():
            raise Unreadable(Reason.UNREADABLE)

    def _element(self) -> tuple[str, Document | Reason]:
        self._peek()
        while True:
            try:
                build, end = read_next(self._held, self._at)
            except ValueError:
                end = -1
            if end >= 0 and (end < len(self._held) or self._ended):  # a number at the very end may go on
                break
            self._fill()
        source = self._held[self._at : end]
        self._at = end
        try:
            return source, build() if quiet(source) else Reason.MISMATCH
        except Unreadable as error:
            return source, error.reason

    def _peek(self) -> str:
        """Return the next character that is no white space, or "" at the end."""
        while True:
            while self._at < len(self._held) and self._held[self._at] in BLANK:
                self._at += 1
            if self._at < len(self._held) or self._ended:
                return self._held[self._at : self._at + 1]
            self._fill()

    def _take(self, sign: str) -> None:
        if self._peek() != sign:
            raise Unreadable(Reason.UNREADABLE)
        self._at += 1

    def _fill(self) -> None:
        """Read on, twice as much as is held, so that a long element is not parsed over and over."""
        held = self._held[self._at :]
        if self._ended:
            raise Unreadable(Reason.UNREADABLE)
        if len(held) > self._limit:
            raise Unreadable(Reason.TOO_LARGE)
        more = self._text.read(max(self._chunk, len(held)))
        self._ended = not more
        self._held, self._at = held + more, 0


class JsonListConnector:
    """One JSON file that is a list of objects."""

    kind = "json"

    def __init__(self, path: Path, settings: Settings, *, container_id: str = "0001") -> None:
        self._path = path
        self._limits = settings.limits
        self._id = container_id

    def containers(self) -> tuple[Container, ...]:
        return (Container(self._id, self._path.name, self.kind, "item"),)

    def read(self) -> Iterator[Item]:
        reason = None
        try:
            with open_source(self._path) as stream:
                text, _ = open_text(stream)
                with text:
                    yield from self._items(Elements(text, min(self._limits.item_bytes, 4 * self._limits.field_chars)))
        except Unreadable as error:
            reason = error.reason
        except OSError:
            reason = Reason.UNREADABLE
        if reason is not None:
            yield Withheld(self._id, "rest", "rest of the file", reason)

    def rebuild(self, into: Path) -> JsonWriter:
        return JsonWriter(into / f"{self._id}.json", LIST)

    def fingerprint(self) -> str:
        return digest(self._path)

    def _items(self, elements: Elements) -> Iterator[Item]:
        for number, (source, document) in enumerate(elements.read(), 1):
            place = f"item {number}"
            if isinstance(document, Reason):
                yield Withheld(self._id, str(number), place, document)
            else:
                named = Record(str(number), self._id, (), place, size=len(source))
                yield as_record(document, named, most_chars=self._limits.field_chars)

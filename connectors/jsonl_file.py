"""A JSON lines file is read line by line, however long it is; a line is a record, and a line that is no JSON is withheld."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from connectors.documents.decode import open_text, quiet
from connectors.documents.json import BLANK, read_value
from connectors.documents.lines import Lines, TooLong
from connectors.documents.partial import as_record
from connectors.files import digest, open_source
from connectors.json_writer import LINES, JsonWriter
from records.errors import Reason, Unreadable
from records.record import Container, Item, Record, Withheld
from records.settings import Settings

__all__ = ["JsonlConnector"]


class JsonlConnector:
    """One JSON lines file; blank lines hold nothing and are no items."""

    kind = "jsonl"

    def __init__(self, path: Path, settings: Settings, *, container_id: str = "0001") -> None:
        self._path = path
        self._limits = settings.limits
        self._id = container_id

    def containers(self) -> tuple[Container, ...]:
        return (Container(self._id, self._path.name, self.kind, "line"),)

    def read(self) -> Iterator[Item]:
        try:
            with open_source(self._path) as stream:
                text, _ = open_text(stream)
                with text:
                    yield from self._items(Lines(text, min(self._limits.item_bytes, 4 * self._limits.field_chars)))
        except OSError:
            yield Withheld(self._id, "rest", "rest of the file", Reason.UNREADABLE)

    def rebuild(self, into: Path) -> JsonWriter:
        return JsonWriter(into / f"{self._id}.jsonl", LINES)

    def fingerprint(self) -> str:
        return digest(self._path)

    def _items(self, lines: Lines) -> Iterator[Item]:
        number = 0
        while True:
            lines.begin()
            try:
                line = next(lines, None)
            except TooLong:
                number += 1
                yield self._withheld(number, Reason.TOO_LARGE)
                continue
            if line is None:
                return
            if line.strip(BLANK):
                number += 1
                yield self._item(number, line)

    def _item(self, number: int, line: str) -> Item:
        if not quiet(line):
            return self._withheld(number, Reason.MISMATCH)
        try:
            document = read_value(line.strip(BLANK), split=False)
        except Unreadable as error:
            return self._withheld(number, error.reason)
        named = Record(str(number), self._id, (), f"line {number}", size=len(line))
        return as_record(document, named, most_chars=self._limits.field_chars)

    def _withheld(self, number: int, reason: Reason) -> Withheld:
        return Withheld(self._id, str(number), f"line {number}", reason)

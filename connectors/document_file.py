"""A file that is one document is one record: read whole up to a limit, rebuilt by its format, withheld where it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from connectors.documents.contract import Format
from connectors.documents.partial import as_record, rebuilt
from connectors.files import create, digest, open_source
from records.boundary import attempt
from records.errors import Reason, Unreadable
from records.record import Container, Item, Record, Withheld
from records.settings import Settings

__all__ = ["DocumentConnector", "DocumentWriter"]


class DocumentWriter:
    """Writes the document anew in its own format."""

    def __init__(self, path: Path, format_: Format) -> None:
        self._path = path
        self._format = format_

    def add(self, record: Record, texts: tuple[str, ...]) -> str:
        content = rebuilt(record, texts, self._format.rebuild)
        with create(self._path) as out:
            out.write(content)
        return self._path.name

    def withhold(self, item: Withheld) -> str:  # noqa: ARG002  # the contract's; a document that is withheld is not there
        return ""

    def close(self) -> None:
        """Nothing is held open between records."""


class DocumentConnector:
    """One document in one of the formats."""

    def __init__(self, path: Path, settings: Settings, *, container_id: str, format_: Format) -> None:
        self._path = path
        self._limits = settings.limits
        self._id = container_id
        self._format = format_
        self.kind = format_.name

    def containers(self) -> tuple[Container, ...]:
        return (Container(self._id, self._path.name, self.kind, "document"),)

    def read(self) -> Iterator[Item]:
        try:
            record = attempt(self._record)
        except OSError:
            record = Reason.UNREADABLE
        yield Withheld(self._id, "1", "document", record) if isinstance(record, Reason) else record

    def rebuild(self, into: Path) -> DocumentWriter:
        return DocumentWriter(into / f"{self._id}{self._format.suffix}", self._format)

    def fingerprint(self) -> str:
        return digest(self._path)

    def _record(self) -> Record:
        with open_source(self._path) as stream:
            content = stream.read(self._limits.item_bytes + 1)
        if len(content) > self._limits.item_bytes:
            raise Unreadable(Reason.TOO_LARGE)
        named = Record("1", self._id, (), "document", size=len(content))
        return as_record(self._format.read(content), named, most_chars=self._limits.field_chars)

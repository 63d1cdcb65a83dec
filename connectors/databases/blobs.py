"""Bytes in a cell are read by content as the document they hold, and written as that document rebuilt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from connectors.documents.contract import Document, Format
from records.errors import Reason
from records.record import Field

__all__ = ["Blob", "BlobRead", "read_blob"]


@dataclass(frozen=True, slots=True)
class Blob:
    """A document inside a cell and the format that rebuilds it."""

    format: Format
    document: Document

    def rebuild(self, texts: Iterator[str]) -> bytes:
        """Return the document's new bytes, taking from *texts* as many as it gave."""
        return self.format.rebuild(self.document, tuple(next(texts) for _ in self.document.fields))


@dataclass(frozen=True, slots=True)
class BlobRead:
    """A document as read from a cell."""

    cell: Blob
    fields: tuple[Field, ...]
    withheld: tuple[Reason, ...]
    scopes: int


def read_blob(content: bytes, place: str, scope: int) -> BlobRead | None:
    """Return the document that *content* is, or None where no format knows it; raise Unreadable where it cannot be read."""
    return None

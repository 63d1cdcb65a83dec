"""Bytes in a cell are read by content as the document they hold, and written as that document rebuilt; never unpickled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from connectors.databases.decoding import readable
from connectors.documents import CSV, HEAD, JSON, JSONL, TEXT, recognise
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
        return self.format.rebuild(self.document, tuple(islice(texts, len(self.document.fields))))


@dataclass(frozen=True, slots=True)
class BlobRead:
    """A document as read from a cell; ``scopes`` is how many scopes of their own its fields have."""

    cell: Blob
    fields: tuple[Field, ...]
    withheld: tuple[Reason, ...]
    scopes: int


def read_blob(content: bytes, place: str, scope: int) -> BlobRead | None:
    """Return the document that *content* is, or None where no format knows it; raise Unreadable where it cannot be read.

    Plain text and JSON are left to the caller, who knows the column they stand in.
    """
    format_ = recognise(content[:HEAD], "")
    if format_ is None or format_ in (TEXT, JSON) or (format_ in (CSV, JSONL) and readable(content) is None):
        return None
    document = format_.read(content)
    fields = tuple(replace(each, place=f"{place} {each.place}", scope=scope + each.scope) for each in document.fields)
    return BlobRead(
        Blob(format_, document),
        fields,
        tuple(each.reason for each in document.withheld),
        1 + max((each.scope for each in document.fields), default=0),
    )

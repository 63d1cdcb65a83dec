"""What a file format must offer: bytes to fields, and redacted fields to new bytes; the same for files and attachments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from records.record import Field, Withheld

__all__ = ["Document", "Format"]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its fields, the parts that could not be read, and the format's own handle for rebuilding.

    ``withheld`` entries carry empty container and record ids; whoever opened the document fills them in.
    Field scopes start at 0 within the document; a reader of an enclosing item shifts them.
    """

    fields: tuple[Field, ...]
    withheld: tuple[Withheld, ...] = ()
    carrier: Any = None


class Format(Protocol):
    """One file format."""

    name: str  # "csv"
    suffix: str  # of the rebuilt file: ".csv"
    media_type: str  # of the rebuilt file: "text/csv"

    def recognises(self, head: bytes, name: str) -> bool:
        """Say whether content that begins with *head* is of this format; *name* may break a tie, never decide alone."""
        ...

    def read(self, content: bytes) -> Document:
        """Return the document's fields; raise Unreadable with a reason where it cannot be read whole."""
        ...

    def rebuild(self, document: Document, texts: tuple[str, ...]) -> bytes:
        """Return new bytes in which ``texts[i]`` stands for ``document.fields[i].text``; nothing of the source is copied."""
        ...

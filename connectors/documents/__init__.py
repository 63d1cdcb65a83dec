"""File formats: bytes to fields and redacted fields to new bytes, used by every store and for every attachment."""

from __future__ import annotations

from connectors.documents.contract import Format
from connectors.documents.html import HTML

__all__ = ["FORMATS", "recognise"]

FORMATS: tuple[Format, ...] = (HTML,)


def recognise(head: bytes, name: str) -> Format | None:
    """Return the first format that recognises content beginning with *head*, or None."""
    return next((format_ for format_ in FORMATS if format_.recognises(head, name)), None)

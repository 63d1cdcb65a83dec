"""File formats: bytes to fields and redacted fields to new bytes, used by every store and for every attachment."""

from __future__ import annotations

from connectors.documents.contract import Document, Format
from connectors.documents.csv import CSV
from connectors.documents.html import HTML
from connectors.documents.json import JSON, JSONL
from connectors.documents.text import TEXT
from connectors.documents.xml import XML

__all__ = ["CSV", "FORMATS", "HEAD", "HTML", "JSON", "JSONL", "TEXT", "XML", "Document", "Format", "recognise"]

HEAD = 64 * 1024
"""Bytes of the beginning of a content that are enough to recognise it."""

FORMATS: tuple[Format, ...] = (HTML, XML, JSONL, JSON, CSV, TEXT)
"""Every format, the stricter before the laxer: the first that recognises a content reads it."""


def recognise(head: bytes, name: str) -> Format | None:
    """Return the format of content that begins with *head*, or None where no format knows it: then it is withheld.

    *name* only breaks ties between text formats; it never turns one kind of content into another.
    """
    return next((each for each in FORMATS if each.recognises(head[:HEAD], name)), None)

"""XML in a cell is read by its leaves, under the names of their elements and attributes, and written as XML again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from connectors.documents.contract import Document
from connectors.documents.xml import XML, is_data
from records.errors import Reason, Unreadable
from records.record import Field

__all__ = ["Markup", "read_markup"]

# Begins like an element or a declaration and ends like one. False friends: "<jane@example.org>", a page of HTML, which no XML
# parser takes, or takes as text with tags in it: both stay the one text they are.
_MARKUP = re.compile(r"\ufeff?\s*<(?:\?xml\s|[A-Za-z_])")
_DECLARED = re.compile(r"\ufeff?\s*<\?xml\s")


@dataclass(frozen=True, slots=True)
class Markup:
    """An XML document or a single element; ``declared`` where it began with the XML declaration."""

    document: Document
    declared: bool

    def rebuild(self, texts: Iterator[str]) -> str:
        """Return the document written anew, taking from *texts* as many as it gave."""
        whole = XML.rebuild(self.document, tuple(islice(texts, len(self.document.fields)))).decode("utf-8")
        return whole if self.declared else whole.partition("\n")[2].rstrip("\n")


def read_markup(text: str, place: str) -> tuple[Markup, tuple[Field, ...]] | None:
    """Return the leaves of *text*, or None where it is no XML, or prose with tags in it; raise Unreadable for a document type."""
    if not _MARKUP.match(text) or not text.rstrip().endswith(">"):
        return None
    declared = _DECLARED.match(text) is not None
    try:
        if not declared and not is_data(text):
            return None
        document = XML.read(text.encode("utf-8", "replace"))
    except Unreadable as error:
        if error.reason is Reason.UNREADABLE:
            return None
        raise
    # Its elements are parts of one row, so they are linked as its other values are (L0).
    return Markup(document, declared), tuple(replace(f, place=f"{place} {f.place}", scope=0) for f in document.fields)

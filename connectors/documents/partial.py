"""A document becomes a record and is rebuilt from it; what in it is too long to analyse is withheld alone, the rest can be released."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from connectors.documents.cells import NOTICE
from connectors.documents.contract import Document
from records.boundary import attempt
from records.errors import Reason, Unreadable
from records.record import Record, Withheld

__all__ = ["as_record", "rebuilt"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Carrier:
    document: Document
    kept: tuple[int, ...] | None


def as_record(document: Document, record: Record, *, most_chars: int) -> Record:
    """Return *record*, which names the item, with the fields of *document* up to *most_chars* and the rest withheld."""
    fields = document.fields
    too_long = [n for n, field in enumerate(fields) if len(field.text) > most_chars]
    kept = tuple(n for n in range(len(fields)) if n not in set(too_long)) if too_long else None
    withheld = [Withheld(record.container, record.id, each.place, each.reason) for each in document.withheld]
    withheld += [Withheld(record.container, record.id, fields[n].place, Reason.TOO_LARGE) for n in too_long]
    return Record(
        id=record.id,
        container=record.container,
        fields=fields if kept is None else tuple(fields[n] for n in kept),
        place=record.place,
        thread=record.thread,
        withheld=tuple(withheld),
        size=record.size,
        carrier=_Carrier(document, kept),
    )


def rebuilt(record: Record, texts: tuple[str, ...], rebuild: Callable[[Document, tuple[str, ...]], T]) -> T:
    """Return what *rebuild* makes of the document of *record* and its new *texts*; raise Unreadable where it fails at that.

    Nothing may be written before: a writer that fails halfway through an item cannot leave it out any more.
    """
    made = attempt(lambda: rebuild(*_whole(record, texts)))
    if isinstance(made, Reason):
        raise Unreadable(Reason.NOT_REBUILT if made is Reason.CRASHED else made, item=record.id)
    return made


def _whole(record: Record, texts: tuple[str, ...]) -> tuple[Document, tuple[str, ...]]:
    """Return the document of *record* and a text for each of its fields; a notice stands for one that was withheld."""
    carrier: _Carrier = record.carrier
    if len(texts) != len(record.fields):
        raise Unreadable(Reason.NOT_REBUILT)
    if carrier.kept is None:
        return carrier.document, texts
    filled = [NOTICE.format(Reason.TOO_LARGE.value)] * len(carrier.document.fields)
    for place, text in zip(carrier.kept, texts, strict=True):
        filled[place] = text
    return carrier.document, tuple(filled)

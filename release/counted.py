"""A value that two readings of one page both say - its text and its picture - is one value, and counted once.

What the accounts ask of a record is asked here, before it is written: afterwards it could no longer be withheld.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from connectors.documents.reading import squeezed
from records.finding import Cover, PiiType, Ruling
from records.record import Record
from records.statute import Statute
from release.placeholders import normal_form

__all__ = ["countable", "counted"]

_Value = tuple[PiiType, str]


def counted(record: Record, cover: Cover) -> Cover:
    """Return the rulings of *cover* that count: of a second reading only what it says more often than the first."""
    again = {number for number, field in enumerate(record.fields) if field.again}
    return Cover(tuple(_first(record, cover, again))) if again else cover


def countable(record: Record, cover: Cover, statute: Statute) -> Cover:
    """Return the rulings of *cover* that count, of each of which log, tally and inventory can tell what they tell.

    Each has a text, a row of the statute and a normal form, or this fails as whatever asked for them would.
    """
    told = counted(record, cover)
    for ruling in told.rulings:
        statute.row(ruling.type, ruling.kind)
        normal_form(record.fields[ruling.field].text[ruling.start : ruling.end], ruling.type)
    return told


def _first(record: Record, cover: Cover, again: set[int]) -> Iterator[Ruling]:
    said: Counter[tuple[int, _Value]] = Counter()
    for ruling in cover.rulings:
        value = (ruling.type, squeezed(record.fields[ruling.field].text[ruling.start : ruling.end]))
        said[ruling.field, value] += 1
        if ruling.field not in again or said[ruling.field, value] > said[ruling.field - 1, value]:
            yield ruling

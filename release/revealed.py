"""Taking one value out can bring another to light: what the patterns see in the redacted text is taken out, too (row E25).

The words that make a number one may stand too far from it until the text between them is gone. Verification would see it
then, and refuse the whole release for one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import groupby

from detectors.combine import combine
from detectors.engine import Engine
from detectors.rescan import seen_by_patterns
from records.errors import Reason, Unreadable
from records.finding import Cover, Disposition, Finding, PiiType, Ruling
from records.record import Record
from release.job import Job

__all__ = ["without_revealed"]

_BLANK = "|" * 8
"""Stands for a label: about as long as one, and no part of any value."""
_ROUNDS = 3


def without_revealed(job: Job, engine: Engine, record: Record, cover: Cover) -> tuple[Cover, tuple[Finding, ...]]:
    """Return *cover* widened until *engine* sees nothing more in what it leaves, and what it was widened by.

    Raises Unreadable (ambiguous) where the text goes on to show something new.
    """
    added: tuple[Finding, ...] = ()
    for _ in range(_ROUNDS):
        new = tuple(_revealed(engine, record, cover))
        if not new:
            return cover, added
        ruled = combine(record, new, statute=job.statute, directory=job.directory, links=job.links)
        cover, added = reduce(_widened, ruled.rulings, cover), added + new
    raise Unreadable(Reason.AMBIGUOUS, item=record.id)


def _revealed(engine: Engine, record: Record, cover: Cover) -> Iterator[Finding]:
    """Yield what *engine* sees in the fields that are redacted in part and no ruling says, in places of the original."""
    for index, rulings in groupby(cover.rulings, key=lambda ruling: ruling.field):
        field, told = record.fields[index], tuple(rulings)
        kept = tuple(_kept(told, len(field.text)))
        if len(kept) == 1 or not field.released or all(start == end for start, end in kept):
            continue
        shown = _BLANK.join(field.text[start:end] for start, end in kept)
        for seen in seen_by_patterns(shown, engine):
            place = _back(seen, kept)
            if place is not None and not any(_says(ruling, *place, seen.type) for ruling in told):
                yield seen._replace(field=index, start=place[0], end=place[1])


def _kept(rulings: Sequence[Ruling], length: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches beside the redacted ones, empty ones too: a label stands between any two."""
    at = 0
    for ruling in rulings:
        if ruling.disposition is Disposition.REDACT:
            yield at, ruling.start
            at = ruling.end
    yield at, length


def _back(seen: Finding, kept: tuple[tuple[int, int], ...]) -> tuple[int, int] | None:
    """Return its place in the original, or None where it runs over a label: no value does."""
    shift = 0
    for start, end in kept:
        if seen.start >= shift and seen.end <= shift + end - start:
            return start + seen.start - shift, start + seen.end - shift
        shift += end - start + len(_BLANK)
    return None


def _says(ruling: Ruling, start: int, end: int, type_: PiiType) -> bool:
    return ruling.type is type_ and ruling.start <= start and end <= ruling.end


def _widened(cover: Cover, new: Ruling) -> Cover:
    """Return *cover* with *new*, grown over the kept stretches that it touches."""
    met = [each for each in cover.rulings if _meet(each, new)]
    start, end = min(each.start for each in (new, *met)), max(each.end for each in (new, *met))
    rest = [each for each in cover.rulings if each not in met]
    return Cover(tuple(sorted((*rest, replace(new, start=start, end=end)), key=lambda each: (each.field, each.start))))


def _meet(one: Ruling, other: Ruling) -> bool:
    return one.field == other.field and one.start < other.end and other.start < one.end

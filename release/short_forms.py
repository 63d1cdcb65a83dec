"""Says which whole value a short form stands for: "Ms. Doe" and "Jane" for Jane Doe, 555-0101 for 406-555-0101, or none.

Two people are never made one: a form that could mean two of the names of its record means neither.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from detectors.forms import name_parts
from records.finding import Cover, PiiType
from records.record import Record
from release.placeholders import normal_form

__all__ = ["ShortForms"]

_THREADS = 2_000  # conversations whose names are remembered, the latest
_NAMES = 64  # of each
_LOCAL, _NATIONAL = 7, 10  # digits of a telephone number without and with its area code

_Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Whole:
    """A full name, its parts and what its spellings share."""

    value: str
    parts: _Parts
    normal: str


class ShortForms:
    """Knows the whole values of one record at a time, and the full names of the conversation it belongs to."""

    def __init__(self, area: str = "") -> None:
        self._area = area
        self._people: tuple[_Whole, ...] = ()
        self._thread: tuple[_Whole, ...] = ()
        self._phones: tuple[str, ...] = ()
        self._threads: OrderedDict[str, tuple[_Whole, ...]] = OrderedDict()

    def open(self, record: Record, cover: Cover) -> None:
        """Look at what *cover* takes out of *record*, before its values are asked for."""
        self._people = tuple({each.normal: each for each in _full_names(record, cover)}.values())
        self._phones = tuple(_national(record, cover))
        self._thread = self._threads.get(record.thread, ()) if record.thread else ()
        if record.thread and self._people:
            known = {each.normal: each for each in (*self._thread, *self._people)}
            self._threads[record.thread] = tuple(known.values())[:_NAMES]
            self._threads.move_to_end(record.thread)
            if len(self._threads) > _THREADS:
                self._threads.popitem(last=False)

    def whole(self, value: str, type_: PiiType) -> str:
        """Return the one whole value that *value* stands for, or *value* itself."""
        if type_ is PiiType.PHONE:
            return self._telephone(value)
        return self._person(value) if type_ is PiiType.PERSON else value

    def _telephone(self, value: str) -> str:
        digits = normal_form(value, PiiType.PHONE)
        if len(digits) != _LOCAL or not digits.isdigit():
            return value
        told = {each for each in self._phones if each.endswith(digits)}
        return told.pop() if len(told) == 1 else self._area + digits

    def _person(self, value: str) -> str:
        parts = name_parts(value)
        if not parts or (len(parts) > 1 and all(len(part) > 1 for part in (parts[0], parts[-1]))):
            return value
        for names in (self._people, self._thread):
            meant = [each for each in names if _stands_for(parts, each.parts)]
            if meant:
                return meant[0].value if len(meant) == 1 else value
        return value


def _full_names(record: Record, cover: Cover) -> Iterator[_Whole]:
    for ruling in cover.redacted():
        if ruling.type is PiiType.PERSON:
            value = record.fields[ruling.field].text[ruling.start : ruling.end]
            parts = name_parts(value)
            if len(parts) > 1 and len(parts[0]) > 1 and len(parts[-1]) > 1:
                yield _Whole(value, parts, normal_form(value, PiiType.PERSON))


def _national(record: Record, cover: Cover) -> Iterator[str]:
    for ruling in cover.redacted():
        if ruling.type is PiiType.PHONE:
            digits = normal_form(record.fields[ruling.field].text[ruling.start : ruling.end], PiiType.PHONE)
            if len(digits) == _NATIONAL and digits.isdigit():
                yield digits


def _stands_for(short: _Parts, full: _Parts) -> bool:
    """Say whether *short* is a way to call *full*: a first name, a surname, "J. Doe", "jdoe", "J.D."."""
    first, last = full[0], full[-1]
    if len(short) == 1:
        return short[0] in (first, last, first[0] + last, last + first[0], first[0] + last[0])
    letters = "".join(short)
    initials = "".join(part[0] for part in full)
    return short == (first[0], last) or short == (first, last[0]) or letters in (initials, first[0] + last[0])

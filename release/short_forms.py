"""Says which whole value a short form stands for: "Ms. Doe" and "Jane" for Jane Doe, 555-0101 for 406-555-0101, or none.

Two people are never made one: a form that could mean two of the names of its record means neither.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
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
_Called = dict[str, dict[str, str]]  # way to call someone -> normal form -> full name


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
        self._people: _Called = {}
        self._thread: _Called = {}
        self._phones: dict[str, set[str]] = {}
        self._threads: OrderedDict[str, tuple[_Whole, ...]] = OrderedDict()

    def open(self, record: Record, cover: Cover) -> None:
        """Look at what *cover* takes out of *record*, before its values are asked for."""
        people = tuple({each.normal: each for each in _full_names(record, cover)}.values())
        known = self._threads.get(record.thread, ()) if record.thread else ()
        self._people, self._thread = _called(people), _called(known)
        self._phones = {}
        for digits in _national(record, cover):
            self._phones.setdefault(digits[-_LOCAL:], set()).add(digits)
        if record.thread and people:
            self._threads[record.thread] = tuple({each.normal: each for each in (*known, *people)}.values())[:_NAMES]
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
        told = self._phones.get(digits, set())
        return next(iter(told)) if len(told) == 1 else self._area + digits

    def _person(self, value: str) -> str:
        parts = name_parts(value)
        if not parts or _is_full(parts):
            return value
        for names in (self._people, self._thread):
            if meant := names.get(" ".join(parts)) or names.get("".join(parts)):
                return next(iter(meant.values())) if len(meant) == 1 else value
        return value


def _called(people: Iterable[_Whole]) -> _Called:
    """Return, by each way to call one of *people*, who may be meant."""
    found: _Called = {}
    for each in people:
        for form in _forms(each.parts):
            found.setdefault(form, {})[each.normal] = each.value
    return found


def _forms(full: _Parts) -> Iterator[str]:
    """Yield a first name, a surname, "j doe", "jane d", "jdoe", "doej" and initials."""
    first, last = full[0], full[-1]
    yield from {first, last, f"{first[0]} {last}", f"{first} {last[0]}", first[0] + last, last + first[0]}
    yield from {first[0] + last[0], "".join(part[0] for part in full)}


def _is_full(parts: _Parts) -> bool:
    return len(parts) > 1 and len(parts[0]) > 1 and len(parts[-1]) > 1


def _full_names(record: Record, cover: Cover) -> Iterator[_Whole]:
    for ruling in cover.redacted():
        if ruling.type is PiiType.PERSON:
            value = record.fields[ruling.field].text[ruling.start : ruling.end]
            parts = name_parts(value)
            if _is_full(parts):
                yield _Whole(value, parts, normal_form(value, PiiType.PERSON))


def _national(record: Record, cover: Cover) -> Iterator[str]:
    for ruling in cover.redacted():
        if ruling.type is PiiType.PHONE:
            digits = normal_form(record.fields[ruling.field].text[ruling.start : ruling.end], PiiType.PHONE)
            if len(digits) == _NATIONAL and digits.isdigit():
                yield digits

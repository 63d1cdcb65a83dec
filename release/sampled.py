"""A column whose name says nothing is read by what its first rows hold: evidence for the rest, never a reason to skip a value.

Where nine in ten values of "fld_7" are a whole telephone number by their own form, the tenth, written as nobody expects, is
looked at as a telephone number, too. A sample takes nothing away: every value is read in full, under any name (row B18).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from records.columns import evidence, read_as
from records.finding import Finding, PiiType
from records.record import Field, Record, Shape
from release.spool import Outcome

__all__ = ["Sampled"]

_FEWEST = 10  # values, half of them different, that say anything of a column
_MOST_PART = 0.9
_NAMES = {
    PiiType.SSN: "ssn",
    PiiType.EMAIL: "email",
    PiiType.PHONE: "phone",
    PiiType.ADDRESS: "street address",
}
"""How a column of each type is called where it is called anything. Birthdays are no other dates by their form, nor are IDs; and
among a hundred customers who are people stands the city itself, which must not become one."""

_Column = tuple[str, str]  # container and name


class Sampled:
    """What the columns of the tables read so far hold, as far as their first rows tell."""

    def __init__(self) -> None:
        self._names: dict[_Column, str] = {}
        self._seen: set[str] = set()

    def is_new(self, container: str) -> bool:
        """Say whether no row of *container* was sampled yet."""
        return container not in self._seen

    def learn(self, rows: Iterable[tuple[Record, Outcome]]) -> bool:
        """Take the first rows of a table as its sample; say whether a column is now read under another name."""
        values: dict[_Column, dict[str, PiiType | None]] = defaultdict(dict)
        counts: dict[_Column, dict[PiiType | None, int]] = defaultdict(lambda: defaultdict(int))
        for record, outcome in rows:
            self._seen.add(record.container)
            if isinstance(outcome, tuple):
                for index, field in enumerate(record.fields):
                    if _is_unnamed(field):
                        column = record.container, field.name
                        type_ = _whole(index, field.text, outcome)
                        values[column][field.text] = type_
                        counts[column][type_] += 1
        found = {column: name for column, by_type in counts.items() if (name := _name(by_type, len(values[column])))}
        self._names |= found
        return bool(found)

    def named(self, record: Record) -> Record:
        """Return *record* as it is shown to the detectors: a column under the name that its sample gave it."""
        if not self._names:
            return record
        names = [
            self._names.get((record.container, field.name)) if _is_unnamed(field) else None for field in record.fields
        ]
        if not any(names):
            return record
        fields = (replace(f, name=name) if name else f for f, name in zip(record.fields, names, strict=True))
        return replace(record, fields=tuple(fields))


def _is_unnamed(field: Field) -> bool:
    if field.shape is not Shape.CELL or not field.text.strip():
        return False
    return evidence(read_as(field.name, field.hint) if field.hint else field.name) is None


def _whole(index: int, text: str, findings: Iterable[Finding]) -> PiiType | None:
    """Return the type of a finding that covers all of the cell *index*, or None."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    found = (f for f in findings if f.field == index and f.start <= start and f.end >= end and f.type in _NAMES)
    return next((finding.type for finding in found), None)


def _name(counts: dict[PiiType | None, int], different: int) -> str:
    total = sum(counts.values())
    if total < _FEWEST or different < _FEWEST // 2:
        return ""
    return next((_NAMES[type_] for type_, count in counts.items() if type_ and count >= _MOST_PART * total), "")

"""What a column says in the company of the others of its row: "Unit" of a fleet is no apartment, "Account" of a ledger no customer's.

Only names are looked at, so that a table is asked once; a cell of such a column is then read under a name that says the thing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from records.columns import Evidence, Part, of_column, words
from records.columns_table import BESIDE
from records.finding import IdKind, PiiType
from records.record import Record, Shape

__all__ = ["together"]

_MOST = 400  # names: a document with more is no table
_LEDGER_LEAST = 2  # "Account" beside "credit" alone may be a customer's
_WAYS = frozenset({"from", "to", "from street", "to street"})
_UNITS = frozenset({"unit", "units", "lot", "space"})


@dataclass(frozen=True, slots=True)
class _Names:
    """The words of all names of a row, and whether any is of a place, and of a person."""

    words: frozenset[str]
    placed: bool
    peopled: bool


def together(record: Record) -> Record:
    """Return *record* with the names of those cells changed that the other names show to be of a thing."""
    names = tuple(field.name if field.shape is Shape.CELL else "" for field in record.fields)
    if not 1 < len(names) <= _MOST or not (changed := _changed(names)):
        return record
    fields = list(record.fields)
    for at, name in changed:
        fields[at] = replace(fields[at], name=name)
    return replace(record, fields=tuple(fields))


@lru_cache(maxsize=512)
def _changed(names: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    said = tuple((at, name, of_column(name)) for at, name in enumerate(names) if name)
    spoken = frozenset(word for _, name, _ in said for word in words(name))
    row = _Names(spoken, any(_is_place(each) for *_, each in said), any(_is_person(each) for *_, each in said))
    found = ((at, _read_as(name, each, row)) for at, name, each in said)
    return tuple((at, name) for at, name in found if name)


def _is_person(said: Evidence | None) -> bool:
    return said is not None and said.type is PiiType.PERSON and said.part is not Part.UNSURE


def _is_place(said: Evidence | None) -> bool:
    return said is not None and said.type is PiiType.ADDRESS and said.part in (Part.STREET, Part.WHOLE, Part.UNSURE)


def _read_as(name: str, said: Evidence | None, row: _Names) -> str:
    """Return the name under which the cells of a column are read beside the others, nothing where it is its own."""
    spoken = [word for word in words(name) if word.isalpha()]
    if said is not None and said.kind is IdKind.ACCOUNT and len(BESIDE.ledger & row.words) >= _LEDGER_LEAST:
        return "GL code"
    if spoken[:1] and spoken[0] in _UNITS and said is not None and said.part is Part.UNIT:
        return "" if row.placed and not (BESIDE.fleet | BESIDE.measured | BESIDE.graves) & row.words else "Vehicle"
    street = said is not None and said.part is Part.STREET
    if street and BESIDE.traffic & row.words and not row.peopled and not BESIDE.houses & row.words:
        return "Traffic segment"
    if " ".join(spoken) in _WAYS and BESIDE.roads & row.words and not BESIDE.mail & row.words:
        return "Street name"
    return ""

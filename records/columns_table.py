"""The table columns.toml as the house reads it: which words of a name say what of the value beneath."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import Enum
from importlib import resources
from typing import Any

from records.finding import IdKind, PiiType

__all__ = [
    "ABOUT",
    "BEFORE",
    "BESIDE",
    "COUNTS",
    "EITHER",
    "ENDINGS",
    "FIRST",
    "GLUED",
    "INSIDE",
    "LAST",
    "LONE",
    "LONGEST_WORD",
    "NOBODY",
    "PLACES",
    "ROLES",
    "ROW_OF",
    "SHORTEST",
    "SOMEONE",
    "Evidence",
    "Part",
]


class Part(Enum):
    """Which part of its type a value is."""

    WHOLE = "whole"
    GIVEN = "given"
    MIDDLE = "middle"
    FAMILY = "family"
    STREET = "street"
    UNIT = "unit"
    CITY = "city"
    STATE = "state"
    ZIP = "zip"
    YEAR = "year"
    FREE_TEXT = "free text"
    ORGANISATION = "organisation"
    THING = "thing"
    UNSURE = "unsure"  # under "name" stands a person or a street, under "location" an address or a room


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a name says: a type and its part; no type for free text, organisations and things, which are none of the eight."""

    type: PiiType | None
    part: Part = Part.WHOLE
    kind: IdKind | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """Words of the other names of a row that say of what the table is."""

    ledger: frozenset[str]
    fleet: frozenset[str]
    measured: frozenset[str]
    graves: frozenset[str]
    roads: frozenset[str]
    traffic: frozenset[str]
    mail: frozenset[str]
    houses: frozenset[str]


def _parse(says: str) -> Evidence:
    """Return the evidence that a row's ``says`` spells."""
    type_, _, rest = says.partition(" ")
    if type_ == PiiType.ID.value:
        return Evidence(PiiType.ID, kind=IdKind(rest))
    return Evidence(None if type_ == "-" else PiiType(type_), Part(rest or Part.WHOLE.value))


def _phrases(row: dict[str, Any]) -> tuple[str, ...]:
    """Return the phrases of a row, those of which only a number is meant with each word for one: "inc no", "inc id"."""
    numbered = (f"{stem} {number}" for stem in row.get("numbered", ()) for number in _NUMBER_WORDS)
    return (*row["inside"], *numbered)


def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files("records").joinpath("columns.toml").read_text(encoding="utf-8"))


SHORTEST = 3  # letters of a word to which another is glued
_NUMBER_WORDS = ("no", "num", "nbr", "number", "id")
_TABLE = _table()
ABOUT = frozenset(_TABLE["about"])
ENDINGS = frozenset(_TABLE["endings"])
PLACES = frozenset(_TABLE["places"])
SOMEONE, NOBODY, EITHER = (frozenset(_TABLE[key]) for key in ("someone", "nobody", "either"))
BESIDE = Beside(**{name: frozenset(listed) for name, listed in _TABLE["beside"].items()})
INSIDE = tuple((_phrases(row), _parse(row["says"])) for row in _TABLE["row"] if "inside" in row)
GLUED = {phrase.replace(" ", ""): said for phrases, said in reversed(INSIDE) for phrase in phrases}
ROW_OF = {phrase: row for row, (phrases, _) in reversed(tuple(enumerate(INSIDE))) for phrase in phrases}
FIRST = frozenset(phrase.split()[0] for phrase in ROW_OF)
COUNTS = tuple(sorted({len(phrase.split()) for phrase in ROW_OF}))
LONE = {phrase: _parse(row["says"]) for row in _TABLE["row"] if "lone" in row for phrase in row["lone"]}
ROLES = {phrase: _parse(row["says"]) for row in _TABLE["row"] if "column" in row for phrase in row["column"]}
# Of short words few are meant where they stand inside others: "einstein" is no EIN, and "latin" no latitude.
_LONG = frozenset(word for phrase in (*ROW_OF, *LONE) for word in phrase.split() if len(word) > SHORTEST)
BEFORE = _LONG | frozenset(_TABLE["glued"])
LAST = _LONG | ABOUT | ENDINGS | frozenset(_TABLE["glued_last"])
LONGEST_WORD = max(map(len, BEFORE | LAST))

"""Who the language model calls a place: a place alone stays in a release, so a person among them would be released."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detectors.contract import Entity
from detectors.forms import fold
from detectors.name.shape import Word, organised, spoken
from detectors.name.words import (
    DIRECTIONS,
    FAMILIES,
    PARTICLES,
    STREETS,
    is_given,
    is_name,
    is_surname,
    no_name,
    ordinary,
    place,
)
from detectors.places import listed, well_known

__all__ = ["UNSURE", "before_place", "called_a_place"]

Span = tuple[int, int]
# "FARE FOR M BERG KANSAS CITY", read as one place. False friends: "E Helena" and "S Ford Avenue", a direction; "K Street".
_INITIALLED = re.compile(r"(([A-Z])(?:\.[ ]?|[ ])([A-Z][A-Za-z'’-]{2,}))(?![\w'’-])(?:[ ]([^\W\d_]+))?")
_SAINTS = frozenset(
    {"san", "santa", "saint", "st", "fort", "mount", "lake", "port", "del", "el", "la", "las", "los", "nova", "royal"}
)
# What only people do, and no city: "Houston reports", "Washington said" are on a list of places.
_DOES = re.compile(
    r"[ ](?:said|says|told|wrote|asked|lives|lived|resides|was born|called me|emailed|passed away|is survived by)\b"
)
_WHO = re.compile(r",[ ](?:who|whose)\b")
_LONG = 40  # letters of a name
# "Gunnar's house". False friends: "Montana's property tax", "Helena's kids", which are well known.
_OWNS = re.compile(
    r"['’]s[ ](?:house|place|yard|driveway|fence|garage|dogs?|cats?|kids?|wife|husband|son|daughter|mom|dad|mother|father|brother|sister|truck|car|lawyer|"
    r"attorney|mailbox|phone|cell|email|birthday|desk|office|signature|family)\b"
)
_BOTH = 2  # names
_POSSESSIVE = ("'s", "’s")
_PLACED = re.compile(
    r"(?:\b(?:in|at|near|to|from|of|the|through|around|via|over|into|outside|on|across|for|between|downtown|north|south|east|west|visit|arrive|depart)|,)\s\Z",
    re.IGNORECASE,
)
_LEAD = 12  # characters
_STOPPED = re.compile(r"[a-z]{3}\.[ ]")  # "traffic on Benton. Park and ride"
_LINE_ENDS = re.compile(r"[ ]*(?:\n|\Z)")
UNSURE = 0.8  # of readings of people below it four in ten are wrong (CARD.md)


def called_a_place(text: str, entity: Entity) -> bool:
    """Say whether a place that the model reads is somebody: a place alone stays in a release.

    By both names, though the second is a thing, too ("The patient, Linda Park, attended", "Cleveland Hereford"), or by what only
    people do ("Muqtada al-Sadr said"). False friends: "Austin, TX", "Santa Fe", "Trent Bridge", "City Hall said".
    """
    name = text[entity.start : entity.end]
    found = spoken(name) if name[0].isupper() and len(name) < _LONG else ()
    if _STOPPED.search(name) or text[max(0, entity.start - 2) : max(0, entity.start - 1)].isdigit():  # "2.4 MILES LONG"
        return False
    if not found or not all(word.text[0].isupper() or word.folded.split("-")[0] in PARTICLES for word in found):
        return False
    if (told := _does(text, entity, found)) is not None:
        return told
    return _named_whole(text, entity, name, found)


def _named_whole(text: str, entity: Entity, name: str, found: Sequence[Word]) -> bool:
    """Say whether a place that does nothing is somebody by what is theirs, or by both names."""
    if len(found) <= _BOTH and _OWNS.match(text, entity.end) and any(is_name(word.text) for word in found):
        return not any(_no_one(word.folded) for word in found)
    if _owned_there(text, entity.end, spoken(name.removesuffix("'s").removesuffix("’s"))):
        return True
    if len(found) != 2 or name.count(" ") != 1 or (found[1].folded in FAMILIES and _fills_line(text, entity)):  # noqa: PLR2004
        return False
    first, last = found[0].folded, found[1].folded
    return _by_names(first, last, entity.score) or (
        (is_given(first) or is_given(last)) and not (_no_one(first) or _no_one(last) or _led_to(text, entity.start))
    )


def _owned_there(text: str, end: int, found: Sequence[Word]) -> bool:
    """Say whether two words have what is theirs behind them and are a given name, though it is a word, and a surname: "at Nan Parrish's, next door"."""
    if len(found) != _BOTH or not (text.endswith(_POSSESSIVE, 0, end) or text.startswith(_POSSESSIVE, end)):
        return False
    first, last = found[0].folded, found[1].folded
    known = is_given(first) and is_surname(last) and is_name(last) and last not in FAMILIES
    return known and not (
        no_name(first) or well_known(first) or well_known(last) or first in _SAINTS or last in STREETS
    )


def _does(text: str, entity: Entity, found: Sequence[Word]) -> bool | None:
    """Say whether a place does what only people do and can be somebody; None where it does nothing of the kind."""
    if entity.label == "LOCATION" and _DOES.match(text, entity.end):
        known = text[entity.start : entity.end].lower() in listed() or any(_no_one(word.folded) for word in found)
        return not (known or organised(found))
    if len(found) == _BOTH and _WHO.match(text, entity.end) and not organised(found):
        first = found[0].folded  # "Ferris Oakland, who": a town may be a surname
        return (is_given(first) or is_surname(first)) and is_surname(found[1].folded) and not _no_one(first)
    return None


def _led_to(text: str, start: int) -> bool:
    """Say whether the words before *start* lead to a place."""
    return _PLACED.search(text, max(0, start - _LEAD), start) is not None


def _fills_line(text: str, entity: Entity) -> bool:
    """Say whether a reading is all of its line, as an entry of a list of parks is: "McKinley Park"."""
    return text[entity.start - 1 : entity.start] in ("", "\n") and _LINE_ENDS.match(text, entity.end) is not None


def _no_one(word: str) -> bool:
    return ordinary(word) or no_name(word) or well_known(word)


def _by_names(first: str, last: str, score: float) -> bool:
    named = is_given(first) or (first in listed() and is_name(last))  # "Memphis Joyner"
    if not (named and is_surname(last)) or first in _SAINTS or ordinary(first):
        return False
    if is_name(last) or (last in FAMILIES and is_name(first)):
        return True  # "Diego Sanchez", "Robert West"
    return score < UNSURE and not (last in STREETS or ordinary(last) or place(last) or no_name(last))


def before_place(text: str, entity: Entity) -> Span | None:
    """Return who stands at the head of what the model calls a place, by initial and surname; a direction is no initial."""
    match = _INITIALLED.match(text, entity.start, entity.end)
    if match is None:
        return None
    word, after = fold(match[3]), fold(match[4] or "")
    named = is_surname(word) and not (ordinary(word) or place(word) or word in STREETS or after in STREETS)
    return match.span(1) if named and (after or match[2] not in DIRECTIONS) else None

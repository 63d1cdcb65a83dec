"""Saints whom a house or a town is called after: "St. Peter's Health", "Saint Mary Parish", "Santa Barbara"; no one to hide."""

from __future__ import annotations

import re

from detectors.forms import fold
from detectors.name.lists import vocabulary
from detectors.name.words import is_given

__all__ = ["saintly"]

_SAINTLY = 7  # characters of "Saint. "
_REACH = 24  # characters around a name in which such a phrase may begin and end
# False friend: "on Main St. Peter's dog" (no house follows).
_SAINT = re.compile(r"(?<![\w'’])(?:S(?:t|te|aint|anta)|S(?:T|TE|AINT|ANTA))\.?[ ]$")
# "Santa Barbara", "SAN JOSE": towns, all of the name or its second half. False friends: "Aung San Suu Kyi", "Jane Santa Maria".
_GIVEN_BEFORE = re.compile(r"(?<!\w)([A-Z][\w'’-]{1,20})[ ]\Z")
_TOWN_OF = {"san": vocabulary("san"), "santa": vocabulary("santa")}
_TOWNS = tuple(f"{word} " for town in _TOWN_OF for word in (town.title(), town.upper()))
_STOP = ("", ".", ",", ";", ":", ")", "\n")
_HOUSES = ("Cathedral of ", "Church of ", "Parish of ", "Sisters of ", "College of ", "Mission of ")
_TO = (" at ", " to ", " from ", " near ")
# "Saints Cyril and Methodius", "St. Cyril and St. Methodius": whom a church has its name from.
_SAINTS_BEFORE = re.compile(r"(?:\bSaints|\bSS\.|\bSts?\.?)[ ](?:[A-Z][a-z]+[ ](?:and|&)[ ](?:St\.?[ ])?)?\Z")
_SAINTS_AFTER = re.compile(r"[ ](?:and|&)[ ](?:St\.?[ ])?[A-Z][a-z]+")
_SAINTLY_FIRST = ("St. ", "Saint ")
_OF_SAINT = re.compile(
    r"(?:['’]?s)?[ ](?:(?-i:[A-Z])[\w'’]{2,12}[ ]){0,2}(?:hospital|health\w*|medical|clinic|church|parish|cathedral|schools?|academy|university|"
    r"college|hall|cent(?:er|re)|mission|community|foundation|cemetery|chapel|infirmary|trauma|children|catholic|lutheran|episcopal|elementary|"
    r"ambulance|reservoir|lake|river|creek|falls|valley|mountains?|peak|pass|dam|day)\b",
    re.IGNORECASE,
)
# How what leads to one ends, asked first since every name is asked.
_SAINT_ENDS = frozenset(f"{end} " for end in "tTeEaA.sd&")
_LED_ENDS = _SAINT_ENDS | {"n ", "N "}  # "San "


def saintly(text: str, start: int, end: int) -> bool:
    """Say whether a name is a saint's, or one's town or house.

    >>> saintly("to St. Mary's Hospital", 7, 11), saintly("on Main St. Mary's dog", 12, 16)
    (True, False)
    """
    led, name = text[start - 2 : start], text[start:end]
    if led not in _LED_ENDS and name[:1] != "S":
        return False
    if name.startswith(_SAINTLY_FIRST) and (
        " and " in name
        or text.startswith((" and St. ", " and Saint "), end)
        or (text[end : end + 2] in ("'s", "’s") and text[end + 2 : end + 3] in _STOP)
    ):
        return True  # "urgent care, St. Peter's, account 12": "St. John's car" is somebody's
    if (" " not in name and text.endswith(_TOWNS, 0, start)) or name.startswith(_TOWNS):
        return _is_town(text, start, end)
    return led in _SAINT_ENDS and _of_saint(text, start, end)


def _is_town(text: str, start: int, end: int) -> bool:
    """Say whether a name is a town called after a saint, or the saint of one: nothing of a name stands before it."""
    led = "" if text.startswith(_TOWNS, start) else "santa " if text[start - 2] in "aA" else "san "
    town, _, saint = f"{led}{text[start:end].lower()}".partition(" ")
    before = text[max(0, start - len(led) - _REACH) : start - len(led)]
    named = _GIVEN_BEFORE.search(before)
    return saint in _TOWN_OF[town] and not (named and is_given(fold(named[1])))


def _of_saint(text: str, start: int, end: int) -> bool:
    """Say whether a saint's house has the name."""
    saint = _SAINT.search(text, max(0, start - _SAINTLY), start)
    if saint and text.endswith(_HOUSES, 0, saint.start()):
        return True
    saints = _SAINTS_BEFORE.search(text, max(0, start - _REACH), start)
    if saints and (" " in saints[0].rstrip(" ") or _SAINTS_AFTER.match(text, end)):
        return True
    if saint is None:
        return False
    own = text[end : end + 2] in ("'s", "’s")  # "surgery at St. Pete's", "a bed in St. Peter's."
    there = own and (text.endswith(_TO, 0, saint.start()) or text[end + 2 : end + 3] in _STOP)
    return there or _OF_SAINT.match(text, end) is not None

"""What is read as an address and stands nowhere: a city's truck, a sum, a model of car, a time of day in Spanish, a surveyor's corner."""

from __future__ import annotations

import re

__all__ = ["nowhere"]

# "Unit 212 needs a new hose", "drove Unit 212": a unit of a fleet. False friends: "lives at Unit 212", "assigned Unit 212" (as a home).
_UNIT = re.compile(
    r"(?:Unit|Truck|Engine|Ladder|Squad|Loader|Sweeper|Plow|Bus)[ ]#?\d{1,4}\b(?=(.{0,40}))", re.IGNORECASE
)
_DOES = re.compile(
    r"[ ](?:needs?|swept|plow(?:ed|ing|s)?|sand(?:ed|ing)|responded|arrived|dispatched|en ?route|on scene|out of service|in service|backed|leak\w*|broke|towed|"
    r"for (?:plowing|repairs?|service|sanding|sweeping|parts)|and (?:Unit|Truck|Engine)[ ]\d)",
    re.IGNORECASE,
)
_DRIVEN = re.compile(
    r"(?:drove|driving|driven|operat(?:ed|ing|or of)|refuel(?:ed)?|tires on|brakes on)[ ](?:the[ ])?\Z",
    re.IGNORECASE,
)
# "después de las 4 de la tarde", "12 de marzo de 2024".
_SPANISH_TIME = re.compile(
    r"\bde la (?:tarde|ma[nñ]ana|noche)\b|\bde (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)(?: de\b|[ ]?\Z)",
    re.IGNORECASE,
)
_TIME_ENDS = re.compile(r"(?:\d{1,2} )?de la\Z", re.IGNORECASE)
_THENCE = re.compile(r",?[ ](?:and )?thence\b", re.IGNORECASE)
_BEFORE, _AFTER = 24, 12  # characters
_SIGNS = ("$", "-")


def nowhere(text: str, start: int, end: int) -> bool:
    """Say whether ``text[start:end]``, read as an address, is such a thing.

    >>> nowhere("he was driving Unit 212 today", 15, 23), nowhere("lives at Unit 212, Eagles Manor", 9, 17)
    (True, False)
    >>> nowhere("it is $1118 a mo.", 7, 16), nowhere("a Ford F-150, white", 9, 19)
    (True, True)
    """
    if text[start - 1 : start] in _SIGNS and (text[start - 1] == "$" or text[start - 2 : start - 1].isalpha()):
        return True
    span = text[start:end]
    if _SPANISH_TIME.search(span) or (_TIME_ENDS.search(span) and _SPANISH_TIME.search(text, start, end + _AFTER)):
        return True
    if _THENCE.match(text, end):
        return True
    unit = _UNIT.match(text, start)
    return unit is not None and bool(
        _DOES.match(unit[1]) or (_DRIVEN.search(text, max(0, start - _BEFORE), start) and unit.end() >= end)
    )

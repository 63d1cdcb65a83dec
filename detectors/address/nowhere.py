"""What is read as an address and stands nowhere: a city's truck, a sum, a model of car, a time of day in Spanish, a surveyor's corner."""

from __future__ import annotations

import re

from detectors.address.words import STATE
from detectors.name.words import place

__all__ = ["in_row", "nowhere", "own_cell"]

_STATES = re.compile(STATE)

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
# What has a number and is not lived in: a room, a chapter, a department, a grade, a grave, a unit of the police, a floor. False
# friends: "Apt 4", "Unit 212", "Room 12" of whoever lives in it, "Dept 4410, 316 N Park Ave".
_THING = re.compile(
    r"(?:\d{1,2}[ ]{1,2})?(?:(?:Room|Rm|ROOM|RM)\.?[ ]\d{1,4}[A-Z]?(?:[ ]?/[^\d]*)?|(?:CFR|USC|MCA|HCC|ARM)[ ]\d[\d.-]*|(?:Dept|DEPT|Department|DEPARTMENT)\.?[ ]\d{2,5}\b[^\d,]*"
    r"|(?:Grade|GRADE|Step|STEP|Score|SCORE)[ ]\d{1,3}[A-Z]?|(?:Row|ROW)[ ]\w{1,3},[ ](?:Grave|GRAVE|Plot|PLOT)\b.*|(?:Unit|UNIT)[ ]\d{1,2}[A-Z]\d{1,3}|(?:[A-Z]{2,5}[ ])?\d{1,2}(?:st|nd|rd|th)[ ]fl(?:oor)?(?:\.[ ].*)?"
    r"|[A-Z]{2,5}[ ]/[ ][A-Z]{2,5}(?:[ ][A-Z]{2,4}\d{0,12})?|[a-z -]{0,12}\bread(?:ing)?[ ]\d{3,7}(?:[ ](?:vs\.?|to|and)[ ]\d{3,7})?|\d{3,7},[ ]ok)",
    re.DOTALL,
)
_LIVED_IN = re.compile(
    r"\b(?:care|nursing|motel|hotel|inn|lodge|hospital|patient|resident|liv(?:es?|ed|ing)|stay(?:s|ed|ing)?|dorm|manor|shelter|home|tenants?)\b",
    re.IGNORECASE,
)
_ROOM = re.compile(r"(?:\d{1,2}[ ]{1,2})?(?:room|rm)\b", re.IGNORECASE)
_CLOSE = re.compile(r"\d[^\d\n]{0,6}\Z|(?:St|Ave|Rd|Blvd|Bldg|Hall)\b\.?,?[ ]\Z")
_AROUND = 60  # characters
# A number behind its label, which the label's own rule finds: "Arborist cert RM-8071A", "Rocky Mountain CU   Rtg 292177682", "8  Pass # S-40882".
_NUMBERED = re.compile(
    r"(?:\d[ ]{1,3})?(?:[A-Za-z'’.&]+[ ]{1,3}){0,4}(?:cert(?:ificate)?|pass|rtg|mtr|meter|file|badge|permit|lic(?:ense)?)\b\.?[ ]{1,2}(?:(?:\#|no\.?)[ ]?)?[A-Z]{0,3}-?\d{3,12}[A-Z]?(?:[.\n].*|[ ][A-Z][a-z]+)?",
    re.IGNORECASE | re.DOTALL,
)
_STREET = re.compile(
    r"\b(?:st|street|ave?|avenue|rd|road|dr|drive|ln|lane|ct|court|blvd|way|hwy|box|loop|apt)\b", re.IGNORECASE
)
_ROW, _ZIP = 3, 5  # words of a row that may be a town, its state and its code; figures of one
_BEFORE, _AFTER = 24, 12  # characters
_SIGNS = ("$", "-")
# The cells of a row, the one with the house, and one with figures that are no ZIP code.
_HOUSE = re.compile(r"\d{1,6}[A-Za-z]?[ ](?=[A-Z\d])")
_CELL = re.compile(r"[^\t\n]+")
_OTHER = re.compile(r"(?!\d{5}(?:-\d{4})?\Z)[\d.,/-]+")


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
    if _THENCE.match(text, end) or _is_thing(text, start, end):
        return True
    unit = _UNIT.match(text, start)
    return unit is not None and bool(
        _DOES.match(unit[1]) or (_DRIVEN.search(text, max(0, start - _BEFORE), start) and unit.end() >= end)
    )


def _is_thing(text: str, start: int, end: int) -> bool:
    """Say whether a stretch is a numbered thing, or the number of a paper behind its label; somebody may live in a room."""
    span = text[start:end].rstrip(" .,;(")
    if thing := _THING.fullmatch(span):
        return not (_ROOM.match(thing[0]) and _is_part(text, start, end))
    return _NUMBERED.fullmatch(span) is not None and not _STREET.search(span)


def _is_part(text: str, start: int, end: int) -> bool:
    """Say whether somebody lives in a room, or a street stands right before it: "1919 W Taylor (m/c 525) Rm 128"."""
    lived_in = _LIVED_IN.search(text, max(0, start - _AROUND), end + _AROUND)
    return lived_in is not None or _CLOSE.search(text, max(0, start - _BEFORE), start) is not None


def in_row(written: str, span: str) -> bool:
    r"""Say whether *span* is cells of a row in *written*, the last of them five figures, and none a street or a town and its state.

    >>> in_row("Rex\tBeagle X\tNM\t88120\t15.00", "Beagle X NM 88120"), in_row("12 Elm\tButte\tMT\t59701", "12 Elm Butte MT 59701")
    (True, False)
    """
    words = span.split()
    if (
        len(words) < _ROW
        or " " not in written  # every blank is a tab: no row of cells
        or len(words[-1]) != _ZIP
        or not words[-1].isdigit()
        or f"{words[-2]}\t{words[-1]}" not in written
    ):
        return False
    lived_in = _STATES.fullmatch(words[-2]) and place(words[-3].lower().strip(","))
    return not (lived_in or _STREET.search(span) or any(map(str.isdigit, span[:-_ZIP])))


def own_cell(text: str, start: int, end: int) -> tuple[int, int]:
    r"""Return where the cells of a row begin and end in which an address stands: behind cells without a house, before one of other figures.

    >>> own_cell("Roe, Jane\t2700 Elm St", 0, 21), own_cell("2700 Elm St\tHelena\t59601", 0, 24), own_cell("2700 Elm St\t2207\tDog", 0, 20)
    ((10, 21), (0, 24), (0, 11))
    """
    cells = [match.span() for match in _CELL.finditer(text, start, end)]
    housed = next((at for at, (low, high) in enumerate(cells) if _HOUSE.match(text, low, high)), None)
    if housed is None:
        return start, end
    stop = next((at for at in range(housed + 1, len(cells)) if _OTHER.fullmatch(text, *cells[at])), len(cells))
    return cells[housed][0], cells[stop - 1][1]

"""Lines that are a label and one value are read by the label, as a cell is by its column: "PATIENTDOB: 19980314", "Badge: 44718".

Only where the label promises a number, a date or an address and the value is nothing else; what a sentence says behind a
colon is left to the detectors that read sentences. Names have rules of their own (name/labels.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.columns import Evidence, Part, evidence
from detectors.date.written import DATES
from detectors.text.tables import Cell
from records.finding import PiiType

__all__ = ["lines"]

# A label, its colon, and what stands up to a gap, a bar or the line's end. It begins with the end of the line before.
_LINE = re.compile(
    r"\n[ \t>*-]{0,8}([A-Za-z][\w .#'’/()&-]{1,40})(?<![ ]):[ \t]{0,8}([^\s|;:][^\n\t|;]{2,60}?)[ ]?(?=[ ]{2}|\n|\t|[|;]|\Z)"
)
# "AB 1234567", "0712-4198 41128": a code. False friends: "$25 by May 3", "3 of 4", "2024" (a year), "12/4".
_CODE = re.compile(
    r"(?:[A-Z]{1,4}[ -])?(?=(?:[A-Za-z./-]{0,6}\d){3})[A-Za-z\d][\w./-]{3,40}(?:[ ][\w-]{0,12}\d[\w-]{0,12}){0,6}"
)
_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?")
_FIGURES = re.compile(r"(?=(?:[^\d]{0,3}\d){4})[\dTZxX().,/+:#-]+(?:[ ][\dTZxX().,/+:#-]+){0,8}")
_MAILBOX = re.compile(r"[^\s@,;<>()]{1,64}@[^\s@,;<>()]{1,100}")
_HOUSE = re.compile(r"\d{1,6}[A-Za-z]?(?:[ ]\d/\d)?(?:[ ][\w.,'’#&/-]+){0,8}")
_MOST_WORDS = 4  # of a label; a sentence has more before its colon


def lines(text: str) -> Iterator[Cell]:
    r"""Yield the value of each such line.

    >>> text = "Badge: 44718\nNote: see page 2"
    >>> [(text[cell.start : cell.end], cell.column) for cell in lines(text)]
    [('44718', 'Badge')]
    """
    for line in _LINE.finditer(f"\n{text}") if ":" in text else ():
        said = evidence(line[1]) if line[1].count(" ") < _MOST_WORDS else None
        if said is not None and said.type is not None and _holds(said, line[2]):
            yield Cell(line.start(2) - 1, line.end(2) - 1, line[1], said.type)


def _holds(said: Evidence, value: str) -> bool:
    match said.type:
        case PiiType.ID:
            return _CODE.fullmatch(value) is not None and _YEAR.fullmatch(value) is None
        case PiiType.ADDRESS:
            return said.part in (Part.WHOLE, Part.STREET) and _HOUSE.fullmatch(value) is not None
        case PiiType.SSN | PiiType.PHONE:
            return _FIGURES.fullmatch(value) is not None
        case PiiType.DATE_OF_BIRTH:
            return (_FIGURES.fullmatch(value) or DATES.fullmatch(value)) is not None
        case PiiType.EMAIL:
            return _MAILBOX.fullmatch(value) is not None
        case _:
            return False

"""Lines that are a label and one value are read by the label, as a cell is by its column: "PATIENTDOB: 19980314", "Badge: 44718".

Only where the label promises a number, a date or an address and the value is nothing else; what a sentence says behind a
colon is left to the detectors that read sentences. Names have rules of their own (name/labels.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.date.written import DATES
from detectors.nearby import has_digit
from detectors.text.tables import Cell
from records.columns import Evidence, Part, evidence
from records.finding import PiiType

__all__ = ["lines"]

Span = tuple[int, int]

# A label of one to four words, what may stand between it and its value, and the rest of the line or the next line. It begins
# with the end of the line before. Words and blanks are bounded and take turns, so this is linear.
_LINE = re.compile(
    r"\n[ \t>*|-]{0,8}(?:\d{1,2}[.)][ ])?\"?([A-Za-z][\w.#'’/&-]{0,24}+(?:[ ](?:[A-Za-z&#][\w.#'’/&-]{0,24}+|\d{1,2}(?!\w)|\([A-Za-z ]{1,20}\))){0,3}+)\"?"
    r"(?=(?:[ ]?(?::|=|->|;|,|\||\.{3,60}|[-–—](?=[ ]))[ \t]{0,20}|[ ]?:?[ ]?\n[ ]{0,20}|\t|[ ]{2,30}|[ ](?=[(\[\"]))"
    r"(?=[^\n]{0,12}\d|[\w.+'-]{1,64}@)([^\n]{2,80}))"
)
_END = re.compile(r"[ ]{2}|[\t|;]")
_AROUND = "\"'“”()[]_*. "
# "AB 1234567", "0712-4198 41128": a code. False friends: "$25 by May 3", "3 of 4", "2024" (a year), "12/4", "1,500.00".
_CODE = re.compile(
    r"(?:[A-Z]{1,4}[ -])?(?=(?:[A-Za-z./-]{0,6}\d){3})[A-Za-z\d][\w./-]{3,40}(?:[ ][\w-]{0,12}\d[\w-]{0,12}){0,6}"
)
_NO_CODE = re.compile(r"(?:19|20)\d\d|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{1,3}(?:,\d{3})*(?:\.\d\d?)?|\d+\.\d\d?")
_FIGURES = re.compile(r"(?=(?:[^\d]{0,3}\d){4})[\dTZxX().,/+:#-]+(?:[ ][\dTZxX().,/+:#-]+){0,8}")
_MAILBOX = re.compile(r"[\w.+'-]{1,64}@[\w.-]{1,100}")
_HOUSE = re.compile(r"\d{1,6}[A-Za-z]?(?:[ ]\d/\d)?(?:[ ][\w.,'’#&/-]+){0,8}")


def lines(text: str) -> Iterator[Cell]:
    r"""Yield the value of each such line.

    >>> text = "Badge: 44718\nNote: see page 2"
    >>> [(text[cell.start : cell.end], cell.column) for cell in lines(text)]
    [('44718', 'Badge')]
    """
    for line in _LINE.finditer(f"\n{text}") if has_digit(text) or "@" in text else ():
        said = evidence(line[1])
        if said is not None and said.type is not None:
            start, end = _value(line[2], line.start(2) - 1)
            if _holds(said, text[start:end]):
                yield Cell(start, end, line[1], said.type)


def _value(rest: str, start: int) -> Span:
    """Return the stretch of a value in the *rest* of its line, without what stands around it or behind a gap."""
    gap = _END.search(rest)
    value = (rest[: gap.start()] if gap else rest).rstrip(_AROUND)
    low = len(value) - len(value.lstrip(_AROUND))
    if value[low : low + 1].isdigit() and value[low - 1 : low] == "(":
        low -= 1  # "(406) 555-0134"
    return start + low, start + len(value)


def _holds(said: Evidence, value: str) -> bool:
    match said.type:
        case PiiType.ID:
            return _CODE.fullmatch(value) is not None and _NO_CODE.fullmatch(value) is None
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

"""Finds social security numbers in every spelling, and tax numbers that look like them.

Never assigned are area 000, 666 and 900-999, group 00 and serial 0000 (SSA). In the place of an SSN such a number is a typing
error or a sample, so it is still found, with a low score; but as an ID, since clause (e) counts social security numbers and
this one is nobody's. From 900 on it is somebody's after all (the tax office numbers people without an SSN): next to the words
it is what they call it. No list of well-known samples is refused: an example in one letter is a real number in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from detectors.contract import Detector, Hit, View
from detectors.nearby import (
    after,
    before,
    column,
    has_digit,
    line_before,
    lowered,
    matched,
    numbers,
    spots,
    whole,
)
from detectors.said import keyed, met
from records.finding import IdKind, PiiType

__all__ = ["SSNS"]

_DASH = r"\-‐‑‒–—―−"
# Words; "social" alone needs no "security", but "social media" and its like are not about numbers.
_WORDS = re.compile(
    r"\bs\.?\s?s\.?\s?n\b|ssn|\bs\.?\s?s\.?\s?(?:#|no\b|num)|\bsoc(?:ial)?\.?[\s_]?sec|"
    r"\bsoc(?=[ ]?[:/#])|\bsocial\b(?!\s(?:media|work|service|distanc|event|hour|club|studies))|seguro\s+social|\bnss\b|\bs5n\b",
    re.IGNORECASE,
)
_TAX = re.compile(
    r"\bitin\b|\btin\b|\btax(?:payer)?[\s-]{0,2}(?:id|no|num|ident)|\bein\b|\bfein\b|employer id", re.IGNORECASE
)
_LAST_FOUR = keyed(
    "last four",
    "last 4",
    "last4",
    "ending in",
    "ends in",
    "ending with",
    "ends with",
    "final four",
    " ends ",
    " ending ",
)
# Three, two and four digits with the same kind of separator twice. "(?<![\d][.\-])" spares the middle of longer numbers.
_GROUPED = re.compile(
    rf"(\d(?<!\d\d)(?<!\d[.\-/]\d)\d\d)([ ]?[{_DASH}][ ]?|[.]|_|/|[\s>]{{1,6}}|[{_DASH}]\s{{1,3}}>?\s?)(\d{{2}})"
    rf"([ ]?[{_DASH}][ ]?|[.]|_|/|[\s>]{{1,6}}|[{_DASH}]\s{{1,3}}>?\s?)(\d{{4}})(?!\d|[.\-/]\d)"
)
# Any nine digits after the words; a letter O or l that a scanner saw for a digit counts as one, save the first. False friend:
# "DOB/SSN: 1/4/91 516-88-4471", a date and what follows it: nothing begins within a date, or ends where four digits go on.
_NINE = re.compile(
    rf"\d(?<![\dA-Za-z]\d)(?<!\d[-/]\d)(?:[\s.{_DASH}_/>*]{{0,5}}[\dOolI]){{8}}(?![\dA-Za-z]|-(?:\d\d-){{0,3}}\d{{4}}(?!\d))"
)
# More digits than a number has, right behind the words: a typing error, or another country's; no day and what follows it.
_MORE = re.compile(
    rf"(?!\d{{1,4}}-\d{{1,2}}-\d{{2,4}}[ ])\d(?<![\dA-Za-z]\d)(?<!\d[-/]\d)(?:[ {_DASH}.]?\d){{9,12}}(?![\dA-Za-z])"
)
_NEAR = 12  # characters
_FOUR = re.compile(r"(?<![\dXx*#-])\d{4}(?!\d)")
# A day of a year in which adults were born, and the mark between two cells.
_BORN = re.compile(
    r"(?:(?:19\d\d|200[0-8])[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/](?:19\d\d|200[0-8]))[\"']?[ ]?[,|;\t][ ]?[\"']?\Z"
)
_BORN_BEFORE = 16  # characters
# The Swiss number, as foreign forms have it: country code, nine digits, check digit.
_SWISS = re.compile(r"756(?<!\d756)\.\d{4}\.\d{4}\.\d\d(?!\d)")
_EIN = re.compile(rf"\d(?<![\d\-]\d)\d[{_DASH} ]?\d{{7}}(?!\d|-\d)")
_PLAIN = ("_", ".", "/", " ")
# What a number is called right before it, where nothing but blanks make it look like an SSN: "token 516 12 3456".
_CALLED = re.compile(
    r"\b(?:token|code|part|order|item|ref|reference|serial|sku|invoice|lot|tracking|ticket|case|model|version|batch|catalog|"
    r"check|permit|parcel|page|section|bid|po)\b[ .:#]{0,3}(?:(?:no|num|number|id)\b[ .:#]{0,3})?$",
    re.IGNORECASE,
)
# A paper that bears the number, and is called by figures itself. False friend: "Q3, 100 25 2001", a quarter's sums.
_FORM_BEFORE = re.compile(r"\b(?:DD[ -]?214|W-?[249]|I-?9|1099|SF[ -]?\d{2,3})[,:)]?[ ]\Z")
_WORD = re.compile(r"[A-Za-z]{4,}")
_FORM_REACH = 10  # characters
_NINE_HUNDRED, _FIRST_ITIN_GROUP = "9", "50"
_FEWEST_DIGITS = 7
_REACH = 60


def find(view: View) -> Iterator[Hit]:
    """Yield each social security or tax number of the view."""
    yield from _cell(view)
    if not has_digit(view.text):
        return
    yield from _grouped(view)
    yield from _nine(view.text)
    yield from _tax(view.text)
    yield from _in_row(view.text)
    yield from _last_four(view.text)


def _grouped(view: View) -> Iterator[Hit]:
    text = view.text
    for found in matched(_GROUPED, text, numbers(text)):
        area, first, group, second, serial = found.groups()
        said = before(text, found.start(), _WORDS, _REACH) or after(text, found.end(), _WORDS)
        dashed = _is_dash(first) and _is_dash(second)
        same = dashed or first == second
        if said:
            yield _judged(*found.span(), (area, group, serial), 0.95, "grouped, with words")
        elif dashed and area[0] == _NINE_HUNDRED:
            yield _unasked(*found.span(), group)
        elif dashed:
            yield _judged(*found.span(), (area, group, serial), 0.85, "3-2-4 digits")
        elif same and first in _PLAIN and _valid(area, group, serial) and _alone(text, found):
            yield _hit(*found.span(), 0.5, "3-2-4 digits, other separators")


def _judged(start: int, end: int, parts: tuple[str, str, str], score: float, pattern: str) -> Hit:
    """Return a number as what it is: an SSN, one of a tax office in the place of one, or nobody's."""
    if _valid(*parts):
        return _hit(start, end, score, pattern)
    if parts[0][0] == _NINE_HUNDRED:
        return _hit(start, end, 0.6, pattern)
    return Hit(start, end, PiiType.ID, 0.5, f"{pattern}, never issued", IdKind.INVALID_SSN)


def _unasked(start: int, end: int, group: str) -> Hit:
    """Return a number from 900 on that no words call an SSN: a taxpayer's where the tax office gives such ones."""
    if group >= _FIRST_ITIN_GROUP:
        return Hit(start, end, PiiType.ID, 0.7, "individual taxpayer number", IdKind.TAX_ID)
    return Hit(start, end, PiiType.ID, 0.5, "3-2-4 digits, never issued", IdKind.INVALID_SSN)


def _is_dash(separator: str) -> bool:
    return separator.strip(" \n>")[:1] in tuple("-‐‑‒–—―−")


def _alone(text: str, found: re.Match[str]) -> bool:
    """Say whether no other number stands beside it, and no other word for it: a table of figures is full of "100 25 2001"."""
    left, right = text[max(0, found.start() - 3) : found.start()], text[found.end() : found.end() + 3]
    left = "" if _FORM_BEFORE.search(text, max(0, found.start() - _FORM_REACH), found.start()) else left
    beside = any(map(str.isdigit, left + right)) or "$" in left
    return not beside and _CALLED.search(line_before(text, found.start(), 24)) is None


def _valid(area: str, group: str, serial: str) -> bool:
    return area not in ("000", "666") and area[0] != _NINE_HUNDRED and group != "00" and serial != "0000"


@lru_cache(maxsize=4)  # asked by three rules
def _nines(text: str) -> tuple[re.Match[str], ...]:
    return tuple(matched(_NINE, text, numbers(text)))


def _nine(text: str) -> Iterator[Hit]:
    for found in _SWISS.finditer(text):
        yield _hit(found.start(), found.end(), 0.8, "Swiss number")
    for found in _nines(text):
        digits = "".join(filter(str.isdigit, found.group()))
        if len(digits) >= _FEWEST_DIGITS and before(text, found.start(), _WORDS, _REACH):
            yield _counted(*found.span(), digits, (0.9, 0.6), "nine digits after the words")
    for found in matched(_MORE, text, numbers(text)):
        if before(text, found.start(), _WORDS, _NEAR) and not _GROUPED.match(text, found.start()):
            yield Hit(*found.span(), PiiType.ID, 0.5, "more than nine digits after the words", IdKind.INVALID_SSN)


def _in_row(text: str) -> Iterator[Hit]:
    """Yield nine digits in the cell behind a day of birth: "ROE,KIM,1971-03-05,516881234"."""
    for found in _nines(text):
        if found[0].isdigit() and _BORN.search(text, max(0, found.start() - _BORN_BEFORE), found.start()):
            yield _counted(*found.span(), found[0], (0.6, 0.5), "nine digits beside a birth")


def _counted(start: int, end: int, digits: str, scores: tuple[float, float], pattern: str) -> Hit:
    """Return what the words or the column call an SSN; *scores* for nine digits, and for a part or one mistyped."""
    if len(digits) != 9:  # noqa: PLR2004 - an SSN has nine
        return _hit(start, end, scores[1], pattern)
    return _judged(start, end, (digits[:3], digits[3:5], digits[5:]), scores[0], pattern)


def _last_four(text: str) -> Iterator[Hit]:
    for at in spots(lowered(text), met(text, _LAST_FOUR)):
        if _WORDS.search(text, max(0, at - 40), at + 40):
            found = _FOUR.search(text, at, at + _REACH)
            if found:
                yield _hit(found.start(), found.end(), 0.7, "last four, with words")


def _tax(text: str) -> Iterator[Hit]:
    for found in (*matched(_EIN, text, numbers(text)), *_nines(text)):
        if before(text, found.start(), _TAX, 40):
            yield Hit(found.start(), found.end(), PiiType.ID, 0.85, "tax number after the words", IdKind.TAX_ID)


def _cell(view: View) -> Iterator[Hit]:
    said = column(view)
    if said is None:
        return
    start, end = whole(view.text)
    digits = "".join(filter(str.isdigit, view.text))
    masked = sum(view.text.count(char) for char in "Xx*#") >= 5  # noqa: PLR2004 - XXX-XX-1234 is already redacted
    if said.type is PiiType.SSN and 4 <= len(digits) <= 11 and not masked and not _of_another(view.text, len(digits)):  # noqa: PLR2004 - last four up to a typing error
        yield _counted(start, end, digits, (0.95, 0.95), "column")
    elif said.kind is IdKind.TAX_ID and len(digits) >= _FEWEST_DIGITS:
        yield Hit(start, end, PiiType.ID, 0.9, "tax number column", IdKind.TAX_ID)


def _of_another(value: str, figures: int) -> bool:
    """Say whether a line of another kind runs through the column: "CSED CASE 0004418826" under "SSN", words and too many figures."""
    return figures not in (4, 9) and _WORD.search(value) is not None


def _hit(start: int, end: int, score: float, pattern: str) -> Hit:
    return Hit(start, end, PiiType.SSN, score, pattern)


SSNS = Detector(
    name="ssns",
    types=(PiiType.SSN, PiiType.ID),
    find=find,
    matches=(
        ("ssn on file, last4 9021", "9021"),
        ("SSN 516-12-3456", "516-12-3456"),
        ("his number is 516-12-3456.", "516-12-3456"),
        ("SS# 516123456", "516123456"),
        ("Soc. Sec. No. 5 1 6 1 2 3 4 5 6", "5 1 6 1 2 3 4 5 6"),
        ("social: 516.12.3456", "516.12.3456"),
        ("S.S.N.: 516–12–3456", "516–12–3456"),
        ("SSN: 516-12-\n3456", "516-12-\n3456"),
        ("SSN last four 3456", "3456"),
        ("seguro social 000-12-3456", "000-12-3456"),
        ("EIN 81-0123456", "81-0123456"),
        ("jane@example.com516-12-3456", "516-12-3456"),
        ("SSN: 516 4523 6578", "516 4523 6578"),
        ('"ROE,KIM,1971-03-05,516881234"', "516881234"),
        ("the SSN ends 3456, he says", "3456"),
        ("SSN 5l6-12-34S6 or 516-12-34O6", "516-12-34O6"),
    ),
    spares=(
        "see 2-17-551 and 2-6-1502, MCA",
        "SSN: XXX-XX-1234",
        "order 516123456 shipped",
        "paid 2024-03-05,516881234 and more",
        "the token 516 12 3456 has expired",
        "the bonds of 100 25 2001 12 mature",
        "05-1888-30-1-01-01-0000",
        "social media had 123456789 views",
    ),
)

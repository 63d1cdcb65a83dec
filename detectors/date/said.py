"""Days of birth that are written in words, as voice mail is transcribed: "my birthday is march third nineteen fifty one"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.address.words import ONES, TEENS, TENS
from detectors.date.written import ORDINAL
from detectors.nearby import lowered
from detectors.said import said

__all__ = ["said_days"]

Span = tuple[int, int]
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
_ONES, _TEENS, _TENS = map(str.lower, (ONES, TEENS, TENS))
_DAY = rf"(?:(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|{_ONES})|{ORDINAL}|{_TEENS}|{_ONES}|twenty|thirty)"
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS))})"
_CENTURY = (
    rf"(?:nineteen|eighteen|twenty)[ -](?:hundred|(?:oh|o)[ -](?:{_ONES})|{_TEENS}|(?:{_TENS})(?:[ -](?:{_ONES}))?)"
)
_YEAR = rf"(?:{_CENTURY}|two thousand(?:(?:[ ]and)?[ -](?:{_TEENS}|(?:{_TENS})(?:[ -](?:{_ONES}))?|{_ONES}))?|(?:{_TENS})(?:[ -](?:{_ONES}))?)"
_SAID = re.compile(
    rf"(?<![a-z])(?:{_MONTH}[ ](?:the[ ])?{_DAY}(?:,?[ ](?:of[ ])?{_YEAR})?|{_DAY}[ ](?:day[ ])?of[ ]{_MONTH}(?:,?[ ]{_YEAR})?)(?![a-z])"
)
# False friends: "born and raised here; on March third the meter", a sentence on.
_BIRTH = re.compile(
    r"(?:birth[ ]?(?:day|date)|\bborn\b|\bd\.?o\.?b\b|date of birth)(?:(?!died|passed|deceased|due)[^.;!?\n\d]){0,30}(?:\?\s{1,3}(?:[a-z]\.|[a-z. ]{1,24}:)?[ ]{0,3})?\Z"
)
_REACH = 60  # characters
_WORDS = frozenset({"birthday", "birthdate", "birth", "born", "dob"})  # "birthday's" is one of them and an s


def said_days(text: str) -> Iterator[Span]:
    """Yield each day in words that is said to be of birth."""
    words = said(text)
    if words.isdisjoint(_WORDS) or words.isdisjoint(_MONTHS):
        return
    low = lowered(text)
    for day in _SAID.finditer(low):
        if _BIRTH.search(low, max(0, day.start() - _REACH), day.start()):
            yield day.span()

"""Numbers as they are noted down or read out: "she's at 555 0108", "his number on a napkin 5550190", "406, 555, 0192", "406 555 01 07"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.contract import View
from detectors.nearby import before, line_before, lowered, matched, numbers
from detectors.phone.words import NOT_WORDS, SPAN_OF_AMOUNT, WORDS

__all__ = ["heard"]

Span = tuple[int, int]

# One search for all, as few numbers are written so. Two halves with a dash, a blank or nothing between them: false friends are
# "200 1500 gallons", "5550190-2", "5,550,190". Pairs at the end: of the city's area. Commas, and what a scanner read ("406 555-Ol 02"):
# behind words of telephoning.
_PARTS = re.compile(
    r"(?P<local>[2-9]\d\d(?<!00)[ .-]?\d{4}(?![\w-]|[./,]\d))"
    r"|(?P<area>[2-9]\d\d)(?P<sign>[ .-])[2-9]\d\d(?P=sign)\d\d(?P=sign)\d\d(?![\w-]|[ .,/]\d)"
    r"|[2-9]\d\d,[ ][2-9]\d\d,[ ]\d{4}(?![\w-]|[.,]\d)"
    r"|\d[\dOolI]{2}\)?[ ][\dOolI]{3}[-. ](?=[\dO ]{0,3}[OolI])[\dOolI]{2}[ ]?[\dOolI]{2}(?![\w-])"
)
# Whose it is, how they are reached: "she's at", "gave me his number on a napkin", "CB HER". False friends: "they were at 2000
# feet" (three and four figures are needed), "his number of votes", "her account number" (a number of something else).
_LED = re.compile(
    r"(?:\b(?:she|he|they|who)(?:['’](?:s|re)|s|[ ](?:is|are|was))[ ](?:now[ ])?at"
    r"|\b(?:his|her|their|my|your)[ ](?:(?:cell|home|work|phone|new|old|other|best)[ ])?number\b(?![ ]of\b)[^.;:!?\n\d]{0,30}"
    r"|\b(?:cb|c/b|call[ ]?back)(?:[ ](?:him|her|them|me|rp|us))?[ ]?[:@]?)[ ]\(?\Z",
    re.IGNORECASE,
)
# Behind somebody and what they are, up to a stop: "Witness: Jane Roe, lap swimmer, 555 0122;".
_BEHIND = re.compile(r",[ ][a-z][a-z ]{2,24},[ ]([2-9]\d\d(?<!00)[ ]\d{4})(?=[.;,)\n]|\Z)")
# A slip of paper: who called, a gap, the number, and nothing else on the line.
_SLIP, _CALLER = "while you were out", re.compile(r"(?:[A-Z][\w'’.-]{1,20}[ ]){1,3}[ ]{1,12}\Z")
_BEFORE = frozenset("$#.,/+-_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_REACH = 60  # characters
_NEAR = 28  # characters in which a word says that it is a number of something else


def heard(view: View) -> Iterator[Span]:
    """Yield such numbers of a view."""
    text = view.text
    places = numbers(text)
    for found in matched(_PARTS, text, places):
        if text[found.start() - 1 : found.start()] in _BEFORE:
            continue
        if found["local"]:
            told = _is_noted(text, found)
        else:
            told = found["area"] == view.city.area_code if found["area"] else before(text, found.start(), WORDS)
        if told:
            yield found.span()
    for entity in view.entities if places else ():
        if entity.label == "PERSON" and (behind := _BEHIND.match(text, entity.end)):
            yield behind.span(1)


def _is_noted(text: str, local: re.Match[str]) -> bool:
    """Say whether what stands before two halves tells whose number they are, or a slip does who called."""
    lead = line_before(text, local.start(), _REACH)
    slip = _CALLER.fullmatch(lead) and text[local.end() : local.end() + 1] in ("", "\n") and _SLIP in lowered(text)
    otherwise = NOT_WORDS.search(lead, max(0, len(lead) - _NEAR)) or SPAN_OF_AMOUNT.match(text, local.end())
    return bool(slip or _LED.search(lead)) and not otherwise

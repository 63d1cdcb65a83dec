"""Numbers as they are noted down or read out: "she's at 555 0108", "his number on a napkin 5550190", "406, 555, 0192", "406 555 01 07"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detectors.contract import View
from detectors.nearby import before, line_before, lowered, matched, numbers
from detectors.phone.words import NOT_WORDS, SPAN_OF_AMOUNT, WORDS

__all__ = ["heard"]

Span = tuple[int, int]

# A dash, a blank or nothing between the halves. False friends: "200 1500 gallons", "5550190-2", "5,550,190".
_LOCAL = re.compile(r"[2-9]\d\d(?<!00)[ .-]?\d{4}(?![\w-]|[./,]\d)")
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
_HALVES = re.compile(r"([2-9]\d\d)[ .-][2-9]\d\d([ .-])\d\d\2\d\d(?![\w-]|[ .,/]\d)")
_COMMAS = re.compile(r"[2-9]\d\d,[ ][2-9]\d\d,[ ]\d{4}(?![\w-]|[.,]\d)")
# What a scanner read, behind words of telephoning: "(406 555-Ol 02".
_SCANNED = re.compile(r"\d[\dOolI]{2}\)?[ ][\dOolI]{3}[-. ](?=[\dO ]{0,3}[OolI])[\dOolI]{2}[ ]?[\dOolI]{2}(?![\w-])")
_BEFORE = frozenset("$#.,/+-_")
_REACH = 60  # characters
_NEAR = 28  # characters in which a word says that it is a number of something else


def heard(view: View) -> Iterator[Span]:
    """Yield such numbers of a view."""
    text = view.text
    places = [at for at in numbers(text) if not (text[at - 1 : at].isalnum() or text[at - 1 : at] in _BEFORE)]
    if places:
        yield from _noted(text, places)
        yield from _read_out(view, places)
        for entity in view.entities:
            if entity.label == "PERSON" and (behind := _BEHIND.match(text, entity.end)):
                yield behind.span(1)


def _noted(text: str, places: Sequence[int]) -> Iterator[Span]:
    slip = _SLIP in lowered(text)
    for local in matched(_LOCAL, text, places):
        lead = line_before(text, local.start(), _REACH)
        called = slip and _CALLER.fullmatch(lead) and text[local.end() : local.end() + 1] in ("", "\n")
        otherwise = NOT_WORDS.search(lead, max(0, len(lead) - _NEAR)) or SPAN_OF_AMOUNT.match(text, local.end())
        if (called or _LED.search(lead)) and not otherwise:
            yield local.span()


def _read_out(view: View, places: Sequence[int]) -> Iterator[Span]:
    """Yield numbers in unusual parts: of the city's own area, or behind words of telephoning."""
    for halves in matched(_HALVES, view.text, places):
        if halves[1] == view.city.area_code:
            yield halves.span()
    for pattern in (_COMMAS, _SCANNED):
        for found in matched(pattern, view.text, places):
            if before(view.text, found.start(), WORDS):
                yield found.span()

"""Whole names written small that are on no list, where somebody is written to or says who it is: "this is temitope ogunbanjo calling"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.forms import fold
from detectors.name.lists import ordinary_words, vocabulary
from detectors.name.words import PARTICLES, is_given, no_name, place
from detectors.nearby import each, lowered
from detectors.said import keyed, met

__all__ = ["hasty"]

Span = tuple[int, int]

# Behind these somebody is named. False friends: "this is ridiculous pricing", "called xfinity support" (a word is among them),
# "emailed hvac specs" (nothing ends the name there).
_LEADS = keyed(
    "this is ", "my name is ", "name's ", "emailed ", "texted ", "called ", "phoned ", "spoke with ", "spoke to ", "left msg for ", "left message for ",
    "owner is ", "tenant is ", "its ", "it's ",
)  # fmt: skip
_PAIR = re.compile(
    r"([a-z]{3,20}(?:-[a-z]{2,20})?)[ ]((?:[a-z]{3,20}|[ae]l)(?:-[a-z]{2,20})?)(?:[ ]([a-z]{3,20}))??"
    r"(?=[ ]{0,2}(?:[,.;!)\n]|\Z)|[ ](?:calling|speaking|again|here|and|about|re|from|at|from|today|yesterday|who|i|my|on|in|to|but|because)\b)"
)
_NO_ONE = vocabulary("no_speaker") | vocabulary("no_hearer")


# "hi its jess runsabove again": the first must be somebody's. False friends: "its hvac unit", "it's xfinity again".
_OF_GIVEN = ("its ", "it's ")


def hasty(text: str) -> Iterator[Span]:
    """Yield two or three small words, none of them of the language, between such a lead and what goes on."""
    low = lowered(text)
    for needle in met(text, _LEADS):
        for at in each(low, needle):
            match = _PAIR.match(text, at + len(needle)) if not text[at - 1 : at].isalnum() else None
            if (
                match
                and (needle not in _OF_GIVEN or is_given(match[1]))
                and not any(_said(part) for part in match.groups() if part)
            ):
                yield match.span()


def _said(word: str) -> bool:
    folded = fold(word)
    parts = [part for part in folded.split("-") if part not in PARTICLES]
    return any(part in ordinary_words() or no_name(part) or place(part) for part in parts) or folded in _NO_ONE

"""Given names that are words, given away by whose company they are in: "Rusty and I", "Hope and Rich are", "and Cash, who moves"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.forms import fold
from detectors.name.lists import vocabulary
from detectors.name.words import MONTHS, is_given, no_name, ordinary, place
from detectors.nearby import each

__all__ = ["in_company"]

Span = tuple[int, int]

_WORD = r"[A-Z][a-z]{2,14}"
_BEFORE = re.compile(rf"(?<![\w'’.-])(?<![A-Z][a-z][ ])({_WORD})\Z")
_PAIR = re.compile(rf"(?<![\w'’.-])({_WORD})[ ]and[ ]({_WORD})\Z")
_YOURS = re.compile(r"([A-Z][a-z]{1,14})(?![\w'’@.-]*\w|[ ][A-Z])")
_REACH = 36  # characters
# What only people do together. False friends: "Grace and Mercy are virtues", "April and May are months": no one does anything.
_DOING = re.compile(r"[a-z]{2,12}ing\b|(?:both|all|out|here|in|at|on|off|back|still|moving)\b")
_TOGETHER = (" are ", " were ", " have ", " will ")
_NOBODY = vocabulary("closings") | vocabulary("no_speaker")


def in_company(text: str) -> Iterator[Span]:
    """Yield who is named beside the writer or the reader, before "who", or with another who does the same."""
    for needle in (" and I ", ", who "):
        for at in each(text, needle):
            found = _BEFORE.search(text, max(0, at - _REACH), at)
            if found and _given(found[1]):
                yield found.span(1)
    for at in each(text, "you and "):
        found = _YOURS.match(text, at + len("you and "))
        word = fold(found[1]) if found else ""
        if found and (_given(found[1]) or not (ordinary(word) or no_name(word) or place(word) or word in _NOBODY)):
            yield found.span(1)
    for needle in _TOGETHER:
        for at in each(text, needle):
            named = text[text.rfind(" ", 0, at) + 1].isupper()  # the cheap question first
            doing = named and _DOING.match(text, at + len(needle))
            pair = _PAIR.search(text, max(0, at - _REACH), at) if doing else None
            if pair and all(map(_given, pair.groups())):
                yield from (pair.span(1), pair.span(2))


def _given(written: str) -> bool:
    """Say whether a word is a given name, though it may be an ordinary word, too."""
    word = fold(written)
    return is_given(word) and not (no_name(word) or place(word) or word in MONTHS or word in _NOBODY)

"""Who is called by letters or by a nickname: "O.J. was here", Karl "The Postman" Roe."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.forms import fold
from detectors.name.shape import UP, spoken
from detectors.name.words import is_given, is_name, no_name, ordinary, place
from detectors.nearby import each, heads, lowered, matched
from detectors.said import keyed, met, said

__all__ = ["nicknamed"]

Span = tuple[int, int]

_TWO_LETTERS = re.compile(r"(?:[A-MO-Z](?<![\w.][A-Z])\.J\.|J(?<![\w.]J)\.[A-CE-Z]\.)(?=[\s,;:!?)'’]|\Z)")
_QUOTED = re.compile(
    r"[\"“][A-Z][a-z]{1,14}[\"”][ ]([A-Z][a-z]{2,19})(?![\w'’@-])"
)  # "Cricket" Malone, where no given name is before it
# Karl "The Mailman" Malone, JOHN "RED" ROE: what others call somebody stands between the given name and the surname. The first
# is looked for backwards from the quotation mark. False friends: Ask Jane "Yes" or "No"; the word after must be no word else.
# "Abigail R. (Abby) Thornquist" is called so, too. False friend: "Jane (Clerk) Roads dept".
_CALLED = re.compile(rf"(?:[\"“]([^\"“”\n]{{2,30}})[\"”]|\(({UP}[a-z]{{1,14}})\))[ ]{{1,2}}({UP}[\w'’-]{{2,24}})")
_GIVEN_BEFORE = re.compile(rf"(?<!\w)({UP}[^\W\d_]{{1,20}})(?:[ ]{UP}\.?)?[ ]{{1,2}}\Z")
_GIVEN_REACH = 24  # characters
_PART = 2  # letters
# 'AKA "SMOKEY"': what somebody is called, whatever the word. False friends: 'aka "the Gulch"', 'aka "Helena City Library"'.
_ALIAS = re.compile(
    r"(?:aka|a\.k\.a\.|a/k/a)[ :,]{1,2}[\"“]([A-Z][A-Za-z.'’-]{1,15}(?:[ ][A-Z][A-Za-z.'’-]{0,15})?)[\"”,.]"
)
_ALIASED = frozenset({"aka", "k"})  # the cheap question first
_ALIAS_REACH = 48  # characters
_ALIASES = keyed("aka ", "a.k.a. ", "a/k/a ")


def nicknamed(text: str) -> Iterator[Span]:
    """Yield who is called by two letters one of which is a J ("O.J. was here"; "J.D." is a degree), or by words in quotation marks."""
    for at in each(text, "J."):
        match = _TWO_LETTERS.match(text, at) or _TWO_LETTERS.match(text, max(0, at - len("O.")))
        if match:
            yield match.span()
    for match in matched(_CALLED, text, heads(text, '"“(')):
        first = _GIVEN_BEFORE.search(text, max(0, match.start() - _GIVEN_REACH), match.start())
        called, surname = match[1] or match[2], fold(match[3])
        if first and (is_given(fold(first[1])) or _shortened(first[1], called, surname) or _within(first[1], called)):
            named, plain = is_given(fold(called)), not (ordinary(surname) or no_name(surname))
            if (named or plain) if match[1] else (plain and (named or _within(first[1], called))):
                yield first.start(1), match.end()
        elif is_name(match[3]) and _QUOTED.match(text, match.start()):
            yield match.span()
    yield from _aliases(text)


def _aliases(text: str) -> Iterator[Span]:
    low = lowered(text)
    for needle in () if _ALIASED.isdisjoint(said(text)) else met(text, _ALIASES):
        for at in each(low, needle):
            match = (
                _ALIAS.match(f"{needle}{text[at + len(needle) : at + _ALIAS_REACH]}")
                if not low[at - 1 : at].isalnum()
                else None
            )
            if match and not any(
                no_name(word.folded) or place(word.folded) or word.folded == "the" for word in spoken(match[1])
            ):
                yield at + match.start(1), at + match.end(1)


def _within(first: str, called: str) -> bool:
    """Say whether what stands in brackets is the rest of the given name before it: "Nkechi (Kechi) Roe"."""
    return len(called) > _PART and first.lower().endswith(called.lower())


def _shortened(first: str, called: str, surname: str) -> bool:
    """Say whether a nickname is short for the word before it, and a surname stands behind: Temperance "Tempe" Stillwater."""
    short = called.isalpha() and called[:3].lower() == first[:3].lower()
    return short and not (ordinary(surname) or no_name(surname))

"""Days of birth as police and dispatch write them: right behind somebody, without a label, beside race and sex or "id'd as"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from detectors.date.beside import HELD, Sign, of_adult
from detectors.date.written import DATES
from detectors.name.words import is_given, is_surname
from detectors.nearby import digits_then, numbers, spots
from detectors.said import met, said

__all__ = ["aged", "as_police_write"]

_WORD = r"[A-Za-z][A-Za-z'’-]{1,24}"
# "ROE, SHANE D " and "Roe, Shane" before a day. Every part is bounded and the whole is tried within _REACH characters: linear.
_SHOUTED = re.compile(r"(?<![A-Za-z'’-])([A-Z][A-Z'’-]{1,24}),[ ]?([A-Z]{2,24})(?:[ ][A-Z]{1,24}\.?){0,2}[ ]{1,4}\Z")
_TURNED = re.compile(rf"(?<![A-Za-z'’-])({_WORD}),[ ]?({_WORD})(?:[ ][A-Za-z]{{1,24}}\.?){{0,2}}[ ]{{1,4}}\Z")
_STRAIGHT = re.compile(rf"(?<![A-Za-z'’-])({_WORD})(?:[ ][A-Z]\.?)?[ ]({_WORD})[ ]{{1,4}}\Z")
# "M", "W/F", "WM" between the two. False friend: the initial of "Roe, Shane M 01/04/1993", which the same year makes a birth.
_SEX_BEFORE = re.compile(r"(?<=[ ])(?:[WBHAIU][/ ]?)?[MF][ ,]{1,4}\Z")
_SEX_BEHIND = re.compile(r"[ ,]{1,3}(?:[WBHAIU][/ -]?[MF]|[MF][/ -][WBHAIU])\b")
# False friends: "identified as a need 1/4/93" (no name), "known as Roe 1/4/93" (a file).
_SAID = re.compile(
    rf"\b(?:i\.?d\.?['’]?e?d?|identified|verified)[ ](?:(?:him|her|them)(?:self)?[ ])?(?:as|to be|by \w{{2,8}} as)[ ](?:{_WORD}[ ,]{{1,2}}){{1,4}}[ ]{{0,3}}\Z",
    re.IGNORECASE,
)
# "81 YOM  04/02/1944", "34 y/o female, 3/14/72". False friend: "for 12 yo 5/5/2024", without a sex.
_AGED = re.compile(
    r"(?<![\w.])\d{1,3}[ ]?(?:y/?o[ ]?/?[mf]|y/?o[ ](?:fe)?male|year[ -]old[ ](?:fe)?male)\b[ ,:;(-]{1,4}(?:dob[ :]{1,2})?(?=\d)",
    re.IGNORECASE,
)
_AGES = (
    ("yom", "yom"), ("yof", "yof"), ("y", "y/o"), ("yo", "yo "), ("yo", "yo/"), ("male", "old male"), ("female", "old female"),
)  # fmt: skip
_AGE, _AGED_LONGEST = 14, 30  # characters of an age before such a word, of the word and what follows
_COMPACT = re.compile(r"(?:19|20)\d{6}(?!\d)")
_DEED = frozenset({"deed", "grantor", "grantee", "book", "plat", "lease", "license", "sentenced", "arrested", "booked"})
_REACH = 70  # characters of a name and what stands before it
_SHORTEST = len("1/4/93")


def as_police_write(text: str) -> Iterator[Sign]:
    """Yield such days, of a year in which adults were born; a day behind a name is a letter's or a hearing's elsewhere."""
    compact = (at for at in numbers(text) if _COMPACT.match(text, at))
    for at in chain(digits_then(text, "/-"), compact):
        if text[at - 1 : at] != " " or not (
            text[at - 2 : at - 1].isalpha() or text[at - 2 : at - 1] in (" ", ",", ".")
        ):
            continue
        born = DATES.match(text, at)
        if born and len(born[0]) >= _SHORTEST and of_adult(born) and _is_of_somebody(text, born):
            yield born.span(), 0.7, "day behind somebody"


def aged(text: str, low: str) -> Iterator[Sign]:
    """Yield the day behind an age and a sex: "81 YOM 04/02/1944"."""
    for at in spots(low, met(text, _AGES)):
        age = _AGED.search(text, max(0, at - _AGE), at + _AGED_LONGEST)
        born = DATES.match(text, age.end()) if age else None
        if born and len(born[0]) >= _SHORTEST:
            yield born.span(), 0.8, "day behind an age"


def _is_of_somebody(text: str, born: re.Match[str]) -> bool:
    lead = text[max(0, text.rfind("\n", 0, born.start()) + 1, born.start() - _REACH) : born.start()]
    if _SAID.search(lead):
        return True
    sexed = _SEX_BEFORE.search(lead)
    if sexed and (named := _TURNED.search(lead, 0, sexed.start())):
        return _is_name(named)
    if _SEX_BEHIND.match(text, born.end()):
        return any(_is_name(named) for each in (_TURNED, _STRAIGHT) if (named := each.search(lead)))
    shouted = _SHOUTED.search(lead)
    if shouted is None or not _is_name(shouted):
        return False
    # Eight figures in a row are a log's, which speaks of many things; a day with its signs is a list's.
    words = frozenset(lead.lower().split()) if born[0].isdigit() else said(text)
    return (HELD | _DEED).isdisjoint(words)


def _is_name(named: re.Match[str]) -> bool:
    """Say whether one of two words is on the lists of names as what it would be: "ROE, SHANE", "Shane Roe"."""
    words = [named[1].lower(), named[2].lower()]
    return any(is_given(word) or is_surname(word) for word in words)

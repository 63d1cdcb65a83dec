"""Whether a stretch of text can be a person's name, and exactly which part of it: no title, no label, no line end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from detectors.forms import fold
from detectors.name.lists import given_names, vocabulary
from detectors.name.words import (
    ORGANISATION,
    PARTICLES,
    SMALL_PARTS,
    STREETS,
    SUFFIXES,
    TITLES,
    is_given,
    is_name,
    is_surname,
    is_translated,
    names_nobody,
    no_name,
    ordinary,
    place,
)
from records.columns import of_column

__all__ = [
    "FULL", "ONE", "UP", "WORD", "Word", "by_both_names", "civic", "given_and_family", "looks_like_name", "office", "organised", "spoken", "trim", "two_names", "whole_name", "words",
]  # fmt: skip

UP = r"[^\W\d_a-z]"  # a letter that is not small (or is beyond ASCII)
ONE = rf"{UP}[^\W\d_]*(?:['’-][^\W\d_]+)*\.?"  # a word of a name with its capital
FULL = rf"{ONE}(?:[ \t]+(?:(?:de|la|van|von|der|del|di|bin|al)[ \t]+){{0,2}}{ONE}){{0,3}}"
# A word of a name: O'Neil, Smith-Jones, J., D'Angelo. Every separator is followed by a letter, so the match is linear.
WORD = re.compile(r"[^\W\d_]+(?:['’‘`-][^\W\d_]+)*")
_DIGIT = re.compile(r"\d")
_MOST_WORDS = 7
_LEADING = vocabulary("leading")
_TRAILING = vocabulary("trailing")
_THINGS = vocabulary("surname_things")
_COMMON = vocabulary("common_surnames")
_POSSESSIVE = ("'s", "’s", "'S")
_PARTING = frozenset(".'’")  # what no stop and no possessive is without
_OFFICES = vocabulary("offices")
_GRADES = frozenset({"I", "II", "III", "IV", "V"})
_SHORTENED = TITLES | SUFFIXES | PARTICLES | vocabulary("shortened")
_BESIDE = SMALL_PARTS | {"and"}
_BOTH, _SHARED = 2, 4  # full words of a name, and of one that two people share
_SCHOOLS = frozenset({"college", "school", "university", "hospital", "county", "company"})  # surnames too, in theory


_MADE = tuple.__new__  # what a named tuple's own way comes to, at half the price


class Word(NamedTuple):
    """A word of a text, and its folded form; a tuple, since millions are made."""

    start: int
    end: int
    text: str
    folded: str


def words(text: str, start: int, end: int) -> list[Word]:
    """Return the words of ``text[start:end]``, placed in *text*."""
    found = spoken(text[start:end])
    return (
        [_MADE(Word, (low + start, high + start, word, folded)) for low, high, word, folded in found]
        if start
        else list(found)
    )


@lru_cache(maxsize=16_384)  # every rule asks for the words of the same few stretches
def spoken(text: str) -> tuple[Word, ...]:
    """Return the words of *text*."""
    return tuple([_MADE(Word, (*m.span(), word := m[0], fold(word))) for m in WORD.finditer(text)])


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the name within a candidate stretch, or None where nothing of one is left.

    Titles, greetings and labels go; suffixes ("Jr.") stay; the stretch ends with its line.
    """
    found = _trim(text[start:end])
    return (start + found[0], start + found[1]) if found else None


@lru_cache(maxsize=16_384)  # mail names the same people over and over
def _trim(text: str) -> tuple[int, int] | None:
    line = text.find("\n")
    end = line if line >= 0 and text[:line].strip() else len(text)
    found = list(spoken(text[:end]))
    while len(found) > 1 and (found[0].folded in TITLES or found[0].folded in _LEADING):
        del found[0]
    del found[_first_part(text, found) :]
    while found and found[-1].folded in _TRAILING:
        del found[-1]
    if not found:
        return None
    first, last = found[0], found[-1]
    stop = last.end
    if last.text[-2:] in _POSSESSIVE:
        stop -= 2
    elif text[stop : stop + 1] == "." and stop < end and (len(last.text) == 1 or last.folded in SUFFIXES):
        stop += 1
    return (first.start, stop) if stop > first.start else None


def _first_part(text: str, found: Sequence[Word]) -> int:
    """Return how many words stand before the end of a sentence or of what somebody has: "Mr. Roe. However", "Roe's Body".

    A name after it is kept, however it came there, and so is a stop of an initial or an abbreviation: "J. Roe", "Wm. Roe".
    """
    if _PARTING.isdisjoint(text):
        return len(found)
    for at, (word, after) in enumerate(pairwise(found), 1):
        whole = len(word.text) > 1 and word.folded not in _SHORTENED
        stopped = whole and text[word.end : word.end + 2] in (". ", ".\t", ".\n")
        if (stopped or word.text[-2:] in _POSSESSIVE) and not is_name(after.text):
            return at
    return len(found)


def organised(found: Sequence[Word]) -> bool:
    """Say whether a stretch is named as an organisation, a street or a thing; "Twyla White Lodge" is not."""
    named = any(word.folded in ORGANISATION for word in found) or (len(found) > 1 and found[-1].folded in STREETS)
    return named and not (is_given(found[0].folded) and is_translated([word.folded for word in found[1:]]))


def looks_like_name(text: str, start: int, end: int, *, sure: bool) -> bool:
    """Say whether a stretch can be a person's name.

    *sure*: its place says that it is one (a header, a name column), so an unknown word is believed; else at least half of
    its words must be on a list of names.
    """
    return _looks(text[start:end], sure)


@lru_cache(maxsize=16_384)
def _looks(text: str, sure: bool) -> bool:  # noqa: FBT001  # a cache key
    found = [word for word in spoken(text) if word.folded not in TITLES]
    if not 0 < len(found) <= _MOST_WORDS or _DIGIT.search(text):
        return False
    told = sure and (by_both_names(text, found) or two_names(found))
    if told or organised(found) or civic(found):
        return told
    full = [word.folded for word in found if len(word.text) > 1 and word.folded not in SMALL_PARTS]
    if not full:
        return sure and len(found) > 1
    if all(map(names_nobody, full)):
        return sure and all(is_surname(word) and not no_name(word) for word in full) and _written_as_name(found)
    if sure:
        # "Christian Svensson", "Jan Vcelak": a word that is a name, too, before one that is nothing else.
        named = len(full) > 1 and full[0] in given_names() and not any(map(ordinary, full[1:]))
        return not any(no_name(word) for word in (full[1:] if named else full))
    known = sum(is_name(word) for word in full)
    return known * 2 >= len(full) and not (len(full) == 1 and place(full[0]))


def given_and_family(found: Sequence[Word]) -> bool:
    """Say whether two words are a given name and a surname, though the second is also a month or a thing: Bill Park."""
    if len(found) != 2:  # noqa: PLR2004
        return False
    first, last = found
    if last.folded in _SCHOOLS:
        return False
    return is_given(first.folded) and len(last.text) > 2 and is_surname(last.folded)  # noqa: PLR2004


def office(found: Sequence[Word]) -> bool:
    """Say whether words are what somebody is, and nobody's name: "Streets Superintendent", "Planner II"; "Jane Clerk" is a name."""
    full = [word.folded for word in found if word.text not in _GRADES]
    return (
        bool(full)
        and (full[-1] in _OFFICES or full[-1].removesuffix("s") in _OFFICES)
        and not (len(full) > 1 and full[0] in given_names())
    )


def whole_name(text: str) -> bool:
    """Say whether a label is a given name and others that are no ordinary words: "WARD PRECINCT" names a column, "Jane Linderwick" a sheet."""
    found = spoken(text)
    plain = any(ordinary(word.folded) or no_name(word.folded) for word in found)
    named = len(found) > 1 and not plain and any(is_given(word.folded) for word in found)
    return named and of_column(text) is None


def by_both_names(text: str, found: Sequence[Word]) -> bool:
    """Say whether the words of *text* are given names and a surname, though that is a thing too: "Ava M. Hall", "Hall, Ava", "Jim & Ava Hall"."""
    full = [word for word in found if len(word.text) > 1 and word.folded not in _BESIDE]
    if not _BOTH <= len(full) <= _SHARED:
        return False
    if text[full[0].end : full[0].end + 1] == ",":
        full = [*full[1:], full[0]]
    *before, family = (word.folded for word in full)
    named = len(family) > _BOTH and family not in _SCHOOLS and is_surname(family)
    return named and all(is_given(word) for word in before)


def civic(found: Sequence[Word]) -> bool:
    """Say whether a stretch is a place and then ordinary words: "Helena Food Share"."""
    rest = found[1:]
    few = len(found) < 3  # noqa: PLR2004 - "Helena Street" may be someone
    return not few and place(found[0].folded) and all(ordinary(w.folded) and not is_given(w.folded) for w in rest)


def two_names(found: Sequence[Word]) -> bool:
    """Say whether two words may be a name where the place says that there is one, though both are things: Rain Water, May Day.

    False friends: "Public Works", "Fire Marshal", "Anderson Bank": only a few things are believed to be surnames.
    """
    if len(found) != 2 or not all(word.text[0].isupper() for word in found):  # noqa: PLR2004
        return False
    first, last = found[0].folded, found[1].folded
    known = first in given_names() or (is_surname(first) and not no_name(first))
    if first in _THINGS and last in _COMMON:
        return True  # River Banks
    family = last in _THINGS or (is_surname(last) and not no_name(last))
    return known and family and len(last) > 2 and not (place(first) and last in _THINGS)  # noqa: PLR2004


def _written_as_name(found: Sequence[Word]) -> bool:
    return all(word.text[0].isupper() for word in found)

"""Who is told of without a whole name: initials ("minor children A.N. and T.N.", "In re K.R."), a name before an age ("Sol (3 yo)")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.forms import fold
from detectors.name.words import is_given, is_surname, no_name, ordinary, place
from detectors.nearby import matched
from detectors.said import lettered, said

__all__ = ["aged", "kin_by_letter", "minors"]

Span = tuple[int, int]

_NOBODY = frozenset({
    "US", "USA", "UN", "UK", "EU", "PO", "DC", "AM", "PM", "AD", "BC", "ID", "MD", "RN", "DO", "DOB", "SSN", "TV", "NY", "NJ", "PC", "JD", "BA", "BS", "PTO", "NE", "NW", "SE", "SW", "AC",
})  # fmt: skip
# Two or three letters, each with its stop: "A.N.", "J. R. M.". False friends: "U.S.", "P.O. Box" (on the list), "a.m.".
_LETTERS = r"[A-Z](?<![\w.&'-][A-Z])\.[ ]?[A-Z]\.(?:[ ]?[A-Z]\.)?(?![\w@])"
_LIST = re.compile(rf"({_LETTERS})(?:(?:,?[ ](?:and|&)|,)[ ]({_LETTERS}))?(?:(?:,?[ ](?:and|&)|,)[ ]({_LETTERS}))?")
# Who is called so: the words before, and the words behind.
_WARDS = frozenset({
    "minor", "minors", "child", "children", "juvenile", "juveniles", "victim", "victims", "infant", "ward", "youth", "youths", "student", "students",
    "son", "daughter", "grandson", "granddaughter", "sibling", "siblings", "decedent", "patient", "client", "complainant", "guardianship", "custody",
    "adoption", "interest", "matter", "re", "reporter", "respondent",
})  # fmt: skip
_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:{'|'.join(sorted(_WARDS, key=len, reverse=True))})(?:[ ](?:of|children|child|known as|named|initials))?[,:]?|(?:nco|no[ -]contact(?:[ ]order)?|tpo|tro)[ ](?:w/|with)|order of protection[ ](?:v\.|vs\.?|against|for))[ ]\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:,[ ]?|[ ]\(?)(?:an?[ ](?:minor|youth|juvenile|child|infant)\b|minors?\b|age[d]?[ ]\d|\d{1,2}[ ]?(?:yo\b|y/o|years?[ ]old)|dob\b|d\.o\.b)",
    re.IGNORECASE,
)
# "Sol (3 yo)", "Kofi, age 9". False friends: "Boiler, 12 years old", a word; "Helena (150 years old)".
_AGED = re.compile(
    r"(?<![\w@.'’-])([A-Z][a-z]{1,14})(?:,[ ]|[ ]\(?)(?:age[d]?[ ]\d{1,2}(?![\d-])|\d{1,2}[ ]?(?:yo\b|y/o\b|(?:yrs?|years?)[ -]old\b))"
)
_AGES = frozenset({"age", "aged", "yo", "y"})
_YEARS = frozenset({"year", "years", "yr", "yrs"})
_TELLING = _WARDS | _AGES | {"old", "dob", "d", "nco", "contact", "tpo", "tro", "protection"}
# "my son G. sleeps": one letter is enough where kin is told of. False friends: "her son J. Roe", a name; "the child I. saw".
_KIN = re.compile(
    r"\b(?:[Mm]y|[Oo]ur|[Hh]er|[Hh]is|[Tt]heir)[ ](?:(?:step|grand)?(?:son|daughter|child)|kid|baby|brother|sister|niece|nephew|cousin)[ ]\Z"
)
_ONE = re.compile(r"([A-HJ-Z])\.(?![ ]?[A-Z])")
_REACH = 34  # characters before them in which such a word stands


def minors(text: str) -> Iterator[Span]:
    """Yield such initials: they are derived from a name, and stay personal (rule R11)."""
    if said(text).isdisjoint(_TELLING):
        return
    for match in matched(_LIST, text, lettered(text)):
        told = _BEFORE.search(text, max(0, match.start() - _REACH), match.start()) or _BEHIND.match(text, match.end())
        for group in range(1, 4) if told else ():
            letters = (match[group] or "").replace(".", "").replace(" ", "")
            if letters and letters not in _NOBODY:
                yield match.span(group)


def kin_by_letter(text: str) -> Iterator[Span]:
    """Yield the one letter by which a child or another of the family is told of."""
    for match in matched(_ONE, text, lettered(text)):
        if _KIN.search(text, max(0, match.start() - _REACH), match.start()):
            yield match.span(1)


def aged(text: str) -> Iterator[Span]:
    """Yield the one name before somebody's age."""
    words = said(text)
    told = not _AGES.isdisjoint(words) or ("old" in words and not _YEARS.isdisjoint(words))
    for match in _AGED.finditer(text) if told else ():
        word = fold(match[1])
        known = is_given(word) or (is_surname(word) and not ordinary(word))
        if known and not (no_name(word) or place(word)):
            yield match.span(1)

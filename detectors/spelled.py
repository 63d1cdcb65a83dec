"""Finds numbers read out in words ("five one six, five five, oh one two three"): a guess, flagged for whoever reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detectors.contract import Detector, Hit, View
from detectors.nearby import has_letter, lowered, spots
from detectors.said import said
from records.finding import IdKind, PiiType

__all__ = ["SPELLED"]

_WORDS = ("zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_FEWEST = 7  # digits: of a local telephone number
_WORDS_AT_LEAST = 4  # for them: "triple five, double two, one two"
_SHORTEST = _WORDS_AT_LEAST * len("oh,") - 1  # characters
_DIGIT = rf"(?:(?:double|triple)[ -])?(?:{'|'.join(_WORDS)})"
# False friends: "one or two", "four to five": other words stand between. Words and gaps are bounded, so this is linear.
_RUN = re.compile(
    rf"(?<![a-z])(?:{_DIGIT})(?:(?:[ ,.;\n-]|[ ](?:and|dash|hyphen|dot|point)[ ]){{1,3}}(?:{_DIGIT})){{{_WORDS_AT_LEAST - 1},24}}(?![a-z])"
)
# The first three in words, the rest in figures, one by one: "five five five, 0 1 4 4". False friend: "one two three 2026".
_MIXED_WORDS, _MIXED_LONGEST = 3, 2 * len("triple seven, ")
_MIXED = re.compile(
    rf"(?<![a-z])(?:{_DIGIT})(?:[ ,-]{{1,2}}(?:{_DIGIT})){{{_MIXED_WORDS - 1},6}}[ ,-]{{1,3}}\d(?:[ -]\d){{3,6}}(?![\w-]|[.,]\d)"
)
_LONGEST = (_WORDS_AT_LEAST - 1) * (
    len("triple ") + len("seven") + 3 * len(" hyphen ")
)  # from the first of them to the fourth
_COUNTED = re.compile("|".join(("double", "triple", *_WORDS)))
_TIMES = {"double": 2, "triple": 3}
_SCORE = 0.4
_SSN_DIGITS, _LOCAL, _NATIONAL = 9, 7, (10, 11)


def find(view: View) -> Iterator[Hit]:
    """Yield every run of seven or more digits in words."""
    if len(view.text) < _SHORTEST or not has_letter(view.text):
        return
    low, words = lowered(view.text), said(view.text)
    places = spots(low, [word for word in _WORDS if word in words])
    if _together(places, _MIXED_WORDS, _MIXED_LONGEST):
        yield from _mixed(low)
    if not _together(places, _WORDS_AT_LEAST, _LONGEST):
        return
    for found in _RUN.finditer(low):
        if (digits := _digits(found[0])) >= _FEWEST:
            type_ = _type(digits)
            yield Hit(found.start(), found.end(), type_, _SCORE, "digits in words", _kind(type_))


def _mixed(low: str) -> Iterator[Hit]:
    for found in _MIXED.finditer(low):
        if (digits := _digits(found[0]) + sum(map(str.isdigit, found[0]))) >= _FEWEST:
            yield Hit(found.start(), found.end(), _type(digits), _SCORE, "digits in words", _kind(_type(digits)))


def _together(places: Sequence[int], least: int, longest: int) -> bool:
    """Say whether as many words as a run has stand as close as they do in one: asked first, since "one" and "john" are everywhere."""
    last = places[least - 1 :]
    return any(end - start <= longest for start, end in zip(places, last, strict=False))


def _digits(spoken: str) -> int:
    count, times = 0, 1
    for word in _COUNTED.findall(spoken):
        if word in _TIMES:
            times = _TIMES[word]
        else:
            count, times = count + times, 1
    return count


def _type(digits: int) -> PiiType:
    if digits == _SSN_DIGITS:
        return PiiType.SSN
    return PiiType.PHONE if digits == _LOCAL or digits in _NATIONAL else PiiType.ID


def _kind(type_: PiiType) -> IdKind | None:
    return IdKind.OTHER if type_ is PiiType.ID else None


SPELLED = Detector(
    name="spelled",
    types=(PiiType.SSN, PiiType.PHONE, PiiType.ID),
    find=find,
    matches=(
        ("my social is five one six, one two, three four five six.", "five one six, one two, three four five six"),
        ("call Four Oh Six, five five five, oh one oh one", "Four Oh Six, five five five, oh one oh one"),
        (
            "social five one six dash five five dash oh one two three",
            "five one six dash five five dash oh one two three",
        ),
        ("dial five double five, oh one oh two now", "five double five, oh one oh two"),
        ("my number (five five five, 0 1 4 4) and", "five five five, 0 1 4 4"),
        ("account one two three four five six seven eight", "one two three four five six seven eight"),
    ),
    spares=(
        "one or two of the three, four to five feet, six or seven people",
        "two thirds of nine hundred",
        "one two three four five six",
        "one two three 2026, one, two, three, 4 5 boxes",
        "someone two three four five six seven",
        "",
    ),
)

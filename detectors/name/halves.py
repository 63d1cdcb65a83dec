"""The other half of a name of which the language model read one: "Selam" before Tsegaye, "-soon" behind Bok, "Paz" behind Uribe."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.forms import fold
from detectors.name.lists import vocabulary
from detectors.name.shape import spoken
from detectors.name.words import CLOSINGS, MONTHS, TITLES, is_given, is_name, is_surname, no_name, ordinary, place
from detectors.places import well_known
from detectors.said import written
from records.columns import of_column

__all__ = ["hyphened", "korean", "whole"]

Span = tuple[int, int]

_HYPHEN = re.compile(r"-([^\W\d_]{2,20})(?![\w@'’-])")
# The second half of Korean names, some of them words: "Bok-soon". False friends: "Olsen-owned", "Helena-area".
_SYLLABLES = vocabulary("syllables")
_KOREAN = frozenset(
    {
        "Park",
        "Song",
        "Moon",
        "Shin",
        "Han",
        "Min",
        "Oh",
        "Cho",
        "Kim",
        "Lee",
        "Kang",
        "Lim",
        "Hong",
        "Seo",
        "Ahn",
        "Bae",
        "Yang",
        "Jung",
        "Chung",
        "Choi",
    }
)
_WHOLE = re.compile(rf"(?<![\w-])[A-Z][a-z]{{1,5}}-([a-z]{{2,6}})[ ](?:{'|'.join(sorted(_KOREAN))})(?![\w-])")
_SHORT = 5  # letters of such a half
_LEFT = re.compile(r"(?<![\w.@/\\'’-])([A-Z][a-z]{3,19})[ ]\Z")
_REACH = 22  # characters before it
_RIGHT = re.compile(r"[ ]([A-Z][a-z]{2,19})(?![\w@'’-])(?![ ][A-Z])")
# What may stand before the first half in a sentence: a small word, or a sign. False friends: "Insp Olsen", "Reviewed Olsen's" begin one.
_GOES_ON = re.compile(r"(?:[a-z][ ]|[,;:(\[/>\"“][ ]?|[*_•–—-][ ]?)\Z")
_NO_HALF = TITLES | vocabulary("no_half")
_LIKELY = 0.4  # of a reading: less is a guess


def hyphened(text: str, start: int, end: int) -> int:
    """Return where the name ``[start, end)`` ends that goes on behind a hyphen; *end* where what stands there is a word.

    >>> hyphened("saw Ahn Bok-soon there", 4, 11), hyphened("the Olsen-owned lot", 4, 9)
    (16, 9)
    """
    match = _HYPHEN.match(text, end) if text[end : end + 1] == "-" else None
    if match is None or not text[start:end].istitle():
        return end
    half, word = match[1], fold(match[1])
    if half.islower():
        named = word in _SYLLABLES or (len(word) <= _SHORT and not ordinary(word) and is_given(word))
    else:  # "Pillow-Heif" is a program
        named = half.istitle() and not (ordinary(word) or no_name(word) or place(word) or well_known(word))
        named = named and (is_name(word) or " " in text[start:end])
    return match.end() if named else end


def whole(text: str, span: Span, score: float) -> Span:
    """Return *span*, a reading, with the capital word before or behind it that can be nothing but the rest of the name.

    >>> whole("this date Selam Tsegaye was", (16, 23), 0.9), whole("Insp Olsen was", (5, 10), 0.9)
    ((10, 23), (5, 10))
    >>> whole("met Hermenegildo Uribe Paz, who", (4, 22), 0.9)
    (4, 26)
    """
    start, end = span
    found = spoken(text[start:end])
    if score < _LIKELY or not found or not all(word.text.istitle() or "-" in word.text for word in found):
        return span
    if len(found) == 1:
        return (_before(text, start, found[0].folded), end)
    behind = _RIGHT.match(text, end) if is_given(found[0].folded) else None
    return (start, behind.end()) if behind and _family(fold(behind[1])) else span


def korean(text: str) -> Iterator[Span]:
    """Yield whole Korean names whose surname is a place or a word: "Min-jun Park asked", which is taken for a park.

    >>> list(korean("so Min-jun Park asked")), list(korean("the Drive-in Park"))
    ([(3, 15)], [])
    """
    for name in () if written(text).isdisjoint(_KOREAN) else _WHOLE.finditer(text):
        if fold(name[1]) in _SYLLABLES:
            yield name.span()


def _family(word: str) -> bool:
    return is_surname(word) and is_name(word) and not (well_known(word) or word in MONTHS or word in CLOSINGS)


def _before(text: str, start: int, word: str) -> int:
    """Return where the given name begins that is on no list and stands before a surname."""
    match = (
        _LEFT.search(text, max(0, start - _REACH), start)
        if text[start - 1 : start] == " " and not is_given(word)
        else None
    )
    if match is None or not _GOES_ON.search(text, max(0, match.start() - 2), match.start()):
        return start
    first = fold(match[1])
    nobody = ordinary(first) or no_name(first) or place(first) or well_known(first) or first in _NO_HALF
    return start if nobody or of_column(match[1]) else match.start()

"""Who writes in a chat, above what is written, and who works together: "Priyanka Raghunathan 4:02 PM", "Crew: Olsen/Minkov"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detectors.forms import fold
from detectors.name.lists import vocabulary
from detectors.name.shape import Word, given_and_family, office, words
from detectors.name.words import STREETS, is_given, is_name, is_surname, is_translated, no_name, ordinary, place
from detectors.nearby import each, lowered
from detectors.places import well_known
from detectors.said import keyed, met, written

__all__ = ["crews", "heads"]

Span = tuple[int, int]

_ONE = r"[^\W\d_a-z][^\W\d_]{1,19}(?:['’-][^\W\d_]{2,19})?"
# False friends: "Public Hearing 4:02 PM", "Zumba Class 6:00 PM", "Wells Fargo 9:00 AM": no word of the language, no place, no house.
_HEAD = re.compile(
    rf"\n[ \t]{{0,3}}\[?({_ONE}(?:[ ]{_ONE}){{1,3}})\]?[ \t]{{1,3}}[\[(]?\d{{1,2}}:\d\d(?::\d\d)?[ ]?[AaPp][Mm][\])]?(?=:[ ]|[ \t]{{0,3}}(?:\n|\Z))"
)
_HOURS = frozenset({"AM", "PM", "am", "pm"})
_NO_SPEAKER = vocabulary("no_speaker")
# False friends: "Crew: Streets/Water", "Crew: 3 men".
_CREWS = keyed(
    "crew: ", "crew members: ", "techs: ", "operators: ", "installers: ", "on duty: ", "on call: ", "staff: "
)
_LISTED = re.compile(
    rf"({_ONE}(?:[ ]{_ONE})?(?:(?:[ ]?/[ ]?|,[ ]|[ ](?:&|and)[ ]){_ONE}(?:[ ]{_ONE})?){{1,6}})(?![\w@])"
)
_PART = re.compile(rf"{_ONE}(?:[ ]{_ONE})?")


def heads(text: str) -> Iterator[Span]:
    """Yield whoever stands with the time alone on a line, by two names or more."""
    for match in () if _HOURS.isdisjoint(written(text)) else _HEAD.finditer(f"\n{text}"):
        span = match.start(1) - 1, match.end(1) - 1
        bracketed = text[span[0] - 1 : span[0]] == "[" and text[match.end() - 1 : match.end()] == ":"
        if _named(words(text, *span), sure=bracketed):
            yield span


def _named(found: Sequence[Word], *, sure: bool) -> bool:
    """Say whether words that nothing else proves are a name: none of them of the language, or a given name and a surname.

    *sure*: in brackets and with a colon a name may be of any words that somebody has: "[Cash Means] 10:02 AM:".
    """
    folded = [word.folded for word in found]
    if any(map(_nobody, folded)) or folded[0] in _NO_SPEAKER:
        return False
    if sure and all(is_given(word) or is_surname(word) for word in (folded[0], folded[-1])):
        return True
    plain = not any(map(ordinary, folded))
    return plain or given_and_family(found) or (not ordinary(folded[0]) and is_translated(folded[1:]))


def _nobody(word: str) -> bool:
    return no_name(word) or place(word) or well_known(word) or word in STREETS


def crews(text: str) -> Iterator[Span]:
    """Yield each of a few surnames or names behind "Crew:", one of which at least is nothing else."""
    low = lowered(text)
    for needle in met(text, _CREWS):
        for at in each(low, needle):
            match = _LISTED.match(text, at + len(needle)) if not low[at - 1 : at].isalnum() else None
            parts = [part.span() for part in _PART.finditer(text, *match.span(1))] if match else []
            parts = [part for part in parts if not office(words(text, *part))]  # "Jane Roe, Planner II"
            each_word = [[word.folded for word in words(text, *part)] for part in parts]
            if any(any(map(_nobody, part)) or part[0] in _NO_SPEAKER or not _surnamed(part[-1]) for part in each_word):
                continue
            if any(is_name(part[-1]) for part in each_word):
                yield from parts


def _surnamed(word: str) -> bool:
    return is_surname(word) or not ordinary(fold(word))

"""The closed vocabulary around names: titles, suffixes, organisation words, closings, and words that are no one's name here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from detectors.forms import fold
from detectors.name.lists import given_names, ordinary_words, surnames, vocabulary

__all__ = [
    "CLOSINGS",
    "DIRECTIONS",
    "FAMILIES",
    "MONTHS",
    "ORGANISATION",
    "PARTICLES",
    "PHRASES",
    "SMALL_PARTS",
    "STREETS",
    "SUFFIXES",
    "TITLES",
    "given",
    "is_given",
    "is_name",
    "is_plain",
    "is_surname",
    "is_translated",
    "names_nobody",
    "no_name",
    "ordinary",
    "place",
]

TITLES = vocabulary("titles")
SUFFIXES = vocabulary("suffixes")
PARTICLES = vocabulary("particles")
SMALL_PARTS = PARTICLES | SUFFIXES  # of a name, and by themselves none: "van", "Jr."

# A stretch with one of these is an organisation, a place or a thing, whoever it was named after.
ORGANISATION = vocabulary("organisation")
STREETS = vocabulary("streets")
CLOSINGS = vocabulary("closings")
DIRECTIONS = frozenset("NSEW")  # before a street or a town, and no initials: "N. Ewing", "E Helena"
# Surnames of many that are things first of all: Hall, Day, Lane.
FAMILIES = vocabulary("families")
MONTHS = frozenset(("jan", "april", "may", "june", "august"))  # given names too, but only where nothing else can stand
_NEVER = vocabulary("never") | vocabulary("headers")
# Ordinary words that as a capitalised word on their own in a name's place are names first of all.
_NAMES_FIRST = vocabulary("names_first")
_PLACES = vocabulary("places")
# Surnames in several words that were translated (Runs Above, White Lodge): a first word, and what may follow it.
_HEADS = vocabulary("translated_first") | vocabulary("translated_head")
_TRANSLATED = vocabulary("translated_first") | vocabulary("translated")
_BEASTS, _OF_BEASTS = vocabulary("translated_beast"), vocabulary("translated_beast_part")
# Words that begin one before a certain other word alone: "Left Hand Bull", "Lodge Pole"; "left the", "lodge room" are none.
PHRASES = frozenset({("left", "hand"), ("lodge", "pole")})
_SURNAME = 2  # words of a surname that was translated, at least


def ordinary(word: str) -> bool:
    """Say whether *word* (folded) is ordinary English that only a name's place can make a name."""
    return word in ordinary_words() and word not in _NAMES_FIRST


def no_name(word: str) -> bool:
    """Say whether *word* (folded) cannot be part of a person's name in city records."""
    return word in _NEVER or word in ORGANISATION


def place(word: str) -> bool:
    """Say whether *word* (folded) is a place first of all."""
    return word in _PLACES


def is_plain(word: str) -> bool:
    """Say whether *word* (folded) is ordinary English and nobody's given name."""
    return ordinary(word) and not is_given(word)


def names_nobody(word: str) -> bool:
    """Say whether *word* (folded) tells of no person where it stands by itself."""
    return no_name(word) or is_plain(word)


@lru_cache(maxsize=1)
def given() -> frozenset[str]:
    """Return the words (folded) that are given names."""
    return given_names() - _NEVER


def is_given(word: str) -> bool:
    """Say whether *word* (folded) is a given name."""
    return word in given()


def is_surname(word: str) -> bool:
    """Say whether *word* (folded) is a surname; hyphens and apostrophes do not count."""
    plain = word.replace("'", "").replace("-", "")
    return plain in surnames() or any(part in surnames() for part in word.split("-"))


def is_translated(words: Sequence[str]) -> bool:
    """Say whether *words* (folded) are a surname of several words that was translated.

    >>> is_translated(("runs", "above")), is_translated(("travel", "lodge")), is_translated(("left", "hand", "bull"))
    (True, False, True)
    >>> is_translated(("deer", "nose")), is_translated(("deer", "lodge")), is_translated(("left", "the", "bull"))
    (True, False, False)
    """
    if len(words) < _SURNAME:
        return False
    if words[0] in _BEASTS and words[1] in _OF_BEASTS:
        return len(words) == _SURNAME
    begun = words[0] in _HEADS or (words[0], words[1]) in PHRASES
    return begun and all(word in _TRANSLATED or (words[0], word) in PHRASES for word in words[1:])


@lru_cache(maxsize=65_536)
def is_name(word: str) -> bool:
    """Say whether *word*, in any case, is on a list of names and is not an ordinary word, a place or a weekday."""
    folded = fold(word)
    return (is_given(folded) or is_surname(folded)) and not (ordinary(folded) or no_name(folded) or place(folded))

"""Given names written small, as in hasty mail: "marv went out, took pics", "hey its danika from across the street"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from detectors.name.lists import ordinary_words, surnames, vocabulary
from detectors.name.words import ORGANISATION, STREETS, given, is_name
from detectors.nearby import each
from detectors.said import written

__all__ = ["small"]

Span = tuple[int, int]

_SHORTEST = 4  # letters, but for a few ("bob", "tim"): "len", "ina", "sal" are parts of programs and other tongues
_SHORT = vocabulary("small_given")
_OTHERS = vocabulary("small_no_given")
# What a name is part of and is no one's: an address, a path, a file, a word of code, a possessive's rest.
_GLUE = frozenset("@./\\'’_-=#$%&+~")
_NEXT = re.compile(r"[ ]([a-zA-Z]+)(?:[ ]([a-zA-Z]+))?")
# "the file for alex brown, id mrn890321". False friends: "ask marv first,", "see danika early.".
_FAMILY = re.compile(r"[ ]([a-z]{3,}(?:-[a-z]{3,})?)(?=[,.;:!?)\n]|['’]s\b|\Z)")
_NO_FAMILY = vocabulary("sentence") | frozenset({
    "first", "early", "late", "back", "best", "good", "well", "home", "away", "long", "day", "more", "over", "down", "east", "west", "north", "south",
    "church", "school", "college", "court", "hall", "house", "park", "garden", "gardens", "street", "lane", "drive", "road", "way", "place", "case",
    "said", "call", "ring", "see", "love", "sweet", "true", "right", "wise", "cash", "price", "bill", "fine", "free", "loud", "quick", "dear", "sir",
})  # fmt: skip
_NUMBERED = re.compile(r"(?:\d|\b(?:[nsewNSEW]\.?|north|south|east|west))[ ]\Z")  # "412 logan", "n benton"
_BEFORE = 8  # characters


def small(text: str) -> Iterator[Span]:
    """Yield where a given name that is no other word stands written small.

    Of 1,300,000 characters of labelled texts the rule takes two words wrongly ("a cup of joe"). False friends: "1122 e
    logan", "harris st", "lewis & clark county" (streets and houses), "jdoe@carter.example" (an address), "don't".
    """
    named = _given()
    for name in sorted(named & written(text)):
        for at in each(text, name):
            if _alone(text, at, at + len(name)) and not _of_place(text, at, at + len(name)):
                yield at, _family_end(text, at + len(name))


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    plain = (name for name in given() - ordinary_words() if name.isascii() and is_name(name))
    return frozenset(name for name in plain if len(name) >= _SHORTEST) - _OTHERS | _SHORT


def _alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or after.isalnum() or before in _GLUE:
        return False
    return after not in _GLUE or not text[end + 1 : end + 2].isalnum() or text[end : end + 2] in ("'s", "’s")


def _family_end(text: str, end: int) -> int:
    """Return where the surname ends that stands behind a given name ending at *end*: a sign behind it shows that it ends there."""
    family = _FAMILY.match(text, end)
    return family.end(1) if family and family[1] in surnames() and family[1] not in _NO_FAMILY else end


def _of_place(text: str, start: int, end: int) -> bool:
    """Say whether the name is a street's or an organisation's: by the number or direction before it, or the words after it."""
    if _NUMBERED.search(text, max(0, start - _BEFORE), start):
        return True
    after = _NEXT.match(text, end)
    first, second = ((word or "").lower() for word in after.groups()) if after else ("", "")
    return first in STREETS or not ORGANISATION.isdisjoint((first, second))

"""Whose something is, in a cell: "Home of Karen Olson, 827 Breckenridge St", where the words themselves are no name's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.forms import fold
from detectors.name.words import is_given, is_surname, no_name, ordinary, place
from detectors.nearby import each, lowered
from detectors.places import well_known
from detectors.said import keyed, met

__all__ = ["whose"]

Span = tuple[int, int]

# False friends: "Office of Emergency Services", "Property of Helena", "Place of Birth": no given name follows.
_LIVED_IN = (
    "home",
    "residence",
    "heirs",
    "parents",
    "mother",
    "father",
    "guardian",
    "daughter",
    "son",
    "wife",
    "husband",
)
_OWNED = keyed(
    *(f"{thing} of " for thing in (*_LIVED_IN, "house", "place", "property", "parcel", "office", "estate", "friend", "neighbor", "care"))
)  # fmt: skip
_NAME = re.compile(r"([A-Z][\w'’-]+)[ ](?:[A-Z]\.?[ ])?([A-Z][\w'’-]+)")


def whose(text: str) -> Iterator[Span]:
    """Yield a given name and whatever surname stands behind "home of" and the like."""
    low = lowered(text)
    for needle in met(text, _OWNED):
        for at in each(low, needle):
            match = _NAME.match(text, at + len(needle)) if not low[at - 1 : at].isalnum() else None
            if match and _named(fold(match[1]), fold(match[2]), lived_in=needle.startswith(_LIVED_IN)):
                yield match.span()


def _named(first: str, last: str, *, lived_in: bool) -> bool:
    """Say whether two words are a person's: behind a given name any, and where somebody lives a surname behind any."""
    if no_name(first) or no_name(last):
        return False
    plain = ordinary(first) or place(first) or well_known(first)
    return is_given(first) or (lived_in and is_surname(last) and not plain)

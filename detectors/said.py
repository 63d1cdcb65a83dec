"""Which words a text has at all, asked once a text: a rule whose words are not among them costs a look-up and no search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from string import ascii_uppercase

from detectors.nearby import each, tree

__all__ = ["Begun", "Keyed", "keyed", "leading", "lettered", "met", "said", "written"]

Keyed = tuple[tuple[str, str], ...]
"""Stretches to be searched for, each behind a word that a text must have to hold it, "" where it has none for sure."""

# One letter stays, everything else parts words; a letter beyond Latin-1 does, too, and no rule's word has one.
_LETTERS = bytes(code if chr(code).isalpha() else ord(" ") for code in range(256))
_WHOLE = re.compile(r"(?:^|(?<=[^A-Za-z]))[A-Za-z]+(?=[^A-Za-z])")

_CAPITALS = frozenset(ascii_uppercase)
_FIRST = re.compile(r"[^\W\d_]+")
_MOST = 100_000
"""Words that are remembered."""
_TEXTS = 256
"""Texts whose words are remembered: each detector asks, and once all of a batch are read, what stands in it again."""


@lru_cache(maxsize=_TEXTS)
def written(text: str) -> frozenset[str]:
    """Return the words of *text*, as they are written: "O'Neil-Roe" is three of them."""
    return frozenset(text.encode("latin-1", "replace").translate(_LETTERS).decode("latin-1").split())


@lru_cache(maxsize=_TEXTS)
def said(text: str) -> frozenset[str]:
    """Return the words of *text* in small letters."""
    return frozenset(map(str.lower, written(text)))


@lru_cache(maxsize=_TEXTS)
def lettered(text: str) -> tuple[int, ...]:
    """Return where a capital that is a word by itself stands before a stop: few texts have more than "I."."""
    return tuple(sorted(at for letter in _CAPITALS & written(text) for at in each(text, f"{letter}.")))


def keyed(*needles: str) -> Keyed:
    """Put before each of *needles* its longest whole word: one with a sign, or the needle's beginning, before it, and a sign behind.

    >>> keyed("kudos to ", " is my ", "1:1 ")
    (('kudos', 'kudos to '), ('my', ' is my '), ('', '1:1 '))
    """
    return tuple((max(reversed(_WHOLE.findall(needle)), key=len, default="").lower(), needle) for needle in needles)


def met(text: str, needles: Keyed) -> list[str]:
    """Return those of *needles* whose word *text* has: the others stand nowhere in it."""
    words = said(text)
    return [needle for word, needle in needles if word in words or not word]


class Begun(dict[str, bool]):
    """Says of a word whether one of some stems begins it; each word is asked once, as words come again in every text."""

    def __init__(self, stems: Iterable[str]) -> None:
        super().__init__()
        self._stems = re.compile(tree(stems))

    def __missing__(self, word: str) -> bool:
        if len(self) > _MOST:
            self.clear()
        self[word] = begun = self._stems.match(word) is not None
        return begun


def leading(needles: Iterable[str]) -> tuple[Begun, Mapping[str, tuple[str, ...]]]:
    """Return which words begin with one of *needles*, and by their first word the needles that go on behind it.

    >>> begun, followed = leading(["plate", "chip no", "chip:"])
    >>> begun["plates"], followed
    (True, {'chip': ('chip no', 'chip:')})
    """
    stems: list[str] = []
    followed: dict[str, tuple[str, ...]] = {}
    for needle in dict.fromkeys(needles):
        first = _FIRST.match(needle)
        if first is None or first[0] == needle:
            stems.append(needle)
        else:
            followed[first[0]] = (*followed.get(first[0], ()), needle)
    return Begun(stems), followed

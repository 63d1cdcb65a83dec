"""A surname of several words that was translated belongs to the given name beside it: Mary Runs Above; Other Medicine, Brent.

Such names (Crow, Blackfeet, Assiniboine, Cree) are made of ordinary words, so only the given name tells that they are one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detectors.forms import fold
from detectors.name.lists import vocabulary
from detectors.name.shape import Word, spoken, words
from detectors.name.words import PHRASES, is_given, is_translated

__all__ = ["surname_after", "surname_before", "widened"]

Span = tuple[int, int]

_NEXT = re.compile(r"[ \t]([^\W\d_]+)")  # the cheap question first
_AFTER = re.compile(r"(?:[ \t][^\W\d_]+){2,4}")
_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+[ \t][^\W\d_]+(?:[ \t][^\W\d_]+)?),[ ]\Z")
_REACH = 60  # characters before a given name in which "Last Last, " stands
_WRITTEN = re.compile(r"[^\W\d_a-z]")  # a letter that is not small
_ADJECTIVES, _NOUNS = vocabulary("translated_small_first"), vocabulary("translated_small")
_DEEDS, _DONE = vocabulary("translated_deed"), vocabulary("translated_done")
_PHRASED = frozenset(first for first, _ in PHRASES)
_FIRST = (
    vocabulary("translated_first") | vocabulary("translated_head") | vocabulary("translated_beast") | _ADJECTIVES | _DEEDS | _PHRASED
)  # fmt: skip
_MOST = 3  # words of a surname
# What stands behind "Faith Makes Good" if it is a name. False friends: "Faith Makes Good Coffee", "MARIA BRINGS THEM BACK".
_ENDS = re.compile(r"[ \t]{0,3}(?:[^\w\s'’-]|\n|\Z)|[ \t]{2}|['’][sS]\b|[ ](?:[JS]r|JR|SR|II|III|IV)\b")
_SMALL = re.compile(r"[ ][a-z(]")


def surname_after(text: str, at: int) -> int:
    """Return where a translated surname that begins at *at*, with its space, ends; or 0.

    >>> surname_after("spoke to Mary Runs Above today", 13), surname_after("Mary runs above the rest", 4)
    (24, 0)
    """
    first = _NEXT.match(text, at)
    match = _AFTER.match(text, at) if first and fold(first[1]) in _FIRST else None
    found = words(text, *match.span()) if match else []
    return next((found[stop - 1].end for stop in range(len(found), 1, -1) if _follows(text, found[:stop])), 0)


def widened(text: str, span: Span) -> Span:
    """Return *span*, a person that the model reads, with the rest of a translated surname after or before the given name.

    >>> widened("saw sonja yellow hand there", (4, 16)), widened("of Other Medicine, Brent", (19, 24))
    ((4, 21), (3, 24))
    """
    found = spoken(text[slice(*span)])
    if not found or not is_given(found[0].folded):
        return span
    if (end := surname_after(text, span[0] + found[0].end)) > span[1]:
        return span[0], end
    start = surname_before(text, span[0]) if len(found) == 1 else None
    return span if start is None else (start, span[1])


def surname_before(text: str, at: int) -> int | None:
    """Return where a translated surname begins that stands with its comma before the given name at *at*, or None.

    >>> surname_before("saw White Lodge, Bradford", 17), surname_before("Austin, Bradford", 8)
    (4, None)
    """
    # The cheap question first: every "Last, First" is asked, and nearly all stand behind a label, a line's end or a list's sign.
    gap = text.rfind(" ", max(0, at - _REACH), at - len(", ")) if text.endswith(", ", 0, at) else -1
    before = _BEFORE.search(text, max(0, at - _REACH), at) if gap > 0 and text[gap - 1].isalpha() else None
    surname = words(text, *before.span(1))[-_MOST:] if before else []
    return next(
        (
            surname[first].start
            for first in range(len(surname) - 1)
            if _named(surname[first:]) or _deed(surname[first:])
        ),
        None,
    )


def _follows(text: str, found: Sequence[Word]) -> bool:
    named = _named(found)
    if named and found[0].folded not in _PHRASED:  # "JORDAN LEFT HAND LACERATION"
        return True
    return (named or _deed(found)) and _is_over(text, found)


def _deed(found: Sequence[Word]) -> bool:
    """Say whether words with their capitals are a deed and what is done: "Brings Them", "Makes Good"."""
    done = found[0].folded in _DEEDS and all(word.folded in _DONE for word in found[1:])
    return done and all(_WRITTEN.match(word.text) for word in found)


def _is_over(text: str, found: Sequence[Word]) -> bool:
    """Say whether words end as a name does, and no sentence in capitals goes on."""
    end = found[-1].end
    return _ENDS.match(text, end) is not None or (not found[0].text.isupper() and _SMALL.match(text, end) is not None)


def _named(found: Sequence[Word]) -> bool:
    """Say whether words are a translated surname: where capitals do not say so, two words that can be nothing else."""
    folded = [word.folded for word in found]
    if all(_WRITTEN.match(word.text) for word in found):
        return is_translated(folded)
    return len(folded) == 2 and folded[0] in _ADJECTIVES and folded[1] in _NOUNS  # noqa: PLR2004

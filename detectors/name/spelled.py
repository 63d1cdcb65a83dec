"""Names that somebody spelled letter by letter: "A-L-O-Y-S-I-U-S", as hearings and voice mail have them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.name.words import is_given, is_surname, ordinary
from detectors.nearby import each
from detectors.said import said

__all__ = ["letters"]

Span = tuple[int, int]

# One letter, a mark, and so on. It is looked for where two marks stand two places apart, which few texts have.
_LETTERS = re.compile(r"(?<![\w-])[A-Za-z](?:-[A-Za-z]){2,19}(?![\w-])")
_MARKS = re.compile(r"-[A-Za-z]-")
_ASKED = frozenset({"spell", "spelled", "spelling", "spells", "spelt"})


def letters(text: str) -> Iterator[Span]:
    """Yield runs of single letters that are a name together, or any where the text speaks of spelling.

    False friends: "R-E-D", an ordinary word; "A-B-C", which is none.
    """
    if not (text.count("-") > 1 and _MARKS.search(text)):
        return
    spelling = not _ASKED.isdisjoint(said(text))
    end = 0
    for at in each(text, "-"):
        found = _LETTERS.match(text, at - 1) if at > end else None
        if found:
            end = found.end()
            word = found[0].replace("-", "").lower()
            if spelling or ((is_given(word) or is_surname(word)) and not ordinary(word)):
                yield found.span()

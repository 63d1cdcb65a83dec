"""Given names that are nothing else, with the surname after them: "from Pauline", "Rhonda Roe"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from detectors.forms import fold
from detectors.name_lists import ordinary_words
from detectors.name_translated import surname_after
from detectors.name_words import STREETS, given, is_name, is_surname, no_name, ordinary
from detectors.nearby import each, lowered, matched
from detectors.said import said

__all__ = ["given_names"]

Span = tuple[int, int]

_UP = r"[^\W\d_a-z]"  # a letter that is not small (or is beyond ASCII)
_CAPITAL = re.compile(rf"{_UP}(?<![\w@./\\-].)[^\W\d_]{{3,}}(?![\w@\\])")  # "Al" and "Ed" are abbreviations too often
_ACTS = re.compile(r",? \(?(?:cell|phone|tel|mobile|said|says|called|calls|wrote|writes|asked|told|lives|lived)\b")
_NO_SPEAKER = frozenset({
    "street", "avenue", "road", "drive", "lane", "county", "city", "police", "fire", "school", "department", "office", "church",
    "library", "college", "creek", "lake", "center", "hall",
})  # fmt: skip
_SURNAME = re.compile(rf"[ \t]+(?:{_UP}\.?[ \t]+)?({_UP}[^\W\d_]+(?:['’-]{_UP}[^\W\d_]+)?)(?![\w@\\])")
_CODED = re.compile(r"-\d{3}")  # "Grant DE-FOA-0002988"


@lru_cache(maxsize=1)
def _plain_given() -> frozenset[str]:
    return frozenset(filter(is_name, given()))


def _capitals(text: str) -> Iterator[re.Match[str]]:
    """Yield where a given name stands with its capital; where folding is no more than small letters, names are looked for one by one."""
    if text.isascii():
        low = lowered(text)
        found = matched(_CAPITAL, text, sorted(at for name in given() & said(text) for at in each(low, name)))
    else:
        found = _CAPITAL.finditer(text)
    return (match for match in found if fold(match[0]) in given())


def given_names(text: str) -> Iterator[Span]:
    """Yield given names that are nothing else, with the surname after them: "from Pauline", "Rhonda Roe"."""
    plain = _plain_given()
    for match in _capitals(text):
        first = fold(match[0])
        if first in plain and (end := surname_after(text, match.end())):
            yield match.start(), end
            continue
        after = _SURNAME.match(text, match.end())
        surname = fold(after[1]) if after else ""
        if first not in plain or (surname and (no_name(surname) or surname in STREETS)):
            # "Madison Street" and "Jordan Company" are no one; who is said to have a telephone or to have said something is.
            if after and surname not in _NO_SPEAKER and _ACTS.match(text, after.end()):
                yield match.start(), after.end()
        elif after and (is_surname(surname) or not ordinary(surname)) and not _CODED.match(text, after.end()):
            yield match.start(), after.end()
        elif first not in ordinary_words():
            yield match.span()

"""Names in a web form whose labels and answers an export strung together: "First Name Jane Last Name Roe Email Address ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.forms import fold
from detectors.name.words import ordinary
from detectors.nearby import each
from records.columns import Part, evidence
from records.finding import PiiType

__all__ = ["flat_form"]

Span = tuple[int, int]

_NEEDLE = " Name "
_LABEL = re.compile(r"(?:[A-Z][a-z'’]{1,14}[ ]){0,2}[A-Z][a-z'’]{1,14}[ ]Name\Z")
_REACH = 50  # characters of a label
_WORD = re.compile(r"[^\W\d_][\w'’.-]{0,30}")
_SMALL = frozenset({"de", "la", "van", "der", "von", "del", "di", "bin", "al"})
_OPENERS = frozenset(
    {
        "First",
        "Last",
        "Middle",
        "Maiden",
        "Given",
        "Family",
        "Full",
        "Your",
        "Home",
        "Cell",
        "Work",
        "Street",
        "Mailing",
        "Date",
    }
)
_PARTS = (Part.GIVEN, Part.FAMILY, Part.MIDDLE)
_MOST = 5  # words of a name


def flat_form(text: str) -> Iterator[Span]:
    """Yield each answer between a label that promises a person and the next label.

    >>> [text[low:high] for text in ("First Name Jane Last Name Palmdale Email x@example.org",) for low, high in flat_form(text)]
    ['Jane', 'Palmdale']

    False friends: "Project Name Spring Creek" (no person's), "First Name Last Name Email" (no answers), "Name Change Form".
    """
    for at in each(text, _NEEDLE):
        label = _LABEL.search(text, max(0, at - _REACH), at + len(_NEEDLE) - 1)
        said = evidence(label[0]) if label else None
        if said is not None and said.type is PiiType.PERSON and said.part is not Part.UNSURE:
            span = _answer(text, at + len(_NEEDLE), one=said.part in _PARTS)
            if span:
                yield span


def _answer(text: str, start: int, *, one: bool) -> Span | None:
    """Return the few words with capitals before the next label; where none follows, *one* word that can be a name."""
    end, at, count = start, start, 0
    while (word := _WORD.match(text, at)) and count < _MOST:
        if _labels(word[0]):
            return (start, end) if end > start else None
        if not (word[0][0].isupper() or word[0] in _SMALL):
            break
        count += 1
        if word[0][2:].endswith("."):  # a sentence ends
            break
        end, at = word.end(), word.end() + 1
    first = text[start:end].partition(" ")[0]
    return (start, start + len(first)) if first and one and not ordinary(fold(first)) else None


def _labels(word: str) -> bool:
    """Say whether a word begins the next label: "Email", "Last", "Phone"."""
    return word[0].isupper() and (word in _OPENERS or evidence(word) is not None)

"""Local numbers as lists have them: a whole cell between slashes or bars, a whole line, or seven digits right behind a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from detectors.contract import View
from detectors.nearby import heads, line_before
from detectors.phone.words import NOT_WORDS

__all__ = ["alone", "listed"]

Span = tuple[int, int]

# "/ 555 0108 /", "| 5550105\n". False friends: shares and dates have fewer digits; "/ 1200000 /" begins with a one.
_CELL = re.compile(r"[/|;][ \t]{0,3}([2-9]\d{2}[ .-]?\d{4})(?=[ \t]{0,3}(?:[/|;\n]|\Z))")
_PLAIN = re.compile(r"[ \t]{1,2}([2-9]\d{6})(?![\w/-]|[.,]\d)")
_SURE = re.compile(r"(?<!\d)\d{3}[-.]\d{4}(?![\d-])")
_LINE_OF_NUMBERS = re.compile(
    r"(?:[\d \t()./&,+:-]|\b(?:or|and|cell|home|work|office|fax|phone|main|direct|mobile|x|ext)\b)*", re.IGNORECASE
)
_FEWEST = 2  # numbers with their mark that a list of numbers has


def listed(view: View) -> Iterator[Span]:
    """Yield such numbers of a text in which other numbers are written with their marks: 555-0101."""
    text = view.text
    cells = [found for at in heads(text, "/|;") if (found := _CELL.match(text, at))]
    ends = [each.end for each in view.entities if each.label == "PERSON"]
    behind = [found for end in ends if (found := _PLAIN.match(text, end))]
    if (cells or behind) and len(list(islice(_SURE.finditer(text), _FEWEST))) == _FEWEST:
        yield from (found.span(1) for found in (*cells, *behind))


def alone(text: str, start: int, end: int) -> bool:
    """Say whether a number is all there is on a line of several, as in a signature."""
    if "\n" not in text:
        return False
    line = line_before(text, start, 40) + text[end : end + 40].partition("\n")[0]
    if _LINE_OF_NUMBERS.fullmatch(line) is None:
        return False
    return NOT_WORDS.search(text[max(0, start - 40) : start]) is None

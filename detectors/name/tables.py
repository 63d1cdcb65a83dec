"""Which stretches of a printed table stand under "Vendor", "Bidder" or "Company": names of firms, unless one has a given name.

A table in a text is known by its first line: columns two spaces, a tab or a bar apart. It ends with a line that has nothing
under the word, and after some hundred lines at most. False friends: "Owner", "Payee", "Contractor" (people, often).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from detectors.name.shape import spoken
from detectors.name.words import is_given
from detectors.nearby import each, line_end, lowered
from detectors.said import said

__all__ = ["firms", "in_firm", "in_thing", "things"]

Span = tuple[int, int]

_HEAD = re.compile(
    r"(?:[VvBbCcSsFfOoAa](?<![^\n|\t ].)(?i:(?<=v)endor|(?<=b)idder|(?<=b)usiness|(?<=c)ompany|(?<=c)onsultant|(?<=s)upplier|"
    r"(?<=s)ubcontractor|(?<=f)irm|(?<=o)rganization|(?<=a)gency)s?(?:[ ][Nn]ame|[ ]NAME)?)(?=[ \t]{2,}|[ ]?[|\t]|[ ]?\n)"
)
_HEADS = (
    "vendor",
    "bidder",
    "business",
    "company",
    "consultant",
    "supplier",
    "subcontractor",
    "firm",
    "organization",
    "agency",
)
# Pets and cars have people's names, too; these columns are named in full, so that "Make" heads no sentence.
_THINGS = ("dog", "pet", "animal", "breed", "make", "model", "species")
_THING = re.compile(
    r"(?:(?:dog|pet|animal)(?:['’]?s)?(?:[ ]name)?|breed|make|model|species)(?=[ \t]{2,}|[ ]?[|\t]|[ ]?\n)"
)
_STARTS = ("\n", "|", "\t", " ", "")
_GAP = re.compile(r"[ ]{2,}|[ ]?[|\t][ ]?")
_MOST_LINES = 120


def firms(text: str) -> tuple[Span, ...]:
    """Return the cells under such a word, in the order of the text."""
    low, words = lowered(text), said(text)
    heads = (
        head
        for word in _HEADS
        if word in words or f"{word}s" in words
        for at in each(low, word)
        if (head := _HEAD.match(text, at))
    )
    return tuple(sorted(span for head in heads for span in _under(text, *head.span())))


def things(text: str) -> tuple[Span, ...]:
    """Return the cells under "Dog", "Breed", "Make" and the like, where a name is no person's."""
    low, words = lowered(text), said(text)
    heads = (
        head
        for word in _THINGS
        if word in words
        for at in each(low, word)
        if (head := _THING.match(low, at)) and low[at - 1 : at] in _STARTS and low[at - 2 : at - 1] in _STARTS
    )
    return tuple(sorted(span for head in heads for span in _under(text, *head.span())))


def in_thing(span: Span, cells: tuple[Span, ...]) -> bool:
    """Say whether what was read as a person stands in one of *cells*."""
    return _cell_of(span, cells) is not None


def in_firm(text: str, span: Span, cells: tuple[Span, ...]) -> bool:
    """Say whether what was read as a person is (part of) a cell of a firm in which nobody has a given name."""
    cell = _cell_of(span, cells)
    return cell is not None and not any(is_given(word.folded) for word in spoken(text[slice(*cell)]))


def _cell_of(span: Span, cells: tuple[Span, ...]) -> Span | None:
    """Return the one of *cells*, which are in order, that *span* lies in."""
    at = bisect_right(cells, span[0], key=itemgetter(0)) - 1
    return cells[at] if at >= 0 and span[1] <= cells[at][1] else None


def _under(text: str, start: int, end: int) -> Iterator[Span]:
    line = text.rfind("\n", 0, start) + 1
    stop = line_end(text, end)
    before = _columns(text, line, start)
    if not (before or _columns(text, end, stop)):
        return  # a word alone on its line heads no table
    barred = "|" in text[line:stop] or "\t" in text[line:stop]
    for _ in range(_MOST_LINES):
        line, stop = stop + 1, line_end(text, stop + 1)
        cell = (
            _nth(text, line, stop, before) if barred else _at(text, line + start - text.rfind("\n", 0, start) - 1, stop)
        )
        if line >= len(text) or cell is None or _HEAD.match(text, cell[0]):
            return
        yield cell


def _columns(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _GAP.finditer(text, start, end))


def _nth(text: str, start: int, end: int, column: int) -> Span | None:
    """Return the cell of a line with *column* bars or tabs before it."""
    cuts = [start, *(gap.end() for gap in _GAP.finditer(text, start, end))]
    if column >= len(cuts) or len(cuts) == 1:
        return None
    gap = _GAP.search(text, cuts[column], end)
    return cuts[column], gap.start() if gap else end


def _at(text: str, start: int, end: int) -> Span | None:
    """Return the cell of a line that begins right under *start*."""
    if start >= end or text[start].isspace() or text[start - 1] not in " \n":
        return None
    gap = _GAP.search(text, start, end)
    return start, gap.start() if gap else end

"""Which stretches of a printed table stand under "Vendor", "Bidder" or "Company": names of firms, unless one has a given name.

A table in a text is known by its first line: columns two spaces, a tab, a bar or a comma apart. It ends with a line that has nothing
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
_THINGS = (
    "dog", "pet", "animal", "breed", "make", "model", "species", "manufacturer", "mfr", "brand", "park", "school", "facility", "stop", "precinct", "reservoir",
)  # fmt: skip
_THING = re.compile(
    r"(?:(?:dog|pet|animal|park|school|facility|stop|precinct|reservoir)(?:['’]?s)?(?:[ _]name)?|breed|make|model|species|manufacturer|mfr|brand)"
    r"(?=[ \t]{2,}|[ ]?[|\t,]|[ ]?\n)"
)
_PARTS = ("\n", "|", "\t", ",", "")
_STARTS = (*_PARTS, " ")
_GAP = re.compile(r"[ ]{2,}|[ ]?[|\t][ ]?")
_COMMAS = 2  # at least, in the first line of a table whose columns they part
_VALUE = re.compile(r"(?:\"[^\"\n]*+\"|[^,\n\"]++)*+(?:,|(?=\n)|\Z)")
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
        if (head := _THING.match(low, at)) and _begins(low, at)
    )
    return tuple(sorted(span for head in heads for span in _under(text, *head.span())))


def _begins(text: str, at: int) -> bool:
    """Say whether a cell begins at *at*: behind a bar, a tab, a comma, two blanks or a line's end."""
    before = text[max(0, at - 2) : at]
    return before[-1:] in _PARTS or (before[-1:] == " " and before[:1] in _STARTS)


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
    head = text[line:stop]
    parted = "," in (text[start - 1 : start], text[end : end + 1])
    if not (head.count(",") >= _COMMAS if parted else before or _columns(text, end, stop)):
        return  # a word alone on its line heads no table, nor does "the make, model" of a sentence
    barred = "|" in head or "\t" in head
    if parted:
        before = head.count(",", 0, start - line)
    for _ in range(_MOST_LINES):
        line, stop = stop + 1, line_end(text, stop + 1)
        cell = (
            _value(text, line, stop, before)
            if parted
            else _nth(text, line, stop, before)
            if barred
            else _at(text, line + start - text.rfind("\n", 0, start) - 1, stop)
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


def _value(text: str, start: int, end: int, column: int) -> Span | None:
    """Return the value of a line with *column* commas before it, those in quotation marks left out."""
    for _ in range(column):
        value = _VALUE.match(text, start, end)
        if value is None or text[value.end() - 1 : value.end()] != ",":
            return None
        start = value.end()
    value = _VALUE.match(text, start, end)
    return (start, value.end() - (text[value.end() - 1] == ",")) if value and value[0] else None


def _at(text: str, start: int, end: int) -> Span | None:
    """Return the cell of a line that begins right under *start*."""
    if start >= end or text[start].isspace() or text[start - 1] not in " \n":
        return None
    gap = _GAP.search(text, start, end)
    return start, gap.start() if gap else end

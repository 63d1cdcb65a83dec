"""Tables typed or pasted into a text are read by their header row: what stands under "DOB" is a date of birth.

The header row names a column that holds PII, and the rows below have as many cells as it has, parted in the same way: by
tabs, bars, semicolons, commas, or two spaces and more. A table ends with the first line that has not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice
from operator import itemgetter

from records.columns import Evidence, Part, evidence
from records.finding import PiiType

__all__ = ["Cell", "cells"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a text, ``text[start:end]``, and the name of the column under which it stands."""

    start: int
    end: int
    column: str
    type: PiiType


# Spaces come last: a table with tabs or bars may be padded. A quoted cell may hold its separator.
_SEPARATORS = ("\t", "|", ";", ",", "  ")
_CELLS = {mark: re.compile(rf'[ ]*+"(?:[^"\n]|"")*+"[ ]*+|[^{mark}\n]*+') for mark in "\t|;,"}
_GAP = re.compile(r"[ ]{2,}+")
_PRINTED = ("\t", "  ")  # as a page's columns come
_RULE = re.compile(r"[ \t|:+=_-]*\Z")  # under a header: "|---|---|"
_SAID = re.compile(r"[:?!](?:\s|\Z)|[a-z]{4}\.(?:\s|\Z)")  # a sentence, no header
_WORDS = 4  # of a column's name
_LONGEST = 40  # characters of a column's name
_WIDEST = 1_000  # characters of a line
_WAYS = frozenset({"from", "to"})
_JUDGED = 8  # rows
_EMPTY = 1  # lines between two rows
_PLAIN = re.compile(r"[A-Za-z#][\w#./'’()& -]*\Z")
_FIGURES = (PiiType.DATE_OF_BIRTH, PiiType.PHONE, PiiType.SSN, PiiType.ID)


def cells(text: str) -> Iterator[Cell]:
    r"""Yield the cells of *text* whose column's name says what they hold, line by line.

    >>> text = "Owner, DOB, Fee\nRoe, 1/2/1980, 15\n"
    >>> [(text[cell.start : cell.end], cell.column) for cell in cells(text)]
    [('Roe', 'Owner'), ('1/2/1980', 'DOB')]
    """
    marks = tuple(mark for mark in _SEPARATORS if mark in text)
    if not marks or "\n" not in text:
        return
    written = text.split("\n")
    heads = _heads(written, marks)
    lines = _lines(written) if heads else []
    after = 0
    for at, mark in heads:
        if at >= after:
            after, found = _table(text, lines, at, mark)
            yield from found


def _lines(written: Sequence[str]) -> list[Span]:
    ends = [end + number for number, end in enumerate(accumulate(map(len, written)))]
    return list(zip([0, *[end + 1 for end in ends]], ends, strict=False))


def _heads(written: Sequence[str], marks: Sequence[str]) -> list[tuple[int, str]]:
    """Return the lines, each with a mark, that may head a table: the next line has the mark as often, or is none of its rows.

    Asked of every line there is, so it counts and looks no further.
    """
    found = []
    for mark in marks:
        for at in [at for at, line in enumerate(written[:-1]) if mark in line]:
            line, below = written[at], written[at + 1]
            if mark not in below:
                follows = mark != "," and _RULE.match(below) is not None
            else:
                follows = mark == "  " or '"' in below or line.count(mark) == below.count(mark)
            if follows and not _SAID.search(line):
                found.append((at, mark))
    return sorted(found, key=itemgetter(0))


def _table(text: str, lines: Sequence[Span], at: int, mark: str) -> tuple[int, Iterable[Cell]]:
    """Return the number of the line after the table whose header is line *at*, and its telling cells; (0, ()) for none."""
    header = _header(text, lines[at], mark)
    rows = _rows(text, lines, at + 1, mark, header) if header else iter(())
    first = list(islice(rows, _JUDGED))
    if not (first and _believed(text, mark, first)):
        return 0, ()
    every = [*first, *rows]
    return every[-1][0] + 1, chain.from_iterable(row for _, row in every)


def _rows(
    text: str, lines: Sequence[Span], at: int, mark: str, header: _Header
) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Yield (number of its line, telling cells) of each row from line *at* on; a line may be empty between two."""
    empty = 0
    for number in range(at, len(lines)):
        start, end = lines[number]
        if _RULE.match(text, start, end):
            empty = empty + 1 if start == end or text[start:end].isspace() else empty
            if empty > _EMPTY:
                return
            continue
        row = _row(text, lines[number], mark, header)
        if row is None or _heads_anew(text, lines[number], mark):
            return
        empty = 0
        yield number, row


def _heads_anew(text: str, line: Span, mark: str) -> bool:
    """Say whether a line under a header is no row: every cell of it names a column, or one is a label with its colon.

    Printed forms have a line of labels, a line of values, and labels again.
    """
    if mark not in _PRINTED:
        return False
    found = [text[low:high] for low, high in _split(text, line, mark)]
    said = [evidence(cell) is not None for cell in found]
    labelled = any(each and cell.endswith(":") for cell, each in zip(found, said, strict=True))
    return labelled or (all(said) and all(map(_names, found)))


@dataclass(frozen=True, slots=True)
class _Header:
    columns: tuple[tuple[str, Evidence | None], ...]
    starts: tuple[int, ...]  # where each begins in its line

    def under(self, end: int) -> int:
        """Return under which column of a printed table a cell stands that ends at *end* of its line: the last begun by then."""
        return max((at for at, start in enumerate(self.starts) if start < end), default=0)


def _header(text: str, line: Span, mark: str) -> _Header | None:
    start, end = line
    if end - start > _WIDEST or text.find(mark, start, end) < 0:
        return None
    found = _split(text, line, mark)
    names = [text[low:high].strip('"') for low, high in found]
    told = [name for name in names if name]
    if len(told) < 2 or not all(_names(name) for name in told):  # noqa: PLR2004
        return None
    said = _telling([(name, evidence(name) if name else None) for name in names])
    if not any(each and each.part is not Part.UNSURE for _, each in said):
        return None
    return _Header(said, tuple(low - start for low, _ in found))


def _telling(said: Sequence[tuple[str, Evidence | None]]) -> tuple[tuple[str, Evidence | None], ...]:
    """Return what the columns say of PII; "Account", "Permit" and "Street" say so beside a person's column only.

    "From" and "To" are where a street closes, or a bus goes: mail is no table.
    """
    typed = [(name, each if each and each.type and name.lower() not in _WAYS else None) for name, each in said]
    of_people = any(each and not _of_things(each) for _, each in typed)
    return tuple((name, each if of_people else None) for name, each in typed)


def _of_things(said: Evidence) -> bool:
    return said.type is PiiType.ID or (said.type is PiiType.ADDRESS and said.part is not Part.WHOLE)


def _names(cell: str) -> bool:
    return len(cell) <= _LONGEST and cell.count(" ") < _WORDS and _PLAIN.match(cell) is not None


def _split(text: str, line: Span, mark: str) -> list[Span]:
    """Return where the cells of a line stand, the white space around them left out."""
    start, end = line
    if mark == "  ":
        return _gapped(text, start, end)
    found = []
    while True:
        cell = _CELLS[mark].match(text, start, end)
        stop = cell.end() if cell else start
        found.append(_bare(text, start, stop))
        if stop >= end or text[stop] != mark:
            return found
        start = stop + 1


def _gapped(text: str, start: int, end: int) -> list[Span]:
    found = []
    low, _ = _bare(text, start, end)
    for gap in _GAP.finditer(text, low, end):
        found.append((low, gap.start()))
        low = gap.end()
    return [*found, _bare(text, low, end)] if low < end else found


def _bare(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \t\r":
        start += 1
    while start < end and text[end - 1] in " \t\r":
        end -= 1
    return start, end


def _row(text: str, line: Span, mark: str, header: _Header) -> tuple[Cell, ...] | None:
    """Return the telling cells of a row, or None where the line is no row of this table."""
    if line[1] - line[0] > _WIDEST:
        return None
    found = _split(text, line, mark)
    if len(found) == len(header.columns):
        placed = zip(found, header.columns, strict=True)
    elif mark == "  " and len(found) > 1:
        placed = zip(found, (header.columns[header.under(high - line[0])] for _, high in found), strict=True)
    else:
        return None
    return tuple(
        Cell(low, high, name, said.type)
        for (low, high), (name, said) in placed
        if said and said.type and low < high and text[low:high] != name
    )


def _believed(text: str, mark: str, rows: Sequence[tuple[int, tuple[Cell, ...]]]) -> bool:
    """Say whether the first rows are a table's: commas and gaps stand in sentences and lists too, so those must agree.

    A column of figures has figures in it; without such a column, two rows are asked for.
    """
    people = [evidence(text[cell.start : cell.end]) for _, row in rows for cell in row if cell.type is PiiType.PERSON]
    if people and sum(said is not None and said.type is not None for said in people) * 2 >= len(people):
        return False  # a table on its side: "Owner | Jane Roe", and under "Owner" stands "Phone"
    if mark in "\t|":
        return True
    figures = [cell for _, row in rows for cell in row if cell.type in _FIGURES]
    right = sum(any(map(str.isdigit, text[cell.start : cell.end])) for cell in figures)
    return right * 2 >= len(figures) if figures else len(rows) > 1

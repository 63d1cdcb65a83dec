"""Rows in a script of SQL are read by the names of their columns: INSERT, REPLACE, COPY, and the CREATE TABLE before one that names none.

Dumps of databases come as attachments and files of text. What is no such statement, or ends in the middle, is left to the
detectors of running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from detectors.nearby import each, lowered, spots
from detectors.text.tables import Cell
from records.columns import evidence

__all__ = ["inserts"]

Span = tuple[int, int]

_NAME = r"(?:[`\"\[]?[\w$]{1,128}[`\"\]]?\.){0,2}[`\"\[]?([\w$]{1,128})[`\"\]]?"
_COLUMNS = r"\(([\w\s,`\"\[\]$.#@-]{1,20000}+)\)"
_INTO = re.compile(
    rf"(?:insert|replace)\s+(?:ignore\s+|or\s+\w+\s+)?(?:into\s+)?{_NAME}\s*(?:{_COLUMNS}\s*)?(?:values|select)\s*",
    re.IGNORECASE,
)
_BEGINS = ("insert ", "replace into ")  # the latter is MySQL's and SQLite's
_COPY = re.compile(rf"copy\s+{_NAME}\s*{_COLUMNS}\s*from\s+stdin[^\n]{{0,200}};[ \t]*\r?\n", re.IGNORECASE)
_CREATE = re.compile(rf"create\s+(?:\w+\s+)?table\s+(?:if\s+not\s+exists\s+)?{_NAME}\s*\(", re.IGNORECASE)
# One value with its comma or bracket: quoted, where '' and \' are part of it, or bare; a cast may stand behind it.
_VALUE = re.compile(
    r"\s*+(?:(?:[nNeExXbB]|_\w{1,20}\s?)?'((?:[^'\\]|''|\\.)*+)'|\"((?:[^\"\\]|\"\"|\\.)*+)\"|([^,()'\"]*+))(?:::[\w ]{1,40})?\s*+([,)(])",
    re.DOTALL,
)
_ROW = re.compile(r"[\s,]*+\(")
# One column of a table that is made, or another part of it, up to its comma; brackets as in decimal(10,2) nest once.
_PART = re.compile(r"(?:[^,()'\"]|'[^']*+'|\"[^\"]*+\"|\((?:[^()']|'[^']*+'|\([^()]*+\))*+\))++")
_COLUMN = re.compile(r"\s*[`\"\[]?([\w$#]{1,128})[`\"\]]?\s")
_NO_COLUMN = frozenset(
    {
        "primary",
        "key",
        "unique",
        "constraint",
        "foreign",
        "check",
        "index",
        "fulltext",
        "spatial",
        "exclude",
        "like",
        "period",
    }
)
_MARKS = ' \t\r\n`"[]'
_END = "\\."
_MOST = 2_000  # values of a row, those within brackets too: a row that does not end costs no more
_DEEPEST = 8


def inserts(text: str) -> Iterator[Cell]:
    """Yield the cells of the rows of a script whose column's name says what they hold.

    >>> text = "INSERT INTO t (id, dob) VALUES (1, '1979-05-06');"
    >>> [(text[cell.start : cell.end], cell.column) for cell in inserts(text)]
    [('1979-05-06', 'dob')]
    """
    low = lowered(text)
    if begins := spots(low, _BEGINS):
        made = _made(text, low)
        for at in begins:
            if into := _INTO.match(text, at):
                columns = _listed(into[2]) if into[2] else made.get(into[1].lower(), ())
                yield from _rows(text, into.end(), columns)
    # Each block ends where the next begins at the latest: blocks that never end would each read all the others again.
    copies = [copy for at in each(low, "copy ") if (copy := _COPY.match(text, at))]
    ends = [*(copy.start() for copy in copies[1:]), len(text)]
    for copy, end in zip(copies, ends, strict=False):  # without a block, one end is left over
        yield from _lines(text, copy.end(), end, _listed(copy[2]))


def _made(text: str, low: str) -> Mapping[str, Sequence[str]]:
    """Return the columns of each table that the script makes, by its name in small letters."""
    made = {}
    for at in each(low, "create "):
        if create := _CREATE.match(text, at):
            made[create[1].lower()] = tuple(_columns(text, create.end()))
    return made


def _columns(text: str, at: int) -> Iterator[str]:
    while part := _PART.match(text, at):
        column = _COLUMN.match(part[0])
        if column and column[1].lower() not in _NO_COLUMN:
            yield column[1]
        if text[part.end() : part.end() + 1] != ",":
            return
        at = part.end() + 1


def _listed(columns: str) -> tuple[str, ...]:
    return tuple(each.strip(_MARKS) for each in columns.split(","))


def _rows(text: str, at: int, columns: Sequence[str]) -> Iterator[Cell]:
    while columns and (row := _ROW.match(text, at)):
        found = list(_values(text, row.end()))
        if not found:
            return
        at = found[-1][1]
        yield from _telling(text, [span for span, _ in found], columns)


def _values(text: str, at: int) -> Iterator[tuple[Span, int]]:
    """Yield where each value of a row stands, and where what follows it begins; nothing for a row that is not closed."""
    found: list[tuple[Span, int]] = []
    depth, called = 0, False  # within brackets of a value, and right behind them
    for _ in range(_MOST):
        value = _VALUE.match(text, at)
        if value is None or depth > _DEEPEST:
            return
        at = value.end()
        group = next((number for number in (1, 2) if value[number] is not None), 3)
        if depth == 0 and not called:
            found.append((value.span(group), at))
        depth += {"(": 1, ")": -1, ",": 0}[value[4]]
        called = depth >= 0 and value[4] == ")"
        if depth < 0:
            yield from (*found[:-1], (found[-1][0], at))
            return


def _lines(text: str, at: int, stop: int, columns: Sequence[str]) -> Iterator[Cell]:
    while at < stop and not text.startswith(_END, at):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        spans = []
        for part in text[at:end].rstrip("\r").split("\t"):
            spans.append((at, at + len(part)))
            at += len(part) + 1
        yield from _telling(text, spans, columns)
        at = end + 1


def _telling(text: str, spans: Sequence[Span], columns: Sequence[str]) -> Iterator[Cell]:
    if len(spans) != len(columns):
        return
    for (start, end), column in zip(spans, columns, strict=True):
        said = evidence(column) if start < end else None
        if said is not None and said.type is not None and text[start:end].strip().lower() not in ("null", "default"):
            yield Cell(start, end, column, said.type)

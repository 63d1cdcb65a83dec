"""How a delimited file is cut into cells, and which of its rows names the columns, told from a sample of its text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from records.columns import evidence, of_column

__all__ = ["Dialect", "detect", "is_table", "of_rows"]

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 200
_HEADER_WITHIN = 20
"""Rows at the top among which the header may stand, after titles and comments."""

# Words that name a column of a form, never a value alone. False friends: surnames (Street, Day), so they decide only
# together with the shape of the row.
_COLUMN_WORDS = re.compile(
    r"(?i)(?<![a-z])(?:id|ids|no|nr|num|number|name|names|first|last|middle|surname|given|full|address|addr|street|city|town|"
    r"state|zip|zipcode|postal|postcode|country|county|phone|telephone|tel|fax|mobile|cell|email|e-mail|mail|date|time|dob|"
    r"birth|born|age|sex|gender|ssn|social|licen[cs]e|plate|vin|account|acct|permit|case|parcel|lot|type|category|class|code|"
    r"status|description|desc|comment|comments|note|notes|remarks|message|subject|body|title|amount|total|price|cost|fee|"
    r"quantity|qty|value|year|month|day|dept|department|agency|organi[sz]ation|company|owner|applicant|contact|person|"
    r"created|updated|submitted|timestamp|url|link|ip|lat|latitude|lon|lng|longitude|item|ref|reference|key|label|question|"
    r"answer|response|source|region|district|location|site|from|to|cc|bcc|user|username|login|employee|officer|dog|breed)"
    r"(?![a-z])"
)
# Words that stand over columns and are surnames, too: they count in a row of several cells alone.
_MORE_WORDS = re.compile(
    r"(?i)(?<![a-z])(?:ward|precinct|shift|rent|bond|charges?|offen[sc]e|fund|invoice|facility|event|position|score|instrument|court|reason|section|"
    r"disposition|priority|method|result|due|rate|make|model|colou?r|vehicle|units?|occupation|relationship|hours|salary|balance|deposit|check|"
    r"payment|vendor|program|grade|room|beat|sector|zone|zoning|acres|sqft|bid|term|expires?|issued|opened|closed|in|out)(?![a-z])"
)
_JOINTS = re.compile(r"(?<=[a-z])(?=[A-Z])|_|(?<=[A-Za-z])(?=[0-9])")
# What a column name does not hold: an e-mail sign, a URL, four digits in a row (a year among them), or a digit first.
_VALUE = re.compile(r"@|://|\d{4}|^[\s+(#-]*\d")
# ... but in a few headers: a form, a year, an ordinal. False friends: "406-555-0101", "12 Oak St", which name nothing.
_NUMBERED_NAME = re.compile(
    r"(?:form[ ])?\d{4}\??|\d{1,2}(?:st|nd|rd|th)[ ][A-Za-z]{1,12}|\d{3}\(?[a-z]\)?|(?:19|20)\d\d[ ][A-Za-z ]{2,24}|[A-Za-z ]{2,24}[ ](?:19|20)\d\d",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"\d{5}|\d{3}[-. ]\d{4}|\d/\d")
_FEW = 3  # cells of a header to one that looks like a value
_NUMBERISH = re.compile(r"[\s$€£+(-]*\d[\d\s.,:/()%-]*")
_LONGEST_LABEL = 80
_EVEN = 0.9
_MOSTLY = 0.7
_SIDEWAYS_WIDTH = 3
_SIDEWAYS_ROWS = 3


@dataclass(frozen=True, slots=True)
class Dialect:
    """How to read a delimited file: its delimiter, its usual number of cells a row, and where its column names stand.

    ``header`` is the number of the header row counted from 0, blank rows included, or -1 where no row names the columns.
    ``sideways`` is a form printed downwards, "Phone;406-555-0101;406-555-0102": the first cell of each row names the others.
    ``agreement`` is the share of sampled rows that have the usual width, 0 to 1. ``numbers`` are the columns in which the
    sample has nothing but numbers and dates below the header. ``escape`` stands before a quotation mark that ends nothing.
    """

    delimiter: str = ","
    spaced: bool = False
    width: int = 1
    header: int = -1
    sideways: bool = False
    agreement: float = 0.0
    numbers: tuple[int, ...] = ()
    escape: str | None = None

    def rows(self, lines: Iterable[str], *, strict: bool = False) -> Iterator[list[str]]:
        """Return the standard library's reader over *lines*, which carry their line ends; *strict* raises csv.Error."""
        return csv.reader(
            lines, delimiter=self.delimiter, skipinitialspace=self.spaced, escapechar=self.escape, strict=strict
        )

    def has_numbers(self, cells: Sequence[str]) -> bool:
        """Say whether *cells* have a number, or nothing, in each column of numbers, and a number in most: a row shows itself so."""
        filled = [cells[place] for place in self.numbers if place < len(cells) and cells[place].strip()]
        return 2 * len(filled) > len(self.numbers) and all(map(_NUMBERISH.fullmatch, filled))


LEAST_BREAKS = 1  # one line of prose is no table however many commas it has


def detect(sample: str) -> Dialect:
    """Return the dialect that cuts *sample* most evenly; a text that no delimiter cuts is a table of one column."""
    candidates = [_try(sample, delimiter) for delimiter in _DELIMITERS if delimiter in sample]
    if ', "' in sample or '; "' in sample:
        candidates += [_try(sample, delimiter, spaced=True) for delimiter in ",;"]
    if '\\"' in sample:  # as MySQL and Hive write; a path that ends in a backslash is no reason, so the rows must tell
        candidates += [_try(sample, delimiter, escape="\\") for delimiter in _DELIMITERS if delimiter in sample]
    several = [candidate for candidate in candidates if candidate.width > 1]
    return max(several, key=_merit) if several else _try(sample, ",")


def is_table(sample: str) -> bool:
    """Say whether *sample* is plainly a table, whatever its name: even rows of several cells, and more than a sentence or two."""
    if sample.rstrip("\r\n").count("\n") + sample.rstrip("\r\n").count("\r") < LEAST_BREAKS:
        return False
    dialect = detect(sample)
    known = dialect.header >= 0 or dialect.sideways or dialect.width > 2  # noqa: PLR2004  # prose has lines with one comma
    return dialect.width > 1 and dialect.agreement >= _EVEN and known


def _merit(dialect: Dialect) -> tuple[float, int]:
    return (round(dialect.agreement, 1), dialect.width)


def _try(sample: str, delimiter: str, *, spaced: bool = False, escape: str | None = None) -> Dialect:
    draft = Dialect(delimiter, spaced, escape=escape)
    return of_rows(list(islice(draft.rows(io.StringIO(sample, newline="")), _SAMPLE_ROWS)), draft)


def of_rows(rows: list[list[str]], draft: Dialect) -> Dialect:
    """Return *draft* with what the first rows of a table, as cells, say about its width and its header."""
    width, agreement = _usual_width(rows)
    sideways = _is_sideways(rows, width)
    header = -1 if sideways else _header(rows, width)
    below = [row for row in rows[header + 1 :] if len(row) == width]
    numbers = tuple(place for place in range(width) if _all_numbers([row[place].strip() for row in below]))
    return replace(draft, width=width, header=header, sideways=sideways, agreement=agreement, numbers=numbers)


def _all_numbers(column: Sequence[str]) -> bool:
    values = [cell for cell in column if cell]
    return bool(values) and all(map(_NUMBERISH.fullmatch, values))


def _usual_width(rows: list[list[str]]) -> tuple[int, float]:
    """Return the commonest width above one cell and how many of the rows have it."""
    widths = Counter(len(row) for row in rows if row)
    several = {width: count for width, count in widths.items() if width > 1}
    width = max(several, key=lambda each: (several[each], each), default=1)
    return width, widths[width] / max(1, widths.total())


def _header(rows: list[list[str]], width: int) -> int:
    """Return the first row that is as wide as the table and half full, if it names columns; titles stand above it."""
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        nearly = len(row) == width - 1 > 1  # each row below may end in a delimiter
        if (len(row) >= width or nearly) and 2 * sum(bool(cell.strip()) for cell in row) > len(row):
            if _names_columns(row, rows[number + 1 :]):
                return number
            if not _groups_columns(row):
                return -1
    return -1


def _groups_columns(row: list[str]) -> bool:
    """Say whether *row* may stand above the names of columns: "Customer, Customer, Service, Service", no value among them."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return len(set(cells)) < len(cells) and not any(map(_looks_like_value, cells))


def _names_columns(row: list[str], below: list[list[str]]) -> bool:
    """Say whether *row* is a header: hardly a cell looks like a value, and column words, or one and the contrast, prove it.

    Doubt means no: a value taken for a column name would stand in the inventory.
    """
    cells = [(place, cell) for place, cell in enumerate(row) if cell.strip()]
    values = [cell for _, cell in cells if _looks_like_value(cell)]
    if len(values) * _FEW > len(cells) or not all(map(_may_name, values)):
        return False
    several = len(cells) > 1
    said = [(place, cell) for place, cell in cells if _is_column_word(cell) or (several and _is_column(cell))]
    spoken = sum(not _recurs(place, cell, row, below) for place, cell in said)
    return 2 * spoken > len(cells) or (spoken > 0 and not values and _contrasts(row, below))


def _may_name(cell: str) -> bool:
    """Say whether a cell that looks like a value may name a column all the same, beside others that do: "1099?", "2nd By", "24hr Contact"."""
    short = len(cell) <= _LONGEST_LABEL and "\n" not in cell.strip() and "://" not in cell
    return short and (
        _NUMBERED_NAME.fullmatch(cell.strip()) is not None or (_is_column_word(cell) and not _LONG_NUMBER.search(cell))
    )


def _recurs(place: int, cell: str, row: list[str], below: list[list[str]]) -> bool:
    """Say whether a word stands in its column again, as "Tenant" beside one person after the other: a value, not a name; a header may come again whole."""
    return any(len(each) > place and each[place].strip() == cell.strip() and each != row for each in below)


def _is_sideways(rows: list[list[str]], width: int) -> bool:
    labels = [row[0].strip() for row in rows if len(row) > 1]
    if width < 2 or len(labels) < _SIDEWAYS_ROWS or len(set(labels)) < len(labels):  # noqa: PLR2004  # a label and its value
        return False
    top = next((row for row in rows if len(row) >= width), [])
    if width > _SIDEWAYS_WIDTH and 2 * sum(map(_is_column_word, top[1:])) > len(top) - 1:
        return False
    return sum(_is_column_word(label) and not _looks_like_value(label) for label in labels) > _MOSTLY * len(labels)


def _looks_like_value(cell: str) -> bool:
    return bool(_VALUE.search(cell)) or len(cell) > _LONGEST_LABEL or "\n" in cell.strip()


def _is_column_word(cell: str) -> bool:
    """Say whether a cell names a column by itself: by what it promises of a value, or by a word that promises nothing."""
    return evidence(cell) is not None or bool(_COLUMN_WORDS.search(_JOINTS.sub(" ", cell[:_LONGEST_LABEL])))


def _is_column(cell: str) -> bool:
    """Say whether a cell names a column beside others: "Inmate", "Bond" and "Ward" are surnames by themselves."""
    return of_column(cell) is not None or _MORE_WORDS.search(cell) is not None


def _contrasts(row: list[str], below: list[list[str]]) -> bool:
    """Say whether a column holds numbers or dates under a cell that is none."""
    for place, label in enumerate(row):
        column = [cells[place].strip() for cells in below if len(cells) > place and cells[place].strip()]
        numbers = sum(bool(_NUMBERISH.fullmatch(cell)) for cell in column)
        if label.strip() and not _NUMBERISH.fullmatch(label.strip()) and numbers > _MOSTLY * len(column):
            return True
    return False

"""A delimited table keeps every row and cell as text, reports ragged rows, and is written back with no formula in it.

What a spreadsheet would run is defused (OWASP ASVS 1.2.10, CWE-1236): a cell that begins with = + - @ TAB CR, or a
full-width twin of one of them, gets an apostrophe before it, unless it is only a number, a telephone number or dashes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from connectors.documents.cells import MOST_COLUMNS, NOTICE, shape_of
from connectors.documents.contract import Document
from connectors.documents.csv_dialect import Dialect, detect, is_table, of_rows
from connectors.documents.csv_rows import rows
from connectors.documents.decode import is_textual, peek, printable, readable
from connectors.documents.lines import Lines
from records.errors import Reason, Unreadable
from records.record import Field, Shape, Withheld

__all__ = ["CSV", "Csv", "Table", "defuse", "is_blank", "line"]

csv.field_size_limit(2**31 - 1)  # the library's own, for the whole process: rows are bounded where their lines are read

_ALWAYS = (".csv", ".tsv", ".tab", ".psv")
_PERHAPS = (".txt", ".dat", ".asc", ".prn", ".export")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Signs and digits as in -5.3, +1 406-555-0101 x12 or +14065550101, and a lone dash for "none". False friends, which are
# formulas: 1+2 does not begin with a sign; -2+3 and +A1 hold a second sign or a letter.
_HARMLESS = re.compile(r"[+-]\s?[\d(][\d\s().,/]*(?:-[\d\s().,/]+)*%?(?:\s?(?:x|ext\.?)\s?\d+)?|-{1,3}")
_INVISIBLE_FIRST = "\ufeff\u200b\u200c\u200d\u2060"


@dataclass(frozen=True, slots=True)
class Table:
    """What is known of a table before its rows: its dialect and its column names."""

    dialect: Dialect
    names: tuple[str, ...] = ()

    def fields(self, number: int, cells: Sequence[str]) -> tuple[Field, ...]:
        """Return the fields of row *number*, counted from 0; places count from 1, as a spreadsheet does."""
        return tuple(self.field(number, column, cell, cells[0]) for column, cell in enumerate(cells))

    def below(self, number: int, cells: Sequence[str], *, apart: bool) -> Table:
        """Return the table to which row *number* belongs: a new one where it stands *apart*, under a gap, and names columns."""
        if not apart or number <= self.dialect.header:
            return self
        named = [cell for cell in cells if cell.strip()]
        if len(named) < 2 or of_rows([named], self.dialect).header < 0:  # noqa: PLR2004  # a word alone is a heading
            return self
        return Table(replace(self.dialect, header=number, width=len(cells), sideways=False), tuple(cells))

    def is_ragged(self, number: int, cells: Sequence[str]) -> bool:
        """Say whether the row has not the table's usual width; titles above the header and blank rows are not part of it."""
        return bool(cells) and number > self.dialect.header and len(cells) != self.dialect.width

    def field(self, number: int, column: int, cell: str, first: str) -> Field:
        """Return the field of one *cell* of row *number*, whose leftmost cell is *first*."""
        place = f"row {number + 1} column {column + 1}"
        is_label = number == self.dialect.header or (self.dialect.sideways and column == 0)
        if is_label:
            return Field("", cell, Shape.LABEL, place, number)
        if number < self.dialect.header:
            return Field("", cell, Shape.TITLE, place, number)
        name = first if self.dialect.sideways else self.names[column] if column < len(self.names) else ""
        return Field(name.strip(), cell, shape_of(cell), place, number)


@dataclass(frozen=True, slots=True)
class _Carrier:
    delimiter: str
    widths: tuple[int | Reason, ...]  # of each row, or why it is withheld


class Csv:
    """CSV and its kin, whole in memory: the form attached to a message. Files are read row by row, see csv_file.py."""

    name = "csv"
    suffix = ".csv"
    media_type = "text/csv"

    def recognises(self, head: bytes, name: str) -> bool:
        suffix = name[name.rfind(".") :].lower() if "." in name else ""
        if not head or not is_textual(head) or (suffix and suffix not in _ALWAYS + _PERHAPS):
            return False
        return suffix in _ALWAYS or is_table(peek(head))

    def read(self, content: bytes) -> Document:
        table, found = read_table(readable(content))
        if any(len(row) > MOST_COLUMNS for row in found if not isinstance(row, Reason)):
            raise Unreadable(Reason.TOO_LARGE)
        fields: list[Field] = []
        withheld: list[Withheld] = []
        apart = False
        for number, row in enumerate(found):
            if isinstance(row, Reason):
                withheld.append(Withheld("", "", f"row {number + 1}", row))
                continue
            table = table.below(number, row, apart=apart)
            fields += table.fields(number, row)
            apart = is_blank(row)
        widths = tuple(row if isinstance(row, Reason) else len(row) for row in found)
        return Document(tuple(fields), tuple(withheld), _Carrier(table.dialect.delimiter, widths))

    def rebuild(self, document: Document, texts: tuple[str, ...]) -> bytes:
        carrier: _Carrier = document.carrier
        return "".join(_lines(carrier, iter(texts))).encode()


def read_table(text: str) -> tuple[Table, list[list[str] | Reason]]:
    """Return the table that *text* is, and its rows, or why one is withheld."""
    dialect = detect(text[:SAMPLE])
    found = list(rows(dialect, Lines(io.StringIO(text, newline=""), len(text))))
    head = found[dialect.header] if 0 <= dialect.header < len(found) else []
    return Table(dialect, () if isinstance(head, Reason) else tuple(head)), found


def is_blank(cells: Sequence[str]) -> bool:
    """Say whether a row has nothing in it: a gap, under which another table may begin."""
    return not any(cell.strip() for cell in cells)


def line(cells: Sequence[str], delimiter: str) -> str:
    r"""Return one row as it is written: defused, quoted where it must be, ended by a line feed.

    >>> line(["=1+1", "+1 406-555-0101", "a, b"], ",")
    '\'=1+1,+1 406-555-0101,"a, b"\n'
    """
    if len(cells) == 1 and not cells[0]:
        return '""\n'  # an empty line would be a row of no cells
    return delimiter.join(_quoted(defuse(printable(cell)), delimiter) for cell in cells) + "\n"


def defuse(cell: str) -> str:
    """Return *cell* with an apostrophe before it where a spreadsheet might run it; see the module's rule."""
    if cell.lstrip(_INVISIBLE_FIRST).startswith(_FORMULA) and not _HARMLESS.fullmatch(cell):
        return f"'{cell}"
    return cell


def _quoted(cell: str, delimiter: str) -> str:
    if any(mark in cell for mark in ('"', "\n", "\r", delimiter)) or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _lines(carrier: _Carrier, texts: Iterator[str]) -> Iterator[str]:
    for width in carrier.widths:
        if isinstance(width, Reason):
            yield line([NOTICE.format(width.value)], carrier.delimiter)
        else:
            yield line([next(texts) for _ in range(width)], carrier.delimiter)


SAMPLE = 64 * 1024
"""Characters from which the dialect is told."""

CSV = Csv()

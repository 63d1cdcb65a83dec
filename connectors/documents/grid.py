"""Sheets of cells become the fields of a document, and redacted fields a new workbook; whatever program wrote the sheets.

A row is a scope, a cell has the name of its column, as in a CSV file. What is hidden is scanned and not released, and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice

from connectors.documents.cells import MOST_COLUMNS
from connectors.documents.contract import Document
from connectors.documents.csv import Table
from connectors.documents.csv_dialect import Dialect, of_rows
from connectors.documents.xlsx_write import Tab, workbook
from records.errors import Reason, Unreadable
from records.record import Field, Shape, Withheld

__all__ = ["Cell", "Grid", "document", "rebuild"]

_MOST_CELLS = 1_000_000
_MOST_ROWS = 1_048_576
_SAMPLE_ROWS = 200
_SAMPLE_WIDTH = 256
_LEAST_DIGITS = 7
"""Digits from which a number may be somebody's; where a format shows fewer of them than are kept, both are scanned."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows; rows and columns count from 0. ``stored`` is its number in full where that is not what it shows."""

    row: int
    column: int
    text: str
    is_number: bool = False
    is_hidden: bool = False
    stored: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its cells by row and column, and the ranges ("A1:C1") that are merged."""

    name: str
    cells: tuple[Cell, ...]
    is_hidden: bool = False
    merged: tuple[str, ...] = ()


def document(grids: Iterable[Grid], asides: Iterable[Field] = ()) -> Document:
    """Return the document of *grids*; *asides* are texts found elsewhere, which are not released."""
    fields: list[Field] = []
    tabs: list[Tab] = []
    flaws: list[Withheld] = []
    scope = 0
    for number, grid in enumerate(grids, 1):
        if len(fields) + len(grid.cells) > _MOST_CELLS or not all(map(_has_place, grid.cells)):
            raise Unreadable(Reason.TOO_LARGE)
        reading = _Reading(grid, number, scope, len(fields))
        fields.extend(reading.fields())
        scope = max(scope, max((field.scope for field in fields), default=0))
        if not grid.is_hidden:
            tabs.append(reading.tab())
        if grid.is_hidden or any(cell.is_hidden for cell in grid.cells):
            flaws.append(
                Withheld("", "", f"sheet {number} {'whole' if grid.is_hidden else 'hidden cells'}", Reason.POLICY)
            )
    return Document((*fields, *asides), tuple(flaws), tuple(tabs))


def rebuild(document: Document, texts: tuple[str, ...]) -> bytes:
    """Return the new workbook with *texts* in the place of the document's fields."""
    return workbook(document.carrier, texts)


class _Reading:
    """Turns one sheet into fields; *first* is the index of the first of them in the document."""

    def __init__(self, grid: Grid, number: int, scope: int, first: int) -> None:
        self._grid = grid
        self._number = number
        self._scope = scope + 1
        self._first = first
        self._table = _table(grid.cells)

    def fields(self) -> Iterator[Field]:
        """Yield the sheet's name, its cells, and last what cells keep and do not show."""
        place = f"sheet {self._number} name"
        yield Field("", self._grid.name, Shape.LABEL, place, self._scope, released=not self._grid.is_hidden)
        last = -1
        for number, row in groupby(self._grid.cells, key=lambda cell: cell.row):
            cells = tuple(row)
            self._table = self._table.below(number, _dense(cells), apart=number > last + 1 > 0)
            last = number
            yield from (self._field(cell, cells[0].text if cells[0].column == 0 else "") for cell in cells)
        for cell in self._grid.cells:
            if cell.stored not in {"", cell.text} and _digits(cell.stored) - _digits(cell.text):
                field = self._field(cell, "")
                yield replace(field, text=cell.stored, place=f"{field.place} as kept (not released)", released=False)

    def tab(self) -> Tab:
        """Return where each released field goes in the new sheet."""
        places = tuple(
            (cell.row, cell.column, index, cell.is_number)
            for index, cell in enumerate(self._grid.cells, self._first + 1)
            if not cell.is_hidden
        )
        return Tab(self._first, places, self._grid.merged)

    def _field(self, cell: Cell, first: str) -> Field:
        field = self._table.field(cell.row, cell.column, cell.text, first)
        is_hidden = cell.is_hidden or self._grid.is_hidden
        place = f"sheet {self._number} {field.place}{' (not released)' if is_hidden else ''}"
        return Field(field.name, field.text, field.shape, place, self._scope + cell.row, released=not is_hidden)


def _has_place(cell: Cell) -> bool:
    """Say whether *cell* stands where a program shows cells; one in row 0 or past the last would spoil the whole copy."""
    return 0 <= cell.row < _MOST_ROWS and cell.column < MOST_COLUMNS


def _digits(text: str) -> set[str]:
    """Return the digits of *text* as one number, where they are enough to be somebody's."""
    digits = "".join(char for char in text if char.isdigit())
    return {digits} if len(digits) >= _LEAST_DIGITS else set()


def _table(cells: tuple[Cell, ...]) -> Table:
    """Return what the first visible rows say about the columns; an empty row counts, as titles stand apart."""
    rows: list[list[str]] = []
    names: list[list[str]] = []
    for number, group in islice(groupby(cells, key=lambda cell: cell.row), _SAMPLE_ROWS):
        if number >= 2 * _SAMPLE_ROWS:
            break
        row = tuple(group)
        rows += [[] for _ in range(number - len(rows))]
        names += [[] for _ in range(number - len(names))]
        rows.append(_dense(cell for cell in row if not cell.is_hidden))
        names.append(_dense(row))
    dialect = of_rows(rows, Dialect())
    return Table(dialect, tuple(names[dialect.header]) if 0 <= dialect.header < len(rows) else ())


def _dense(row: Iterable[Cell]) -> list[str]:
    found = {cell.column: cell.text for cell in row if cell.column < _SAMPLE_WIDTH}
    return [found.get(column, "") for column in range(max(found, default=-1) + 1)]

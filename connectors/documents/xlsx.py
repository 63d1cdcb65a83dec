"""A workbook is read as what its cells show, sheet by sheet, and rebuilt as values only; everything else in it is scanned.

Scanned and not released: hidden sheets, rows and columns, formulas, comments and their authors, defined names, headers and
footers, text boxes, pivot caches, links, properties, and shared texts that no cell uses any more (S01-S06).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from connectors.documents.contract import Document
from connectors.documents.embedded import with_embedded
from connectors.documents.grid import Cell, Grid, document, rebuild
from connectors.documents.ooxml import Package, asides, local, texts_of, tree, unescape
from connectors.documents.xlsx_display import BUILT_IN, displayed, general
from records.errors import Reason, Unreadable
from records.record import Field, Shape
from records.settings import Limits

__all__ = ["read", "rebuild"]

_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_MAIN = (
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "{http://purl.oclc.org/ooxml/spreadsheetml/main}",
)
_SHEETS = frozenset({"worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})


@dataclass(frozen=True, slots=True)
class _Book:
    """What the cells of a workbook refer to."""

    shared: tuple[str, ...]
    formats: tuple[str, ...]
    since_1904: bool
    used: set[int]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    is_hidden: bool


def read(content: bytes, limits: Limits) -> Document:
    """Return the document of a workbook; raise Unreadable where it is none or cannot be read whole."""
    package = Package(content, limits)
    main = next((part for kind, part in package.related("").values() if kind == "officeDocument"), "")
    root = tree(package.part(main))
    if local(root) != "workbook":
        raise Unreadable(Reason.UNSUPPORTED)
    related = package.related(main)
    book = _book(package, root, related)
    hidden: list[Field] = []
    grids = [_grid(package, sheet, number, book, hidden) for number, sheet in enumerate(_sheets(root, related), 1)]
    orphans = [text for index, text in enumerate(book.shared) if index not in book.used and text.strip()]
    names = [text for each in root if local(each) != "sheets" for text in texts_of(each)]
    found = (_aside("defined names", names), _aside("texts of no cell", orphans), *hidden, *asides(package.rest()))
    return with_embedded(document(grids, (field for field in found if field.text)), package)


def _aside(place: str, texts: Iterable[str]) -> Field:
    text = "\n".join(dict.fromkeys(texts))
    return Field("hidden text", text, Shape.PROSE, f"{place} (not released)", 0, released=False)


def _book(package: Package, root: Any, related: dict[str, tuple[str, str]]) -> _Book:
    parts = dict(related.values())
    strings = package.part(parts.get("sharedStrings", ""))
    styles = package.part(parts.get("styles", ""))
    properties: Any = next((each for each in root if local(each) == "workbookPr"), {})
    return _Book(
        tuple(_rich(each) for each in tree(strings)) if strings else (),
        _formats(tree(styles)) if styles else (),
        properties.get("date1904", "0") in {"1", "true"},
        set(),
    )


def _sheets(root: Any, related: dict[str, tuple[str, str]]) -> Iterator[_Sheet]:
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        kind, part = related.get(key, ("", ""))
        if kind not in _SHEETS:
            raise Unreadable(Reason.UNREADABLE)
        yield _Sheet(unescape(sheet.get("name", "")), part, sheet.get("state", "visible") != "visible")


def _rich(item: Any) -> str:
    """Return the text of a shared or inline string: its runs joined, without the reading aids of Japanese."""
    runs = (each for each in item.iter("{*}t") if local(each.getparent()) != "rPh")
    return "".join(unescape(each.text or "") for each in runs)


def _formats(root: Any) -> tuple[str, ...]:
    """Return the number format of each cell style."""
    codes = BUILT_IN | {
        int(each.get("numFmtId", "0")): each.get("formatCode", "") for each in root.iterfind("{*}numFmts/{*}numFmt")
    }
    return tuple(codes.get(int(each.get("numFmtId", "0")), "General") for each in root.iterfind("{*}cellXfs/{*}xf"))


def _grid(package: Package, sheet: _Sheet, number: int, book: _Book, hidden: list[Field]) -> Grid:
    """Return the cells of a sheet, and add to *hidden* what it holds beside them."""
    stream = package.part(sheet.part)
    if not stream:
        raise Unreadable(Reason.UNREADABLE)
    reading = _Reading(book)
    root = reading.walk(stream)
    extra = [text for each in root if local(each) not in {"sheetData", "mergeCells"} for text in texts_of(each)]
    hidden.append(_aside(f"sheet {number} beside its cells", extra))
    hidden.append(_aside(f"sheet {number} formulas", reading.formulas))
    cells = tuple(sorted(reading.cells, key=_order))
    if len(set(map(_order, cells))) < len(cells):
        raise Unreadable(Reason.AMBIGUOUS)
    merged = tuple(each.get("ref", "") for each in root.iterfind("{*}mergeCells/{*}mergeCell"))
    return Grid(sheet.name, cells, sheet.is_hidden, merged)


def _order(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


class _Reading:
    """Reads one sheet row by row, so that memory grows with its cells and not with its declared size."""

    def __init__(self, book: _Book) -> None:
        self.cells: list[Cell] = []
        self.formulas: list[str] = []
        self._book = book
        self._hidden_columns: list[tuple[int, int]] = []
        self._row = -1

    def walk(self, content: bytes) -> Any:
        """Return the root of the sheet, emptied of its rows."""
        rows = [f"{space}{name}" for space in _MAIN for name in ("row", "cols")]
        steps = etree.iterparse(
            io.BytesIO(content), events=("end",), tag=rows, resolve_entities=False, no_network=True, huge_tree=True
        )
        try:
            for _, element in steps:
                if local(element) == "cols":
                    self._columns(element)
                else:
                    self._cells(element)
                    element.clear()
        except etree.XMLSyntaxError:
            raise Unreadable(Reason.UNREADABLE) from None
        if steps.root.getroottree().docinfo.doctype:  # its entities were not expanded, so now is early enough
            raise Unreadable(Reason.EXTERNAL)
        return steps.root

    def _columns(self, element: Any) -> None:
        for each in element:
            if each.get("hidden") in {"1", "true"} or each.get("width", "1") in {"0", "0.0"}:
                self._hidden_columns.append((int(each.get("min", "1")) - 1, int(each.get("max", "1")) - 1))

    def _cells(self, row: Any) -> None:
        self._row = int(row.get("r", self._row + 2)) - 1
        is_hidden = row.get("hidden") in {"1", "true"} or row.get("ht", "1") in {"0", "0.0"}
        column = -1
        for cell in row:
            place = _PLACE.fullmatch(cell.get("r", ""))
            column = _column(place[1]) if place else column + 1
            number = int(place[2]) - 1 if place else self._row
            found = self._cell(cell, number, column)
            if found.text:
                hidden = is_hidden or any(first <= column <= last for first, last in self._hidden_columns)
                self.cells.append(Cell(number, column, found.text, found.is_number, hidden, found.stored))

    def _cell(self, cell: Any, row: int, column: int) -> Cell:
        kind, value = cell.get("t", "n"), ""
        for each in cell:
            name = local(each)
            if name == "f" and each.text and '"' in each.text:
                self.formulas.append(unescape(each.text))
            elif name == "v":
                value = each.text or ""
            elif name == "is":
                value = _rich(each)
        return self._shown(Cell(row, column, value), kind, int(cell.get("s", "0")))

    def _shown(self, cell: Cell, kind: str, style: int) -> Cell:
        if kind == "s":
            index = int(cell.text or -1)
            self._book.used.add(index)
            shared = self._book.shared[index] if 0 <= index < len(self._book.shared) else ""
            return Cell(cell.row, cell.column, shared)
        if kind == "b":
            return Cell(cell.row, cell.column, {"1": "TRUE", "0": "FALSE"}.get(cell.text, cell.text))
        if kind != "n" or not cell.text.strip():
            return cell if kind == "inlineStr" else Cell(cell.row, cell.column, unescape(cell.text))
        code = self._book.formats[style] if style < len(self._book.formats) else "General"
        return _number(cell, code, since_1904=self._book.since_1904)


def _number(cell: Cell, code: str, *, since_1904: bool) -> Cell:
    try:
        number = float(cell.text)
    except ValueError:
        return cell
    stored = general(number)
    shown = stored if code in {"General", "@"} else displayed(number, code, since_1904=since_1904)
    return Cell(cell.row, cell.column, shown, is_number=shown == stored, stored=stored)


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1

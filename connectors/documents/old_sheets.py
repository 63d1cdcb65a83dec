"""Workbooks before 2007 (XLS), binary ones (XLSB) and OpenDocument sheets (ODS) are read as values and rebuilt as XLSX.

python-calamine gives values, dates and sheet names. It does not give number formats, comments, headers or hidden rows: a
number is shown in full, and what else the file holds is searched for strings and not released. Embedded objects are counted.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine as calamine

from connectors.documents.contract import Document
from connectors.documents.grid import Cell, Grid, document, rebuild
from connectors.documents.leftovers import package_texts, with_leftovers
from connectors.documents.ole import OLE, readable, streams
from connectors.documents.xlsx_display import general
from records.boundary import attempt
from records.errors import Reason, Unreadable
from records.record import Withheld
from records.settings import Limits

__all__ = ["read", "rebuild"]

_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OBJECT = re.compile(r"(?:MBD|LNK)[0-9A-F]{8}/|_VBA_PROJECT_CUR/")
_DULL = frozenset({"\x01CompObj", "\x01Ole", "\x03ObjInfo"})
_MOST_CELLS = 20_000_000
"""Cells of a sheet, empty ones included, that are looked at."""


def read(content: bytes, limits: Limits) -> Document:
    """Return the document of a workbook; raise Unreadable where it is none or cannot be read whole."""
    if _LOCKED in content:
        raise Unreadable(Reason.ENCRYPTED)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        grids = [_grid(book, sheet) for sheet in book.sheets_metadata if _is_table(sheet)]
    except calamine.PasswordError:
        raise Unreadable(Reason.ENCRYPTED) from None
    except calamine.CalamineError:
        raise Unreadable(Reason.UNREADABLE) from None
    if not grids:  # calamine says so of an ODS file that it does not understand
        raise Unreadable(Reason.UNREADABLE)
    if not content.startswith(OLE):
        return with_leftovers(document(grids), package_texts(content, limits))
    found = attempt(lambda: streams(content))
    if isinstance(found, Reason):  # the cells were read all the same; what is scanned only may be scanned as it lies
        return with_leftovers(document(grids), readable(content))
    parts = found
    texts = (text for name, stream in parts if name.rpartition("/")[2] not in _DULL for text in readable(stream))
    return _with_objects(with_leftovers(document(grids), texts), parts)


def _with_objects(found: Document, parts: tuple[tuple[str, bytes], ...]) -> Document:
    """Return *found* with an entry for each storage of an embedded object ([MS-XLS] 2.1.2): their strings were searched."""
    objects = sorted({name.partition("/")[0] for name, _ in parts if _OBJECT.match(name)})
    flaws = (Withheld("", "", f"embedded part {n}", Reason.UNSUPPORTED) for n, _ in enumerate(objects, 1))
    return replace(found, withheld=(*found.withheld, *flaws))


def _is_table(sheet: Any) -> bool:
    return sheet.typ is calamine.SheetTypeEnum.WorkSheet


def _grid(book: Any, sheet: Any) -> Grid:
    table = book.get_sheet_by_name(sheet.name)
    if table.total_height * table.total_width > _MOST_CELLS:
        raise Unreadable(Reason.TOO_LARGE)
    rows = table.to_python(skip_empty_area=False)
    cells = (
        Cell(row, column, text, is_number=isinstance(value, float))
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if (text := _text(value))
    )
    return Grid(sheet.name, tuple(cells), sheet.visible is not calamine.SheetVisibleEnum.Visible)


def _text(value: Any) -> str:
    """Return a value as an American Excel shows it where no format says otherwise."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float | int):
        return general(value)
    if isinstance(value, datetime):
        clock = f" {value:%H:%M}" if value.time() != time() else ""
        return f"{value.month}/{value.day}/{value.year}{clock}"
    if isinstance(value, date):
        return f"{value.month}/{value.day}/{value.year}"
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)

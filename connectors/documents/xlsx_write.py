"""A workbook is written anew from texts: values, merged cells and sheet names; no formula, no link, no author, no date.

Every part is made here from fixed words, so that nothing of a source can come along. A value is a text cell, which no program
runs; one that begins like a formula is also marked to be kept as text when somebody edits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from connectors.documents.csv import defuse
from connectors.documents.decode import printable
from connectors.documents.package_write import HEAD, PACKAGE, RELATION, relations
from connectors.documents.unzip import write_zip

__all__ = ["Tab", "workbook"]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?")
_MOST_DIGITS = 15
_RANGE = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}:[A-Z]{1,3}[1-9]\d{0,6}")
_NO_SHEET_NAME = re.compile(r"[\\/?*:\x00-\x1f]")
_LONGEST_NAME = 31
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NO_XML = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet to be: the index of the text that names it; row, column, text and numberness of its cells; merged ranges."""

    name: int
    places: tuple[tuple[int, int, int, bool], ...]
    merged: tuple[str, ...]


def workbook(tabs: tuple[Tab, ...], texts: tuple[str, ...]) -> bytes:
    """Return the bytes of a workbook of *tabs*, in which *texts* stand."""
    names = _names([texts[tab.name] for tab in tabs] or ["Sheet 1"])
    sheets = [_sheet(tab, texts) for tab in tabs or (Tab(0, (), ()),)]
    numbers = range(1, len(sheets) + 1)
    return write_zip((
        ("[Content_Types].xml", _types(numbers)),
        ("_rels/.rels", relations((("officeDocument", "xl/workbook.xml"),))),
        ("xl/workbook.xml", _workbook(names)),
        ("xl/_rels/workbook.xml.rels", relations(
            (*(("worksheet", f"worksheets/sheet{n}.xml") for n in numbers), ("styles", "styles.xml"))
        )),
        ("xl/styles.xml", _STYLES.encode()),
        *((f"xl/worksheets/sheet{n}.xml", sheet) for n, sheet in zip(numbers, sheets, strict=True)),
    ))  # fmt: skip


def _names(wanted: list[str]) -> list[str]:
    """Return sheet names as a program accepts them: short, without brackets, each once whatever its case."""
    taken: set[str] = set()
    names = []
    for number, text in enumerate(wanted, 1):
        plain = _NO_SHEET_NAME.sub("-", printable(text).replace("[", "(").replace("]", ")")).strip(" '")
        name = plain if 0 < len(plain) <= _LONGEST_NAME and plain.lower() not in taken else _numbered(plain, number)
        taken.add(name.lower())
        names.append(name)
    return names


def _numbered(name: str, number: int) -> str:
    mark = f" {number}"
    return (name[: _LONGEST_NAME - len(mark)].rstrip() or "Sheet") + mark


def _types(numbers: range) -> bytes:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n in numbers
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{sheets}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ).encode()


def _workbook(names: list[str]) -> bytes:
    each = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    return f'{HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{RELATION}"><sheets>{each}</sheets></workbook>'.encode()


def _sheet(tab: Tab, texts: tuple[str, ...]) -> bytes:
    merged = [span for span in tab.merged if _RANGE.fullmatch(span)]
    spans = "".join(f'<mergeCell ref="{span}"/>' for span in merged)
    after = f'<mergeCells count="{len(merged)}">{spans}</mergeCells>' if merged else ""
    rows = "".join(_rows(tab, texts))
    return f'{HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def _rows(tab: Tab, texts: tuple[str, ...]) -> Iterator[str]:
    for row, places in groupby(tab.places, key=lambda place: place[0]):
        cells = (_cell(f"{_letters(column)}{row + 1}", texts[index], number) for _, column, index, number in places)
        yield f'<row r="{row + 1}">{"".join(cells)}</row>\n'


def _cell(place: str, text: str, is_number: bool) -> str:  # noqa: FBT001  # as kept
    if is_number and _NUMBER.fullmatch(text) and sum(char.isdigit() for char in text) <= _MOST_DIGITS:
        return f'<c r="{place}"><v>{text}</v></c>'
    style = ' s="1"' if defuse(text) != text else ""
    return f'<c r="{place}" t="inlineStr"{style}><is><t xml:space="preserve">{_text(text)}</t></is></c>'


def _text(text: str) -> str:
    r"""Return *text* as it stands in a sheet; what would be read as an escape is escaped itself.

    >>> _text("a < b _x0041_")
    'a &lt; b _x005F_x0041_'
    """
    plain = _NO_XML.sub("\ufffd", printable(_ESCAPE.sub("_x005F_", text)))
    return escape(plain, quote=False).replace("\r", "_x000D_")


def _letters(column: int) -> str:
    """Return the letters of a column counted from 0.

    >>> _letters(0), _letters(25), _letters(26), _letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

"""A delimited file is read row by row, however long it is; a row is a record and its number in the file is its id.

Every row counts: titles, comments and blank rows too, so that rows in = rows out. The header is the record "header". A row
that is not as wide as the table says so in its place ("row 17, 5 of 7 cells").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from connectors.documents.cells import MOST_COLUMNS, NOTICE
from connectors.documents.contract import Document
from connectors.documents.csv import SAMPLE, Table, is_blank, line
from connectors.documents.csv_dialect import detect
from connectors.documents.csv_rows import rows
from connectors.documents.decode import Encoding, open_text, quiet
from connectors.documents.lines import Lines
from connectors.documents.partial import as_record, rebuilt
from connectors.files import create_text, digest, open_source
from records.errors import Reason
from records.record import Container, Item, Record, Withheld
from records.settings import Settings

__all__ = ["CsvConnector", "CsvWriter"]

_WHOLE_ROW = 4
"""A row may be so many times as long as the longest text that is analysed."""


class CsvWriter:
    """Writes UTF-8 rows with the source's delimiter, quoted where needed, ended by a line feed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._out: TextIO | None = None

    def add(self, record: Record, texts: tuple[str, ...]) -> str:
        return self._write(rebuilt(record, texts, _row))

    def withhold(self, item: Withheld) -> str:
        return self._write(line((NOTICE.format(item.reason.value),), ","))

    def close(self) -> None:
        if self._out is not None:
            self._out.close()

    def _write(self, row: str) -> str:
        if self._out is None:
            self._out = create_text(self._path)
        self._out.write(row)
        return self._path.name


class CsvConnector:
    """One CSV, TSV or otherwise delimited file."""

    kind = "csv"

    def __init__(self, path: Path, settings: Settings, *, container_id: str = "0001") -> None:
        self._path = path
        self._limits = settings.limits
        self._id = container_id

    def containers(self) -> tuple[Container, ...]:
        return (Container(self._id, self._path.name, self.kind, "row"),)

    def read(self) -> Iterator[Item]:
        try:
            with open_source(self._path) as first, open_source(self._path) as second:
                sample, _ = open_text(first)
                text, encoding = open_text(second)
                with sample, text:
                    yield from self._rows(Table(detect(_sample(sample))), text, encoding)
        except OSError:
            yield Withheld(self._id, "rest", "rest of the file", Reason.UNREADABLE)

    def rebuild(self, into: Path) -> CsvWriter:
        return CsvWriter(into / f"{self._id}.csv")

    def fingerprint(self) -> str:
        return digest(self._path)

    def _rows(self, table: Table, text: TextIO, encoding: Encoding) -> Iterator[Item]:
        lines = Lines(text, min(self._limits.item_bytes, _WHOLE_ROW * self._limits.field_chars))
        apart, header = False, table.dialect.header
        form = f"{self._id} form" if table.dialect.sideways else ""  # its rows together say of whom they speak
        for number, cells in enumerate(rows(table.dialect, lines)):
            if isinstance(cells, Reason):
                yield self._withheld(number, cells)
                continue
            if number == table.dialect.header:
                table = replace(table, names=tuple(cells))
            table = table.below(number, cells, apart=apart)
            apart = is_blank(cells)
            item = "header" if number == header else str(number + 1)
            yield self._item(table, number, cells, Record(item, self._id, (), thread=form, size=lines.taken), encoding)
        if lines.in_quotes:  # where the row ends cannot be told, so the next line may be the middle of a value
            yield Withheld(self._id, "rest", "rest of the file", Reason.AMBIGUOUS)

    def _item(self, table: Table, number: int, cells: list[str], named: Record, encoding: Encoding) -> Item:
        if len(cells) > MOST_COLUMNS:
            return self._withheld(number, Reason.TOO_LARGE)
        if not quiet("".join(cells)):
            return self._withheld(number, Reason.MISMATCH)
        notes = (
            f", {len(cells)} of {table.dialect.width} cells" if table.is_ragged(number, cells) else "",
            f", read as {encoding.reason}" if number == 0 and not encoding.certain else "",
        )
        named = replace(named, place=f"row {number + 1}{''.join(notes)}")
        document = Document(table.fields(number, cells), carrier=table.dialect.delimiter)
        return as_record(document, named, most_chars=self._limits.field_chars)

    def _withheld(self, number: int, reason: Reason) -> Withheld:
        return Withheld(self._id, str(number + 1), f"row {number + 1}", reason)


def _row(document: Document, cells: tuple[str, ...]) -> str:
    return line(cells, document.carrier)


def _sample(text: TextIO) -> str:
    sample = text.read(SAMPLE)
    return sample[: sample.rfind("\n") + 1] or sample if len(sample) == SAMPLE else sample

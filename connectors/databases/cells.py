"""A value of a row becomes texts, and redacted texts become a value again; what cannot be read is masked, never copied."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import Any, assert_never

from connectors.databases.blobs import Blob, read_blob
from connectors.databases.decoding import lossless, readable, sound
from connectors.databases.guard import is_marker
from connectors.databases.markup import Markup, read_markup
from connectors.databases.schema import Column
from connectors.documents.cells import NOTICE, shape_of
from connectors.documents.contract import Document
from connectors.documents.json import read_value, write_value
from records.errors import Reason, Unreadable
from records.record import Field, Shape

__all__ = ["MASK", "Cell", "Fixed", "Masked", "Notice", "Plain", "Read", "Stored", "Tree", "read_cell", "rebuild_cell"]

Stored = int | float | str | bytes | None

MASK = "[masked]"
_SHOWN = 64  # bytes of an unknown value that stand for it as text; enough to tell it from others
_TREE = "{[ \t\r\n"  # what JSON can begin with
_MARKUP = "<\ufeff \t\r\n"  # and XML
# Bytes as PostgreSQL and SQL Server write them into a text. False friends: an error code, a digest: no text comes out of them.
_HEX = re.compile(r"(?:\\x|0x)((?:[0-9A-Fa-f]{2}){5,})")
_HEX_SIGN = ("\\", "0")
_LABEL = re.compile(r"\[[^\[\]]*\]")  # a whole label: a value masked in part does not pass for one
_INT64 = range(-(2**63), 2**63)
_EXACT = 2**53  # up to it a float holds every whole number


@dataclass(frozen=True, slots=True)
class Fixed:
    """NULL or an empty text: nothing to scan, written as it is."""

    stored: Stored


@dataclass(frozen=True, slots=True)
class Plain:
    """One text; ``stored`` is the value it stood for, written again only while the text is unchanged."""

    stored: Stored
    text: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A JSON object or array."""

    document: Document


@dataclass(frozen=True, slots=True)
class Masked:
    """A value no reader understands; its text is evidence only and is never written."""

    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A value that could not be read; the copy says so in its place."""

    reason: Reason


Cell = Fixed | Plain | Tree | Markup | Blob | Masked | Notice


@dataclass(frozen=True, slots=True)
class Read:
    """A cell as read: the way back, its texts, and the parts of it that could not be read."""

    cell: Cell
    fields: tuple[Field, ...] = ()
    withheld: tuple[Reason, ...] = ()
    scopes: int = 0


def read_cell(raw: Any, column: Column, place: str, scope: int) -> Read:
    """Return *raw*, a value of *column*, as texts; *scope* is the first free scope for documents inside it."""
    if raw is None or raw in ("", b""):
        return Read(Fixed(raw))
    if is_marker(raw):
        return Read(Notice(Reason.TOO_LARGE), (), (Reason.TOO_LARGE,))
    if column.opaque:
        return _masked(raw, column, place)
    try:
        return _read(raw, column, place, scope)
    except Unreadable as error:
        return Read(Notice(error.reason), (), (error.reason,))


def _read(raw: Any, column: Column, place: str, scope: int) -> Read:
    if isinstance(raw, str):
        return _text(raw, column, place)
    if isinstance(raw, bytes | bytearray | memoryview):
        return _bytes(bytes(raw), column, place, scope)
    if not isinstance(raw, int | float | Decimal):
        return _masked(raw, column, place)
    stored, text = _number(raw)
    return Read(Plain(stored, text), (_field(column, text, Shape.CELL, place),))


def _number(raw: float | Decimal) -> tuple[Stored, str]:
    """Return the value to store, which SQLite must be able to hold exactly, and its text."""
    if isinstance(raw, bool):
        return int(raw), str(raw).lower()
    text = str(int(raw)) if _is_whole(raw) else str(raw)
    fits = raw in _INT64 if isinstance(raw, int) else isinstance(raw, float) and not math.isnan(raw)
    return (raw if fits and not isinstance(raw, Decimal) else text), text


def _is_whole(raw: float | Decimal) -> bool:
    """Say whether *raw* is a whole number kept as a float: an account "4711881.0" is the account 4711881 of other tables."""
    return isinstance(raw, float) and raw.is_integer() and abs(raw) <= _EXACT


def _text(raw: str, column: Column, place: str) -> Read:
    text = sound(raw) if not column.recoded else lossless(raw.encode("latin-1"))
    if text[:1] in _TREE and text.lstrip()[:1] in ("{", "["):
        tree = _tree(text, column, place)
        if tree is not None:
            return tree
    if text[:1] in _MARKUP and (markup := read_markup(text, place)) is not None:
        return Read(markup[0], tuple(replace(f, text=sound(f.text), name=_name(f, column)) for f in markup[1]))
    shape = Shape.OPAQUE if _is_hidden(text) else shape_of(text)
    cell = Masked(text) if shape is Shape.OPAQUE else Plain(text, text)
    return Read(cell, (_field(column, text, shape, place),))


def _is_hidden(text: str) -> bool:
    """Say whether *text* is another text in hexadecimal digits, in which nobody would find what it says."""
    written = _HEX.fullmatch(text) if text[:1] in _HEX_SIGN else None
    return written is not None and readable(bytes.fromhex(written[1])) is not None


def _field(column: Column, text: str, shape: Shape, place: str) -> Field:
    return Field(column.label, text, shape, place, hint=column.comment)


def _tree(text: str, column: Column, place: str) -> Read | None:
    """Return a JSON object or array by its leaves and keys; None for what only begins like one."""
    try:
        document = read_value(text.strip(), split=False)
    except Unreadable as error:
        if error.reason is Reason.UNREADABLE:
            return None
        raise
    fields = tuple(
        Field(_name(each, column), sound(each.text), each.shape, f"{place} {each.place}") for each in document.fields
    )
    return Read(Tree(document), fields)


def _name(field: Field, column: Column) -> str:
    return field.name if field.name or field.shape is Shape.LABEL else column.label


def _bytes(raw: bytes, column: Column, place: str, scope: int) -> Read:
    blob = read_blob(raw, place, scope)
    if blob is not None:
        return Read(blob.cell, blob.fields, blob.withheld, blob.scopes)
    text = readable(raw)
    if text is None:
        return _masked(raw, column, place)
    read = _text(text, column, place)
    return Read(Plain(raw, text), read.fields) if isinstance(read.cell, Plain) else read


def _masked(raw: Any, column: Column, place: str) -> Read:
    text = f"x'{raw[:_SHOWN].hex()}'" if isinstance(raw, bytes) else sound(str(raw))
    return Read(Masked(text), (Field(column.label, text, Shape.OPAQUE, place),))


def rebuild_cell(cell: Cell, texts: Iterator[str]) -> Stored:
    """Return the value to write, taking from *texts* as many as the cell gave."""
    match cell:
        case Fixed(stored):
            return stored
        case Plain(stored, text):
            new = next(texts)
            return stored if new == text else _changed(stored, new)
        case Tree(document):
            return write_value(document, tuple(islice(texts, len(document.fields))))
        case Masked(text):
            new = next(texts)
            return new if new != text and _LABEL.fullmatch(new) else MASK
        case Notice(reason):
            return NOTICE.format(reason.value)
        case Blob() | Markup():
            return cell.rebuild(texts)
        case _:
            assert_never(cell)


def _changed(stored: Stored, new: str) -> Stored:
    return new.encode("utf-8", "replace") if isinstance(stored, bytes) else new

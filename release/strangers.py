"""Opens a staged file as a stranger would, with parsers other than those that wrote it, and hands over every text inside.

Mail is opened by the standard library's `mailbox` and modern e-mail policy, tables by pandas, JSON by orjson, databases by
`sqlite3` with raw bytes, pages by `html.parser`, workbooks by calamine, documents, archives and XML by `zipfile` and `ElementTree`, PDFs by pypdf
and tesseract; and every file is read once more as plain bytes. A file of any other kind is refused: nobody has looked into it.
"""

from __future__ import annotations

import email
import email.policy
import json
import mailbox
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import orjson

from records.errors import Unsafe
from release.layers import GUTTER, without_noise
from release.strangers_office import (
    BROKEN,
    PACKED,
    archive_texts,
    beside_members,
    card_texts,
    document_texts,
    is_packed,
    packed_texts,
    workbook_texts,
    xml_texts,
)
from release.strangers_paper import PAPER, beside_pixels, paper_texts
from release.strangers_tables import Rows, csv_rows, parquet_rows, script_rows, sqlite_rows

__all__ = ["COUNTED", "Found", "opened", "raw", "texts"]

WINDOW = 1_000_000  # bytes; a search of them takes fifty times as much memory
OVERLAP = 4_096
PRINTED = re.compile(r"[\w .,;:@/()'’+#&-]{6,}", re.ASCII)
"""What is left of binary content by a search for strings. A shorter value in it stands in a cell, which is read as such."""
MAIL = b"\r\nMIME-Version: 1.0\r\n"
"""What every message that we put into a database cell holds."""


@dataclass(frozen=True, slots=True)
class Found:
    """One text of a staged file; ``items`` counts the top-level items seen so far (messages, rows), 0 within one."""

    text: str
    items: int = 0


def texts(path: Path) -> Iterator[Found]:
    """Yield every text that an ordinary program would show of the file at *path*; raise ValueError for a kind without a parser."""
    reader = READERS.get(path.suffix)
    if reader is None:
        raise ValueError("no parser for this kind of file")
    yield from reader(path)


def raw(path: Path) -> Iterator[str]:
    """Yield the bytes of the file at *path* as text in overlapping windows, and once more as UTF-16 where they hold NULs.

    Of a zip archive only what stands beside its members: their bytes are noise, and texts() reads all they unpack to.
    """
    if path.suffix in PACKED:
        yield from beside_members(path)
        return
    if path.suffix in PAPER:
        yield beside_pixels(path.read_bytes())
        return
    with path.open("rb") as content:
        tail = b""
        while block := content.read(WINDOW):
            window = tail + block
            yield from _readable(window)
            tail = window[-OVERLAP:]


def _readable(window: bytes) -> Iterator[str]:
    """Yield *window* as text; of binary content only the stretches a person could read, in either width of letter."""
    if b"\0" not in window:
        yield without_noise(window.decode("utf-8", "replace"))
        return
    for codec in ("utf-8", "utf-16-le", "utf-16-be"):
        for shift in range(1 if codec == "utf-8" else 2):
            text = window[shift:].decode(codec, "ignore")
            yield GUTTER.join(PRINTED.findall(text))


def _mbox(path: Path) -> Iterator[Found]:
    seen: set[bytes] = set()
    with closing(mailbox.mbox(path, create=False)) as box:
        for key in box.iterkeys():
            yield Found("", items=1)
            yield from _message(email.message_from_bytes(box.get_bytes(key), policy=email.policy.default), seen)


def _eml(path: Path) -> Iterator[Found]:
    yield Found("", items=1)
    yield from _message(email.message_from_bytes(path.read_bytes(), policy=email.policy.default))


def _message(message: Message, seen: set[bytes] | None = None) -> Iterator[Found]:
    """Yield the texts of a message; a document among *seen*, by its digest, was read in another message, byte for byte the same."""
    for part in message.walk():
        yield from (Found(f"{name}: {value}") for name, value in part.items())
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and is_packed(payload):
            yield from map(Found, packed_texts(payload) if _is_new(payload, seen) else ())
        elif isinstance(payload, bytes):
            text = payload.decode(part.get_content_charset() or "utf-8", "replace")
            yield Found(text)
            if part.get_content_type() == "text/html":
                yield from _page(text)


def _is_new(content: bytes, seen: set[bytes] | None) -> bool:
    """Say whether *content* is not among *seen*, and put it there."""
    digest = sha256(content).digest()
    if seen is None:
        return True
    known = digest in seen
    seen.add(digest)
    return not known


def _json(path: Path) -> Iterator[Found]:
    yield from (Found(text) for text in _leaves(_loaded(path.read_bytes())))


def _loaded(content: bytes) -> Any:
    """Parse JSON strictly, or, where it holds half of a surrogate pair or a number beyond all machines, as most programs do.

    Such numbers stay as they are written: Python makes none of five thousand figures.
    """
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        return json.loads(content, parse_int=str, parse_float=str)


def _jsonl(path: Path) -> Iterator[Found]:
    with path.open("rb") as lines:
        for line in lines:
            if line.strip():
                yield Found("", items=1)
                yield from (Found(text) for text in _leaves(_loaded(line)))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield key
            yield from _leaves(below)
    elif isinstance(value, list):
        for below in value:
            yield from _leaves(below)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _table(rows: Rows) -> Iterator[Found]:
    for is_row, cells in rows:
        yield Found(GUTTER.join(_cell(cell) for cell in cells if cell not in (None, "")), items=int(is_row))
        for cell in (cell for cell in cells if isinstance(cell, bytes)):
            if is_packed(cell):
                yield from map(Found, packed_texts(cell))
            elif MAIL in cell:
                yield from _message(email.message_from_bytes(cell, policy=email.policy.default))


def _cell(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


class _Text(HTMLParser):
    """Collects everything a page holds: text, comments, attribute values."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base class's shape
        self.found.extend(value for _, value in attrs if value)


def _html(path: Path) -> Iterator[Found]:
    yield from _page(path.read_text(encoding="utf-8", errors="replace"))


def _page(text: str) -> Iterator[Found]:
    parser = _Text()
    parser.feed(text)
    parser.close()
    yield Found("".join(parser.found))


def _text(path: Path) -> Iterator[Found]:
    yield Found(path.read_text(encoding="utf-8", errors="replace"))


def _found(texts: Iterator[str]) -> Iterator[Found]:
    yield Found("", items=1)
    yield from (Found(text) for text in texts)


READERS: dict[str, Callable[[Path], Iterator[Found]]] = {
    ".mbox": _mbox,
    ".eml": _eml,
    ".csv": lambda path: _table(csv_rows(path)),
    ".json": _json,
    ".jsonl": _jsonl,
    ".sqlite": lambda path: _table(sqlite_rows(path)),
    ".sql": lambda path: _table(script_rows(path)),
    ".parquet": lambda path: _table(parquet_rows(path)),
    ".html": _html,
    ".xml": lambda path: map(Found, xml_texts(path)),
    ".txt": _text,
    ".xlsx": lambda path: _found(workbook_texts(path)),
    ".docx": lambda path: _found(document_texts(path)),
    ".zip": lambda path: _found(archive_texts(path)),
    ".ics": lambda path: _found(card_texts(path)),
    ".vcf": lambda path: _found(card_texts(path)),
    **{suffix: lambda path: _found(paper_texts(path.read_bytes())) for suffix in PAPER},
}

COUNTED = READERS.keys() - {".json", ".html", ".xml", ".txt"}
"""Kinds of files whose items their parsers count; of the others each file is one text, or one tree of them."""


def opened(path: Path) -> Iterator[Found]:
    """Yield texts(path), and raise Unsafe where an ordinary program could not open the file."""
    try:
        yield from texts(path)
    except (ValueError, OSError, sqlite3.Error, LookupError, *BROKEN):
        raise Unsafe(
            "a staged file cannot be opened by another program; nothing was published", item=path.name
        ) from None

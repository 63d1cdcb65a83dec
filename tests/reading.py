"""Reads the samples, and releases of them, place by place with the standard library only: no code of ours, so a second opinion."""

from __future__ import annotations

import csv
import io
import json
import mailbox
import quopri
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path

__all__ = ["mail_texts", "places", "squeeze"]


def places(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (place, decoded text) for every place of a sample, in the words of the answer key."""
    match path.suffix:
        case ".mbox":
            with closing(mailbox.mbox(path, create=False)) as box:
                for number, message in enumerate(box, start=1):
                    yield f"message {number}", "\n".join(mail_texts(message))
        case ".csv":
            yield from _cells(path)
        case ".jsonl":
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                yield from _leaves(f"line {number}", json.loads(line))
        case ".sqlite":
            yield from _rows(path)
        case _:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                yield f"line {number}", line


def mail_texts(message: Message) -> Iterator[str]:
    """Yield every header, file name and decoded body of a message and of the messages inside it."""
    for part in message.walk():
        for name, value in part.items():
            yield f"{name}: {make_header(decode_header(str(value)))}"
        if part.get_filename():
            yield str(part.get_filename())
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield from _decodings(content, part.get_content_charset() or "utf-8")


def squeeze(text: str) -> str:
    """Return *text* with quote marks and white space, line breaks included, as single spaces."""
    return re.sub(r"[\s>]+", " ", text)


def _decodings(content: bytes, charset: str) -> Iterator[str]:
    try:
        yield content.decode(charset)
    except (LookupError, UnicodeDecodeError):
        yield content.decode("latin-1")
    yield content.decode("utf-16-le", "ignore")
    yield content[1:].decode("utf-16-le", "ignore")
    yield quopri.decodestring(content).decode("utf-8", "replace")


def _cells(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as source:
        rows = csv.reader(io.StringIO(source.read(), newline=""))
        names = next(rows)
        for number, row in enumerate(rows, start=1):
            for name, cell in zip(names, row, strict=True):
                yield f"row {number} column {name}", cell


def _leaves(place: str, node: object) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield place, name
            yield from _leaves(f"{place} {name}", value)
    elif isinstance(node, list):
        for value in node:
            yield from _leaves(place, value)
    else:
        yield place, str(node)


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        tables = [
            name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        for table in tables:
            cursor = database.execute(f'SELECT rowid, * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for number, *row in cursor:
                for name, cell in zip(names[1:], row, strict=True):
                    yield f"table {table} row {number} column {name}", "" if cell is None else str(cell)

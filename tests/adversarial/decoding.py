"""Whatever a stranger could make of some bytes by decoding them: MIME, zip, deflate, base64, quoted-printable, entities, URLs."""

from __future__ import annotations

import base64
import binascii
import email
import email.header
import gzip
import html
import io
import quopri
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from urllib.parse import unquote

import py7zr
from py7zr.exceptions import ArchiveError
from py7zr.io import BytesIOFactory

__all__ = ["layers"]

_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}(?:\r?\n[ \t]*[A-Za-z0-9+/_-]+)*={0,2}")
_DEFLATED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


def layers(content: bytes, depth: int = 4) -> Iterator[bytes]:
    """Yield *content* and whatever decoding it, or a part of it, gives, *depth* times over; each result once."""
    seen = {content}
    edge = [content]
    yield content
    for _ in range(depth):
        edge = [new for new in dict.fromkeys(each for old in edge for each in _decoded(old)) if new and new not in seen]
        seen.update(edge)
        yield from edge


def _decoded(content: bytes) -> Iterator[bytes]:
    yield from _mime(content)
    yield from _archive(content)
    yield from _database(content)
    text = content.decode("utf-8", "replace")
    if "&" in text:
        yield html.unescape(text).encode("utf-8", "replace")
    if "%" in text:
        yield unquote(text, errors="replace").encode("utf-8", "replace")
    if re.search(rb"=(?:[0-9A-F]{2}|\r?\n)", content):
        yield quopri.decodestring(content)
    if b"\\u" in content:
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda escape: chr(int(escape[1], 16)), text).encode("utf-8", "replace")
    for block in re.findall(rb"(?ms)^begin \d+ [^\n]*\n(.*?)^end", content):
        yield b"".join(_uu_line(line) for line in block.splitlines())
    for run in _BASE64.findall(content):
        compact = re.sub(rb"[\s=]", b"", run).translate(bytes.maketrans(b"-_", b"+/"))
        for phase in range(4):
            part = compact[phase:]
            yield base64.b64decode(part[: len(part) // 4 * 4])
    for start in _DEFLATED.finditer(content):
        try:
            yield zlib.decompressobj().decompress(content[start.start() :], 10_000_000)
        except zlib.error:
            continue


def _uu_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        return b""


def _mime(content: bytes) -> Iterator[bytes]:
    if not re.search(rb"(?im)^content-[a-z-]+:", content):
        return
    for entry in re.split(rb"(?m)^From [^\n]*\n", content):
        for part in email.message_from_bytes(entry).walk():
            yield str(part.get_filename()).encode("utf-8", "replace")
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                yield payload
            for header in part.values():
                yield _header(str(header)).encode("utf-8", "replace")


def _header(value: str) -> str:
    words = email.header.decode_header(value)
    return "".join(
        word if isinstance(word, str) else word.decode(charset or "latin-1", "replace") for word, charset in words
    )


def _archive(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"7z\xbc\xaf"):
        yield from _seven_zip(content)
    if content.startswith(b"\x1f\x8b"):
        with suppress(OSError, EOFError, zlib.error):
            yield gzip.decompress(content)
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                yield member.filename.encode()
                yield archive.read(member)
    except (zipfile.BadZipFile, RuntimeError, ValueError, EOFError, zlib.error, NotImplementedError):
        return


def _seven_zip(content: bytes) -> Iterator[bytes]:
    with suppress(ArchiveError), py7zr.SevenZipFile(io.BytesIO(content)) as archive:
        made = BytesIOFactory(10_000_000)
        archive.extractall(factory=made)
        for name, product in made.products.items():
            product.seek(0)
            yield name.encode()
            yield product.read()


def _database(content: bytes) -> Iterator[bytes]:
    """Yield cells one by one: on its pages SQLite may break a long value over two places."""
    if not content.startswith(b"SQLite format 3\0"):
        return
    with closing(sqlite3.connect(":memory:")) as database, suppress(sqlite3.DatabaseError):  # a decoding may garble it
        database.text_factory = bytes
        database.deserialize(content)
        tables = [name.decode() for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in database.execute(f'SELECT * FROM "{table}"'):
                cells = (cell if isinstance(cell, bytes) else str(cell).encode() for cell in row if cell is not None)
                yield b"\n".join(cells)

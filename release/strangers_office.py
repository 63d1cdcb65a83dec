"""Opens staged workbooks, documents, archives, calendars and cards with parsers other than those that read their sources.

Workbooks go through calamine (Rust), and every part of a package once more through the standard library's `zipfile` and
`ElementTree`, so that a value in a part that no program shows is found as well.
"""

from __future__ import annotations

import email
import email.policy
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from release.layers import GUTTER
from release.strangers_paper import UNREAD, is_paper, paper_texts

__all__ = [
    "BROKEN",
    "PACKED",
    "archive_texts",
    "beside_members",
    "card_texts",
    "document_texts",
    "is_packed",
    "packed_texts",
    "workbook_texts",
    "xml_texts",
]

PACKED = (".xlsx", ".docx", ".zip")
BROKEN = (zipfile.BadZipFile, zlib.error, ET.ParseError, NotImplementedError, *UNREAD)
"""What these parsers raise at a file that is not what its name says."""
PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
FOLD = re.compile(r"\r\n[ \t]")
ESCAPED = re.compile(r"\\([nN,;\\])")
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")

Source = Path | io.BytesIO


def workbook_texts(source: Source) -> Iterator[str]:
    """Yield every row of every sheet as calamine shows it, and every text of every part."""
    import python_calamine as calamine  # noqa: PLC0415 - only a release with workbooks should pay

    try:
        with calamine.load_workbook(source) as book:
            for name in book.sheet_names:
                yield name
                for row in book.get_sheet_by_name(name).to_python():
                    yield GUTTER.join(_shown(cell) for cell in row if cell not in {"", None})
    except calamine.CalamineError:
        raise ValueError from None
    yield from _parts(source)


def _shown(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)), str(cell))


def document_texts(source: Source) -> Iterator[str]:
    """Yield the document paragraph by paragraph and row by row, and every text of every part."""
    yield from _parts(source)


def _parts(source: Source) -> Iterator[str]:
    with zipfile.ZipFile(source) as package:
        for name in package.namelist():
            root = ET.fromstring(package.read(name))  # noqa: S314 - our own file: it has no entities, as we wrote none
            yield from (each for element in root.iter() for key, each in element.items() if key == "name")
            paragraphs = list(root.iter(PARAGRAPH))
            for paragraph in paragraphs:
                yield "".join(_line_breaks(paragraph))
            if not paragraphs:
                yield from (text for text in root.itertext() if not text.isspace())


def _line_breaks(paragraph: ET.Element) -> Iterator[str]:
    for element in paragraph.iter():
        yield "\n" if element.tag.endswith("}br") else element.text or ""


def xml_texts(source: Path) -> Iterator[str]:
    """Yield every text and every attribute's value of an XML file."""
    for element in ET.parse(source).getroot().iter():  # noqa: S314 - our own file: it has no entities, as we wrote none
        yield from element.attrib.values()
        yield from (text for text in (element.text, element.tail) if text and not text.isspace())


def archive_texts(source: Source) -> Iterator[str]:
    """Yield the texts of every member, those of archives and documents in it included."""
    with zipfile.ZipFile(source) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            yield from packed_texts(content) if is_packed(content) else (content.decode("utf-8", "replace"),)
            if name.endswith(".eml"):
                yield from _message_texts(content)


def _message_texts(content: bytes) -> Iterator[str]:
    """Yield the headers and every part of a message, unpacked, as the standard library reads it."""
    for part in email.message_from_bytes(content, policy=email.policy.default).walk():
        yield from map(str, part.values())
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield from packed_texts(payload) if is_packed(payload) else (payload.decode("utf-8", "replace"),)


def is_packed(content: bytes) -> bool:
    """Say whether *content*, of an attachment, a database cell or an archive, is a zip archive, a PDF or a picture of any kind."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06")) or is_paper(content)


def packed_texts(content: bytes) -> Iterator[str]:
    """Yield the texts of *content*, which is a workbook, a document, an archive, a PDF or a picture."""
    if is_paper(content):
        yield from paper_texts(content)
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
    kinds = ((workbook_texts, "xl/workbook.xml"), (document_texts, "word/document.xml"))
    read = next((read for read, part in kinds if part in names), archive_texts)
    yield from read(io.BytesIO(content))


def beside_members(path: Path) -> Iterator[str]:
    """Yield the names and comments of an archive."""
    with zipfile.ZipFile(path) as archive:
        words = [archive.comment, *(part for each in archive.infolist() for part in (each.comment, each.extra))]
        yield "\n".join((*archive.namelist(), *(word.decode("utf-8", "replace") for word in words if word)))


def card_texts(source: Path) -> Iterator[str]:
    """Yield the lines of a calendar or an address card, unfolded and unescaped."""
    text = FOLD.sub("", source.read_bytes().decode("utf-8", "replace"))
    for line in text.splitlines():
        value = line.partition(":")[2]
        yield ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
        yield line.replace("^'", '"').replace("^n", "\n").replace("^^", "^")

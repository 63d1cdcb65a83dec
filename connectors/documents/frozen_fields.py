"""A field that shows today's date, the file's name or what lies outside keeps what it showed when the document was saved.

The program that converts old documents would fill such fields anew: a letter would be dated today, differently each time, and a
path of ours would stand in it. So the bytes are changed before it sees them; they are a private copy.
"""

from __future__ import annotations

import io
import re
import struct

import olefile
from lxml import etree

from connectors.documents.ooxml import local, tree
from connectors.documents.unzip import Archive, write_zip
from records.errors import Reason, Unreadable

__all__ = ["frozen_open_document", "frozen_word"]

_PAIRS = 0x9A
"""Where the places of the tables stand in the header: pairs of offset and length (MS-DOC 2.5.6, FibRgFcLcb97)."""
_FIELDS = (16, 17, 18, 19, 48, 57, 59)
"""The tables of fields: in the text, headers, footnotes, comments, endnotes, text boxes and those of headers."""
_BEGINS = 0x13
_LIVE = frozenset({29, 30, 31, 32, 45, 46, 56, 60, 61, 62, 68})
"""FILENAME, TEMPLATE, DATE, TIME, DDE, DDEAUTO, LINK, USERNAME, USERINITIALS, USERADDRESS, INCLUDETEXT (MS-DOC 2.9.90)."""
_UNKNOWN = 2
"""A kind of field that no program fills."""
_EARLIER = re.compile(rb"\x13 ?(?:DATE|TIME|FILENAME)\b", re.IGNORECASE)
_NAMES = frozenset({"date", "time", "file-name", "author-name", "author-initials", "template-name", "sender-lastname"})
_SPAN = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}span"


def frozen_word(content: bytes, main: bytes, table: str) -> bytes:
    """Return the Word file *content*, whose streams are *main* and the one called *table*, with its live fields at rest.

    A file of Word 6 or 95 (no *table*) that has one is refused: Unreadable(AMBIGUOUS).
    """
    if not table:
        if _EARLIER.search(main):
            raise Unreadable(Reason.AMBIGUOUS)
        return content
    out = io.BytesIO(content)
    try:
        with olefile.OleFileIO(out, write_mode=True) as file:
            fields = bytearray(file.openstream(table).read())
            before = bytes(fields)
            for number in _FIELDS:
                _freeze(fields, *struct.unpack_from("<II", main, _PAIRS + 8 * number))
            if fields != before:
                file.write_stream(table, bytes(fields))
            return out.getvalue()
    except (OSError, ValueError, IndexError, TypeError, struct.error):
        raise Unreadable(Reason.UNREADABLE) from None


def _freeze(fields: bytearray, start: int, length: int) -> None:
    """Change the kind of each live field in one table: n + 1 places of four bytes, then n of sign and kind."""
    count = (length - 4) // 6
    first = start + 4 * (count + 1)
    if count < 1 or first + 2 * count > len(fields):
        return
    for at in range(first, first + 2 * count, 2):
        if fields[at] & 0x1F == _BEGINS and fields[at + 1] in _LIVE:
            fields[at + 1] = _UNKNOWN


def frozen_open_document(archive: Archive) -> bytes:
    """Return an OpenDocument text with the same members, its live fields plain text."""
    return write_zip(tuple((each.filename, _part(each.filename, archive.read(each))) for each in archive.members))


def _part(name: str, content: bytes) -> bytes:
    if name not in {"content.xml", "styles.xml"}:
        return content
    root = tree(content)
    for each in root.iter():
        if local(each) in _NAMES:
            each.tag = _SPAN  # the text it showed, as plain text
            each.attrib.clear()
    out: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return out

"""What kind of zip or OLE file a content is, told from its first bytes without unpacking more than its table of contents."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from connectors.mapi.markers import is_item

__all__ = [
    "is_archive",
    "is_document",
    "is_mail",
    "is_old_document",
    "is_old_workbook",
    "is_presentation",
    "is_rich_text",
    "is_workbook",
]

_LOCAL = struct.Struct("<4sHHHHHIIIHH")  # APPNOTE 4.3.7
_SIGNATURE = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMED = 8  # flag bit 3: sizes follow the data
_DEFLATED = 8
_TYPES = "[Content_Types].xml"
_KINDS = (
    ("binary", re.compile(r"xl/workbook\.bin"), re.compile(rb"ms-excel\.sheet\.binary\.macroEnabled\.main")),
    (
        "workbook",
        re.compile(r"xl/[\w/.-]+\.xml"),
        re.compile(rb"spreadsheetml\.\w+\.main|ms-excel\.(?:sheet|template)\.macroEnabled\.main"),
    ),
    (
        "document",
        re.compile(r"word/[\w/.-]+\.xml"),
        re.compile(rb"wordprocessingml\.\w+\.main|ms-word\.\w+\.macroEnabled\w*\.main"),
    ),
    (
        "presentation",
        re.compile(r"ppt/[\w/.-]+\.xml"),
        re.compile(rb"presentationml\.\w+\.main|ms-powerpoint\.\w+\.macroEnabled\.main"),
    ),
)
"""What the name of a member, or else the main type in the list of types, says about the whole."""
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_ODT = b"application/vnd.oasis.opendocument.text"
_LOCKED, _BOOKS = "EncryptedPackage".encode("utf-16-le"), tuple(n.encode("utf-16-le") for n in ("Workbook\0", "Book\0"))
_WORD = "WordDocument\0".encode("utf-16-le")
_OTHERS = tuple(n.encode("utf-16-le") for n in ("__substg1.0_", "__properties_version1.0", "PowerPoint Doc"))
_FIRST = slice(512, 514)
"""Where the first stream of most OLE files stands, and with it the mark of Word (MS-DOC 2.5.2, wIdent)."""
_OFFICE = (".xls", ".xlt", ".xla", ".xlsx", ".xlsm", ".xltx", ".xlsb", ".docx", ".docm", ".dotx", ".ods", ".odt")


# Headers that only a program which sends or delivers mail writes, so that a text about mail is not taken for a message.
_SENT = re.compile(
    rb"^(?:message-id|received|return-path|mime-version|delivered-to)[ \t]*:", re.IGNORECASE | re.MULTILINE
)
_WHO = re.compile(rb"^(?:from|date|to)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(rb"\A[\r\n]*[!-9;-~]{1,76}[ \t]*:")
_BLANK = re.compile(rb"\r?\n\r?\n")


def is_mail(head: bytes, name: str) -> bool:
    """Say whether *head* is that of an Outlook item or of a message as it is sent; a text is one where its headers say so.

    A name that ends in .eml lets a sender or a date suffice.
    """
    if is_item(head, name):
        return True
    block = _BLANK.split(head, maxsplit=1)[0]
    if not _HEADER.match(head) or not _WHO.search(block):
        return False
    return name.lower().endswith(".eml") or _SENT.search(block) is not None


def is_document(head: bytes, name: str) -> bool:  # noqa: ARG001  # a format's; content decides alone
    """Say whether *head* is that of a Word document of the kinds with XML in them."""
    return _kind(head) == "document"


def is_presentation(head: bytes, name: str) -> bool:  # noqa: ARG001
    """Say whether *head* is that of a PowerPoint presentation of the kinds with XML in them."""
    return _kind(head) == "presentation"


def is_workbook(head: bytes, name: str) -> bool:  # noqa: ARG001
    """Say whether *head* is that of an Excel workbook of the kinds with XML in them."""
    return _kind(head) == "workbook"


def is_old_workbook(head: bytes, name: str) -> bool:
    """Say whether *head* is that of an ODS, an XLSB, a workbook before 2007, or an office document locked with a password.

    The streams of an OLE file may be named anywhere in it; where no name stands in *head* the file's own breaks the tie.
    """
    if not head.startswith(_OLE):
        return _ODS in head[: _LOCAL.size + 200] or _kind(head) == "binary"
    if any(mark in head for mark in (*_OTHERS, _WORD)) or head[_FIRST] == b"\xec\xa5":
        return False
    return any(mark in head for mark in (*_BOOKS, _LOCKED)) or name.lower().endswith(_OFFICE)


def is_old_document(head: bytes, name: str) -> bool:
    """Say whether *head* is that of a Word document before 2007 or an OpenDocument text; as above, a name breaks the tie."""
    if not head.startswith(_OLE):
        return _ODT in head[: _LOCAL.size + 200]
    if any(mark in head for mark in (*_OTHERS, _LOCKED)):
        return False
    return _WORD in head or head[_FIRST] == b"\xec\xa5" or name.lower().endswith((".doc", ".dot", ".wiz"))


def is_archive(head: bytes, name: str) -> bool:  # noqa: ARG001
    """Say whether *head* is that of a zip, 7z or tar archive or packed by gzip; asked after the documents that are archives too."""
    return (
        head.startswith((_SIGNATURE, b"PK\x05\x06", b"\x1f\x8b\x08", b"7z\xbc\xaf\x27\x1c"))
        or head[257:262] == b"ustar"
    )


def is_rich_text(head: bytes, name: str) -> bool:  # noqa: ARG001
    """Say whether *head* is that of an RTF document."""
    return head.startswith(b"{\\rtf")


def _kind(head: bytes) -> str:
    """Return what the first telling member says; later ones may be those of an embedded file."""
    for name, start, method in _names(head):
        types = _unpacked(head[start:], method) if name == _TYPES else b""
        for kind, pattern, type_ in _KINDS:
            if pattern.fullmatch(name) or type_.search(types):
                return kind
    return ""


def _unpacked(content: bytes, method: int) -> bytes:
    if method != _DEFLATED:
        return content[:4096]
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, 65_536)
    except zlib.error:
        return b""


def _names(head: bytes) -> Iterator[tuple[str, int, int]]:
    """Yield name, place of the data and compression method of each member whose header stands in *head*."""
    place = 0
    while head.startswith(_SIGNATURE, place) and place + _LOCAL.size <= len(head):
        _, _, flags, method, _, _, _, packed, _, name, extra = _LOCAL.unpack_from(head, place)
        start = place + _LOCAL.size
        yield head[start : start + name].decode("utf-8", "replace"), start + name + extra, method
        place = start + name + extra + packed
        if flags & _STREAMED and not packed:
            place = head.find(_SIGNATURE, start)
            if place < 0:
                return

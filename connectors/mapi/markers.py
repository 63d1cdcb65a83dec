"""Which of Outlook's formats a content is, told from its first bytes."""

from __future__ import annotations

__all__ = ["HEADER", "directory", "is_archive", "is_item", "is_tnef", "length"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TNEF = b"\x78\x9f\x3e\x22"
_ARCHIVE = b"!BDN"
_OTHERS = tuple(f"{name}\0".encode("utf-16-le") for name in ("WordDocument", "Workbook", "Book", "PowerPoint Document"))
_HEAD, _SECTOR = 65_536, 512
_UNICODE = 21
"""Version of an archive from which it is of the newer kinds."""
_MARKS = tuple(name.encode("utf-16-le") for name in ("__properties_version1.0", "__substg1.0_", "__nameid_version1.0"))


HEADER = 564
"""Bytes of the header of an archive."""


def length(head: bytes) -> int:
    """Return how long an archive says that it is, in bytes: an older one in 32 bits, a newer in 64 ([MS-PST] 2.2.2.5 and 2.2.2.6).

    >>> head = bytearray(HEADER)
    >>> head[0xA8], head[0xB8] = 3, 5
    >>> [length(bytes([*head[:10], version, *head[11:]])) for version in (14, 15, 21, 23, 36)]
    [3, 3, 5, 5, 5]
    """
    place = slice(0xB8, 0xC0) if int.from_bytes(head[10:12], "little") >= _UNICODE else slice(0xA8, 0xAC)
    return int.from_bytes(head[place], "little")


def directory(head: bytes) -> int:
    """Return where the directory of an OLE file begins, or 0 for any other file ([MS-CFB] 2.2)."""
    if not head.startswith(_OLE) or len(head) < 52:  # noqa: PLR2004 - the header up to the field
        return 0
    shift, first = int.from_bytes(head[30:32], "little"), int.from_bytes(head[48:52], "little")
    return (first + 1) << shift if shift in {9, 12} else 0


def is_archive(head: bytes) -> bool:
    """Say whether *head* is that of a PST or OST file ([MS-PST] 2.2.2.6)."""
    return head.startswith(_ARCHIVE)


def is_tnef(head: bytes) -> bool:
    """Say whether *head* is that of a TNEF stream, called winmail.dat by most mailers."""
    return head.startswith(_TNEF)


def is_item(head: bytes, name: str = "") -> bool:
    """Say whether *head* is that of one item: TNEF, or an MSG file, whose telling names stand in its directory.

    A whole content may be given as well. Where no telling name stands in it, the file's own breaks the tie between OLE files; a
    Word or Excel document may hold an item as an object and is none.
    """
    if is_tnef(head):
        return True
    if not head.startswith(_OLE):
        return False
    at = directory(head)
    for names in (head[at : at + _SECTOR] if at else b"", head[:_HEAD]):  # what is attached may have names of its own
        is_told = any(mark in names for mark in _MARKS)
        if is_told != any(mark in names for mark in _OTHERS):
            return is_told
    return name.lower().endswith((".msg", ".oft"))

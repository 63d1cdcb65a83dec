"""Known binary content is named by its first bytes, so that no text format ever claims it."""

from __future__ import annotations

import re

__all__ = ["SQLITE", "is_binary", "is_fax", "is_heic", "is_jpeg", "is_pdf", "is_picture"]

SQLITE = b"SQLite format 3\0"
"""First bytes of a SQLite 3 database file (sqlite.org/fileformat.html, 1.3)."""

_MAGICS = (
    SQLITE,
    b"%PDF-",
    b"PK\x03\x04",  # zip: also docx, xlsx, odt, jar
    b"PK\x05\x06",  # an empty zip
    b"PK\x07\x08",  # a spanned zip
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # OLE: doc, xls, msg
    b"!BDN",  # PST, OST
    b"{\\rtf",
    b"\x1f\x8b",  # gzip
    b"BZh",
    b"\xfd7zXZ\0",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x28\xb5\x2f\xfd",  # zstd
    b"MSCF",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",  # JPEG
    b"GIF87a",
    b"GIF89a",
    b"II*\0",  # TIFF, either byte order
    b"MM\0*",
    b"BM",  # BMP: two letters only, so _BMP checks the rest
    b"RIFF",
    b"OggS",
    b"ID3",
    b"fLaC",
    b"\0\0\1\0",  # ICO
    b"\x7fELF",
    b"MZ\x90",
    b"PAR1",  # parquet
    b"\x78\x9f\x3e\x22",  # TNEF (winmail.dat)
    b"%!PS",
    b"-----BEGIN PGP MESSAGE",
    b"\0\1\0\0Standard Jet DB",  # Access
    b"\0\1\0\0Standard ACE DB",
    b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d",  # OneNote
    b"\xffWPC",  # WordPerfect
    b"\x1a\x45\xdf\xa3",  # Matroska, WebM
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # ASF: wma, wmv
    b"#!AMR",  # voice mail
    b".snd\0",
    b"FORM",  # AIFF, EA IFF
    b"MThd\0",
    b"caff\0",
    b"\xff\xfb",  # MP3 without a title; no byte order mark
    b"\xff\xf3",
    b"\xff\xf1",  # AAC
    b"8BPS\0",
    b"\0\0\0\x0cjP  ",  # JPEG 2000
    b"\xd7\xcd\xc6\x9a",  # WMF
    b"AT&TFORM",  # DjVu
    b"LZIP",
    b"\xca\xfe\xba\xbe",
    b"\0\5\x16\0",  # AppleSingle
    b"\0\5\x16\7",  # AppleDouble
)
_WEAK = (b"BM", b"RIFF", b"ID3", b"MSCF", b"BZh", b"PAR1", b"OggS", b"FORM", b"LZIP")
"""Magics made of letters that a text may begin with: they count only where a control byte follows soon."""

_CONTROL_SOON = re.compile(rb"[\x00-\x06\x0e-\x1a]")
_ISO_MEDIA = re.compile(rb".{4}ftyp", re.DOTALL)  # mp4, heic, mov: the box length comes first
_HEIC = re.compile(rb".{4}ftyp(?:heic|heix|mif1)", re.DOTALL)  # one still picture (ISO/IEC 23008-12, annex B.4)


def is_binary(head: bytes) -> bool:
    """Say whether *head* begins like a known binary format; a PDF header may stand anywhere in the first 1,024 bytes."""
    for magic in _MAGICS:
        if head.startswith(magic) and (magic not in _WEAK or _CONTROL_SOON.search(head, 0, 64)):
            return True
    return b"%PDF-" in head[:1024] or _ISO_MEDIA.match(head) is not None or head[257:262] == b"ustar"


def is_pdf(head: bytes, name: str) -> bool:  # noqa: ARG001  # a format's; content decides alone
    """Say whether *head* is that of a PDF: at the very start, since a header further on is how two kinds of file are made one."""
    return head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-")


def is_jpeg(head: bytes, name: str) -> bool:  # noqa: ARG001
    """Say whether *head* is that of a JPEG picture."""
    return head.startswith(b"\xff\xd8\xff")


def is_fax(head: bytes, name: str) -> bool:  # noqa: ARG001
    """Say whether *head* is that of a TIFF file, in either byte order: scans and faxes, often of many pages."""
    return head.startswith((b"II*\0", b"MM\0*"))


def is_heic(head: bytes, name: str) -> bool:  # noqa: ARG001
    """Say whether *head* is that of a HEIC picture, which telephones take and which comes out as JPEG."""
    return _HEIC.match(head) is not None


def is_picture(head: bytes, name: str) -> bool:  # noqa: ARG001
    """Say whether *head* is that of a PNG, GIF, BMP or WebP picture, which all come out as PNG."""
    if head.startswith((b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")):
        return True
    return (head.startswith(b"BM") and _CONTROL_SOON.search(head, 0, 64) is not None) or (
        head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    )

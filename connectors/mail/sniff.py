"""The first bytes of a content tell what it is, whatever its sender calls it."""

from __future__ import annotations

from records.errors import Reason

__all__ = ["contradicts", "locked", "readable"]

_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z"),
    (b"Rar!\x1a\x07", "application/x-rar"),
    (b"BZh", "application/x-bzip"),
    (b"\x89PNG\r\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"MZ\x90", "application/x-dosexec"),
    (b"\x7fELF", "application/x-elf"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"RIFF", "audio/x-riff"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"SQLite format 3\0", "application/x-sqlite"),
    (b"{\\rtf", "text/rtf"),
    (b"!BDN", "application/x-pst"),
)
# Types whose name promises these first bytes; anything else under the name is a lie (M18).
_PROMISES = ("image/", "audio/", "video/", "application/pdf", "application/zip", "application/gzip")
_ZIP_FLAGS = 6
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def contradicts(media: str, content: bytes) -> bool:
    """Say whether *content* is plainly not of the type *media*: a PDF or an archive called text, a text called an image."""
    found = _found(content)
    if media.startswith("text/") or media.startswith("message/"):
        return bool(found and found != "text/rtf") or _binary(content)
    if media.startswith("image/") and found and not found.startswith("image/"):
        return True
    return media.startswith(_PROMISES) and not found and readable(content) and "svg" not in media


def locked(content: bytes) -> Reason | None:
    """Return ENCRYPTED where a PDF, a zip archive or an Office document says in the clear that it is."""
    kind = _found(content)
    if kind == "application/zip" and len(content) > _ZIP_FLAGS and content[_ZIP_FLAGS] & 1:
        return Reason.ENCRYPTED
    if kind == "application/pdf" and b"/Encrypt" in content:
        return Reason.ENCRYPTED
    if kind == "application/x-ole" and "EncryptedPackage".encode("utf-16-le") in content:
        return Reason.ENCRYPTED
    return None


def readable(content: bytes) -> bool:
    """Say whether *content* is text of some charset: no magic number, hardly a control character."""
    return bool(content) and not _found(content) and not _binary(content)


def _found(content: bytes) -> str:
    return next((media for magic, media in _MAGIC if content.startswith(magic)), "")


def _binary(content: bytes) -> bool:
    head = content[:4096]
    if head.startswith(_WIDE_MARKS) or b"\0" in head[:64]:
        return b"\0\0\0" in head
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)  # noqa: PLR2004 - C0 but white space and ESC
    return control * 20 > len(head)

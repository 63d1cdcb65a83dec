"""The first bytes of a content tell what it is, whatever its sender calls it."""

from __future__ import annotations

from connectors.documents.decode import is_textual
from records.errors import Reason

__all__ = ["WITHHELD", "contradicts", "keeps", "locked"]

WITHHELD = "application/vnd.clearcopy.withheld"
"""Type of a part that a reader of another kind of mail puts in the place of one it cannot read; it names the reason."""

_HEAD = 65_536
_PROTECTED = b"\x76\xe8\x04\x60\xc4\x11\xe3\x86"  # a message under rights management ([MS-OXORMMS] 2.1.5)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_FLAGS = 6  # offset of the flags in a local file header; bit 0: encrypted (APPNOTE 4.4.4)
# Types whose name promises a binary format of that kind; text under such a name is a lie (M18).
_PROMISES = ("image/", "audio/", "video/", "application/pdf", "application/zip", "application/gzip")
_PACKED = ("application/zip", "application/gzip")  # rebuilt as a zip, as is an office document, which is one


def contradicts(media: str, content: bytes) -> bool:
    """Say whether *content* is plainly not of the type *media*: a PDF or an archive called text, a text called an image."""
    if not content or media.endswith(("/rtf", "svg+xml")):
        return False
    if media.startswith(("text/", "message/")):
        return not is_textual(content[:_HEAD])
    return media.startswith(_PROMISES) and is_textual(content[:_HEAD])


def keeps(media: str, found: str) -> bool:
    """Say whether a content found to be of type *found* keeps what the declared *media* promised."""
    promise = next((promise for promise in _PROMISES if media.startswith(promise)), "")
    if promise in _PACKED:
        return found.startswith(("application/zip", "application/vnd.openxmlformats"))
    return found.startswith(promise)


def locked(content: bytes) -> Reason | None:
    """Return ENCRYPTED where a zip archive, an Office document or a protected message says in the clear that it is.

    A PDF that says so may be open to everybody; its reader knows.
    """
    encrypted = (
        (content.startswith(_ZIP) and len(content) > _ZIP_FLAGS and content[_ZIP_FLAGS] & 1)
        or content.startswith(_PROTECTED)
        or (content.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content)
    )
    return Reason.ENCRYPTED if encrypted else None

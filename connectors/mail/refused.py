"""Parts of mail that are withheld for what their sender calls them, whatever they hold."""

from __future__ import annotations

from connectors.mail.parse import Part
from connectors.mail.sniff import WITHHELD
from records.errors import Reason

__all__ = ["refused"]

_ELSEWHERE = frozenset({"message/partial", "message/external-body"})
_MARKED_UP = frozenset({"text/enriched", "text/richtext"})  # RFC 1896: its tags part the letters of a value
_LOCKED = frozenset({
    "multipart/encrypted", "application/pgp-encrypted", "application/octet-stream+pgp", "application/x-microsoft-rpmsg-message",
})  # fmt: skip
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})


def refused(part: Part) -> Reason | None:
    """Return why *part* is withheld by its declared type alone, or None."""
    if part.media in _MARKED_UP:
        return Reason.UNSUPPORTED
    if part.media == WITHHELD:
        return Reason.__members__.get(part.parameter("reason"), Reason.UNREADABLE)
    if part.media in _ELSEWHERE:
        return Reason.EXTERNAL
    if part.media in _LOCKED:
        return Reason.ENCRYPTED
    if part.media in _SMIME:
        signed = part.parameter("smime-type").lower() == "signed-data"
        return Reason.UNSUPPORTED if signed else Reason.ENCRYPTED
    return None

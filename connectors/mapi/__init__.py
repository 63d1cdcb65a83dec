"""Outlook's own formats: an item of any of them becomes the bytes of a message, which the reader of mail reads like any other."""

from __future__ import annotations

from connectors.documents.sandbox import convert as _convert
from connectors.mapi.markers import is_tnef

__all__ = ["convert"]


def convert(content: bytes) -> bytes:
    """Return the message that *content*, an MSG or TNEF file, holds; raise Unreadable where it cannot be read whole."""
    return _convert("connectors.mapi.tnef" if is_tnef(content) else "connectors.mapi.msg", content)

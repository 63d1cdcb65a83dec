"""Bytes that claim to be text become the text a person would read, and bytes that are text in disguise are told from the rest."""

from __future__ import annotations

import re

from connectors.documents.decode import decode

__all__ = ["lossless", "readable", "sound"]

# Control characters but tab and line ends. Spares every printable character and the odd spaces people paste.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ASCII = 0.75  # share of plain ASCII from which bytes that are not UTF-8 are taken for Western text and not for data
_WIDE = "zero bytes"


def lossless(content: bytes) -> str:
    r"""Return the text of a text column: UTF-8 as it is, and otherwise every byte as a person would read it.

    >>> lossless(b"Mu\xf1oz"), lossless("Muñoz".encode())
    ('Muñoz', 'Muñoz')
    """
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return decode(content)[0]


def readable(content: bytes) -> str | None:
    """Return the text that *content*, found where bytes are kept, plainly is; else None.

    Pickled objects, pixels, ciphertext and packed numbers must not pass: written out as text they could be decoded again
    with all that no detector saw in them.
    """
    text, encoding = decode(content)
    if _CONTROL.search(text):
        return None
    if encoding.certain or encoding.reason == _WIDE:
        return text
    return text if sum(char.isascii() for char in text) >= _ASCII * len(text) else None


def sound(text: str) -> str:
    """Return *text* without lone surrogates, which no encoder downstream could write."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")

"""Bytes that claim to be text become the text a person would read, without a guess that could hide a value."""

from __future__ import annotations

import re

__all__ = ["decode", "readable"]


# Control characters but tab and line ends. Spares every printable character and the odd spaces people paste.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def decode(content: bytes) -> str:
    r"""Return *content* as text: UTF-8, else Windows-1252, else Latin-1, which has no invalid byte.

    >>> decode(b"Mu\\xf1oz"), decode("Muñoz".encode())
    ('Muñoz', 'Muñoz')
    """
    for charset in ("utf-8", "cp1252"):
        try:
            return content.decode(charset)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def readable(content: bytes) -> str | None:
    """Return the text of *content* where it is plain text by any measure, else None.

    Only strict UTF-8 without control characters counts: pickled objects, pixels and ciphertext fail it.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text

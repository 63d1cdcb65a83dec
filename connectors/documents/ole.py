"""The streams of an OLE file by name, and the words that stand in bytes nobody else reads.

Old Word files keep text that was deleted, names of authors and paths of printers between what they show (fast save, W07); an
object embedded in a document keeps the path it came from. A search for strings finds them, in either width of letter.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import olefile

from records.errors import Reason, Unreadable

__all__ = ["OLE", "readable", "streams"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_STREAMS = 5_000
_MOST_WORDS = 2_000_000
"""Characters of found strings that are scanned of one content."""
_NARROW = re.compile(rb"[\x20-\x7e\x91-\x97\xc0-\xff]{5,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xc0-\xff]\0|[\0-\x7f]\x01|[\x13-\x1d] ){5,}")
# A word or a number that could be somebody's. False friends: runs of packed bytes that happen to be letters ("jW@kB"), of which
# most have too many other signs; the rest are scanned for nothing.
_TELLS = re.compile(r"[A-Za-z]{3}|\d{3}")
_PLAIN = re.compile(r"[A-Za-z0-9 .,;:@/\\'-]")
_LEAST_PLAIN = 0.75


def streams(content: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return each stream of an OLE file, its path joined by slashes; raise Unreadable where it is none or is damaged."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            paths = file.listdir()
            if len(paths) > _MOST_STREAMS:
                raise Unreadable(Reason.TOO_LARGE)
            return tuple(("/".join(path), file.openstream(path).read()) for path in paths)
    except (OSError, ValueError, IndexError, TypeError):
        raise Unreadable(Reason.UNREADABLE) from None


def readable(content: bytes) -> Iterator[str]:
    """Yield each string of *content* that could be words or a number, once; bytes above ASCII are read as Windows does."""
    found: dict[str, None] = {}
    left = _MOST_WORDS
    for codec, pattern in (("cp1252", _NARROW), ("utf-16-le", _WIDE)):
        for match in pattern.finditer(content):
            text = match[0].decode(codec, "replace").strip()
            if left > 0 and text not in found and _is_telling(text):
                found[text] = None
                left -= len(text)
    yield from found


def _is_telling(text: str) -> bool:
    return _TELLS.search(text) is not None and len(_PLAIN.findall(text)) >= _LEAST_PLAIN * len(text)

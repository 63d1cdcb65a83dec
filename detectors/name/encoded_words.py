"""Names in the encoded words of a header that stands in running text: "=?utf-8?Q?Ren=C3=A9e_Bull_Roe?= <rbull@example.com>" (RFC 2047)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from detectors.name.shape import looks_like_name
from detectors.nearby import each

__all__ = ["encoded_words"]

Span = tuple[int, int]

_WORD = re.compile(r"=\?[\w-]{2,20}\?[qQbB]\?([^?\s]{2,160})\?=")
_ADDRESS = re.compile(r"[\"']?[ \t]{0,3}<[^<>\s]{1,80}@")


def encoded_words(text: str) -> Iterator[Span]:
    """Yield what is encoded where it is a name; before an address any words with their capitals are one.

    False friends: a subject ("=?utf-8?Q?Caf=C3=A9_permit?="), an office, a word that cannot be decoded.
    """
    for at in each(text, "=?"):
        match = _WORD.match(text, at)
        name = _decoded(match[0]) if match else ""
        if match and name and looks_like_name(name, 0, len(name), sure=_ADDRESS.match(text, match.end()) is not None):
            yield match.span(1)


def _decoded(word: str) -> str:
    try:
        return str(make_header(decode_header(word))).strip()
    except (HeaderParseError, LookupError, UnicodeError):
        return ""

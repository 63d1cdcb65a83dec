"""One value of a table or form is given the shape its text shows, and a row too wide or a value too long is told apart."""

from __future__ import annotations

import re

from records.record import Shape

__all__ = ["MOST_COLUMNS", "NOTICE", "shape_of"]

MOST_COLUMNS = 16_384
"""Widest row that is read: the width of an XLSX sheet. A wider one is no form export and costs memory by the column."""

NOTICE = "[withheld: {}]"
"""What stands in the place of a value or row that cannot be released; the sentence of its reason goes in."""

_BLOB_CHARS = 200
# Base64, base64url or hex without a break. False friends: a URL (has : and .), a sentence (has spaces), a long digest
# (SHA-512 in hex is 128 characters, so shorter than the limit).
_BLOB = re.compile(r"(?:data:[\w.+/;=-]{0,100},)?[A-Za-z0-9+/_-]+(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}\s*")
_SENTENCE_WORDS = 12
_SENTENCE_END = re.compile(r"[.?!](?:\s|$)")


def shape_of(text: str) -> Shape:
    r"""Return CELL for a value, PROSE for a free-text comment, OPAQUE for an encoded blob whose content nobody scanned.

    >>> shape_of("Jane Doe").name, shape_of("A" * 300).name, shape_of("He came.\nShe left.").name
    ('CELL', 'OPAQUE', 'PROSE')
    """
    if len(text) >= _BLOB_CHARS and _BLOB.fullmatch(text):
        return Shape.OPAQUE
    lines = text.strip().count("\n")
    if lines or (text.count(" ") >= _SENTENCE_WORDS - 1 and _SENTENCE_END.search(text)):
        return Shape.PROSE
    return Shape.CELL

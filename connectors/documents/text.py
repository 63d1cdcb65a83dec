"""Plain text is read in stretches that end at blank lines, so that no value straddles two, and written back as UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectors.documents.contract import Document
from connectors.documents.decode import decode, is_textual, printable, quiet
from records.errors import Reason, Unreadable
from records.record import Field, Shape

__all__ = ["TEXT", "Text"]

_STRETCH = 20_000
"""Characters after which a stretch ends at the next blank line."""
_BLANK = re.compile(r"\n[ \t\f\v]*\n+")


class Text:
    """Notes, logs, subtitles, SQL dumps: whatever is text and no other format."""

    name = "text"
    suffix = ".txt"
    media_type = "text/plain"

    def recognises(self, head: bytes, name: str) -> bool:  # noqa: ARG002  # the contract's; any text is text
        return is_textual(head)

    def read(self, content: bytes) -> Document:
        text, _ = decode(content)
        if not quiet(text):
            raise Unreadable(Reason.MISMATCH)
        parts = tuple(_stretches(text.replace("\r\n", "\n").replace("\r", "\n")))
        several = len(parts) > 1
        fields = (
            Field("", part, Shape.PROSE, f"text part {n}" if several else "text") for n, part in enumerate(parts, 1)
        )
        return Document(tuple(fields))

    def rebuild(self, document: Document, texts: tuple[str, ...]) -> bytes:  # noqa: ARG002  # the contract's
        return printable("".join(texts)).encode()


def _stretches(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > _STRETCH:
        blank = _BLANK.search(text, start + _STRETCH)
        if blank is None:
            break
        yield text[start : blank.end()]
        start = blank.end()
    if start < len(text):
        yield text[start:]


TEXT = Text()

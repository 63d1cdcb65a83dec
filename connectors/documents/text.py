"""Plain text is read in stretches that end at blank lines, so that no value straddles two, and written back as UTF-8.

Where it is quoted-printable, as a mail is that somebody saved in part, it is scanned decoded as well.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator

from connectors.documents.contract import Document
from connectors.documents.decode import decode, is_textual, printable, quiet
from records.errors import Reason, Unreadable
from records.record import Field, Shape

__all__ = ["TEXT", "Text"]

_STRETCH = 20_000
"""Characters after which a stretch ends at the next blank line."""
# An attachment or key pasted into a text: what is encoded was read by nobody, so it is masked whole (S13). False friends: a
# list of digests one a line, which is masked too; a long URL, which has other signs in it.
_ENCODED = re.compile(
    r"^(?:[A-Za-z0-9+/]{40,}={0,2}[ \t]*\n){3,}(?:[A-Za-z0-9+/]+={0,2}[ \t]*(?:\n|\Z))?|[A-Za-z0-9+/]{200,}={0,2}",
    re.MULTILINE,
)
_QUOTED = re.compile(r"=(?:[0-9A-F]{2}|[ \t]*\n)")
_MOSTLY = 0.9
"""Share of the equals signs that are quoted-printable where a text is. False friends: settings, addresses of pages."""
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
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        parts = tuple(_parts(plain))
        several = len(parts) > 1
        numbered = enumerate(parts, 1)
        fields = (Field("", part, shape, f"text part {n}" if several else "text") for n, (part, shape) in numbered)
        return Document((*fields, *_decoded(plain)))

    def rebuild(self, document: Document, texts: tuple[str, ...]) -> bytes:
        told = zip(document.fields, texts, strict=True)
        return printable("".join(text for field, text in told if field.released)).encode()


def _decoded(text: str) -> Iterator[Field]:
    """Yield what *text* says decoded, which is never released; what a rule takes out of that withholds the item (E10)."""
    marks = len(_QUOTED.findall(text))
    if marks > 1 and marks >= _MOSTLY * text.count("="):
        said = quopri.decodestring(text.encode("utf-8", "surrogatepass")).decode("utf-8", "replace")
        yield Field("", said, Shape.PROSE, "decoded text (not released)", released=False)


def _parts(text: str) -> Iterator[tuple[str, Shape]]:
    start = 0
    for encoded in _ENCODED.finditer(text):
        yield from ((part, Shape.PROSE) for part in _stretches(text[start : encoded.start()]))
        yield encoded.group(), Shape.OPAQUE
        start = encoded.end()
    yield from ((part, Shape.PROSE) for part in _stretches(text[start:]))


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

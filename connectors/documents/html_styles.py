"""A style sheet can show words that are in no text of the page, or letters that are not those of its text (H11).

Words that a style adds are missing from the copy, so they get an entry. A typeface that the page brings along may show any letter
as any other: what a reader sees and what was scanned disagree, and the page is withheld. One that lies elsewhere is never
fetched, and the copy shows the letters that were scanned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from records.errors import Reason, Unreadable
from records.record import Withheld

__all__ = ["style_flaws"]

# False friends: quotation marks, bullets and icons (one or two signs, escapes), which hide no word.
_CONTENT = re.compile(r"content\s{0,9}:\s{0,9}(?:\"([^\"\n]{2,2000})\"|'([^'\n]{2,2000})')", re.IGNORECASE)
_ESCAPE = re.compile(r"\\[0-9A-Fa-f]{1,6} ?")
_WORD = re.compile(r"[^\W_]{2}")
_FACE = re.compile(r"@font-face\s{0,9}\{([^}]{0,500})", re.IGNORECASE)
_BROUGHT = re.compile(r"url\(\s{0,9}[\"']?\s{0,9}data:", re.IGNORECASE)


def style_flaws(markup: str) -> tuple[Withheld, ...]:
    """Return an entry where a style adds words; raise Unreadable(AMBIGUOUS) where the page brings its own typeface."""
    sheets = tuple(_sheets(markup))
    if any(_BROUGHT.search(face[1]) for sheet in sheets for face in _FACE.finditer(sheet)):
        raise Unreadable(Reason.AMBIGUOUS)
    words = (_ESCAPE.sub("", match[1] or match[2]) for sheet in sheets for match in _CONTENT.finditer(sheet))
    return (Withheld("", "", "words of a style", Reason.POLICY),) if any(map(_WORD.search, words)) else ()


def _sheets(markup: str) -> Iterator[str]:
    """Yield what stands in each <style>; one that is not closed reaches to the end."""
    lower, start = markup.lower(), 0
    while (begin := lower.find("<style", start)) >= 0:
        end = lower.find("</style", begin)
        start = end if end >= 0 else len(markup)
        yield markup[begin:start]

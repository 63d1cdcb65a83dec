"""Known people's initials: how who has a full name may sign, and where they did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detectors.forms import name_parts
from detectors.name.lists import vocabulary
from detectors.said import lettered, said

__all__ = ["initials", "signed"]

_SIGNED = re.compile(r"\n[ \t>*~-]{0,6}([A-Za-z]{2,3})[ \t.]{0,4}(?=\n|\Z)")  # a search for a line's end skips the rest
# "ERM:jk" under a letter: who wrote it, and who typed it
_TYPED = re.compile(r"\n([A-Z]{2,4})[:/]([a-z]{2,4})[ \t]*(?=\n|\Z)")
_INITIALS = re.compile(r"([A-Z](?<![\w.&'-].)(?:\.(?:[A-Z]\.){1,2}|[A-Z]{1,2}))(?![\w&'@-]|\.\w)")
# Capitals that mean something else in any mail; state codes too, which an address needs whole.
_ABBREVIATIONS = vocabulary("abbreviations")


def initials(people: Iterable[tuple[str, float]]) -> frozenset[str]:
    """Return how people with a full name may sign: "jr" for Jane Q. Roe, and "jqr"."""
    parts = [name_parts(name) for name, _ in people]
    full = [part for part in parts if len(part) > 1]
    return frozenset(part[0][0] + part[-1][0] for part in full) | {"".join(p[0] for p in part) for part in full}


def signed(text: str, signs: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield known people's initials: in any case alone on a line, in capitals elsewhere ("TK to follow up", "J.S.")."""
    if signs.isdisjoint(said(text)) and not lettered(text):
        return
    for match in _SIGNED.finditer(f"\n{text}"):
        if match[1].lower() in signs:
            yield match.start(1) - 1, match.end(1) - 1
    for match in _TYPED.finditer(text):
        if match[1].lower() in signs:
            yield match.start(1), match.end(2)
    for match in _INITIALS.finditer(text):
        letters = match[1].replace(".", "")
        if letters.lower() in signs and letters not in _ABBREVIATIONS:
            yield match.span(1)

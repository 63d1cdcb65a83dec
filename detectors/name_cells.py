"""Names in cells: a column that says so is believed; without one the words themselves must be names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.columns import Part, evidence
from detectors.name_shape import looks_like_name, organised, trim, words
from detectors.name_words import PARTICLES, SUFFIXES, TITLES, is_given, is_surname, no_name, ordinary, place
from records.finding import PiiType

__all__ = ["cell", "named_cell"]

Span = tuple[int, int]
# Several people in one cell: "Jane & John Doe", "Doe, Jane; Roe, R", "Jane and John".
_LONGEST = 200
_FEW = 2


def named_cell(name: str, text: str) -> Iterator[Span]:
    """Yield what a cell under the column *name* holds of a person, if that is what the column is for."""
    said = evidence(name) if name else None
    if said is None or said.type is not PiiType.PERSON or len(text) > _LONGEST:
        return
    yield from whole(text, 0, len(text), trusted=said.part in (Part.GIVEN, Part.FAMILY, Part.MIDDLE))


def whole(text: str, start: int, end: int, *, trusted: bool) -> Iterator[Span]:
    """Yield a value that its label calls a name; *trusted* where the label can mean no organisation (first, last)."""
    for line in re.finditer(r"[^\n;|]+", text[start:end]):
        span = trim(text, start + line.start(), start + line.end())
        if span and (trusted or not _organisation(text, span)) and not any(c.isdigit() for c in text[span[0] : span[1]]):
            yield span


def _organisation(text: str, span: Span) -> bool:
    found = words(text, *span)
    return organised(found) or all(no_name(word.folded) for word in found)


def cell(text: str) -> Iterator[Span]:
    """Yield the name in a cell under no telling column, where its words are names: "ROE, RICHARD L", "jane roe"."""
    if len(text) > _LONGEST or any(letter.isdigit() for letter in text):
        return
    span = trim(text, 0, len(text))
    if span is None:
        return
    found = [word for word in words(text, *span) if word.folded not in TITLES]
    full = [word.folded for word in found if len(word.text) > 1 and word.folded not in PARTICLES | SUFFIXES]
    if full and not organised(found) and _all_names(text[span[0] : span[1]], full):
        yield span


def _all_names(text: str, full: list[str]) -> bool:
    known = [word for word in full if is_given(word) or is_surname(word)]
    plain = [word for word in full if ordinary(word) and not is_given(word)]
    if len(full) == 1:
        return bool(known) and not plain and not place(full[0]) and not no_name(full[0])
    if "&" in text and not any(is_given(word) for word in full):
        return False  # "Roe & Doe" is a firm, "Jane & John Doe" are people
    given = any(is_given(word) and not ordinary(word) for word in (full[0], full[-1], full[1]))
    return (given and len(known) * 2 >= len(full) and len(plain) * 2 < len(full) and len(full) <= 5) or (  # noqa: PLR2004
        len(known) == len(full) <= _FEW and not plain and looks_like_name(text, 0, len(text), sure=False)
    )

"""A cover becomes the redacted texts of a record; what is not ruled on is untouched."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from records.finding import Cover, Ruling
from records.placeholder import LOOKS_LIKE_PLACEHOLDER
from records.record import Record
from records.statute import Statute
from release.placeholders import Placeholders
from release.short_forms import ShortForms

__all__ = ["Redactor"]

Replacement = tuple[int, int, str]


class Redactor:
    """Redacts records of one release with one set of placeholder numbers; *area* is the area code that local numbers imply."""

    def __init__(self, statute: Statute, placeholders: Placeholders, area: str = "") -> None:
        from release.replace import Replacer  # noqa: PLC0415 - it takes a second to import

        self._statute = statute
        self._short = ShortForms(area)
        self._placeholders = placeholders
        self._replacer = Replacer()

    def redact(self, record: Record, cover: Cover) -> tuple[str, ...]:
        """Return the texts of *record*'s fields with every redacted ruling replaced by its placeholder."""
        self._short.open(record, cover)
        texts = [_disarm(field.text) if "[" in field.text else field.text for field in record.fields]
        for index, rulings in groupby(cover.redacted(), key=lambda ruling: ruling.field):
            texts[index] = self._redact_text(record.fields[index].text, tuple(rulings))
        return tuple(texts)

    def _redact_text(self, text: str, rulings: tuple[Ruling, ...]) -> str:
        replacements = [(r.start, r.end, self._label(text, r)) for r in rulings]
        if replacements[0][:2] == (0, len(text)):
            return replacements[0][2]
        replacements += _impostors(text, rulings)
        return self._replacer.replace(text, replacements)

    def _label(self, text: str, ruling: Ruling) -> str:
        row = self._statute.row(ruling.type, ruling.kind)
        value = self._short.whole(text[ruling.start : ruling.end], ruling.type)
        return self._placeholders.label(row.label, ruling.type, value)


def _disarm(text: str) -> str:
    return LOOKS_LIKE_PLACEHOLDER.sub(lambda match: _round(match[0]), text)


def _impostors(text: str, rulings: tuple[Ruling, ...]) -> Iterator[Replacement]:
    for match in LOOKS_LIKE_PLACEHOLDER.finditer(text):
        if all(match.end() <= r.start or r.end <= match.start() for r in rulings):
            yield match.start(), match.end(), _round(match[0])


def _round(impostor: str) -> str:
    return f"({impostor[1:-1]})"

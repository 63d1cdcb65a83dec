"""An address card keeps its name, office, telephone, mail and address lines as fields of one person; the rest is scanned only.

vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), written as 3.0. Never released: birthdays, places, relations, keys, identifiers and
extensions (H10); a card that has any is listed with them as withheld. A picture or a sound cannot be scanned and is withheld.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from connectors.documents.cells import shape_of
from connectors.documents.content_lines import Line, begins, components, escaped, folded, parse, parts, unescaped
from connectors.documents.contract import Document
from records.errors import Reason
from records.record import Field, Shape, Withheld

__all__ = ["VCARD", "VCard"]

_STRUCTURED = {
    "N": ("last name", "first name", "middle name", "prefix", "suffix"),
    "ADR": ("po box", "unit", "street address", "city", "state", "zip", "country"),
    "ORG": ("organization", "department", "department"),
}
_TEXTS = {
    "FN": "name", "NICKNAME": "nickname", "TITLE": "title", "ROLE": "role", "TEL": "phone", "EMAIL": "email", "LABEL": "address",
    "NOTE": "notes", "CATEGORIES": "category",
}  # fmt: skip
_PRIVATE = {
    "BDAY": "date of birth", "DEATHDATE": "date of death", "ANNIVERSARY": "anniversary", "BIRTHPLACE": "place of birth",
    "RELATED": "relative", "X-SPOUSE": "relative", "X-MANAGER": "manager", "X-ASSISTANT": "assistant", "IMPP": "username",
    "GENDER": "gender", "GEO": "location",
}  # fmt: skip
"""Properties that are scanned under a name that says what they are, and never released."""
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_DULL = frozenset({"VERSION", "PRODID", "REV"})
_TECHNICAL = frozenset({"UID", "CLASS", "TZ", "MAILER", ""})
"""Dropped without an entry: a reader of the card misses nothing."""
_NAMING = frozenset({"LABEL", "X-ABLABEL", "SORT-AS", "ALTID", "GEO"})
"""Parameters whose value somebody wrote."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Property:
    """A line to be: its name and the fields of its components, -1 for an empty one."""

    name: str
    fields: tuple[int, ...]


class VCard:
    """Address cards, one or many in a file."""

    name = "vcard"
    suffix = ".vcf"
    media_type = "text/vcard"

    def recognises(self, head: bytes, name: str) -> bool:  # noqa: ARG002  # content decides alone
        return begins(head, b"VCARD")

    def read(self, content: bytes) -> Document:
        reading = _Reading()
        for number, (kind, own, inner) in enumerate(components(parse(content), frozenset({"VCARD"})), 1):
            reading.card(number, kind, (*own, *inner))
        return Document(tuple(reading.fields), tuple(reading.withheld), tuple(reading.cards))

    def rebuild(self, document: Document, texts: tuple[str, ...]) -> bytes:
        return b"".join(folded(line) for card in document.carrier for line in _card(card, texts))


def _card(card: tuple[_Property, ...], texts: tuple[str, ...]) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:3.0")
    for each in card:
        yield f"{each.name}:" + ";".join(escaped(texts[index]) if index >= 0 else "" for index in each.fields)
    yield "END:VCARD"


class _Reading:
    def __init__(self) -> None:
        self.fields: list[Field] = []
        self.withheld: list[Withheld] = []
        self.cards: list[tuple[_Property, ...]] = []

    def card(self, number: int, kind: str, lines: tuple[Line, ...]) -> None:
        """Add the fields of one card, or of what stands outside any where there is no *kind*."""
        place = f"card {number}" if kind else "around the cards"
        card: list[_Property] = []
        hidden: list[str] = []
        for line in lines:
            if kind and line.name in _STRUCTURED:
                card.append(self._property(line, parts(line.value), _STRUCTURED[line.name], place, number))
            elif kind and line.name in _TEXTS:
                card.append(self._property(line, (unescaped(line.value),), (_TEXTS[line.name],), place, number))
            elif line.name in _BINARY and (len(line.value) > _LONGEST or ":" in line.value):
                self.withheld.append(Withheld("", "", f"{place} picture, sound or key", Reason.UNSUPPORTED))
            elif line.name not in _DULL:
                hidden += self._unreleased(line, place, number)
            hidden += (value for key, value in line.parameters if key in _NAMING)
        if any(line.name not in _DULL | _TECHNICAL | _BINARY | _STRUCTURED.keys() | _TEXTS.keys() for line in lines):
            self.withheld.append(Withheld("", "", f"{place} further properties", Reason.POLICY))
        self._hide(hidden, f"{place} rest", number)
        if kind:
            self.cards.append(tuple(card))

    def _unreleased(self, line: Line, place: str, scope: int) -> list[str]:
        """Add the field of a property that has a meaning, or return the text of one that has none."""
        text = " ".join(part for part in parts(line.value) if part)
        name = _PRIVATE.get(line.name, "")
        if name and text:
            shown = f"{place} {name} (not released)"
            self.fields.append(Field(name, text, Shape.CELL, shown, scope, released=False))
        return [] if name else [text]

    def _hide(self, texts: list[str], place: str, scope: int) -> None:
        text = "\n".join(dict.fromkeys(each for each in texts if each.strip()))
        if text:
            self.fields.append(
                Field("hidden text", text, Shape.PROSE, f"{place} (not released)", scope, released=False)
            )

    def _property(
        self, line: Line, values: tuple[str, ...], names: tuple[str, ...], place: str, scope: int
    ) -> _Property:
        indexes = []
        for number, text in enumerate(values):
            indexes.append(len(self.fields) if text else -1)
            if text:
                name = names[min(number, len(names) - 1)]
                shape = shape_of(text) if line.name != "NOTE" else Shape.PROSE
                self.fields.append(Field(name, text, shape, f"{place} {name}", scope))
        return _Property(line.name, tuple(indexes))


VCARD = VCard()

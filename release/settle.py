"""An identifier that is PII anywhere in a request is PII everywhere in it (rule R8): told before the first record is redacted.

An account number beside a name in one table is redacted there; the same number alone in another table would undo that, and
break the join besides. So the identifiers that any rule takes out are gathered first, as keyed digests. The value of a declared
key is taken out wherever its key stands, be it "3": in the rows that are joined by it, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement
from pathlib import Path

from detectors.forms import LONGEST, TOKEN, distinctive
from detectors.rows_on_disk import Layout, Rows, keyed
from records.finding import Cover, Disposition, Link, PiiType, Ruling, Standing, Witness
from records.record import Record
from records.statute import Statute
from release.placeholders import normal_form

__all__ = ["Settled", "identifier_digests", "taken_out"]

_TYPES = tuple(PiiType)
_TAKEN = Layout("QB", most=1)  # the identifier, and the type of what it is combined with


class Settled:
    """The identifiers that are taken out somewhere, and what each is combined with there; many of them on disk in *folder*."""

    def __init__(self, key: bytes, statute: Statute, folder: Path | None = None) -> None:
        self._key = key
        self._statute = statute
        self._taken = Rows(_TAKEN, folder)
        self._keys = Rows(_TAKEN, folder)  # a declared key and the first type that took its value out

    def close(self) -> None:
        """Let go of everything, files included."""
        self._taken.clear()
        self._keys.clear()

    def learn(self, record: Record, cover: Cover) -> None:
        """Remember the identifiers that *cover* takes out of *record*."""
        for ruling in cover.redacted():
            if ruling.type is PiiType.ID and ruling.standing is not Standing.OPAQUE:
                partner = ruling.witness.partner if ruling.witness else PiiType.ID
                for digest in self._digests(record, ruling):
                    self._taken.add(digest, _TYPES.index(partner))
        for key, field in _held(record):
            for ruling in cover.redacted():
                if _is_whole(record, ruling, field):
                    self._keys.add(keyed(key, self._key), _TYPES.index(ruling.type))

    def apply(self, record: Record, cover: Cover) -> Cover:
        """Return *cover* with every identifier taken out that is taken out anywhere."""
        settled = Cover(tuple(self._settle(record, ruling) for ruling in cover.rulings)) if self._taken else cover
        return self._with_keys(record, settled) if record.keys and self._keys else settled

    def _with_keys(self, record: Record, cover: Cover) -> Cover:
        """Return *cover* with the whole of every field taken out whose key lost its value anywhere, under one type everywhere."""
        rulings = list(cover.rulings)
        for key, field in _held(record):
            if not (taken := self._keys.find(keyed(key, self._key))):
                continue
            type_ = _TYPES[taken[0][1]]
            if not any(_is_whole(record, each, field) and each.type is type_ for each in cover.redacted()):
                whole = len(record.fields[field].text)
                over = [each for each in rulings if each.field == field]
                rulings = [each for each in rulings if each.field != field]
                rulings.append(_joined(field, whole, type_, over, self._statute.row(type_, None).authority))
        return Cover(tuple(sorted(rulings, key=lambda ruling: (ruling.field, ruling.start))))

    def _settle(self, record: Record, ruling: Ruling) -> Ruling:
        if ruling.type is not PiiType.ID or ruling.disposition is Disposition.REDACT:
            return ruling
        taken = [row for each in self._parts(record, ruling) for row in self._taken.find(each)]
        if not taken:
            return ruling
        return taken_out(ruling, self._statute, Witness(_TYPES[taken[0][1]], Link.SHARED_KEY))

    def _parts(self, record: Record, ruling: Ruling) -> Iterator[int]:
        """Yield the numbers of an identifier and of each that may stand in it: "1000.460430.360" holds the account 460430.360."""
        yield from self._digests(record, ruling)
        words = tuple(TOKEN.finditer(record.fields[ruling.field].text, ruling.start, ruling.end))
        for first, last in combinations_with_replacement(words, 2) if len(words) <= LONGEST else ():
            yield from self._digests(record, replace(ruling, start=first.start(), end=last.end()))

    def _digests(self, record: Record, ruling: Ruling) -> Iterator[int]:
        return identifier_digests(record, ruling, self._key)


def identifier_digests(record: Record, ruling: Ruling, key: bytes) -> Iterator[int]:
    """Yield the number of the identifier under *ruling*, if it is distinctive enough to be known by its value."""
    value = record.fields[ruling.field].text[ruling.start : ruling.end]
    if distinctive(value, PiiType.ID):
        yield keyed(normal_form(value, PiiType.ID), key)


def taken_out(ruling: Ruling, statute: Statute, witness: Witness) -> Ruling:
    """Return *ruling* on an identifier as one that takes it out, since it is combined with what *witness* tells."""
    return replace(
        ruling,
        standing=Standing.COMBINED,
        disposition=Disposition.REDACT,
        authority=statute.row(ruling.type, ruling.kind).authority,
        witness=witness,
    )


def _held(record: Record) -> Iterator[tuple[str, int]]:
    """Yield the declared keys whose value is a field of the record, with that field."""
    return ((key, field) for key, field in zip(record.keys, record.key_fields, strict=False) if field >= 0)


def _is_whole(record: Record, ruling: Ruling, field: int) -> bool:
    whole = (ruling.start, ruling.end) == (0, len(record.fields[field].text))
    return ruling.field == field and whole and ruling.standing is not Standing.OPAQUE


def _joined(field: int, end: int, type_: PiiType, over: Sequence[Ruling], authority: str) -> Ruling:
    """Return the ruling on a key that stands elsewhere, too; *over* are those it covers."""
    detectors = tuple(sorted({"keys", *(name for ruling in over for name in ruling.detectors)}))
    witness = next((r.witness for r in over if r.witness), None) or Witness(PiiType.PERSON, Link.CONTAINER)
    return Ruling(field, 0, end, type_, None, 1.0, detectors, Standing.COMBINED, Disposition.REDACT, authority, witness)

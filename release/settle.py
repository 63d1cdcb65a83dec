"""An identifier that is PII anywhere in a request is PII everywhere in it (rule R8): told before the first record is redacted.

An account number beside a name in one table is redacted there; the same number alone in another table would undo that, and
break the join besides. So the identifiers that any rule takes out are gathered first, as keyed digests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from detectors.forms import distinctive
from detectors.rows_on_disk import Layout, Rows
from records.finding import Cover, Disposition, Finding, Link, PiiType, Ruling, Standing, Witness
from records.record import Record
from records.statute import Statute
from release.placeholders import normal_form

__all__ = ["Settled"]

_TYPES = tuple(PiiType)
_TAKEN = Layout("QB", most=1)  # the identifier, and the type of what it is combined with


class Settled:
    """The identifiers that are taken out somewhere, and what each is combined with there; many of them on disk in *folder*."""

    def __init__(self, key: bytes, statute: Statute, folder: Path | None = None) -> None:
        self._key = key
        self._statute = statute
        self._taken = Rows(_TAKEN, folder)

    def learn(self, record: Record, cover: Cover) -> None:
        """Remember the identifiers that *cover* takes out of *record*."""
        for ruling in cover.redacted():
            if ruling.type is PiiType.ID and ruling.standing is not Standing.OPAQUE:
                partner = ruling.witness.partner if ruling.witness else PiiType.ID
                for digest in self._digests(record, ruling):
                    self._taken.add(digest, _TYPES.index(partner))

    def apply(self, record: Record, cover: Cover) -> Cover:
        """Return *cover* with every identifier taken out that is taken out anywhere."""
        if not self._taken:
            return cover
        return Cover(tuple(self._settle(record, ruling) for ruling in cover.rulings))

    def _settle(self, record: Record, ruling: Ruling) -> Ruling:
        if ruling.type is not PiiType.ID or ruling.disposition is Disposition.REDACT:
            return ruling
        taken = [row for each in self._digests(record, ruling) for row in self._taken.find(each)]
        if not taken:
            return ruling
        return replace(
            ruling,
            standing=Standing.COMBINED,
            disposition=Disposition.REDACT,
            authority=self._statute.row(ruling.type, ruling.kind).authority,
            witness=Witness(_TYPES[taken[0][1]], Link.SHARED_KEY),
        )

    def _digests(self, record: Record, span: Ruling | Finding) -> Iterator[int]:
        value = record.fields[span.field].text[span.start : span.end]
        if distinctive(value, PiiType.ID):
            normal = normal_form(value, PiiType.ID).encode("utf-8", "surrogatepass")
            yield int.from_bytes(blake2b(normal, key=self._key, digest_size=8).digest(), "big")

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
from release.placeholders import normal_form

__all__ = ["Settled"]


class Settled:
    """The identifiers that are taken out somewhere; eight bytes each, many of them on disk in *folder*."""

    def __init__(self, key: bytes, folder: Path | None = None) -> None:
        self._key = key
        self._taken = Rows(Layout("Q"), folder)

    def learn(self, record: Record, cover: Cover) -> None:
        """Remember the identifiers that *cover* takes out of *record*."""
        for ruling in cover.redacted():
            if ruling.type is PiiType.ID and ruling.standing is not Standing.OPAQUE:
                for digest in self._digests(record, ruling):
                    self._taken.add(digest)

    def apply(self, record: Record, cover: Cover) -> Cover:
        """Return *cover* with every identifier taken out that is taken out anywhere."""
        if not self._taken:
            return cover
        return Cover(tuple(self._settle(record, ruling) for ruling in cover.rulings))

    def _settle(self, record: Record, ruling: Ruling) -> Ruling:
        if ruling.type is not PiiType.ID or ruling.disposition is Disposition.REDACT:
            return ruling
        if not any(digest in self._taken for digest in self._digests(record, ruling)):
            return ruling
        witness = Witness(PiiType.PERSON, Link.SHARED_KEY)
        return replace(
            ruling, standing=Standing.COMBINED, disposition=Disposition.REDACT, authority="PRIV", witness=witness
        )

    def _digests(self, record: Record, span: Ruling | Finding) -> Iterator[int]:
        value = record.fields[span.field].text[span.start : span.end]
        if distinctive(value, PiiType.ID):
            normal = normal_form(value, PiiType.ID).encode("utf-8", "surrogatepass")
            yield int.from_bytes(blake2b(normal, key=self._key, digest_size=8).digest(), "big")

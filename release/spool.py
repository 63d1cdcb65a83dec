"""What the first pass found, and the rules made of it, kept on disk until needed: offsets and digests, never a value.

A record whose text differs between the passes is caught here: the source changed while it was read (adversarial row R05).
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

from records.errors import Reason, SourceUnavailable
from records.finding import Cover, Disposition, Finding, IdKind, Link, PiiType, Ruling, Standing, Witness
from records.record import Record
from release.workspace import private_file

__all__ = ["Outcome", "Rulings", "Spool", "match"]

Outcome = tuple[Finding, ...] | Reason
"""What detection made of one record: its findings, or the reason why it must be withheld."""


class _Entries:
    """A file of packed entries, written once in reading order, then read once in the same order."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._out: BinaryIO = os.fdopen(private_file(path), "wb")
        self._count = 0

    def add(self, entry: Any) -> None:
        packed = marshal.dumps(entry)
        # Its length goes before it: marshal reads a file byte by byte, which takes longer than all else here.
        self._out.write(len(packed).to_bytes(8, "big") + packed)
        self._count += 1

    def rewind(self) -> Iterator[Any]:
        self._out.close()
        with self._path.open("rb") as entries:
            for _ in range(self._count):
                packed = entries.read(int.from_bytes(entries.read(8), "big"))
                yield marshal.loads(packed)  # noqa: S302 - our own file in a private folder, written moments ago

    def close(self) -> None:
        self._out.close()


class Spool:
    """What detection found, written once in reading order, then read once or twice in the same order."""

    def __init__(self, folder: Path) -> None:
        self._entries = _Entries(folder / "findings.spool")
        self.holds_identifiers = False

    def add(self, record: Record, outcome: Outcome) -> None:
        """Append what detection made of *record*."""
        packed = outcome.name if isinstance(outcome, Reason) else tuple(_pack(finding) for finding in outcome)
        if not isinstance(outcome, Reason):
            self.holds_identifiers |= bool(record.keys) or any(finding.type is PiiType.ID for finding in outcome)
        self._entries.add((_digest(record), packed))

    def rewind(self) -> Iterator[tuple[bytes, Outcome]]:
        """Close for writing and yield digest and outcome of every record, in order."""
        for digest, packed in self._entries.rewind():
            yield digest, Reason[packed] if isinstance(packed, str) else tuple(map(_unpack, packed))

    def close(self) -> None:
        """Let go of the file, which the run folder removes."""
        self._entries.close()


class Rulings:
    """What the rules made of each record, kept until it is redacted, so that they are asked once."""

    def __init__(self, folder: Path) -> None:
        self._entries = _Entries(folder / "rulings.spool")

    def add(self, outcome: Cover | Reason) -> None:
        """Append the cover of the next record, or the reason why it is withheld."""
        packed = outcome.name if isinstance(outcome, Reason) else tuple(map(_pack_ruling, outcome.rulings))
        self._entries.add(packed)

    def rewind(self) -> Iterator[Cover | Reason]:
        """Close for writing and yield what the rules made of every record, in order."""
        for packed in self._entries.rewind():
            yield Reason[packed] if isinstance(packed, str) else Cover(tuple(map(_unpack_ruling, packed)))

    def close(self) -> None:
        """Let go of the file, which the run folder removes."""
        self._entries.close()


def match(record: Record, digest: bytes) -> None:
    """Raise SourceUnavailable where *record* is not the one the first pass saw."""
    if _digest(record) != digest:
        raise SourceUnavailable("the source changed while it was being read; nothing was published")


def _digest(record: Record) -> bytes:
    # In version 2 marshal writes lengths and bytes alone: equal texts give equal bytes, whoever else holds them.
    told = marshal.dumps((record.container, record.id, *[field.text for field in record.fields]), 2)
    return blake2b(told, digest_size=16).digest()


_Packed = tuple[int, int, int, str, float, str, str | None, str]


def _pack(finding: Finding) -> _Packed:
    kind = finding.kind.value if finding.kind else None
    type_ = finding.type.value
    return finding.field, finding.start, finding.end, type_, finding.score, finding.detector, kind, finding.pattern


@lru_cache(maxsize=16_384)  # a column is found in the same way row after row
def _unpack(packed: _Packed) -> Finding:
    field, start, end, type_, score, detector, kind, pattern = packed
    return Finding(field, start, end, PiiType(type_), score, detector, IdKind(kind) if kind else None, pattern)


_PackedRuling = tuple[Any, ...]


def _pack_ruling(ruling: Ruling) -> _PackedRuling:
    witness = ruling.witness
    return (
        *(ruling.field, ruling.start, ruling.end, ruling.type.value, ruling.kind.value if ruling.kind else None),
        *(ruling.score, ruling.detectors, ruling.standing.value, ruling.disposition.value, ruling.authority),
        (witness.partner.value, witness.link.value, witness.path) if witness else None,
    )


@lru_cache(maxsize=16_384)
def _unpack_ruling(packed: _PackedRuling) -> Ruling:
    field, start, end, type_, kind, score, detectors, standing, disposition, authority, seen = packed
    witness = Witness(PiiType(seen[0]), Link(seen[1]), seen[2]) if seen else None
    return Ruling(
        *(field, start, end, PiiType(type_), IdKind(kind) if kind else None, score, detectors),
        *(Standing(standing), Disposition(disposition), authority, witness),
    )

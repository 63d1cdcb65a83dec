"""What the first pass found, kept on disk until the second pass needs it: offsets and digests, never a value.

A record whose text differs between the passes is caught here: the source changed while it was read (adversarial row R05).
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from records.errors import Reason, SourceUnavailable
from records.finding import Finding, IdKind, PiiType
from records.record import Record
from release.workspace import private_file

__all__ = ["Outcome", "Spool"]

Outcome = tuple[Finding, ...] | Reason
"""What detection made of one record: its findings, or the reason why it must be withheld."""


class Spool:
    """Written once in reading order, then read once in the same order."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "findings.spool"
        self._out: BinaryIO = os.fdopen(private_file(self._path), "wb")
        self.count = 0
        self.holds_identifiers = False

    def add(self, record: Record, outcome: Outcome) -> None:
        """Append what detection made of *record*."""
        packed = outcome.name if isinstance(outcome, Reason) else tuple(_pack(finding) for finding in outcome)
        if not isinstance(outcome, Reason):
            self.holds_identifiers |= bool(record.keys) or any(finding.type is PiiType.ID for finding in outcome)
        entry = marshal.dumps((_digest(record), packed))
        # Its length goes before it: marshal reads a file byte by byte, which takes longer than all else here.
        self._out.write(len(entry).to_bytes(8, "big") + entry)
        self.count += 1

    def rewind(self) -> Iterator[tuple[bytes, Outcome]]:
        """Close for writing and yield digest and outcome of every record, in order."""
        self._out.close()
        with self._path.open("rb") as spool:
            for _ in range(self.count):
                entry = spool.read(int.from_bytes(spool.read(8), "big"))
                digest, packed = marshal.loads(entry)  # noqa: S302 - our own file in a private folder, written moments ago
                yield digest, Reason[packed] if isinstance(packed, str) else tuple(map(_unpack, packed))

    def close(self) -> None:
        """Let go of the file, which the run folder removes."""
        self._out.close()


def match(record: Record, digest: bytes) -> None:
    """Raise SourceUnavailable where *record* is not the one the first pass saw."""
    if _digest(record) != digest:
        raise SourceUnavailable("the source changed while it was being read; nothing was published")


def _digest(record: Record) -> bytes:
    state = blake2b(f"{record.container}\0{record.id}".encode(), digest_size=16)
    for field in record.fields:
        text = field.text.encode("utf-8", "surrogatepass")
        state.update(len(text).to_bytes(8, "big"))
        state.update(text)
    return state.digest()


_Packed = tuple[int, int, int, str, float, str, str | None, str]


def _pack(finding: Finding) -> _Packed:
    kind = finding.kind.value if finding.kind else None
    type_ = finding.type.value
    return finding.field, finding.start, finding.end, type_, finding.score, finding.detector, kind, finding.pattern


@lru_cache(maxsize=16_384)  # a column is found in the same way row after row
def _unpack(packed: _Packed) -> Finding:
    field, start, end, type_, score, detector, kind, pattern = packed
    return Finding(field, start, end, PiiType(type_), score, detector, IdKind(kind) if kind else None, pattern)

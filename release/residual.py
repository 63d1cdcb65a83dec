"""The residual check (rule R4): no identifier stays that would join what is released to a person, here or in an earlier release.

Asked of the rulings as they will be written, after everything else. What an earlier release took out is taken out again, though
the person it was beside is not in this run; whatever would still join one is a fault, and the release is refused. So it is where
another release was published meanwhile that took out what this one leaves: releases are published one at a time.
"""

from __future__ import annotations

import os
import secrets
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from heapq import merge
from itertools import groupby
from pathlib import Path

from filelock import FileLock, Timeout

from detectors.links import Linked
from detectors.residual import residual
from detectors.rows_on_disk import Layout, Rows
from records.errors import SourceUnavailable, Unsafe
from records.finding import Cover, Disposition, Link, PiiType, Ruling, Standing, Witness
from records.record import Record
from records.statute import Statute
from release.settle import identifier_digests, taken_out
from release.workspace import Workspace, private_file

__all__ = ["Residual"]

_BYTES = 8  # of a digest
_WRITING = 60.0  # seconds within which another run must have been published and written what it took out


class Residual:
    """What releases took out so far, as keyed digests in the workspace: eight bytes for each different identifier."""

    def __init__(self, workspace: Workspace, links: Linked, statute: Statute, folder: Path | None = None) -> None:
        self._key = blake2b(workspace.key, digest_size=32, person=b"clearcopy-taken").digest()
        self._file = workspace.path / "taken.ids"
        self._lock = FileLock(self._file.with_name("taken.lock"), timeout=_WRITING, mode=0o600)
        self._links = links
        self._statute = statute
        self._earlier = _read(self._file)
        self._taken = Rows(Layout("Q"), folder)
        self._left = Rows(Layout("Q"), folder)

    def close(self) -> None:
        """Let go of what was gathered, files included."""
        self._taken.clear()
        self._left.clear()

    def apply(self, record: Record, cover: Cover) -> Cover:
        """Return *cover* with every identifier taken out that an earlier release took out."""
        if not self._earlier:
            return cover
        return Cover(tuple(self._again(record, ruling) for ruling in cover.rulings))

    def check(self, record: Record, cover: Cover) -> None:
        """Raise Unsafe where *cover* leaves an identifier that is linked with a person; remember what it takes out and leaves."""
        joined = residual(record, cover, self._links)
        for ruling in (each for each in cover.rulings if each.type is PiiType.ID):
            redacted = ruling.disposition is Disposition.REDACT
            if not redacted and (ruling in joined or self._was_taken(record, ruling)):
                raise Unsafe("an identifier left in place would join a person; nothing was published", item=record.id)
            for digest in self._digests(record, ruling):
                (self._taken if redacted else self._left).add(digest)

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """Let this release be published and kept while no other is.

        Raises Unsafe where one that was meanwhile took out what this one leaves, SourceUnavailable where another does not get done.
        """
        try:
            self._lock.acquire()
        except Timeout:
            raise SourceUnavailable("another run is publishing from the workspace; try again later") from None
        try:
            if any(digest in self._left for digest in self._since()):
                raise Unsafe(
                    "a release made meanwhile took out what this one leaves; nothing was published: run it again"
                )
            yield
        finally:
            self._lock.release()

    def keep(self) -> None:
        """Leave what this release took out for later ones, once it is published; what another left meanwhile stays."""
        taken = (row[0] for part in self._taken.parts() for row in part)
        with self._lock:
            known = array("Q", (digest for digest, _ in groupby(merge(_read(self._file), taken))))
            part = self._file.with_suffix(f".{secrets.token_hex(4)}")
            with os.fdopen(private_file(part), "wb") as out:
                known.tofile(out)
                out.flush()
                os.fsync(out.fileno())
            part.replace(self._file)

    def _since(self) -> Iterator[int]:
        """Yield what other releases took out since this run began."""
        now = _read(self._file)
        return iter(()) if now == self._earlier else (digest for digest in now if not self._known(digest))

    def _again(self, record: Record, ruling: Ruling) -> Ruling:
        if ruling.type is not PiiType.ID or ruling.disposition is Disposition.REDACT:
            return ruling
        if not self._was_taken(record, ruling):
            return ruling
        return taken_out(ruling, self._statute, Witness(PiiType.PERSON, Link.SHARED_KEY, ("an earlier release",)))

    def _was_taken(self, record: Record, ruling: Ruling) -> bool:
        return any(self._known(digest) for digest in self._digests(record, ruling))

    def _known(self, digest: int) -> bool:
        at = bisect_left(self._earlier, digest)
        return at < len(self._earlier) and self._earlier[at] == digest

    def _digests(self, record: Record, ruling: Ruling) -> Iterator[int]:
        return iter(()) if ruling.standing is Standing.OPAQUE else identifier_digests(record, ruling, self._key)


def _read(file: Path) -> array[int]:
    """Return the sorted digests in *file*, none where there is no such file; a torn end is left out."""
    known = array("Q")
    if file.exists():
        content = file.read_bytes()
        known.frombytes(content[: len(content) // _BYTES * _BYTES])
    return known

"""A zip archive is opened within limits: its members are counted, measured and unpacked no further than the budget allows.

Refused whole: too many members, members that overlap in the file, one that unpacks to more than the budget (P09). The sizes
that an archive states are not believed; what comes out is counted while it comes out.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from records.errors import Reason, Unreadable
from records.settings import Limits

__all__ = ["Archive", "Budget", "open_zip", "write_zip"]

_CHUNK = 1 << 16
_RATIO = 200
"""Most that a byte may unpack to, once a member is larger than _SMALL; text in deflate reaches 20, a form full of blanks 100."""
_SMALL = 10_000_000
_EPOCH = datetime(1980, 1, 1).timetuple()[:6]  # noqa: DTZ001  # the zip format's first day, in no zone
_LOCAL = b"PK\x03\x04"
_HEADER = 30
"""Bytes of a local file header before its name (APPNOTE 4.3.7)."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError)


@dataclass(slots=True)
class Budget:
    """What may still be unpacked, shared by an archive and all archives in it."""

    left: int
    members: int

    @classmethod
    def of(cls, limits: Limits) -> Budget:
        """Return the whole budget that *limits* give one document."""
        return cls(limits.unpacked_bytes, limits.members)

    def spend(self, count: int) -> None:
        """Take *count* bytes; raise Unreadable(TOO_LARGE) where there are not as many."""
        self.left -= count
        if self.left < 0:
            raise Unreadable(Reason.TOO_LARGE)

    def enrol(self, count: int) -> None:
        """Take *count* members; raise Unreadable(TOO_LARGE) where there are not as many."""
        self.members -= count
        if self.members < 0:
            raise Unreadable(Reason.TOO_LARGE)


class Archive:
    """An open zip archive: its members in file order, and how to read one."""

    def __init__(self, content: bytes, budget: Budget) -> None:
        self._content = content
        self._budget = budget
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN:
            raise Unreadable(Reason.UNREADABLE) from None
        self.members = tuple(sorted(self._zip.infolist(), key=lambda each: each.header_offset))
        budget.enrol(len(self.members))
        self.unlisted = self._gaps()

    @property
    def comment(self) -> bytes:
        return self._zip.comment

    def read(self, member: zipfile.ZipInfo) -> bytes:
        """Return the content of *member*; raise Unreadable where it is locked, broken or past the budget."""
        if member.flag_bits & 1:
            raise Unreadable(Reason.ENCRYPTED)
        try:
            return b"".join(self._chunks(member))
        except RuntimeError:
            raise Unreadable(Reason.ENCRYPTED) from None
        except _BROKEN:
            raise Unreadable(Reason.UNREADABLE) from None

    def _chunks(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        size = 0
        with self._zip.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                self._budget.spend(len(chunk))
                if size > _SMALL and size > _RATIO * max(member.compress_size, 1):
                    raise Unreadable(Reason.TOO_LARGE)
                yield chunk

    def _gaps(self) -> int:
        """Return how many members stand in the file and not in its list; raise Unreadable where two members overlap."""
        unlisted, end = 0, 0
        for member in self.members:
            start = member.header_offset
            if start < end:
                raise Unreadable(Reason.AMBIGUOUS)
            unlisted += self._content.count(_LOCAL, end, start)
            end = start + _HEADER + member.compress_size
        return unlisted + self._content.count(_LOCAL, end)


def open_zip(content: bytes, budget: Budget) -> Archive:
    """Return the archive that *content* is, its members counted against *budget*; raise Unreadable where it is none."""
    return Archive(content, budget)


def write_zip(members: tuple[tuple[str, bytes], ...]) -> bytes:
    """Return a new archive of *members*, the same bytes for the same members: no dates, no owners, no comments."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3  # as written on Unix, wherever it is written
            archive.writestr(info, content)
    return out.getvalue()

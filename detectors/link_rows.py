"""What one source says of whose a value is, as keyed digests and record ids: gathered in a run, and kept for later ones.

Kept in the workspace, it tells a later request for another source which of its identifiers the city could combine with a
person (rule R4, link level L2), without that source being opened again and without a value on disk.
"""

from __future__ import annotations

import io
import tempfile
import weakref
from pathlib import Path
from struct import Struct
from typing import BinaryIO

from detectors.rows_on_disk import Layout, Row, Rows

__all__ = ["NEAR", "SELECTIVE", "LinkRows", "open_links"]

SELECTIVE = 3
"""Persons to whom a value may belong and still carry a link (R3)."""
NEAR = 8
"""Values beside a value that are remembered."""

# value, place, person (0: too many stand there to say whose it is), direct element beside it, its own type and kind
_BESIDE = Layout("QQQBBB", same=(2,), most=SELECTIVE + 2)
# value, place, number in its record, the other value where no person stands
_WITHOUT = Layout("QQBQ", same=(3,), most=NEAR)
_WAITING = 65_536  # bytes of places that wait to be written
_HEAD = Struct("<12sQQQ")
_MAGIC = b"clearlinks\x001"  # another format or another way to digest gets another number, and old files are not read


class LinkRows:
    """The links of one source: what stands ``beside`` a person, and what stands beside other values, ``without`` one."""

    def __init__(self, folder: Path | None = None) -> None:
        self.beside = Rows(_BESIDE, folder)
        self.without = Rows(_WITHOUT, folder)
        self._places = _scratch(folder)
        self._first, self._end = 0, 0  # byte of the file where the places begin, and their length
        self._waiting = bytearray()
        self._files = [self._places]
        weakref.finalize(self, _close, self._files)

    def place(self, text: str) -> int:
        """Keep the ids of a record and return the number under which they are found; later ones are higher."""
        number = self._end
        self._waiting += (packed := _packed(text))
        self._end += len(packed)
        if len(self._waiting) > _WAITING:
            self._flush()
        return number

    def placed(self, number: int) -> str:
        """Return the ids kept under *number*."""
        self._flush()
        self._places.seek(self._first + number)
        return self._places.read(int.from_bytes(self._places.read(2), "big")).decode("utf-8", "replace")

    def people(self, value: int) -> list[Row]:
        """Return the rows of *value* beside persons, in order."""
        return self.beside.find(value)

    def near(self, value: int) -> list[Row]:
        """Return the rows of *value* beside other values, in order."""
        return self.without.find(value)

    def close(self) -> None:
        """Let go of all of it, files included."""
        self.beside.clear()
        self.without.clear()
        _close(self._files)

    def write(self, out: BinaryIO) -> None:
        """Write all of it to *out*, for ``open_links``."""
        tables = (self.beside, self.without)
        out.write(_HEAD.pack(_MAGIC, *(len(table) * table.width for table in tables), self._end))
        for table in tables:
            out.writelines(part.tobytes() for part in table.parts())
        self._flush()
        self._places.seek(self._first)
        while block := self._places.read(1 << 20):
            out.write(block)

    def _flush(self) -> None:
        if self._waiting:
            self._places.seek(0, io.SEEK_END)
            self._places.write(self._waiting)
            self._waiting = bytearray()

    @classmethod
    def read(cls, source: BinaryIO, beside: int, without: int) -> LinkRows:
        """Return the links in *source*, whose two tables have so many bytes; it stays open as long as they are asked."""
        held = cls()
        held.beside = Rows.of_file(_BESIDE, source, _HEAD.size, beside)
        held.without = Rows.of_file(_WITHOUT, source, _HEAD.size + beside, without)
        held._places, held._first = source, _HEAD.size + beside + without
        held._files[:] = [source]
        return held


def open_links(path: Path) -> LinkRows | None:
    """Return the links kept at *path*, or None where there are none or they are of another version, as if never read."""
    if not path.exists():
        return None
    source = path.open("rb")
    head = source.read(_HEAD.size)
    magic, *sizes = _HEAD.unpack(head) if len(head) == _HEAD.size else (b"",)
    if magic != _MAGIC or path.stat().st_size != _HEAD.size + sum(sizes):
        source.close()
        return None
    return LinkRows.read(source, sizes[0], sizes[1])


def _scratch(folder: Path | None) -> BinaryIO:
    if folder is None:
        return io.BytesIO()
    return tempfile.TemporaryFile(dir=folder)


def _packed(text: str) -> bytes:
    content = text.encode("utf-8", "replace")[:65_535]
    return len(content).to_bytes(2, "big") + content


def _close(files: list[BinaryIO]) -> None:
    for file in files:
        file.close()

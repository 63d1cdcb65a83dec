"""What one source says of whose a value is, as keyed digests and record ids: gathered in a run, and kept for later ones.

Kept in the workspace, it tells a later request for another source which of its identifiers the city could combine with a
person (rule R4, link level L2), without that source being opened again and without a value on disk.
"""

from __future__ import annotations

import sqlite3
import weakref
from contextlib import closing
from pathlib import Path

from detectors.rows_on_disk import Home, Layout, Row, Rows, on_disk, scratch

__all__ = ["NEAR", "SELECTIVE", "LinkRows", "open_links"]

SELECTIVE = 3
"""Persons to whom a value may belong and still carry a link (R3)."""
NEAR = 8
"""Values beside a value that are remembered."""

# value, place, person (0: too many stand there to say whose it is), direct element beside it, its own type and kind
_BESIDE = Layout("QQQBBB", same=(2,), most=SELECTIVE + 2, rising=True)
# value, place, number in its record, the other value where no person stands
_WITHOUT = Layout("QQBQ", same=(3,), most=NEAR, rising=True)
_WAITING = 10_000  # places that wait to be written together
_VERSION = 2  # another format or another way to digest gets another number, and old files are not read


class LinkRows:
    """The links of one source: what stands ``beside`` a person, and what stands beside other values, ``without`` one."""

    def __init__(self, folder: Path | None = None, *, kept: sqlite3.Connection | None = None) -> None:
        self._home = Home(kept, weakref.finalize(self, kept.close)) if kept else scratch(self, folder)
        self._database = self._home.database
        if kept is None:
            self._database.execute("CREATE TABLE places (number INTEGER PRIMARY KEY, ids TEXT NOT NULL)")
            self._database.execute(f"PRAGMA user_version = {_VERSION}")
        self.beside = Rows(_BESIDE, home=self._home, name="beside")
        self.without = Rows(_WITHOUT, home=self._home, name="without")
        self._places = 0
        self._waiting: list[tuple[int, str]] = []

    def place(self, text: str) -> int:
        """Keep the ids of a record and return the number under which they are found; later ones are higher."""
        self._places += 1
        self._waiting.append((self._places, text.encode("utf-8", "replace").decode()))
        if len(self._waiting) >= _WAITING:
            self._flush()
        return self._places

    def placed(self, number: int) -> str:
        """Return the ids kept under *number*."""
        self._flush()
        return str(self._database.execute("SELECT ids FROM places WHERE number = ?", (number,)).fetchone()[0])

    def people(self, value: int) -> list[Row]:
        """Return the rows of *value* beside persons, in order."""
        return self.beside.find(value)

    def near(self, value: int) -> list[Row]:
        """Return the rows of *value* beside other values, in order."""
        return self.without.find(value)

    def close(self) -> None:
        """Let go of all of it, the file included."""
        self._waiting.clear()
        self._home.end()

    def write(self, path: Path) -> None:
        """Write all of it to *path*, an empty file, for ``open_links``."""
        self._flush()
        self.beside.order()
        self.without.order()
        with closing(sqlite3.connect(path)) as kept:
            self._database.backup(kept)

    def _flush(self) -> None:
        if self._waiting:
            with on_disk():
                self._database.execute("BEGIN")
                self._database.executemany("INSERT INTO places VALUES (?, ?)", self._waiting)
                self._database.execute("COMMIT")
            self._waiting.clear()


def open_links(path: Path) -> LinkRows | None:
    """Return the links kept at *path*, or None where there are none or they are of another version, as if never read."""
    if not path.exists():
        return None
    kept = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    links = _links(kept)
    if links is None:
        kept.close()
    return links


def _links(kept: sqlite3.Connection) -> LinkRows | None:
    try:
        version = kept.execute("PRAGMA user_version").fetchone()[0]
        return LinkRows(kept=kept) if version == _VERSION else None
    except sqlite3.DatabaseError:  # torn, or something else altogether
        return None

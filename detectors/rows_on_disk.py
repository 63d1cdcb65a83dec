"""Rows of numbers by a 64-bit key in a private SQLite file: memory stays the same, however many there are.

What grows with a source (spellings, links, fingerprints) is kept here as keyed digests. Rows are appended as they come and put in
order when one is first looked up, which SQLite does outside memory; a key is then found in one walk down a tree. The file is
gone with its owner, and holds nothing that could be read without the key.
"""

from __future__ import annotations

import errno
import sqlite3
import weakref
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from operator import add, itemgetter, sub
from pathlib import Path
from secrets import token_hex

__all__ = ["Home", "Layout", "Row", "Rows", "keyed", "on_disk", "scratch"]

Row = tuple[int, ...]

_WAITING = 20_000  # rows that wait to be written together
_LATELY = 50_000  # rows in each of two generations that are not written again when they come again
_PART = 100_000  # rows handed out together
_LOWEST = -(2**63)  # SQLite's integers are signed: shifted by this, 64 bits fit and keep their order
_PRIVATE = (
    "PRAGMA journal_mode = OFF",  # nobody reads this file after a crash
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA temp_store = FILE",  # sorting runs go to disk too
    "PRAGMA cache_size = -4000",  # kibibytes of memory
)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a row is made of, as letters of the struct module: the key ("Q"), then numbers ("Q", "I" or "B").

    Rows of one key are sorted by what follows it. Those equal in the columns *same* (the key always is one) are one row, the
    first; of one key the first *most* are kept. *rising* promises that the rows of a key are given in that order.
    """

    columns: str
    same: tuple[int, ...] = ()
    most: int = 0
    rising: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """An open database, and what closes it."""

    database: sqlite3.Connection
    end: Callable[[], object]


class Rows:
    """Rows of *layout*, in a file of their own in *folder*, in memory without one, or as a table of *home*."""

    def __init__(
        self, layout: Layout, folder: Path | None = None, *, home: Home | None = None, name: str = "found"
    ) -> None:
        self._shifts = tuple(_LOWEST if letter == "Q" else 0 for letter in layout.columns)
        self._sql = _Sql(layout, name)
        self._home = home or scratch(self, folder)
        self._lent = home is not None
        self._database = self._home.database
        self._waiting: list[Row] = []
        self._told = itemgetter(0, *layout.same) if layout.rising else tuple
        self._lately: set[int] = set()
        self._before: set[int] = set()
        self._ordered = True
        with on_disk():
            self._database.execute(self._sql.table)
            self._database.execute(self._sql.fresh)

    def add(self, *row: int) -> None:
        """Take in one row; it may have been given before, and is then mostly left out at once."""
        # The same in every process, of numbers. Python takes two that lie 2^61 - 1 apart for one: their highest bits part them.
        told = hash((self._told(row), *[number >> 60 for number in row]))
        if told in self._lately:
            return
        if len(self._lately) >= _LATELY:
            self._before, self._lately = self._lately, set()
        self._lately.add(told)
        if told in self._before:
            return
        self._waiting.append(row)
        self._ordered = False
        if len(self._waiting) >= _WAITING:
            self._write()

    def parts(self) -> Iterator[list[Row]]:
        """Yield every row in order, many at a time, each once."""
        with closing(self._order().execute(self._sql.every)) as cursor:
            while part := cursor.fetchmany(_PART):
                yield [tuple(map(sub, row, self._shifts)) for row in part]

    def find(self, key: int) -> list[Row]:
        """Return the rows of *key*, in order."""
        found = self._order().execute(self._sql.find, (key + _LOWEST,)).fetchall()
        return [tuple(map(sub, row, self._shifts)) for row in found]

    def order(self) -> None:
        """Put in order what was added, which the first look-up does otherwise."""
        self._order()

    def clear(self) -> None:
        """Let go of the rows and of their file; nothing can be asked after this."""
        self._waiting.clear()
        self._lately, self._before = set(), set()
        if not self._lent:
            self._home.end()

    def __len__(self) -> int:
        return int(self._order().execute(self._sql.count).fetchone()[0])

    def __bool__(self) -> bool:
        return not self._ordered or self._database.execute(self._sql.first).fetchone() is not None

    def __contains__(self, key: int) -> bool:
        return bool(self.find(key))

    def _write(self) -> None:
        rows = (tuple(map(add, row, self._shifts)) for row in self._waiting)
        with on_disk():
            self._database.execute("BEGIN")
            self._database.executemany(self._sql.append, rows)
            self._database.execute("COMMIT")
        self._waiting.clear()

    def _order(self) -> sqlite3.Connection:
        if not self._ordered:
            self._write()
            with on_disk():
                for statement in self._sql.order:
                    self._database.execute(statement)
            self._ordered = True
        return self._database


def keyed(text: str, key: bytes) -> int:
    """Return the 64-bit number under which *text* is kept; it tells nothing without *key*."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), key=key, digest_size=8).digest(), "big")


@contextmanager
def on_disk() -> Iterator[None]:
    """Raise OSError where there is no room, as any other file would."""
    try:
        yield
    except sqlite3.OperationalError:
        raise OSError(errno.ENOSPC, "the run folder cannot be written") from None


class _Sql:
    """The statements over one table; its name and columns are this module's, never from a source."""

    def __init__(self, layout: Layout, name: str) -> None:
        columns = [f"f{n}" for n in range(len(layout.columns))]
        listed = ", ".join(columns)
        again = ", ".join(columns[n] for n in (0, *layout.same))
        body = f"({', '.join(f'{each} INTEGER NOT NULL' for each in columns)}"
        every = f"SELECT {listed} FROM {name} UNION ALL SELECT {listed} FROM {name}_fresh"
        once = _first(listed, again, 1, every)
        kept = _first(listed, "f0", layout.most, once) if layout.most else once
        self.table = f"CREATE TABLE IF NOT EXISTS {name} {body}, PRIMARY KEY ({listed})) WITHOUT ROWID"
        self.fresh = f"CREATE TABLE IF NOT EXISTS {name}_fresh {body})"
        self.append = f"INSERT INTO {name}_fresh VALUES ({', '.join('?' * len(columns))})"
        self.find = f"SELECT {listed} FROM {name} WHERE f0 = ? ORDER BY {listed}"
        self.every = f"SELECT {listed} FROM {name} ORDER BY {listed}"
        self.count = f"SELECT count(*) FROM {name}"
        self.first = f"SELECT 1 FROM {name} LIMIT 1"
        self.order = (
            f"CREATE TABLE {name}_next {body}, PRIMARY KEY ({listed})) WITHOUT ROWID",
            f"INSERT INTO {name}_next {kept} ORDER BY {listed}",
            f"DROP TABLE {name}",
            f"DROP TABLE {name}_fresh",
            f"ALTER TABLE {name}_next RENAME TO {name}",
            self.fresh,
        )


def _first(columns: str, group: str, most: int, rows: str) -> str:
    """Return the query of the first *most* of *rows* in each *group*."""
    numbered = f"SELECT {columns}, row_number() OVER (PARTITION BY {group} ORDER BY {columns}) AS place FROM ({rows})"
    return f"SELECT {columns} FROM ({numbered}) WHERE place <= {most}"


def scratch(owner: object, folder: Path | None) -> Home:
    """Return a database of *owner*'s, in a new file in *folder* or in memory; it is gone when *owner* is."""
    path = folder / f"{token_hex(8)}.rows" if folder else None
    if path:
        path.touch(mode=0o600, exist_ok=False)
    database = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
    for statement in _PRIVATE:
        database.execute(statement)
    return Home(database, weakref.finalize(owner, _end, database, path))


def _end(database: sqlite3.Connection, path: Path | None) -> None:
    database.close()
    if path:
        with suppress(OSError):  # whoever emptied the folder was faster
            path.unlink(missing_ok=True)

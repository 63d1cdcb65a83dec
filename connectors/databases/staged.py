"""Redacted rows wait in a private database without types until the last one has shown which types and keys still hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from connectors.databases.cells import Stored
from connectors.databases.schema import ForeignKey

__all__ = ["Staged", "writing"]

_BATCH = 500  # rows
_EXACT = 2**53  # up to it a float holds every whole number


@contextmanager
def writing() -> Iterator[None]:
    """Turn what SQLite says when it cannot write (disk full, I/O error) into an OSError that quotes nothing."""
    try:
        yield
    except sqlite3.Error:
        raise OSError("the copy of the database cannot be written") from None


class Staged:
    """A scratch SQLite file: table ``t3`` holds table 3, columns ``c0``, ``c1``, ... of any type."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        # It is deleted at the end either way, so it is never synced and its journal is in memory.
        for pragma in ("journal_mode = MEMORY", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute("BEGIN")
        self._waiting: list[Sequence[Stored]] = []
        self._insert = ""
        self._indexes = 0
        self._reordered: set[int] = set()

    def table(self, number: int, collations: Sequence[str]) -> None:
        """Begin a table with a column per collation ("" for none); rows added from now on are its own."""
        self.flush()
        columns = ", ".join(f"c{i} COLLATE {c}" if c else f"c{i}" for i, c in enumerate(collations))
        self.connection.execute(f"CREATE TABLE t{number} ({columns})")
        self._insert = f"INSERT INTO t{number} VALUES ({', '.join('?' * len(collations))})"  # noqa: S608 - names made or quoted here

    def add(self, row: Sequence[Stored]) -> None:
        """Keep one row of the table begun last."""
        self._waiting.append(row)
        if len(self._waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Hand the waiting rows to SQLite."""
        if self._waiting:
            with writing():
                self.connection.executemany(self._insert, self._waiting)
            self._waiting.clear()

    def index(self, number: int, columns: str) -> bool:
        """Index *columns* of table *number* and say whether their values are unique; NULLs are never equal."""
        try:
            self.connection.execute(f"CREATE UNIQUE INDEX i{self._indexes} ON t{number} ({columns})")
        except sqlite3.IntegrityError:
            return False
        self._indexes += 1
        return True

    def any(self, query: str) -> bool:
        """Say whether *query*, made of generated names only, finds a row."""
        return bool(self.connection.execute(f"SELECT EXISTS ({query})").fetchone()[0])  # generated names

    def types(self, number: int, column: int) -> frozenset[str]:
        """Return SQLite's names of the types that stand in a column, NULL left out."""
        query = f"SELECT DISTINCT typeof(c{column}) FROM t{number} WHERE c{column} IS NOT NULL"  # noqa: S608 - names made here
        return frozenset(row[0] for row in self.connection.execute(query))

    def all(self, number: int, column: int, test: Callable[[object], int]) -> bool:
        """Say whether *test* gives 1 for every value of a column, NULL left out."""
        self.connection.create_function("test", 1, test, deterministic=True)
        return not self.any(f"SELECT 1 FROM t{number} WHERE c{column} IS NOT NULL AND NOT test(c{column})")  # noqa: S608 - names made here

    def leads_nowhere(self, number: int, key: ForeignKey, *, exact: bool = False) -> bool:
        """Say whether a row of a table refers by *key* to no row: as the columns compare, and byte by byte where *exact*."""
        pairs = list(zip(key.columns, key.parent_columns, strict=True))
        given = " AND ".join(f"child.c{own} IS NOT NULL" for own, _ in pairs)
        # As the columns compare, also where that is not enough: the index serves it.
        same = [f"parent.c{theirs} = child.c{own}" for own, theirs in pairs]
        same += [f"{each} COLLATE BINARY" for each in same if exact]
        found = f"SELECT 1 FROM t{key.parent} AS parent WHERE {' AND '.join(same)}"  # noqa: S608 - names made here
        return self.any(f"SELECT 1 FROM t{number} AS child WHERE {given} AND NOT EXISTS ({found})")  # noqa: S608 - names made here

    def query(self, number: int, width: int) -> str:
        """Return the query for the rows of a table in the order they came, or in that which ``reorder`` gave them."""
        chosen = ", ".join(f"c{i}" for i in range(width))
        if number in self._reordered:
            return f"SELECT {chosen} FROM s{number} JOIN t{number} ON t{number}.rowid = s{number}.r ORDER BY s{number}.rowid"  # noqa: S608 - names made here
        return f"SELECT {chosen} FROM t{number} ORDER BY rowid"  # noqa: S608 - names made here

    def rows(self, number: int, width: int) -> Iterator[tuple[Stored, ...]]:
        """Yield the rows of a table in order."""
        yield from self.connection.execute(self.query(number, width))

    def reorder(self, number: int, place: Callable[[int], int]) -> None:
        """Give the rows of a table the order of *place*, a function of the number that each came with."""
        self.connection.create_function("place", 1, place, deterministic=True)
        self.connection.execute(f"CREATE TABLE s{number} (r INTEGER UNIQUE)")
        self.connection.execute(f"INSERT INTO s{number} (r) SELECT rowid FROM t{number} ORDER BY place(rowid), rowid")  # noqa: S608 - names made here
        self._reordered.add(number)

    def map_to_places(self, number: int, column: int) -> None:
        """Note for every value of a key the place of its row in the new order, as "r17"."""
        self.connection.execute(f"CREATE TABLE m{number} (old PRIMARY KEY, new TEXT) WITHOUT ROWID")
        self.connection.execute(
            f"INSERT OR IGNORE INTO m{number} SELECT c{column}, 'r' || s{number}.rowid FROM s{number}"  # noqa: S608 - names made here
            f" JOIN t{number} ON t{number}.rowid = s{number}.r WHERE c{column} IS NOT NULL"
        )

    def follow(self, column: tuple[int, int], root: tuple[int, int]) -> None:
        """Put into a column what ``map_to_places`` noted for its values; a reference to no row becomes NULL."""
        number, own = column
        new = f"SELECT new FROM m{root[0]} WHERE old = c{own}"  # noqa: S608 - names made here
        self.connection.execute(f"UPDATE t{number} SET c{own} = ({new})")  # noqa: S608 - names made here

    def shorten(self, number: int, columns: Iterable[int]) -> None:
        """Put whole numbers for the floats that are some, in columns that become texts: "3.0" would not be "3" any more."""
        for column in columns:
            value = f"c{column}"
            whole = f"typeof({value}) = 'real' AND abs({value}) <= {_EXACT} AND {value} = CAST({value} AS INTEGER)"
            self.connection.execute(f"UPDATE t{number} SET {value} = CAST({value} AS INTEGER) WHERE {whole}")  # noqa: S608 - names made here

    def close(self) -> None:
        """Remove the scratch file."""
        self.connection.close()
        self._path.unlink(missing_ok=True)

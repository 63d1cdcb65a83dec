"""Measures how fast and in how much memory a wide table is read and rebuilt, without detection.

    python benchmarks/database_rows.py [ROWS] [URL]

Without a URL a SQLite table of twelve columns of made-up utility accounts is written to a temporary folder and read from
there; with one, the tables of that database are (a password comes from CLEARCOPY_DATABASE_PASSWORD).
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil

from connectors.database import DatabaseConnector
from records.record import Record
from records.settings import load

ROWS = 1_000_000
COLUMNS = "acct_no, holder, service_address, city, zip, phone, email, dob, meter, gallons, balance, note"


def main() -> None:
    """Time a bare reading and a reading with rebuilding, each in rows a second, with the highest memory seen."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[2] if len(sys.argv) > 2 else str(_make(Path(folder), rows))  # noqa: PLR2004 - argument 2
        for name, into in (("read", None), ("read and rebuild", Path(folder) / "copy")):
            connector = DatabaseConnector(url, load())
            start = time.perf_counter()
            count = _rebuild(connector, into) if into else sum(1 for _ in connector.read())
            seconds = time.perf_counter() - start
            connector.close()
            peak = psutil.Process().memory_info().rss / 1e6
            print(f"{name}: {count} items, {seconds:.1f} s, {count / seconds:,.0f} rows/s, RSS {peak:.0f} MB")


def _rebuild(connector: DatabaseConnector, into: Path) -> int:
    into.mkdir()
    writer = connector.rebuild(into)
    count = 0
    for item in connector.read():
        if isinstance(item, Record):
            writer.add(item, tuple(field.text for field in item.fields))
        else:
            writer.withhold(item)
        count += 1
    writer.close()
    size = (into / "database.sqlite").stat().st_size
    print(f"copy: {size / 1e6:.0f} MB")
    return count


def _make(folder: Path, rows: int) -> Path:
    path = folder / "utility.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute(
            "CREATE TABLE account (acct_no INTEGER PRIMARY KEY, holder TEXT, service_address TEXT, city TEXT, zip TEXT,"
            " phone TEXT, email TEXT, dob TEXT, meter TEXT, gallons INTEGER, balance REAL, note TEXT)"
        )
        database.executemany(f"INSERT INTO account ({COLUMNS}) VALUES ({', '.join('?' * 12)})", _accounts(rows))
        database.commit()
    return path


def _accounts(rows: int) -> Iterator[tuple[object, ...]]:
    first = ("Ada", "Bo", "Cy", "Dee", "Eve", "Flo", "Gus", "Hal")
    last = ("Fenwick", "Larch", "Quill", "Tamsin", "Underhay", "Vole", "Wren", "Yarrow")
    for n in range(rows):
        name = f"{first[n % 8]} {last[n // 8 % 8]}"
        day = f"19{n % 70 + 30}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        phone = f"406-555-01{n % 100:02}"
        note = "left a message about the meter" if n % 5 == 0 else None
        yield (
            10_000_000 + n, name, f"{n % 9000 + 100} Example St", "Helena", "59601", phone, f"u{n}@example.org", day,
            f"M{n:09}", n % 20_000, n % 1000 / 10, note,
        )  # fmt: skip


if __name__ == "__main__":
    main()

"""What was read, when, and how it ended, kept in the workspace: counts and ids, for `sources` and for what comes next."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path

from release.workspace import private_file

__all__ = ["Counts", "last_read", "record_run"]

SCHEMA = """
CREATE TABLE IF NOT EXISTS run (
    run TEXT NOT NULL, source TEXT NOT NULL, started TEXT NOT NULL, ended TEXT NOT NULL, status TEXT NOT NULL,
    items INTEGER NOT NULL, released INTEGER NOT NULL, withheld INTEGER NOT NULL,
    PRIMARY KEY (run, source)
) STRICT
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items of one source were read, and what became of them; in the order of the ledger's columns."""

    items: int
    released: int
    withheld: int


def record_run(workspace: Path, run: str, source: str, *, started: datetime, status: str, counts: Counts) -> None:
    """Append one line: *source* was read by *run* and ended in *status*."""
    with _open(workspace) as db:
        row = (run, source, started.isoformat(), datetime.now(UTC).isoformat(), status, *astuple(counts))
        db.execute("INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def last_read(workspace: Path, source: str) -> datetime | None:
    """Return when *source* was last read to its end, or None."""
    if not (workspace / "ledger.sqlite").exists():
        return None
    with _open(workspace) as db:
        query = "SELECT max(ended) FROM run WHERE source = ? AND (status LIKE 'published%' OR status LIKE 'scanned%')"
        (ended,) = db.execute(query, (source,)).fetchone()
    return datetime.fromisoformat(ended) if ended else None


@contextmanager
def _open(workspace: Path) -> Iterator[sqlite3.Connection]:
    file = workspace / "ledger.sqlite"
    with suppress(FileExistsError):
        os.close(private_file(file))
    with closing(sqlite3.connect(file, timeout=30)) as db, db:
        db.execute(SCHEMA)
        if "fingerprint" in (column[1] for column in db.execute("PRAGMA table_info(run)")):
            db.execute("ALTER TABLE run DROP COLUMN fingerprint")  # of earlier versions, which never filled it
        yield db

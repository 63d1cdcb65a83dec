"""The ledger remembers when each source was last read to its end, and goes on where an earlier version left it."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

from release.ledger import Counts, last_read, record_run

STARTED = datetime(2020, 11, 23, tzinfo=UTC)
COUNTS = Counts(items=3, released=2, withheld=1)


def test_a_source_was_last_read_when_its_last_whole_run_ended(tmp_path):
    """A source nobody read has no such time; one that was read has its own and nobody else's."""
    assert last_read(tmp_path, "mail") is None
    record_run(tmp_path, "run-1", "mail", started=STARTED, status="scanned", counts=COUNTS)

    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as db:
        (line,) = db.execute("SELECT source, status, items, released, withheld FROM run").fetchall()

    assert last_read(tmp_path, "mail") > STARTED
    assert last_read(tmp_path, "forms") is None
    assert line == ("mail", "scanned", 3, 2, 1)


def test_a_ledger_of_an_earlier_version_is_gone_on_with(tmp_path):
    """It had a column that was never filled: its lines stay, and new ones are added."""
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as db, db:
        db.execute(
            "CREATE TABLE run (run TEXT NOT NULL, source TEXT NOT NULL, started TEXT NOT NULL, ended TEXT NOT NULL, "
            "status TEXT NOT NULL, items INTEGER NOT NULL, released INTEGER NOT NULL, withheld INTEGER NOT NULL, "
            "fingerprint TEXT NOT NULL, PRIMARY KEY (run, source)) STRICT"
        )
        line = ("run-0", "forms", STARTED.isoformat(), STARTED.isoformat(), "scanned", 3, 3, 0, "")
        db.execute("INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", line)
    record_run(tmp_path, "run-1", "mail", started=STARTED, status="published", counts=COUNTS)

    assert last_read(tmp_path, "forms") == STARTED
    assert last_read(tmp_path, "mail") > STARTED

"""A SQLite database that holds canaries in its cells, its schema, its blobs and the pages it no longer uses."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tests.adversarial.person import Canary

__all__ = ["DATABASE"]


def DATABASE(folder: Path, canaries: Sequence[Canary]) -> None:  # noqa: N802 - a group of carriers, named like its fellows
    """Write one database; twenty canaries, each in a place of its own."""
    c = canaries
    with closing(sqlite3.connect(folder / "city.sqlite")) as database:
        database.execute("PRAGMA secure_delete = 0")
        database.execute(
            f'CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, email TEXT, ssn, "{c[0].email}" TEXT)'
        )
        database.execute(f"CREATE TABLE notes (id INTEGER PRIMARY KEY, note TEXT DEFAULT '{c[1].spill}', extra BLOB)")
        database.execute(f'CREATE TABLE "visits of {c[2].name} {c[2].ssn}" (day TEXT)')
        database.execute(f"CREATE VIEW old AS SELECT id FROM people WHERE email = '{c[3].email}'")
        database.execute(
            f"CREATE TRIGGER mark AFTER UPDATE ON people BEGIN SELECT '{c[4].spill}'; END;",
        )
        database.execute(f"CREATE INDEX part ON people (id) WHERE email = '{c[5].email}'")
        database.execute(f"CREATE TABLE checked (a TEXT /* {c[6].spill} */ CHECK (a <> '{c[6].email}'))")
        database.execute("CREATE TABLE accounts (account TEXT PRIMARY KEY) WITHOUT ROWID")
        people = [
            (1, c[7].name, c[7].email, c[7].ssn, "x"),
            (2, c[8].name, c[8].email, int(c[8].ssn.replace("-", "")), "x"),
            (3, c[9].name, c[9].email.encode(), c[9].ssn.encode(), "x"),
        ]
        database.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?)", people)
        notes = [
            (1, c[10].spill, None),
            (2, "see the attachment", c[11].spill.encode()),
            (3, "see the attachment", c[12].spill.encode("utf-16-le")),
            (4, "see the attachment", zlib.compress(c[13].spill.encode())),
            (5, json.dumps({"who": {c[14].email: c[14].ssn}}), None),
            (6, f"<b>{c[15].name}</b> &lt;{c[15].email}&gt; {c[15].ssn}", None),
            (7, "x" * 5000 + f" {c[16].spill} " + "y" * 5000, None),
            (8, "short", c[17].spill),
        ]
        database.executemany("INSERT INTO notes VALUES (?, ?, ?)", notes)
        database.execute("INSERT INTO accounts VALUES (?)", (c[18].email,))
        database.execute("INSERT INTO notes VALUES (99, ?, NULL)", (c[19].spill,))
        database.commit()
        database.execute("DELETE FROM notes WHERE id = 99")  # stays behind on the page
        database.commit()

"""On request the order of rows and the serial numbers of keys are gone from a copy, and every join is still there."""

import sqlite3
from dataclasses import replace

import pytest

from connectors.database import DatabaseConnector

pytestmark = pytest.mark.case("B15")

SCRIPT = """
CREATE TABLE person (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, boss INTEGER REFERENCES person);
CREATE TABLE badge (id INTEGER PRIMARY KEY REFERENCES person, colour TEXT);
CREATE TABLE request (id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person, badge INTEGER REFERENCES badge, n INTEGER);
CREATE TABLE pair (a INTEGER, b INTEGER, PRIMARY KEY (a, b));
CREATE TABLE lone (x TEXT);
"""
JOIN = (
    "SELECT p.name, b.name, g.colour, count(*), sum(n) FROM request r JOIN person p ON p.id = r.person "
    "JOIN person b ON b.id = p.boss LEFT JOIN badge g ON g.id = r.badge GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
)


@pytest.fixture
def city(source):
    """Make a database in which serial numbers and order tell who came first."""
    rows = [("INSERT INTO person VALUES (?, ?, ?)", (n, f"p{n:03}", n // 2 or None)) for n in range(1, 61)]
    rows += [("INSERT INTO badge VALUES (?, ?)", (n, "red" if n % 4 else "blue")) for n in range(1, 61, 2)]
    rows += [("INSERT INTO request VALUES (?, ?, ?, ?)", (n, n % 60 + 1, (n % 30) * 2 + 1, n)) for n in range(1, 200)]
    rows += [("INSERT INTO pair VALUES (?, ?)", (n, n + 1)) for n in range(20)]
    rows += [("INSERT INTO lone VALUES (?)", (f"x{n}",)) for n in range(50)]
    return source(SCRIPT, rows=rows)


@pytest.fixture
def shuffled(city, settings, rebuild):
    """Rebuild it shuffled, with the given change to its texts."""

    def make(*forms, change=lambda field: field.text):
        connector = DatabaseConnector(
            str(city), replace(settings, shuffle_rows=True, database_copies=forms or ("sqlite", "csv"))
        )
        into, writer = rebuild(connector, change)
        places = {item.place for item in connector.read()}
        connector.close()
        return into, writer, places

    return make


def test_order_and_serials_are_gone_and_joins_hold(city, shuffled, rows):
    """Names come in another order under other keys; a join over a reference to itself, to a shared key and back is the same."""
    into, writer, places = shuffled()

    copy = into / "database.sqlite"
    assert rows(copy, JOIN) == rows(city, JOIN)
    names = [name for (name,) in rows(copy, "SELECT name FROM person ORDER BY rowid")]
    assert (sorted(names) == names, sorted(names)) == (False, [f"p{n:03}" for n in range(1, 61)])
    keys = rows(copy, "SELECT id FROM person ORDER BY rowid")
    assert keys == [(f"r{n}",) for n in range(1, 61)]
    assert rows(copy, "PRAGMA foreign_key_check") == []
    assert len(rows(copy, "SELECT DISTINCT id FROM badge")) == 30
    assert [x for (x,) in rows(copy, "SELECT x FROM lone")] != [f"x{n}" for n in range(50)]
    assert {change.change.name for change in writer.relaxations} == {"TYPE"}
    assert places == {"schema", "row"}


def test_every_form_has_the_same_order(shuffled, rows):
    """The CSV file and the SQLite file of one release agree, row by row."""
    into, _, _ = shuffled()

    number = [
        path for path in sorted((into / "database").glob("*.csv")) if path.read_text(encoding="utf-8").startswith("a,b")
    ]
    lines = number[0].read_text(encoding="utf-8").splitlines()[1:]
    assert [tuple(map(int, line.split(","))) for line in lines] == rows(
        into / "database.sqlite", "SELECT * FROM pair ORDER BY rowid"
    )
    assert lines != sorted(lines, key=lambda line: int(line.split(",")[0]))


def test_the_same_source_is_shuffled_alike_and_another_is_not(shuffled, city):
    """The order is drawn from the content: two runs agree to the byte, and one changed value gives another order."""
    first, again = (shuffled("sqlite")[0] / "database.sqlite" for _ in range(2))
    same = first.read_bytes() == again.read_bytes()
    with sqlite3.connect(city) as database:
        database.execute("UPDATE lone SET x = 'other' WHERE x = 'x7'")
    database.close()

    other = shuffled("sqlite")[0] / "database.sqlite"

    def order(path):
        with sqlite3.connect(path) as copy:
            found = copy.execute("SELECT name FROM person ORDER BY rowid").fetchall()
        copy.close()
        return found

    assert (same, order(first) == order(other)) == (True, False)


def test_a_key_of_labels_stays_as_it_is(shuffled, rows):
    """A key that was redacted shows no order: its labels are kept, and references to it."""
    into, _, _ = shuffled(
        "sqlite",
        change=lambda f: (
            f"[ID {f.text}]" if f.name in ("id", "boss", "person", "badge") and f.shape.name == "CELL" else f.text
        ),
    )

    assert rows(into / "database.sqlite", "SELECT id FROM person WHERE name = 'p007'") == [("[ID 7]",)]
    assert rows(into / "database.sqlite", "SELECT count(*) FROM request JOIN person ON person.id = request.person") == [
        (199,)
    ]

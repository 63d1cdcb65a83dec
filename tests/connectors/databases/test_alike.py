"""What a database takes for the same value is one value in the copy: 3.0 and 3, "AB-1" and "ab-1" where case does not count."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from connectors.database import DatabaseConnector
from connectors.databases.joins import joins
from connectors.databases.schema import Column, ForeignKey, Kind, Table
from records.settings import load
from release.pipeline import release
from tests.connectors.databases.servers import PASSWORD

ACCOUNTS = """
CREATE TABLE customer (acct_no INTEGER PRIMARY KEY, name TEXT, ssn INTEGER);
CREATE TABLE payment (acct REAL, loose REFERENCES customer, ssn REAL, amount REAL);
INSERT INTO customer VALUES (4711881, 'Quilla Fenwick', 516550123), (3, 'Bo Larch', 516550124), (12, NULL, NULL);
INSERT INTO payment VALUES (4711881.0, 4711881.0, 516550123.0, 12.5), (3.0, 3.0, 516550124.0, 7.0), (12.0, 12, NULL, 7.25);
"""
JOINS = (
    "SELECT count(*) FROM payment JOIN customer ON acct_no = acct",
    "SELECT count(*) FROM payment JOIN customer ON acct_no = loose",
    "SELECT count(*) FROM payment JOIN customer USING (ssn)",
)


def test_a_float_that_is_a_whole_number_is_read_as_it(source, connect, texts):
    """A column of floats holds the numbers that a person would read: an account is not "4711881.0", a half stays a half."""
    found = {(name, text) for _, name, text in texts(connect(source(ACCOUNTS)))}

    assert {("acct", "4711881"), ("ssn", "516550123"), ("amount", "12.5"), ("amount", "7")} <= found
    assert [text for _, text in found if text.endswith(".0")] == []


def test_floats_beyond_what_they_hold_exactly_keep_their_form(source, connect, rebuild, rows):
    """A float is a whole number only where it can tell one from the next; every float comes back as it was."""
    path = source(
        "CREATE TABLE t (x REAL); INSERT INTO t VALUES (1e300), (9007199254740993.0), (-0.0), (9e999), (2.0);"
    )

    into, writer = rebuild(connect(path))

    assert rows(into / "database.sqlite", "SELECT x, typeof(x) FROM t") == rows(path, "SELECT x, typeof(x) FROM t")
    assert writer.relaxations == ()


@pytest.mark.slow
@pytest.mark.case("B13")
def test_joins_of_whole_numbers_and_floats_hold(source, rows, tmp_path):
    """A key that one table keeps as a number and another as a float has one label, and none of it stays in any file."""
    path = source(ACCOUNTS)
    settings = replace(load(), workspace=str(tmp_path / "workspace"), database_copies=("sqlite", "sql", "csv"))

    release([str(path)], tmp_path / "out", settings=settings)

    (copy,) = (tmp_path / "out").rglob("*.sqlite")
    assert [rows(copy, query) for query in JOINS] == [rows(path, query) for query in JOINS]
    content = b"".join(each.read_bytes() for each in (tmp_path / "out").rglob("*") if each.is_file())
    assert [value for value in (b"4711881", b"516550123", b"516550124") if value in content] == []


@pytest.mark.case("B13")
def test_what_was_not_redacted_joins_in_a_column_that_became_text(source, connect, rebuild, rows):
    """Where labels make texts of a column of floats, the 3.0 beside them is the "3" that it joined as."""
    path = source("CREATE TABLE a (k REAL); CREATE TABLE b (k INTEGER); INSERT INTO a VALUES (3.0), (4.5), (7.0), (1e300);"
                  "INSERT INTO b VALUES (3), (7);")  # fmt: skip

    into, _ = rebuild(connect(path), lambda field: "[ID 1]" if field.text == "7" else field.text)

    copy = into / "database.sqlite"
    assert rows(copy, "SELECT k FROM a") == [("3",), ("4.5",), ("[ID 1]",), ("1.0e+300",)]
    assert rows(copy, "SELECT count(*) FROM a JOIN b USING (k)") == [(2,)]


def test_rows_that_meet_in_the_database_carry_one_key():
    """A reference of another type, or in other letters where case does not count, names the row it refers to."""
    parent = Table("", "p", "p", (Column("k", "k", Kind.TEXT, collation="NOCASE"),), primary_key=(0,))
    child = Table("", "c", "c", parent.columns, foreign_keys=(ForeignKey((0,), 0, (0,)),))
    exact = replace(parent, columns=(Column("k", "k", Kind.ANY),))

    assert joins((parent, child), 0)(("AB-1",)) == joins((parent, child), 1)(("ab-1",))
    assert joins((exact, replace(child, columns=exact.columns)), 1)((3.0,)) == (("0 0 3", 0),)
    assert joins((exact, replace(child, columns=exact.columns)), 1)(("AB-1",)) == (("0 0 AB-1", 0),)


LOOSE = """
CREATE TABLE account (code {0} PRIMARY KEY, holder VARCHAR(40));
CREATE TABLE bill (id INT PRIMARY KEY, code {0} REFERENCES account (code), FOREIGN KEY (code) REFERENCES account (code));
CREATE TABLE note (id INT PRIMARY KEY, code {0} REFERENCES account (code), FOREIGN KEY (code) REFERENCES account (code));
INSERT INTO account VALUES ('zz-1', 'x'), ('AB-2', 'y');
INSERT INTO bill VALUES (1, 'ZZ-1'), (2, 'zz-1'), (3, 'ab-2'), (4, NULL);
INSERT INTO note VALUES (1, 'zz-1'), (2, 'AB-2');
"""


def check_case_does_not_count(postgres, into, writer, rows):
    """Assert that the SQLite copy joins as the server does, and the script keeps the reference that PostgreSQL can keep."""
    copy = into / "database.sqlite"
    assert rows(copy, "SELECT count(*) FROM bill JOIN account USING (code)") == [(3,)]
    assert rows(copy, "PRAGMA foreign_key_check") == []
    assert [len(rows(copy, f"PRAGMA foreign_key_list({name})")) > 0 for name in ("bill", "note")] == [True, True]
    assert {(change.table, change.change.name) for change in writer.relaxations} == {(2, "SQL_REFERENCE")}
    name = postgres.database()
    with postgres.session(name) as session:
        session.execute((into / "database.sql").read_text(encoding="utf-8"))
        kept = session.execute(
            "SELECT DISTINCT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
        ).fetchall()
    assert kept == [("note",)]


@pytest.mark.slow
@pytest.mark.case("B13")
def test_citext_joins_without_case(postgres, rebuild, rows, settings):
    """Keys of PostgreSQL's citext refer to each other in any letters; so they do in the copy."""
    url = postgres.url(postgres.database("CREATE EXTENSION citext;" + LOOSE.format("citext")))
    connector = DatabaseConnector(url, replace(settings, database_copies=("sqlite", "sql")), password=PASSWORD)

    into, writer = rebuild(connector)
    connector.close()

    check_case_does_not_count(postgres, into, writer, rows)


@pytest.mark.slow
@pytest.mark.case("B13")
def test_mysql_joins_without_case(postgres, mariadb, rebuild, rows, settings):
    """Texts of MySQL compare without case unless told otherwise; keys that differ in it alone join in the copy, too."""
    url = mariadb.url(mariadb.database(LOOSE.format("VARCHAR(20)")))
    connector = DatabaseConnector(url, replace(settings, database_copies=("sqlite", "sql")), password=PASSWORD)

    into, writer = rebuild(connector)
    connector.close()

    check_case_does_not_count(postgres, into, writer, rows)


@pytest.mark.slow
def test_a_binary_collation_of_mysql_counts_case(mariadb, connect, rebuild):
    """Two keys that differ in their letters' case alone are two where the server says so, and the key stays a key."""
    url = mariadb.url(mariadb.database(
        "CREATE TABLE t (k VARCHAR(20) COLLATE utf8mb4_bin PRIMARY KEY); INSERT INTO t VALUES ('a'), ('A');"
    ))  # fmt: skip

    into, writer = rebuild(connect(url, password=PASSWORD))

    with closing(sqlite3.connect(into / "database.sqlite")) as copy:
        assert copy.execute("SELECT count(DISTINCT k) FROM t").fetchone() == (2,)
    assert writer.relaxations == ()

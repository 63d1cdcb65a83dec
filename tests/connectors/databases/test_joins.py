"""Rows that meet by a declared key carry the same opaque key; rows that do not meet carry none in common."""

import pytest

from connectors.databases.joins import joins
from connectors.databases.schema import Column, ForeignKey, Kind, Table


def table(name, columns, foreign=()):
    made = tuple(Column(column, column, Kind.TEXT) for column in columns)
    return Table("", name, name, made, primary_key=(0,), foreign_keys=tuple(foreign))


CUSTOMER = table("customer", ["id", "name"])
ACCOUNT = table("account", ["no", "customer_id"], [ForeignKey((1,), 0, (0,))])
BILL = table("bill", ["id", "account_no"], [ForeignKey((1,), 1, (0,))])
TABLES = (CUSTOMER, ACCOUNT, BILL)


def keys(number, *row):
    return {key for key, _ in joins(TABLES, number)(row)}


def test_a_reference_and_its_target_share_a_key():
    """An account and its customer meet; another customer does not."""
    account = keys(1, "A-1", "39")

    assert len(account & keys(0, "39", "somebody")) == 1
    assert account & keys(0, "40", "somebody else") == set()


def test_a_chain_is_a_chain():
    """A bill meets its account and not, by itself, the customer."""
    bill = keys(2, "1", "A-1")

    assert len(bill & keys(1, "A-1", "39")) == 1
    assert bill & keys(0, "39", "somebody") == set()


def test_an_empty_reference_meets_nobody():
    """NULL refers to no row."""
    assert keys(1, "A-1", None) == keys(1, "A-1", "39") - keys(0, "39", "x")


def test_a_key_nobody_refers_to_is_no_key():
    """A table's own numbers cost nothing where nothing is joined by them."""
    assert keys(2, "1", None) == set()


def test_a_chain_of_shared_keys_has_one_name():
    """A key that is itself a reference, and a reference to the own table, carry the name of the key at their end."""
    staff = table("staff", ["id", "boss"], [ForeignKey((1,), 0, (0,))])
    badge = table("badge", ["staff_id"], [ForeignKey((0,), 0, (0,))])
    entry = table("entry", ["badge_id"], [ForeignKey((0,), 1, (0,))])
    tables = (staff, badge, entry)

    assert joins(tables, 0)((7, 3)) == (("0 0 7", 0), ("0 0 3", 1))
    assert joins(tables, 1)((7,)) == joins(tables, 2)((7,)) == (("0 0 7", 0),)


def test_references_in_a_circle_have_one_name():
    """Two tables that refer to each other end nowhere, and agree all the same."""
    one, two = table("one", ["id"], [ForeignKey((0,), 1, (0,))]), table("two", ["id"], [ForeignKey((0,), 0, (0,))])

    assert joins((one, two), 0)((5,)) == joins((one, two), 1)((5,))


@pytest.mark.slow
@pytest.mark.case("B13")
def test_every_join_holds_however_small_its_numbers_are(tmp_path):
    """Keys like "3" under names that say nothing: redacted beside a person, they get the same label wherever they refer."""
    import sqlite3
    from contextlib import closing
    from dataclasses import replace

    from records.settings import load
    from release.pipeline import release

    with closing(sqlite3.connect(tmp_path / "city.sqlite")) as db, db:
        db.executescript("""
            CREATE TABLE employee (employee_id INTEGER PRIMARY KEY, name TEXT, reports INTEGER REFERENCES employee);
            CREATE TABLE thing (id INTEGER PRIMARY KEY, whose INTEGER REFERENCES employee, colour TEXT);
            CREATE TABLE colour (id INTEGER PRIMARY KEY, n INTEGER);
            INSERT INTO employee VALUES (1, 'Quilla Fenwick', NULL), (2, 'Bo Larch', 1), (3, 'Ada Wren', 1);
            INSERT INTO thing VALUES (1, 3, 'red'), (2, 3, 'blue'), (3, 1, 'red'), (4, NULL, 'blue');
            INSERT INTO colour VALUES (3, 3);
        """)
    settings = replace(load(), workspace=str(tmp_path / "workspace"))

    release([str(tmp_path / "city.sqlite")], tmp_path / "out", settings=settings)

    (copy,) = (tmp_path / "out").rglob("*.sqlite")
    with closing(sqlite3.connect(copy)) as db:
        joined = db.execute("SELECT count(*) FROM thing JOIN employee ON employee_id = whose").fetchone()
        bosses = db.execute("SELECT count(*) FROM employee a JOIN employee b ON a.reports = b.employee_id").fetchone()
        kept = db.execute("SELECT id, n FROM colour").fetchall()
        checked = db.execute("PRAGMA foreign_key_check").fetchall()
        declared = [len(db.execute(f"PRAGMA foreign_key_list({name})").fetchall()) for name in ("employee", "thing")]
        keys = db.execute("SELECT employee_id FROM employee").fetchall()
    assert {key[:4] for (key,) in keys} == {"[ID "}
    assert (joined, bosses, kept, checked, declared) == ((3,), (2,), [(3, 3)], [], [1, 1])


@pytest.mark.slow
@pytest.mark.case("B13")
def test_an_account_two_joins_away_from_a_name_is_taken_out(tmp_path, monkeypatch):
    """Vector of rule R2, L1: the bill's account number goes because the account belongs to a customer with a name."""
    import sqlite3
    from contextlib import closing

    from records.settings import load
    from release.pipeline import release

    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(tmp_path / "workspace"))
    path = tmp_path / "in.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE customer (id INTEGER PRIMARY KEY, full_name TEXT)")
        db.execute("CREATE TABLE account (account_no TEXT PRIMARY KEY, customer_id INTEGER REFERENCES customer)")
        db.execute("CREATE TABLE bill (id INTEGER PRIMARY KEY, account_no TEXT REFERENCES account, cents INTEGER)")
        db.execute("INSERT INTO customer VALUES (39, 'Wilhelmina Stallingsworth')")
        db.execute("INSERT INTO account VALUES ('0438-53941', 39), ('0438-53942', NULL)")
        db.execute("INSERT INTO bill VALUES (1, '0438-53941', 29713), (2, '0438-53942', 14277)")
    release([str(path)], tmp_path / "out", settings=load())
    (copy,) = (tmp_path / "out" / "records").glob("*.sqlite")
    with closing(sqlite3.connect(copy)) as db:
        bills = db.execute("SELECT account_no, cents FROM bill ORDER BY id").fetchall()
        joined = db.execute("SELECT count(*) FROM bill JOIN account USING (account_no)").fetchone()

    assert [str(cents) for _, cents in bills] == ["29713", "14277"]
    assert bills[0][0].startswith("[ID ")
    assert joined == (2,)

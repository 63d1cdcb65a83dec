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
    return set(joins(TABLES, number)(row))


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

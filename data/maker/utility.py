"""Makes the utility database: five tables joined by keys, of which the account number is itself personal."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from maker.answers import Key
from maker.people import Person, residents

__all__ = ["utility"]

_SCHEMA = """
CREATE TABLE customers (
  customer_id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, phone TEXT, ssn TEXT, date_of_birth TEXT, kind TEXT NOT NULL
);
CREATE TABLE service_addresses (address_id INTEGER PRIMARY KEY, line1 TEXT NOT NULL, city TEXT NOT NULL, zip TEXT NOT NULL);
CREATE TABLE accounts (
  account_no TEXT PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers, address_id INTEGER NOT NULL REFERENCES service_addresses,
  opened TEXT NOT NULL, autopay_account TEXT
);
CREATE TABLE bills (
  bill_id INTEGER PRIMARY KEY, account_no TEXT NOT NULL REFERENCES accounts, period TEXT NOT NULL, gallons INTEGER NOT NULL,
  amount_cents INTEGER NOT NULL, status TEXT NOT NULL
);
CREATE TABLE notes (note_id INTEGER PRIMARY KEY, account_no TEXT NOT NULL REFERENCES accounts, noted_at TEXT NOT NULL, note TEXT);
CREATE INDEX bills_by_account ON bills (account_no);
"""
_NOTES = (
    "{0[name]} called from {0[phone7]}, wants paper bills. Balance ⟦=|$84.12⟧.",
    "Tenant moved out. % {1[name]} now at {0[address]}; owner keeps account {0[account]}.",
    "Verified with SSN {0[ssn]} and DOB {0[dob]}. New e-mail {0[email]}.",
    "Leak adjustment approved under ⟦=|Resolution 20790⟧, ⟦=|1,200 gallons⟧ credited.",
    "Meter ⟦=|5/8 inch⟧ replaced. Neighbor {1[name]} let the crew in, {1[paren]}.",
    "Same person as acct {1[account]}? {1[listed]} pays both.",
    None,
)


def utility(key: Key, path: Path) -> None:
    """Write the database to *path*, byte for byte the same each time."""
    path.unlink(missing_ok=True)
    rng = random.Random(3)  # noqa: S311 - a fixed seed is the point
    database = sqlite3.connect(path)
    try:
        database.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = DELETE; PRAGMA foreign_keys = ON;")
        database.executescript(_SCHEMA)
        for number, person in enumerate(residents(), start=1):
            _customer(database, key, number, person, rng)
        database.commit()
        database.execute("VACUUM")
    finally:
        database.close()
    _forget_writer(path)


def _customer(database: sqlite3.Connection, key: Key, number: int, person: Person, rng: random.Random) -> None:
    marks = person.marked()
    iso = "{:04d}-{:02d}-{:02d}".format(*person.born)
    customer = (
        number,
        marks["name"],
        marks["email"],
        marks["phone"],
        marks["ssn"],
        f"⟦DATE_OF_BIRTH|{iso}⟧",
        "residential",
    )
    _insert(
        database,
        key,
        "customers",
        number,
        ("customer_id", "name", "email", "phone", "ssn", "date_of_birth", "kind"),
        customer,
    )
    address = (number, marks["address"], "Helena", person.zip)
    _insert(database, key, "service_addresses", number, ("address_id", "line1", "city", "zip"), address)
    bank = f"⟦ID:bank|{rng.randrange(10**9, 10**10)}⟧" if number % 3 == 0 else None
    account = (marks["account"], number, number, f"20{number % 20:02d}-05-01", bank)
    columns = ("account_no", "customer_id", "address_id", "opened", "autopay_account")
    _insert(database, key, "accounts", number, columns, account)
    for month in range(1, 4 + number % 3):
        row = number * 10 + month
        bill = (
            row,
            marks["account"],
            f"2024-{month:02d}",
            rng.randrange(1, 99) * 100,
            rng.randrange(1500, 30000),
            "paid",
        )
        names = ("bill_id", "account_no", "period", "gallons", "amount_cents", "status")
        _insert(database, key, "bills", row, names, bill)
    if number % 2 == 0:
        text = _NOTES[(number // 2) % len(_NOTES)]
        other = residents()[(number * 7) % 60].marked()
        note = (number, marks["account"], "2024-03-05T09:00:00", text and text.format(marks, other))
        _insert(database, key, "notes", number, ("note_id", "account_no", "noted_at", "note"), note)


def _insert(
    database: sqlite3.Connection, key: Key, table: str, row: int, names: tuple[str, ...], marked: tuple[object, ...]
) -> None:
    values = [
        _planted(key, f"table {table} row {row} column {name}", cell) for name, cell in zip(names, marked, strict=True)
    ]
    slots = ",".join("?" * len(values))
    database.execute(f"INSERT INTO {table} VALUES ({slots})", values)  # noqa: S608 - table names are constants above


def _planted(key: Key, place: str, cell: object) -> object:
    if place.endswith("amount_cents"):
        key.plant("utility.sqlite", place, f"⟦=|{cell}⟧", note="a number in a column of amounts")
    return key.plant("utility.sqlite", place, cell) if isinstance(cell, str) else cell


def _forget_writer(path: Path) -> None:
    """Blank the SQLite version number in the header (offset 96 of the file format), which would differ between machines."""
    content = bytearray(path.read_bytes())
    content[96:100] = bytes(4)
    path.write_bytes(bytes(content))

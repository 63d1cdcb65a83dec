"""Vectors B of the rule set across two databases: what names a person in one makes an identifier PII in the other."""

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace

import pandas as pd
import pytest

from records.settings import NamedSource, load

pytestmark = pytest.mark.slow

PLATE = "5-12345A"


def database(path, statement, rows):
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(statement)
        marks = ", ".join("?" * len(rows[0]))
        db.executemany(f"INSERT INTO {statement.split()[2]} VALUES ({marks})", rows)
    return path


@pytest.fixture
def released(tmp_path):
    """Release databases; return the rows of each by the number of its source, and the inventory."""
    from release.pipeline import release

    def run(*paths):
        settings = replace(load(), workspace=str(tmp_path / "workspace"))
        release([str(path) for path in paths], tmp_path / "out", settings=settings)
        tables = []
        for copy in sorted((tmp_path / "out").rglob("*.sqlite")):
            with closing(sqlite3.connect(copy)) as db:
                ((name,),) = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                tables.append(db.execute(f'SELECT * FROM "{name}"').fetchall())
        return tables, pd.read_parquet(tmp_path / "workspace" / "inventory" / "findings")

    return run


def stands(inventory, field, source="01"):
    """Return kind, standing, partner, link and disposition of what was found in one column of a source."""
    chosen = inventory[inventory.container.str.startswith(source) & (inventory.field == field)]
    columns = ["kind", "standing", "combined_with", "link", "disposition"]
    return sorted(set(chosen[columns].itertuples(index=False, name=None)))


def parking(tmp_path, acct="88123"):
    return database(tmp_path / "parking.sqlite", "CREATE TABLE parking (acct TEXT, plate TEXT)", [(acct, PLATE)])


def utility(tmp_path, rows=(("88123", "Jane Fenwick"),)):
    return database(tmp_path / "utility.sqlite", "CREATE TABLE utility (acct TEXT, name TEXT)", list(rows))


def test_b03_an_account_and_a_plate_count_by_the_name_in_the_other_database(tmp_path, released):
    """Vector B-03: the parking row holds no name, and both its identifiers go, linked over the account (L2)."""
    (own, theirs), inventory = released(parking(tmp_path), utility(tmp_path))

    assert stands(inventory, "acct") == [("account", "combined", "PERSON", "L2", "redact")]
    assert stands(inventory, "plate") == [("plate", "combined", "PERSON", "L2", "redact")]
    ((acct, plate),), ((their_acct, name),) = own, theirs
    assert (acct[:4], plate[:1], name) == ("[ID ", "[", "[NAME 1]")
    assert acct == their_acct


def test_b05_an_account_that_everybody_has_links_nobody(tmp_path, released):
    """Vector B-05: a filler value beside 400 names is a hub; the plate beside it is listed as linkable and stays."""
    crowd = [("00000", f"{first} {last}") for first in FIRST for last in LAST]
    (own, theirs), inventory = released(parking(tmp_path, "00000"), utility(tmp_path, crowd))

    assert len(crowd) == 400
    assert own == [("00000", PLATE)]
    assert stands(inventory, "plate") == [("plate", "linkable", "", "", "keep")]
    assert {standing for _, standing, *_ in stands(inventory, "acct")} <= {"uncombined"}
    assert {name[:6] for _, name in theirs} == {"[NAME "}


def test_b07_a_web_log_counts_by_the_form_of_the_same_session(tmp_path, released):
    """Vector B-07: address, cookie and session of a log line go, since a form with an e-mail address has the same session."""
    session, cookie, address = "9f8c2d7be1a04c55", "v1.7731.2206", "203.0.113.77"
    log = database(
        tmp_path / "weblog.sqlite", "CREATE TABLE weblog (ip TEXT, cookie TEXT, session_id TEXT, path TEXT)",
        [(address, cookie, session, "/pay"), ("203.0.113.78", "v1.9.9", "aa00bb11cc22dd33", "/pay")],
    )  # fmt: skip
    form = database(
        tmp_path / "form.sqlite", "CREATE TABLE form (session_id TEXT, email TEXT, message TEXT)",
        [(session, "quilla.fenwick@example.org", "the street light is out")],
    )  # fmt: skip
    (lines, forms), inventory = released(log, form)

    assert [cell[:1] for cell in lines[0]] == ["[", "[", "[", "/"]
    assert lines[0][2] == forms[0][0]
    for field in ("ip", "cookie", "session_id"):
        assert [each[1:] for each in stands(inventory, field) if each[1] == "combined"] == [
            ("combined", "EMAIL", "L2", "redact")
        ]
    assert lines[1][3] == "/pay"


def test_b17_a_hashed_account_is_the_account(tmp_path, released):
    """Vector B-17: with the name taken away the digest of an account still names its holder, and goes (R11)."""
    hashed = hashlib.sha256(b"88123").hexdigest()
    own = database(
        tmp_path / "shared.sqlite", "CREATE TABLE shared (acct_sha256 TEXT, gallons INTEGER)", [(hashed, 1200)]
    )
    (rows, _), inventory = released(own, utility(tmp_path))

    ((digest, gallons),) = rows
    assert (digest[:4], gallons) == ("[ID ", 1200)
    assert {each[1:] for each in stands(inventory, "acct_sha256")} <= {
        ("restricted", "", "", "redact"),
        ("combined", "PERSON", "L2", "redact"),
    }


def test_the_linkage_map_says_which_column_leads_where(tmp_path, released):
    """The account of the parking table leads to a table of names by one value, and back to plates; empty columns are told."""
    rows = [("88123", "Jane Fenwick"), ("99345", None), ("77001", None)]
    released(parking(tmp_path), utility(tmp_path, rows))

    folder = tmp_path / "workspace" / "inventory"
    links, columns = pd.read_parquet(folder / "links"), pd.read_parquet(folder / "columns")

    shown = ["field", "type", "to_field", "shared", "exposes"]
    assert sorted(links[shown].itertuples(index=False, name=None)) == [
        ("acct", "ID", "acct", 1, ""),
        ("acct", "ID", "acct", 1, "PERSON"),
    ]
    filled = {(row.rows, row.field): row.filled for row in columns.itertuples()}
    assert filled == {(1, "acct"): 1, (1, "plate"): 1, (3, "acct"): 3, (3, "name"): 1}


@pytest.fixture
def city(tmp_path):
    """Configure both databases; return the settings, and a way to release one of them."""
    from release.pipeline import release

    named = tuple(NamedSource(name, str(tmp_path / f"{name}.sqlite")) for name in ("parking", "utility"))
    settings = replace(load(), workspace=str(tmp_path / "workspace"), sources=named)

    def run(name):
        receipt = release([name], tmp_path / "out", settings=settings)
        (copy,) = (tmp_path / "out").rglob("*.sqlite")
        with closing(sqlite3.connect(copy)) as db:
            rows = db.execute(f"SELECT * FROM {name}").fetchall()
        return receipt, rows, pd.read_parquet(tmp_path / "workspace" / "inventory" / "findings")

    return settings, run


def test_b04_a_release_of_the_parking_database_alone_knows_what_the_city_holds(tmp_path, city):
    """Vector B-04: the utility database was read last night and is not released; its names count all the same (R4)."""
    from release.pipeline import scan

    parking(tmp_path)
    utility(tmp_path)
    settings, run = city
    scan(["utility"], settings=settings)
    (tmp_path / "utility.sqlite").unlink()  # it is not opened again

    receipt, ((acct, plate),), inventory = run("parking")

    assert (acct[:4], plate[:1], receipt.beside, receipt.unasked) == ("[ID ", "[", 1, 0)
    own = inventory[inventory.source == "parking"]
    columns = ["field", "standing", "combined_with", "link", "disposition"]
    assert sorted(own[columns].itertuples(index=False, name=None)) == [
        ("acct", "combined", "PERSON", "L2", "redact"),
        ("plate", "combined", "PERSON", "L2", "redact"),
    ]


def test_b04_a_source_that_was_never_read_is_said_to_be_missing(tmp_path, city):
    """Without a nightly reading the account stays, and the receipt says that one source was not asked."""
    parking(tmp_path)
    utility(tmp_path)

    receipt, rows, _ = city[1]("parking")

    assert (rows, receipt.beside, receipt.unasked) == ([("88123", PLATE)], 0, 1)


def test_what_is_kept_of_a_source_holds_no_value(tmp_path, city):
    """The workspace keeps keyed digests and row ids, in files that only the owner may read."""
    from release.pipeline import scan

    utility(tmp_path)
    scan(["utility"], settings=city[0])

    (kept,) = (tmp_path / "workspace" / "holdings").iterdir()
    content = kept.read_bytes()
    assert [value for value in (b"88123", b"Jane", b"Fenwick", b"utility") if value in content] == []
    assert kept.stat().st_mode & 0o777 == 0o600


def test_links_of_another_version_are_as_if_never_read(tmp_path, city):
    """A damaged or older file is not believed: the source counts as not read yet."""
    from release.pipeline import scan

    parking(tmp_path)
    utility(tmp_path)
    settings, run = city
    scan(["utility"], settings=settings)
    (kept,) = (tmp_path / "workspace" / "holdings").iterdir()
    content = bytearray(kept.read_bytes())
    content[60:64] = b"\0\0\0\x63"  # the version of an SQLite file's content
    kept.write_bytes(content)

    assert run("parking")[0].unasked == 1


FIRST = [
    "Ada",
    "Bertram",
    "Cora",
    "Desmond",
    "Edith",
    "Felix",
    "Greta",
    "Hollis",
    "Imogen",
    "Jasper",
    "Kendra",
    "Lionel",
    "Maeve",
    "Nolan",
    "Opal",
    "Percy",
    "Rufus",
    "Selma",
    "Tobias",
    "Una",
]
LAST = [
    "Fenwick",
    "Larch",
    "Quill",
    "Tamsin",
    "Underhay",
    "Vole",
    "Wren",
    "Yarrow",
    "Birdsong",
    "Calloway",
    "Dunmore",
    "Eastlake",
    "Farraday",
    "Gillespie",
    "Hathaway",
    "Jessop",
    "Kettering",
    "Lockhart",
    "Northcote",
    "Oakhurst",
]

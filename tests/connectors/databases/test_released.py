"""Through the whole pipeline: what was planted is nowhere in a released database, and a source that fails leaves nothing."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import duckdb
import pytest

from records.errors import SourceUnavailable
from records.settings import NamedSource, load
from tests.connectors.databases.servers import PASSWORD

pytestmark = pytest.mark.slow

SSN, PHONE, MAIL = "516-55-0123", "406-555-0147", "quilla.fenwick@example.org"
SCRIPT = f"""
PRAGMA secure_delete = OFF;
CREATE TABLE customer (
  acct_no INTEGER PRIMARY KEY, name TEXT NOT NULL, ssn TEXT UNIQUE, phone TEXT DEFAULT '{PHONE}', extra JSON, scan BLOB
) /* ask {MAIL} */;
CREATE TABLE bill (bill_id INTEGER PRIMARY KEY, acct_no INTEGER NOT NULL REFERENCES customer, cents INTEGER, note TEXT);
CREATE VIEW v AS SELECT * FROM customer WHERE ssn = '{SSN}';
CREATE TRIGGER t AFTER INSERT ON bill BEGIN SELECT '{MAIL}'; END;
INSERT INTO customer VALUES (4711881, 'Quilla Fenwick', '{SSN}', '{PHONE}', '{{"email": "{MAIL}"}}',
  CAST('name,phone' || char(10) || 'Quilla Fenwick,{PHONE}' || char(10) || 'Bo Larch,406-555-0148' || char(10) AS BLOB)),
  (4711882, 'Bo Larch', '516-55-0124', NULL, NULL, x'89504e470d0a1a0a00'), (4711883, 'Gone Larch', '516-55-0199', NULL, NULL, NULL);
DELETE FROM customer WHERE acct_no = 4711883;
INSERT INTO bill VALUES (1, 4711881, 2500, 'call Quilla Fenwick at {PHONE}'), (2, 4711882, 1300, 'paid'), (3, 4711881, 900, NULL);
"""


@pytest.fixture
def release(tmp_path):
    """Release a source into a folder under a workspace of its own."""
    from release.pipeline import release as release_

    def run(location, progress=lambda *_: None, sources=()):
        settings = replace(load(), workspace=str(tmp_path / "workspace"), sources=sources)
        return release_([str(location)], tmp_path / "out", settings=settings, progress=progress), tmp_path / "out"

    return run


@pytest.mark.case("B06")
@pytest.mark.case("B12")
@pytest.mark.case("B13")
def test_what_was_planted_is_nowhere_in_the_release(source, release, rows):
    """Values in cells, JSON, blobs, defaults, comments, views, triggers and deleted rows are gone; rows and joins are not."""
    path = source(SCRIPT)

    receipt, out = release(path)

    content = b"".join(p.read_bytes() for p in out.rglob("*") if p.is_file())
    planted = [SSN, PHONE, MAIL, "516-55-0124", "406-555-0148", "Quilla", "516-55-0199", "4711881"]
    assert [value for value in planted if value.encode() in content] == []
    (copy,) = out.rglob("*.sqlite")
    assert (receipt.released, receipt.withheld) == (7, 0)
    assert rows(copy, "SELECT cents FROM bill JOIN customer USING (acct_no) ORDER BY bill_id") == [
        (2500,),
        (1300,),
        (900,),
    ]
    assert rows(copy, "SELECT count(DISTINCT ssn), count(DISTINCT acct_no) FROM customer") == [(2, 2)]
    assert [p.name for p in out.rglob("*") if p.suffix in (".part", ".db-wal", ".sqlite-journal")] == []


@pytest.mark.case("B10")
def test_a_server_that_goes_away_between_the_passes_leaves_nothing(postgres, release, monkeypatch, tmp_path):
    """When the connection ends while the copy is being made, nothing is published and nothing is left behind."""
    monkeypatch.setenv("CLEARCOPY_TEST_PW", PASSWORD)
    name = postgres.database(
        "CREATE TABLE t AS SELECT n AS id, repeat('word ', 400) AS x FROM generate_series(1, 1500) n;"
    )
    named = NamedSource("permits", postgres.url(name), "CLEARCOPY_TEST_PW")

    def pull_the_plug(step, _done, _total):
        if step == "redact":
            with postgres.session(name) as session:
                session.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'clearcopy_reader'"
                )

    with pytest.raises(SourceUnavailable) as refusal:
        release("permits", pull_the_plug, (named,))

    assert "permits" not in str(refusal.value)
    assert list(tmp_path.glob("out*")) == []


@pytest.mark.case("R02")
def test_a_full_disk_fails_cleanly(source, connect, tmp_path, monkeypatch):
    """When SQLite cannot write the copy, an OSError says so, and neither a finished nor a scratch file stands in the folder."""
    path = source(
        "CREATE TABLE t (x TEXT);", rows=[("INSERT INTO t VALUES (?)", (f"{n} {'x' * 900}",)) for n in range(2000)]
    )
    connector = connect(path)
    into = tmp_path / "small"
    into.mkdir()
    writer = connector.rebuild(into)
    writer._staged.connection.execute("COMMIT")
    writer._staged.connection.execute("PRAGMA max_page_count = 100")
    writer._staged.connection.execute("BEGIN")

    with pytest.raises(OSError, match="cannot be written"):
        for item in connector.read():
            writer.add(item, tuple(field.text for field in item.fields))
    with pytest.raises(OSError, match="cannot be written"):
        writer.close()

    assert list(into.glob("*.sqlite*")) == []


def test_the_sample_database_can_be_opened_by_anyone(source, release):
    """The copy opens with the standard library alone, passes its integrity check and holds no index but its keys'."""
    _, out = release(source(SCRIPT))

    (copy,) = out.rglob("*.sqlite")
    with closing(sqlite3.connect(copy)) as database:
        kinds = database.execute("SELECT DISTINCT type FROM sqlite_master ORDER BY type").fetchall()
        checked = database.execute("PRAGMA integrity_check").fetchall()
    assert ([kind[0] for kind in kinds if kind[0] != "index"], checked) == (["table"], [("ok",)])


@pytest.mark.case("B18")
def test_one_row_in_ten_thousand_is_found(source, release, rows):
    """A column called notes2 with one SSN in ten thousand rows loses it: every row is read, none stands for another."""
    notes = [("meter read",)] * 10_000
    notes[7777] = (f"ssn {SSN} on file",)
    path = source("CREATE TABLE t (notes2 TEXT);", rows=[("INSERT INTO t VALUES (?)", note) for note in notes])

    receipt, out = release(path)

    (copy,) = out.rglob("*.sqlite")
    assert rows(copy, "SELECT rowid, notes2 FROM t WHERE notes2 <> 'meter read'") == [(7778, "ssn [SSN 1] on file")]
    assert receipt.released == 10_001


def test_a_comment_says_what_a_column_is_where_its_name_does_not(tmp_path, release, rows):
    """A number under "fld_7" is an SSN by the comment on the column; one under "fld_8", counted in gallons, stays."""
    path = tmp_path / "city.duckdb"
    with duckdb.connect(str(path)) as database:
        database.execute("""
            CREATE TABLE account (fld_7 BIGINT, fld_8 BIGINT);
            INSERT INTO account VALUES (516550123, 41255);
            COMMENT ON COLUMN account.fld_7 IS 'SSN of the account holder';
            COMMENT ON COLUMN account.fld_8 IS 'gallons since installation of the meter';
        """)

    _, out = release(f"duckdb:///{path}")

    (copy,) = out.rglob("*.sqlite")
    assert rows(copy, "SELECT * FROM account") == [("[SSN 1]", 41255)]

"""A SQLite file is read whole, in order and without being touched, and its copy holds what the redacted texts say."""

import csv
import hashlib
import sqlite3
from contextlib import closing

import pytest

from connectors.contract import Connector, Writer
from records.errors import Misconfigured, Reason, SourceUnavailable, Unreadable
from records.record import Record, Shape, Withheld

UTILITY = """
CREATE TABLE account (acct_no INTEGER PRIMARY KEY, holder TEXT NOT NULL, dob DATE, balance REAL);
CREATE TABLE reading (id INTEGER PRIMARY KEY, acct_no INTEGER NOT NULL REFERENCES account, gallons INTEGER);
INSERT INTO account VALUES (88123, 'Ada Fenwick', '1970-02-03', 12.5), (88124, 'Bo Larch', NULL, 0.0);
INSERT INTO reading VALUES (1, 88123, 400), (2, 88124, 380), (3, 88123, 410);
"""


def items_of(connector):
    """Return what a connector reads, reduced to what can be compared."""
    return [
        (item.container, item.id, tuple((f.name, f.text, f.shape, f.place) for f in item.fields))
        if isinstance(item, Record)
        else item
        for item in connector.read()
    ]


def test_it_keeps_the_contract(source, connect, tmp_path):
    """The connector and its writer offer what every store must offer."""
    connector = connect(source(UTILITY))

    writer = connector.rebuild(tmp_path)
    writer.close()

    assert (isinstance(connector, Connector), isinstance(writer, Writer)) == (True, True)


def test_a_table_is_a_container_and_a_row_a_record(source, connect):
    """Tables come in order of name under generated ids, each with its names first and then its rows."""
    connector = connect(source(UTILITY), container_prefix="0003")

    containers = [(c.id, c.label, c.kind, c.item) for c in connector.containers()]
    ids = [(item.container, item.id) for item in connector.read()]

    assert containers == [("0003-01", "account", "table", "row"), ("0003-02", "reading", "table", "row")]
    assert ids == [("0003-01", n) for n in "012"] + [("0003-02", n) for n in "0123"]


def test_each_value_is_a_field_under_its_column(source, connect):
    """Every value that is not NULL is a cell named by its column, in the scope of its row, at a place without a value."""
    record = list(connect(source(UTILITY)).read())[1]

    fields = [(f.name, f.text, f.shape, f.place, f.scope) for f in record.fields]

    assert fields == [
        ("acct_no", "88123", Shape.CELL, "column 1", 0),
        ("holder", "Ada Fenwick", Shape.CELL, "column 2", 0),
        ("dob", "1970-02-03", Shape.CELL, "column 3", 0),
        ("balance", "12.5", Shape.CELL, "column 4", 0),
    ]


@pytest.mark.case("B06")
def test_names_and_the_texts_of_the_schema_are_scanned(source, connect):
    """Table and column names are labels; defaults, checks, comments, views and triggers are texts of the schema record."""
    path = source("""
        CREATE TABLE "Fenwick case" (note TEXT DEFAULT 'call 406-555-0111', n INT CHECK (n <> 4065550112) /* 406-555-0113 */);
        CREATE TRIGGER hush AFTER INSERT ON "Fenwick case" BEGIN UPDATE "Fenwick case" SET note = '406-555-0114'; END;
        CREATE INDEX "406-555-0115" ON "Fenwick case" (n);
        CREATE VIEW seen AS SELECT '406-555-0116';
    """)

    (record,) = connect(path).read()

    labels = [field.text for field in record.fields if field.shape is Shape.LABEL]
    prose = " ".join(field.text for field in record.fields if field.shape is Shape.PROSE)
    assert labels == ["Fenwick case", "note", "n"]
    assert [n for n in range(111, 117) if f"{n}" not in prose] == []


def test_reading_twice_gives_the_same(source, connect):
    """The two passes see the same items in the same order, whoever tries to write in between."""
    path = source(UTILITY)
    connector = connect(path)
    first = items_of(connector)

    with closing(sqlite3.connect(path, timeout=0)) as other, pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("INSERT INTO reading VALUES (4, 88123, 9)")
        other.commit()

    assert items_of(connector) == first


@pytest.mark.case("B12")
def test_the_copy_equals_the_source_where_nothing_is_redacted(source, connect, rebuild, rows):
    """Values keep their storage class, keys and references stay, and the file passes SQLite's own checks."""
    path = source(UTILITY)

    into, writer = rebuild(connect(path))

    copy = into / "database.sqlite"
    for query in ("SELECT *, typeof(acct_no), typeof(balance) FROM account", "SELECT * FROM reading"):
        assert rows(copy, query) == rows(path, query)
    assert rows(copy, "PRAGMA integrity_check") == [("ok",)]
    assert rows(copy, "PRAGMA foreign_key_check") == []
    assert [row[2:5] for row in rows(copy, "PRAGMA foreign_key_list(reading)")] == [("account", "acct_no", "acct_no")]
    assert writer.relaxations == ()


def test_each_table_is_a_csv_file_too(source, connect, rebuild):
    """The CSV of a table holds its released names and rows; formulas are defused."""
    path = source("CREATE TABLE t (a, b); INSERT INTO t VALUES ('=1+1', NULL), ('x, y', 2.5), ('', x'000102');")

    into, _ = rebuild(connect(path, container_prefix="0009"))

    with (into / "0009" / "01.csv").open(encoding="utf-8", newline="") as lines:
        read = list(csv.reader(lines))
    assert read == [["a", "b"], ["'=1+1", ""], ["x, y", "2.5"], ["", "[masked]"]]
    assert sorted(p.relative_to(into).as_posix() for p in into.rglob("*") if p.is_file()) == [
        "0009.sqlite",
        "0009/01.csv",
        "0009/schema.txt",
    ]


@pytest.mark.case("B13")
def test_redacted_keys_still_join(source, connect, rebuild, rows):
    """An account number that became a token, the same everywhere, still joins; its column became TEXT and this is told."""
    tokens = {"88123": "[ACCOUNT 1]", "88124": "[ACCOUNT 2]"}

    into, writer = rebuild(connect(source(UTILITY)), lambda field: tokens.get(field.text, field.text))

    copy = into / "database.sqlite"
    joined = rows(copy, "SELECT holder, gallons FROM account JOIN reading USING (acct_no) ORDER BY id")
    assert joined == [("Ada Fenwick", 400), ("Bo Larch", 380), ("Ada Fenwick", 410)]
    assert rows(copy, "SELECT acct_no, typeof(acct_no) FROM account")[0] == ("[ACCOUNT 1]", "text")
    assert rows(copy, "PRAGMA foreign_key_check") == []
    assert [(r.table, r.columns, r.change.name) for r in writer.relaxations] == [(1, (1,), "TYPE"), (2, (2,), "TYPE")]
    told = (into / "database" / "schema.txt").read_text(encoding="utf-8")
    assert "table 01, column 1: type became TEXT" in told


@pytest.mark.case("B14")
def test_no_row_is_lost_to_a_constraint(source, connect, rebuild, rows):
    """Where labels are not unique the key gives way openly, and with it the reference to it; every row is there."""

    def mask(field):
        return "[ID]" if field.name == "acct_no" else field.text

    into, writer = rebuild(connect(source(UTILITY)), mask)

    counts = rows(into / "database.sqlite", "SELECT (SELECT count(*) FROM account), (SELECT count(*) FROM reading)")
    changes = [(r.table, r.change.name) for r in writer.relaxations]
    assert counts == [(2, 3)]
    assert changes == [(1, "TYPE"), (1, "KEY"), (2, "TYPE"), (2, "REFERENCE")]


def test_a_withheld_row_is_left_out_and_takes_its_references_with_it(source, connect, tmp_path, rows):
    """A row that is withheld is nowhere in the copy; no reference dangles under a declared foreign key."""
    connector = connect(source(UTILITY))
    writer = connector.rebuild(tmp_path)
    for item in connector.read():
        if (item.container, item.id) == ("01", "1"):
            named = writer.withhold(Withheld("01", "1", "row 1", Reason.CRASHED))
        else:
            writer.add(item, tuple(field.text for field in item.fields))
    writer.close()

    copy = tmp_path / "database.sqlite"
    assert named == ""
    assert rows(copy, "SELECT acct_no FROM account") == [(88124,)]
    assert rows(copy, "PRAGMA foreign_key_check") == []
    assert [(r.table, r.change.name) for r in writer.relaxations] == [(2, "REFERENCE")]


def test_a_table_whose_names_are_withheld_goes_on_under_numbers(source, connect, tmp_path, rows):
    """When the schema record itself is withheld, neither the table's nor a column's name is in the copy."""
    connector = connect(source(UTILITY))
    writer = connector.rebuild(tmp_path)
    for item in connector.read():
        if item.id == "0":
            writer.withhold(Withheld(item.container, "0", "schema", Reason.CRASHED))
        else:
            writer.add(item, tuple(field.text for field in item.fields))
    writer.close()

    copy = tmp_path / "database.sqlite"
    assert rows(copy, 'SELECT "column 1" FROM "table 1"') == [(88123,), (88124,)]
    assert b"acct_no" not in copy.read_bytes()


def test_a_record_of_another_table_is_refused_before_anything_is_written(source, connect, tmp_path):
    """Rows out of order are not rebuilt into the wrong table."""
    connector = connect(source(UTILITY))
    items = list(connector.read())
    writer = connector.rebuild(tmp_path)
    writer.add(items[0], tuple(field.text for field in items[0].fields))

    with pytest.raises(Unreadable) as refusal:
        writer.add(items[-1], tuple(field.text for field in items[-1].fields))
    writer.close()

    assert refusal.value.reason is Reason.NOT_REBUILT


def test_two_runs_give_the_same_bytes(source, connect, rebuild):
    """The same source and the same texts make the same files, byte for byte, with nothing beside them."""
    path = source(UTILITY)

    first, _ = rebuild(connect(path), lambda field: field.text.upper())
    second, _ = rebuild(connect(path), lambda field: field.text.upper())

    def digests(folder):
        return {
            p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in folder.rglob("*")
            if p.is_file()
        }

    assert digests(first) == digests(second)
    assert sorted(digests(first)) == ["database.sqlite", "database/01.csv", "database/02.csv", "database/schema.txt"]


@pytest.mark.case("B12")
def test_nothing_deleted_and_nothing_of_the_schema_is_carried(source, connect, rebuild, rows):
    """Bytes of deleted rows, views, triggers, defaults and comments are in the source file and not in the copy."""
    residue = "Residue Quillfeather"
    path = source(f"""
        PRAGMA secure_delete = OFF;
        CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT DEFAULT 'Default Quillfeather' /* Comment Quillfeather */);
        INSERT INTO person (name) VALUES ('{residue}'), ('Kept');
        DELETE FROM person WHERE name <> 'Kept';
        CREATE VIEW seen AS SELECT * FROM person WHERE name <> 'View Quillfeather';
        CREATE TRIGGER t AFTER INSERT ON person BEGIN SELECT 'Trigger Quillfeather'; END;
    """)

    into, _ = rebuild(connect(path))

    assert residue.encode() in path.read_bytes()
    assert [p.name for p in into.rglob("*") if p.is_file() and b"Quillfeather" in p.read_bytes()] == []
    assert rows(into / "database.sqlite", "SELECT type, name FROM sqlite_master") == [("table", "person")]


def state(path):
    """Return the content and times of every file beside *path*."""
    return sorted(
        (p.name, hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_mtime_ns) for p in path.parent.iterdir()
    )


@pytest.mark.case("B11")
@pytest.mark.case("R15")
def test_a_source_in_wal_mode_is_read_with_its_log_and_left_as_it_is(tmp_path, connect, texts):
    """Rows that are only in the write-ahead log are read; no file beside the source changes, comes or goes."""
    folder = tmp_path / "live"
    folder.mkdir()
    path = folder / "wal.db"
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE t (name TEXT)")
        writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        writer.execute("INSERT INTO t VALUES ('only in the log')")
        writer.commit()
        before = state(path)
        connector = connect(path)

        read = texts(connector)
        connector.fingerprint()
        connector.close()

        assert ("CELL", "name", "only in the log") in read
        assert state(path) == before


@pytest.mark.case("B11")
def test_a_wal_mode_source_without_a_log_is_left_as_it_is(tmp_path, connect, texts, monkeypatch):
    """Reading a WAL-mode file in place would create its log; it is read from a private copy that is removed."""
    folder = tmp_path / "rest"
    folder.mkdir()
    path = folder / "wal.db"
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE t (name TEXT)")
        writer.execute("INSERT INTO t VALUES ('Ada')")
        writer.commit()
    before = state(path)
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(workspace))
    connector = connect(path)

    read = texts(connector)
    copies = list(workspace.rglob("copy"))
    connector.close()

    assert ("CELL", "name", "Ada") in read
    assert [p.name for p in folder.iterdir()] == ["wal.db"]
    assert state(path) == before
    assert (len(copies), list(workspace.rglob("copy"))) == (1, [])


@pytest.mark.case("B11")
def test_a_hot_journal_is_rolled_back_in_a_copy_only(tmp_path, connect, texts):
    """A crashed writer's half-done transaction is undone for the reader, and the source keeps its journal."""
    folder = tmp_path / "crashed"
    folder.mkdir()
    live, path = folder / "live.db", folder / "crashed.db"
    with closing(sqlite3.connect(live)) as writer:
        writer.executescript("PRAGMA cache_size = 1; CREATE TABLE t (name TEXT);")
        writer.executemany("INSERT INTO t VALUES (?)", [(f"committed {n} {'x' * 500}",) for n in range(50)])
        writer.commit()
        writer.execute("BEGIN")
        writer.execute("UPDATE t SET name = 'half done'")  # the small cache spills it to the file before the commit
        path.write_bytes(live.read_bytes())
        (folder / "crashed.db-journal").write_bytes((folder / "live.db-journal").read_bytes())
        writer.rollback()
    assert b"half done" in path.read_bytes()
    before = state(path)

    names = [text for _, name, text in texts(connect(path)) if name == "name"]

    assert (len(names), [name for name in names if "half done" in name]) == (50, [])
    assert state(path) == before


@pytest.mark.case("B11")
def test_a_locked_source_is_tried_later(source, connect, monkeypatch):
    """A file another program holds exclusively is unavailable, not empty, and the error quotes nothing."""
    monkeypatch.setattr("connectors.databases.sqlite_file._SECONDS", 0.0)
    path = source(UTILITY)
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("BEGIN EXCLUSIVE")

        with pytest.raises(SourceUnavailable) as refusal:
            connect(path).containers()

        holder.rollback()
    assert str(refusal.value) == "the database file is locked by another program; try again when it is done"


@pytest.mark.case("B11")
@pytest.mark.parametrize("content", [b"\x8f\x13 not a database at all" * 40, b"SQLite format 3\x00" + b"\xff" * 4080])
def test_what_is_no_database_is_unreadable(tmp_path, connect, content):
    """An encrypted or broken file is refused with a fixed sentence, never read as empty."""
    path = tmp_path / "odd.db"
    path.write_bytes(content)

    with pytest.raises(Unreadable) as refusal:
        connect(path).containers()

    assert refusal.value.reason is Reason.UNREADABLE


def test_a_missing_file_is_a_mistake_in_the_command(tmp_path, connect):
    """A path that is not there is for the user to fix, and no file is created there."""
    with pytest.raises(Misconfigured):
        connect(tmp_path / "no.db").containers()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.case("B11")
def test_a_damaged_table_is_released_up_to_the_damage_and_counted(source, connect, settings):
    """Rows before a broken page are read; what follows is one withheld item, the same in both passes; other tables go on."""
    path = source(
        "PRAGMA page_size = 1024; CREATE TABLE a (x TEXT); CREATE TABLE b (x TEXT); INSERT INTO b VALUES ('whole');",
        rows=[("INSERT INTO a VALUES (?)", (f"row {n} {'x' * 300}",)) for n in range(200)],
    )
    content = bytearray(path.read_bytes())
    broken = len(content) - 20 * 1024
    content[broken : broken + 1024] = b"\xff" * 1024
    path.write_bytes(content)
    connector = connect(path)

    first, second = list(connector.read()), list(connector.read())

    withheld = [(item.container, item.place, item.reason) for item in first if isinstance(item, Withheld)]
    assert withheld == [("01", "the rest of the table", Reason.UNREADABLE)]
    assert [f.text for f in first[-1].fields] == ["whole"]
    assert len(first) == len(second)
    assert 0 < sum(item.container == "01" for item in first) < 202


def test_the_fingerprint_follows_the_file(source, connect):
    """A change to the file, or to a log beside it, changes the fingerprint."""
    path = source(UTILITY)
    connector = connect(path)
    before = connector.fingerprint()
    again = connector.fingerprint()
    connector.close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("DELETE FROM reading")
        other.commit()

    after = connect(path).fingerprint()

    assert (again, after == before) == (before, False)


def test_memory_does_not_grow_with_the_table(tmp_path, connect, monkeypatch):
    """Reading and rebuilding six times the rows takes the same memory, once as many cells are remembered as ever are."""
    import tracemalloc

    monkeypatch.setattr("connectors.database._AGAIN", 500)
    peaks = []
    for count in (1_000, 6_000):
        path = tmp_path / f"{count}.db"
        with closing(sqlite3.connect(path)) as database:
            database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT)")
            database.executemany("INSERT INTO t VALUES (?, ?, ?)", ((n, f"a{n}" * 20, f"b{n}") for n in range(count)))
            database.commit()
        connector = connect(path)
        into = tmp_path / f"out{count}"
        into.mkdir()
        connector.containers()
        tracemalloc.start()
        writer = connector.rebuild(into)
        for item in connector.read():
            writer.add(item, tuple(field.text for field in item.fields))
        writer.close()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] * 1.5

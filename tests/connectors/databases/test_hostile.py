"""Hostile names, values and schemas are read as what they are, run nothing, and reach the copy only through redacted texts."""

import json
import os
import pickle
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from connectors.database import DatabaseConnector
from records.errors import Misconfigured, Reason
from records.record import Record, Shape

NAMES = [
    'robert"; drop table students; --',
    "it's",
    "with space",
    "select",
    "[bracket]",
    "`tick`",
    "percent %s %(x)s",
    "colon :x ?",
    "Zürich 東京",
    "back\\slash",
    "new\nline",
    "rowid",
    "x" * 200,
]


def quoted(name):
    """Return an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


@pytest.mark.case("B05")
@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_only_a_name(source, connect, rebuild, rows, name):
    """Tables and columns of any name are read, and written under the same name where it is not redacted."""
    path = source(f"CREATE TABLE {quoted(name)} ({quoted(name)} TEXT, b); INSERT INTO {quoted(name)} VALUES ('v', 1);")

    into, _ = rebuild(connect(path))

    assert rows(into / "database.sqlite", f"SELECT {quoted(name)}, b FROM {quoted(name)}") == [("v", 1)]


@pytest.mark.case("B05")
@pytest.mark.case("B06")
def test_names_that_are_redacted_alike_stay_apart(source, connect, rebuild, rows):
    """Two tables and two columns whose names become the same label, or differ in case only, are kept apart by a number."""
    path = source("CREATE TABLE anna (x, y); CREATE TABLE bert (z, q); INSERT INTO bert VALUES (1, 2);")

    into, _ = rebuild(connect(path), lambda f: "[NAME 1]" if f.shape is Shape.LABEL else f.text)

    assert rows(into / "database.sqlite", 'SELECT "[NAME 1]", "[NAME 1] 2" FROM "[NAME 1] 2"') == [(1, 2)]


def test_a_table_called_like_sqlites_own_gets_another_name(source, connect, rebuild, rows):
    """A redacted name must not become one that SQLite keeps for itself."""
    path = source("CREATE TABLE t (x); INSERT INTO t VALUES (1);")

    into, _ = rebuild(connect(path), lambda f: "sqlite_stat1" if f.text == "t" else f.text)

    assert rows(into / "database.sqlite", 'SELECT * FROM "table 1"') == [(1,)]


KINDS = """
CREATE TABLE pair (a TEXT, b INT, v TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID;
INSERT INTO pair VALUES ('z', 1, 'first'), ('a', 2, 'third'), ('zz', 1, 'second');
CREATE TABLE strict (id INTEGER PRIMARY KEY, any ANY, n INT, b BLOB) STRICT;
INSERT INTO strict VALUES (5, '00123', 1, x'414243'), (6, 123, 2, NULL);
CREATE TABLE made (first TEXT, last TEXT, whole TEXT GENERATED ALWAYS AS (first || ' ' || last) STORED, up AS (upper(last)));
INSERT INTO made VALUES ('Ada', 'Fenwick');
CREATE TABLE hidden (rowid TEXT, oid TEXT, _rowid_ TEXT);
INSERT INTO hidden VALUES ('a', 'b', 'c'), ('d', 'e', 'f');
CREATE TABLE loose (n INTEGER, t TEXT, x);
INSERT INTO loose VALUES ('abc', 5, '007'), (7, '007', 7), (9007199254740993, 1.0, 1e300), (NULL, '', NULL);
CREATE TABLE texty (k TEXT PRIMARY KEY COLLATE NOCASE);
CREATE TABLE child (k TEXT REFERENCES texty);
INSERT INTO texty VALUES ('ABC'), (NULL), (NULL);
INSERT INTO child VALUES ('abc');
CREATE TABLE odd (k INT PRIMARY KEY);
INSERT INTO odd VALUES (1), ('one');
CREATE TABLE vacant (x);
CREATE VIEW v AS SELECT * FROM made;
"""


@pytest.mark.case("B04")
def test_every_kind_of_table_is_carried_exactly(source, connect, rebuild, rows):
    """Keys without row ids, strict and typeless columns, generated columns as plain values, shadowed row ids, NULL keys."""
    path = source(KINDS)

    into, writer = rebuild(connect(path))

    copy = into / "database.sqlite"
    for name in ("pair", "strict", "made", "hidden", "loose", "texty", "odd", "vacant"):
        columns = [row[1] for row in rows(path, f"PRAGMA table_xinfo({name})")]
        typed = ", ".join(f'"{c}", typeof("{c}")' for c in columns)
        assert (name, rows(copy, f"SELECT {typed} FROM {name}")) == (name, rows(path, f"SELECT {typed} FROM {name}"))
    assert rows(copy, "SELECT name FROM sqlite_master WHERE type <> 'table' AND name NOT LIKE 'sqlite%'") == []
    assert rows(copy, "SELECT v FROM pair") == [("first",), ("second",), ("third",)]
    assert rows(copy, "SELECT count(*) FROM texty JOIN child USING (k)") == [(1,)]
    assert writer.relaxations == ()


@pytest.mark.case("B04")
def test_a_search_index_is_read_through_its_own_table(source, connect, rebuild, rows, texts):
    """A full-text table is carried once as a plain table; its shadow tables, which copy the text, are not."""
    path = source("CREATE VIRTUAL TABLE notes USING fts5(body); INSERT INTO notes VALUES ('called Ada Fenwick');")
    connector = connect(path)

    into, _ = rebuild(connector, lambda f: f.text.replace("Ada Fenwick", "[NAME 1]"))

    assert [c.label for c in connector.containers()] == ["notes"]
    assert rows(into / "database.sqlite", "SELECT * FROM notes") == [("called [NAME 1]",)]
    assert b"Fenwick" not in (into / "database.sqlite").read_bytes()


@pytest.mark.case("B04")
def test_a_table_no_module_can_read_is_withheld_and_counted(source, connect, rebuild):
    """A virtual table whose module is not in this build is one withheld item, and told in schema.txt."""
    path = source("CREATE TABLE t (x); INSERT INTO t VALUES (1);")
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute(
            "INSERT INTO sqlite_master VALUES ('table', 'gone', 'gone', 0, 'CREATE VIRTUAL TABLE gone USING nosuch(x)')"
        )
    connector = connect(path)

    items = list(connector.read())
    into, _ = rebuild(connector)

    assert [(i.container, i.place, i.reason) for i in items if not isinstance(i, Record)] == [
        ("01", "table", Reason.UNSUPPORTED)
    ]
    assert "table 01: table not carried" in (into / "database" / "schema.txt").read_text(encoding="utf-8")


@pytest.mark.case("B04")
@pytest.mark.parametrize(
    "shown",
    [
        "USING fts5vocab(notes, 'instance')",
        "USING fts5vocab('notes', row)",
        '  using  "fts5vocab"(notes, col)',
        "USING fts4aux(old)",
        "USING dbstat(main)",
    ],
)
def test_the_words_of_a_search_index_are_no_table(source, connect, rebuild, shown):
    """A table that shows an index word by word ("406", "555", "0147") is withheld; the texts themselves are read."""
    try:
        path = source(
            "CREATE VIRTUAL TABLE notes USING fts5(body); INSERT INTO notes VALUES ('call 406-555-0147');"
            "CREATE VIRTUAL TABLE old USING fts4(body); INSERT INTO old VALUES ('call 406-555-0147');"
            f'CREATE VIRTUAL TABLE "words USING fts5(" {shown};'
        )
    except sqlite3.OperationalError as missing:
        pytest.skip(str(missing))
    connector = connect(path)

    withheld = [(item.place, item.reason) for item in connector.read() if not isinstance(item, Record)]
    into, _ = rebuild(connector, lambda field: field.text.replace("406-555-0147", "[PHONE 1]"))

    assert withheld == [("table", Reason.UNSUPPORTED)]
    assert b"0147" not in b"".join(each.read_bytes() for each in into.rglob("*") if each.is_file())


@pytest.mark.case("B01")
def test_bad_encodings_and_nuls_are_read_whole(source, connect, rebuild, rows, texts):
    """Text that is not UTF-8 is read as a person would, text behind a NUL is not cut off, and both are written as UTF-8."""
    path = source(
        "CREATE TABLE t (a TEXT);",
        rows=[
            ("INSERT INTO t VALUES (CAST(? AS TEXT))", (b"Se\xf1or Mu\xf1oz",)),
            ("INSERT INTO t VALUES (?)", ("before\x00after",)),
            ("INSERT INTO t VALUES (CAST(? AS TEXT))", (b"\xed\xa0\x80 half a surrogate, Ada",)),
        ],
    )
    connector = connect(path)

    read = [text for _, name, text in texts(connector) if name == "a"]
    into, _ = rebuild(connector)

    assert read[:2] == ["Señor Muñoz", "before\x00after"]
    assert read[2].endswith("half a surrogate, Ada")
    assert [row[0] for row in rows(into / "database.sqlite", "SELECT a FROM t")] == read


@pytest.mark.case("B03")
def test_json_is_read_by_leaf_and_key(source, connect, rebuild, rows, texts):
    """Keys are labels, leaves are cells named by their key; numbers keep their digits, duplicate keys are both there."""
    value = '{"Ada Fenwick": {"dob": "1970-02-03", "n": 1.10}, "x": [1, "two", null, true], "x": "again", "": ""}'
    path = source("CREATE TABLE t (data JSON);", rows=[("INSERT INTO t VALUES (?)", (value,))])
    connector = connect(path)

    found = texts(connector)
    into, writer = rebuild(connector, lambda f: "[NAME 1]" if f.text == "Ada Fenwick" else f.text)

    assert {("LABEL", "", "Ada Fenwick"), ("CELL", "dob", "1970-02-03"), ("CELL", "n", "1.10")} <= set(found)
    assert {("CELL", "x", "1"), ("CELL", "x", "two"), ("CELL", "x", "again")} <= set(found)
    ((copied,),) = rows(into / "database.sqlite", "SELECT data FROM t")
    assert copied == value.replace("Ada Fenwick", "[NAME 1]")
    assert writer.relaxations == ()


@pytest.mark.case("B03")
def test_json_nested_too_deep_is_withheld_in_its_cell(source, connect, rebuild, rows):
    """A bomb of brackets neither crashes the reader nor passes unread; the rest of its row is released."""
    path = source("CREATE TABLE t (a, b);", rows=[("INSERT INTO t VALUES (?, 'kept')", ("[" * 9000 + "]" * 9000,))])
    connector = connect(path)

    record = list(connector.read())[1]
    into, _ = rebuild(connector)

    assert [(w.place, w.reason) for w in record.withheld] == [("column 1", Reason.TOO_DEEP)]
    assert rows(into / "database.sqlite", "SELECT * FROM t") == [
        ("[withheld: nested deeper than the set limit]", "kept")
    ]


@pytest.mark.case("B02")
def test_a_document_in_a_blob_is_read_as_that_document(source, connect, rebuild, rows, texts):
    """CSV in a blob gives its cells under their own columns and scopes; JSON and text are read under the column's name."""
    table = b"name,phone\r\nAda Fenwick,406-555-0111\r\nBo Larch,406-555-0112\r\n"
    path = source(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, file BLOB);",
        rows=[
            ("INSERT INTO t VALUES (1, ?)", (table,)),
            ("INSERT INTO t VALUES (2, ?)", (b'{"ssn": "078-05-1120"}',)),
            ("INSERT INTO t VALUES (3, ?)", ("Jürgen".encode(),)),
            ("INSERT INTO t VALUES (4, ?)", ("Ada in UTF-16, Ada in UTF-16".encode("utf-16-le"),)),
        ],
    )
    connector = connect(path)

    first = list(connector.read())[1]
    found = texts(connector)
    into, _ = rebuild(connector, lambda f: f.text.replace("Ada", "[NAME 1]"))

    phones = [(f.name, f.text, f.place) for f in first.fields if f.name == "phone"]
    assert phones == [
        ("phone", "406-555-0111", "column 2 row 2 column 2"),
        ("phone", "406-555-0112", "column 2 row 3 column 2"),
    ]
    assert len({f.scope for f in first.fields}) == 4
    assert ("CELL", "ssn", "078-05-1120") in found
    assert ("CELL", "file", "Jürgen") in found
    copied = [row[0] for row in rows(into / "database.sqlite", "SELECT file FROM t")]
    assert copied[0] == table.replace(b"\r\n", b"\n").replace(b"Ada", b"[NAME 1]")
    assert json.loads(copied[1]) == {"ssn": "078-05-1120"}
    assert copied[2:] == ["Jürgen".encode(), b"[NAME 1] in UTF-16, [NAME 1] in UTF-16"]


class Bomb:
    """Ends the test run if anyone unpickles it."""

    def __reduce__(self):
        return (os._exit, (3,))


@pytest.mark.case("B02")
@pytest.mark.parametrize(
    "blob",
    [
        pickle.dumps({"name": "Ada Fenwick"}),
        pickle.dumps(Bomb()),
        b"\x00\x00\x00\x18ftyphevc" + bytes(range(256)),
        b"\x7fELF\x02\x01\x01" + b"Ada Fenwick",
        bytes([7, 200, 33, 9]),
        b"\xc0\xa8\x01\xfe",
        b'a:1:{s:4:"name";s:11:"Ada\x00Fenwick";}',
    ],
)
def test_bytes_no_reader_understands_are_masked_whole(source, connect, rebuild, rows, blob):
    """Pickles, pictures, archives and packed numbers are opaque: masked even where nobody asked for it, and never run."""
    path = source("CREATE TABLE t (b BLOB);", rows=[("INSERT INTO t VALUES (?)", (blob,))])
    connector = connect(path)

    record = list(connector.read())[1]
    unasked, _ = rebuild(connector)
    partly, _ = rebuild(connector, lambda f: f"{f.text[:-3]}[ID 1]" if f.shape is Shape.OPAQUE else f.text)
    asked, _ = rebuild(connector, lambda f: "[OPAQUE 1]" if f.shape is Shape.OPAQUE else f.text)

    assert [f.shape for f in record.fields] == [Shape.OPAQUE]
    assert rows(unasked / "database.sqlite", "SELECT b FROM t") == [("[masked]",)]
    assert rows(partly / "database.sqlite", "SELECT b FROM t") == [("[masked]",)]
    assert rows(asked / "database.sqlite", "SELECT b FROM t") == [("[OPAQUE 1]",)]


@pytest.mark.case("B02")
def test_a_broken_archive_in_a_cell_is_withheld(source, connect, rebuild, rows):
    """A document that its reader cannot open is not passed on: the cell says so, and it is counted."""
    path = source("CREATE TABLE t (b BLOB);", rows=[("INSERT INTO t VALUES (?)", (b"PK\x03\x04" + b"Ada Fenwick",))])
    connector = connect(path)

    record = list(connector.read())[1]
    copy, _ = rebuild(connector)
    ((cell,),) = rows(copy / "database.sqlite", "SELECT b FROM t")

    assert [part.reason for part in record.withheld] == [Reason.UNREADABLE]
    assert "Fenwick" not in str(cell)
    assert b"Fenwick" not in (copy / "database.sqlite").read_bytes()


@pytest.mark.case("B02")
@pytest.mark.parametrize("sign", ["\\x", "0x"])
def test_a_text_in_hexadecimal_is_masked_and_a_number_is_not(source, connect, rebuild, rows, sign):
    """Bytes that a dump wrote as a text are masked where they are another text; a code or an address in digits is not."""
    hidden, code = sign + b"516-55-0123".hex(), f"{sign}80070005deadbeef"
    path = source("CREATE TABLE t (a, b);", rows=[("INSERT INTO t VALUES (?, ?)", (hidden, code))])

    into, _ = rebuild(connect(path))

    assert rows(into / "database.sqlite", "SELECT a, b FROM t") == [("[masked]", code)]


def test_a_label_that_a_source_planted_does_not_pass_for_a_mask(source, connect, rebuild, rows):
    """An encoded blob in a text column is masked unless its whole text was replaced by a label."""
    secret = "QWRhIEZlbndpY2s" * 20
    path = source("CREATE TABLE t (b TEXT);", rows=[("INSERT INTO t VALUES (?)", (secret,))])

    into, _ = rebuild(connect(path), lambda f: f.text.replace("QWRh", "[NAME 1]", 1))

    assert rows(into / "database.sqlite", "SELECT b FROM t") == [("[masked]",)]


@pytest.mark.case("B08")
def test_a_value_above_the_limit_is_withheld_and_never_fetched(source, settings, rebuild, rows):
    """A huge text and a huge blob are notices in the copy; the rest of the row is released."""
    path = source("CREATE TABLE t (a, b, c); INSERT INTO t VALUES (hex(zeroblob(600)), zeroblob(2001), 'kept');")
    small = replace(settings, limits=replace(settings.limits, field_chars=1000, item_bytes=2000))
    connector = DatabaseConnector(str(path), small)

    record = list(connector.read())[1]
    into, _ = rebuild(connector)
    connector.close()

    notice = "[withheld: larger than the set limit]"
    assert [(w.place, w.reason) for w in record.withheld] == [
        ("column 1", Reason.TOO_LARGE),
        ("column 2", Reason.TOO_LARGE),
    ]
    assert rows(into / "database.sqlite", "SELECT * FROM t") == [(notice, notice, "kept")]


@pytest.mark.case("B08")
def test_a_table_of_very_many_columns_is_read(source, connect, rebuild, rows):
    """Sixteen hundred columns, the most PostgreSQL has, are read and rebuilt."""
    columns = ", ".join(f"c{n}" for n in range(1600))
    path = source(f"CREATE TABLE t ({columns}); INSERT INTO t VALUES ({', '.join(map(str, range(1600)))});")

    into, _ = rebuild(connect(path))

    assert rows(into / "database.sqlite", "SELECT * FROM t") == [tuple(range(1600))]


@pytest.mark.case("B09")
def test_the_connection_cannot_write(source, connect):
    """Whatever asked for it, a statement that writes is refused by SQLite itself."""
    connector = connect(source("CREATE TABLE t (a);"))
    connector.containers()

    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connector._dialect._opened.connection.execute("INSERT INTO t VALUES (1)")


@pytest.mark.case("B17")
@pytest.mark.parametrize(
    "url",
    [
        "postgresql://clerk:hunter2@db.example.org/permits",
        "mysql+pymysql://clerk:hunter2@db.example.org/permits",
        "postgresql://clerk@db.example.org/permits?password=hunter2",
        "postgresql://clerk@db.example.org/permits?options=-c%20default_transaction_read_only%3Doff%20hunter2",
        "mysql://clerk@db.example.org/permits?init_command=hunter2",
        "oracle://clerk@db.example.org/hunter2",
        "nonsense://[hunter2",
        "sqlite:///:memory:",
    ],
)
def test_a_url_that_could_leak_or_write_is_refused_without_quoting_it(connect, url):
    """A password in the URL, an option that could write and an unknown database are refused; no error repeats any of it."""
    with pytest.raises(Misconfigured) as refusal:
        connect(url)

    assert "hunter2" not in f"{refusal.value!r}{refusal.value.__cause__!r}"
    assert refusal.value.__suppress_context__ or refusal.value.__context__ is None


def test_a_file_name_may_look_like_a_url(source, connect, texts):
    """A question mark, a percent sign or a hash in a file's name means itself, as path and as URL."""
    path = source("CREATE TABLE t (a); INSERT INTO t VALUES ('v');", name="a?mode=rw%20#1.db")

    assert ("CELL", "a", "v") in texts(connect(path))
    assert ("CELL", "a", "v") in texts(connect(f"sqlite:///{path}"))


@pytest.mark.case("B07")
def test_statistics_and_counters_are_not_carried(source, connect, rebuild, texts):
    """What SQLite keeps beside the tables (samples for its planner, highest row ids) is no table to read and in no copy."""
    path = source(
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, x TEXT); INSERT INTO t (x) VALUES ('a'), ('b');"
        "CREATE INDEX by_x ON t (x); ANALYZE; INSERT INTO sqlite_stat1 VALUES ('t', 'Canary Sample', '2 1');"
    )
    connector = connect(path)

    into, _ = rebuild(connector)

    assert [container.label for container in connector.containers()] == ["t"]
    assert "Canary Sample" not in " ".join(text for _, _, text in texts(connector))
    content = b"".join(each.read_bytes() for each in into.rglob("*") if each.is_file())
    assert [word for word in (b"Canary", b"sqlite_stat", b"sqlite_sequence") if word in content] == []


@pytest.mark.case("B07")
@pytest.mark.case("B16")
def test_history_is_read_and_aggregates_are_not_carried(source, connect, rebuild, rows):
    """Audit rows and rows marked deleted are rows like others; a view that counts small groups is not in the copy."""
    path = source(
        "CREATE TABLE person (name TEXT, deleted INTEGER); INSERT INTO person VALUES ('Ada', 0), ('Bo', 1);"
        "CREATE TABLE person_history (name TEXT, changed TEXT); INSERT INTO person_history VALUES ('Bo Larch', '2026');"
        "CREATE VIEW few AS SELECT deleted, count(*) FROM person GROUP BY 1;"
    )

    into, _ = rebuild(connect(path), lambda field: "[NAME 1]" if field.name == "name" else field.text)

    copy = into / "database.sqlite"
    assert rows(copy, "SELECT * FROM person") == [("[NAME 1]", 0), ("[NAME 1]", 1)]
    assert rows(copy, "SELECT * FROM person_history") == [("[NAME 1]", "2026")]
    assert rows(copy, "SELECT name FROM sqlite_master WHERE type = 'view'") == []


@pytest.mark.case("B16")
def test_a_table_of_small_counts_is_pointed_out(source, connect, rebuild):
    """Groups of fewer than five people in a column of counts are told in schema.txt; amounts, and counts of many, are not."""
    path = source(
        "CREATE TABLE by_street (street TEXT, disabled_count INTEGER, total INTEGER, discount INTEGER);"
        "INSERT INTO by_street VALUES ('A', 1, 120, 2), ('B', 40, 230, 3), ('C', 60, 90, 1);"
    )

    into, writer = rebuild(connect(path))

    assert [(each.table, each.columns, each.change.name) for each in writer.relaxations] == [(1, (2,), "SMALL_CELLS")]
    assert "table 01, column 2: counts below five" in (into / "database" / "schema.txt").read_text(encoding="utf-8")

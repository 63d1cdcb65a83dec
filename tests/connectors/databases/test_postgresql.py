"""A PostgreSQL database is read in one snapshot by a role that cannot write, every type seen or masked, and rebuilt."""

import json
import os
import socket
import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import pytest

import connectors
from connectors.database import DatabaseConnector
from records.errors import Misconfigured, Reason, SourceUnavailable
from records.record import Record, Shape
from records.settings import NamedSource, Settings
from tests.connectors.databases.servers import PASSWORD, load, reader

pytestmark = pytest.mark.slow


@pytest.fixture
def open_(postgres, connect):
    """Make a database from a script and open it as the reader."""

    def make(script="", options="", **more):
        return connect(postgres.url(postgres.database(script, options)), password=PASSWORD, **more)

    return make


@pytest.fixture(scope="module")
def sakila(postgres, shared):
    """Give the Sakila rental database."""
    name = postgres.database()
    with postgres.session(name) as session:
        load(session, shared / "sakila__postgres-sakila-schema.sql")
        load(session, shared / "sakila__postgres-sakila-insert-data-using-copy.sql")
        reader(session)
    return name


@pytest.fixture(scope="module")
def chinook(postgres, shared):
    """Give the Chinook music shop database."""
    name = postgres.database()
    with postgres.session(name) as session:
        load(session, shared / "chinook-database__Chinook_PostgreSql.sql", start="Create Tables")
        reader(session)
    return name


def counted(postgres, name, tables):
    """Return the rows of each table itself, as the server counts them."""
    with postgres.session(name) as session:
        return {t: session.execute(f'SELECT count(*) FROM ONLY "{t}"').fetchone()[0] for t in tables}


@pytest.mark.case("B04")
@pytest.mark.parametrize("which", ["sakila", "chinook"])
def test_a_real_database_round_trip(which, request, postgres, connect, rebuild, rows):  # noqa: PLR0917 - fixtures
    """Every base table is there once with every row, no view is, references hold, and the copy is sound."""
    name = request.getfixturevalue(which)
    connector = connect(postgres.url(name), password=PASSWORD)
    before = connector.fingerprint()

    into, writer = rebuild(connector, lambda f: "[OPAQUE]" if f.shape is Shape.OPAQUE else f.text)

    copy = into / "database.sqlite"
    tables = [container.label for container in connector.containers()]
    assert {t: rows(copy, f'SELECT count(*) FROM "{t}"')[0][0] for t in tables} == counted(postgres, name, tables)
    assert [t for t in tables if t.endswith("_list") or t.startswith("sales_by")] == []
    assert rows(copy, "PRAGMA foreign_key_check") == []
    assert rows(copy, "PRAGMA integrity_check") == [("ok",)]
    assert (writer.relaxations, connector.fingerprint()) == ((), before)


def test_sakila_values_and_joins_are_the_servers(sakila, postgres, connect, rebuild, rows):
    """A join over four tables gives the same sums; arrays come as JSON, and the search vector, a copy of texts, is masked."""
    query = """
        SELECT c.last_name, ci.city, count(*), sum(p.amount) FROM customer c JOIN address a USING (address_id)
        JOIN city ci USING (city_id) JOIN {payment} p USING (customer_id) GROUP BY c.customer_id, c.last_name, ci.city
        ORDER BY c.customer_id
    """
    connector = connect(postgres.url(sakila), password=PASSWORD)

    into, _ = rebuild(connector)

    copy = into / "database.sqlite"
    with postgres.session(sakila) as session:
        expected = session.execute(query.format(payment="payment_p2007_03")).fetchall()
        features = session.execute("SELECT special_features FROM film ORDER BY film_id").fetchall()
    found = rows(copy, query.format(payment="payment_p2007_03"))
    assert [(*row[:3], round(row[3], 2)) for row in found] == [(*row[:3], float(row[3])) for row in expected]
    assert [json.loads(row[0]) for row in rows(copy, "SELECT special_features FROM film")] == [
        row[0] for row in features
    ]
    assert rows(copy, "SELECT DISTINCT fulltext FROM film") == [("[masked]",)]


@pytest.mark.case("B13")
def test_chinook_tokenised(chinook, postgres, connect, rebuild, rows):
    """Every value replaced, equal ones by equal tokens: references still hold and no value is left."""
    tokens = {}

    def token(field):
        return field.text if field.shape is Shape.LABEL else tokens.setdefault(field.text, f"[ID {len(tokens) + 1}]")

    into, _ = rebuild(connect(postgres.url(chinook), password=PASSWORD), token)

    copy = into / "database.sqlite"
    joined = rows(
        copy, "SELECT count(*) FROM invoice_line JOIN invoice USING (invoice_id) JOIN customer USING (customer_id)"
    )
    assert joined == [(2240,)]
    assert rows(copy, "PRAGMA foreign_key_check") == []
    assert rows(copy, "SELECT count(DISTINCT email), min(email) LIKE '[ID %' FROM customer") == [(59, 1)]


TYPES = """
CREATE EXTENSION IF NOT EXISTS hstore;
CREATE TYPE mood AS ENUM ('glad', 'Canary Enumlabel');
CREATE DOMAIN phone AS varchar(40) CHECK (value <> '406-555-0199');
CREATE TYPE person AS (name text, born date);
CREATE TABLE kinds (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  i smallint, b boolean, f double precision, money_ numeric(10,2), wide numeric, d date, ts timestamptz, iv interval,
  t text, ch char(6), dom phone, e mood, u uuid, ip inet, mac macaddr, j json, jb jsonb, h hstore, a text[], aa int[][],
  p person, pp person[], r daterange, bits bit(4), raw bytea, rawa bytea[], tsv tsvector, pt point,
  made text GENERATED ALWAYS AS (upper(t)) STORED
);
INSERT INTO kinds (i,b,f,money_,wide,d,ts,iv,t,ch,dom,e,u,ip,mac,j,jb,h,a,aa,p,pp,r,bits,raw,rawa,tsv,pt) VALUES (
  7, true, 46.6, 1.50, 12345678901234567890.10, 'infinity', '0044-03-15 12:00:00+00 BC', '1 day', 'Ada Fenwick', 'ab',
  '406-555-0111', 'Canary Enumlabel', 'c0ffee00-0000-4000-8000-000000000001', '192.0.2.7/24', '02:00:5e:10:00:01',
  '{"k": 1.10, "k": "twice"}', '{"Canary Key": ["Canary Leaf", null, 1e400]}',
  '"Canary Hkey"=>"Canary Hvalue"', ARRAY['Canary "Element"', NULL], ARRAY[[1,2],[3,4]], ROW('Canary Composite', '1970-02-03'),
  ARRAY[ROW('Canary Nested', NULL)::person], '[2020-01-01,2020-02-01)', B'1010', '\\x00ff', ARRAY['\\x43616e617279'::bytea],
  to_tsvector('simple', 'canaryvector'), '(46.6,-112.0)');
INSERT INTO kinds (t) VALUES (NULL);
"""


@pytest.mark.case("B03")
def test_every_type_is_read_or_masked(open_, rebuild, rows, texts):
    """Scalars keep their text, nested types give their leaves and keys, bytes and search vectors are masked whole."""
    connector = open_(TYPES)

    found = texts(connector)
    into, _ = rebuild(connector)

    leaves = {(shape, name, text) for shape, name, text in found}
    assert {
        ("CELL", "d", "infinity"),
        ("CELL", "wide", "12345678901234567890.10"),
        ("CELL", "ts", "0044-03-15 12:00:00+00 BC"),
        ("CELL", "dom", "406-555-0111"),
        ("CELL", "e", "Canary Enumlabel"),
        ("CELL", "ip", "192.0.2.7/24"),
        ("CELL", "k", "1.10"),
        ("CELL", "k", "twice"),
        ("LABEL", "", "Canary Key"),
        ("CELL", "Canary Key", "Canary Leaf"),
        ("LABEL", "", "Canary Hkey"),
        ("CELL", "Canary Hkey", "Canary Hvalue"),
        ("CELL", "a", 'Canary "Element"'),
        ("CELL", "name", "Canary Composite"),
        ("CELL", "born", "1970-02-03"),
        ("CELL", "name", "Canary Nested"),
        ("CELL", "r", "[2020-01-01,2020-02-01)"),
        ("CELL", "pt", "(46.6,-112)"),
        ("CELL", "made", "ADA FENWICK"),
        ("OPAQUE", "raw", "x'00ff'"),
    } - leaves == set()
    assert {name for shape, name, _ in found if shape == "OPAQUE"} == {"raw", "rawa", "tsv"}
    copied = rows(into / "database.sqlite", "SELECT id, i, b, f, money_, wide, a, raw, rawa, tsv FROM kinds")
    masks = ("[masked]",) * 3
    assert copied[0] == (1, 7, 1, 46.6, 1.5, "12345678901234567890.10", '["Canary \\"Element\\"", null]', *masks)
    assert copied[1] == (2, *[None] * 9)
    content = (into / "database.sqlite").read_bytes()
    assert [c for c in (b"canaryvector", b"43616e617279") if c in content] == []


@pytest.mark.case("B03")
def test_xml_is_read_by_its_leaves(open_, texts):
    """A column of the type xml gives a cell for each text and attribute, under the name of its element."""
    import psycopg

    value = '<a dob="1970-02-03">Bo &amp; Cy</a>'
    try:
        connector = open_(f"CREATE TABLE t (x xml); INSERT INTO t VALUES ('{value}');")
    except psycopg.errors.FeatureNotSupported:
        pytest.skip("this PostgreSQL was built without XML")

    assert {("CELL", "a", "Bo & Cy"), ("CELL", "dob", "1970-02-03"), ("LABEL", "", "a")} <= set(texts(connector))


@pytest.mark.case("B04")
@pytest.mark.case("B06")
def test_each_row_is_read_once_and_nothing_but_base_tables(open_, rebuild, rows, texts):
    """Partitions come through their parent, heirs as their own tables, views not at all; foreign tables are withheld."""
    connector = open_("""
        CREATE TABLE log (day date, note text) PARTITION BY RANGE (day);
        CREATE TABLE log_a PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        CREATE TABLE log_b PARTITION OF log DEFAULT;
        INSERT INTO log VALUES ('2024-05-05', 'one'), ('1999-05-05', 'two');
        CREATE TABLE parent (x text DEFAULT 'Canary Default'); CREATE TABLE heir (y int) INHERITS (parent);
        INSERT INTO parent VALUES ('p'); INSERT INTO heir VALUES ('h', 1);
        COMMENT ON COLUMN parent.x IS 'Canary Comment'; COMMENT ON TABLE parent IS 'Canary Tablecomment';
        CREATE VIEW v AS SELECT 'Canary View' AS c; CREATE MATERIALIZED VIEW mv AS SELECT 'Canary Matview' AS c;
        CREATE FUNCTION fn() RETURNS text LANGUAGE sql AS $$ SELECT 'Canary Function' $$;
        CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE far (x text) SERVER s;
        CREATE SCHEMA other; CREATE TABLE other.parent (z int CHECK (z <> 4065550143));
    """)

    labels = [container.label for container in connector.containers()]
    withheld = [(i.container, i.reason) for i in connector.read() if not isinstance(i, Record)]
    schema = " ".join(text for shape, name, text in texts(connector) if name == "schema")
    into, _ = rebuild(connector)

    copy = into / "database.sqlite"
    assert labels == ["other.parent", "public.far", "public.heir", "public.log", "public.parent"]
    assert withheld == [("02", Reason.EXTERNAL)]
    assert sorted(rows(copy, 'SELECT note FROM "public.log"')) == [("one",), ("two",)]
    assert rows(copy, 'SELECT x FROM "public.parent"') == [("p",)]
    assert rows(copy, 'SELECT x, y FROM "public.heir"') == [("h", 1)]
    wanted = ["Default", "Comment", "Tablecomment", "View", "Matview", "Function"]
    assert [word for word in wanted if f"Canary {word}" not in schema] == []
    assert b"Canary" not in copy.read_bytes()


@pytest.mark.case("B05")
def test_hostile_names(open_, rebuild, rows):
    """Quotes, per cent signs, colons, case twins and names of 63 bytes are only names."""
    names = ['a"; drop table x; --', "per%cent %s %(y)s", ":colon ?", "Case", "case", "select", "ü" * 31]
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    script = "".join(
        f"CREATE TABLE {q} (id int PRIMARY KEY, {q} text); INSERT INTO {q} VALUES (1, 'v');" for q in quoted
    )

    connector = open_(script)
    into, _ = rebuild(connector)

    copy = into / "database.sqlite"
    assert sorted(c.label for c in connector.containers()) == sorted(names)
    assert rows(copy, "SELECT count(*) FROM sqlite_master WHERE type = 'table'") == [(7,)]
    assert rows(copy, f"SELECT {quoted[1]} FROM {quoted[1]}") == [("v",)]
    assert rows(copy, 'SELECT * FROM "case 2"') == [(1, "v")]


@pytest.mark.case("B10")
def test_both_readings_see_one_snapshot(postgres, connect, texts):
    """What another session commits between the two passes, in any table, is not seen in either."""
    name = postgres.database("CREATE TABLE a (x text); CREATE TABLE b (x text); INSERT INTO a VALUES ('old');")
    connector = connect(postgres.url(name), password=PASSWORD)
    first = texts(connector)
    before = connector.fingerprint()

    with postgres.session(name) as session:
        session.execute("INSERT INTO a VALUES ('new'); INSERT INTO b VALUES ('new')")

    assert (texts(connector), connector.fingerprint()) == (first, before)


@pytest.mark.case("B09")
@pytest.mark.parametrize(
    "grant",
    [
        "GRANT UPDATE ON t TO clearcopy_writer",
        "GRANT INSERT (x) ON t TO clearcopy_writer",
        "GRANT TRUNCATE ON t TO clearcopy_writer",
        "GRANT USAGE ON SEQUENCE s TO clearcopy_writer",
        "GRANT CREATE ON SCHEMA public TO clearcopy_writer",
        "ALTER TABLE t OWNER TO clearcopy_writer",
        "ALTER ROLE clearcopy_writer SUPERUSER",
        "GRANT UPDATE ON t TO clearcopy_clerks; ALTER ROLE clearcopy_writer NOINHERIT; GRANT clearcopy_clerks TO clearcopy_writer",
        "ALTER ROLE clearcopy_clerks SUPERUSER; GRANT clearcopy_clerks TO clearcopy_writer",
    ],
)
def test_a_role_that_can_write_is_refused(postgres, connect, grant):
    """Any privilege to write anywhere is refused before a row is read, unless it is allowed on purpose."""
    name = postgres.database("CREATE TABLE t (x int); CREATE SEQUENCE s; INSERT INTO t VALUES (1);")
    with postgres.session(name) as session:
        session.execute(f"""
            CREATE ROLE clearcopy_clerks; CREATE ROLE clearcopy_writer LOGIN PASSWORD '{PASSWORD}';
            GRANT SELECT ON t TO clearcopy_writer; {grant};
        """)
    try:
        with pytest.raises(Misconfigured, match="can write"):
            connect(postgres.url(name, "clearcopy_writer"), password=PASSWORD).containers()
        allowed = connect(postgres.url(name, "clearcopy_writer"), password=PASSWORD, allow_writer=True)

        read_only = allowed._snapshot().connection.exec_driver_sql("SHOW transaction_read_only").scalar()

        assert (read_only, len(allowed.containers())) == ("on", 1)
    finally:
        for connector in (allowed,):
            connector.close()
        with postgres.session(name) as session:
            session.execute("REASSIGN OWNED BY clearcopy_writer TO CURRENT_USER; DROP OWNED BY clearcopy_writer")
            session.execute("DROP OWNED BY clearcopy_clerks; DROP ROLE clearcopy_writer; DROP ROLE clearcopy_clerks")


@pytest.mark.case("B17")
@pytest.mark.case("L01")
def test_refused_logins_and_missing_databases_quote_nothing(postgres, connect):
    """A wrong password, an unknown database and a closed port are told apart, and no error holds a password, name or host."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        closed = listener.getsockname()[1]
    name = postgres.database()
    cases = [
        (postgres.url(name), "wrong-canary-pw", Misconfigured),
        (postgres.url(name), None, Misconfigured),
        (postgres.url("canary_database"), PASSWORD, Misconfigured),
        (f"postgresql://canary_user@127.0.0.1:{closed}/x", PASSWORD, SourceUnavailable),
    ]

    errors = []
    for url, password, _ in cases:
        with pytest.raises((Misconfigured, SourceUnavailable)) as refusal:
            connect(url, password=password).containers()
        errors.append(refusal.value)

    assert [type(error) for error in errors] == [expected for _, _, expected in cases]
    assert [e for e in errors if "canary" in f"{e!r}" or "127.0.0.1" in f"{e!r}" or not e.__suppress_context__] == []


@pytest.mark.case("B10")
def test_a_connection_that_drops_mid_table_is_unavailable(postgres, connect):
    """When the server ends the connection between two rows, reading stops with a fixed sentence and can be begun again."""
    name = postgres.database(
        "CREATE TABLE t AS SELECT n AS id, repeat('x', 5000) AS x FROM generate_series(1, 3000) n;"
    )
    connector = connect(postgres.url(name), password=PASSWORD)
    items = connector.read()
    for _ in range(500):
        next(items)

    with postgres.session(name) as session:
        session.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'clearcopy_reader'")
    with pytest.raises(SourceUnavailable) as refusal:
        list(items)

    connector.close()
    assert str(refusal.value) == "the database cannot be reached or dropped the connection"
    assert sum(1 for _ in connector.read()) == 3001


@pytest.mark.case("B01")
def test_a_database_that_checks_no_encoding(open_, rebuild, rows, texts):
    """In SQL_ASCII, Latin-1 and UTF-8 bytes in one column are both read as a person would, names included."""
    connector = open_(
        r"""CREATE TABLE "Muñoz" (a text, b text[]); INSERT INTO "Muñoz" VALUES (E'Se\xf1or', ARRAY[E'\xf1']), (E'Se\xc3\xb1or', NULL);""",
        "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0",
    )

    read = [text for _, name, text in texts(connector) if name == "a"]
    into, _ = rebuild(connector)

    assert read == ["Señor", "Señor"]
    assert [container.label for container in connector.containers()] == ["Muñoz"]
    assert rows(into / "database.sqlite", 'SELECT a, b FROM "Muñoz"') == [("Señor", '["ñ"]'), ("Señor", None)]


@pytest.mark.case("B08")
def test_a_value_above_the_limit_is_not_fetched(postgres, settings, rebuild, rows):
    """Texts, JSON and documents above the limit are notices in the copy, and small ones beside them are released."""
    name = postgres.database(
        "CREATE TABLE t (id int, a text, b bytea, c json);"
        "INSERT INTO t VALUES (1, repeat('x', 2000), decode(repeat('00', 3000), 'hex'), to_json(repeat('y', 2000))), (2, 's', 't', '{}');"
    )
    small = replace(settings, limits=replace(settings.limits, field_chars=1000, item_bytes=2000))
    connector = DatabaseConnector(postgres.url(name), small, password=PASSWORD)

    into, _ = rebuild(connector)
    withheld = [w.reason for item in connector.read() for w in getattr(item, "withheld", ())]
    connector.close()

    notice = "[withheld: larger than the set limit]"
    assert withheld == [Reason.TOO_LARGE] * 3
    assert rows(into / "database.sqlite", "SELECT * FROM t") == [(1, notice, notice, notice), (2, "s", b"t", "{}")]


@pytest.mark.case("B08")
def test_a_cell_of_a_gigabyte_costs_no_memory_of_ours(postgres, tmp_path):
    """A text of 984 MB is a notice in a release whose process never held it, and the row after it is released."""
    name = postgres.database(
        "CREATE TABLE t (id int PRIMARY KEY, note text); ALTER TABLE t ALTER note SET STORAGE EXTERNAL;"
        "INSERT INTO t VALUES (1, repeat('Jane Roe, 406-555-0101. ', 41000000)), (2, 'Jane Roe called from 406-555-0101');"
    )
    script = """
import sys
from dataclasses import replace
from pathlib import Path
from records.settings import load
from release.pipeline import release
folder = Path(sys.argv[2])
settings = replace(load(), workspace=str(folder / "workspace"))
done = release([sys.argv[1]], folder / "out", settings=settings)
print(done.released, done.withheld, done.parts_withheld)
# Not ru_maxrss, which begins with what the process that started this one held.
status = Path("/proc/self/status")
print(status.read_text().partition("VmHWM:")[2].split()[0] if status.exists() else 0)
"""
    environment = os.environ | {"CLEARCOPY_DATABASE_PASSWORD": PASSWORD}
    command = [sys.executable, "-c", script, postgres.url(name), str(tmp_path)]

    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.split()

    (table,) = (tmp_path / "out" / "records").rglob("01.csv")
    assert table.read_text(encoding="utf-8").splitlines()[1:] == [
        "1,[withheld: larger than the set limit]",
        "2,[NAME 1] called from [PHONE 1]",
    ]
    assert (told[:3], int(told[3]) < 600_000) == (["3", "0", "1"], True)  # kB, seen on Linux only


def test_rows_a_policy_hides_are_not_silently_left_out(open_):
    """A table under row security, or one the role may not read, is withheld and counted; the others are read."""
    connector = open_("CREATE TABLE a (x int); CREATE TABLE b (x int); ALTER TABLE a ENABLE ROW LEVEL SECURITY;")

    items = [(item.container, getattr(item, "reason", None)) for item in connector.read()]

    assert items == [("01", Reason.UNREADABLE), ("02", None)]


@pytest.mark.case("B08")
def test_memory_is_bounded_by_a_page(open_):
    """Thirty thousand rows of twelve megabytes are streamed: the peak stays far below what they hold."""
    import tracemalloc

    connector = open_("CREATE TABLE t AS SELECT n AS id, repeat('x', 400) AS x FROM generate_series(1, 30000) n;")
    connector.containers()
    tracemalloc.start()

    count = sum(1 for _ in connector.read())

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (count, peak < 4_000_000) == (30_001, True)


@pytest.mark.case("B07")
def test_statistics_of_the_server_are_not_read(postgres, connect, texts, rebuild):
    """The most common values that ANALYZE keeps in pg_stats, and every other system table, are neither read nor copied."""
    name = postgres.database("CREATE TABLE t (x text); INSERT INTO t VALUES ('a'), ('a'), ('b'); ANALYZE t;")
    with postgres.session(name) as session:
        session.execute("DELETE FROM t WHERE x = 'a'")
    connector = connect(postgres.url(name), password=PASSWORD)

    into, _ = rebuild(connector)

    assert [container.label for container in connector.containers()] == ["t"]
    assert [text for shape, _, text in texts(connector) if shape == "CELL"] == ["b"]
    assert b"most_common" not in b"".join(each.read_bytes() for each in into.rglob("*") if each.is_file())


@pytest.mark.case("B09")
def test_a_configured_source_may_allow_a_writer(postgres, monkeypatch):
    """`allow_writer` of a source reads under a role that can write; without it the same source is refused."""
    monkeypatch.setenv("CLEARCOPY_TEST_PW", PASSWORD)
    name = postgres.database("CREATE TABLE t (x int);")
    with postgres.session(name) as session:
        session.execute("GRANT INSERT ON t TO clearcopy_reader")
    refused = NamedSource("permits", postgres.url(name), "CLEARCOPY_TEST_PW")
    allowed = replace(refused, allow_writer=True)

    with pytest.raises(Misconfigured, match="can write"):
        connectors.connect("permits", Settings(sources=(refused,))).containers()

    assert len(connectors.connect("permits", Settings(sources=(allowed,))).containers()) == 1

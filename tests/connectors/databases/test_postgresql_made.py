"""What a city made inside its PostgreSQL beside tables: casts that are never run, parts that lie elsewhere, texts of the schema."""

import pytest

from records.errors import Reason
from records.record import Record
from tests.connectors.databases.servers import PASSWORD

pytestmark = pytest.mark.slow


@pytest.fixture
def open_(postgres, connect):
    """Make a database from a script and open it as the reader."""
    return lambda script="": connect(postgres.url(postgres.database(script)), password=PASSWORD)


CASTS = """
CREATE TYPE mood AS ENUM ('Canary Mood', 'glad');
CREATE DOMAIN feeling AS mood;
CREATE TYPE person AS (name text, how feeling);
CREATE TYPE scan AS (name text, page bytea);
CREATE FUNCTION shown(mood) RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_lock(4711); RETURN 'cast was run'; END $$;
CREATE FUNCTION shown(scan) RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_lock(4711); RETURN 'cast was run'; END $$;
CREATE FUNCTION shown_json(mood) RETURNS json LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_lock(4711); RETURN '"cast was run"'; END $$;
CREATE CAST (mood AS text) WITH FUNCTION shown(mood);
CREATE CAST (scan AS text) WITH FUNCTION shown(scan);
CREATE CAST (mood AS json) WITH FUNCTION shown_json(mood);
CREATE TABLE t (id int PRIMARY KEY, m mood, f feeling, moods mood[], p person, s scan, nothing mood);
INSERT INTO t VALUES (1, 'Canary Mood', 'Canary Mood', '{glad}', ROW('Ada', 'glad'), ROW('Bo', '\\x00ff'), NULL);
"""


@pytest.mark.case("B03")
@pytest.mark.case("B09")
def test_no_cast_that_somebody_made_is_run(open_, postgres, rebuild, rows, texts):
    """A cast could hide the value it is asked for, or do anything: values come as their type writes them, or are masked."""
    connector = open_(CASTS)

    found = {(shape, name, text) for shape, name, text in texts(connector) if name != "schema"}
    into, _ = rebuild(connector)
    with postgres.session() as session:
        locks = session.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").fetchone()

    assert locks == (0,)
    assert {("CELL", "m", "Canary Mood"), ("CELL", "f", "Canary Mood")} <= found
    assert {name for shape, name, _ in found if shape == "OPAQUE"} == {"moods", "p", "s"}
    assert [text for _, _, text in found if "cast" in text] == []
    masks = ("[masked]",) * 3
    assert rows(into / "database.sqlite", "SELECT * FROM t") == [(1, "Canary Mood", "Canary Mood", *masks, None)]


@pytest.mark.case("B03")
def test_the_casts_of_an_extension_are_its_own(open_, texts):
    """An hstore is read by its keys, as the cast of its own extension gives it, in an array as well."""
    connector = open_(
        "CREATE EXTENSION hstore; CREATE TABLE t (h hstore, hh hstore[]);"
        """INSERT INTO t VALUES ('"Canary Key"=>"v"', ARRAY['"Canary Other"=>"w"'::hstore]);"""
    )

    assert {("LABEL", "", "Canary Key"), ("LABEL", "", "Canary Other")} <= set(texts(connector))


@pytest.mark.case("B04")
def test_a_table_with_a_part_that_lies_elsewhere_is_withheld(open_):
    """Reading a partitioned table would run the foreign part's program, in no snapshot: it is withheld and counted."""
    connector = open_("""
        CREATE EXTENSION file_fdw; CREATE SERVER s FOREIGN DATA WRAPPER file_fdw;
        CREATE TABLE log (day int, note text) PARTITION BY LIST (day);
        CREATE TABLE log_1 PARTITION OF log FOR VALUES IN (1) PARTITION BY LIST (day);
        CREATE FOREIGN TABLE log_11 PARTITION OF log_1 FOR VALUES IN (1) SERVER s OPTIONS (program 'echo 1,far', format 'csv');
        CREATE TABLE near (day int, note text) PARTITION BY LIST (day);
        CREATE TABLE near_1 PARTITION OF near FOR VALUES IN (1); INSERT INTO near VALUES (1, 'here');
    """)

    items = [(item.container, getattr(item, "reason", None)) for item in connector.read()]

    assert items == [("01", Reason.EXTERNAL), ("02", None), ("02", None)]


@pytest.mark.case("B06")
def test_every_text_of_the_schema_is_scanned_and_none_is_carried(open_, rebuild, texts):
    """Indexes, policies, rules, bounds of parts, and the comments on all that is no table can hold a value."""
    connector = open_(
        """
        CREATE TABLE t (a text);
        CREATE INDEX i ON t ((a || 'Canary Index')) WHERE a <> 'Canary Predicate';
        CREATE POLICY p ON t USING (a = 'Canary Using') WITH CHECK (a = 'Canary With');
        CREATE RULE r AS ON DELETE TO t WHERE old.a = 'Canary Rule' DO INSTEAD NOTHING;
        CREATE TABLE parts (a text) PARTITION BY LIST (a);
        CREATE TABLE part PARTITION OF parts FOR VALUES IN ('Canary Bound');
        CREATE TYPE c AS (x int); CREATE SEQUENCE s; CREATE VIEW v AS SELECT 1 AS one;
        CREATE DOMAIN d AS text DEFAULT 'Canary Domain';
        COMMENT ON TABLE part IS 'Canary Part'; COMMENT ON TYPE c IS 'Canary Type'; COMMENT ON SEQUENCE s IS 'Canary Sequence';
        COMMENT ON COLUMN v.one IS 'Canary Column'; COMMENT ON CONSTRAINT odd ON DOMAIN d IS 'Canary Constraint';
    """.replace("'Canary Domain';", "'Canary Domain' CONSTRAINT odd CHECK (value <> 'Canary Check');")
    )

    schema = " ".join(text for _, name, text in texts(connector) if name == "schema")
    into, _ = rebuild(connector)

    wanted = [
        "Index",
        "Predicate",
        "Using",
        "With",
        "Rule",
        "Bound",
        "Part",
        "Type",
        "Sequence",
        "Domain",
        "Column",
        "Constraint",
        "Check",
    ]
    assert [word for word in wanted if f"Canary {word}" not in schema] == []
    assert "VALUE >= 0" not in schema  # of the system's own
    assert b"Canary" not in b"".join(each.read_bytes() for each in into.rglob("*") if each.is_file())


def test_the_data_of_every_record_counts_once(open_):
    """A row is one record, however many parts and heirs its table has."""
    connector = open_("""
        CREATE TABLE a (x int); CREATE TABLE b () INHERITS (a); CREATE TABLE c () INHERITS (b);
        INSERT INTO a VALUES (1); INSERT INTO b VALUES (2); INSERT INTO c VALUES (3);
    """)

    read = [item.fields[0].text for item in connector.read() if isinstance(item, Record) and item.id != "0"]

    assert read == ["1", "2", "3"]

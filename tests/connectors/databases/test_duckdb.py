"""A DuckDB file is read whole, in insertion order, with nothing beside it touched, and every type seen or masked."""

import hashlib
import subprocess
import sys

import duckdb
import pytest

from records.errors import Misconfigured, SourceUnavailable

SCRIPT = """
CREATE TYPE mood AS ENUM ('glad', 'Canary Enum');
CREATE TABLE account (acct_no BIGINT PRIMARY KEY, holder VARCHAR NOT NULL, dob DATE DEFAULT '1970-01-01', bal DECIMAL(10,2),
  h HUGEINT, s STRUCT("Canary Key" VARCHAR, n INT), m MAP(VARCHAR, INT), l VARCHAR[], b BLOB, sb STRUCT(x BLOB), e mood, u UUID,
  j JSON, iv INTERVAL, f DOUBLE);
CREATE TABLE reading (acct_no BIGINT REFERENCES account (acct_no), gallons INT, UNIQUE (acct_no, gallons));
CREATE VIEW v AS SELECT 'Canary View';
COMMENT ON COLUMN account.holder IS 'Canary Comment';
INSERT INTO account VALUES (9, 'Ada Fenwick', '1970-02-03', 1.50, 170141183460469231731687303715884105727,
  {'Canary Key': 'leaf', 'n': 1}, MAP {'Canary Mapkey': 2}, ['one', NULL], '\\x00\\xFF'::BLOB, {'x': 'Ada'::BLOB}, 'Canary Enum',
  'c0ffee00-0000-4000-8000-000000000001', '{"dob": "1970-02-03"}', INTERVAL 1 DAY, 0.5), (3, 'Bo', NULL, NULL, NULL, NULL, NULL,
  NULL, 'plain'::BLOB, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO reading VALUES (3, 5), (9, 4);
"""


@pytest.fixture
def make(tmp_path):
    """Make a DuckDB file from a script, alone in its folder."""

    def build(script, name="city.duckdb"):
        folder = tmp_path / "duck"
        folder.mkdir()
        with duckdb.connect(str(folder / name)) as database:
            database.execute(script)
        return folder / name

    return build


@pytest.mark.case("B03")
def test_a_database_round_trip(make, connect, rebuild, rows, texts):
    """Values keep their text, nested ones give leaves and keys, bytes are read by content or masked, references hold."""
    path = make(SCRIPT)
    before = (sorted(p.name for p in path.parent.iterdir()), hashlib.sha256(path.read_bytes()).hexdigest())
    connector = connect(f"duckdb:///{path}")
    fingerprint = connector.fingerprint()

    found = texts(connector)
    into, writer = rebuild(connector)

    copy = into / "database.sqlite"
    assert rows(copy, "SELECT acct_no, holder, dob, bal, h, s, m, l, b, sb, e FROM account ORDER BY dob DESC") == [
        (
            9, "Ada Fenwick", "1970-02-03", 1.5, "170141183460469231731687303715884105727", '{"Canary Key": "leaf", "n": 1}',
            '{"Canary Mapkey": 2}', '["one", null]', "[masked]", "[masked]", "Canary Enum",
        ),
        (3, "Bo", None, None, None, None, None, None, b"plain", None, None),
    ]  # fmt: skip
    assert rows(copy, "SELECT holder, gallons FROM reading JOIN account USING (acct_no)") == [
        ("Bo", 5),
        ("Ada Fenwick", 4),
    ]
    assert {("LABEL", "", "Canary Key"), ("LABEL", "", "Canary Mapkey"), ("CELL", "dob", "1970-02-03")} <= set(found)
    schema = " ".join(text for _, name, text in found if name == "schema")
    assert [word for word in ("View", "Comment", "Enum") if f"Canary {word}" not in schema] == []
    assert (writer.relaxations, connector.fingerprint()) == ((), fingerprint)
    assert (sorted(p.name for p in path.parent.iterdir()), hashlib.sha256(path.read_bytes()).hexdigest()) == before


@pytest.mark.case("B09")
def test_nothing_outside_the_file_can_be_reached(make, connect):
    """The connection cannot write, read other files or be given its freedom back."""
    connector = connect(f"duckdb:///{make(SCRIPT)}")
    connector.containers()
    connection = connector._dialect._connection

    for statement in (
        "INSERT INTO reading VALUES (9, 9)",
        "SELECT * FROM read_csv('/etc/hosts')",
        "SET enable_external_access = true",
        "ATTACH '/nowhere/x.duckdb'",
    ):
        with pytest.raises(Exception, match=r"(?i)read-only|disabled|locked|cannot"):
            connection.exec_driver_sql(statement)
        connection.rollback()


def test_a_missing_or_broken_file_quotes_nothing(tmp_path, connect):
    """A path that is not there is a mistake; a file that is no database is not read; neither error tells the path."""
    broken = tmp_path / "canary.duckdb"
    broken.write_bytes(b"not a database" * 1000)

    with pytest.raises(Misconfigured) as missing:
        connect(f"duckdb:///{tmp_path}/canary-gone.duckdb").containers()
    with pytest.raises(SourceUnavailable) as refused:
        connect(f"duckdb:///{broken}").containers()

    assert "canary" not in f"{missing.value!r}{refused.value!r}"


def test_a_file_that_another_program_has_open_is_named_as_that(make, connect):
    """Who is told to try again later should know what to wait for; the error tells neither path nor program."""
    path = make(SCRIPT)
    script = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print(1, flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        other.stdout.readline()

        with pytest.raises(SourceUnavailable, match="locked by another program") as refused:
            connect(f"duckdb:///{path}").containers()

        other.stdin.close()
    assert str(path) not in f"{refused.value!r}"


def test_rows_come_in_the_order_they_were_put_in(make, connect):
    """A table of several row groups is read in insertion order, twice the same."""
    path = make("CREATE TABLE t AS SELECT (n * 7919) % 300007 AS x FROM range(130000) r(n)")
    connector = connect(f"duckdb:///{path}")

    first = [item.fields[0].text for item in connector.read()][1:]

    assert first == [str(n * 7919 % 300007) for n in range(130000)]

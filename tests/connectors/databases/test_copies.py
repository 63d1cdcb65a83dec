"""A redacted database in other forms: a script that a real PostgreSQL runs, parquet that other programs read, and nothing else."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as options
from hypothesis import strategies as st

from connectors.database import DatabaseConnector
from connectors.databases.copies import Copy, copies
from records.errors import Misconfigured, Unsafe
from records.record import Shape
from records.settings import load
from release.pipeline import release
from release.strangers import texts as strangers_texts
from tests.connectors.databases.servers import PASSWORD

CITY = """
CREATE TABLE customer (acct_no INTEGER PRIMARY KEY, name TEXT NOT NULL, mail TEXT UNIQUE, balance REAL, rate DECIMAL, photo BLOB);
CREATE TABLE bill (bill_id INTEGER PRIMARY KEY, acct_no INTEGER NOT NULL REFERENCES customer, cents INTEGER, note TEXT);
INSERT INTO customer VALUES (4711881, 'Quilla O''Fenwick', 'q@example.org', 1.5, 12.25, x'00ff10'),
  (4711882, 'Bo "Larch"', NULL, -2e300, 3, NULL), (4711883, 'line one
line; two (''x'') -- no comment', 'b@example.org', NULL, NULL, x'');
INSERT INTO bill VALUES (1, 4711881, 2500, 'paid'), (2, 4711882, 1300, NULL), (3, 4711881, 900, '\\x41 C:\\new; DROP TABLE bill;');
"""
COUNTS = "SELECT count(*), sum(cents) FROM bill JOIN customer USING (acct_no)"


@pytest.fixture
def written(source, settings, rebuild):
    """Rebuild a SQLite source in some forms, with any change to its texts; return the folder and the writer."""

    def make(script, *forms, change=lambda field: field.text, rows=()):
        connector = DatabaseConnector(str(source(script, rows=rows)), replace(settings, database_copies=tuple(forms)))
        into, writer = rebuild(connector, change)
        connector.close()
        return into, writer

    return make


@pytest.fixture
def loaded(postgres):
    """Load a script into a new database of the real server by psycopg, and ask it."""

    def load(script):
        name = postgres.database()
        with postgres.session(name) as session:
            session.execute(script.read_text(encoding="utf-8"))
        return lambda query: _ask(postgres, name, query)

    return load


def _ask(postgres, name, query):
    with postgres.session(name) as session:
        return session.execute(query).fetchall()


@pytest.mark.parametrize(
    ("forms", "found"),
    [
        (("sqlite",), {"database.sqlite", "database/schema.txt"}),
        (("sql",), {"database.sql", "database/schema.txt"}),
        (("csv",), {"database/01.csv", "database/02.csv", "database/schema.txt"}),
        (
            ("parquet", "sqlite"),
            {"database/01.parquet", "database/02.parquet", "database.sqlite", "database/schema.txt"},
        ),
    ],
)
def test_only_what_is_asked_for_is_written(written, forms, found):
    """Each form stands alone; the schema's account is always there."""
    into, _ = written(CITY, *forms)

    assert {p.relative_to(into).as_posix() for p in into.rglob("*") if p.is_file()} == found


@pytest.mark.parametrize("asked", [(), ("access",), ("sqlite", "xlsx")])
def test_an_unknown_form_is_refused_before_anything_is_read(asked, settings, tmp_path):
    """A form nobody can write is a mistake in the settings."""
    with pytest.raises(Misconfigured, match="sqlite, sql, parquet, csv"):
        DatabaseConnector(str(tmp_path / "none.sqlite"), replace(settings, database_copies=asked))
    assert copies(["csv", "sql"]) == (Copy.SQL, Copy.CSV)


@pytest.mark.case("B14")
def test_a_real_postgresql_takes_the_script(written, loaded):
    """Rows, types, keys and references are there, and texts full of quotes, line ends and statements are only texts."""
    into, writer = written(CITY, "sql", "sqlite")

    ask = loaded(into / "database.sql")

    assert ask(COUNTS) == [(3, 4700)]
    assert ask("SELECT name FROM customer ORDER BY acct_no")[2] == ("line one\nline; two ('x') -- no comment",)
    assert ask("SELECT note FROM bill WHERE bill_id = 3") == [("\\x41 C:\\new; DROP TABLE bill;",)]
    assert ask("SELECT balance, rate, photo FROM customer ORDER BY 1 NULLS LAST")[:2] == [
        (-2e300, 3, None),
        (1.5, 12.25, b"[masked]"),  # bytes nobody can read are never copied
    ]
    types = "SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_name = '{}' ORDER BY ordinal_position"
    assert ask(types.format("bill")) == [
        ("bill_id", "bigint", "NO"), ("acct_no", "bigint", "NO"), ("cents", "bigint", "YES"), ("note", "text", "YES"),
    ]  # fmt: skip
    assert [row[1] for row in ask(types.format("customer"))] == [
        "bigint", "text", "text", "double precision", "double precision", "bytea",
    ]  # fmt: skip
    kinds = "SELECT conrelid::regclass::text, contype::text FROM pg_constraint WHERE contype IN ('p', 'u', 'f') AND connamespace = 'public'::regnamespace ORDER BY 1, 2"
    assert ask(kinds) == [("bill", "f"), ("bill", "p"), ("customer", "p"), ("customer", "u")]
    assert writer.relaxations == ()


def test_psql_itself_runs_the_script(written, postgres):
    """What README tells a person to type works, and stops at the first error if there is one."""
    psql = shutil.which("psql")
    if psql is None:
        pytest.skip("psql is not installed")
    into, _ = written(CITY, "sql")
    name = postgres.database()
    with postgres.session(name) as session:
        session.execute("GRANT CREATE ON SCHEMA public TO clearcopy_reader")
    command = [psql, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", postgres.host, "-p", str(postgres.port), "-d", name]

    done = subprocess.run(
        [*command, "-U", "clearcopy_reader", "-f", into / "database.sql"],
        env={"PGPASSWORD": PASSWORD},
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert _ask(postgres, name, COUNTS) == [(3, 4700)]


@pytest.mark.case("B13")
@pytest.mark.case("B14")
def test_labels_relax_types_openly_and_joins_hold(written, loaded):
    """A key of numbers that holds labels becomes text on both sides of its reference, and every join stays."""
    labels = {}
    numbers = ("4711881", "4711882", "4711883")

    def change(field):
        return labels.setdefault(field.text, f"[ID {len(labels) + 1}]") if field.text in numbers else field.text

    into, writer = written(CITY, "sql", change=change)

    ask = loaded(into / "database.sql")

    assert ask(COUNTS) == [(3, 4700)]
    assert ask("SELECT DISTINCT acct_no FROM bill ORDER BY 1") == [("[ID 1]",), ("[ID 2]",)]
    assert ask("SELECT data_type FROM information_schema.columns WHERE column_name = 'acct_no'") == [("text",)] * 2
    assert {change.change.name for change in writer.relaxations} == {"TYPE"}


def test_what_postgresql_would_not_take_gives_way_openly(written, loaded):
    """A key of endless texts, a key compared without case, a NUL and a name of 80 bytes: the script loads, schema.txt says what is gone."""
    long = "n" * 80
    script = f"""
    CREATE TABLE endless (k TEXT PRIMARY KEY, "{long}" TEXT, "{long}2" TEXT);
    CREATE TABLE loose (k TEXT PRIMARY KEY COLLATE NOCASE);
    CREATE TABLE child (k TEXT REFERENCES loose, nul TEXT);
    INSERT INTO endless VALUES (replace(hex(zeroblob(600)), '00', 'word, '), 'a', 'b'), ('short', 'c', 'd');
    INSERT INTO loose VALUES ('ABC'), (NULL);
    INSERT INTO child VALUES ('abc', 'before' || char(0) || 'after');
    """
    into, writer = written(script, "sql")

    ask = loaded(into / "database.sql")

    assert {change.change.name for change in writer.relaxations} == {"SQL_KEY", "SQL_REFERENCE", "SQL_NUL"}
    assert ask("SELECT nul FROM child") == [("before\ufffdafter",)]
    assert ask("SELECT count(*) FROM loose") == [(2,)]
    names = ask(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'endless' ORDER BY ordinal_position"
    )
    assert [name for (name,) in names] == ["k", "n" * 56, f"{'n' * 56} 2"]
    assert "in the SQL file a NUL" in (into / "database" / "schema.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("declared", ["", "DECIMAL", "TEXT", "REAL"])
def test_a_text_of_digits_keeps_its_zeros(written, loaded, declared):
    """An account "00123" is not 123 in any form, whatever its column was declared as."""
    into, _ = written(
        f"CREATE TABLE t (a {declared});",
        "sql",
        "parquet",
        change=lambda f: "00123" if f.text == "x" else f.text,
        rows=[("INSERT INTO t VALUES ('x')", ())],
    )

    assert loaded(into / "database.sql")("SELECT a FROM t") == [("00123",)]
    assert pd.read_parquet(into / "database" / "01.parquet")["a"].tolist() == ["00123"]


VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(blacklist_categories=("Cs",)), max_size=30),
    st.text("'\"\\;-()[]{},\n\r\tx41", max_size=12),
    st.binary(max_size=20),
)


@pytest.mark.slow
@pytest.mark.case("B14")
@options(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(VALUES, VALUES), max_size=8))
def test_any_value_is_loaded_as_what_the_copy_holds(settings, tmp_path_factory, postgres, rows):
    """Whatever stands in two typeless columns, the script loads, and the strangers read as many rows as there are, in each form."""
    import sqlite3

    folder = tmp_path_factory.mktemp("any")
    with sqlite3.connect(folder / "s.db") as database:
        database.execute("CREATE TABLE t (a, b)")
        database.executemany("INSERT INTO t VALUES (?, ?)", rows)
    database.close()
    connector = DatabaseConnector(str(folder / "s.db"), replace(settings, database_copies=("sql", "parquet", "sqlite")))
    into = folder / "out"
    into.mkdir()
    writer = connector.rebuild(into)
    for item in connector.read():
        writer.add(item, tuple(field.text for field in item.fields))
    writer.close()
    connector.close()
    name = postgres.database()
    with postgres.session(name) as session:
        session.execute((into / "database.sql").read_text(encoding="utf-8"))
        ((count, nulls),) = session.execute("SELECT count(*), count(a) FROM t").fetchall()

    assert (count, nulls) == (len(rows), sum(row[0] is not None for row in rows))
    for file in ("database.sql", "database/01.parquet", "database.sqlite"):
        assert (file, sum(found.items for found in strangers_texts(into / file))) == (file, len(rows))


def test_parquet_keeps_types_and_rows_for_other_programs(written):
    """DuckDB and pandas read the same rows, numbers as numbers, and the order of the source."""
    into, _ = written(CITY, "parquet")
    customer, bill = (into / "database" / f"{name}.parquet" for name in ("02", "01"))

    joined = duckdb.sql(f"SELECT count(*), sum(cents) FROM '{bill}' JOIN '{customer}' USING (acct_no)").fetchall()

    assert joined == [(3, 4700)]
    assert pd.read_parquet(bill)["cents"].tolist() == [2500, 1300, 900]
    assert duckdb.sql(
        f"SELECT typeof(acct_no), typeof(name), typeof(balance), typeof(photo) FROM '{customer}' LIMIT 1"
    ).fetchall() == [("BIGINT", "VARCHAR", "DOUBLE", "BLOB")]


@pytest.mark.case("R17")
@pytest.mark.parametrize(
    ("form", "file"), [("sql", "database.sql"), ("parquet", "database/01.parquet"), ("csv", "database/01.csv")]
)
def test_a_stranger_reads_every_value_of_every_form(written, form, file):
    """Texts, numbers, bytes and names of each form are handed to verification as they are read, quotes undone."""
    into, _ = written(
        'CREATE TABLE "o\'clock" ("a""b" TEXT, n INTEGER, doc BLOB);'
        "INSERT INTO \"o'clock\" VALUES ('it''s Jane; said (', 4065550123, CAST('Bo Larch' AS BLOB)), (NULL, NULL, NULL);",
        form,
    )

    seen = list(strangers_texts(into / file))

    text = "\n".join(found.text for found in seen)
    wanted = ["it's Jane; said (", "4065550123", "Bo Larch", 'a"b']
    assert [value for value in wanted if value not in text] == []
    assert sum(found.items for found in seen) == (3 if form == "csv" else 2)


@pytest.mark.slow
@pytest.mark.parametrize("form", [copy.value for copy in Copy])
def test_a_release_is_verified_in_every_form(source, tmp_path, form):
    """The pipeline publishes each form alone, with every value gone; one that is put back before it is checked is refused."""
    path = source(
        "CREATE TABLE t (name TEXT, ssn TEXT); INSERT INTO t VALUES ('Quilla Fenwick', '516-55-0123'), (NULL, 'none');"
    )
    settings = replace(load(), workspace=str(tmp_path / "ws"), database_copies=(form,))
    receipt = release([str(path)], tmp_path / "out", settings=settings)

    assert (receipt.released, receipt.withheld) == (3, 0)
    content = b"".join(p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file())
    assert (b"Fenwick" in content, b"516-55" in content, b"[SSN 1]" in content) == (False, False, True)

    into = tmp_path / "again"
    into.mkdir()
    changed = []

    def put_back(stage, done, total):
        if stage == "verify" and not changed:
            changed.extend(map(_put_back, (file for file in into.rglob("records/**/*") if file.is_file())))

    with pytest.raises(Unsafe, match="still stands"):
        release([str(path)], into / "out", settings=settings, progress=put_back)
    assert any(changed)


def _put_back(file):
    """Write a name where the source says "none", and say whether that stood in *file*."""
    if file.suffix == ".sqlite":
        with closing(sqlite3.connect(file)) as database, database:
            return database.execute("UPDATE t SET ssn = 'Quilla Fenwick' WHERE ssn = 'none'").rowcount > 0
    if file.suffix == ".parquet":
        table = pd.read_parquet(file)
        table.replace("none", "Quilla Fenwick").to_parquet(file)
        return bool(table.eq("none").any(axis=None))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("none", "Quilla Fenwick"), encoding="utf-8")
    return "none" in text


def test_a_label_stays_a_label(written):
    """Names of tables and columns come through the same redaction in every form."""
    into, _ = written(
        CITY, "sql", "parquet", change=lambda f: "[NAME 1]" if f.shape is Shape.LABEL and f.text == "mail" else f.text
    )

    assert '"[NAME 1]" text' in (into / "database.sql").read_text(encoding="utf-8")
    assert "[NAME 1]" in pd.read_parquet(into / "database" / "02.parquet").columns

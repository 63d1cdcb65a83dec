"""A MariaDB database is read in one snapshot by a user that may only select, and rebuilt with its keys."""

from dataclasses import replace

import pytest

from connectors.database import DatabaseConnector
from records.errors import Misconfigured, Reason, SourceUnavailable
from tests.connectors.databases.servers import PASSWORD

pytestmark = pytest.mark.slow

UTILITY = """
CREATE TABLE account (acct_no BIGINT UNSIGNED PRIMARY KEY, holder VARCHAR(80) NOT NULL COMMENT 'Canary Comment',
  dob DATE, balance DECIMAL(10,2), notes LONGTEXT, scan LONGBLOB, kind ENUM('owner', 'Canary Enum'), flags SET('a','b'),
  data JSON, place POINT, bits BIT(4), seen TIMESTAMP NULL, took TIME, f DOUBLE, made VARCHAR(90) AS (upper(holder)) STORED,
  ip INET6, u UUID);
CREATE TABLE reading (acct_no BIGINT UNSIGNED NOT NULL, day INT, gallons INT, PRIMARY KEY (acct_no, day),
  FOREIGN KEY (acct_no) REFERENCES account (acct_no));
CREATE TABLE loose (a INT, b VARCHAR(20));
CREATE VIEW seen AS SELECT 'Canary View' AS v;
INSERT INTO account (acct_no, holder, dob, balance, notes, scan, kind, flags, data, place, bits, seen, took, f, ip, u) VALUES
  (18446744073709551615, 'Ada Fenwick', '1970-02-03', 12.50, 'says 406-555-0111', x'00ff10', 'owner', 'a,b',
   '{"Canary Key": 1.10}', POINT(46.6, -112), b'1010', '2024-05-06 07:08:09', '838:59:59', 0.5, '2001:db8::7',
   'c0ffee00-0000-4000-8000-000000000001'),
  (2, 'Señor Muñoz 東京', NULL, NULL, '', 'plain text in a blob', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO reading VALUES (2, 2, 20), (2, 1, 10), (18446744073709551615, 1, 400);
INSERT INTO loose VALUES (2, 'b'), (1, 'a'), (2, 'b'), (NULL, NULL);
"""


@pytest.fixture
def open_(mariadb, connect):
    """Make a database from a script and open it as the reader."""
    return lambda script="": connect(mariadb.url(mariadb.database(script)), password=PASSWORD)


@pytest.mark.case("B03")
def test_a_database_round_trip(open_, rebuild, rows, texts):
    """Every value keeps its text, what no reader understands is masked, keys and references hold, views are not carried."""
    connector = open_(UTILITY)
    before = connector.fingerprint()

    found = texts(connector)
    into, writer = rebuild(connector)

    copy = into / "database.sqlite"
    assert [c.label for c in connector.containers()] == ["account", "loose", "reading"]
    assert rows(copy, "SELECT acct_no, holder, dob, balance, notes, scan, kind, flags, data, place, bits FROM account") == [
        ("2", "Señor Muñoz 東京", None, None, "", b"plain text in a blob", None, None, None, None, None),
        (
            "18446744073709551615", "Ada Fenwick", "1970-02-03", 12.5, "says 406-555-0111", "[masked]", "owner", "a,b",
            '{"Canary Key": 1.10}', "[masked]", "A",
        ),
    ]  # fmt: skip
    assert rows(copy, "SELECT seen, took, f, made, ip, u FROM account WHERE dob IS NOT NULL") == [
        ("2024-05-06 07:08:09", "838:59:59", 0.5, "ADA FENWICK", "2001:db8::7", "c0ffee00-0000-4000-8000-000000000001")
    ]
    assert rows(copy, "SELECT * FROM reading") == [("2", 1, 10), ("2", 2, 20), ("18446744073709551615", 1, 400)]
    assert rows(copy, "SELECT * FROM loose") == [(None, None), (1, "a"), (2, "b"), (2, "b")]
    assert rows(copy, "SELECT count(*) FROM reading JOIN account USING (acct_no)") == [(3,)]
    assert rows(copy, "PRAGMA foreign_key_check") == []
    schema = " ".join(text for shape, name, text in found if name == "schema")
    assert [word for word in ("Comment", "Enum", "View") if f"Canary {word}" not in schema] == []
    assert ("LABEL", "", "Canary Key") in found
    assert [(r.table, r.change.name) for r in writer.relaxations] == [(1, "TYPE"), (3, "TYPE")]
    assert connector.fingerprint() == before


def test_pages_by_key_leave_no_row_out(mariadb, connect):
    """A table of many pages, with a key of two columns, is read whole and in order."""
    name = mariadb.database("""
        CREATE TABLE t (a INT, b VARCHAR(20), x INT, PRIMARY KEY (a, b));
        INSERT INTO t SELECT seq % 7, concat('k', seq), seq FROM seq_1_to_3500;
    """)
    connector = connect(mariadb.url(name), password=PASSWORD)

    keys = [(int(r.fields[0].text), r.fields[1].text) for r in connector.read() if r.id != "0"]

    assert (len(keys), keys) == (3500, sorted(set(keys)))


@pytest.mark.case("B10")
def test_both_readings_see_one_snapshot(mariadb, connect, texts):
    """What another session commits between the two passes is seen in neither."""
    name = mariadb.database("CREATE TABLE a (x INT PRIMARY KEY); INSERT INTO a VALUES (1);")
    connector = connect(mariadb.url(name), password=PASSWORD)
    first = texts(connector)

    with mariadb.session(name) as session, session.cursor() as cursor:
        cursor.execute("INSERT INTO a VALUES (2)")

    assert texts(connector) == first


@pytest.mark.case("B09")
@pytest.mark.parametrize("grant", ["INSERT ON {0}.*", "UPDATE (x) ON {0}.t", "ALL PRIVILEGES ON *.*", "SELECT ON *.*"])
def test_a_user_that_can_write_is_refused(mariadb, connect, grant):
    """Any privilege to write is refused before a row is read; reading everything is not writing."""
    name = mariadb.database("CREATE TABLE t (x INT PRIMARY KEY);")
    with mariadb.session() as session, session.cursor() as cursor:
        cursor.execute(f"CREATE OR REPLACE USER writer@'127.0.0.1' IDENTIFIED BY '{PASSWORD}'")
        cursor.execute(f"GRANT SELECT ON {name}.* TO writer@'127.0.0.1'")
        cursor.execute(f"GRANT {grant.format(name)} TO writer@'127.0.0.1'")
    connector = connect(mariadb.url(name, "writer"), password=PASSWORD)

    if grant.startswith("SELECT"):
        assert len(connector.containers()) == 1
    else:
        with pytest.raises(Misconfigured, match="can write"):
            connector.containers()
        allowed = connect(mariadb.url(name, "writer"), password=PASSWORD, allow_writer=True)
        assert len(allowed.containers()) == 1


@pytest.mark.case("B09")
@pytest.mark.parametrize(("grant", "refused"), [("UPDATE", True), ("SELECT", False)])
def test_a_user_that_can_take_on_a_role_that_can_write_is_refused(mariadb, connect, grant, refused):
    """A role that is granted and not taken on can be taken on at any time; one that may only read is a reader's."""
    name = mariadb.database("CREATE TABLE t (x INT PRIMARY KEY);")
    with mariadb.session() as session, session.cursor() as cursor:
        cursor.execute("CREATE OR REPLACE ROLE clerks")
        cursor.execute(f"CREATE OR REPLACE USER writer@'127.0.0.1' IDENTIFIED BY '{PASSWORD}'")
        cursor.execute(f"GRANT SELECT ON {name}.* TO writer@'127.0.0.1'")
        cursor.execute(f"GRANT {grant} ON {name}.* TO clerks")
        cursor.execute("GRANT clerks TO writer@'127.0.0.1'")
    connector = connect(mariadb.url(name, "writer"), password=PASSWORD)

    if refused:
        with pytest.raises(Misconfigured, match="can write"):
            connector.containers()
    else:
        assert len(connector.containers()) == 1


@pytest.mark.case("B17")
@pytest.mark.case("L01")
def test_refused_logins_quote_nothing(mariadb, connect):
    """A wrong password and an unknown database are mistakes in the settings; the errors hold neither."""
    cases = [
        (mariadb.url(mariadb.database()), "wrong-canary-pw", Misconfigured),
        (mariadb.url("canary_database"), PASSWORD, (Misconfigured, SourceUnavailable)),
        ("mysql://canary@127.0.0.1:1/x", PASSWORD, SourceUnavailable),
    ]

    for url, password, expected in cases:
        with pytest.raises(expected) as refusal:
            connect(url, password=password).containers()
        assert "canary" not in f"{refusal.value!r}"


@pytest.mark.case("B08")
def test_a_value_above_the_limit_is_not_fetched(mariadb, settings, rebuild, rows):
    """A text and a document above the limit are notices in the copy."""
    name = mariadb.database(
        "CREATE TABLE t (id INT PRIMARY KEY, a LONGTEXT, b LONGBLOB);"
        "INSERT INTO t VALUES (1, repeat('x', 2000), repeat(x'00', 3000)), (2, 's', 't');"
    )
    small = replace(settings, limits=replace(settings.limits, field_chars=1000, item_bytes=2000))
    connector = DatabaseConnector(mariadb.url(name), small, password=PASSWORD)

    into, _ = rebuild(connector)
    withheld = [w.reason for item in connector.read() for w in getattr(item, "withheld", ())]
    connector.close()

    notice = "[withheld: larger than the set limit]"
    assert withheld == [Reason.TOO_LARGE] * 2
    assert rows(into / "database.sqlite", "SELECT * FROM t") == [(1, notice, notice), (2, "s", b"t")]


@pytest.mark.case("B05")
def test_hostile_names(open_, rebuild, rows):
    """Back-ticks, quotes, per cent signs and reserved words are only names."""
    names = ["a`; drop table x; --", "per%cent %s", 'quo"te', "select", "東京"]
    quoted = ["`" + name.replace("`", "``") + "`" for name in names]
    script = "".join(
        f"CREATE TABLE {q} (id INT PRIMARY KEY, {q} TEXT); INSERT INTO {q} VALUES (1, 'v');" for q in quoted
    )

    connector = open_(script)
    into, _ = rebuild(connector)

    assert sorted(c.label for c in connector.containers()) == sorted(names)
    assert rows(into / "database.sqlite", 'SELECT "per%cent %s" FROM "per%cent %s"') == [("v",)]


@pytest.mark.case("B10")
def test_a_connection_that_drops_mid_table_is_unavailable(mariadb, connect):
    """When the server ends the connection between two pages, reading stops with a fixed sentence."""
    name = mariadb.database("CREATE TABLE t (a INT PRIMARY KEY); INSERT INTO t SELECT seq FROM seq_1_to_3000;")
    connector = connect(mariadb.url(name), password=PASSWORD)
    items = connector.read()
    for _ in range(500):
        next(items)

    with mariadb.session() as session, session.cursor() as cursor:
        cursor.execute("SELECT id FROM information_schema.processlist WHERE user = 'reader'")
        for (number,) in cursor.fetchall():
            cursor.execute(f"KILL {number}")
    with pytest.raises(SourceUnavailable):
        list(items)


@pytest.mark.case("B06")
def test_checks_and_expressions_are_scanned_and_not_carried(open_, rebuild, texts):
    """What a check compares with and what a column is made of can hold a value: both are read and neither is in the copy."""
    connector = open_(
        "CREATE TABLE t (a VARCHAR(50), b VARCHAR(90) AS (if(a = 'Canary Made', 'x', 'y')) VIRTUAL,"
        " CHECK (a <> 'Canary Check')); INSERT INTO t (a) VALUES ('v');"
    )

    schema = " ".join(text for _, name, text in texts(connector) if name == "schema")
    into, _ = rebuild(connector)

    assert [word for word in ("Made", "Check") if f"Canary {word}" not in schema] == []
    assert b"Canary" not in b"".join(each.read_bytes() for each in into.rglob("*") if each.is_file())

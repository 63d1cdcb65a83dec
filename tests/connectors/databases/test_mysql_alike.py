"""Keys that MySQL's collations take for the same name one row, and what a database shows of another is not released with it."""

import pytest

from connectors.databases.joins import joins
from connectors.databases.schema import Column, ForeignKey, Kind, Table
from records.errors import Reason
from records.record import Record, Withheld
from tests.connectors.databases.servers import PASSWORD

KEYS = """
CREATE TABLE p (k VARCHAR(20) COLLATE {0} PRIMARY KEY, holder VARCHAR(30));
CREATE TABLE c (id INT PRIMARY KEY, k VARCHAR(20) COLLATE {0}, FOREIGN KEY (k) REFERENCES p (k));
"""


def linked(connector):
    """Return the keys of every row of the tables p and c, by what stands under k."""
    records = [item for item in connector.read() if isinstance(item, Record)]
    return {field.text: record.keys for record in records for field in record.fields if field.name == "k"}


@pytest.mark.slow
@pytest.mark.case("B13")
def test_accents_and_blanks_at_the_end_do_not_part_two_rows(mariadb, connect):
    """A row that refers to "Zoë-2" as "zoe-2 " is linked with it, as the server joins them."""
    name = mariadb.database(
        KEYS.format("utf8mb4_general_ci") + "INSERT INTO p VALUES ('Zoë-2', 'x'); INSERT INTO c VALUES (1, 'zoe-2  ');"
    )

    found = linked(connect(mariadb.url(name), password=PASSWORD))

    assert len(found) == 2
    assert found["Zoë-2"]
    assert found["Zoë-2"] == found["zoe-2  "]


@pytest.mark.slow
@pytest.mark.case("B13")
def test_a_binary_collation_pads_and_counts_case(mariadb, connect, rebuild, rows):
    """Under utf8mb4_bin "AB-2 " is "AB-2" and "ab-2" is another; the copy joins the same way and keeps the reference."""
    name = mariadb.database(
        KEYS.format("utf8mb4_bin")
        + "INSERT INTO p VALUES ('AB-2', 'x'), ('ab-2', 'y'); INSERT INTO c VALUES (1, 'AB-2  '), (2, 'ab-2');"
    )
    connector = connect(mariadb.url(name), password=PASSWORD)

    found = linked(connector)
    into, _ = rebuild(connector)

    assert found["AB-2"] == found["AB-2  "] != found["ab-2"]
    copy = into / "database.sqlite"
    assert rows(copy, "SELECT id, holder FROM c JOIN p USING (k) ORDER BY id") == [(1, "x"), (2, "y")]
    assert len(rows(copy, "PRAGMA foreign_key_list(c)")) == 1


@pytest.mark.slow
def test_a_merge_table_is_withheld(mariadb, connect):
    """A MERGE table has no rows of its own: it would release those of a database that nobody asked for."""
    other = mariadb.database("CREATE TABLE secret (a VARCHAR(30)) ENGINE=MyISAM; INSERT INTO secret VALUES ('canary');")
    name = mariadb.database(f"CREATE TABLE shown (a VARCHAR(30)) ENGINE=MERGE UNION=({other}.secret);")

    items = list(connect(mariadb.url(name), password=PASSWORD).read())

    assert [item.reason for item in items if isinstance(item, Withheld)] == [Reason.EXTERNAL]
    texts = [field.text for item in items if isinstance(item, Record) for field in item.fields]
    assert [text for text in texts if "canary" in text] == []


@pytest.mark.slow
def test_comments_on_indexes_and_parts_are_scanned(mariadb, connect, texts):
    """What somebody wrote beside an index or a partition is in the inventory, though never in the copy."""
    name = mariadb.database(
        "CREATE TABLE t (id INT, n INT, KEY (n) COMMENT 'call 406-555-0135')"
        " PARTITION BY RANGE (id) (PARTITION a VALUES LESS THAN MAXVALUE COMMENT 'of Quilla Fenwick');"
    )

    found = {text for _, name, text in texts(connect(mariadb.url(name), password=PASSWORD)) if name == "schema"}

    assert {"call 406-555-0135", "of Quilla Fenwick"} <= found


@pytest.mark.parametrize(("collation", "same"), [("NOCASE", True), ("RTRIM", False), ("", False)])
def test_what_does_not_count_follows_the_collation(collation, same):
    """Case and accents count but under NOCASE; blanks at the end count only where the column has no collation."""
    parent = Table("", "p", "p", (Column("k", "k", Kind.TEXT, collation=collation),), primary_key=(0,))
    child = Table("", "c", "c", parent.columns, foreign_keys=(ForeignKey((0,), 0, (0,)),))
    key = joins((parent, child), 0)(("Zoë",))

    assert (joins((parent, child), 1)(("ZOE",)) == key) is same
    assert (joins((parent, child), 1)(("Zoë ",)) == key) is bool(collation)

"""A collation of PostgreSQL that takes different texts for the same links and joins them."""

import pytest

from records.record import Record
from tests.connectors.databases.servers import PASSWORD

TABLES = """
CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
CREATE TABLE p (k text COLLATE loose PRIMARY KEY, holder text);
CREATE TABLE c (id int PRIMARY KEY, k text COLLATE loose REFERENCES p (k));
INSERT INTO p VALUES ('Zoë-2', 'x'), ('AB-1', 'y');
INSERT INTO c VALUES (1, 'zoe-2'), (2, 'ab-1');
"""


@pytest.mark.slow
@pytest.mark.case("B13")
def test_a_collation_that_is_not_deterministic_links_what_it_takes_for_the_same(postgres, connect):
    """A reference in other letters, or without an accent, names the row that the server joins it with."""
    connector = connect(postgres.url(postgres.database(TABLES)), password=PASSWORD)

    records = [item for item in connector.read() if isinstance(item, Record)]

    keys = {field.text: record.keys for record in records for field in record.fields if field.name == "k"}
    assert keys["Zoë-2"] == keys["zoe-2"] != keys["AB-1"] == keys["ab-1"]

"""A reference of SQLite is compared as the column that it refers to compares, and so it is linked."""

import pytest

from records.record import Record

TABLES = """
CREATE TABLE p (k {0} PRIMARY KEY, holder TEXT);
CREATE TABLE c (id INTEGER PRIMARY KEY, k TEXT REFERENCES p (k));
CREATE TABLE p2 (a INTEGER, k {0}, PRIMARY KEY (a, k));
CREATE TABLE c2 (id INTEGER PRIMARY KEY, a TEXT, k TEXT, FOREIGN KEY (a, k) REFERENCES p2 (a, k));
INSERT INTO p VALUES ({1}, 'x'); INSERT INTO c VALUES (1, {2});
INSERT INTO p2 VALUES (7, {1}); INSERT INTO c2 VALUES (1, '7', {2});
"""


@pytest.mark.case("B13")
@pytest.mark.parametrize(
    "values",
    [
        ("TEXT COLLATE NOCASE", "'AB-1'", "'ab-1'"),
        ("TEXT COLLATE RTRIM", "'AB'", "'AB  '"),
        ("INTEGER", "42", "'0042'"),
    ],
)
def test_a_reference_is_compared_as_what_it_refers_to(source, connect, rows, values):
    """A child's plain text that SQLite takes for the parent's key names the same row, in a key of one column and of two."""
    path = source(TABLES.format(*values))
    assert rows(path, "PRAGMA foreign_key_check") == []

    keys = [
        {key for key in item.keys if key}
        for item in connect(path).read()
        if isinstance(item, Record) and any(field.name == "k" for field in item.fields)
    ]

    assert len(keys) == 4
    assert sum(1 for at, one in enumerate(keys) for other in keys[at + 1 :] if one & other) == 2

"""Rows of a script of SQL are read by their columns, whichever program wrote it; what is no script is left alone."""

import time

import pytest

from detectors.text.inserts import inserts

MADE = "CREATE TABLE `people` (\n  `id` int(11) NOT NULL,\n  `last_name` varchar(40) DEFAULT 'x, (y',\n  fee decimal(10,2),\n  dob date,\n  PRIMARY KEY (`id`)\n);\n"


def read(text):
    return [(text[cell.start : cell.end], cell.column) for cell in inserts(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("INSERT INTO t (id, last_name, dob) VALUES (1, 'Roe', '1979-05-06'), (2, 'O''Neil', NULL);", [("Roe", "last_name"), ("1979-05-06", "dob"), ("O''Neil", "last_name")]),
        ("INSERT [dbo].[People] ([Last Name], [Fee]) VALUES (N'Roe', 12)", [("Roe", "Last Name")]),
        ("REPLACE INTO t (id, last_name) VALUES (1, 'Roe');", [("Roe", "last_name")]),
        ("insert ignore into `t` (`acct`,`n`) values (4471881,'x');", [("4471881", "acct")]),
        ('INSERT INTO "a"."t" (n, ssn) VALUES (now(), \'516550166\'::text), (f(1, (2)), 516550167)', [("516550166", "ssn"), ("516550167", "ssn")]),
        (MADE + r"INSERT INTO `people` VALUES (1,'O\'Roe',1.5,'1979-05-06'),(2,'a;b)c',NULL,NULL);", [(r"O\'Roe", "last_name"), ("1979-05-06", "dob"), ("a;b)c", "last_name")]),
        ("COPY public.t (id, last_name) FROM stdin;\n1\tRoe\n2\tHofer\n\\.\n3\tx\n", [("Roe", "last_name"), ("Hofer", "last_name")]),
    ],
)  # fmt: skip
def test_a_value_has_the_name_of_its_column(text, found):
    """Named in the statement, or where the table is made; quotation marks, brackets and casts are no part of a value."""
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Please insert into the form (name, dob) values that are right (all of them).",
        "INSERT INTO t VALUES (1, 'Roe')",
        "We replace into June: the mains (last_name, dob) values",
        "INSERT INTO t (last_name, dob) VALUES (1, 'Roe', 3)",
        "INSERT INTO t (last_name, dob) VALUES ('Roe', '1979",
        "copy the file (last_name) from here",
    ],
)
def test_what_is_no_whole_row_of_a_known_table_is_left_alone(text):
    """Sentences, rows of tables that nobody described, rows that do not fit and rows that do not end."""
    assert read(text) == []


@pytest.mark.parametrize(
    "piece", ["INSERT INTO t (dob) VALUES (", "('", "insert into t (a, ", "CREATE TABLE t (a (", "''", "\\'", "(1,"]
)
def test_hostile_scripts_take_time_in_proportion(piece):
    """Twice the text takes about twice the time."""

    def cost(count):
        text = "INSERT INTO t (dob, b) VALUES (" + piece * count
        return min(_timed(text) for _ in range(3))

    assert cost(4_000) < 2.5 * 2 * cost(2_000) + 0.05


def _timed(text):
    start = time.process_time()
    read(text)
    return time.process_time() - start


def test_blocks_of_copy_that_never_end_cost_no_more_than_their_text() -> None:
    """Each line of a script is read once, however many COPY statements stand before it without an end."""
    lines = 500
    cells = list(inserts("copy t (dob) from stdin;\n1979-05-06\n" * lines))
    assert len(cells) == lines

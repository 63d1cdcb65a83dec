"""Any value survives the way into texts and back, and any redacted text reaches the copy as it is."""

import csv
import json
import math
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from connectors.database import DatabaseConnector
from connectors.databases.cells import Masked, Notice, read_cell, rebuild_cell
from connectors.databases.schema import Column, Kind
from records.record import Shape

COLUMN = Column("c", "c", Kind.ANY)
VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(),
    st.binary(),
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists).map(json.dumps),
)


def read(value):
    """Return a value as read from a column of any type."""
    return read_cell(value, COLUMN, "column 1", 1)


def is_json(value):
    """Say whether a value is text that JSON reads as an object or a list: its spacing is not kept."""
    try:
        return isinstance(json.loads(value), dict | list)
    except (TypeError, ValueError):
        return False


@effort(deadline=None)  # the first document starts a worker process
@example(b"\x1f\x8b\x08")
@given(VALUES)
def test_an_unchanged_value_is_the_same_value(value):
    """What is not redacted comes back with its type; only bytes no reader understands are masked."""
    cell = read(value)

    back = rebuild_cell(cell.cell, iter([field.text for field in cell.fields]))

    if isinstance(cell.cell, Masked):
        assert back == "[masked]"
    elif isinstance(cell.cell, Notice):
        assert (back, cell.withheld) == (f"[withheld: {cell.cell.reason.value}]", (cell.cell.reason,))
    elif is_json(value):
        assert json.loads(back) == json.loads(value)
    elif not (isinstance(value, bytes) and isinstance(back, bytes)):
        assert (back, type(back)) == (value, type(value))


@effort(deadline=None)  # the first document starts a worker process
@example(b"\x1f\x8b\x08")
@given(VALUES)
def test_a_value_that_cannot_be_read_is_counted(value):
    """A document its reader cannot open, such as the head of an archive, leaves a notice and a reason, and no text."""
    cell = read(value)

    assert isinstance(cell.cell, Notice) == bool(cell.withheld and not cell.fields)


@pytest.mark.case("B02")
@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_bytes_that_are_only_a_byte_order_mark_are_read(mark):
    """Bytes that decode to no character at all are an empty value, not the end of the run."""
    cell = read("".encode(mark))

    assert [field.text for field in cell.fields if field.text] == []


@effort(deadline=None)  # the first document starts a worker process
@example(b"\x1f\x8b\x08")
@given(VALUES)
def test_no_text_of_the_source_survives_its_redaction(value):
    """When every text of a value is replaced by one label, nothing else of it is written, whatever it was."""
    cell = read(value)

    back = rebuild_cell(cell.cell, iter(["[ID 1]"] * len(cell.fields)))

    if isinstance(cell.cell, Notice):  # a broken archive: nothing of it is written but a fixed sentence
        assert back == f"[withheld: {cell.cell.reason.value}]"
        return
    shown = (back.decode() if isinstance(back, bytes) else str(back or "")).replace("[ID 1]", "")
    assert set(shown) - set('[]{}:,"\n ') <= (set("truefalsn") if is_json(value) else set())


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=8))
@effort(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_table_of_any_values_survives(settings, table):
    """A SQLite table without types holds in its copy what it held, row by row; its CSV has a line a row."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.db"
        with closing(sqlite3.connect(path)) as database:
            database.execute("CREATE TABLE t (a, b)")
            database.executemany("INSERT INTO t VALUES (?, ?)", table)
            database.commit()
        connector = DatabaseConnector(str(path), settings)
        writer = connector.rebuild(Path(folder))
        for record in connector.read():
            writer.add(record, tuple(field.text for field in record.fields))
        writer.close()
        connector.close()
        with closing(sqlite3.connect(Path(folder) / "database.sqlite")) as database:
            copied = database.execute("SELECT a, b FROM t").fetchall()
        with (Path(folder) / "database" / "01.csv").open(encoding="utf-8", newline="") as source:
            lines = list(csv.reader(source))

    expected = [tuple(rebuild_cell(c.cell, iter([f.text for f in c.fields])) for c in map(read, row)) for row in table]
    assert copied == expected
    assert [len(line) for line in lines] == [2] * (len(table) + 1)


@pytest.mark.parametrize(
    ("value", "stored"),
    [(math.nan, "nan"), (2**64, str(2**64)), (True, 1), (Decimal("1.10"), "1.10")],
)
def test_numbers_sqlite_cannot_hold_exactly_are_kept_as_text(value, stored):
    """NaN would become NULL and large integers rounded; both, and decimals, are stored as they are written."""
    cell = read(value)

    assert rebuild_cell(cell.cell, iter([field.text for field in cell.fields])) == stored


def test_a_driver_object_nobody_knows_is_masked():
    """A value of a type no reader understands is opaque."""
    cell = read(object())

    assert [field.shape for field in cell.fields] == [Shape.OPAQUE]
    assert rebuild_cell(cell.cell, iter([field.text for field in cell.fields])) == "[masked]"


@pytest.mark.parametrize(
    "text", ["Ada paid.\nBo did not.", "She called twice and asked who had read the meter. Nobody knew."]
)
def test_remarks_are_prose(text):
    """A free-text column is read as sentences, not as a value."""
    assert [field.shape for field in read(text).fields] == [Shape.PROSE]

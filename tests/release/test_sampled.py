"""A sample of a column adds evidence for its other values and never takes a value away."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from records.finding import Finding, PiiType
from records.record import Field, Record, Shape
from records.settings import load
from release.sampled import Sampled


def rows(texts, name="fld_7", shape=Shape.CELL):
    return [
        Record(str(n), "01", (Field("id", str(n), Shape.CELL), Field(name, text, shape)))
        for n, text in enumerate(texts)
    ]


def found(records, type_=PiiType.PHONE, every=1):
    """Return the records with a finding over the whole of their second cell in all but each *every*-th."""
    return [
        (record, (Finding(1, 0, len(record.fields[1].text), type_, 0.9, "test"),) if n % every == 0 else ())
        for n, record in enumerate(records)
    ]


def named(records, sample):
    sampled = Sampled()
    sampled.learn(sample)
    return sampled.named(records[0]).fields[1].name


PHONES = [f"406-555-01{n:02}" for n in range(20)]


@pytest.mark.case("B18")
def test_a_column_of_telephones_is_called_one():
    """A name that says nothing gives way to what nine in ten values are by their own form."""
    assert named(rows(PHONES), found(rows(PHONES))) == "phone"


@pytest.mark.parametrize(
    ("texts", "name", "shape", "every"),
    [
        (PHONES, "fld_7", Shape.CELL, 2),  # half of them
        (PHONES[:9], "fld_7", Shape.CELL, 1),  # too few
        (PHONES[:2] * 10, "fld_7", Shape.CELL, 1),  # two values over and over
        (PHONES, "email", Shape.CELL, 1),  # a name that says something keeps its word
        (PHONES, "fld_7", Shape.PROSE, 1),
    ],
)
def test_a_weak_sample_says_nothing(texts, name, shape, every):
    """In doubt a column keeps its own name."""
    records = rows(texts, name, shape)
    assert named(records, found(records, every=every)) == name


def test_only_the_column_and_the_table_that_were_sampled_are_renamed():
    """The same name in another table is another column."""
    sampled = Sampled()
    sampled.learn(found(rows(PHONES)))
    other = replace(rows(PHONES)[0], container="02")

    assert (sampled.named(other), sampled.is_new("01"), sampled.is_new("02")) == (other, False, True)


@pytest.mark.slow
@pytest.mark.case("B18")
def test_the_value_that_only_its_column_gives_away_goes(tmp_path):
    """SSNs with hyphens make nine bare digits among them an SSN; beside them, in a column of such digits, it is some number."""
    from release.pipeline import release

    path = tmp_path / "city.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE t (fld_7 TEXT, fld_8 TEXT)")
        cells = [(f"516-{n % 89 + 10}-{n + 1000:04}", f"{n * 7919 % 900_000_000 + 100_000_000}") for n in range(100)]
        cells[90] = ("516550123", "516550124")
        db.executemany("INSERT INTO t VALUES (?, ?)", cells)
    settings = replace(load(), workspace=str(tmp_path / "workspace"))

    release([str(path)], tmp_path / "out", settings=settings)

    (copy,) = (tmp_path / "out").rglob("*.sqlite")
    with closing(sqlite3.connect(copy)) as db:
        ((ssn, reading),) = db.execute("SELECT fld_7, fld_8 FROM t WHERE rowid = 91").fetchall()
    assert (ssn[:4], reading[:4]) == ("[SSN", "[ID ")

"""What the cells of one row say about each other where no column has a name."""

import pytest

from records.finding import PiiType
from records.record import Field, Record, Shape
from tests.detectors.ruling import engine


def found(*texts, name=""):
    """Return the types of what is found in each cell of a row."""
    fields = tuple(Field(name, text, Shape.CELL) for text in texts)
    types: list[set[PiiType]] = [set() for _ in fields]
    for finding in engine().detect([Record("1", "1", fields)])[0]:
        types[finding.field].add(finding.type)
    return types


def test_a_row_of_a_person_without_columns():
    """A local number beside a name and an address, and a day long ago beside somebody's sex, are that person's."""
    types = found("Roe, Jane", "1979-05-06", "M", "5550182", "14 Oak St")
    assert PiiType.DATE_OF_BIRTH in types[1]
    assert PiiType.PHONE in types[3]


@pytest.mark.parametrize(
    "texts",
    [
        ("Roe, Jane", "5/6/1979", "paid", "12345"),
        ("Water main", "1979-05-06", "M", "5550182"),
        ("Roe, Jane", "2026-01-02", "F", "14 Oak St"),
    ],
)
def test_dates_and_numbers_of_things_stay(texts):
    """Without a person, without sex or number, or in our days, a date is a date; five digits are no telephone."""
    assert not {PiiType.DATE_OF_BIRTH, PiiType.PHONE} & set.union(*found(*texts))


@pytest.mark.parametrize(
    ("line", "number"),
    [("1. Marla Fennimore   822 Dearborn St   555-0141", True), ("Budget item   lines 4 and 5   555-0141", False)],
)
def test_a_local_number_in_a_column_beside_a_person(line, number):
    """A sign-in sheet has names, streets and numbers in columns; a budget has none of the first two."""
    record = Record("1", "1", (Field("", f"SIGN-IN SHEET\n{line}\n", Shape.PROSE),))
    assert any(each.type is PiiType.PHONE for each in engine().detect([record])[0]) is number

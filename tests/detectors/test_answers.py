"""An answer is read under its question, wherever forms keep one row for each answer."""

import pytest

from detectors.answers import answered
from records.record import Field, Record, Shape
from tests.detectors.ruling import engine


def names(*cells, scope=0):
    """Return the names under which cells of (name, text) are read."""
    fields = tuple(Field(name, text, Shape.CELL, scope=scope) for name, text in cells)
    return [field.name for field in answered(Record("1", "1", fields)).fields]


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        ([("id", "7"), ("question", "Date of birth?"), ("answer", "1979-05-06")], "Date of birth"),
        ([("attr", "ssn"), ("val", "516550166")], "ssn"),
        ([("meta_key", "account_number"), ("note", "x"), ("meta_value", "4471881")], "account_number"),
        ([("label", "SSN"), ("name", "field_12"), ("value", "516550166")], "SSN"),
        ([("answers.label", "What is your phone number?"), ("answers.value", "5550182")], "What is your phone number"),
    ],
)
def test_an_answer_is_read_under_its_question(cells, read):
    """Attribute and value, label and value, question and answer: the last cell has the name of what was asked."""
    assert names(*cells)[-1] == read


def test_an_answer_before_its_question_is_its_own():
    """Where answers come first, the question behind counts, not the one of the answer before."""
    cells = [("value", "1"), ("label", "SSN"), ("value", "2"), ("label", "Colour"), ("value", "3"), ("label", "Phone")]
    assert names(*cells)[::2] == ["SSN", "value", "Phone"]


@pytest.mark.parametrize(
    "cells",
    [
        [("question", "Favourite colour"), ("answer", "blue")],
        [("question", "Are you the owner?"), ("answer", "yes")],
        [("label", "Phone"), ("colour", "blue")],
        [("value", "12")],
        [("phone_type", "Phone"), ("value", "12")],
        [("label", "x" * 81), ("value", "12")],
    ],
)
def test_what_tells_nothing_changes_no_name(cells):
    """A question of another kind, or one that is answered with yes, leaves the answer's column its name."""
    assert names(*cells) == [name for name, _ in cells]


def test_a_question_of_another_row_is_none_of_its_own():
    """Rows of one record keep apart."""
    fields = (Field("label", "SSN", Shape.CELL, scope=1), Field("value", "12", Shape.CELL, scope=2))
    assert answered(Record("1", "1", fields)).fields == fields


def test_prose_is_not_read_under_a_heading():
    """A long text beside a title stays a text."""
    fields = (Field("title", "Phone", Shape.CELL), Field("text", "call. at noon.", Shape.PROSE))
    assert answered(Record("1", "1", fields)).fields == fields


def test_values_of_forms_are_found():
    """Nine digits, a date and an account that no column names are found under their questions."""
    for question, value, kind in (
        ("Social Security Number", "516550166", "SSN"),
        ("Date of birth", "1979-05-06", "DATE_OF_BIRTH"),
        ("Account number", "4471881", "ID"),
    ):
        fields = (Field("question", question, Shape.CELL), Field("answer", value, Shape.CELL))
        found = engine().detect([Record("1", "1", fields)])[0]
        assert (1, kind) in {(each.field, each.type.value) for each in found}


@pytest.mark.parametrize(
    ("label", "text", "read"),
    [
        ("DOB", "1979-05-06", "DOB"),
        ("Account #:", "4471881", "Account #"),
        ("Applicant", "Quenbyx", "Applicant"),
        ("Owner", "Status", ""),
        ("Phone", "Notes", ""),
        ("Phone", "Fax", ""),
        ("Colour", "12", ""),
    ],
)
def test_a_cell_behind_a_label_is_read_under_it(label, text, read):
    """In a form of cells without columns; what heads the next column is no value."""
    assert names(("", label), ("", text)) == ["", read]


def test_a_column_with_a_name_keeps_it():
    """A label in one column says nothing of the next one, which has a name of its own."""
    assert names(("a", "DOB"), ("b", "1979-05-06"), ("", "5550182")) == ["a", "b", ""]

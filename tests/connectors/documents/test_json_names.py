"""A value of JSON is read under the name that says what it is, wherever the program that wrote it put that name."""

import json

import pytest

from connectors.documents import JSON


def read(value):
    """Return the cells of *value* as (name, text)."""
    document = JSON.read(json.dumps(value).encode())
    assert json.loads(JSON.rebuild(document, tuple(field.text for field in document.fields))) == value
    return [(field.name, field.text) for field in document.fields if field.shape.name == "CELL"]


@pytest.mark.parametrize(
    "value",
    [
        {"columns": ["last", "ssn"], "index": [0, 1], "data": [["Roe", 516550166], ["Hofer", "516550167"]]},
        {"cols": [{"id": "A", "label": "last"}, {"id": "B", "label": "ssn"}], "rows": [["Roe", 516550166]]},
        [["Last name", "SSN", "id"], ["Roe", "516550166", 1], ["Hofer", "516550167", 2]],
        {"table": [["Last name", "SSN"], ["Roe", "516550166"]]},
        {"last": {"0": "Roe", "1": "Hofer"}, "ssn": {"0": "516550166", "1": 516550167}},
        {"ssn": {"value": "516550166", "verified": True}},
        {"person": {"ssn": {"#text": "516550166"}}},
        {"ssn": [{"value": "516550166"}]},
    ],
)
def test_a_value_has_the_name_of_its_column_or_the_key_above(value):
    """Lists of lists, objects of numbered values, and values with what is known of them."""
    names = {name.lower() for name, text in read(value) if text == "516550166"}
    assert names == {"ssn"}


def test_each_row_of_a_table_is_a_scope_of_its_own():
    """As each object of a list is: what is in another row is not combined with it."""
    document = JSON.read(b'{"columns": ["last", "ssn"], "data": [["Roe", 5], ["Hofer", 6]]}')
    assert [field.scope for field in document.fields if field.name in ("last", "ssn")] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"phones": ["5550182"]}, [("phones", "5550182")]),
        ({"form": {"label": "Colour", "value": "blue"}}, [("label", "Colour"), ("value", "blue")]),
        ({"point": [[46.58, -112.03], [46.59, -112.02]]}, [("point", each) for each in ("46.58", "-112.03", "46.59", "-112.02")]),
        ({"0": "x", "value": "y"}, [("0", "x"), ("value", "y")]),
        ({"columns": ["a", "b"], "data": [["x", "y", "z"]]}, [("columns", "a"), ("columns", "b"), *(("data", each) for each in "xyz")]),
        ({"data": [["x", {"last": "Roe"}], ["y", None]]}, [("data", "x"), ("last", "Roe"), ("data", "y")]),
    ],
)  # fmt: skip
def test_what_is_no_table_keeps_its_keys(value, expected):
    """A list of places, a question with its answer, rows of another width."""
    assert read(value) == expected

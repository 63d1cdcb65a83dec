"""JSON pasted into a text is read by its keys; keys that say nothing, and broken JSON, are left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.engine import Engine
from detectors.text.pairs import pairs
from records.record import Field, Record, Shape
from records.settings import load


def found(text):
    return [(cell.column, text[cell.start : cell.end]) for cell in pairs(text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"SSN4":"2290","fee":15}', [("SSN4", "2290")]),
        ('{"ssn_last4" : 1182, "Addr":{"Line2":"#312"}}', [("ssn_last4", "1182"), ("Line2", "#312")]),
        ('see "homePhone": "555-0101" and "dob": "19610904"', [("homePhone", "555-0101"), ("dob", "19610904")]),
        ('{"note": "a \\"quoted\\" word", "acct": "88-12"}', [("acct", "88-12")]),
    ],
)
def test_a_value_is_read_by_its_key(text, values):
    """What a key says is in it, is."""
    assert found(text) == values


@pytest.mark.parametrize(
    "text", ['{"fee": 15, "lap": 46.6}', '"dob": ', '":"":', "dob: 1/2/80", '{"dob": null}', '{"dob": [1]}', ""]
)
def test_other_keys_and_broken_pairs_are_left(text):
    """Running text has rules of its own."""
    assert found(text) == []


def test_the_last_four_digits_of_a_number_in_a_pasted_record_are_found():
    """Four digits are nothing alone; their key makes them part of a social security number."""
    text = 'log: {"who": "x", "SSN4":"2290", "Line2": "Apt 312"} saved'
    record = Record("r", None, (Field("", text, Shape.PROSE),))
    hits = {text[hit.start : hit.end]: hit.type.value for hit in Engine(load()).detect([record])[0]}
    assert hits.get("2290") == "SSN"


@given(st.text(alphabet='":{},abcdob 123\\\n', max_size=80))
def test_any_text_is_read_without_an_error_and_in_order(text):
    """Cells lie in the text and follow each other."""
    cells = list(pairs(text))
    assert all(0 <= cell.start < cell.end <= len(text) for cell in cells)
    assert [cell.start for cell in cells] == sorted(cell.start for cell in cells)

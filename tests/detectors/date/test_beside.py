"""A day in brackets behind a person is the person's birth where an adult could be born on it, and a letter's date elsewhere."""

from __future__ import annotations

import pytest

from detectors.contract import Entity, View
from detectors.dates_of_birth import DATES_OF_BIRTH
from detectors.name.cells import named_cell
from detectors.name.values import is_value
from records.record import Field
from records.settings import load

CITY = load().city


def found(text, person):
    start = text.index(person)
    entity = Entity(start, start + len(person), "PERSON", 0.9)
    return [text[hit.start : hit.end] for hit in DATES_OF_BIRTH.find(View(text, Field("body", text), (entity,), CITY))]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Thea Lindgren (5 May 1994) was seen", ["5 May 1994"]),
        ("Thea Lindgren (05/05/1994), her son", ["05/05/1994"]),
        ("Thea Lindgren (1994-05-05)", ["1994-05-05"]),
        ("letter of Thea Lindgren (5 May 2024)", []),
        ("missing is Thea Lindgren, 03-29-1947, since Sunday", ["03-29-1947"]),
        ("Thea Lindgren, 03-29-2019, wrote", []),
        ("Thea Lindgren, March 29, 1947, in the paper", []),
        ("signed by Thea Lindgren, 3/29/1947, and recorded", []),
        (
            "Children of Thea Lindgren on this card:\n  Ruby Engstrom   7/1/2015\n  Silas Engstrom  12/19/2018\nIssued 1/2/2024",
            ["7/1/2015", "12/19/2018"],
        ),
        ("Thea Lindgren, kids:\n  Story hour   7/1/2025", []),
        ("Thea Lindgren (May 5) wrote", []),
        ("Thea Lindgren (1902-1977)", []),
        ("Thea Lindgren (1994) wrote it", []),
        ("Thea Lindgren (05/05/1994 or later)", []),
        ("Patient: Thea Lindgren, 5-5-94, seen for", ["5-5-94"]),
        ("Attorney: Thea Lindgren, 5-5-94", []),
        ("patient Thea Lindgren, 1994 model", []),
        ("Driver Thea Lindgren, F, 09/21/1983, 12 Oak St", ["09/21/1983"]),
        ("Thea Lindgren, M, 09/21/2024", []),
        ("441 | Thea Lindgren | 07/30/1946 | Med A", ["07/30/1946"]),
        ("hired\n441 | Thea Lindgren | 07/30/1996 | Med A", []),
        ("441 | Thea Lindgren | 07/30/2024 | Med A", []),
        ("Thea Lindgren (head, 1/9/80), Zeke (son, 7/1/11)", ["1/9/80", "7/1/11"]),
        ("Thea Lindgren (DOB 2/2023)", ["2/2023"]),
    ],
)
def test_a_day_in_brackets_behind_a_person(text, days):
    """A whole date of a year in which adults were born, and nothing else in the brackets."""
    assert found(text, "Thea Lindgren") == days


def test_an_initial_i_is_no_word_of_a_sentence():
    """A name of four words that ends in the initial I is read by its column, as every other is."""
    assert is_value("DE LA PAZ, I", "Employee")
    assert is_value("Roe, I.", "Employee")
    assert list(named_cell("Employee", "DE LA PAZ, I")) == [(0, 12)]
    assert not is_value("what should I do about it, I", "Employee")

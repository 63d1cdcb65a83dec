"""Numbers noted on a slip, said in passing or broken by whoever wrote them down are found; counts, sums and columns are not."""

from __future__ import annotations

import pytest

from detectors.contract import Entity, View
from detectors.phones import PHONES
from records.record import Field
from records.settings import City

CITY = City(area_code="406")


def found(text, *people):
    entities = tuple(Entity(text.index(each), text.index(each) + len(each), "PERSON", 0.9) for each in people)
    return {text[hit.start : hit.end] for hit in PHONES.find(View(text, Field("body", text), entities, CITY))}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("my niece she's in Havre she's at 555 0108 and uh", "555 0108"),
        ("he is at 5550108.", "5550108"),
        ("gave me his number on a napkin 5550190 and left", "5550190"),
        ("ADV SHE IS AT WORK, CB HER 555-0105 IF NEEDED", "555-0105"),
        ("WHILE YOU WERE OUT\nTo: Lee   3:05\nSmokey   5550175\nMessage: call", "5550175"),
        ("again that's 406 555 01 07 or", "406 555 01 07"),
        ("her number is 406, 555, 0192.", "406, 555, 0192"),
        ("Res Phone: (406 555-Ol 02\n", "406 555-Ol 02"),
    ],
)
def test_a_number_as_people_note_it(text, number):
    """What is around it says that somebody is reached there."""
    assert found(text) == {number}


def test_a_number_behind_somebody_and_what_they_are():
    """An apposition or a remark in brackets stands between the two."""
    assert found("Witness: Jane Roe, lap swimmer, 555 0122; a girl", "Jane Roe") == {"555 0122"}
    assert found("Jane Roe (that's a name, not a rank) 555-0120", "Jane Roe") == {"555-0120"}
    assert found("Jane Roe, chair, 2025 0122; Grant Park, lot, 200 1500.", "Jane Roe", "Grant Park") == set()


@pytest.mark.parametrize(
    "text",
    [
        "They were at 200 1500 gallons; part 5550190-2 of the list",
        "his number of votes 5550190, her account number 5550190",
        "Her number one goal, 555 0122 acres",
        "Table: 406, 555, 1192 and 300, 400, 2000 pounds",
        "Rows 406 555 01 07 08; 307 555 01 07",
        "Budget lines 555 0122 and 555 0144; total 555 0122",
        "Case CV-24-0088   155.20   19.00",
        "ROE, JANE      0047  19.000   40.00    .00",
        "Smokey   5550175\nMessage: a budget",
    ],
)
def test_columns_counts_and_sums_are_left(text):
    """Neither seven figures nor a column of them is a telephone."""
    assert found(text) == set()

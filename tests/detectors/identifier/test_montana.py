"""A Montana licence needs no label, and a plate none where the car that bears it stands before it."""

from __future__ import annotations

import pytest

from detectors.identifier.montana import montana
from records.finding import IdKind


def found(text):
    return [(text[hit.start : hit.end], hit.kind) for hit in montana(text)]


@pytest.mark.parametrize("text", ["Lic {}", "op lic {}.", "ID: MT {}", "({})", "OLN/{} LIC/", "Jane Roe {}"])
@pytest.mark.parametrize("number", ["0712199041188", "0704419934109"])
def test_a_licence_shows_itself(text, number):
    """Its figures hold a month, a year, 41 and a day."""
    assert found(text.format(number)) == [(number, IdKind.DRIVER_LICENCE)]


@pytest.mark.parametrize(
    "text", ["1712199041188", "0712199042188", "0712179041188", "A0712199041188", "0712199041188-1", "0.0712199041188"]
)
def test_other_numbers_of_thirteen_figures_stay(text):
    """No such month, no 41, no such year, or part of something longer."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("blk Subaru (CJK418) parked", "CJK418"),
        ("red Ford F150, MT CJK418", "CJK418"),
        ("silver Honda Civic, Montana 5P12345", "5P12345"),
        ("gray van MT 538871B", "538871B"),
    ],
)
def test_a_plate_behind_a_car(text, plate):
    """In brackets or behind the state."""
    assert found(text) == [(plate, IdKind.PLATE)]


@pytest.mark.parametrize(
    "text",
    [
        "see form (GMC250) here",
        "Ford (see IRS 990)",
        "the truck in Butte, MT 59701",
        "van (2024)",
        "Subaru\n(CJK418)",
        "car (12-1234567)",
    ],
)
def test_what_stands_behind_no_car_stays(text):
    """No car, a post code, a year, another line, a number of another shape."""
    assert found(text) == []

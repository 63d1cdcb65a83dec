"""A home in a park or a building with a name is an address though it has no street; the park alone is none."""

from __future__ import annotations

import pytest

from detectors.address.parks import parks


def found(text):
    return [text[start:end] for start, end in parks(text)]


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("she is at Lot 17, Quail Run Mobile Home Park now", "Lot 17, Quail Run Mobile Home Park"),
        ("Space 4 of the Green Acres Trailer Court", "Space 4 of the Green Acres Trailer Court"),
        ("Unit 12, Sunset Court Apartments", "Unit 12, Sunset Court Apartments"),
        ("3. Babe - Stewart Homes, bldg 4, apt D - dog", "Stewart Homes, bldg 4, apt D"),
        ("#22 Prickly Pear Manor", "#22 Prickly Pear Manor"),
        ("LOT 9 QUAIL RUN TRAILER PARK", "LOT 9 QUAIL RUN TRAILER PARK"),
    ],
)
def test_a_home_in_a_park_is_found_whole(text, home):
    """What tells one home from the next and the name of the park both go."""
    assert found(text) == [home]


@pytest.mark.parametrize(
    "text",
    [
        "Quail Run Mobile Home Park asked for a permit",
        "Unit 4 of the plan; 3 Apartments were built",
        "lot 17 has apartments on it",
        "",
    ],
)
def test_a_park_or_a_lot_alone_is_left(text):
    """A firm's name and a plan's lots are public."""
    assert found(text) == []

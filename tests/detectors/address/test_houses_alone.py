"""A house number alone is an address beside another house of its street; hours, counts and years stay."""

from __future__ import annotations

import pytest

from detectors.addresses import ADDRESSES
from detectors.contract import View
from records.finding import PiiType
from records.record import Field
from records.settings import load

CITY = load().city


def found(text):
    hits = ADDRESSES.find(View(text, Field("body", text), (), CITY))
    return {text[hit.start : hit.end] for hit in hits if hit.type is PiiType.ADDRESS}


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("2626 Gold Dust Ct\n> To the people at 2626: your bird woke me", "2626"),
        ("I called Ms. Roe, the neighbor at 1016, who was home. 1014 Billings Avenue was dark", "1016"),
        ("oxygen at 1019 Breckenridge St; twins Al & Jo at #1040 need help", "#1040"),
        ("his mother's water, 2333 Ash\n", "2333 Ash"),
    ],
)
def test_a_house_alone(text, house):
    """Whoever knows the street knows the house."""
    assert house in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "She lives at 1014 Billings Avenue. I met the owner at 1030 hours, the neighbor at 1016 hrs",
        "At 1014 Billings Avenue there were people at 1020 feet and the tenant at 10:20",
        "2014 Billings Avenue, and the tenant at 2025, the folks at 1016 Main",
        "the people at 2626: hello",
        "The owner of 1020 shares; the residents of 1012 and 1020 people at 1030 at 1014 Billings Avenue",
        "water, 12 Ash trees",
    ],
)
def test_an_hour_or_a_count_is_no_house(text):
    """Without a house near by, or with its unit behind it, the number is anything."""
    assert not {"1030", "1016", "1020", "2025", "2626", "12 Ash"} & found(text)

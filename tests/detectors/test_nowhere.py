"""Trucks, sums, cars, times and corners of a survey are no addresses; a home in a unit is one."""

from __future__ import annotations

import pytest

from records.finding import PiiType
from tests.detectors.ruling import engine, record_of


def found(text):
    findings = engine().detect([record_of(text)])[0]
    return {text[each.start : each.end] for each in findings if each.type is PiiType.ADDRESS}


@pytest.mark.parametrize(
    "text",
    [
        "Unit 212 needs a new hydraulic hose.",
        "He was driving Unit 212 that night.",
        "Unit 318 swept the street on Monday.",
        "2015 Ford F-150, white, left the scene",
        "the rent is $1118 a mo.",
        "Me pueden llamar después de las 4 de la tarde.",
        "Helena, Montana, a 12 de marzo de 2024",
        "Beginning at the NE corner of Lot 9, thence South",
    ],
)
def test_what_stands_nowhere_stays(text):
    """A release without them would say nothing of the city's own work."""
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "home"),
    [("She lives at Unit 212, Eagles Manor.", "Unit 212"), ("Jane Roe, Unit 4B, called about noise", "Unit 4B")],
)
def test_a_home_goes(text, home):
    """A unit that somebody lives in is part of where."""
    assert any(home in address for address in found(text))

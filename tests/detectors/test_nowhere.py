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
        "Bring the form in person at Room 445.\n\nSincerely,",
        "see 23 CFR 635 and 2 CFR 200.318",
        "CITY OF HELENA   PAGE 3\nDEPT 4410 SOLID WASTE\nEMP#    NAME",
        "Section 4, Row F, Grave 22, E 1/2      Vault: concrete",
        "13:04:30  UNIT 4B12 (KERR) ENRT",
        "an offer at Grade 107 step C, $21.04",
        "CCB 3rd fl. Still no network.",
        "rr - read 41822 vs 41799, ok no leak.",
        "Arborist cert RM-8071A. Neighbor recused?",
        "Beginning at the NE corner of Lot 9, thence South",
    ],
)
def test_what_stands_nowhere_stays(text):
    """A release without them would say nothing of the city's own work."""
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("She lives at Unit 212, Eagles Manor.", "Unit 212"),
        ("Jane Roe, Unit 4B, called about noise", "Unit 4B"),
        ("Visit Mrs. Roe, resident, in person at Room 445.", "Room 445"),
        ("at 1919 W Taylor St Room 128, Helena", "Room 128"),
    ],
)
def test_a_home_goes(text, home):
    """A unit that somebody lives in is part of where."""
    assert any(home in address for address in found(text))


def test_an_address_ends_with_its_town():
    """Another sentence behind the town stays."""
    moving = found("moving from 412 N Custer Ave, Hardin. Regret letters went out")
    assert "412 N Custer Ave, Hardin" in moving
    assert not any("Regret" in each for each in moving)
    assert "412 N Custer Ave, St. Ignatius" in found("at 412 N Custer Ave, St. Ignatius now")


def test_the_cells_of_a_row_are_no_town():
    """A pet's breed and sex before its tag are read as a town, a state and a code; a town's row stays one."""
    rows = "LIC\tPET\tBREED\tSEX\tRABIES_TAG\tFEE\n25-01\tBella\tGSD\tSF\t88125\t15.00\n25-02\tMochi\tShih Tzu\tSF\t88121\t15.00\n"
    assert not any("SF" in each for each in found(rows))
    assert any(
        "59701" in each for each in found("OWNER\tSITUS\tCITY\tST\tZIP\nRoe, Jane\t12 Elm St\tButte\tMT\t59701\n")
    )


def test_a_name_in_the_column_before_a_house_is_no_address():
    """In a table with tabs neither the head of another column nor the house makes an address of a name, which is looked for elsewhere."""
    row = "Acct\tName\tService address\tPhone\n38811-01\tBarrett, Thomas\t2700 Tamarack St\t406-555-0111"
    findings = engine().detect([record_of(row)])[0]
    name = row.index("Barrett")
    surest = max((each for each in findings if each.start <= name < each.end), key=lambda each: each.score)
    assert surest.type is PiiType.PERSON
    assert not any("2700" in address for address in found(row) if "Barrett" in address)


def test_an_address_ends_before_the_readings_of_its_row():
    """Meters and codes in the cells behind it stay, and no line end is run over."""
    rows = "4411\t1908 Silver St\t2207\t2231\t24\tCR\tDog in yard\n4412\t1910 Silver St\t1184\t1190\t6\tCR\tok"
    assert found(rows) == {"1908 Silver St", "1910 Silver St"}

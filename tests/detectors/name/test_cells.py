"""Under a column that names people every word is a name; under one of things, and over a column, none is by its words alone."""

from __future__ import annotations

import pytest

from records.finding import PiiType
from records.record import Field, Record, Shape
from tests.detectors.ruling import engine, places

HARD = (
    "Grace Church",
    "J. Bishop",
    "D. Pope",
    "Rusty Bridges",
    "Street, Della",
    "Kessler, Rescue Que",
    "Drew and Sky",
    "Rain Fall",
    "River Banks",
    "Ng",
)
ROLES = (
    "Inmate",
    "Complainant",
    "Juvenile",
    "Patron",
    "Caller",
    "Lessee",
    "Passenger 1",
    "Co-Def",
    "Judge",
    "Approved By",
)
THINGS = (
    ("Color", "Black"), ("Hair", "Brown"), ("Eyes", "Hazel"), ("Make", "FORD"), ("Model", "SIENNA"), ("Occupation", "Miller"), ("Occupation", "CEO"),
    ("Charge", "CRIM MISCH II"), ("Charge", "DUI"), ("Court", "Muni"), ("Source", "Walk-in"), ("city", "St. Paul"), ("city", "GLEN ELLYN"), ("pref_contact", "text"),
    ("Breed", "St. Bernard"), ("dog", "Rosie"), ("absentee_owner", "False"), ("Owner Occupied", "Yes"),
)  # fmt: skip
LABELS = (
    "WARD",
    "PRECINCT",
    "WARD PRECINCT",
    "POLICE DISTRICT",
    "L1Street1",
    "L1City",
    "Prev Read",
    "Meter Read",
    "Rabies Vacc",
    "Y Coord",
    "Co-Def",
    "Arrestee",
)


def left(name, text, shape=Shape.CELL):
    """Return the letters of a cell that are not found as a person's or an address."""
    found = engine().detect([Record("1", "1", (Field(name, text, shape),))])[0]
    covered = places(each for each in found if each.type is not PiiType.LOCATION)
    return "".join(char for at, char in enumerate(text) if char.isalpha() and at not in covered)


@pytest.mark.parametrize("role", ROLES)
def test_whatever_stands_under_a_role_is_a_name(role):
    """Names that are ordinary words are the ones that a table must be believed for."""
    assert [name for name in HARD if left(role, name) not in ("", "and")] == []


@pytest.mark.parametrize(
    "cell", ["J. Bishop", "L.M. BROWN", "J. Church", "Street, Walter", "Kessler, Rescue Que", "Harris, Tera Anne"]
)
def test_under_name_the_form_tells(cell):
    """A column called "name" may be of songs and streets; initials before a surname, and a surname before a comma, are people."""
    assert left("Name", cell) == ""


def test_two_owners_each_with_a_comma_are_two():
    """Assessors write couples so; the surname of one is a thing."""
    assert left("OwnerName", "PARKS, KRISTEN LEIGH & WILLIAMS, PAMELA KAY") == ""


@pytest.mark.parametrize(("name", "text"), THINGS)
def test_a_thing_stays(name, text):
    """Colours, makes, charges, towns and ways to be reached are called like people."""
    assert left(name, text) == "".join(filter(str.isalpha, text))


@pytest.mark.parametrize("label", LABELS)
def test_the_name_of_a_column_stays(label):
    """A table whose columns lost their names cannot be read."""
    assert left("", label, Shape.LABEL) == "".join(filter(str.isalpha, label))


@pytest.mark.parametrize("column", ["Last Name", "LAST_NM", "Surname"])
@pytest.mark.parametrize("name", ["Do", "Ly", "Good", "Many Guns", "Street"])
def test_a_surname_of_two_letters_or_of_words_is_found_under_its_column(column, name):
    """A column that can mean nothing else is believed, whatever the word."""
    record = Record("1", "c", (Field(column, name, Shape.CELL), Field("status", "ACTIVE", Shape.CELL)))
    found = [finding for finding in engine().detect([record])[0] if finding.type is PiiType.PERSON]
    assert {finding.field for finding in found} == {0}
    assert places(found).issuperset(at for at, char in enumerate(name) if char.isalnum())

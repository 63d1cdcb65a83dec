"""Firms and houses named after people, lists of streets and cited judgments stay readable; people beside them do not."""

from __future__ import annotations

import pytest

from detectors.addresses import ADDRESSES
from detectors.contract import Entity, View
from detectors.name.things import named_after
from records.finding import PiiType
from records.record import Field, Record
from records.settings import City
from tests.detectors.ruling import engine


@pytest.mark.parametrize(
    ("text", "name", "thing"),
    [
        ("Dick Anderson Construction won the bid", "Dick Anderson", True),
        ("the Helen Bernstein Award, given", "Helen Bernstein", True),
        ("the Grameen Foundation\n", "Grameen", True),
        ("Dick Anderson Construction + Roe-Maier", "Dick Anderson", True),
        ("The Rusty Stirrup Saloon & Casino", "Rusty Stirrup", True),
        ("Bullock Contracting LLC   Y", "Bullock", True),
        ("Jane Roe Acme LLC", "Jane Roe", False),
        ("any bids from Johnson Mechanical.", "Johnson", True),
        ("Jane Roe Engineering\n", "Jane Roe", False),
        ("Jane Roe Acme Tools LLC", "Jane Roe", False),
        ("Jane Roe Construction Manager", "Jane Roe", False),
        ("Jane Roe Roofing Inspector", "Jane Roe", False),
        ("Jane Roe came", "Jane Roe", False),
    ],
)
def test_a_trade_with_its_capital_makes_a_firm_of_a_name(text, name, thing):
    """With another capital behind it, it is what somebody is."""
    start = text.index(name)
    assert named_after(text, start, start + len(name)) is thing


@pytest.mark.parametrize(
    ("text", "name", "thing"),
    [
        ("Fort Harrison hosts it", "Harrison", True),
        ("Mount Ascension trail", "Ascension", True),
        ("near Mt. Powell today", "Powell", True),
        ("in Ft Harrison VA hosp", "Harrison VA", True),
        ("moved from Santa Barbara to Helena", "Barbara", True),
        ("moved to San Jose", "San Jose", True),
        ("Corp\tSAN ANTONIO\t12", "ANTONIO", True),
        ("Jane Santa Maria came", "Maria", False),
        ("Call San Nguyen", "San Nguyen", False),
        ("Santa Rosa Garcia signed", "Santa Rosa Garcia", False),
        ("came from Coeur d'Alene", "Alene", True),
        ("Alene came", "Alene", False),
        ("Helena, MT Jane Roe", "Jane Roe", False),
        ("Saint Mary Reservoir", "Mary", True),
        ("had surgery at St. Pete's, she says", "Pete", True),
        ("on Main St. Pete's dog barks", "Pete", False),
        ("the John Deere 410L", "John Deere", True),
        ("John Deering came", "John Deering", False),
        ("a Cummins ISX15 engine", "Cummins", True),
        ("Mr. Cummins wrote", "Cummins", False),
        ("Officer Roe P214", "Roe", False),
        ("the Harris Poll said", "Harris", True),
        ("read him his Miranda warnings", "Miranda", True),
        ("Miranda called", "Miranda", False),
        ("on the Brady list", "Brady", True),
        ("BRADY BILL 406-555-0101", "BRADY BILL", False),
        ("BYRNE GRANT, owner", "BYRNE GRANT", False),
        ("a Parshall flume", "Parshall", True),
        ("Harris called", "Harris", False),
        ("Robert's Rules of Order", "Robert", True),
        ("Robert's rule", "Robert", False),
    ],
)
def test_land_and_machines_named_after_people_stay(text, name, thing):
    """What stands beside it makes a fort, a mountain or an engine of a name; the name alone is somebody's."""
    start = text.index(name)
    assert named_after(text, start, start + len(name)) is thing


@pytest.mark.parametrize(
    ("text", "read", "type_"),
    [
        ("plowed: 11TH AVENUE, BROADWAY, PARK AVENUE today", "11TH AVENUE, BROADWAY, PARK AVENUE", PiiType.LOCATION),
        ("at 12 Park Avenue, Elm Street today", "12 Park Avenue, Elm Street", PiiType.ADDRESS),
        ("Barker v. Wingo, 407 U.S. 514 was read", "407 U.S. 514", None),
        ("they live at 407 U.S. 12 West", "407 U.S. 12 West", PiiType.ADDRESS),
        ("for a 24-unit apartment in a zone", "24-unit apartment", None),
        ("in a B-2 district, he said", "B-2 district", None),
        ("mows with a Toro 4000-D mower", "Toro 4000", None),
        ("Project 22-07 Rodney Street Water Main", "07 Rodney Street", None),
        ("named Blossburg Drive, Cinnabar Loop, Elkhorn Way", "Cinnabar Loop", PiiType.LOCATION),
    ],
)
def test_streets_in_a_list_and_judgments_are_no_address(text, read, type_):
    """A street alone is a place; where a case stands is none; a house on a highway is an address."""
    start = text.index(read)
    view = View(text, Field("", text), (Entity(start, start + len(read), "ADDRESS", 0.9),), City())
    seen = {hit.type for hit in ADDRESSES.find(view) if hit.start <= start and hit.end >= start + len(read)}
    assert seen == ({type_} if type_ else set())


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ryan Fields and the Bill Roberts Golf Course are open", []),
        ("plays at the Myrna Loy on Friday", []),
        ("Bill Roberts called about his meter", ["Bill Roberts"]),
        ("move vehicles off Davis, Warren and Jackson Streets today", []),
        ("Davis-Bacon wages apply", []),
        ("Plow first: Benton, Montana, Broadway, Rodney, Davis, Custer and Winne today", []),
        ("Rodney Roe called; so did Davis Voss", ["Davis Voss", "Rodney Roe"]),
        ("the Lewis & Clark Taproom is on the walking mall", []),
        ("Rodney Ridge is dry and Gunnar's house is next to it", ["Gunnar"]),
        ("a bed in St. Peter's. He left", []),
    ],
)
def test_the_city_s_landmarks_and_lists_of_streets_stay(text, people):
    """A park is one by its whole name; the man it was named after is not."""
    found = engine().detect([Record("1", "1", (Field("", text),))])[0]
    assert sorted({text[each.start : each.end] for each in found if each.type is PiiType.PERSON}) == people


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Theft, 3100 block N Montana Ave", PiiType.LOCATION),
        ("noise at the 500 block of Holter St", PiiType.LOCATION),
        ("lives at 3100 N Montana Ave", PiiType.ADDRESS),
        ("lives at 1200 Block Avenue", PiiType.ADDRESS),
    ],
)
def test_a_hundred_of_houses_is_a_place(text, type_):
    """As the police gives them out; a street called Block has houses."""
    found = engine().detect([Record("1", "1", (Field("", text),))])[0]
    assert {each.type for each in found} | {PiiType.LOCATION} == {type_, PiiType.LOCATION}


@pytest.mark.parametrize(
    "text",
    [
        "The City of Carmel opposes this",
        "from the TOWN OF LINCOLN",
        "the County of Madison",
        "a Village of Shelby street",
    ],
)
def test_a_town_that_is_called_like_a_person_is_none(text):
    """What stands behind "City of" is a city, whatever name it has."""
    start = text.index(" of ") + 4 if " of " in text else text.index(" OF ") + 4
    end = text.find(" ", start)
    assert named_after(text, start, len(text) if end < 0 else end)

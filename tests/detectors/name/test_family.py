"""Households, and who is named together with a person, are found; teams, countries and buildings are left."""

from __future__ import annotations

import pytest

from detectors.engine import Engine
from detectors.name.family import beside, children, households, kin, parientes, titled_together, trusts
from records.record import Field, Record, Shape
from records.settings import load


def family(text):
    return [text[slice(*span)] for span in households(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("next door is the Lindquists, call first", "Lindquists"),
        ("The Petersens moved out", "Petersens"),
        ("we saw the Olsen twins", "Olsen"),
        ("at the Roe residence", "Roe"),
        ("THE HENDERSON FAMILY THANKS YOU", ""),
        ("the Henderson family thanks you", "Henderson"),
        ("in 13 the two Mendenhall girls; in 15", "Mendenhall"),
        ("access across the Rosenthal parcel by consent", "Rosenthal"),
        ("behind the old Whitford place, past", "Whitford"),
    ],
)
def test_a_family_is_named_by_its_surname(text, name):
    """In the plural, or before a word for those who live together; small words in capitals tell nothing."""
    assert family(text) == ([name] if name else [])


@pytest.mark.parametrize(
    "text",
    [
        "the Yankees won",
        "in the Netherlands",
        "the Church property, the Bank driveway, the old Mill place, the Kalispell parcel",
        "the Hill parcel, the Green yard, the Stone fence, the two Lincoln schools",
        "the Rogers Building",
        "the Grizzlies game",
        "the Parks department",
        "the city family",
        "the Streets crew",
    ],
)
def test_what_is_no_family_is_left(text):
    """Teams, countries, buildings and departments."""
    assert family(text) == []


@pytest.mark.parametrize(
    ("text", "person", "others"),
    [
        ("Rich and Will will cover", "Rich", ["Will"]),
        ("call Cal & Dot first", "Cal", ["Dot"]),
        ("Hope and Jane agreed", "Jane", ["Hope"]),
        ("Jane and May Street residents", "Jane", []),
        ("Jane and Park staff", "Jane", []),
    ],
)
def test_who_is_named_with_a_person_is_one(text, person, others):
    """A given name that is an ordinary word, with an "and" between; before another capital it may be a street."""
    start = text.index(person)
    assert [text[slice(*span)] for span in beside(text, [(start, start + len(person))])] == others


def test_the_engine_asks_both():
    """Whoever stands beside a person that the model reads goes with them."""
    text = "Jennifer and Will came. The Lindquists did not."
    findings = Engine(load()).detect([Record("1", "", (Field("", text, Shape.PROSE),))])[0]
    assert {"Will", "Lindquists"} <= {text[each.start : each.end] for each in findings}


def test_children_in_a_list_are_named():
    """Whatever words they are; one word behind "kids" may be a sentence, and a weekday is nobody."""
    text = "my kids Juniper (4/2/2016) and Ash are sick, other kids Should Know and kids Monday and Friday"
    assert [text[slice(*span)] for span in children(text)] == ["Juniper", "Ash"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("she and her grandson Dallas stopped by", ["Dallas"]),
        ("my son Juniper Stone; Roe's daughter Paris", ["Juniper Stone", "Paris"]),
        ("their old friend said his wife Chance left", ["Chance"]),
        ("my brother Monday night, our Sister City", []),
        ("the mother Church, a father Figure", []),
        ("son Dallas", []),
    ],
)
def test_whose_kin_somebody_is_makes_a_name_of_a_town(text, names):
    """Somebody's son or wife has a name, whatever the word; without an owner the word tells nothing."""
    assert sorted(text[slice(*span)] for span in kin(text)) == sorted(names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("seen by Drs. Ostby and Fein today", ["Ostby", "Fein"]),
        ("Officers Tanner, Roe and O'Neil-Voss came", ["Tanner", "Roe", "O'Neil-Voss"]),
        ("the Judges Table and Chairs", []),
        ("Commissioners Monday and Tuesday", []),
    ],
)
def test_a_title_that_several_share_names_each(text, names):
    """Days and chambers are nobody."""
    assert [text[slice(*span)] for span in titled_together(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("o a mi hermana Chayo, que habla", ["Chayo"]),
        ("Vive con su tía María Roe aquí", ["María Roe"]),
        ("mi hermana vive en Helena; la madre Patria; mi hijo Montana", []),
    ],
)
def test_kin_in_spanish_is_named(text, names):
    """Behind "mi hermana" stands who she is; a verb and a place are nobody."""
    assert [text[slice(*span)] for span in parientes(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("\nBARTLESON FAMILY TRUST   JACK", ["BARTLESON"]),
        ("KUNTZ LIVING TRUST", ["KUNTZ"]),
        ("PUBLIC LIVING TRUST, Independent Living Trust", []),
        ("held by the Winters Family Living Trust", ["Winters"]),
        ("FIRST FAMILY TRUST, Mountain Family Trust, MONTANA FAMILY TRUST, BLENDED FAMILY TRUST", []),
    ],
)
def test_a_trust_is_a_familys(text, names):
    """The trust of a family has its surname; an ordinary word that few are called is a bank's."""
    assert [text[slice(*span)] for span in trusts(text)] == names

"""Surnames with initials, surnames first in rows of lists, nicknames between two names; keys and heads of tables are left."""

from __future__ import annotations

import pytest

from detectors.contract import Entity, View
from detectors.name.called import nicknamed
from detectors.name.cells import cell
from detectors.name.given import given_names, translated
from detectors.name.marks import initialled
from detectors.name.read import after_family
from detectors.name.things import named_after
from detectors.names import NAMES
from records.record import Field, Shape
from records.settings import City


def parts(text, spans):
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize("name", ["ROE T & M", "O'DOUGHERTY-PLENTY C", "McGillicuddy T", "Roe J & M", "Roe, J. L."])
def test_a_surname_and_initials_are_a_name_in_a_cell(name):
    """Billing lists shorten given names, and couples share a surname."""
    assert parts(name, cell(name, said_by_model=False, bare=True)) == [name.rstrip(".")]


@pytest.mark.parametrize("thing", ["AT & T", "HEPATITIS B", "VITAMIN C", "TEXAS A & M", "WALTERS T & SONS", "PLAN B"])
def test_things_that_end_in_a_letter_are_left(thing):
    """A letter behind a thing counts it."""
    assert parts(thing, cell(thing, said_by_model=False, bare=True)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lot 1 Gr 1   Gillicuddane, Patrick  b. Co. Cork", "Gillicuddane, Patrick"),
        ("row;Gillicuddane, Honora;2", "Gillicuddane, Honora"),
    ],
)
def test_a_surname_on_no_list_goes_with_its_given_name_in_a_row(text, name):
    """Registers write surnames first."""
    assert name in parts(text, given_names(text))


@pytest.mark.parametrize("text", ["Cheers, Patrick", "From Kalispell, Patrick went", "  Monday, Patrick  left"])
def test_a_word_before_a_comma_in_a_sentence_is_no_surname(text):
    """Closings, towns and days stand so, too."""
    assert parts(text, given_names(text)) == ["Patrick"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('seen with Karl "The Postman" Roe', 'Karl "The Postman" Roe'),
        ("William “Big Sky Bill” Thorson", "William “Big Sky Bill” Thorson"),
        ('4) "Cricket" Malone', '"Cricket" Malone'),
        ("Abigail R. (Abby) Thornquist owns it", "Abigail R. (Abby) Thornquist"),
        ("by dispatcher Nkechi (Kechi) Umeh.", "Nkechi (Kechi) Umeh"),
        ('MALE AKA "SMOKEY" LEFT', "SMOKEY"),
        ('known a/k/a "Big Mike".', "Big Mike"),
    ],
)
def test_a_nickname_goes_with_the_names_around_it(text, name):
    """What others call somebody tells who is meant."""
    assert parts(text, nicknamed(text)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        'Ask Jane "Yes" or "No" Monday',
        'the "Red" Book',
        "Jane (Clerk) Roads dept",
        "Jane (Abby) Street",
        "Fountain (Tain) Works, Water (Ter) Street",
        'aka "The Gulch", aka "City Library"',
    ],
)
def test_other_words_in_quotation_marks_are_left(text):
    """A quoted word before an ordinary one is no nickname."""
    assert parts(text, nicknamed(text)) == []


def test_the_end_of_one_mailbox_is_no_part_of_the_next_name():
    """Routing codes stand side by side: "Kendra Roe / HOU / EES@EES, Brad Poe / HOU"."""
    text = "spoke with Kendra Roe / HOU / EES@EES, Brad Poe / HOU / EES@EES"
    found = [text[hit.start : hit.end] for hit in NAMES.find(View(text, Field("", text, Shape.PROSE), (), City()))]
    assert "Brad Poe" in found
    assert not any("EES" in name for name in found)


@pytest.mark.parametrize("text", ["the Power Pool of Alberta", "a trip to Geneva in Milan"])
def test_places_that_are_given_names_too_are_places_behind_of_and_in(text):
    """Alberta and Milan have sisters of that name."""
    found = [text[hit.start : hit.end] for hit in NAMES.find(View(text, Field("", text, Shape.PROSE), (), City()))]
    assert not {"Alberta", "Milan"} & set(found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Roe and my LLC paid", "Jane Roe"),
        ("Jane Roe and her co workers", "Jane Roe"),
        ("Jane Roe and Acme, Inc. signed", "Jane Roe"),
        ("Jane Roe & Acme LLC signed", "Jane Roe"),
        ("Brenda and Rosa Parks came", "Brenda"),
        ("Brenda, Carl and Mary Bridges", "Brenda"),
    ],
)
def test_somebody_beside_a_firm_or_a_surname_that_is_land_is_somebody(text, name):
    """A person and a firm are no firm; Parks, Fields and Bridges are surnames behind a given name."""
    assert not named_after(text, 0, len(name))


def test_keys_of_json_are_nobody():
    """A "brenda" before a colon is a key; as a value somebody is."""
    text = '{"lon": -112.0, "brenda": 3, "by": "brenda"}'
    found = [text[hit.start : hit.end] for hit in NAMES.find(View(text, Field("", text, Shape.PROSE), (), City()))]
    assert found == ["brenda"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("/S/ WILMA COLLANDER, MAYOR", ["WILMA COLLANDER"]),
        ("list: Ed 555-0104, Al 555-0105", ["Al", "Ed"]),
        ("survived by his wife June, and sons", ["June"]),
    ],
)
def test_who_signs_is_called_or_mourned_is_found(text, names):
    """Capitals, two letters and a month hide nobody."""
    found = [text[hit.start : hit.end] for hit in NAMES.find(View(text, Field("", text, Shape.PROSE), (), City()))]
    assert set(names) <= set(found)


@pytest.mark.parametrize(
    "text",
    [
        "FROM: Parks    DATE: March 2, 2026    RE: Irrigation start-up\n",
        "the trails of Memorial, Barney and Centennial Parks open",
        "see Ryan's Trail and Barney's Gulch",
        "her son June 4 came",
    ],
)
def test_subjects_parks_and_days_are_nobody(text):
    """A memorandum has its headers on one line; land keeps the names of the dead."""
    assert not list(NAMES.find(View(text, Field("", text, Shape.PROSE), (), City())))


def test_a_list_behind_a_label_is_read_name_by_name():
    """Names that are things all, as a sign-in sheet has them; a name and an address, or "Roe, Jane", are no list."""
    text = "Sheet\nVolunteers: Autumn Reed, Sky Lark and River Stone\nOwner: Roe, Jane\nContact: Public Works, Street Division\n"
    found = {text[hit.start : hit.end] for hit in NAMES.find(View(text, Field("", text, Shape.PROSE), (), City()))}

    assert found >= {"Autumn Reed", "Sky Lark", "River Stone", "Roe, Jane"}
    assert not any("Works" in name or "Division" in name for name in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It is late.\nYesterday White Lodge, Bradford dropped it off.\n", "White Lodge, Bradford"),
        ("It is late.\nI bought it from First Calf, Tonia today.\n", "First Calf, Tonia"),
    ],
)
def test_a_surname_of_several_words_before_a_given_name(text, name):
    """Though the model takes the given name for a town, the two tell of each other."""
    found = {text[hit.start : hit.end] for hit in NAMES.find(View(text, Field("", text, Shape.PROSE), (), City()))}

    assert name in found


def test_a_surname_tells_of_the_given_name_behind_its_comma():
    """Paris and May are people behind a surname; a day and a sentence are not."""
    for text, name in (
        ("per Redeye, Paris, it", "Redeye, Paris"),
        ("per Redeye, May 4 was", None),
        ("said Redeye, Will you come", None),
    ):
        people = [Entity(text.index("Redeye"), text.index(","), "PERSON", 0.9)]
        found = [text[slice(*span)] for span in after_family(text, people)]
        assert found == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I asked Roehampton, J. about it", ["Roehampton, J."]),
        ("PER PELLHAM, R. - GATE LOCKED", ["PELLHAM, R."]),
        ("seen in Helena, M. Roe said; a University, B.A. held", []),
        ("Philadelphia, P. and exhibit A, B. and C.", []),
    ],
)
def test_a_surname_before_an_initial_is_a_name(text, names):
    """A comma and one initial behind a word that is nothing else; a place or another word before it is none."""
    assert [name for name in parts(text, initialled(text)) if "," in name] == names


def test_a_translated_surname_behind_a_given_name_is_found_in_a_cell():
    """Words of such a surname stand behind a given name by no chance; a given name alone, and a word before them, may."""
    assert parts("NOK Arlo Many Guns 406-555-0144", translated("NOK Arlo Many Guns 406-555-0144")) == ["Arlo Many Guns"]
    assert parts("Arlo Street, Road Many Guns", translated("Arlo Street, Road Many Guns")) == []

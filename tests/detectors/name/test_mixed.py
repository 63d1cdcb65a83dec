"""A cell that an organisation shares with a person hides the person and keeps the organisation."""

from __future__ import annotations

import pytest

from detectors.name.mixed import before_own_firm, beside_organisation, is_matter, shares


def people(text, read=()):
    return [text[start:end] for start, end in beside_organisation(text, read)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ABC Plumbing LLC - Jane Trenbeath", ["Jane Trenbeath"]),
        ("Jane Trenbeath, ABC Plumbing LLC", ["Jane Trenbeath"]),
        ("Jane Trenbeath (Montana Power Company)", ["Jane Trenbeath"]),
        ("City of Helena; Jane Trenbeath", ["Jane Trenbeath"]),
        ("Trenbeath, Jane / ABC Plumbing", ["Trenbeath, Jane"]),
        ("HELENA SAND AND GRAVEL INC/TRENBEATH JANE", ["TRENBEATH JANE"]),
        ("Jane Trenbeath dba Golden Hammer Construction", ["Jane Trenbeath"]),
        ("jane trenbeath d/b/a golden hammer construction", ["jane trenbeath"]),
        ("ABC Plumbing 406-555-0100 Jane Trenbeath", ["Jane Trenbeath"]),
        ("Check #1182 payable to Jane Trenbeath $50.00 account", ["Jane Trenbeath"]),
        ("Meeting w/ Jane Trenbeath re: sidewalk", ["Jane Trenbeath"]),
        ("permit for customer Jane Trenbeath", ["Jane Trenbeath"]),
        ("Estate of Jane Trenbeath", ["Jane Trenbeath"]),
        ("In the Matter of the Guardianship of Jane Trenbeath", ["Jane Trenbeath"]),
        ("The Jane Q Trenbeath Revocable Living Trust No. 2", ["Jane Q Trenbeath"]),
        ("Jane Trenbeath, Trustee of the Trenbeath Family Trust", ["Jane Trenbeath"]),
        ("State of Montana v. Cody Lee Ferrante", ["Cody Lee Ferrante"]),
        ("City of Helena vs Hoaglund", ["Hoaglund"]),
        ("Pavilion reservation for Hoaglund", ["Hoaglund"]),
        ("Library fines: Hoaglund, D $3.10", ["Hoaglund, D"]),
        ("Owner: Karen English   Tenant: Joan House   Agency: none", ["Karen English", "Joan House"]),
        ("First National Bank, Jane Trenbeath, Bob Hoaglund", ["Jane Trenbeath", "Bob Hoaglund"]),
    ],
)
def test_the_person_is_found(text, names):
    """In a business's name, in a caption, in an estate and in a trust, without any help of the language model."""
    assert shares(text)
    assert people(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Trenbeath Roofing, Inc.",
        "Trenbeath Family Trust",
        "Edward Jones, Inc",
        "Smith, Jones & Trenbeath, PLLC",
        "City of Helena - Parks Department",
        "Helena Schools - St. Augustine",
        "Helena Schools - Queen Mary",
        "Helena Schools Ryder, William H.",
        "New Horizons Jane Trenbeath Center",
        "Friends of Jane Trenbeath",
        "Citizens for Jane Trenbeath",
        "Jane Trenbeath for City Council",
        "Committee to elect Jane Trenbeath",
        "Fees, Fines / Permits",
        "",
    ],
)
def test_who_only_lends_a_name_is_left(text):
    """A firm, a school, a committee: nobody is named there who is not the organisation itself."""
    assert people(text) == []


def test_what_the_model_reads_counts_on_its_own_side_only():
    """A name on no list is believed where the model reads most of a side so, and the other side is not drawn in."""
    text = "Helena Water Company - Zyxen Qorvath"
    assert people(text) == []
    assert people(text, read=((23, 36),)) == ["Zyxen Qorvath"]
    assert people(text, read=((0, 12),)) == []


def test_a_reading_with_small_words_beside_it_is_believed():
    """By an initial and a surname; where a word with its capital goes on, it is a firm."""
    text = "The residence got a notice; owner R. Halvorsen appealed"
    assert people(text, read=((34, 46),)) == ["R. Halvorsen"]
    assert people("the office of R. Halvorsen Roofing is closed", read=((14, 26),)) == []
    assert people("Let's check Robert's blood for the clinic", read=((12, 18),)) == ["Robert"]
    assert people("Note: Patient Evelyn Scott seen at a clinic", read=((14, 26),)) == ["Evelyn Scott"]
    assert people("Bill to the clinic", read=((0, 4),)) == []
    assert people("Mabel's Diner for kids", read=((0, 5),)) == []


def test_a_translated_surname_that_is_read_is_believed():
    """Words that make a surname of several are no words of the organisation's."""
    assert people("Park permit for Harlan Big Back", read=((16, 31),)) == ["Harlan Big Back"]


def test_a_cell_that_opens_like_a_matter_is_no_name_as_a_whole():
    """The words "In re the Marriage of" are not boxed with the two names in it."""
    assert is_matter("In re the Marriage of Jane Roe and Richard Roe")
    assert not is_matter("Jane Roe")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("counsel is Lysander Boggs, Boggs Law PLLC, of Butte", ["Lysander Boggs"]),
        ("Ann B. O'Neil, O'Neil & Voss Associates", ["Ann B. O'Neil"]),
        ("in Great Falls, Falls Construction LLC", []),
        ("Lysander Boggs, Voss Law PLLC", []),
        ("Ponciano Quispe dba Sunrise Tile", ["Ponciano Quispe"]),
        ("Itzel Camarena Bueno d/b/a Sunrise Tile", ["Itzel Camarena Bueno"]),
        ("Sunrise Tile dba Golden Hammer", []),
        ("Helena Brewing LLC dba Taproom", []),
    ],
)
def test_whoever_stands_before_a_firm_of_the_same_name_owns_it(text, names):
    """Whatever the given name, and whoever stands before "dba"; a firm of another name tells nothing."""
    assert [text[slice(*span)] for span in before_own_firm(text)] == names

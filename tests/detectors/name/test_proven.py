"""A date of birth, "W/M" or a role before a surname and its comma proves a person, whatever words the name is."""

from __future__ import annotations

import pytest

from detectors.name.proven import born, described, listed


def found(rule, text):
    return [text[start:end] for start, end in rule(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On this date Winter Stark (DOB 09-09-1999) was told not to return.", ["Winter Stark"]),
        ("Case Brings Plenty, DOB 1/4/93, was cited.", ["Case Brings Plenty"]),
        ("I cited Cash Means, DOB: 1/4/1993.", ["Cash Means"]),
        ("ARRESTED CASH MEANS, DOB 1/4/1993, GAVE IT TO EARLY PRICE D.O.B. 1/1/90", ["CASH MEANS", "EARLY PRICE"]),
        ("Suspect Patrick Wells His Horse, date of birth 1/4/1993", ["Patrick Wells His Horse"]),
        ("Name, DOB, Address", []),
        ("Spouse DOB 1/4/1993 and Second Child DOB: 2/2/2010", []),
        ("Police Report DOB 1/4/1993", []),
        ("what the form asks (DOB 1/4/1993)", []),
    ],
)
def test_a_date_of_birth_proves_a_name(text, names):
    """Two to four capital words right before it are somebody; labels of a form, roles and offices are not."""
    assert found(born, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("MALE GOOD, TRAVIS W/M 2/2/90", ["GOOD, TRAVIS"]),
        ("Cash Means (H/M) left", ["Cash Means"]),
        ("PATRICK WELLS HIS HORSE W/M, 6 FT", ["PATRICK WELLS HIS HORSE"]),
        ("Set the A/F ratio, see Form W/F", []),
        ("The Water Department W/M", []),
    ],
)
def test_race_and_sex_prove_a_name(text, names):
    """An officer writes them behind a name alone; one word before them may be anything."""
    assert found(described, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("MALE GOOD, TRAVIS LEFT IN RED F150", ["GOOD, TRAVIS"]),
        ("FEMALE STORVICK, AMBER DAWN WAS THERE", ["STORVICK, AMBER DAWN"]),
        ("CITY V CAMARENA BUENO, ITZEL    THEFT", ["CAMARENA BUENO, ITZEL"]),
        ("Patron KEOMANY, BOUNLEUTH barcode 2118", ["KEOMANY, BOUNLEUTH"]),
        ("VICTIM BIG BACK, HARLAN ADVISED", ["BIG BACK, HARLAN"]),
        ("VICTIM ADVISED, LEFT THE SCENE", []),
        ("SUSPECT BROWN, BLUE EYES, RED COAT", []),
        ("SUSPECT WHITE, BROWN HAIR", []),
        ("State v. Montana, Helena", []),
        ("the driver Good, and Travis", []),
        ("improv Good, Travis", []),
    ],
)
def test_a_role_proves_a_surname_and_its_comma(text, names):
    """Behind "VICTIM" or "v." a surname may be any words; the given name must be one, or no word and no town."""
    assert found(listed, text) == names

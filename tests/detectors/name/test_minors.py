"""Initials stand for a person where a word says so, and for nobody elsewhere."""

import pytest

from detectors.name.minors import aged, minors


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the minor children A.N. and T.N. live there", ["A.N.", "T.N."]),
        ("Victim H.M. (age 9) was interviewed", ["H.M."]),
        ("In re K.R., a youth", ["K.R."]),
        ("Matter of B. T., J.R.M., and C.D.", ["B. T.", "J.R.M.", "C.D."]),
        ("J.Q. is the son; S.T., a minor, is not", ["S.T."]),
        ("STATUS; NCO W/ T.S.  no contact order with K.R., order of protection v. H.M., no", ["T.S.", "K.R.", "H.M."]),
        ("S.T. (12 years old) and L.K., 7 yo", ["S.T.", "L.K."]),
    ],
)
def test_whoever_goes_by_initials_is_found(text, found):
    """By the word before them, or by the age behind them."""
    assert [text[start:end] for start, end in minors(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "the victim, U.S. citizen, called at 9 A.M.",
        "Student I.D. required",
        "the contact with U.S. firms, in contact with K.R., no contact with N.E. corner",
        "a minor change to A.N. Street",
        "patient seen by M.D. or R.N. staff",
        "the child went to P.O. Box 12",
        "Section B.2. of the matter",
        "",
    ],
)
def test_other_letters_are_nobody(text):
    """Abbreviations, degrees, hours, sections."""
    assert list(minors(text)) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("victim Sol (3 yo) and Rose, age 9", ["Sol", "Rose"]),
        ("Imani, 12 years old, and Mensah aged 41", ["Imani", "Mensah"]),
        ("Boiler, 12 years old; Helena (150 years old)", []),
        ("a Model (3 yo) of Stage 9", []),
    ],
)
def test_one_name_before_an_age_is_somebody(text, names):
    """A word and a town are not."""
    assert [text[start:end] for start, end in aged(text)] == names

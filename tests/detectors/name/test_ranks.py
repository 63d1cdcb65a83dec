"""Behind a rank, counsel's sign or a call sign in capitals stands a surname; colours, sides of the body and what officers do stay."""

from __future__ import annotations

import pytest

from detectors.name.ranks import ranked
from detectors.name.titles import learned, titled


def parts(rule, text):
    return [text[slice(*span)] for span in sorted(rule(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("APPROVED: SGT POUNDS\n", ["POUNDS"]),
        ("SUPV LT. GREAVES ADV CLEAR", ["GREAVES"]),
        ("TELL OFC. STANDS ALONE, 406-555-0126", ["STANDS ALONE"]),
        ("BENCH TRIAL (OFC HAYES)", ["HAYES"]),
        ("CPL R. STRONG AND OFC WINTERS ADVISED", ["R. STRONG", "WINTERS"]),
        ("DEP SHERIFF L. FIELDS ADV CLEAR, OFFICER J. CASE NUMBER 12", ["L. FIELDS"]),
        ("OMNIBUS    PD/KERR", ["KERR"]),
        ("13:04:30  UNIT 4B12 (NOVAK) ENRT", ["NOVAK"]),
        ("IN LT BLUE SUV, LT BROWN HAIR, PAIN LT FOOT, LT. SHOULDER", []),
        ("CHIEF COMPLAINT, OFFICER SAFETY, DET GARAGE, DEP HEALTH", []),
        ("OFC CASE NUMBER 12, SGT CALL BACK NUMBER, OFC STOPS, OFC OUT", []),
        ("OFFICER WILL STAND BY. JUDGE ORDERED. SHERIFF OFFICE", []),
        ("PD/FIRE, PD/SO, CPD/KERR, ATTY/PRICE, CPL PAY, UNIT 4 (BURNED), UNIT 4 (MADISON)", []),
    ],
)
def test_a_rank_in_capitals(text, names):
    """By a short rank alone a word is believed to be a surname, and only where no sentence goes on."""
    assert parts(ranked, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Report to Dr. Sun via radio", ["Sun"]),
        ("Minister .... Pr. Good, Our Redeemer's", ["Good"]),
        ("at 412 Elm Dr. North of it, on Oak Dr. Sun came up", []),
        ("Unit Pr. Total, the Pr. Of", []),
    ],
)
def test_a_scholar_or_a_pastor(text, names):
    """Behind a stop a surname may be a word, a drive's abbreviation aside."""
    assert parts(learned, text) == names


def test_a_superintendent_has_a_name():
    """What somebody is counts as a title, and what belongs to the office stays."""
    assert parts(titled, "from Superintendent Vandenbosch and Patrolman Jeffers") == ["Vandenbosch", "Jeffers"]
    assert parts(titled, "the Superintendent Report, Superintendent of Schools") == []

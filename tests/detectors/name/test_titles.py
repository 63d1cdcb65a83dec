"""A courtesy title makes a surname of the word behind it, in any case; offices, streets, programs and units stay."""

from __future__ import annotations

import pytest

from detectors.name.titles import honoured, titled


def parts(rule, text):
    return [text[slice(*span)] for span in rule(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("MR. CHURCH SAID NO", ["CHURCH"]),
        ("MRS BANK WILL PAY", ["BANK"]),
        ("told ms. page about it", ["page"]),
        ("DR. OKONKWO-BAPTISTE WAS THERE", ["OKONKWO-BAPTISTE"]),
        ("412 ELM DR CHURCH ST", []),
        ("a delay of 45 ms long", []),
        ("MS Word and MS Access", []),
        ("see mr. mayor, MS. THE", []),
    ],
)
def test_a_title_in_one_case(text, names):
    """Dispatchers write nothing but capitals, and people in a hurry none."""
    assert parts(honoured, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I told Mrs. Two Moons that", ["Two Moons"]),
        ("so did Mr. Hall.", ["Hall"]),
        ("The Deputy Clerk read it", []),
        ("Justice Court is closed", []),
        ("Motion to approve Council Member Sparks to be absent", ["Sparks"]),
        ("Board Member Fields and Alderwoman Fields, Board Chair Roe", ["Fields", "Fields", "Roe"]),
        ("Each Board Member Shall Serve; the Committee Member Handbook", []),
        ("The Trustee Board met about Trustee Services", []),
    ],
)
def test_a_title_with_its_capital(text, names):
    """Surnames that were translated or are things count; a title of two words is nobody."""
    assert parts(titled, text) == names

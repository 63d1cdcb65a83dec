"""Names that are ordinary words are found by the company they are in; things in the same company are left."""

from __future__ import annotations

import pytest

from detectors.name.company import in_company


def found(text):
    return sorted(text[start:end] for start, end in in_company(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rusty and I spoke to her", ["Rusty"]),
        ("Can you and Faith sit in?", ["Faith"]),
        ("you and Thorvin, too", ["Thorvin"]),
        ("Hope and Rich are covering the desk", ["Hope", "Rich"]),
        ("and Faith, who moves on the 1st", ["Faith"]),
    ],
)
def test_a_word_in_the_company_of_people_is_a_name(text, names):
    """What is done together is done by people."""
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Monday and I will", "the Helena and I lines", "you and Planning, too", "you and Helena, MT", "Hope and Faith are virtues",
        "April and May are moving", "the Police, who came", "you and I", "",
    ],
)  # fmt: skip
def test_things_in_such_company_are_left(text):
    """Days, months, towns and offices are nobody."""
    assert found(text) == []

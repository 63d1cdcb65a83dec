"""Surnames that were translated are found behind a given name, an initial or a title, and before a comma; what goes on as a sentence stays."""

from __future__ import annotations

import pytest

from detectors.name.given import given_names
from detectors.name.marks import initialled
from detectors.name.titles import titled


def parts(rule, text):
    return [text[slice(*span)] for span in rule(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the guardians, Rose First Strike.", ["Rose First Strike"]),
        ("MARISOL FIRST STRIKE, individually", ["MARISOL FIRST STRIKE"]),
        ("  (2) Marisol Makes Good       25%", ["Marisol Makes Good"]),
        ("Marisol Fox Woman asked", ["Marisol Fox Woman"]),
        ("Marisol Hits Twice and Marisol Yellow Kidney", ["Marisol Hits Twice", "Marisol Yellow Kidney"]),
        ("Marisol Lodge Pole and Marisol Left Hand Bull, both", ["Marisol Lodge Pole", "Marisol Left Hand Bull"]),
        ("Brings Them, Marisol", ["Brings Them, Marisol", "Marisol"]),
        ("Marisol Brings Them Home", ["Marisol"]),
        ("MARISOL BRINGS THEM BACK", ["MARISOL"]),
        ("MARISOL LEFT HAND LACERATION", ["MARISOL LEFT"]),
    ],
)
def test_a_given_name_tells_of_the_surname_behind_it(text, names):
    """Numbers, animals and their parts, deeds that end with the name: each is a surname there, and no deed that a sentence goes on with."""
    assert parts(given_names, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("B. Hirsch, Q. Deer Nose, Rand", ["Q. Deer Nose"]),
        ("Submitted by T.J. Brings Them, Elk Park", ["T.J. Brings Them"]),
        ("paid by Stands Alone, M. in cash", ["Stands Alone, M."]),
        ("see Exhibit A. Big Bear is in it", []),
        ("Option B. Two Medicine River", []),
        ("A. Black Bear Sightings", []),
    ],
)
def test_an_initial_tells_of_it_too(text, names):
    """The letter of a list or of an exhibit is no initial."""
    assert parts(initialled, text) == names


def test_a_surname_behind_initials_is_none_before_the_next():
    """In a list of initials and surnames no comma turns a name about: "J. Pomeroy, B. Hirsch" are two."""
    assert parts(initialled, "with J. Pomeroy, B. Hirsch") == ["J. Pomeroy", "B. Hirsch"]


def test_a_title_tells_of_it():
    """Teeth and hands are surnames behind a title."""
    assert parts(titled, "Attorney Two Teeth and Officer Left Hand came") == ["Two Teeth", "Left Hand"]
    assert parts(titled, "Attorney Two Doors Down") == []

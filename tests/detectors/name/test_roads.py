"""A street called like a person stays in a log of road work, and a person beside such work goes."""

import pytest

from tests.detectors.ruling import wrong

WORKED_ON = [
    ("the alley between Rodney and Davis was graded", ("Rodney", "Davis")),
    ("potholes on Benton from Lyndale to Custer", ("Benton", "Lyndale", "Custer")),
    ("Jackson from Stuart to Gilbert", ("Jackson", "Gilbert")),
    ("curb on Harrison between Holter and Hauser", ("Harrison", "Holter", "Hauser")),
    ("Closed Gilbert for paving", ("Gilbert",)),
    ("Crew patched Rodney and Davis", ("Rodney", "Davis")),
    ("a water main broke at Davis, sent the crew", ("Davis",)),
    ("two dogs in the area of Davis and Rodney", ("Davis", "Rodney")),
    ("I own two buildings on Jackson. Call me.", ("Jackson",)),
    ("the one-way on Rodney is bad", ("Rodney",)),
]


@pytest.mark.parametrize(("text", "stays"), WORKED_ON, ids=[text for text, _ in WORKED_ON])
def test_a_street_that_is_worked_on_is_nobody(tmp_path, text, stays):
    """Behind "on", "between" or what a crew did, beside the words of such work, the city's street is meant."""
    assert wrong(text, (), stays, tmp_path) == []


BESIDE_WORK = [
    ("I spoke with Rodney about the pothole", "Rodney"),
    ("Rodney and Davis plowed the lot", "Rodney"),
    ("Call Jackson about the sidewalk", "Jackson"),
    ("a pothole reported by Harrison", "Harrison"),
    ("Pothole on Rodney Smith's street", "Rodney Smith"),
    ("the dispute between Rodney and Davis about the curb", "Davis"),
    ("Benton said the alley is blocked", "Benton"),
    ("a warrant on Rodney, who lives in the area", "Rodney"),
    ("the houses of Rodney and Davis", "Rodney"),
    ("Hi Davis,\nthe hydrant leaks\nThanks, Rodney", "Rodney"),
]


@pytest.mark.parametrize(("text", "goes"), BESIDE_WORK, ids=[text for text, _ in BESIDE_WORK])
def test_a_person_beside_road_work_goes(tmp_path, text, goes):
    """Who is spoken with, reports, says, disputes or signs is a person, whatever the street is called."""
    assert wrong(text, (goes,), (), tmp_path) == []

"""Whole names in small letters that are on no list are found where somebody is written to or says who it is."""

from __future__ import annotations

import pytest

from detectors.name.hasty import hasty


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("hi this is temitope ogunbanjo calling about my bill", ["temitope ogunbanjo"]),
        ("emailed tsvetan minkov and got no answer", ["tsvetan minkov"]),
        ("left msg for abdulrahman al-khatib", ["abdulrahman al-khatib"]),
        ("Called priyanka raghunathan re leak", ["priyanka raghunathan"]),
        ("hi its jess runsabove again, i wrote", ["jess runsabove"]),
        ("its hvac unit. it's xfinity again", []),
        ("this is ridiculous pricing", []),
        ("called xfinity support about it", []),
        ("emailed hvac specs to the contractor", []),
        ("emailed helena police", []),
        ("recalled tsvetan minkov", []),
    ],
)
def test_small_names_behind_a_lead(text, names):
    """Two small words of no language we know, and then what goes on; one word of it among them and there is nobody."""
    assert [text[start:end] for start, end in hasty(text)] == names

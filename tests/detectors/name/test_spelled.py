"""Names spelled letter by letter are found; words and codes with hyphens are left."""

from __future__ import annotations

import pytest

from detectors.name.spelled import letters


def found(text):
    return [text[start:end] for start, end in letters(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Aloysius Tipton. A-L-O-Y-S-I-U-S, T-I-P-T-O-N.", ["A-L-O-Y-S-I-U-S", "T-I-P-T-O-N"]),
        ("it is spelled Q-U-A-K-E-N", ["Q-U-A-K-E-N"]),
        ("that's r-o-d-r-i-g-u-e-z", ["r-o-d-r-i-g-u-e-z"]),
    ],
)
def test_a_name_spelled_out_is_found(text, names):
    """Hearings ask for it, and voice mail gives it."""
    assert found(text) == names


@pytest.mark.parametrize(
    "text", ["the R-E-D zone", "A-B-C of zoning", "R-2-zone, x-y-z plane", "T-shirt, e-mail", "a-", ""]
)
def test_words_and_codes_are_left(text):
    """What is no name together is none."""
    assert found(text) == []

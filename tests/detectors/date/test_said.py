"""Days of birth in words are found where a word of birth leads to them; other days in words are left."""

from __future__ import annotations

import pytest

from detectors.date.said import said_days


def found(text):
    return [text[start:end] for start, end in said_days(text)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("my birthday's march third nineteen fifty one", "march third nineteen fifty one"),
        (
            "She was born on the twenty-second of June, nineteen eighty-four.",
            "twenty-second of June, nineteen eighty-four",
        ),
        ("DOB June fourth two thousand and two", "June fourth two thousand and two"),
        ("i was born may second sixty eight, in butte", "may second sixty eight"),
        ("date of birth: the third day of March, nineteen oh four", "third day of March, nineteen oh four"),
    ],
)
def test_a_day_of_birth_in_words_is_found(text, day):
    """Voice mail is transcribed so."""
    assert found(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "given this third day of March, two thousand twenty",
        "born and raised here. On march third nineteen people came",
        "he was born in Butte and died may second nineteen sixty",
        "born on 4 March 1951",
        "",
    ],
)
def test_other_days_in_words_are_left(text):
    """Deeds and meetings have days in words, too; a death is no birth; figures are another rule's."""
    assert found(text) == []

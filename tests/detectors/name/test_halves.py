"""Half a name that the language model reads takes the other half with it, and no word, office or firm."""

from __future__ import annotations

import pytest

from detectors.contract import Entity
from detectors.name.read import corrected


def read(text, half, score=0.9):
    start = text.index(half)
    span = corrected(text, Entity(start, start + len(half), "PERSON", score))
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("text", "half", "whole"),
    [
        ("On this date Selam Tsegaye was told.", "Tsegaye", "Selam Tsegaye"),
        ("the owner, Anahit Der-Hovannisian, left", "Der-Hovannisian", "Anahit Der-Hovannisian"),
        ("Hermenegildo Uribe Paz, who left", "Hermenegildo Uribe", "Hermenegildo Uribe Paz"),
        ("I spoke to Ahn Bok-soon about it", "Ahn Bok", "Ahn Bok-soon"),
        ("Harlan Big Back was there", "Harlan Big", "Harlan Big Back"),
        ("by K. Olsen / Tsvetan Minkov", "Tsvetan Minkov", "Tsvetan Minkov"),
        ("the Olsen-owned lot", "Olsen", "Olsen"),
        ("his meeting with Congresswoman Lowry was", "Lowry", "Lowry"),
        ("the report of Inspector Olsen was", "Olsen", "Olsen"),
        ("Voicemailed Olsen twice", "Olsen", "Olsen"),
        ("from downtown Helena Olsen drove", "Olsen", "Olsen"),
        ("Marta Olsen Monday at noon", "Marta Olsen", "Marta Olsen"),
        ("Kendra Roe / HOU / EES@EE", "HOU", None),
    ],
)
def test_the_other_half_goes_along(text, half, whole):
    """A capital word on no list before a surname, a surname behind two names, what a hyphen joins; offices, days and towns stay."""
    assert read(text, half) == whole

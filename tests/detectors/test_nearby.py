"""One search for where a number begins finds all that every pattern would have found by itself."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detectors import phones, ssns
from detectors.address import streets
from detectors.identifier import shapes
from detectors.nearby import each, matched, numbers
from records.settings import load

LONG = [
    getattr(module, name)
    for module, names in (
        (phones, ("_AMERICAN", "_TEN", "_SEVEN", "_LOOSE", "_SPACED", "_THEN_WORDS")),
        (ssns, ("_GROUPED", "_NINE", "_EIN")),
        (shapes, ("_CARD", "_IMEI", "_GEOCODE", "_NINE")),
    )
    for name in names
]
HOUSES = [each for each, _, _ in streets._HOUSE_FIRST]
HOUSES += [streets._LOWER, streets._known(load().city)]
PIECES = [
    "1",
    "4",
    "06",
    "555",
    "0101",
    " ",
    "-",
    ".",
    "/",
    "(",
    ")",
    ",",
    "\n",
    ">",
    "x",
    "O",
    "l",
    "I",
    "$",
    "#",
    "_",
    "é",
    "–",
    "·",
    "office",
    "\t",
]
STREETS = [
    "1",
    "12",
    "316",
    "st",
    "th",
    " ",
    "  ",
    "-",
    "1/2",
    "A",
    "N",
    "Park",
    "Ave",
    "of",
    "the",
    "Hwy",
    "elm",
    "st.",
    ",",
    "\n",
    "$",
    "é",
    "#",
    "_",
]


def spans(matches):
    return [match.span() for match in matches]


@pytest.mark.parametrize("pattern", LONG, ids=range(len(LONG)))
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@example("SSN516-55-0123, 406 - 555 - 0101 office")
@settings(max_examples=150, deadline=None)
def test_no_long_number_is_lost(pattern, text):
    """Matches are those of a search by the pattern alone."""
    assert spans(matched(pattern, text, numbers(text))) == spans(pattern.finditer(text))


@pytest.mark.parametrize("pattern", HOUSES, ids=range(len(HOUSES)))
@given(st.lists(st.sampled_from(STREETS), max_size=20).map("".join))
@example("316 N Park Ave, 12-14 1/2 elm st.")
@settings(max_examples=150, deadline=None)
def test_no_house_number_is_lost(pattern, text):
    """Matches are those of a search by the pattern alone."""
    places = [found.start() for found in streets._HOUSES.finditer(text)]
    assert spans(matched(pattern, text, places)) == spans(pattern.finditer(text))


@given(st.text("ab", max_size=12), st.text("ab", min_size=1, max_size=3))
def test_every_place_of_a_needle_is_found(text, needle):
    """Those that overlap, too, and in bytes as in text."""
    places = [at for at in range(len(text)) if text.startswith(needle, at)]

    assert list(each(text, needle)) == places
    assert list(each(text.encode(), needle.encode())) == places

"""What a scanner misread is found like any other: letters among figures, figures among letters; words and codes are left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.normalize import normalize
from detectors.text.scanned import figures
from records.finding import PiiType
from tests.detectors.ruling import engine, places, record_of


@pytest.mark.case("E19")
@pytest.mark.parametrize(
    ("text", "value", "type_"),
    [
        ("He was born on l2/O5/l98O in town", "l2/O5/l98O", PiiType.DATE_OF_BIRTH),
        ("Date of birth:\n\nMarch l2, l978\n", "March l2, l978", PiiType.DATE_OF_BIRTH),
        ("SSN S16-88-9021 on file", "S16-88-9021", PiiType.SSN),
        ("SSN 5l6-88-9O2l on file", "5l6-88-9O2l", PiiType.SSN),
        ("call me at 4O6-555-Ol34 today", "4O6-555-Ol34", PiiType.PHONE),
        ("card 4l11 1111 1111 1111 was charged", "4l11 1111 1111 1111", PiiType.ID),
        (
            "the house at 1O7 Ridgeway Street, Helena, MT 596Ol",
            "1O7 Ridgeway Street, Helena, MT 596Ol",
            PiiType.ADDRESS,
        ),
    ],
)
def test_a_scanned_number_is_found_whole(text, value, type_):
    """The letters among its figures are part of it."""
    covered = places(hit for hit in engine().detect([record_of(text)])[0] if hit.type is type_)
    start = text.index(value)
    assert all(at in covered for at in range(start, start + len(value)) if text[at].isalnum())


@pytest.mark.parametrize(
    "text", ["off I-15, 10 lots of H2O in W10l4", "Io, lol, Il and OO", "10 old oil lots", "1978", ""]
)
def test_words_and_codes_are_left(text):
    """A letter needs a figure beside it, and no other letter."""
    assert list(figures(normalize(text))) == []


@pytest.mark.case("E19")
@pytest.mark.parametrize(
    "text",
    [
        "APPLICANT: J0hn Runn1ngbear",
        "Name: R0bert Kle1nsasser\nPhone: 406-555-0112",
        "We met with Patr1ck O'Neil and R0bert.",
    ],
)
def test_a_scanned_name_is_found(text):
    """A nought or a one in a word with a capital is the letter that it looks like, so that the name is whole."""
    covered = places(hit for hit in engine().detect([record_of(text)])[0] if hit.type is PiiType.PERSON)
    names = [word for word in text.replace(",", " ").split() if any(map(str.isdigit, word)) and word[0].isalpha()]
    assert names
    assert all(
        at in covered for name in names for at in range(text.index(name), text.index(name) + len(name.strip(".")))
    )


@pytest.mark.parametrize("text", ["the H1N1 virus, an Mp3 and E1b1b", "v1a x0r", "B1", "https://a.example/J0hnny"])
def test_codes_are_no_misread_words(text):
    """A capital, and small letters around the figure."""
    assert list(figures(normalize(text))) == []


@given(st.lists(st.sampled_from(["l2", "O5", "98", "\n", "> ", "&amp;", "a word", "J0hn", "Kle1n", "/", "-", "é", "e\u0301", " "]), max_size=50).map("".join))  # fmt: skip
def test_the_view_leads_back(text):
    """Each letter of it stands for the letter of the text that it leads to, or for the figure that this one was."""
    for shown in figures(normalize(text)):
        for at, char in enumerate(shown.text):
            start, end = shown.back(at, at + 1)
            assert 0 <= start <= end <= len(text)
            if char.isascii() and char.isalnum():
                assert char in text[start:end] or text[start:end] in tuple("OolI01") or "&" in text[start:end]

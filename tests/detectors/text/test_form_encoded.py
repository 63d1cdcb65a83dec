"""What a web form sent is read as a form: every value is found where it stands, and links and code gain nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detectors.engine import Engine
from detectors.mapped import Normalized
from detectors.normalize import normalize
from detectors.text.form_encoded import forms
from records.record import Field, Record, Shape
from records.settings import Settings


@pytest.fixture(scope="module")
def engine():
    return Engine(Settings())


def found(engine, text):
    record = Record("1", "", (Field("", text, Shape.PROSE),))
    return {(text[f.start : f.end], f.type.value) for f in engine.detect([record])[0]}


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("Jane+Doe", "PERSON"), ("1412+N+Rodney+St", "ADDRESS"), ("406-555-0101", "PHONE"), ("516-55-0123", "SSN"),
        ("Bob+Roe", "PERSON"), ("jane%40example.org", "EMAIL"),
    ],
)  # fmt: skip
def test_each_value_of_a_form_is_found_whole(engine, value, type_):
    """A line of a server's log: names and streets with signs for spaces are covered from their first letter to their last."""
    line = "POST /permit name=Jane+Doe&addr=1412+N+Rodney+St&phone=406-555-0101&ssn=516-55-0123&note=call+Bob+Roe&mail=jane%40example.org"
    assert (value, type_) in found(engine, f"10:00 {line}\n")


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.org/search?q=water+main&page=2 for AT&T and R&D.",
        "if (a=b&c=d) x+=1;",
        "Q&A = questions & answers",
    ],
)
def test_links_and_code_hold_nobody(engine, text):
    """A query of a link is read as lines, too, and no word of it becomes a name or an address."""
    assert not {type_ for _, type_ in found(engine, text)} & {"PERSON", "ADDRESS", "ID"}


PIECES = st.sampled_from(["name=", "&b1=", "&", "=", "Jane", "+", "%41", "é", "\u200b", "&amp;", "\n", " ", '"'])


@given(st.lists(PIECES, max_size=30).map("".join))
@example("é name=Jane\u200b+Roe&b1=%41&amp;x \n name=1&b1=é")
def test_each_part_of_a_form_leads_back_to_its_own_characters(text):
    """Letter for letter, what a form shows is what the original says there, "&" and "+" aside."""
    for form in forms(normalize(text)):
        for at, letter in enumerate(form.text):
            start, end = form.back(at, at + 1)
            assert letter in normalize(text[start:end]).text.translate({ord("&"): "\n", ord("+"): " "})


def test_what_stands_around_a_form_is_not_read_again():
    """A long mail with one link costs one short view, not a second one of the whole mail."""
    text = "Dear all,\n" + "we met.\n" * 1000 + "https://example.org/?a=b&c=d\n" + "we met.\n" * 1000
    assert [form.text for form in forms(normalize(text))] == ["a=b\nc=d"]


def test_a_text_without_pairs_has_no_further_view():
    """One pair alone, an ampersand in prose and an entity leave the text as it is."""
    assert [tuple(forms(Normalized(text))) for text in ("name=Jane", "Roe & Sons = good", "&amp;x=1")] == [()] * 3

"""What a web form sent is read as a form: every value is found where it stands, and links and code gain nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.engine import Engine
from detectors.form_encoded import as_form
from detectors.normalize import Normalized, normalize
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


@given(st.text(st.sampled_from('ab1&=+.%\n "é'), max_size=60))
def test_the_view_is_as_long_as_what_it_shows(text):
    """Every letter stands where it stood, so a finding leads back to its own characters."""
    view = normalize(text)
    form = as_form(view)
    if form is not None:
        assert len(form.text) == len(view.text)
        assert {a for a, b in zip(view.text, form.text, strict=True) if a != b} <= set("&+")


def test_a_text_without_pairs_has_no_further_view():
    """One pair alone, an ampersand in prose and an entity leave the text as it is."""
    assert [as_form(Normalized(text)) for text in ("name=Jane", "Roe & Sons = good", "&amp;x=1")] == [None] * 3

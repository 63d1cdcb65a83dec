"""What a mail program broke over two lines is found whole; lines that stand by themselves are not read as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.normalize import normalize
from detectors.text.wrapped import unbroken
from detectors.views import views
from records.finding import PiiType
from tests.detectors.ruling import engine, record_of

LEAD = "we talked about it at some length in the hall and then, well,"


def found(text, type_):
    return {text[hit.start : hit.end] for hit in engine().detect([record_of(text)])[0] if hit.type is type_}


@pytest.mark.parametrize("mark", ["", "> ", "> > ", ">> "])
@pytest.mark.parametrize(
    ("first", "second", "type_"),
    [
        ("born on March", "12, 1978, in town", PiiType.DATE_OF_BIRTH),
        ("born on the 5th", "of March, 1978, in town", PiiType.DATE_OF_BIRTH),
        ("the house at 78", "Ridgeway Street is empty", PiiType.ADDRESS),
        ("the house at 78 Ridgeway Street Unit", "34 is empty", PiiType.ADDRESS),
        ("call me at +94 11 234", "5678 in the evening", PiiType.PHONE),
        ("seen by Dr. Alta", "Pfannerstill last week", PiiType.PERSON),
    ],
)
def test_a_broken_value_is_found_whole(mark, first, second, type_):
    """The value goes over the break, whatever quote marks the next line has."""
    text = f"{mark}{LEAD} {first}\n{mark}{second}"
    whole = [value for value in found(text, type_) if "\n" in value]
    assert len(whole) == 1
    assert first.split()[-1] in whole[0]
    assert second.split()[0].strip(",") in whole[0]


@pytest.mark.parametrize("mark", ["", "> "])
def test_a_label_before_a_break_leads_to_its_value(mark):
    """The value stands at the head of the next line, and what says what it is at the end of the one before."""
    text = f"{mark}{LEAD} the procedure ID was\n{mark}OP-456123 in town"
    assert "OP-456123" in found(text, PiiType.ID)


@pytest.mark.parametrize(
    "text",
    [
        "Please bring it to the front desk by 5\n\nRidgeway Street is closed",  # a paragraph ends
        "Meet me at 5\nRidgeway Street is closed for the whole of the week, so take Main",  # a line that was ended, not broken
        "Name of the applicant here: Thilina Gamage\nPatient ID: 24",  # the next line has a label of its own
        "1) the first of the things we need is item 3\n2) Ridgeway Street",  # a list
        "Roe, Jane   12 Oak St   call her office 3\nDoe, John   14 Elm St   call",  # columns
        "",
    ],
)
def test_lines_of_their_own_stay_apart(text):
    """Nothing is read over the end of a line that was not broken for its length."""
    assert list(unbroken(normalize(text))) == []


def test_the_letter_of_the_next_entry_is_no_part_of_an_address():
    """A list under a list: "D." begins the next of its entries."""
    text = "C. Consider a sidewalk variance for 37 Dunbar Ave\nD. Consider a sidewalk variance for 2480 Woodward Avenue"
    assert "37 Dunbar Ave" in found(text, PiiType.ADDRESS)


@given(st.lists(st.sampled_from(["a long word", "12", "\n", "> ", " Dr.", " Jane", "Roe", "&amp;", "e\u0301", "(406)", "."]), max_size=60).map(" ".join))  # fmt: skip
def test_a_joined_view_leads_back(text):
    """Each letter of it but the joint is the letter of the text that it leads to."""
    for view in views(text)[:1]:
        for joined in unbroken(view):
            for at, char in enumerate(joined.text):
                start, end = joined.back(at, at + 1)
                assert 0 <= start <= end <= len(text)
                if char.isascii() and char.isalnum():
                    assert char in text[start:end] or "&" in text[start:end]

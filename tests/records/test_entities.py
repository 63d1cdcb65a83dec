"""A reference to a character is undone however long it is written, and one to none is a character that is none."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.entities import unescape

PARTS = ["&", "&#", "#", "x", "0", "00000000", "9", "1114111", "1114112", "amp;", ";", "a", "&eacute;", "\u0663"]
LONG = 5_000  # figures, of which Python makes no number


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_what_python_undoes_is_undone_alike(text):
    """Up to the length that Python reads, nothing is read otherwise than it reads it."""
    assert unescape(text) == html.unescape(text)


@pytest.mark.case("E11")
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (f"a&#{'9' * LONG};b", "a\ufffdb"),
        (f"a&#{'9' * LONG} b", "a\ufffd b"),
        (f"a&#{'0' * LONG}53;b", "a5b"),
        (f"a&#{'0' * LONG};b", "a\ufffdb"),
        (f"a&#x{'0' * LONG}35;b", "a5b"),
    ],
    ids=["too long", "without an end", "noughts before it", "only noughts", "hexadecimal"],
)
def test_longer_ones_are_undone_as_browsers_undo_them(text, seen):
    """A number beyond every character is U+FFFD, and noughts before one change nothing: HTML standard, 13.2.5.80."""
    assert unescape(text) == seen

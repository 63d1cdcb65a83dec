"""Every way to read a text leads back to it: offsets stay in order and inside, whatever stands in it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from detectors.views import views

PIECES = [
    "born",
    "Jane",
    "516",
    "-88",
    "  ",
    "   ",
    " ",
    "\n",
    "> ",
    ">  ",
    "&amp;",
    "**",
    "_",
    "\u2014",
    "\u202e",
    "é",
    "e\u0301",
    "<b>",
    "=\n",
    "\u200b",
    ",",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example("on  it\n>  the  5th")
@example("saw  it\n> >  him  there")
def test_every_view_leads_back(text):
    """A stretch of a view is a stretch of the text, later ones begin no earlier, and the whole is all of it."""
    for view in views(text):
        places = [view.back(at, at + 1) for at in range(len(view.text))]

        assert all(0 <= start <= end <= len(text) for start, end in places)
        if "\u202e" not in text:
            assert [start for start, _ in places] == sorted(start for start, _ in places)


@given(st.text("ab  ,5", max_size=40))
def test_a_narrowed_view_shows_the_same_letters(text):
    """Only blanks are left out; each letter of the view is the letter of the text that it leads to."""
    for view in views(text):
        shown = [(char, view.back(at, at + 1)[0]) for at, char in enumerate(view.text) if char != " "]
        assert [char for char, _ in shown] == [char for char in text if char != " "]
        assert all(text[at] == char for char, at in shown)


def test_tabs_between_words_are_blanks_in_one_view():
    """Words that tabs part are read both as columns and as a line; a table of names and numbers has no such view."""
    assert [view.text for view in views("born\ton the\t5th")] == ["born\ton the\t5th", "born on the 5th"]
    assert [view.text for view in views("Roe\tJane\t5\nDoe\tJohn\t6")] == ["Roe\tJane\t5\nDoe\tJohn\t6"]

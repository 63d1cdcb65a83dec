"""A rule is asked only where its words stand, and nowhere else it could have found anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.identifier.labels import _GATE, _GATES, _led
from detectors.name.speech import _CALLING, _HONOURS, _MEETING, _REACHED
from detectors.nearby import lowered
from detectors.said import Begun, keyed, leading, met, said, written

KEYED = (*_CALLING, *_HONOURS, *_MEETING, *_REACHED)
TEXTS = st.lists(
    st.sampled_from(
        [*_GATES, *(needle for _, needle in KEYED), "pins", "é", "ł", "’", "\n", "_", "9", " ", ".", "Anna"]
    )
).map("".join)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", set()),
        ("O'Neil-Roe, 12th", {"O", "Neil", "Roe", "th"}),
        ("José\u00a0Peña", {"José", "Peña"}),
        ("_ga=GA1 x\u2019s", {"ga", "GA", "x", "s"}),
    ],
)
def test_words_are_runs_of_letters(text, words):
    """Signs, figures and marks part them; accents do not."""
    assert written(text) == words
    assert said(text) == {word.lower() for word in words}


@given(TEXTS, st.sampled_from(KEYED), TEXTS)
def test_whatever_stands_in_a_text_is_searched_for(before, pair, after):
    """A needle whose first word is whole there is never passed over."""
    text = f"{before} {pair[1]}{after}"

    assert pair[1] in met(text, (pair,))


@given(TEXTS)
def test_labels_are_looked_for_wherever_one_begins(text):
    """The places are those at which one search for all labels would stop."""
    low = f"\n{lowered(text)}"
    found, at = [], 0
    while match := _GATE.search(low, at):
        found.append(match.start())
        at = match.start() + 1

    assert [at for at in _led(low, said(text)) if _GATE.match(low, at)] == found


def test_a_word_is_asked_once_and_not_remembered_for_ever(monkeypatch):
    """What was asked is kept, up to a number of words."""
    monkeypatch.setattr("detectors.said._MOST", 3)
    begun = Begun(["plate", "pin"])

    assert [begun[word] for word in ("plates", "apin", "pin", "pi", "pinned")] == [True, False, True, False, True]
    assert len(begun) <= 4


def test_a_needle_goes_by_its_longest_whole_word():
    """What may be part of a longer word does not count; a needle without a whole word is always met."""
    assert keyed("thanks to ", " called in ", "1:1 ", "dob") == (
        ("thanks", "thanks to "),
        ("called", " called in "),
        ("", "1:1 "),
        ("", "dob"),
    )
    assert met("nothing", keyed("1:1 ", "thanks to ")) == ["1:1 "]
    assert leading(["dob", "tax id", "tax-id"])[1] == {"tax": ("tax id", "tax-id")}

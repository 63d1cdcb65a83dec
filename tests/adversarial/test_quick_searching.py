"""The quick searches find exactly what the plain ones find that try every value at every letter."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.adversarial.decoding import layers
from tests.adversarial.needles import Needles
from tests.adversarial.searching import disguises, fold, found, plain

pytestmark = pytest.mark.case("R17")

LETTERS = "abAß1２ﬁéİςΣ"
MARKS = "._-' ’\n\u00ad\u200b\u0301\ufe0f\u0345\ufffd"
WORDS = st.text(LETTERS, min_size=1, max_size=4)
GAPS = st.text(MARKS, max_size=6)
TEXTS = st.lists(st.one_of(WORDS, GAPS), max_size=30).map("".join)
NEEDLES = st.lists(st.binary(max_size=12) | st.text("ab", max_size=12).map(str.encode), max_size=20)


def slowly_folded(text):
    """Return *text* folded letter by letter."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if unicodedata.category(letter) != "Cf").replace("’", "'")


def slowly_plain(value, text):
    """Say whether *value* stands in *text*, by one pattern that is tried at every letter."""
    letters = [re.escape(letter) for letter in slowly_folded(value) if letter.isalnum()]
    if len(letters) < 4:
        return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text) is not None
    between = r"[\W_]{0,4}"
    return re.search(rf"(?<![^\W_]){between.join(letters)}(?![^\W_])", slowly_folded(text)) is not None


def slowly_found(values, content):
    """Return (value, disguise) for each of *values*, all looked for in all decodings, one by one."""
    seen = list(layers(content))
    texts = [layer.decode("utf-8", "replace") for layer in seen]
    texts += [layer[at:].decode("utf-16-le", "replace") for layer in seen if b"\0" in layer for at in (0, 1)]
    text = "\n".join(texts)
    for value in values:
        if slowly_squeezed(value) in slowly_squeezed(text) and slowly_plain(value, text):
            yield value, "decoded"
        if len(value) >= 8:
            yield from ((value, how) for how, coded in disguises(value) if how != "utf-8" and coded in content)


def slowly_squeezed(text):
    """Return the letters and figures of *text*."""
    return "".join(letter for letter in slowly_folded(text) if letter.isalnum())


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_texts_fold_as_letter_by_letter(one, two):
    """And line by line: nothing in one line changes how another folds."""
    assert fold(one) == slowly_folded(one)
    assert f"{fold(one)}\n{fold(two)}" == slowly_folded(f"{one}\n{two}")


@settings(deadline=None)
@given(TEXTS, WORDS | TEXTS)
@example("ab1_ab", "ab1a")
@example("ab1....ab", "ab1ab")
@example("ab1.....ab", "ab1ab")
@example("xab1ab ab1abx ab1ab", "ab1ab")
@example("e\u0301", "e")
def test_a_value_stands_where_the_pattern_matches(text, value):
    """Whatever stands around and between its letters."""
    assert plain(value, text) == slowly_plain(value, text)


@settings(deadline=None)
@given(st.data())
def test_a_value_made_of_the_text_is_found_again(data):
    """A piece of a text with other punctuation is found exactly where the pattern finds it."""
    words = data.draw(st.lists(WORDS, min_size=2, max_size=6))
    text = "".join(word + data.draw(GAPS) for word in words)
    value = data.draw(st.sampled_from(["", " ", "-"])).join(words[data.draw(st.integers(0, 2)) :])
    assert plain(value, text) == slowly_plain(value, text)


@settings(deadline=None)
@given(NEEDLES, st.binary(max_size=60) | st.text("ab", max_size=60).map(str.encode), st.data())
def test_many_needles_are_found_as_one_by_one(needles, hay, data):
    """None is missed and none is made up, those at the ends and those with the same beginning included."""
    some = data.draw(st.lists(st.sampled_from(needles), max_size=3)) if needles else []
    whole = b"".join([hay, *some])
    assert Needles(needles).within(whole) == {needle for needle in needles if needle in whole}


def test_needles_are_found_across_the_slices_of_a_long_hay():
    """A hay of megabytes is read in slices, and a needle may lie over their ends."""
    for at in range((1 << 20) - 12, (1 << 20) + 4):
        assert Needles([b"0123456789ab"]).within(b" " * at + b"0123456789ab" + b" " * 20) == {b"0123456789ab"}


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=6, unique=True), st.data())
def test_a_file_is_searched_as_value_by_value(tmp_path_factory, values, data):
    """Plain or in a disguise, whole or broken, in a file that holds anything else."""
    values = sorted(value for value in values if value.strip())
    assume(values)
    folder = tmp_path_factory.mktemp("searched")
    pieces = [coded for value in values for _, coded in disguises(value)]
    some = data.draw(st.lists(st.sampled_from(pieces) | st.binary(max_size=9) | TEXTS.map(str.encode), max_size=6))
    content = b"\n".join(some)
    (folder / "\u0394").write_bytes(content)
    assert found(values, folder) == [(value, "\u0394", how) for value, how in slowly_found(values, content)]

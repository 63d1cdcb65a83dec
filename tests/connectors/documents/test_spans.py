"""Whatever is laid over a source, nothing shows but the words that redaction left."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from connectors.documents.spans import Span, covered

PLACEHOLDER = re.compile(r"\[[A-Z][A-Z ]{1,20} \d{1,9}\]")
SOURCES = st.text(st.sampled_from("ab [](1)NAME\n"), max_size=40)
CUTS = st.lists(st.integers(0, 40), max_size=8)


def shown(source, spans):
    """Return what is left of *source* beside *spans*."""
    place, left = 0, []
    for span in spans:
        left.append(source[place : span.start])
        place = span.end
    return [*left, source[place:]]


def rounded(text):
    return text.translate(str.maketrans("[]", "()"))


def cut(source, cuts):
    """Return *source* with stretches between pairs of *cuts* taken out, as release/redact.py writes it, and what it leaves."""
    points = sorted({min(each, len(source)) for each in cuts})
    points = points[: len(points) // 2 * 2]
    plain = PLACEHOLDER.sub(lambda m: "(" + m[0][1:-1] + ")", source)
    pieces, place = [], 0
    for start, end in zip(points[::2], points[1::2], strict=True):
        pieces.append(plain[place:start])
        place = end
    return [*pieces, plain[place:]]


@given(SOURCES, CUTS)
def test_what_shows_is_what_redaction_left(source, cuts):
    """For any source and any spans: the words beside the recovered spans are the words between the placeholders, and no others."""
    left = cut(source, cuts)
    text = "".join(f"{piece}[NAME {n}]" for n, piece in enumerate(left[:-1], 1)) + left[-1]
    spans = covered(source, text)

    assert all(a.end <= b.start for a, b in pairwise(spans))
    if len(left) > 1:
        found = [rounded(each) for each in shown(source, spans)]
        assert found == [rounded(each) for each in PLACEHOLDER.split(text)] or "".join(found) == ""


@given(SOURCES, st.text(st.sampled_from("ab [](1)NAME\n"), max_size=40))
def test_a_text_of_anything_shows_nothing_that_is_not_in_it(source, text):
    """A text that was not made from the source covers it whole, or fits it."""
    left = "".join(map(rounded, shown(source, covered(source, text))))

    assert left in {"", "".join(map(rounded, PLACEHOLDER.split(text)))}


def test_what_is_not_redacted_is_not_covered():
    """The same text covers nothing, also where its look-alike placeholders became round (E24)."""
    assert (covered("Dear [NAME 3], hello", "Dear (NAME 3), hello"), covered("", "")) == ((), ())


def test_a_text_that_does_not_fit_covers_everything():
    """A notice or a token in the place of the whole text, a changed word, a placeholder for nothing."""
    for text in ("[TOKEN]", "[withheld: could not be parsed]", "Dear Joan", "Dear Jane[NAME 1]", "Jane [NAME 1]", ""):
        assert [(span.start, span.end) for span in covered("Dear Jane", text)] == [(0, 9)]


def test_labels_stay_with_their_values():
    """Each span has the label that stands for it, in order."""
    assert covered("Jane called Joe at home", "[NAME 1] called [NAME 2] at home") == (
        Span(0, 4, "[NAME 1]"), Span(12, 15, "[NAME 2]"),
    )  # fmt: skip

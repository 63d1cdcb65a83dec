"""Whoever is called otherwise keeps one name, in the order, the case and the initials of the text, and its labels."""

from __future__ import annotations

from random import Random

from benchmarks.corpora import Document, Span
from benchmarks.swapped import swap

NAMES = (["Blia"], ["Vang"])


def labelled(text, *people):
    spans = []
    for person in people:
        start = text.index(person, spans[-1].end if spans else 0)
        spans.append(Span(start, start + len(person), "PERSON"))
    return Document("d", text, tuple(spans))


def test_each_label_keeps_its_form():
    """Surnames first, capitals, small letters and initials stay what they are."""
    document = labelled(
        "Roe, Jane Q. wrote; JANE ROE too, jane (JR) and Jane.", "Roe, Jane Q", "JANE ROE", "jane", "JR", "Jane"
    )
    other = swap(document, NAMES, Random(1))

    assert other.text == "Vang, Blia Q. wrote; BLIA VANG too, blia (JR) and Blia."
    assert [other.text[span.start : span.end] for span in other.spans] == [
        "Vang, Blia Q",
        "BLIA VANG",
        "blia",
        "JR",
        "Blia",
    ]


def test_other_labels_and_overlaps_are_left_out():
    """Only people are called otherwise; of two labels on one stretch the first counts."""
    document = Document("d", "Jane in Ely", (Span(0, 4, "PERSON"), Span(0, 4, "PERSON"), Span(8, 11, "LOCATION")))
    other = swap(document, NAMES, Random(1))

    assert other.text == "Blia in Ely"
    assert other.spans == (Span(0, 4, "PERSON"),)

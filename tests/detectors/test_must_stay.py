"""What must stay does stay: agendas, statutes, sums and streets that are nobody's address."""

from __future__ import annotations

from pathlib import Path

import pytest

from detectors.addresses import ADDRESSES
from detectors.contract import View
from detectors.dates_of_birth import DATES_OF_BIRTH
from detectors.emails import EMAILS
from detectors.engine import Engine
from detectors.identifiers import IDENTIFIERS
from detectors.jsonl import shape_of
from detectors.overlap import union
from detectors.phones import PHONES
from detectors.ssns import SSNS
from records.finding import PiiType
from records.record import Field, Record
from records.settings import load

CITY = load().city
PATTERNS = (ADDRESSES, EMAILS, PHONES, SSNS, DATES_OF_BIRTH, IDENTIFIERS)
CORPUS = (Path(__file__).parent / "must_stay.txt").read_text(encoding="utf-8")


def hit_characters(text: str) -> set[int]:
    """Return the places of letters and digits that would be hidden; a town alone is kept, so it does not count."""
    view = View(text, Field("body", text), (), CITY)
    hits = [hit for detector in PATTERNS for hit in detector.find(view) if hit.type is not PiiType.LOCATION]
    return {i for hit in hits for i in range(hit.start, hit.end) if text[i].isalnum()}


def test_the_corpus_has_two_hundred_lines():
    """It is not cut down to make the figure below."""
    assert len(CORPUS.splitlines()) >= 200


@pytest.mark.case("K09")
def test_at_most_two_percent_of_what_must_stay_is_hit():
    """As one text: over-redaction is a public harm too."""
    all_characters = sum(map(str.isalnum, CORPUS))
    assert len(hit_characters(CORPUS)) <= 0.02 * all_characters


@pytest.mark.case("K09")
def test_at_most_one_line_in_fifty_is_hit_on_its_own():
    """As cells or short texts, without a neighbour to explain them."""
    lines = [line for line in CORPUS.splitlines() if hit_characters(line)]
    assert len(lines) <= len(CORPUS.splitlines()) // 50, lines


@pytest.mark.case("K09")
def test_at_most_two_percent_is_hit_by_everything_together():
    """The language model and the names of people too, as one text and line by line."""
    engine = Engine(load())
    whole = Record("all", "c", (Field("body", CORPUS),))
    lines = [Record(str(n), "c", (Field("", line, shape_of(line)),)) for n, line in enumerate(CORPUS.splitlines())]
    for records in ([whole], lines):
        texts = [record.fields[0].text for record in records]
        covers = (union(found) for found in engine.detect(records))
        hit = sum(
            sum(map(str.isalnum, text[finding.start : finding.end]))
            for text, cover in zip(texts, covers, strict=True)
            for finding in cover
            if finding.type is not PiiType.LOCATION
        )
        assert hit <= 0.02 * sum(map(str.isalnum, CORPUS))

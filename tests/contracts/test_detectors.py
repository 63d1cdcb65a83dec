"""Every detector keeps the contract: it finds its examples, is silent on its counter-examples, and is linear in its text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors import DETECTORS
from detectors.contract import View
from detectors.normalize import normalize
from records.finding import PiiType
from records.record import Field, Shape
from records.settings import load

CITY = load().city
HOSTILE = (
    "a", "A", "1", "1-", "1 ", "@", "a@", ".", "a.", " ", "\t", "\n", '"', "'", "(", "<", "[", "{", "/", "-", "_", ",", ";", ":", "%", "&", "#", "=",
    "A ", "Aa ", "Jane ", "Jane, ", "From: ", "a\n", "12 ", "1 A St ", "\u200b", "é", "0x", "\\", "Dr. ", "To: a,\n        ", "x:x:", "PO ", "SSN ", "born ",
)  # fmt: skip

each_detector = pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.name)


def hits(detector, text, shape=Shape.PROSE, name="body"):
    view = normalize(text)
    return view.text, list(detector.find(View(view.text, Field(name, text, shape), (), CITY)))


@each_detector
def test_examples_are_found_whole(detector):
    """Each example's value lies inside what was found, under a type the detector declares."""
    missed = []
    for text, part in detector.matches:
        found = hits(detector, text)[1]
        start = text.index(part)
        covered = {at for hit in found for at in range(*normalize(text).back(hit.start, hit.end))}
        if not {at for at in range(start, start + len(part)) if text[at].isalnum()} <= covered:
            missed.append((text, part))
        assert {hit.type for hit in found} <= set(detector.types)
    assert missed == []
    assert detector.matches


@each_detector
def test_counter_examples_are_spared(detector):
    """Nothing is found where nothing is."""
    assert [
        (text, seen[h.start : h.end])
        for text in detector.spares
        for seen, found in [hits(detector, text)]
        for h in found
    ] == []
    assert detector.spares


@each_detector
@given(
    text=st.text(max_size=80),
    shape=st.sampled_from(Shape),
    name=st.sampled_from(["", "body", "Last Name", "ssn", "DOB", "addr"]),
)
def test_any_text_gives_sound_hits(detector, text, shape, name):
    """Whatever the text, hits lie inside it, hold something, and carry a probability and a pattern's name."""
    seen, found = hits(detector, text, shape, name)
    assert all(0 <= hit.start < hit.end <= len(seen) and 0 < hit.score <= 1 and hit.pattern for hit in found)


@each_detector
def test_the_same_text_gives_the_same_hits(detector):
    """Detection is a function of the view."""
    text = "\n".join(text for text, _ in detector.matches)
    assert hits(detector, text) == hits(detector, text)


def test_every_type_has_a_detector():
    """Each PII type of the statute is reported by some detector, and names are unique."""
    assert set(PiiType) == {type_ for detector in DETECTORS for type_ in detector.types}
    assert len(DETECTORS) == len({detector.name for detector in DETECTORS})


def seconds(detector, text):
    view = View(text, Field("body", text), (), CITY)
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        list(detector.find(view))
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.slow
@pytest.mark.case("X01")
@each_detector
@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_time_is_linear(detector, unit):
    """Twice the hostile text takes at most two and a half times as long; nothing takes more than some microseconds a character."""
    size, tries = 40_000, []
    for _ in range(5):  # a busy machine can spoil a measure, never five in a row where the time is linear
        short = seconds(detector, unit * (size // len(unit)) + "!")
        long = seconds(detector, unit * (2 * size // len(unit)) + "!")
        tries.append((round(short, 3), round(long, 3)))
        if long < 0.05 or long / short < 2.5:
            break
    else:
        pytest.fail(f"seconds for a text and for twice the text: {tries}")
    assert long < size * 2 * 40e-6

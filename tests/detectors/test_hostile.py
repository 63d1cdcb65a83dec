"""No pattern of any detector takes more than linear time, whatever it is asked to look at (X01)."""

from __future__ import annotations

import re
import signal
from contextlib import contextmanager

import pytest

from tests.detectors.hostile import patterns, seconds, texts, uses

pytestmark = pytest.mark.slow  # each pattern is timed over and over

SIZE = 3_000  # characters; where the work grows with their square, twice as many take some 50 milliseconds
WINDOW = 256  # characters of a stretch that the code has cut out
FLOOR = 0.025  # seconds under which nothing is measured: some clocks tick every four milliseconds
MOST = 1.0  # seconds of processor time for one text: what takes longer is given up and counts as endless
RATIO = 2.5
PARTS = 4


class Endless(Exception):
    """A pattern did not come back in time."""


@contextmanager
def at_most(limit):
    """Stop what takes longer; where there are no such signals (Windows) it runs to its end."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_):
        raise Endless

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def grows(pattern, use):
    """Return the hostile text for which twice the length takes more than two and a half times as long, or None."""
    size = WINDOW if use == "window" else SIZE
    for short, long in zip(texts(pattern, size), texts(pattern, 2 * size), strict=True):
        try:
            with at_most(MOST):
                # A busy machine can spoil a measure, never five in a row where the time is linear.
                if all(_too_slow(pattern, short, long, use) for _ in range(5)):
                    return short[:40]
        except Endless:
            return short[:40]
    return None


def _too_slow(pattern, short, long, use):
    """Measure once: in a stretch that long is too long, elsewhere how the time grows."""
    if seconds(pattern, long, use) < FLOOR:
        return False
    return use == "window" or seconds(pattern, long, use, 3) / max(seconds(pattern, short, use, 3), 1e-4) > RATIO


def test_every_pattern_is_looked_at():
    """Patterns in tables and dataclasses too: what is not found here is not tested below."""
    found = patterns()
    assert len(found) > 250
    assert {
        "detectors.ssns._GROUPED",
        "detectors.phone.words.WORDS",
        "detectors.identifier.labels._COMPILED.0.1",
    } <= set(found)


@pytest.mark.case("X01")
@pytest.mark.parametrize("part", range(PARTS))
def test_no_pattern_is_worse_than_linear(part):
    """Asked as the code asks it: everywhere in a text, at one place of it, or in a short stretch."""
    chosen = sorted(patterns().items())[part::PARTS]
    found = ((path, use, grows(pattern, use)) for path, pattern in chosen for use in sorted(uses(path)))
    assert [(path, use, text) for path, use, text in found if text is not None] == []


@pytest.mark.parametrize(
    ("bad", "use"),
    [
        (r"(a+)+$", "search"),
        (r"\s+$", "search"),
        (r"[ \t]*:?[ \t]*x", "match"),
        (r"\w+@", "search"),
        (r"(?:a|aa)+b", "window"),
    ],
)
def test_a_bad_pattern_is_seen(bad, use):
    """The measure can fail: endless, by the square, and in a stretch that should have been harmless."""
    assert grows(re.compile(bad), use) is not None


@pytest.mark.parametrize(("good", "use"), [(r"[a-z]{1,20}@", "search"), (r"\s+x", "match"), (r"\w+@$", "window")])
def test_a_good_pattern_is_not(good, use):
    """Bounded, or asked at one place, the same shapes are harmless."""
    assert grows(re.compile(good), use) is None

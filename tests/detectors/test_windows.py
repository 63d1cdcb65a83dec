"""Long texts are cut so that every hit is seen whole and reported once, wherever the cuts fall."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.contract import View
from detectors.emails import EMAILS
from detectors.phones import PHONES
from detectors.ssns import SSNS
from detectors.windows import windows
from records.record import Field
from records.settings import City

PIECES = [
    "jane.roe@example.org",
    "406-555-0101",
    "SSN 516-55-0123",
    "the quick brown fox",
    "\n",
    " ",
    "permit 12, lot 4",
]


def hits(text, size, overlap):
    found = set()
    for window in windows(text, size, overlap):
        view = View(window.text, Field("body", text), (), City())
        for detector in (EMAILS, PHONES, SSNS):
            found |= {
                (h.start + window.offset, h.end + window.offset, h.type) for h in detector.find(view) if window.owns(h)
            }
    return found


@pytest.mark.case("E23")
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join), st.integers(150, 600))
def test_every_split_gives_the_same_findings(text, size):
    """A value that straddles a cut is found once, as if the text had not been cut."""
    assert hits(text, 10**9, 0) == hits(text, size, 140)


@pytest.mark.case("E22")
@given(st.text(alphabet="ab \n", max_size=400), st.integers(20, 60), st.integers(0, 20))
def test_windows_own_every_offset_once(text, size, overlap):
    """Each character of a text is owned by exactly one window, a single endless line included."""
    owned = [w.offset + at for w in windows(text, size, overlap) for at in range(w.first, min(w.last, len(w.text)))]
    assert list(range(len(text))) == owned

"""A given name that is a word, a town or a month is a person's where somebody is called, written to or spoken with."""

from __future__ import annotations

import pytest

from detectors.name.led import led
from records.record import Shape
from tests.detectors.ruling import unfound

WORDS = ("Bob", "Bill", "Will", "Rich", "Art", "Sue", "Joy", "Faith", "Rose", "Ivy", "Don", "Ray", "Grace", "Mark")
TOWNS, MONTHS = ("Charlotte", "Madison", "Austin"), ("Jan", "April", "June")
TO_ANYONE = ("Email {} with the results.", "Phone {} before noon", "Call {} at 555-0112.", "Call {} back", "Remind {} Tuesday", "Left msg for {}", "LVM for {}",
             "mom ({})", "Thx {}", "Hi {},", "FYI {}", "call {} re: meter", "I talked to {} about the fence.", "Spoke with {}", "{} called")  # fmt: skip
TO_SOMEONE = ("Contact {} at 555-0112", "Notify {} when done", "Called {} 3/12, no answer", "Meet {} at the gate 9am", "Invoice {} for $40", "Text {} 555-0112",
              "{} at 555-0112 has the key")  # fmt: skip
CASES = [(frame, name) for frame in TO_ANYONE for name in (*WORDS, *TOWNS, *MONTHS)]
CASES += [(frame, name) for frame in TO_SOMEONE for name in WORDS]


@pytest.mark.parametrize("shape", [Shape.CELL, Shape.PROSE])
def test_whoever_is_called_or_written_to_is_found(shape):
    """In a note of a few words, as in a cell, nothing else tells that Bill is no bill and April no month."""
    examples = [(frame.format(name), name) for frame, name in CASES]
    missed = unfound(examples, lambda _: shape)
    assert [examples[number][0] for number in missed] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Phone Don Lockwood about the bill.", ["Don Lockwood"]),
        ("Sorry, call Rich Young's office", ["Rich Young"]),
        ("Remind Bill Tuesday", ["Bill"]),
        ("Called Ty 5/2, left msg", ["Ty"]),
        ("Head guard: Tre\nInjured: one", ["Tre"]),
        ("Call Red Cross, per Chip seal plan, saw Moose on the road, had Moose, cc Red tag, text Flip charts", []),
        ("Call Ed Tech, Called Ty-Rite", []),
        ("Spoke w/ April 5 times", []),
        ("The council met May 4 and again in June", []),
        ("Contact Will County for the form", []),
        ("Contact Helena for the form", []),
        ("Have Faith in us, and let Grace prevail", []),
        ("PLEASE CALL MARK", []),
        ("In June said the board", []),
        ("from The Thing Called Love, a film", []),
        ("call bill@example.org or call May-fair", []),
        ("Phone Bill", []),
        ("Witness Sage.", ["Sage"]),
        ("Supervisor: Rusty", ["Rusty"]),
        ("Victim Will be there; Suspect Art Theft", []),
    ],
)
def test_words_towns_and_months_stay(text, names):
    """A date behind a month, a town that is asked, a heading and a word in capitals are nobody; a surname goes along."""
    assert sorted(text[slice(*span)] for span in led(text)) == names

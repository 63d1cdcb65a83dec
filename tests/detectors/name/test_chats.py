"""Who writes in a chat stands with the time above it, and who works together stands in a list behind "Crew:"."""

from __future__ import annotations

import pytest

from detectors.name.chats import crews, heads


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Priyanka Raghunathan 4:02 PM\nOn my way", ["Priyanka Raghunathan"]),
        ("ok\n[Temitope Ogunbanjo] 10:02 AM: on my way", ["Temitope Ogunbanjo"]),
        ("Arlo Many Guns 4:02 PM\nyes", ["Arlo Many Guns"]),
        ("Jane Hill 4:02 PM\nyes", ["Jane Hill"]),
        ("[Cash Means] 10:02 AM: on my way", ["Cash Means"]),
        ("Cash Means 10:02 AM\nPublic Works 10:02 AM: done", []),
        ("Public Hearing 4:02 PM\nCall to Order 6:00 PM", []),
        ("Helena Civic Center 7:00 PM\nZumba Class 6:00 PM", []),
        ("Priyanka Raghunathan 4:02 PM at the counter", []),
    ],
)
def test_who_writes_stands_with_the_time(text, names):
    """Two names or more with the time alone on a line; an event on an agenda is made of words."""
    assert [text[start:end] for start, end in heads(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Crew: Olsen/Minkov", ["Olsen", "Minkov"]),
        ("Crew: Olsen, Stone & Black", ["Olsen", "Stone", "Black"]),
        ("On call: Jane Olsen and Ole Berg.", ["Jane Olsen", "Ole Berg"]),
        ("Crew: Streets/Water", []),
        ("Crew: 3 men, Truck 4", []),
        ("Staff: Police, Fire and Parks", []),
    ],
)
def test_a_crew_is_a_list_of_surnames(text, names):
    """One of them at least is nothing but a surname, and none is an office or a street."""
    assert [text[start:end] for start, end in crews(text)] == names

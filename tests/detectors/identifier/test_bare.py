"""Behind "ID" stands an identifier, in small letters too; programs, meetings and states have IDs that are nobody's."""

from __future__ import annotations

import pytest

from detectors.identifier.bare import bare


def found(text):
    return [text[hit.start : hit.end] for hit in bare(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Laura Hughes, ID D4321, came in", "D4321"),
        ("laura hughes, id mrn234567, came in", "mrn234567"),
        ("medical report staff id: s12345 admitted", "s12345"),
        ("the patient (id: lh4738291) reported pain", "lh4738291"),
        ("registered under id c-6144", "c-6144"),
        ("their IDs 34567 were checked", "34567"),
    ],
)
def test_the_value_behind_it_is_found(text, value):
    """Whatever it numbers, the whole value is taken, its letters too."""
    assert found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "the process id 4411 died",
        "bring a photo id 24 hours before",
        '{"id": 30211, "name": "x"}',
        "select id from t where id = 30211",
        "Meeting ID: 884 1290 7731",
        "id: 30211",
        "Build id 0x7f00ff00 is not an address",
        "did 30211 of them say so",
        "",
    ],
)
def test_others_stay(text):
    """Keys of code, a process, a meeting, what is no number of anybody's."""
    assert found(text) == []

"""People who have a full name sign with its initials; what only looks like them stays."""

from __future__ import annotations

import pytest

from detectors.name.initials import initials, signed

_SIGNS = initials([("Jane Q. Roe", 0.9), ("Thomas Kettering", 0.9), ("Ann", 0.9)])


def test_who_has_a_full_name_signs_with_two_letters_or_all() -> None:
    """First and last name make two letters, the middle name a third; a given name alone makes none."""
    assert sorted(_SIGNS) == ["jqr", "jr", "tk"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see you then\njr\n", "jr"),
        ("see you then\n> - TK.\n", "TK"),
        ("TK to follow up", "TK"),
        ("asked T.K. twice", "T.K."),
        ("the end\nJQR:tk\n", "JQR:tk"),
    ],
)
def test_initials_are_found(text: str, expected: str) -> None:
    """Alone on a line in any case, in capitals or with stops in a sentence, and who typed a letter behind who wrote it."""
    assert expected in {text[slice(*span)] for span in signed(text, _SIGNS)}


@pytest.mark.parametrize(
    "text", ["tk of small letters in a line", "TK2 and ATK", "AB to follow up", "see tk@example.org", ""]
)
def test_nothing_else_is_taken_for_initials(text: str) -> None:
    """Small letters in a sentence, parts of words, others' initials and addresses are no signature."""
    assert [text[slice(*span)] for span in signed(text, _SIGNS)] == []

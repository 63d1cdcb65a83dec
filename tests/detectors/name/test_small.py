"""Given names written small are found; streets, firms, code and other words in small letters are left."""

from __future__ import annotations

import pytest

from detectors.name.small import small


def found(text):
    return [text[slice(*span)] for span in small(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("marv went out, took pics", ["marv"]),
        ("hey its danika from across the st", ["danika"]),
        ("bob's truck; ask lonnie, or teo's wife", ["bob", "lonnie"]),
        ("(carl) said so", ["carl"]),
        ("let kayleigh and brenda know", ["brenda", "kayleigh"]),
        ("ask laurent or dmitry about it, or oluwakemi", ["dmitry", "laurent", "oluwakemi"]),
    ],
)
def test_a_given_name_that_is_no_other_word_is_found_in_small_letters(text, names):
    """Hasty mail has no capitals; a possessive and marks beside the name do not hide it."""
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "turn on harris st, then 412 logan and n benton",
        "lewis county, carl hospital, mary riordan ltd. at",
        "write to brenda@example.org or /home/brenda/x, see brenda_2.doc and data-brenda",
        "i don't know, we will have a long bill and a guy",
        "a holly bush, a jade ring, len(text), brandacious",
        "BRENDA and Brenda",
        "",
    ],
)
def test_what_is_no_name_in_small_letters_is_left(text):
    """Streets and organisations named after somebody, addresses, paths, longer words, and words that are names only with a capital."""
    assert found(text) == []

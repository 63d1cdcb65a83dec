"""Whose home or heirs a cell tells of is found by the name alone; places and offices behind the same words stay."""

from __future__ import annotations

import pytest

from tests.detectors.ruling import wrong


@pytest.mark.parametrize(
    ("cell", "goes", "stays"),
    [
        ("Home of Karen Olson, 827 Breckenridge St", "Karen Olson", None),
        ("Home of Fenella Stroud, 827 Breckenridge St", "Fenella Stroud", None),
        ("Heirs of Gudrun Roehampton", "Gudrun Roehampton", None),
        ("Office of Emergency Services", None, "Emergency Services"),
        ("Home of the Bengals", None, "the Bengals"),
        ("Place of Birth", None, "Birth"),
    ],
)
def test_whose_home_it_is(tmp_path, cell, goes, stays):
    """A given name behind the word proves it, and where somebody lives a surname does."""
    assert wrong((("cell", "location", cell),), (goes,) if goes else (), (stays,) if stays else (), tmp_path) == []

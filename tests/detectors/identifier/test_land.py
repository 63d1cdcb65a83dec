"""Land named by plat is an identifier; a lot to park on and a block of houses are not."""

from __future__ import annotations

import pytest

from detectors.identifier.land import land
from records.finding import IdKind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("is Lot 4, Block 12, Blackfoot Addition to the City", "Lot 4, Block 12, Blackfoot Addition"),
        (
            "Lots 3-6 in Block 27 of the Northern Pacific Addition.",
            "Lots 3-6 in Block 27 of the Northern Pacific Addition",
        ),
        ("LOTS 11 & 12, BLK 3, sold", "LOTS 11 & 12, BLK 3"),
        ("Legal: S24, T10N, R4W, 2.3 acres", None),
        ("Lot 4 is vacant, block 12 is paved", None),
        ("a lot of block parties in 12 towns", None),
        ("Section 12, Title 10", None),
    ],
)
def test_a_legal_description_is_found_whole(text, found):
    """The plat's name behind the block belongs to it; a square mile of the public survey is nobody's."""
    hits = tuple(land(text))
    assert [text[hit.start : hit.end] for hit in hits] == ([found] if found else [])
    assert all(hit.kind is IdKind.GEOCODE for hit in hits)

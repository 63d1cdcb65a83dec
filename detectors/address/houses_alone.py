"""A house number alone, where another house of its street is in the text: "the neighbor at 1016" beside "1014 Billings Avenue"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detectors.contract import Hit
from detectors.nearby import digits
from records.finding import PiiType

__all__ = ["houses_alone"]

# Who lives there; behind a sign anybody does: "Al & Jo at #1040". False friends: "the neighbor at 1016 hours", "320 people at 330",
# "the residents of 1889", "the people in 1910".
_LED = re.compile(
    r"(?:\b(?:the|those|these|that|our|my|your|his|her|their)[ ](?:[a-z]{3,10}[ ])?(?:people|folks|family|neighbou?rs?|residents?|tenants?|renters?|owners?|lady|woman|man|guy|couple|kids|house)[ ](?:at|in|from)[ ]\#?"
    r"|[ ](?:at|in|from)[ ]\#)\Z",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"((?:(?!1[89]\d\d|20[0-4]\d)|(?<=\#))\d{3,5})(?![\w/%-]|[.,:]\d|[ ]?(?:hours?|hrs?|h\b|a\.?m\b|p\.?m\b|block|feet|ft\b|acres?|dollars|people|of\b|[A-Z]|\d))"
)
_HOUSE = re.compile(r"\d{3,5}(?!\d)")
_NEAR = 60  # numbers of houses of one street that stand in sight of each other
_REACH = 40  # characters
_BEFORE = frozenset(" #")


def houses_alone(text: str, found: Iterable[Hit]) -> Iterator[Hit]:
    """Yield such numbers of *text*, in which *found* are the addresses."""
    known = {int(house[0]) for hit in found if hit.type is PiiType.ADDRESS and (house := _HOUSE.match(text, hit.start))}
    for at in digits(text) if known else ():
        house = _ALONE.match(text, at) if text[at - 1 : at] in _BEFORE else None
        if (
            house
            and _LED.search(text, max(0, at - _REACH), at)
            and any(abs(number - int(house[1])) <= _NEAR for number in known)
        ):
            start = at - 1 if text[at - 1] == "#" else at
            yield Hit(start, house.end(), PiiType.ADDRESS, 0.6, "house beside others of its street")

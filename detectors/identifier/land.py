"""Identifiers of land: the lot and block of a plat (U11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from detectors.contract import Hit
from detectors.nearby import each, lowered
from records.finding import IdKind, PiiType

__all__ = ["land"]

_SOME = r"\d{1,3}[A-Za-z]?(?:(?:[ ]?[,&-]|[ ](?i:and|through|thru|to))[ ]?\d{1,3}[A-Za-z]?){0,12}"
_PLAT = r"(?:[ ][A-Z][\w'’&.-]{1,20}){1,5}[ ](?i:Addition|Add(?:['’]?n)?|Subd(?:ivision|iv)?|Tracts?|Townsite|Minor|Plat)\b(?:[ ](?:No\.?|\#)[ ]?\d{1,3}|[ ][IVX]{1,4}\b)?"
# "Lots 3 and 4, Block 12, Blackfoot Addition". False friends: "Lot 4 is vacant", "block 12 of the parking lot": both are
# needed, in this order. The plat's name is written with capitals, or it is none.
_LOT = re.compile(
    rf"[Ll](?<![A-Za-z][Ll])(?i:ots?|ts?\.?)[ ]{{1,2}}{_SOME},?[ ]{{1,2}}(?:(?i:of|in)[ ])?(?i:block|blk\.?)s?[ ]{{1,2}}{_SOME}(?:,?(?:[ ](?i:of|in|the)){{0,2}}{_PLAT})?"
)
_LOTS = ("lot ", "lots ", "lt ", "lt. ", "lts ")


def land(text: str) -> Iterator[Hit]:
    """Yield each piece of land that its number in a plat names; a section of the public survey is a square mile, and nobody's."""
    low = lowered(text)
    if " bl" in low:
        for at in chain.from_iterable(each(low, needle) for needle in _LOTS):
            if lot := _LOT.match(text, at):
                yield Hit(lot.start(), lot.end(), PiiType.ID, 0.75, "lot and block", IdKind.GEOCODE)

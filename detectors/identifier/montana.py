"""A Montana driver licence by its own thirteen figures, and a plate behind the car that bears it: no label is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.contract import Hit
from detectors.name.lists import vocabulary
from detectors.nearby import each, heads, matched, numbers
from detectors.said import said
from records.finding import IdKind, PiiType

__all__ = ["montana"]

# Month, three figures, the year, "41" and the day of birth; or month, day, year, "41" and three figures: 0712199041188. Of
# numbers of thirteen figures one in 100,000 is so by chance; so a label need not be known: "Lic", "op lic", "ID: MT".
_LICENCE = re.compile(
    r"(?:0[1-9]|1[0-2])(?<![\w.#$-]..)(?:\d{3}(?:19[2-9]|20[01])\d41(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:19[2-9]|20[01])\d41\d{3})"
    r"(?![\w-]|[.,]\d)"
)
_PLATE = r"(?:[A-Z]{3}[ -]?\d{3}|\d{1,2}[A-Z]\d{4,5}|\d{1,2}-\d{4,6}[A-Z]?|\d{6}[A-Z])"
# "blk Subaru (CJK418)", "red Ford F150, MT CJK418". False friends: "Subaru (GMC250)" is none, "Ford (see IRS 990)" has a word.
_BRACKET = re.compile(rf"\(({_PLATE})\)")
_OF_STATE = re.compile(rf"(?:MT|Mont(?:ana)?)[ :/]{{1,2}}({_PLATE})(?![\w-])")
_CARS = vocabulary("car_makes") | {
    "car", "truck", "pickup", "suv", "van", "sedan", "vehicle", "veh", "trailer", "motorcycle", "wagon", "coupe", "minivan",
    "chev",
}  # fmt: skip
_WORD = re.compile(r"[a-z]+")
_REACH = 36  # characters between a car and its plate, and the car


def montana(text: str) -> Iterator[Hit]:
    """Yield such numbers of *text*, which has a figure."""
    for found in matched(_LICENCE, text, numbers(text) if "41" in text else ()):
        yield Hit(*found.span(), PiiType.ID, 0.8, "Montana licence", IdKind.DRIVER_LICENCE)
    if _CARS.isdisjoint(said(text)):
        return
    brackets = (_BRACKET.match(text, at) for at in heads(text, "("))
    of_state = (_OF_STATE.match(text, at) for needle in ("MT", "Mont") for at in each(text, needle))
    for plate in filter(None, (*brackets, *of_state)):
        near = text[max(0, plate.start() - _REACH) : plate.start()].rpartition("\n")[2].lower()
        if not _CARS.isdisjoint(_WORD.findall(near)):
            yield Hit(*plate.span(1), PiiType.ID, 0.7, "plate behind a car", IdKind.PLATE)

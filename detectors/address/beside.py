"""House numbers with a street of no kind, given away by what stands beside them: words that lead to a house, a person, a column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.address.words import MEASURES, STATE_NAME
from detectors.contract import Hit, View
from detectors.gazetteer import per_city, towns
from detectors.name.lists import ordinary_words
from detectors.nearby import digits
from records.finding import PiiType
from records.settings import City

__all__ = ["beside_people", "houses_said", "in_columns", "place_names"]

# "the bill for 1603 Flowerree is past due". False friends: "a meeting at 1200 Hours" (a measure), "the budget for 2025 Parks".
_TO_HOUSE = (
    " at ",
    " for ",
    " to ",
    " of ",
    " en ",
    " behind ",
    " (",
    " AT ",
    " FOR ",
    " TO ",
    " OF ",
    " EN ",
    " BEHIND ",
)
_HOUSED = re.compile(
    r"\b(?:camper|trailer|lady|woman|man|guy|neighbou?rs?|people|folks|residents?|tenants?|owners?|house|home|property|bill|account|water|leak|service|meter|hydrant|"
    r"alley|yard|driveway|sidewalk|curb|fence|call(?:ed)?|alarm|dispatched|responded|went|located|visit|address|apartamento|casa|vivo|vivimos|vive)(?:[ ](?:is|out|over|up|down|[nsew]))?[ ]\Z",
    re.IGNORECASE,
)
_HOUSED_BY = 20  # characters
_SAID = re.compile(
    r"(?!(?:19|20)\d\d[ ])\d{2,5}[ ](?:[NSEW]\.?[ ])?(?:([A-Z][a-z]{3,})(?=[ ][a-z(]|[.,;?!)]|[ ]?\n|\Z)|([A-Z]{4,})(?=[ ][A-Z(]|[.,;?!)]|[ ]?\n|\Z))"
)
# False friends: "Roe, 2019 Ford", "Roe - 12 Months".
_BEHIND_PERSON = re.compile(
    r"(?:[ ]?[-–—,/|][ ]?[a-z]{0,12}){1,2}[ ]?(?!(?:19|20)\d\d[ ])(\d{2,5}[ ](?:[NSEW]\.?[ ])?([A-Z][a-z]{3,19}))(?=[ ]?(?:\n|[/|;.,)–—]|-[ ]|\Z))"
)
_IN_COLUMN = re.compile(
    r"(?:[ ]{2}|\t|^|\n)((?!(?:19|20)\d\d)\d{2,5}[ ])((?:[NSEW]\.?[ ])?[A-Z][\w'’]{3,}(?:[ ][A-Z][\w'’]+)?)"
)
_LINE_END = re.compile(r"[ ]{2}|[ \t]{0,8}(?:\n|\Z)")
_SEEN_AS = ("LOCATION", "PERSON")
_COLUMN = 10  # characters


@per_city
def place_names(city: City) -> re.Pattern[str]:
    """Return a pattern for the towns nearby, the states, and streets of the city that are ordinary words."""
    return re.compile(rf"(?:{towns(city).pattern}|{STATE_NAME}|park|cedar|saddle|colonial)", re.IGNORECASE)


def houses_said(text: str) -> Iterator[Hit]:
    """Yield a house number with a street of no kind where the words before it lead to a house: "the lady at 412 Touchstone"."""
    for start in digits(text):
        if text.endswith(_TO_HOUSE, 0, start) and (house := _SAID.match(text, start)):
            at = max(text.rfind(" ", 0, start - 1), 0)
            word = (house[1] or house[2]).lower()
            counted = MEASURES.fullmatch(word) or word in ordinary_words()
            if not counted and _HOUSED.search(text, max(0, at - _HOUSED_BY), at + 1):
                yield Hit(start, house.end(), PiiType.ADDRESS, 0.65, "house said to be one")


def beside_people(view: View) -> Iterator[Hit]:
    """Yield a house with a street of no kind behind a person, in a list: "Omondi / 909 Gilbert /", "Abelard - neighbor, 318 Clarke"."""
    for entity in view.entities:
        if entity.label == "PERSON" and (house := _BEHIND_PERSON.match(view.text, entity.end)):
            street = house.start(2)
            if not (MEASURES.match(view.text, street) or house[2].lower() in ordinary_words()):
                yield Hit(*house.span(1), PiiType.ADDRESS, 0.6, "house beside a person")


def in_columns(view: View) -> Iterator[Hit]:
    """Yield a house number with what the model calls a place or a person, in a column of its own: "v. Doe     615 Waukesha"."""
    text = view.text
    for entity in view.entities:
        at = entity.start
        if not (text[at].isdigit() or text[at - 2 : at - 1].isdigit()) or entity.label not in _SEEN_AS:
            continue
        house = _IN_COLUMN.search(text, max(0, at - _COLUMN), entity.end)
        named = house and house.start(1) <= at < house.end() and _LINE_END.match(text, house.end())
        if house and named and not place_names(view.city).fullmatch(house[2]):
            yield Hit(house.start(1), house.end(), PiiType.ADDRESS, 0.75, "house in a column")

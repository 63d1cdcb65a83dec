"""House numbers with a street of no kind, given away by what stands beside them: words that lead to a house, a person, a column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.address.words import MEASURES, STATE_NAME, YEAR
from detectors.contract import Hit, View
from detectors.gazetteer import per_city, street_words, towns
from detectors.name.lists import ordinary_words, vocabulary
from detectors.name.words import MONTHS
from detectors.nearby import digits
from records.finding import PiiType
from records.settings import City

__all__ = ["beside_people", "houses_said", "in_columns", "place_names"]

# A street of no kind, with its side of town: "1912 Lockey", "845 N. Gilbert".
_STREET = r"(\d{2,5}[ ](?:[NSEW]\.?[ ])?([A-Z][a-z]{2,19}))"
# "the bill for 1603 Flowerree is past due". False friends: "a meeting at 1200 Hours" (a measure), "the budget for 2025 Parks".
_TO_HOUSE = tuple(
    f" {word} "
    for low in ("at", "for", "to", "of", "en", "behind", "on", "near", "from")
    for word in (low, low.upper())
)
_HOUSES = (
    r"\b(?:camper|trailer|lady|woman|man|guy|neighbou?rs?|people|folks|residents?|tenants?|owners?|house|home|property|bill|account|water|leak|service|meter|hydrant|"
    r"alley|yard|driveway|sidewalk|curb|fence|call(?:ed)?|alarm|dispatched|responded|went|located|visit|address|apartamento|casa|vivo|vivimos|vive|rental|duplex|"
    r"fourplex|apartment|parents|renters?|landlord|lives?|lived|living|resid(?:es?|ed|ing)|stay(?:s|ed|ing)?|moved|door|us)"
)
_HOUSED = re.compile(rf"{_HOUSES}(?:[ ](?:is|out|over|up|down|[nsew]))?[ ]\Z", re.IGNORECASE)
_SET_OFF = re.compile(rf"{_HOUSES}(?:,| -| –|[ ]\()[ ]?\Z", re.IGNORECASE)
# Where no year can stand: who lives there, whose house it is.
_DWELT = re.compile(
    r"\b(?:lives?|lived|living|resid(?:es?|ed|ing)|residents?|stay(?:s|ed|ing)?|house|home|property|rental|duplex|apartment|tenants?|owners?|parents)"
    r"(?:[ ](?:at|of|on|is)|,| -| –|[ ]\()[ ]?\Z",
    re.IGNORECASE,
)
_HOUSED_BY = 24  # characters
_SAID = re.compile(
    r"\d{2,5}[ ](?:[NSEW]\.?[ ])?(?:([A-Z][a-z]{2,})(?=[ ][a-z(]|[.,;:?!)]|[ ]-[ ]|[ ]?\n|\Z)|([A-Z]{4,})(?=[ ][A-Z(]|[.,;?!)]|[ ]?\n|\Z))"
)
# Behind a person. False friends: "Roe, 2019 Ford", "Roe - 12 Months", "Roe of 1912 fame".
_BEHIND_PERSON = re.compile(
    rf"(?:(?:[ ]?[-–—,/|][ ]?[a-z]{{0,12}}){{1,2}}[ ]?|[ ]\(){_STREET}(?=[ ]?(?:\n|[/|;.,)–—]|-[ ]|\Z))"
    rf"|[ ](?:of|at)[ ]{_STREET}(?=[ ][a-z(]|[.,;)\n]|\Z)"
    rf"|(?:[ ]{{1,24}}|\t){_STREET}(?=[ ]{{2}}|[\t,;]|[ ]?\n|\Z|[ ]\(?\d{{3}}[)-. ])"
)
# What makes a year's number a house's behind a person: a comma, a dash, the end of brackets, of a line or of a column, a telephone.
_NO_YEAR = re.compile(r",[ ]|\)|[ ](?:[ ]|[-–])|\t|[ ]?\n|[ ]\(?\d{3}[)-. ]")
_LABELLED = re.compile(
    r"(?<![\w-])(?:street|property|home|house|site|loc|location|res|residence|situs|premises?|svc[ ]addr|service[ ](?:location|address|addr)|addr|address|job[ ]?site|scene)"
    r"[ ]?:\Z",
    re.IGNORECASE,
)
_LABELLED_HOUSE = re.compile(rf"{_STREET}(?![\w'’-])")
_LABEL = 24  # characters of a label
# A line of its own between who lives there and a telephone or a town.
_OWN_LINE = re.compile(rf"{_STREET},?[ ]{{0,4}}(?=\n|\Z)")
_MAKES = vocabulary("car_makes") | vocabulary("machine_makers")
# Streets everywhere are called so; "30 pine boards" has fewer figures and small letters.
_TREES = frozenset({"ash", "aspen", "birch", "cedar", "cherry", "chestnut", "elm", "hickory", "juniper", "maple", "oak", "pine", "poplar", "spruce", "walnut", "willow"})  # fmt: skip
_IN_COLUMN = re.compile(
    r"(?:[ ]{2}|\t|^|\n)((?!(?:19|20)\d\d)\d{2,5}[ ])((?:[NSEW]\.?[ ])?[A-Z][\w'’]{3,}(?:[ ][A-Z][\w'’]+)?)"
)
_LINE_END = re.compile(r"[ ]{2}|[ \t]{0,8}(?:\n|\Z)")
_SEEN_AS = ("LOCATION", "PERSON")
_COLUMN = 10  # characters
_LED_BY = 3  # the group of "Mary Roe of 1912 Poplar"
_LED = frozenset(" (")


@per_city
def place_names(city: City) -> re.Pattern[str]:
    """Return a pattern for the towns nearby, the states, and streets of the city that are ordinary words."""
    return re.compile(rf"(?:{towns(city).pattern}|{STATE_NAME}|park|cedar|saddle|colonial)", re.IGNORECASE)


def houses_said(view: View) -> Iterator[Hit]:
    """Yield a house number with a street of no kind where the words before it lead to a house: "the lady at 412 Touchstone"."""
    text = view.text
    for start in digits(text):
        if not (house := _SAID.match(text, start)):
            continue
        word = (house[1] or house[2]).lower()
        if _counted(view.city, text, start, word) or not _led(text, start):
            continue
        if not YEAR.match(house[0]) or _DWELT.search(text, max(0, start - _HOUSED_BY), start):
            yield Hit(start, house.end(), PiiType.ADDRESS, 0.65, "house said to be one")


def _led(text: str, start: int) -> bool:
    """Say whether what stands before *start* leads to a house."""
    near = max(0, start - _HOUSED_BY)
    if text.endswith(_TO_HOUSE, 0, start):
        at = max(text.rfind(" ", 0, start - 1), 0)
        return _HOUSED.search(text, max(0, at - _HOUSED_BY), at + 1) is not None
    return text[start - 1 : start] in _LED and _SET_OFF.search(text, near, start) is not None


def _counted(city: City, text: str, start: int, word: str) -> bool:
    """Say whether the number before *word* counts something: a measure, or a word that is no street of the city's."""
    known = word in street_words(city) or (word in _TREES and text[start : start + 3].isdigit())
    street = text.find(" ", start) + 1
    made = YEAR.match(text, start) is not None and word in _MAKES  # "2019 Dodge"
    return (
        made
        or MEASURES.match(text, street) is not None
        or (not known and (word in ordinary_words() or word in _MAKES or word in MONTHS))
    )


def beside_people(view: View) -> Iterator[Hit]:
    """Yield a house with a street of no kind behind a person: "Omondi / 909 Gilbert /", "Mary Roe, 1912 Poplar, spoke", "Roe (845 Leslie)"."""
    ends = []
    for entity in view.entities:
        if entity.label != "PERSON":
            continue
        ends.append(entity.end)
        house = _BEHIND_PERSON.match(view.text, entity.end)
        place = next((number for number in (1, 3, 5) if house and house[number]), 0)
        if not (house and place) or _counted(view.city, view.text, house.start(place), house[place + 1].lower()):
            continue
        if place == _LED_BY or not YEAR.match(house[place]) or _NO_YEAR.match(view.text, house.end()):
            yield Hit(*house.span(place), PiiType.ADDRESS, 0.6, "house beside a person")
    yield from _on_own_lines(view, frozenset(ends))


def _on_own_lines(view: View, people: frozenset[int]) -> Iterator[Hit]:
    """Yield "1912 Poplar", alone on its line, under a person or over a telephone or a town; and behind a label."""
    text = view.text
    for start in digits(text):
        before = text[max(0, start - _LABEL) : start].rstrip(" >")
        if before[-1:] == "\n" and (house := _OWN_LINE.match(text, start)):
            above = text.rfind("\n", 0, start)
            named = not YEAR.match(house[0]) and not people.isdisjoint((above, above - 1))
            told, pattern, score = (
                named or _under(view.city).match(text, house.end()),
                "house on a line of its own",
                0.7,
            )
        elif before[-1:] == ":" and _LABELLED.search(before) and (house := _LABELLED_HOUSE.match(text, start)):
            told, pattern, score = True, "house behind a label", 0.75
        else:
            continue
        if told and not _counted(view.city, text, start, house[2].lower()):
            yield Hit(*house.span(1), PiiType.ADDRESS, score, pattern)


@per_city
def _under(city: City) -> re.Pattern[str]:
    """Return a pattern for what stands under a house: a telephone, one of the towns."""
    return re.compile(
        rf"\n[ >]{{0,4}}(?:[A-Za-z.: ]{{0,8}}\(?(?:\d{{3}}[)-. ]{{1,2}})?\d{{3}}[-. ]\d{{4}}|{towns(city).pattern})",
        re.IGNORECASE,
    )


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

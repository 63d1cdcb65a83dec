"""Streets called like people, where a road is worked on: "potholes on Benton from Lyndale to Custer", "plowed Rodney and Ewing".

Only the city's own streets count, one word each, and only behind the words of such work: "spoke with Rodney about the pothole" has a person.
"""

from __future__ import annotations

import re

from detectors.gazetteer import alternation, per_city, street_words
from detectors.name.lists import vocabulary
from detectors.name.words import is_given
from detectors.said import said
from records.settings import City

__all__ = ["may_have_roads", "on_road"]

_WORKS = vocabulary("road_works")
_AFTER_VERB = re.compile(
    r"(?:^|(?<=[\s;,.(-]))(?:(?:re)?(?:plow|patch|pav|grad|sand|strip|flush|jett|mow|salt|deic|mill|swe?p|sweep|seal|clos|open|wash|clean|oil)(?:ed|ing|t|s)?|overlaid)[ ](?:up[ ])?\Z",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:on|at|along|near|off|across|down|up|onto)[ ](?:[NSEW]\.?[ ]|(?:North|South|East|West)[ ])?\Z", re.IGNORECASE
)
# "the area of Leslie and Garfield", "two buildings on Jackson". False friends: "a warrant on Rodney", "the interests of Davis and Ewing".
_OF = ("area", "corner", "intersection", "vicinity")
_ON = (
    "building", "buildings", "house", "houses", "home", "homes", "parking", "parked", "one-way", "sidewalk", "sidewalks", "crosswalk", "crosswalks", "traffic",
    "lot", "lots", "apartment", "apartments", "duplex", "live", "lives", "lived",
)  # fmt: skip
_THERE = re.compile(rf"\b(?:(?:{'|'.join(_OF)})[ ]of|(?:{'|'.join(_ON)})[ ]on)[ ](?:[NSEW]\.?[ ])?\Z", re.IGNORECASE)
_THERE_WORDS = frozenset(word.rpartition("-")[2] for word in (*_OF, *_ON))
_BETWEEN = re.compile(r"\b(?:between|btwn?|from|betw)[ ](?:[NSEW]\.?[ ])?\Z", re.IGNORECASE)
_WAY = re.compile(r"[ ](?:to|from|thru|through|between|btwn?)[ ]", re.IGNORECASE)
# A surname behind it makes it somebody's again: "on Rodney Smith", but not "on Rodney Street" or "at Carter Drive".
_GOES_ON = re.compile(
    r"[ ](?!(?:St|Street|Ave|Avenue|Dr|Drive|Rd|Road|Ln|Lane|Ct|Court|Blvd|Way|Alley|Park|School)\b)[A-Z][a-z]{2}|['’]s[ ]"
)
_SEVERAL, _THREE = 2, 3
_LEAD = 24  # characters
_WORDS = 4  # of a line, the last before two streets
_REACH = 160  # characters of a line on either side


def may_have_roads(text: str, city: City) -> bool:
    """Say whether *text* has words of such work and a street at all: asked first, once a text."""
    words = said(text)
    named = street_words(city) & words
    return bool(named) and (len(named) >= _THREE or not (_WORKS.isdisjoint(words) and _THERE_WORDS.isdisjoint(words)))


def on_road(text: str, start: int, end: int, city: City) -> bool:
    """Say whether ``text[start:end]``, read as a person, is a street on which something is done, or several of them."""
    if street_words(city).isdisjoint(text[start:end].lower().replace(",", " ").split()):
        return False  # nearly always: the cheap question first
    low = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    high = text.find("\n", end, end + _REACH)
    high = high if high >= 0 else min(len(text), end + _REACH)
    chains = _chains(city).finditer(text, low, high)
    chain = next((each for each in chains if each.start() <= start and end <= each.end()), None)
    if chain is None or _GOES_ON.match(text, chain.end()):
        return False
    names = [name.lower() for name in re.findall(r"[A-Z][a-z]+", chain[0]) if name.lower() in street_words(city)]
    way, lead = _WAY.search(chain[0]) is not None, text[max(low, chain.start() - _LEAD) : chain.start()]
    if (way and len(names) >= _THREE) or _AFTER_VERB.search(lead) or _THERE.search(lead):
        return True
    if _WORKS.isdisjoint(said(text[low:high])):
        return False
    several = len(names) >= _SEVERAL
    strange = any(not is_given(name) for name in names)
    between = (
        several and _BETWEEN.search(lead) and _of_work(text[max(low, chain.start() - 2 * _LEAD) : chain.start()], city)
    )
    return bool(_BESIDE.search(lead) or between or (several and strange) or len(names) > _THREE)


def _of_work(lead: str, city: City) -> bool:
    """Say whether what stands between two streets is a road's: "the alley between", not "the dispute between"."""
    near = said(" ".join(lead.split()[-_WORDS:]))
    return not (_WORKS.isdisjoint(near) and street_words(city).isdisjoint(near))


@per_city
def _chains(city: City) -> re.Pattern[str]:
    names = alternation(name.title() for name in street_words(city))
    street = rf"(?:{names})\b(?:[ ](?:St|Street|Ave|Avenue|Dr|Drive|Rd|Road)\b\.?)?"
    return re.compile(
        rf"(?<![\w'’-]){street}(?:(?:,[ ](?:and[ ])?|[ ](?:and|&|to|from|thru|through|between|btwn?)[ ]|[ ]?/[ ]?){street})*"
    )

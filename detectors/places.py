"""Towns, states and countries by name: a place alone is no residence and is kept, but it completes an address and is counted.

A closed list and the city's own towns, with the port or county named after one, and where an invitation says to come; what
the language model adds is reported with the addresses.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from detectors.address.words import STATE_CODE
from detectors.contract import Detector, Hit, View
from detectors.forms import fold
from detectors.gazetteer import per_city
from detectors.name.words import place
from detectors.nearby import each, has_letter, lowered
from detectors.said import keyed, met, said
from records.finding import PiiType
from records.settings import City

__all__ = ["PLACES", "listed", "town_and_state", "well_known"]

_SCORE = 0.6
# A word that may begin a place; which one is looked up. False friends: "Madison" the woman and "Houston Street" the
# address are found as such, and a place never takes a stretch from either.
_WORD = re.compile(r"[A-Z](?<![\w@./-].)(?:[A-Za-z]{2,}|l|t\.)")
# "Singapore Harbor", "Gallatin County": what is named after a place is one with it.
_NAMED_AFTER = re.compile(
    r"[ ](?:Air|Sea)?(?:[Pp]ort|Harbou?r|Island|Beach|County|River|Bay|Valley|Terminal|Tech|State(?:[ ]University)?|University|A&M)\b"
)
# "the Nimitz post office": what has a capital before a kind of place is its name. Looked for by the kind, which is rare.
# By the last word, which is all that is searched for, and what may stand before it.
_KINDS = {
    " post office": ("",), " campus": ("",), " treatment plant": ("",), " landfill": ("",), " ballpark": ("",), " trailhead": ("",),
    " reservoir": ("",), " rest area": ("",), " gravel pit": ("",), " substation": ("",),
    " station": (" fire", " pump", " pumping", " lift", " compressor"),
}  # fmt: skip
_KIND_WORDS = frozenset(f"{kind.split()[-1]}{more}" for kind in _KINDS for more in ("", "s", "es"))
_ITS_NAME = re.compile(r"(?:(?!(?:The|A|An|Our|Your|This|That|At|In|To|From|Near)[ ])[A-Z][\w'’.-]{1,20}[ ]){1,3}$")
_LONGEST_NAME = 66
_TOWN = re.compile(rf"\s{{0,8}}([A-Z][\w'’. -]{{2,24}}), (?:{STATE_CODE})(?!\w)")
# The line of an invitation. False friend: "Location: unknown" is found too, and kept like every place.
_WHERE = re.compile(r"^[ \t>*]{0,8}(?:Where|Location|Venue)[ \t]{0,8}:[ \t]{0,8}([^\n]{2,60}?)[ \t]*$", re.MULTILINE)
_LABELS = keyed(*(f"{word}{colon}" for word in ("Where", "Location", "Venue") for colon in (":", " :")))


@per_city
def _places(city: City) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return, by first word in small letters, the rest of each place, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in {name.lower() for name in (*listed(), city.name, *city.towns)}:
        first, *rest = name.split()
        found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=lambda rest: (-len(rest), rest))) for first, rests in found.items()}


@per_city
def _first_words(city: City) -> frozenset[str]:
    return frozenset(first.strip(".,") for first in _places(city))


@lru_cache(maxsize=1)
def listed() -> frozenset[str]:
    """Return the regions and cities that many know, in small letters."""
    table = tomllib.loads(resources.files("detectors").joinpath("lists", "places.toml").read_text(encoding="utf-8"))
    return frozenset(name.lower() for key in ("regions", "cities") for name in _entries(table[key]))


def well_known(word: str) -> bool:
    """Say whether *word* (folded) is a place first of all, or a region or city that many know."""
    return place(word) or word in listed()


def town_and_state(text: str) -> bool:
    """Say whether *text* begins with a known town and its state: "Bozeman, MT". False friend: "Roe, MT", initials."""
    town = _TOWN.match(text)
    return town is not None and well_known(fold(town[1]))


def _entries(text: str) -> list[str]:
    return [" ".join(entry.split()) for entry in text.split(";") if entry.strip()]


def find(view: View) -> Iterator[Hit]:
    """Yield every listed place in *view*."""
    if not has_letter(view.text):
        return
    places, low = _places(view.city), lowered(view.text)
    begun = sorted(at for word in said(view.text) & _first_words(view.city) for at in each(low, word))
    for match in filter(None, (_WORD.match(view.text, at) for at in begun)):
        rests = places.get(match[0].lower())
        if rests and (end := _end(view.text, match.end(), rests)):
            after = _NAMED_AFTER.match(view.text, end)
            yield Hit(match.start(), after.end() if after else end, PiiType.LOCATION, _SCORE, "gazetteer")
    yield from _kinds(view.text)
    yield from _invited(view.text)


def _kinds(text: str) -> Iterator[Hit]:
    if _KIND_WORDS.isdisjoint(said(text)):
        return
    for last, leads in _KINDS.items():
        for end in each(text, last):
            lead = next((lead for lead in leads if text.endswith(lead, 0, end)), None)
            at = end - len(lead or "")
            if lead is not None and (match := _ITS_NAME.search(text, max(0, at - _LONGEST_NAME), at + 1)):
                yield Hit(match.start(), end + len(last), PiiType.LOCATION, _SCORE, "kind of place")


def _invited(text: str) -> Iterator[Hit]:
    for label in met(text, _LABELS):
        for at in each(text, label):
            if match := _WHERE.match(text, text.rfind("\n", 0, at) + 1):
                yield Hit(*match.span(1), PiiType.LOCATION, _SCORE, "where to come")


def _end(text: str, start: int, rests: tuple[tuple[str, ...], ...]) -> int:
    """Return where the longest place that goes on at *start* ends, or 0."""
    for rest in rests:
        tail = "".join(f" {word}" for word in rest)
        end = start + len(tail)
        if (
            text[start:end].lower() == tail
            and not text[end : end + 1].isalnum()
            and text[end : end + 1] not in ("@", "_")
        ):
            return end
    return 0


PLACES = Detector(
    name="places",
    types=(PiiType.LOCATION,),
    find=find,
    matches=(
        ("moving to Queensland", "Queensland"),
        ("in NEW YORK now", "NEW YORK"),
        ("from El Paso to St. Louis", "St. Louis"),
        ("near East Helena", "East Helena"),
        ("the Singapore Harbor rules", "Singapore Harbor"),
        ("a student of Montana Tech", "Montana Tech"),
        ("beside the Old Broadway post office", "Old Broadway post office"),
        ("When: Monday 10:00\nWhere: Room 214 B\n", "Room 214 B"),
    ),
    spares=(
        "turkey and china plates",
        "new york-style",
        "washington@example.org",
        "the mobile phone",
        "The post office closed",
        "",
    ),
)

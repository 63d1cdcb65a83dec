"""Names that name no person where they stand: a county, a code of law, a firm, a car, an act of Congress."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from itertools import chain

from detectors.forms import fold
from detectors.name.lists import vocabulary
from detectors.name.saints import saintly
from detectors.name.words import is_given, is_surname
from detectors.said import said

__all__ = ["named_after"]

_REACH = 24  # characters around a name in which such a phrase may begin and end
_PHRASES = re.compile(
    r"\blewis[ ](?:&|and)[ ]clarke?\b|\bmont(?:ana)?\.?[ ]code[ ]ann\w{0,6}|\bjohnson[ ](?:&|and)[ ]johnson\b|\bharris[ ]polls?\b"
    r"|\brobert['’]s[ ]rules\b|\b(?:the|a)[ ](?:ford|dodge|lincoln|mercury|chrysler)[ ](?:was|is|had|has|did|stopped|struck|hit|left|turned|came|pulled|drove)\b|\bruby[ ]on[ ]rails\b|\bcoeur[ ]d['’]alene\b|\bshakespeare[ ]in[ ]the[ ]parks?\b|\bjohn[ ]does[ ]\d{1,2}[–-]\d|\bso[ ](?:moved|ordered|stipulated|noted)\b"
    r"|\b(?:read|gave|given|advised|waived|under|post|per|invoked)[ ](?:(?:him|her|them|me|his|the|of)[ ]){0,3}miranda\b|\bmiranda[ ](?:rights|warnings?|card|waiver|form)\b"
    r"|\b(?:ford|dodge|lincoln|mercury|chrysler|ram)[ ](?:[a-z]{0,2}-?\d{2,4}\b|(?:explorer|ranger|escape|focus|fusion|mustang|bronco|"
    r"taurus|transit|expedition|edge|dakota|durango|charger|caravan|ram|navigator|continental|town car|mkz|marquis|sable|pacifica)\b)",
    re.IGNORECASE,
)
# A name without any of these is in none of the phrases: asked first, since every name is asked.
_WORDS = ("lewis", "clark", "clarke", "ann", "annotated", "ford", "dodge", "lincoln", "mercury", "chrysler", "ram",
          "johnson", "harris", "robert", "ruby", "so", "miranda", "alene", "shakespeare", "john", "john's")  # fmt: skip


def _by_word() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Return the few phrases in which each word stands, so that a name is held against those alone."""
    of: dict[str, list[str]] = {}
    for phrase in (each.replace("_", " ") for each in vocabulary("eponyms")):
        for word in re.split(r"[ -]", phrase):
            of.setdefault(word.removesuffix("'s"), []).append(re.escape(phrase).replace("'s", "['’]s"))
    found = {
        word: (re.compile(rf"\b(?:{'|'.join(sorted(phrases, key=len, reverse=True))})(?:['’]?s)?\b", re.IGNORECASE),)
        for word, phrases in of.items()
    }
    return found | {word: (_PHRASES, *found.get(word, ())) for word in _WORDS}


_PHRASES_OF = _by_word()
_MAKERS = frozenset(maker.replace("_", " ") for maker in vocabulary("makers") | vocabulary("brands"))
_MACHINE_MAKERS = vocabulary("machine_makers")
# Makers of cars that nobody is called: "Kia Sorento", "Subaru Outback". Ford, Lincoln and Dodge are surnames.
_CARS = frozenset(make for make in vocabulary("car_makes") if not (is_given(make) or is_surname(make)))
# What makes a machine of its maker: "ISX15", "410L", "RTV-X1100". False friend: "Officer Roe P214" (no maker).
_MODEL = re.compile(
    r"[ ](?=[A-Z-]{0,5}\d)[A-Z0-9][A-Z0-9-]{1,9}\b|[ ][A-Z]{2,4}\b"
    r"|[ ](?:engines?|motors?|pumps?|sweepers?|mowers?|tractors?|loaders?|generators?|dozers?|overhaul|parts|filters?|blowers?|chain ?saws?|trimmers?|"
    r"plows?|transmissions?|backhoes?|graders?|trailers?|buses|air ?packs?|ladders?|tires)\b"
)
# "Robert Pellam & Associates", "Roe Plumbing, Inc.": the firm, whoever it was named after.
_FIRM = re.compile(
    r"[ ](?:&|and)[ ](?:associates|assoc\b|sons?\b|company|co\b|partners|brothers|bros\b)|,?[ ](?:inc|llc|l\.l\.c|corp|ltd|llp|pllc)\b",
    re.IGNORECASE,
)
# "Dorsey & Whitney LLP", behind one word. False friends: "Jane Roe & Acme LLC", a person and a firm; "Roe and my LLC".
_PARTNERS = re.compile(r"[ ]&[ ][A-Z][\w-]{1,20},?[ ](?:Inc|INC|LLC|LLP|PLLC|Co)\b")
# "Bullock Contracting LLC", "Roe Mechanical", behind a surname alone. False friends: "Jane Roe Acme LLC", two columns with one blank
# between them; "Jane Roe Engineering", where she works.
_OWN_FIRM = re.compile(
    r"[ ](?:[A-Z][\w-]{2,20}[ ]){1,2}(?:Inc|INC|LLC|LLP|PLLC)\b"
    r"|[ ](?:Engineering|Mechanical|Electric(?:al)?|Sprinkler|Heating|Surveying|Consulting|Irrigation|Concrete|Welding|Design[ ](?:Studio|Group))(?=[,.;:)\n/+]|\Z|[ ][a-z(&+/])"
)
# "Edward Roe Memorial Hospital", "Roe Elementary": a house that was named after somebody. The noun stands right behind the
# name, since a line of a signature may go on with where someone works ("Jane Roe Big Sky Hospital").
_HOUSE = re.compile(
    r"[ ](?:(?:general|memorial|community|regional|county|children['’]?s|cancer|medical|health)[ ]){0,2}"
    r"(?:hospital|clinic|elementary|infirmary|cathedral|chapel|museum|(?:health|medical|cancer|trauma)[ ]cent(?:er|re)|cancer[ ]institute|"
    r"(?:middle|high|grade|primary)[ ]school)\b",
    re.IGNORECASE,
)
# "Fort Harrison", "Mount Ascension", "Mt. Helena": land named after somebody. False friend: "Helena, MT Jane Roe" (capitals).
_LAND = (
    "Fort ", "FORT ", "Ft ", "Ft. ", "FT ", "Mount ", "MOUNT ", " Mt. ", "Camp ", " block ", " block of ", " blk ", "City of ", "CITY OF ", "Town of ", "TOWN OF ", "County of ", "COUNTY OF ",
    "Village of ", "Township of ",
)  # fmt: skip
# "Dick Anderson Construction won", "Jack Russell Terrier": a trade, a house or a breed with its capital, and no capital
# after it. False friend: "Jane Roe Construction Manager", what she is.
_TRADE = re.compile(
    r"[ ](?:Construction|Contract(?:ing|ors)|Excavati(?:ng|on)|Plumbing|Roofing|Trucking|Drilling|Builders|Foundation|Theat(?:re|er)|Dam|Index|"
    r"Terrier|Nutcracker|Motors|Realty|Pharmacy|Brewing|Brewery|Bakery|Enterprises|Industries|Landscaping|Paving|Logging|Fieldhouse|Stadium|"
    r"Arena|Scholarship|Award|Municipal|Saloon|Casino|Towing|Architects|Masonry|Fencing|Upholstery|Mortuary|"
    r"Catering|Cleaners|Orthodontics)(?=[,.;:)\n/+]|\Z|[ ](?:[a-z(&+/]|Inc\b|LLC\b|L\.L\.C|Corp\b|Co\b))"
)
_TRADES = frozenset("ABCDEFILMNOPRSTU")
# "Barney and Centennial Parks", "Ryan's Trail": land that has somebody's name. False friend: "Jane and Rosa Parks", by the given name.
_PARKS = re.compile(
    r"(?:,[ ][A-Z][\w'’.-]{1,20}){0,6},?[ ](?:and|AND|&)[ ]([A-Z][\w'’.-]{1,20})[ ][A-Z](?i:(?<=P)arks|(?<=S)chools|(?<=C)reeks|(?<=F)ields|(?<=T)rails|(?<=L)akes|(?<=C)emeteries|(?<=B)ridges)\b"
)
_TRAIL = re.compile(
    r"['’]s[ ](?:trail|gulch|alley|creek|pass|point|landing|ridge|crossing|ferry|peak)\b", re.IGNORECASE
)
_APOSTROPHES = ("'", "’")
# "the Rodney neighborhood council": the name is a street's or a builder's.
_QUARTERS = tuple(
    f" {written}"
    for quarter in (
        "neighborhood",
        "subdivision",
        "watershed",
        "trailhead",
        "precinct",
        "interchange",
        "reservoir",
        "roundabout",
        "addition",
        "pressure zone",
        "lift station",
    )
    for written in (quarter, quarter.title(), quarter.upper())
)
# "off Davis, Ewing and Jackson Streets", "Gallatin and Jefferson counties": in a list that ends so.
_STREETS = re.compile(
    r"(?:,[ ][A-Z][\w'’.-]{1,20}){0,8}(?:,?[ ](?:and|AND|&)[ ][A-Z][\w'’.-]{1,20})?[ ](?i:streets|avenues|count(?:y|ies))\b"
)
_LISTED_KINDS = frozenset(
    {"streets", "avenues", "counties", "county", "parks", "schools", "creeks", "fields", "trails", "lakes", "cemeteries", "bridges"}
)  # fmt: skip
# Asked first, since every name is asked: what stands after a name that goes on so, with the first letter of the next word
# (or the blank after a comma), and how what leads to one ends.
_GAP, _FIRST = (" ", ","), frozenset("&aAcCeEgGhHiIlLmMpPrRtT ")
_LAND_ENDS = frozenset(f"{end} " for end in "tT.pkfF")
# Given names or surnames, in capitals and alone. False friend: "ED" in a log, who is somebody.
_ACRONYMS = frozenset(
    {"ADA", "IRA", "SID", "MAC", "GIS", "EMMA", "KS"} | vocabulary("acronyms") - {"ED", "ROW", "ICE", "ROM"}
)


@lru_cache(maxsize=4)  # asked for every name of a text
def _of_streets(text: str) -> bool:
    return not _LISTED_KINDS.isdisjoint(said(text))


class _Like(Enum):
    """What a name must be asked, by its words alone."""

    PERSON = "nothing more"
    MAKER = "nothing more: it is a firm's"
    MACHINE = "whether a model stands behind it"
    PHRASE = "whether it stands in a phrase"


@lru_cache(maxsize=16_384)
def _like(name: str) -> _Like:
    low = name.lower()
    if low in _MAKERS or low.partition(" ")[0] in _CARS:
        return _Like.MAKER
    if low in _MACHINE_MAKERS:
        return _Like.MACHINE
    return _Like.PHRASE if _phrases(low) else _Like.PERSON


@lru_cache(maxsize=16_384)
def _phrases(name: str) -> tuple[re.Pattern[str], ...]:
    """Return the phrases that a name in small letters may be part of."""
    words = name.replace(".", " ").replace("-", " ").split()
    return tuple({pattern: None for word in words for pattern in _PHRASES_OF.get(word, ())})


def named_after(text: str, start: int, end: int) -> bool:
    """Say whether a name at ``[start, end)`` is part of such a phrase, small words before it left out ("white Ford F-150").

    >>> named_after("Lewis & Clark County", 0, 5), named_after("Bob Lewis of Clark County", 4, 9)
    (True, False)
    >>> named_after("to St. Mary's Hospital", 7, 11), named_after("to Mary's mother", 3, 7)
    (True, False)
    """
    name = text[start:end]
    if (
        (name in _ACRONYMS and not _shouted(text, start, end))
        or _goes_on(text, end)
        or (" " not in name and text[end : end + 1] == " " and _is_firm(text, end, name))
    ):
        return True
    if saintly(text, start, end):
        return True
    led = text[start - 2 : start]
    if led in _LAND_ENDS and text.endswith(_LAND, 0, start):
        return True
    return _of_thing(text, start, end)


def _is_firm(text: str, end: int, name: str) -> bool:
    """Say whether what stands behind a surname alone makes a firm of it."""
    following = text[end + 1 : end + 2]
    if following == "&":
        return _PARTNERS.match(text, end) is not None
    return following.isupper() and is_surname(fold(name)) and _OWN_FIRM.match(text, end) is not None


def _shouted(text: str, start: int, end: int) -> bool:
    """Say whether all around is written in capitals, so that a name's say nothing: "EMMA'S NOTES SHOW"."""
    return text[max(0, start - _REACH) : end + _REACH].isupper() and end - start < len(text.strip())


def _goes_on(text: str, end: int) -> bool:
    """Say whether what stands behind a name makes a thing of it: a quarter, a trail, streets in a list, a trade, a firm, a house."""
    after = text[end : end + 1]
    if after not in _GAP:
        return after in _APOSTROPHES and text[end + 3 : end + 4].isupper() and _TRAIL.match(text, end) is not None
    if _of_streets(text) and (_STREETS.match(text, end) or _of_parks(text, end)):
        return True
    following = text[end + 1 : end + 2]
    if following in _TRADES and after == " " and _TRADE.match(text, end):
        return True
    housed = following in _FIRST and (_FIRM.match(text, end) or _HOUSE.match(text, end))
    return bool(housed) or text.startswith(_QUARTERS, end)


def _of_parks(text: str, end: int) -> bool:
    parks = _PARKS.match(text, end)
    return parks is not None and not is_given(fold(parks[1]))


def _of_thing(text: str, start: int, end: int) -> bool:
    match _like(text[start:end]):
        case _Like.PERSON:
            return False
        case _Like.MAKER:
            return True
        case _Like.MACHINE:
            return _MODEL.match(text, end) is not None
        case _Like.PHRASE:
            return _phrased(text, start, end)


def _phrased(text: str, start: int, end: int) -> bool:
    low, end = max(0, start - _REACH), end - text.endswith(".", start, end)
    for phrase in chain.from_iterable(
        pattern.finditer(text, low, end + _REACH) for pattern in _phrases(text[start:end].lower())
    ):
        if (
            (phrase.end() >= end or phrase.start() < start < phrase.end())
            and phrase.start() < end
            and (phrase.start() <= start or text[start : phrase.start()].islower())
        ):
            return True
    return False

"""Where in a short text an address begins, read off what each part of one looks like: its street, its unit, its state."""

from __future__ import annotations

import re

from detectors.address.words import (
    COUNTED,
    DIRECTION,
    ROUTE,
    STATE,
    STATE_CODE,
    STATE_NAME,
    STRONG,
    UNIT,
    WEAK,
    YEAR,
    ZIP,
)
from detectors.contract import View
from detectors.gazetteer import street_words, towns
from detectors.name.words import ordinary
from detectors.nearby import has_digit
from records.record import Shape

__all__ = ["SMALL_WORDS", "TOKEN", "begins", "ends_in_state", "is_told", "place_last"]

_UNIT_LAST = re.compile(r"(?<!\w)(?:suite|ste|apt|apartment|unit|lot|spc|\#)[ .#]{0,3}[\w-]{1,6}[ .]*$", re.IGNORECASE)
_UNITS_ONLY = re.compile(rf"(?:{UNIT}[ ,.]*){{1,3}}(?:(?:{DIRECTION})[ .]*)?", re.IGNORECASE)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b", re.IGNORECASE)
_NINE = re.compile(r"\d{5}-\d{4}[ .]*$")
SMALL_WORDS = re.compile(r"\b(?:the|in|by|of|on|from|to|as|and|at)\b", re.IGNORECASE)
_FEW_WORDS = 6  # a number and up to so many words may be a street without "Street"
_LEAD_NUMBER = re.compile(
    r"(?:\#[ ]?)?(?:[NSEW]?\d[\w/–-]{0,9}|(?i:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b)(?:[ ]\d/\d)?(?:[ ][A-Za-z]\b\.?)?,?[ ]+(?=[A-Za-z0-9#])"
)
_LATER_NUMBER = re.compile(r"(?<![\w#.$])(?:\d{1,6}[ ]+)?\d{1,6}[A-Za-z]?[ ]+(?=[A-Za-z])")
_SUFFIX = re.compile(
    rf"(?<![\w'])(?:{STRONG}|steet|ctr|lp|pike|loop|trl|way|park|place|tr|run|pt|ml|blvddr|py|bch|spgs|hts|rdg|crk|mall)\b",
    re.IGNORECASE,
)
_WEAKER = re.compile(rf"(?<!\w)(?:{WEAK})\b", re.IGNORECASE)
_DIRECTED = re.compile(rf"(?<!\w)(?:{DIRECTION})\b", re.IGNORECASE)
_UNITS = re.compile(
    rf"(?<!\w){UNIT}|(?:apt|suite|ste|unit|flat|bldg|lot|room|fl|floor)\.?[ ]?\d|\d(?:st|nd|rd|th)[ ]fl", re.IGNORECASE
)
_STATED = re.compile(
    rf"(?<!\w)(?:{STATE})\b\.?,?(?:[ ]+{ZIP})?(?:,?[ ]+(?:USA?|U\.S\.A?\.?|United[ ]States))?[ .]*$", re.IGNORECASE
)
_ZIPPED = re.compile(rf"(?<![\w-]){ZIP}(?![\w-])(?:,?[ ]+(?:USA?|U\.S\.A?\.?|United[ ]States))?[ .]*$")
_POSTAL = re.compile(
    r"(?<!\w)(?:p\.?[ ]?o\.?[ ]?(?:box|b\b|drawer)|pob\b|post office box|box[ ]?(?:\#[ ]?)?\d|lock[ ]?box|rr?[ ]?\#?[ ]?\d{1,2}[ ,]|hc[r]?[ ]?\d|"
    r"rural r(?:ou)?te|route[ ]box|route[ ]\d|rte?s?\.?[ ]\d|[afd]po[ ]a[aep])",
    re.IGNORECASE,
)
_ROAD = re.compile(rf"(?<!\w){ROUTE}", re.IGNORECASE)
_CORNER = re.compile(
    r"(?<!\w)(?:corner|intersection|cor\.?)\b|[ ]&[ ]|[ ]and[ ]\d+(?:st|nd|rd|th)\b|\d(?:st|nd|rd|th)[ ]and[ ]",
    re.IGNORECASE,
)
_ROUTE_ONLY = re.compile(rf"(?:(?:{ROUTE})|(?:jct|junction)[ ])[ ]?(?:(?:{DIRECTION})\b|[&@\d]|and\b|$)", re.IGNORECASE)
_CODE_LAST = re.compile(rf"[^,.][ ](?:{STATE_CODE})$", re.IGNORECASE)
_NAMED_STATE = re.compile(
    rf"(?:(?:,|\.)[ ]*(?:{STATE})\b\.?,?(?:[ ]+{ZIP})?|(?<!\w)(?:{STATE_NAME})\b\.?)(?:,?[ ]+(?:USA?|U\.S\.A?\.?))?[ .]*$",
    re.IGNORECASE,
)
_BUILDING = re.compile(
    r"^the\b|\b(?:building|bldg|tower|towers|center|centre|plaza|hall|airport|hospital|house|apartments|apts|mall|school|station|office)\b",
    re.IGNORECASE,
)
_LAST_WORDS = frozenset(
    re.sub(r"[^a-z|]", "", STATE_NAME.replace("[ ]", "|").lower()).split("|")
    + re.sub(r"([A-Z])\[([A-Z]+)\]", lambda m: "|".join(m[1] + last for last in m[2]), STATE_CODE).lower().split("|")
    + ["usa", "beach"]
)
_EVIDENT = (_SUFFIX, _UNITS, _NAMED_STATE, _ZIPPED, _POSTAL)
_HINTS = (_ROAD, _CORNER)
_LONG_NUMBER = 3
_APARTMENT = re.compile(r"\b(?:apt|apartment|trailer|trlr)\b", re.IGNORECASE)
_HOUSE_FIRST = re.compile(r"(?<![\w#.:-])\d{1,6}[A-Za-z]?(?:[ ]\d/\d)?,?[ ]+(?=[A-Za-z])")
TOKEN = re.compile(r"[\w'’&#./-]+")


def ends_in_state(value: str) -> bool:
    """Say whether a short text ends as an address does, in a state or a postal code."""
    return _STATED.search(value) is not None or _ZIPPED.search(value) is not None


def is_told(view: View, text: str) -> bool:
    """Say whether *text* has words of an address in it: a street by its kind, its side or its name, a postal word, a state.

    Asked where a column holds something else: "3rd Reading", "Key #22", "911 Center" and "20 Lane miles" have none.
    """
    if _POSTAL.search(text) or _APARTMENT.search(text) or ends_in_state(text):
        return True
    if house := _HOUSE_FIRST.search(text):
        words = [word.lower() for word in TOKEN.findall(text[house.end() :])]
        kinds = [at for at, word in enumerate(words) if _SUFFIX.fullmatch(word) or _WEAKER.fullmatch(word)]
        named = words and (words[0] in street_words(view.city) or (_DIRECTED.fullmatch(words[0]) and len(words) > 1))
        return bool(named) or any(kinds) or (len(words) == 1 and words[0].isalpha() and not ordinary(words[0]))
    return _is_corner(text) or (_SUFFIX.search(text) is not None and not text[:1].isdigit())


def place_last(value: str) -> bool:
    """Say whether a text without a digit may still end an address: in a state, or with streets that cross."""
    last = value.rpartition(" ")[2].strip(".,").lower()
    return (
        last in _LAST_WORDS
        or " & " in value
        or " and " in value
        or value[:6].lower() == "corner"
        or value[:4].lower() == "one "
    )


def begins(view: View, value: str) -> int | None:
    """Return where in *value* the address begins, or None where *value* is none."""
    lead = _LEAD_NUMBER.match(value)
    if lead and not COUNTED.match(value, lead.end()):
        return 0 if _is_street(view, value, lead.end()) else None
    if _SUFFIX.search(value) and (_ZIPPED.search(value) or _STATED.search(value) or _is_corner(value)):
        return _after_recipient(value)
    return _numbered(view, value) if has_digit(value) else None


def _numbered(view: View, value: str) -> int | None:
    few = len(TOKEN.findall(value)) <= _FEW_WORDS
    if (
        _POSTAL.search(value)
        or (_ZIPPED.search(value) and _STATED.search(value))
        or (few and _NINE.search(value) and not SMALL_WORDS.search(value))
    ):
        return _after_recipient(value)
    if few and (_ROUTE_ONLY.match(value) or _UNITS_ONLY.fullmatch(value) or _ends_in_unit(value) or _is_corner(value)):
        return 0
    later = _LATER_NUMBER.search(value)
    if later is None or COUNTED.match(value, later.end()):
        return None
    directed = few and _DIRECTED.match(value, later.end())
    return _after_recipient(value) if directed or _is_street(view, value, later.end(), sure=True) else None


def _ends_in_unit(value: str) -> bool:
    return _UNIT_LAST.search(value) is not None and SMALL_WORDS.search(value) is None


def _is_corner(value: str) -> bool:
    return bool(_CORNER.search(value)) and bool(_SUFFIX.search(value) or _ORDINAL.search(value) or _ROAD.search(value))


def _is_street(view: View, value: str, name: int, *, sure: bool = False) -> bool:
    """Say whether what follows the house number is a street, by its words or because nothing else is there."""
    if any(pattern.search(value, name) for pattern in (_EVIDENT if sure else (*_EVIDENT, *_HINTS, towns(view.city)))):
        return True
    words = TOKEN.findall(value[name:])
    # "4060 AUTOMATIC STRAPPING MACHINE MA" is no street in Boston.
    if _CODE_LAST.search(value) and len(words) > _FEW_WORDS / 2:
        return "," in value or bool(_DIRECTED.search(value, name) or _WEAKER.search(value, name))
    if sure or len(words) > _FEW_WORDS or any(COUNTED.fullmatch(word) for word in words):
        return False
    # "24 Volt Battery" under "item" and "2019 Ford Explorer" anywhere are things.
    thing = (view.field.shape is Shape.CELL and view.field.name) or YEAR.match(value)
    if thing:
        return bool(_DIRECTED.match(value, name))
    long = sum(map(str.isdigit, value[:name])) >= _LONG_NUMBER
    named = _WEAKER.search(value, name) or _DIRECTED.search(value, name) or all(word[:1].isupper() for word in words)
    return bool(named) or (long and len(words) < _FEW_WORDS / 2 + 1)


def _after_recipient(value: str) -> int:
    """Return where the address begins behind a recipient set off by a comma or a line end, else 0."""
    number = _LATER_NUMBER.search(value)
    if number is None or number.start() == 0:
        return 0
    before = value[: number.start()].rstrip(" >")
    if before.endswith("\n") and not _POSTAL.search(before):
        return number.start()
    set_off = before.endswith((",", ":")) and not _BUILDING.search(before)
    return (
        number.start()
        if set_off and not (_SUFFIX.search(before) or _UNITS.search(before) or _POSTAL.search(before))
        else 0
    )

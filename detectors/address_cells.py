"""Takes a cell or a short text that is nothing but an address as one, whole, and reads address columns by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.address_words import COUNTED, DIRECTION, ROUTE, STATE, STATE_CODE, STATE_NAME, STRONG, UNIT, WEAK, ZIP
from detectors.columns import Evidence, Part, evidence
from detectors.contract import Hit, View
from detectors.gazetteer import towns
from detectors.nearby import column, whole
from records.finding import PiiType
from records.record import Shape

__all__ = ["cells"]

_UNIT_LAST = re.compile(rf"(?<!\w){UNIT}[ .]*$", re.IGNORECASE)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b", re.IGNORECASE)
_NINE = re.compile(r"\d{5}-\d{4}[ .]*$")
_STATE_NAMED = re.compile(
    rf"(?!.*\b(?:inc|llc|of|the|and|corp|co)\b)(?:[\w.'’-]+[ ,]{{1,2}}){{1,3}}(?:(?i:{STATE_NAME})|{STATE_CODE})\.?"
)
# Words of sentences; a few of the second kind stand in street names too ("Avenue of the Americas").
_SENTENCE = re.compile(
    r"\b(?:was|were|is|are|he|she|it|his|her|they|their|with|for|this|that|has|had|have|its|you|your|we|our|will|would|can|not|but|which|who|"
    r"when|said|an|been|be|if|so|what|how|i'm|my|please|called|assoc|starts)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(r"\b(?:the|in|by|of|on|from|to|as|and|at)\b", re.IGNORECASE)
_MOST_SMALL = 2
_LONGEST, _MOST_LINES, _MOST_WORDS = 150, 6, 24
_FEW_WORDS = 6  # a number and up to so many words may be a street without "Street"
_FIVE = re.compile(r"\s*\d{5}\s*")
_EMPTY = re.compile(
    r"(?:n/?a|none|null|nil|unknown|tbd|pending|same|same as above|yes|no|-+|0|not applicable)?\.?", re.IGNORECASE
)
_LEAD_NUMBER = re.compile(
    r"(?:\#[ ]?)?(?:[NSEW]?\d[\w/–-]{0,9}|(?i:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b)(?:[ ]\d/\d)?(?:[ ][A-Za-z]\b\.?)?,?[ ]+(?=[A-Za-z0-9#])"
)
_LATER_NUMBER = re.compile(r"(?<![\w#.$])\d{1,6}[A-Za-z]?[ ]+(?=[A-Za-z])")
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
_CORNER = re.compile(r"(?<!\w)(?:corner|intersection|cor\.?)\b|[ ]&[ ]", re.IGNORECASE)
_ROUTE_ONLY = re.compile(rf"(?:(?:{ROUTE})|(?:jct|junction)[ ])[ ]?(?:(?:{DIRECTION})\b|[&@\d]|and\b|$)", re.IGNORECASE)
_EVIDENT = (_SUFFIX, _UNITS, _STATED, _ZIPPED, _ROAD, _POSTAL, _CORNER)
_LONG_NUMBER = 3
_NOT_ALONE = re.compile(r"[@!?=]|\.[ ]+[A-Z][a-z]+[ ][a-z]+[ ][a-z]+|https?:|\d:\d\d|\$\s?\d|%")
_TOKEN = re.compile(r"[\w'’&#./-]+")


def cells(view: View) -> Iterator[Hit]:
    """Yield the value of an address column, and a short text that is an address from end to end."""
    said = column(view) or (evidence(view.field.name) if view.field.shape is Shape.PROSE else None)
    if said and said.type is PiiType.ADDRESS and view.field.shape is not Shape.LABEL:
        yield from _column(view, said)
    elif (said is None or said.type in (None, PiiType.PERSON)) and view.field.shape is not Shape.MAILBOXES:
        yield from _short(view)


def _column(view: View, said: Evidence) -> Iterator[Hit]:
    start, end = whole(view.text)
    value = view.text[start:end]
    if _EMPTY.fullmatch(value) or len(value) > _LONGEST * 2:
        return
    place = said.part in (Part.CITY, Part.STATE) or (said.part is Part.ZIP and _FIVE.fullmatch(value))
    if place and not any(map(str.isdigit, value[:-5])):
        yield Hit(start, end, PiiType.LOCATION, 0.9, f"{said.part.value} column")
    else:
        yield Hit(start, end, PiiType.ADDRESS, 0.95, f"address column, {said.part.value}")


def _short(view: View) -> Iterator[Hit]:
    start, end = whole(view.text)
    value = view.text[start:end]
    if end - start > _LONGEST or value.count("\n") > _MOST_LINES or _NOT_ALONE.search(value):
        return
    if len(_TOKEN.findall(value)) > _MOST_WORDS or _SENTENCE.search(value) or len(_SMALL.findall(value)) > _MOST_SMALL:
        return
    first = _begins(view, value)
    if first is not None:
        yield Hit(start + first, end, PiiType.ADDRESS, 0.8, "nothing but an address")
    elif _STATE_NAMED.fullmatch(value):
        yield Hit(start, end, PiiType.LOCATION, 0.6, "nothing but a town and state")


def _begins(view: View, value: str) -> int | None:
    """Return where in *value* the address begins, or None where *value* is none."""
    lead = _LEAD_NUMBER.match(value)
    if lead and not COUNTED.match(value, lead.end()):
        return 0 if _is_street(view, value, lead.end()) else None
    if _SUFFIX.search(value) and (_ZIPPED.search(value) or _STATED.search(value) or _is_corner(value)):
        return _after_recipient(value)
    return _numbered(view, value) if any(map(str.isdigit, value)) else None


def _numbered(view: View, value: str) -> int | None:
    few = len(_TOKEN.findall(value)) <= _FEW_WORDS
    if _POSTAL.search(value) or (_ZIPPED.search(value) and _STATED.search(value)) or (few and _NINE.search(value)):
        return _after_recipient(value)
    if few and (_ROUTE_ONLY.match(value) or _UNITS.match(value) or _UNIT_LAST.search(value) or _is_corner(value)):
        return 0
    later = _LATER_NUMBER.search(value)
    if later and not COUNTED.match(value, later.end()) and _is_street(view, value, later.end(), sure=True):
        return _after_recipient(value)
    return None


def _is_corner(value: str) -> bool:
    return bool(_CORNER.search(value)) and bool(_SUFFIX.search(value) or _ORDINAL.search(value) or _ROAD.search(value))


def _is_street(view: View, value: str, name: int, *, sure: bool = False) -> bool:
    """Say whether what follows the house number is a street, by its words or because nothing else is there."""
    if any(pattern.search(value, name) for pattern in (*_EVIDENT, towns(view.city))):
        return True
    words = _TOKEN.findall(value[name:])
    if sure or len(words) > _FEW_WORDS or any(COUNTED.fullmatch(word) for word in words):
        return False
    long = sum(map(str.isdigit, value[:name])) >= _LONG_NUMBER
    named = _WEAKER.search(value, name) or _DIRECTED.search(value, name) or all(word[:1].isupper() for word in words)
    return bool(named) or (long and len(words) < _FEW_WORDS / 2 + 1)


def _after_recipient(value: str) -> int:
    """Return where the address begins behind a recipient set off by a comma or a line end, else 0."""
    number = _LATER_NUMBER.search(value)
    if number is None or number.start() == 0:
        return 0
    set_off = value[: number.start()].rstrip(" ").endswith((",", "\n", ":"))
    before = value[: number.start()]
    return (
        number.start()
        if set_off and not (_SUFFIX.search(before) or _UNITS.search(before) or _POSTAL.search(before))
        else 0
    )

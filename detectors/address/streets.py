"""Finds house numbers with their streets, numbered roads and crossings, as they stand in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.address.beside import beside_people, houses_said, in_columns, place_names
from detectors.address.words import (
    COUNTS,
    DIRECTION,
    MEASURES,
    NUMBER_WORDS,
    ROUTE,
    SPOKEN,
    SPOKEN_WORDS,
    STRONG,
    WEAK,
    YEAR,
)
from detectors.contract import Hit, View
from detectors.gazetteer import per_city, street_beginnings, streets
from detectors.name.lists import ordinary_words
from detectors.nearby import digits, digits_then, heads, lowered, matched, spots
from detectors.said import keyed, met, said, written
from records.finding import PiiType
from records.settings import City

__all__ = ["Core", "corners", "numbered"]

Core = tuple[re.Match[str], float, str]

_GAP = r"[ ]{1,2}"
# A stop before a number ends a sentence: "0745 Theft. 2201 Prospect Ave". A date is no word of a street.
_WORD = r"(?:(?!\d{1,2}/\d{1,2}/\d)[A-Z0-9](?:[\w'’&/-]|\.(?![ ]\d))*+|of|the|de|la|del|and|&)"
# A house number begins with a digit that stands free; the digit comes first, so that a search skips to digits at once.
_DIGIT = r"\d(?<![\w$.,#/:-]\d)"
_HOUSE = rf"{_DIGIT}\d{{0,5}}(?:[-–]\d{{1,5}})?[A-Za-z]?(?:[ -]?\d/\d)?"
# Capitalised: number, up to five words, a suffix. The words are bounded and cannot hold a space, so it stays linear.
_REST = (
    rf"{_GAP}(?:(?i:{DIRECTION})\b\.?,?{_GAP})?(?:{_WORD}{_GAP}){{1,5}}?(?i:{STRONG}|{WEAK})\b\.?(?:[ ](?i:{STRONG})\b\.?)?"
    rf"(?:,?[ ](?i:{DIRECTION})\b\.?)?"
)
_STREET = re.compile(_HOUSE + _REST)
_IN_WORDS = re.compile(rf"{NUMBER_WORDS}\b" + _REST)
# "sixteen twelve ninth avenue", as a machine writes down what was said. A house number read out has two words or more.
_COUNTED = rf"(?<![a-z-])(?=[a-z]{{2,9}}[ -](?:hundred|thousand|oh|{SPOKEN.lower()})\b){NUMBER_WORDS.lower()}"
_NUMBER_SAID = re.compile(_COUNTED)
_READ_OUT = re.compile(
    rf"{_COUNTED}{_GAP}((?:(?:{DIRECTION})\b\.?{_GAP})?(?:[a-z][a-z'.-]*{_GAP}){{1,3}}?)(?:{STRONG})\b"
)
_READ_OUT_GATES = ("teen ", "ten ", "eleven ", "twelve ", "ty ", "ty-", "hundred ", " oh ")
_COUNTING = frozenset(map(str.lower, SPOKEN_WORDS)) | {"hundred", "oh"}
_LONGEST_NUMBER, _LONGEST_STREET = 36, 80  # characters before and after such a word
_GRID = re.compile(r"[NSEW](?<!\w[NSEW])\d{1,3}[NSEW]\d{2,5}" + _REST)
_NUMBERED = re.compile(
    rf"{_HOUSE},?{_GAP}(?:(?i:{DIRECTION})\b\.?{_GAP})?(?:\d{{1,3}}(?i:st|nd|rd|th)\b(?:[ ](?i:{STRONG})\b\.?)?|(?i:{ROUTE})"
    rf"|(?i:ave|avenue)[ ](?:[A-Z]\b|of[ ]the[ ]\w+))(?:,?[ ](?i:{DIRECTION})\b\.?)?"
)
_LOWER = re.compile(
    rf"({_DIGIT}\d{{0,5}}[a-z]?){_GAP}((?:(?:{DIRECTION})\b\.?{_GAP})?(?:[a-z0-9][a-z0-9'.-]*{_GAP}){{1,3}}?)(?:{STRONG})\b\.?"
    rf"(?:[ ](?:{DIRECTION})\b\.?)?"
)
_DIRECTED = re.compile(
    rf"{_DIGIT}\d{{1,5}}[A-Za-z]?{_GAP}(?:[NSEW]\.?|[NS]\.?[EW]\.?|North|South|East|West|NORTH|SOUTH|EAST|WEST){_GAP}"
    rf"(?:[A-Z][\w'’.]+|\d{{2,5}}){_GAP}?(?:[A-Z][\w'’]+)?(?=[,.;)\n]|$|{_GAP}(?:[A-Z]|\())"
)
# "1014 E. Babcock was sold": whatever goes on behind it. False friends: "in 1914 E. Roe wrote", a year; "12 N. Korean", a count.
_SIDED = re.compile(
    rf"(?!(?:1[89]|20[0-4])\d\D){_DIGIT}\d{{2,4}}[ ][NSEW]\b\.?[ ][A-Z][a-z'’]{{2,}}(?=[ ][a-z(&]|[ ][-–—][ ])"
)
_LIVES = re.compile(
    rf"(?:liv(?:e|es|ed|ing)|resid(?:e|es|ed|ing)|home|house|residence|moved|stay(?:s|ing)?|property|located)[ ](?:is[ ])?(?:on|at|to|in)[ ](?:the[ ])?"
    rf"((?:(?i:{DIRECTION})\b\.?[ ])?(?:[A-Z][\w'’-]*[ ]){{1,3}}(?i:{STRONG}|gulch|way|loop|trail)\b\.?)"
)
_LIVES_GATES = ("live", "living", "resid", "home ", "house ", "moved ", "stay", "property ", "located ")
_ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
_CORNER = re.compile(
    rf"{_DIGIT}\d{{0,2}}(?:st|nd|rd|th)(?:[ ](?i:{STRONG})\b\.?)?[ ](?:&|and|@)[ ](?:[A-Z][\w'’-]+(?:[ ](?i:{STRONG})\b\.?)?|{_ORDINAL}[ ](?i:{STRONG})\b\.?)"
)
_CORNER_OF = re.compile(
    rf"(?:[\w.'’-]+[ ]){{1,5}}?(?:and|&)[ ](?:(?:St|Mt|Ft|[NSEW])\.[ ])?[A-Za-z0-9][\w'’-]*(?:[ ]{_ORDINAL})?(?:[ ](?:[A-Z][\w'’-]*|(?i:{STRONG})\b\.?)){{0,3}}"
)
_CORNERS = keyed("corner of ", "intersection of ")
_BETWEEN = "&@"
# "2026 Memorial Park": a year before a name that only a weak suffix makes a street.
# In a link to a map or a house for sale: "/place/1912+Hauser+Blvd,+Helena", "/1912-Hauser-Blvd-Helena-MT-59601".
_IN_LINK = re.compile(
    rf"/(\d{{1,6}}[-+](?:[A-Za-z0-9.]{{1,24}}[-+]){{1,4}}?(?i:{STRONG}|way|loop)(?:[-+,]{{1,3}}[A-Za-z0-9.]{{1,24}}){{0,6}})(?![A-Za-z0-9])"
)
_YEAR = re.compile(rf"(?:19|20)\d\d[ ][\w'’.&/ -]+?[ ](?!(?i:{STRONG})\b)\w+\.?")
_PROJECT = re.compile(
    r"20[0-4]\d[ ](?:[\w'’.]+[ ]){1,5}?(?:project|reconstruction|improvement|paving|widening|overlay|sidewalk|budget|plan|study|"
    r"closure|district|repair|maintenance|corridor|bridge|storm|sewer|water)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(rf"[ ](?!(?i:{STRONG}|apt|unit)\b)[A-Z][a-z]")
# What may stand behind a street that is also a town, a state or an ordinary word ("64 Montana counties", "3 park benches").
_CLOSED = re.compile(rf"[ ]{{0,2}}(?:[,;)?!\n<]|[ ][-–][ ]|\.(?:\s|$)|$|(?i:apt|unit|suite|ste|lot|\#|{STRONG})\b)")
# ... or before it: "sent E1 to 1930 Prospect for smoke". False friends: "in 2001 Overlook opened", "for 2010 Power costs", dates.
_LED_TO = re.compile(
    r"(?:\b(?:at|off|near|behind|outside|responded to|sent(?:[ ]\w{1,4}){0,2} to|went to|going to|en route to|called to)[ ])\Z",
    re.IGNORECASE,
)
_LEAD = 28  # characters
_GLUED = re.compile(rf"{_DIGIT}\d{{3,5}}(?i:st|nd|rd|th)[ ](?i:{STRONG})\b\.?(?:[ ](?i:{DIRECTION})\b\.?)?")
# "the Four Georgians. Reeder's Alley", "NO. 20567 DECLARING INTENT TO VACATE AN ALLEY": a sentence goes on in it.
_STOPPED = re.compile(r"[a-z]{4}\.[ ][A-Z][a-z]{3}|[ ](?i:to|an|for|by|with|from|is|are|was|shall|will|has)[ ]")
_LABEL = 16  # characters
_LEADERS = (".. ", ". . ", "… ", "_ ")  # of a table of contents, whose numbers are pages
_AN_HOUR = re.compile(r"[0-2]\d[0-5]\d[ ]")  # "0712 Hit and run" at the head of a line of a log
# Where a house number ends and a word may follow: one search for all that begin so.
_HOUSES = re.compile(rf"{_DIGIT}(?=\d{{0,5}}(?:[-–]\d{{1,5}})?[A-Za-z]?(?:[ -]?\d/\d)?,?[ ])")
# Asked before the names of all streets are: which word stands behind the number.
_NEXT_WORD = re.compile(rf"\d{{1,6}}[A-Za-z]?(?:[ ]\d/\d)?{_GAP}(?:(?i:{DIRECTION})\b\.?{_GAP})?([A-Za-z]+)")
_HOUSE_FIRST = (
    (_STREET, 0.9, "street"),
    (_NUMBERED, 0.85, "numbered street or road"),
    (_DIRECTED, 0.6, "number, direction and name"),
    (_SIDED, 0.7, "number, direction and name"),
)
_GRID_SIDES = frozenset("NSEW")
_GLUED_SCORE = 0.7, "house number glued to a numbered street"


def numbered(view: View) -> Iterator[Core]:
    """Yield each house number with the street behind it, its score and the pattern that found it."""
    text = view.text
    numbers = (found.start() for found in matched(_HOUSES, text, digits(text)))
    places = [
        at
        for at in numbers
        if not (
            (text[at - 2 : at - 1].isalnum() and COUNTS.search(text, max(0, at - _LABEL), at))
            or text.endswith(_LEADERS, max(0, at - _LABEL), at)
            or (text[at] == "0" and _AN_HOUR.match(text, at) and text[at - 1 : at] in ("", "\n"))
        )
    ]
    houses = _HOUSE_FIRST if places else ()
    found = [(matched(pattern, text, places), score, name) for pattern, score, name in houses]
    grids = [at - 1 for at in digits(text) if text[at - 1 : at] in _GRID_SIDES]
    others = (
        (() if SPOKEN_WORDS.isdisjoint(written(text)) else _IN_WORDS.finditer(text), 0.8, "street, number in words"),
        (matched(_GRID, text, grids), 0.8, "street, grid number"),
    )
    glued = (matched(_GLUED, text, digits_then(text, "snrtSNRT")), *_GLUED_SCORE)
    for matches, score, name in (*found, *others, glued):
        for match in matches:
            if not (
                _counts(text, match.start() + _number_length(match))
                or _is_year(view.city, text, match)
                or _STOPPED.search(match[0])
            ):
                yield match, score, name
    if not places:
        return
    for match in matched(_LOWER, text, places):
        if not any(map(MEASURES.fullmatch, match.group(2).split())):
            yield match, 0.75, "street in lower case"
    begun = street_beginnings(view.city)
    known = [at for at in places if (word := _NEXT_WORD.match(text, at)) and word[1].lower() in begun]
    for match in matched(_known(view.city), text, known):
        street = match.group(1)
        doubtful = street.islower() or street.lower() in ordinary_words() or place_names(view.city).fullmatch(street)
        if (
            (not doubtful or _CLOSED.match(text, match.end()) or _is_led_to(text, match))
            and not _dated(text, match)
            and not _is_year(view.city, text, match)
        ):
            yield match, 0.8 if doubtful else 0.86, "gazetteer street"


def _counts(text: str, at: int) -> bool:
    """Say whether the word at *at* makes the number before it a count; "New" and "Old" with a capital begin a name."""
    counted = MEASURES.match(text, at)
    return counted is not None and counted.group() not in ("New", "NEW", "Old", "OLD", "Star", "Day")


def _is_year(city: City, text: str, match: re.Match[str]) -> bool:
    """Say whether the number dates what follows: "2026 Memorial Park", "2026 Custer Avenue Project", "2024 East Helena"."""
    place = place_names(city).fullmatch(match.group().partition(" ")[2].strip(" ."))
    return bool(place or _YEAR.fullmatch(match.group()) or _PROJECT.match(text, match.start()))


def _is_led_to(text: str, match: re.Match[str]) -> bool:
    """Say whether a doubtful street with its capital stands where somebody goes or something is: "off at 2001 Overlook today"."""
    return match[1][0].isupper() and _LED_TO.search(text, max(0, match.start() - _LEAD), match.start()) is not None


def _dated(text: str, match: re.Match[str]) -> bool:
    """Say whether a year stands before a name that goes on: "Copyright 2010 Jerome Roe"."""
    return YEAR.match(match[0]) is not None and _GOES_ON.match(text, match.end()) is not None


def _number_length(match: re.Match[str]) -> int:
    group = match.group()
    return len(group) - len(group.partition(" ")[2].lstrip())


@per_city
def _known(city: City) -> re.Pattern[str]:
    names = streets(city)
    return re.compile(
        rf"{_DIGIT}\d{{0,5}}[A-Za-z]?(?:[ ]\d/\d)?{_GAP}(?:(?:{DIRECTION})\b\.?{_GAP})?({names})\b(?![ ](?:percent|people))",
        re.IGNORECASE,
    )


def corners(view: View) -> Iterator[Hit]:
    """Yield crossings, and the street somebody is said to live on."""
    text = view.text
    low = lowered(text)
    for match in matched(_CORNER, text, digits_then(text, "snrt")):
        yield Hit(match.start(), match.end(), _stretch(low, match.start()), 0.7, "corner")
    for at in spots(low, met(text, _CORNERS)):
        of = _CORNER_OF.match(text, low.index(" of ", at) + len(" of "))
        if of:
            yield Hit(of.start(), of.end(), PiiType.ADDRESS, 0.7, "corner of")
    for at in heads(text, _BETWEEN):
        between = text[at - 1 : at] == text[at + 1 : at + 2] == " "
        known = _known_corner(view.city).search(text, max(0, at - 31), at + 39) if between else None
        if known:
            yield Hit(known.start(), known.end(), _stretch(low, known.start()), 0.7, "corner of known streets")
    for link in matched(_IN_LINK, text, [at - 1 for at in digits(text) if text[at - 1 : at] == "/"]):
        yield Hit(*link.span(1), PiiType.ADDRESS, 0.8, "street in a link")
    yield from houses_said(view)
    yield from beside_people(view)
    yield from in_columns(view)
    yield from _read_out(view)
    for at in spots(low, _LIVES_GATES):
        lives = _LIVES.match(text, at)
        if lives:
            yield Hit(lives.start(1), lives.end(1), PiiType.ADDRESS, 0.7, "street one lives on")


def _read_out(view: View) -> Iterator[Hit]:
    """Yield a house number in words with its street, whatever their case: "forty two twelve e lyndale avenue", "thirty-one eleven Cooney"."""
    done = 0
    low = lowered(view.text)
    for at in () if _COUNTING.isdisjoint(said(view.text)) else spots(low, _READ_OUT_GATES):
        if at < done:
            continue
        near = max(done, at - _LONGEST_NUMBER), at + _LONGEST_STREET
        if _NUMBER_SAID.search(low, *near) is None:
            continue
        match = _READ_OUT.search(low, *near) or _known_read_out(view.city).search(low, *near)
        if match and not any(MEASURES.fullmatch(word) for word in match[1].split()):
            done = match.end()
            yield Hit(match.start(), match.end(), PiiType.ADDRESS, 0.7, "house number read out")


def _stretch(low: str, start: int) -> PiiType:
    """Return what two streets are at *start*: a corner, where somebody may live, or "between" them a stretch of a third."""
    return PiiType.LOCATION if low.endswith("between ", 0, start) else PiiType.ADDRESS


@per_city
def _known_read_out(city: City) -> re.Pattern[str]:
    return re.compile(rf"{_COUNTED}{_GAP}((?:(?:{DIRECTION})\b\.?{_GAP})?(?:{streets(city)})\b)", re.IGNORECASE)


@per_city
def _known_corner(city: City) -> re.Pattern[str]:
    street = rf"(?:{streets(city)})\b(?:[ ](?:{STRONG})\b\.?)?"
    return re.compile(rf"(?<!\w){street}[ ][&@][ ]{street}", re.IGNORECASE)

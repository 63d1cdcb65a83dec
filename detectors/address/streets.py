"""Finds house numbers with their streets, and numbered roads, as they stand in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detectors.address.beside import place_names
from detectors.address.words import (
    COUNTS,
    DIGIT,
    DIRECTION,
    GAP,
    MEASURES,
    NUMBER_WORDS,
    ROUTE,
    SPOKEN_WORDS,
    STRONG,
    WEAK,
    YEAR,
)
from detectors.contract import View
from detectors.gazetteer import per_city, street_beginnings, streets
from detectors.name.lists import ordinary_words
from detectors.nearby import digits, digits_then, matched
from detectors.said import written
from records.settings import City

__all__ = ["Core", "numbered"]

Core = tuple[re.Match[str], float, str]

# A stop before a number ends a sentence: "0745 Theft. 2201 Prospect Ave". A date is no word of a street.
_WORD = r"(?:(?!\d{1,2}/\d{1,2}/\d)[A-Z0-9](?:[\w'’&/-]|\.(?![ ]\d))*+|of|the|de|la|del|and|&)"
_HOUSE = rf"{DIGIT}\d{{0,5}}(?:[-–]\d{{1,5}})?[A-Za-z]?(?:[ -]?\d/\d)?"
# Capitalised: number, up to five words, a suffix. The words are bounded and cannot hold a space, so it stays linear.
_REST = (
    rf"{GAP}(?:(?i:{DIRECTION})\b\.?,?{GAP})?(?:{_WORD}{GAP}){{1,5}}?(?i:{STRONG}|{WEAK})\b\.?(?:[ ](?i:{STRONG})\b\.?)?"
    rf"(?:,?[ ](?i:{DIRECTION})\b\.?)?"
)
_STREET = re.compile(_HOUSE + _REST)
_IN_WORDS = re.compile(rf"{NUMBER_WORDS}\b" + _REST)
_GRID = re.compile(r"[NSEW](?<!\w[NSEW])\d{1,3}[NSEW]\d{2,5}" + _REST)
_NUMBERED = re.compile(
    rf"{_HOUSE},?{GAP}(?:(?i:{DIRECTION})\b\.?{GAP})?(?:\d{{1,3}}(?i:st|nd|rd|th)\b(?:[ ](?i:{STRONG})\b\.?)?|(?i:{ROUTE})"
    rf"|(?i:ave|avenue)[ ](?:[A-Z]\b|of[ ]the[ ]\w+))(?:,?[ ](?i:{DIRECTION})\b\.?)?"
)
_LOWER = re.compile(
    rf"({DIGIT}\d{{0,5}}[a-z]?){GAP}((?:(?:{DIRECTION})\b\.?{GAP})?(?:[a-z0-9][a-z0-9'.-]*{GAP}){{1,3}}?)(?:{STRONG})\b\.?"
    rf"(?:[ ](?:{DIRECTION})\b\.?)?"
)
_DIRECTED = re.compile(
    rf"{DIGIT}\d{{1,5}}[A-Za-z]?{GAP}(?:[NSEW]\.?|[NS]\.?[EW]\.?|North|South|East|West|NORTH|SOUTH|EAST|WEST){GAP}"
    rf"(?:[A-Z][\w'’.]+|\d{{2,5}}){GAP}?(?:[A-Z][\w'’]+)?(?=[,.;)\n]|$|{GAP}(?:[A-Z]|\())"
)
# "1014 E. Babcock was sold": whatever goes on behind it. False friends: "in 1914 E. Roe wrote", a year; "12 N. Korean", a count.
_SIDED = re.compile(
    rf"(?!(?:1[89]|20[0-4])\d\D){DIGIT}\d{{2,4}}[ ][NSEW]\b\.?[ ][A-Z][a-z'’]{{2,}}(?=[ ][a-z(&]|[ ][-–—][ ])"
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
_GLUED = re.compile(rf"{DIGIT}\d{{3,5}}(?i:st|nd|rd|th)[ ](?i:{STRONG})\b\.?(?:[ ](?i:{DIRECTION})\b\.?)?")
# "the Four Georgians. Reeder's Alley", "NO. 20567 DECLARING INTENT TO VACATE AN ALLEY": a sentence goes on in it.
_STOPPED = re.compile(r"[a-z]{4}\.[ ][A-Z][a-z]{3}|[ ](?i:to|an|for|by|with|from|is|are|was|shall|will|has)[ ]")
_LABEL = 16  # characters
_LEADERS = (".. ", ". . ", "… ", "_ ")  # of a table of contents, whose numbers are pages
_AN_HOUR = re.compile(r"[0-2]\d[0-5]\d[ ]")  # "0712 Hit and run" at the head of a line of a log
# Where a house number ends and a word may follow: one search for all that begin so.
_HOUSES = re.compile(rf"{DIGIT}(?=\d{{0,5}}(?:[-–]\d{{1,5}})?[A-Za-z]?(?:[ -]?\d/\d)?,?[ ])")
# Asked before the names of all streets are: which word stands behind the number.
_NEXT_WORD = re.compile(rf"\d{{1,6}}[A-Za-z]?(?:[ ]\d/\d)?{GAP}(?:(?i:{DIRECTION})\b\.?{GAP})?([A-Za-z]+)")
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
    places = _houses(view.text)
    yield from _by_pattern(view, places)
    if places:
        yield from _in_small_letters(view.text, places)
        yield from _of_the_city(view, places)


def _by_pattern(view: View, places: Sequence[int]) -> Iterator[Core]:
    text, houses = view.text, _HOUSE_FIRST if places else ()
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


def _in_small_letters(text: str, places: Sequence[int]) -> Iterator[Core]:
    for match in matched(_LOWER, text, places):
        if not any(map(MEASURES.fullmatch, match.group(2).split())):
            yield match, 0.75, "street in lower case"


def _of_the_city(view: View, places: Sequence[int]) -> Iterator[Core]:
    text = view.text
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


def _houses(text: str) -> list[int]:
    """Return where a number stands that may be a house's: no phase's, no page's, no hour's at the head of a line."""
    return [start for found in matched(_HOUSES, text, digits(text)) if not _of_else(text, start := found.start())]


def _of_else(text: str, at: int) -> bool:
    labelled = text[at - 2 : at - 1].isalnum() and COUNTS.search(text, max(0, at - _LABEL), at)
    hour = text[at] == "0" and _AN_HOUR.match(text, at) and text[at - 1 : at] in ("", "\n")
    return bool(labelled or hour) or text.endswith(_LEADERS, max(0, at - _LABEL), at)


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
        rf"{DIGIT}\d{{0,5}}[A-Za-z]?(?:[ ]\d/\d)?{GAP}(?:(?:{DIRECTION})\b\.?{GAP})?({names})\b(?![ ](?:percent|people))",
        re.IGNORECASE,
    )

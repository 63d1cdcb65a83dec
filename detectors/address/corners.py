"""Finds crossings, streets somebody is said to live on, houses read out in words and houses in a link, as they stand in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.address.beside import beside_people, houses_said, in_columns
from detectors.address.words import DIGIT, DIRECTION, GAP, MEASURES, NUMBER_WORDS, SPOKEN, SPOKEN_WORDS, STRONG
from detectors.contract import Hit, View
from detectors.gazetteer import per_city, streets
from detectors.nearby import digits, digits_then, heads, lowered, matched, spots
from detectors.said import keyed, met, said
from records.finding import PiiType
from records.settings import City

__all__ = ["corners"]

# "sixteen twelve ninth avenue", as a machine writes down what was said. A house number read out has two words or more.
_COUNTED = rf"(?<![a-z-])(?=[a-z]{{2,9}}[ -](?:hundred|thousand|oh|{SPOKEN.lower()})\b){NUMBER_WORDS.lower()}"
_NUMBER_SAID = re.compile(_COUNTED)
_READ_OUT = re.compile(rf"{_COUNTED}{GAP}((?:(?:{DIRECTION})\b\.?{GAP})?(?:[a-z][a-z'.-]*{GAP}){{1,3}}?)(?:{STRONG})\b")
_READ_OUT_GATES = ("teen ", "ten ", "eleven ", "twelve ", "ty ", "ty-", "hundred ", " oh ")
_COUNTING = frozenset(map(str.lower, SPOKEN_WORDS)) | {"hundred", "oh"}
_LONGEST_NUMBER, _LONGEST_STREET = 36, 80  # characters before and after such a word
_LIVES = re.compile(
    rf"(?:liv(?:e|es|ed|ing)|resid(?:e|es|ed|ing)|home|house|residence|moved|stay(?:s|ing)?|property|located)[ ](?:is[ ])?(?:on|at|to|in)[ ](?:the[ ])?"
    rf"((?:(?i:{DIRECTION})\b\.?[ ])?(?:[A-Z][\w'’-]*[ ]){{1,3}}(?i:{STRONG}|gulch|way|loop|trail)\b\.?)"
)
_LIVES_GATES = ("live", "living", "resid", "home ", "house ", "moved ", "stay", "property ", "located ")
_ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
_CORNER = re.compile(
    rf"{DIGIT}\d{{0,2}}(?:st|nd|rd|th)(?:[ ](?i:{STRONG})\b\.?)?[ ](?:&|and|@)[ ](?:[A-Z][\w'’-]+(?:[ ](?i:{STRONG})\b\.?)?|{_ORDINAL}[ ](?i:{STRONG})\b\.?)"
)
_CORNER_OF = re.compile(
    rf"(?:[\w.'’-]+[ ]){{1,5}}?(?:and|&)[ ](?:(?:St|Mt|Ft|[NSEW])\.[ ])?[A-Za-z0-9][\w'’-]*(?:[ ]{_ORDINAL})?(?:[ ](?:[A-Z][\w'’-]*|(?i:{STRONG})\b\.?)){{0,3}}"
)
_CORNERS = keyed("corner of ", "intersection of ")
_BETWEEN = "&@"
# In a link to a map or a house for sale: "/place/1912+Hauser+Blvd,+Helena", "/1912-Hauser-Blvd-Helena-MT-59601".
_IN_LINK = re.compile(
    rf"/(\d{{1,6}}[-+](?:[A-Za-z0-9.]{{1,24}}[-+]){{1,4}}?(?i:{STRONG}|way|loop)(?:[-+,]{{1,3}}[A-Za-z0-9.]{{1,24}}){{0,6}})(?![A-Za-z0-9])"
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
    return re.compile(rf"{_COUNTED}{GAP}((?:(?:{DIRECTION})\b\.?{GAP})?(?:{streets(city)})\b)", re.IGNORECASE)


@per_city
def _known_corner(city: City) -> re.Pattern[str]:
    street = rf"(?:{streets(city)})\b(?:[ ](?:{STRONG})\b\.?)?"
    return re.compile(rf"(?<!\w){street}[ ][&@][ ]{street}", re.IGNORECASE)

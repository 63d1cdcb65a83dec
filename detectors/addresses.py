"""Finds American addresses: street, rural and postal ones, in running text, in blocks and columns of lines, and as whole cells.

A house number, a name and a street suffix are an address anywhere. What lacks one of the three needs company: a town line
behind it, a gazetteer street, a label, or a cell with nothing else in it. A town or a state alone is a LOCATION: evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from detectors.address_cells import cells
from detectors.address_lines import lines
from detectors.address_words import (
    DIRECTION,
    MEASURES,
    NUMBER,
    NUMBER_WORDS,
    ROUTE,
    STATE,
    STRONG,
    UNIT,
    WEAK,
    ZIP,
    ZIP_REST,
)
from detectors.contract import Detector, Hit, View
from detectors.gazetteer import streets
from detectors.nearby import lowered, spots
from records.finding import PiiType
from records.settings import City

__all__ = ["ADDRESSES"]

_GAP = r"[ ]{1,2}"
_WORD = r"(?:[A-Z0-9][\w'’.&/-]*|of|the|de|la|del|and|&)"
# A house number begins with a digit that stands free; the digit comes first, so that a search skips to digits at once.
_DIGIT = r"\d(?<![\w$.,#/:-]\d)"
_HOUSE = rf"{_DIGIT}\d{{0,5}}(?:[-–]\d{{1,5}})?[A-Za-z]?(?:[ -]?\d/\d)?"
# Capitalised: number, up to five words, a suffix. The words are bounded and cannot hold a space, so it stays linear.
_REST = (
    rf"{_GAP}(?:(?i:{DIRECTION})\b\.?,?{_GAP})?(?:{_WORD}{_GAP}){{1,5}}?(?i:{STRONG}|{WEAK})\b\.?(?:[ ](?i:{STRONG})\b\.?)?"
    rf"(?:,?[ ](?i:{DIRECTION})\b\.?)?"
)
_STREET = re.compile(_HOUSE + _REST)
_IN_WORDS = re.compile(rf"(?:{NUMBER_WORDS}\b" + _REST)
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
_BOX = re.compile(
    r"(?<!\w)(?:p\.?[ ]?o\.?[ ]{0,2}(?:box|drawer|bx)|pob|post[ ]office[ ]box|po[ ]?b\b|lock[ ]?box|caller[ ]box)\.?[ ]{0,2}(?:\#|no\.?)?[ ]{0,2}"
    r"(?:[A-Za-z]{0,2}-?\d[\w-]{0,9}|[A-Za-z]{1,2}\b)",
    re.IGNORECASE,
)
_RURAL = re.compile(
    r"(?<![\w.])(?:r\.?[ ]?r\.?|rural[ ]r(?:ou)?te\.?|hcr?|star[ ]r(?:ou)?te\.?|rfd|r(?:ou)?te?\.?|psc|unit|cmr|south[ ]route)[ ]{0,2}(?:\#[ ]?)?\d{0,5}[A-Za-z]?,?[ ]{1,2}"
    r"(?:po[ ])?box[ ]{0,2}\#?[ ]{0,2}\w{1,6}",
    re.IGNORECASE,
)
_MILITARY = re.compile(r"(?:(?:USCGC|USNV|USNS|USS)[ ]\w+\s{1,3})?\b[AFD]PO,?[ ](?:A[AEP])\b(?:[ ]\d{5}(?:-\d{4})?)?")
_ZIP_CODE = re.compile(rf"\d(?<![\w$.,-]\d){ZIP_REST}(?![\w-]|\.\d)")
_BEFORE_ZIP = re.compile(
    rf"(?:(?:(?<=\s)|(?<=^)|(?<=,))(?:[A-Z][\w.'’-]*[ ]){{0,3}}[A-Z][\w.'’-]*[ ]?,{{0,2}}[ ]{{0,3}})?\b({STATE})\.?,?[ \t]{{0,5}}\n?[ \t]{{0,5}}$"
)
_ZIP_WORD = re.compile(r"(?:\bzip(?:[ ]?codes?|s)?|\bpost(?:al)?[ ]?codes?)\b[^\d\n]{0,24}$", re.IGNORECASE)
_FOUR_MORE = re.compile(r"[-–]")
_COMMA_STATE = re.compile(rf",[ ]{{1,2}}({STATE})\b(?!['’#:]|[ ]?[\#\d](?!\d{{4}})|[ ]?[A-Z][a-z]+[ ](?:Inc|LLC|Corp))")
_TOWN_BEFORE = re.compile(r"(?:[A-Z][\w.'’-]*[ ]){0,3}[A-Z][\w.'’-]+$")
_TAIL = re.compile(
    rf"(?:[ ]?,|\n|,?[ ]{{1,3}}|[ ]?,[ ]{{0,3}}\n)[ \t>]{{0,40}}(?:{UNIT})(?i:[.,]?(?=\W|$))", re.IGNORECASE
)
_TOWN_LINE = re.compile(
    rf"[ \t]{{0,2}}(?:,[ \t]{{0,3}}\n?|\.[ ]|\n|[ ])[ \t>]{{0,60}}(?:[A-Z][\w.'’-]*[ ]?){{0,4}}(?:,|[ ])?[ ]{{0,3}}\n?[ \t>]{{0,60}}"
    rf"(?:\b{STATE}\b\.?(?:,?[ \t]{{1,5}}{ZIP}(?!\d))?|\b{ZIP}(?![\d-]))(?:,?[ ](?:U\.?S\.?A?\.?|United[ ]States(?:[ ]of[ ]America)?)(?![\w]))?"
)
_TOWN_ONLY = re.compile(
    r",[ ](?!(?:The|And|But|I|We|He|She|It|They|Please|This|That|In|On|At|For|Inc|LLC|Llc|Mr|Mrs|Ms|Dr)\b)[A-Z][a-z][\w'’.-]*(?:[ ][A-Z][a-z]\w+){0,2}(?:,[ ][A-Z]{2}\b)?"
)
_LIVES = re.compile(
    rf"(?:liv(?:e|es|ed|ing)|resid(?:e|es|ed|ing)|home|house|residence|moved|stay(?:s|ing)?|property|located)[ ](?:is[ ])?(?:on|at|to|in)[ ](?:the[ ])?"
    rf"((?:(?i:{DIRECTION})\b\.?[ ])?(?:[A-Z][\w'’-]*[ ]){{1,3}}(?i:{STRONG}|gulch|way|loop|trail)\b\.?)"
)
_LIVES_GATES = (
    "live",
    "living",
    "reside",
    "residing",
    "residence",
    "home ",
    "house ",
    "moved ",
    "stay",
    "property ",
    "located ",
)
_ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
_CORNER = re.compile(
    rf"{_DIGIT}\d{{0,2}}(?:st|nd|rd|th)(?:[ ](?i:{STRONG})\b\.?)?[ ](?:&|and|@)[ ](?:[A-Z][\w'’-]+(?:[ ](?i:{STRONG})\b\.?)?|{_ORDINAL}[ ](?i:{STRONG})\b\.?)"
)
_CORNER_OF = re.compile(
    rf"(?:[\w.'’-]+[ ]){{1,5}}?(?:and|&)[ ][A-Za-z0-9][\w'’.-]*(?:[ ]{_ORDINAL})?(?:[ ](?:[A-Z][\w.'’-]*|(?i:{STRONG})\b\.?)){{0,3}}"
)
_CORNER_GATES = ("corner of ", "intersection of ")
_LEAD = re.compile(
    rf"(?:^|[\n,;:>(\t]|[ ]{{2}}|\b(?:at|of|to|is|address)[ ])[ ]{{0,3}}({NUMBER}{_GAP}(?:[\w'’.&#/-]+,?[ ]{{1,2}}){{1,7}}),?[ ]{{0,2}}$",
    re.IGNORECASE,
)


def find(view: View) -> Iterator[Hit]:
    """Yield each address and each place of the view."""
    for entity in view.entities:
        if entity.label == "ADDRESS":
            yield Hit(entity.start, entity.end, PiiType.ADDRESS, entity.score, "model")
    found = tuple(_sorted_out(view)) if any(map(str.isdigit, view.text)) else ()
    yield from found
    yield from _corners(view)
    inside = tuple(hit for hit in found if hit.type is PiiType.ADDRESS)
    yield from _places(view, inside)
    yield from lines(view, inside)
    yield from cells(view)


def _sorted_out(view: View) -> Iterator[Hit]:
    text = view.text
    for match, score, pattern in _cores(view):
        end = _extended(text, match.end())
        yield Hit(match.start(), end, PiiType.ADDRESS, score, pattern)
    yield from _postal(text)


def _cores(view: View) -> Iterator[tuple[re.Match[str], float, str]]:
    text = view.text
    for pattern, score, name in _NUMBER_FIRST:
        for match in pattern.finditer(text):
            if not _counts(text, match.start() + _number_length(match)):
                yield match, score, name
    for match in _LOWER.finditer(text):
        if not any(MEASURES.fullmatch(word) for word in match.group(2).split()):
            yield match, 0.75, "street in lower case"
    for match in _known(view.city).finditer(text):
        yield match, 0.8, "gazetteer street"
    for match in _MILITARY.finditer(text):
        yield match, 0.9, "military post"
    yield from _boxes(text)


def _boxes(text: str) -> Iterator[tuple[re.Match[str], float, str]]:
    for at in spots(lowered(text), ("box", "drawer", "pob", "po b", "p.o.b", "bx")):
        for pattern, name in ((_BOX, "post office box"), (_RURAL, "rural route")):
            match = pattern.search(text, max(0, at - 24), at + 24)
            if match:
                yield pattern.match(text, match.start()) or match, 0.95, name


_NUMBER_FIRST = (
    (_STREET, 0.9, "street"),
    (_IN_WORDS, 0.8, "street, number in words"),
    (_GRID, 0.8, "street, grid number"),
    (_NUMBERED, 0.85, "numbered street or road"),
    (_DIRECTED, 0.6, "number, direction and name"),
)


def _counts(text: str, at: int) -> bool:
    """Say whether the word at *at* makes the number before it a count; "New" and "Old" with a capital begin a name."""
    counted = MEASURES.match(text, at)
    return counted is not None and counted.group() not in ("New", "NEW", "Old", "OLD", "Star", "Day")


def _number_length(match: re.Match[str]) -> int:
    group = match.group()
    return len(group) - len(group.partition(" ")[2].lstrip())


@lru_cache(maxsize=4)
def _known(city: City) -> re.Pattern[str]:
    names = streets(city)
    return re.compile(
        rf"{_DIGIT}\d{{0,5}}[A-Za-z]?{_GAP}(?:(?:{DIRECTION})\b\.?{_GAP})?(?:{names})\b(?![ ](?:percent|people))",
        re.IGNORECASE,
    )


def _extended(text: str, end: int) -> int:
    """Return where an address core that ends at *end* really ends: units, then the town line, over line breaks."""
    for _ in range(3):
        unit = _TAIL.match(text, end)
        if unit is None:
            break
        end = unit.end()
    town = _TOWN_LINE.match(text, end)
    if town:
        return town.end()
    only = _TOWN_ONLY.match(text, end)
    return only.end() if only else end


def _postal(text: str) -> Iterator[Hit]:
    """Yield town lines with a ZIP code, and the street line before one, whatever it is called; a ZIP+4 is an address."""
    for match in _ZIP_CODE.finditer(text):
        low = max(0, match.start() - 70)
        head = text[low : match.start()]
        state = _BEFORE_ZIP.search(head)
        if state:
            lead = _LEAD.search(text[max(0, low + state.start() - 70) : low + state.start()])
            start = max(0, low + state.start() - 70) + lead.start(1) if lead else low + state.start()
            yield Hit(start, match.end(), PiiType.ADDRESS, 0.9, "town, state and ZIP")
        elif _ZIP_WORD.search(head):
            nine = len(match.group()) > 5  # noqa: PLR2004 - ZIP+4 names one delivery point
            yield Hit(
                match.start(), match.end(), PiiType.ADDRESS if nine else PiiType.LOCATION, 0.8, "ZIP after its word"
            )
        elif _FOUR_MORE.search(match.group()):
            yield Hit(match.start(), match.end(), PiiType.ADDRESS, 0.6, "ZIP+4")


def _corners(view: View) -> Iterator[Hit]:
    text = view.text
    low = lowered(text)
    for match in _CORNER.finditer(text):
        yield Hit(match.start(), match.end(), PiiType.ADDRESS, 0.7, "corner")
    for gate in _CORNER_GATES:
        for at in spots(low, (gate,)):
            of = _CORNER_OF.match(text, at + len(gate))
            if of:
                yield Hit(of.start(), of.end(), PiiType.ADDRESS, 0.7, "corner of")
    for at in spots(text, (" & ", " @ ")):
        known = _known_corner(view.city).search(text, max(0, at - 30), at + 40)
        if known:
            yield Hit(known.start(), known.end(), PiiType.ADDRESS, 0.7, "corner of known streets")
    for at in spots(low, _LIVES_GATES):
        lives = _LIVES.match(text, at)
        if lives:
            yield Hit(lives.start(1), lives.end(1), PiiType.ADDRESS, 0.7, "street one lives on")


@lru_cache(maxsize=4)
def _known_corner(city: City) -> re.Pattern[str]:
    street = rf"(?:{streets(city)})\b(?:[ ](?:{STRONG})\b\.?)?"
    return re.compile(rf"(?<!\w){street}[ ][&@][ ]{street}", re.IGNORECASE)


def _places(view: View, inside: tuple[Hit, ...]) -> Iterator[Hit]:
    """Yield towns and states that are no part of an address."""
    for entity in view.entities:
        if entity.label in ("LOCATION", "GPE", "LOC") and not _within(entity.start, entity.end, inside):
            yield Hit(entity.start, entity.end, PiiType.LOCATION, entity.score, "model")
    for match in _COMMA_STATE.finditer(view.text):
        low = max(0, match.start() - 45)
        town = _TOWN_BEFORE.search(view.text[low : match.start()])
        if town and not _within(low + town.start(), match.end(), inside):
            yield Hit(low + town.start(), match.end(1), PiiType.LOCATION, 0.7, "town and state")


def _within(start: int, end: int, hits: tuple[Hit, ...]) -> bool:
    return any(hit.start <= start and end <= hit.end for hit in hits)


ADDRESSES = Detector(
    name="addresses",
    types=(PiiType.ADDRESS, PiiType.LOCATION),
    find=find,
    matches=(
        ("Send it to 316 N Park Ave, Helena, MT 59601.", "316 N Park Ave, Helena, MT 59601"),
        ("at 228 Broadway today", "228 Broadway"),
        ("1405 W 6th Ave Apt 3", "1405 W 6th Ave Apt 3"),
        ("PO Box 1241, 59624-1241", "PO Box 1241, 59624-1241"),
        ("P.O. Box 200547", "P.O. Box 200547"),
        ("he lives at rr 2 box 41", "rr 2 box 41"),
        ("HC 2333 Box 85", "HC 2333 Box 85"),
        ("4450 US Highway 12 West", "4450 US Highway 12 West"),
        ("meet at 12th & Millard", "12th & Millard"),
        ("the corner by Park & Lawrence", "Park & Lawrence"),
        ("i live at 1450 elm st and", "1450 elm st"),
        ("59620-0547", "59620-0547"),
        ("she lives on Birdseye Road", "Birdseye Road"),
        ("10 JUNIPER LOOP\nHELENA MT 59602", "10 JUNIPER LOOP\nHELENA MT 59602"),
    ),
    spares=(
        "under 2-17-551, MCA, 30 days after the meeting",
        "Rodney Street will be paved in 2026",
        "a 10 minute drive, 3 miles down the road",
        "Park and Recreation Board, 5 members",
        "the 2026 budget of $316,000",
    ),
)

"""Finds American addresses: street, rural and postal ones, in running text, in blocks and columns of lines, and as whole cells.

A house number, a name and a street suffix are an address anywhere. What lacks one of the three needs company: a town line
behind it, a gazetteer street, a label, or a cell with nothing else in it. A town or a state alone is a LOCATION: evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import chain

from detectors.address.cells import WHOLE, cells
from detectors.address.corners import corners
from detectors.address.houses_alone import houses_alone
from detectors.address.lines import lines
from detectors.address.nowhere import in_row, nowhere, own_cell
from detectors.address.parks import parks
from detectors.address.post import abroad, boxes, general, town_lines
from detectors.address.read import before_label, block, no_house, read
from detectors.address.signs import ends_in_state
from detectors.address.streets import numbered
from detectors.address.words import STATE, STRONG, UNIT, WEAK, ZIP
from detectors.contract import Detector, Hit, View
from detectors.name.words import STREETS, ordinary, place
from detectors.nearby import has_digit, has_letter
from records.finding import PiiType

__all__ = ["ADDRESSES"]

_COMMA_STATE = re.compile(rf",[ ]{{1,2}}({STATE})\b(?!['’#:]|[ ]?[\#\d](?!\d{{4}})|[ ]?[A-Z][a-z]+[ ](?:Inc|LLC|Corp))")
_TOWN_BEFORE = re.compile(r"(?:[A-Z][\w.'’-]*[ ]){0,3}[A-Z][\w.'’-]+$")
_TAIL = re.compile(
    rf"(?:[ ]?,|\n|,?[ ]{{1,3}}|[ ]?,[ ]{{0,3}}\n)[ \t>]{{0,40}}(?:{UNIT})(?i:[.,]?(?=\W|$))", re.IGNORECASE
)
_TOWN_LINE = re.compile(
    rf"[ \t]{{0,2}}(?:,[ \t]{{0,3}}\n?|\.[ ]|\n|[ ])[ \t>]{{0,60}}(?:[A-Z][\w.'’-]*[ ]?){{0,4}}(?:,|[ ])?[ ]{{0,3}}\n?[ \t>]{{0,60}}"
    rf"(?:\b{STATE}\b\.?(?:,?[ \t]{{1,5}}{ZIP}(?!\d))?|\b{ZIP}(?![\d-]))(?:,?[ ](?:U\.?S\.?A?\.?|United[ ]States(?:[ ]of[ ]America)?)(?![\w]))?"
)
_SUFFIX = re.compile(rf"{STRONG}|{WEAK}")
_REST = re.compile(r"[^\W\d_]{3,}")
# What may stand beside a street and is part of the address.
_PARTS = frozenset({
    "and", "the", "rear", "front", "upper", "lower", "top", "main", "ground", "floor", "level", "unit", "building", "house", "home", "box", "north", "south",
    "east", "west", "corner", "near", "off", "block", "lot", "space", "room", "suite", "office", "tower", "center", "hall", "city", "town", "county", "state",
    "back", "side", "basement", "garage", "first", "second", "third", "general", "delivery", "attention", "care", "door", "left", "right",
})  # fmt: skip
_GUESSED = frozenset({"model", "street", "street in lower case", WHOLE})  # what needs no label and no number of a list
_READ = frozenset({"model", WHOLE, "town, state and ZIP"})  # what may run over the cells of a row
_SIDES = ("N", "S", "E", "W")
_HOUSE = re.compile(r"\d{3,5}(?!\d)")
_HOUSE_BEFORE = re.compile(r"(?<![\w#$.,/-])(\d{3,5})(?:,|,?[ ](?:and|&|or))[ ]\Z")
_LIST = 16  # characters
_NEAR = 300  # houses of one list are no further apart
_TOWN_ONLY = re.compile(
    r",[ ](?!(?:The|And|But|I|We|He|She|It|They|Please|This|That|In|On|At|For|Inc|LLC|Llc|Mr|Mrs|Ms|Dr)\b)[A-Z][a-z](?:[\w'’-]|\.(?=\w)|(?<=\bSt)\.|(?<=\b[MF]t)\.)*(?:[ ][A-Z][a-z]\w+){0,2}(?:,[ ][A-Z]{2}\b)?"
)


def find(view: View) -> Iterator[Hit]:
    """Yield each address, with the houses listed before it, and each place of the view."""
    for hit in map(partial(_celled, view.text), _found(view)):
        if hit.type is PiiType.ADDRESS and hit.pattern in _GUESSED and nowhere(view.text, hit.start, hit.end):
            continue
        if "\t" in view.field.text and hit.pattern in _READ and in_row(view.field.text, view.text[hit.start : hit.end]):
            continue
        start = _sided(view.text, _listed(view.text, hit.start)) if hit.type is PiiType.ADDRESS else hit.start
        yield hit if start == hit.start else hit._replace(start=start)


def _celled(text: str, hit: Hit) -> Hit:
    """Return *hit*, of what is read over the cells of a row those of its own."""
    if hit.pattern not in _READ or "\t" not in text[hit.start : hit.end]:
        return hit
    start, end = own_cell(text, hit.start, hit.end)
    return hit._replace(start=start, end=end)


def _sided(text: str, start: int) -> int:
    """Return where a house begins whose number has its side of the county glued before it: "N6411 Tower Rd"."""
    glued = text[start : start + 1].isdigit() and text[start - 1 : start] in _SIDES
    return start - 1 if glued and start and not text[start - 2 : start - 1].isalnum() else start


def _listed(text: str, start: int) -> int:
    """Return where a list of houses begins whose last is the address at *start*: "610, 614 and 618 Dearborn".

    False friends: "In 2021, 316 N Park Ave", "Lot 12, 316 N Park Ave": houses of one list stand in the same hundreds.
    """
    house = _HOUSE.match(text, start)
    while house and (before := _HOUSE_BEFORE.search(text, max(0, start - _LIST), start)):
        if abs(int(before[1]) - int(house[0])) > _NEAR:
            break
        start = before.start()
    return start


def _found(view: View) -> Iterator[Hit]:
    guessed = tuple(read(view))
    found = tuple(_sorted_out(view))
    yield from guessed
    yield from found
    yield from houses_alone(view.text, (*guessed, *found))
    if has_letter(view.text):
        yield from corners(view)
    inside = tuple(hit for hit in found if hit.type is PiiType.ADDRESS)
    yield from _places(view, inside)
    yield from lines(view, inside)
    for hit in cells(view):
        if hit.pattern == WHOLE and _overrun(view.text, hit, inside):
            continue
        cut = before_label(view.text, hit.start, hit.end) if hit.type is PiiType.ADDRESS else hit.end
        yield hit._replace(end=cut, type=PiiType.LOCATION if block(view.text, hit.start) else hit.type)


def _overrun(text: str, whole: Hit, inside: tuple[Hit, ...]) -> bool:
    """Say whether words that are no part of an address stand beside the one in a short text: "1006 Butte Ave, parking complaint"."""
    if ends_in_state(text[whole.start : whole.end]):
        return False
    for hit in inside:
        if whole.start <= hit.start and hit.end <= whole.end:
            rest = f"{text[whole.start : hit.start]} {text[hit.end : whole.end]}"
            return any(_apart(word) for word in map(str.lower, _REST.findall(rest)))
    return False


def _apart(word: str) -> bool:
    return ordinary(word) and not (word in _PARTS or word in STREETS or place(word) or _SUFFIX.fullmatch(word))


def _sorted_out(view: View) -> Iterator[Hit]:
    text = view.text
    figures = has_digit(text)
    named = chain(numbered(view), boxes(text)) if figures and has_letter(text) else general(text)
    for match, score, pattern in named:
        if no_house(text, match.start()):
            continue
        end = _extended(text, match.end())
        in_block = block(text, match.start())
        yield Hit(match.start(), end, PiiType.LOCATION if in_block else PiiType.ADDRESS, score, pattern)
    for start, end in parks(text):
        yield Hit(start, _extended(text, end), PiiType.ADDRESS, 0.8, "home in a park")
    if figures:
        yield from town_lines(text)
        yield from abroad(text)


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
        ("I live at fourteen thirty-six Hauser, yes", "fourteen thirty-six Hauser"),
        ("at Lot 17, Quail Run Mobile Home Park now", "Lot 17, Quail Run Mobile Home Park"),
        ("PO Box 1241, 59624-1241", "PO Box 1241, 59624-1241"),
        ("P.O. Box 200547", "P.O. Box 200547"),
        ("to Jane, General Delivery, Marysville, as before", "General Delivery, Marysville"),
        ("he lives at rr 2 box 41", "rr 2 box 41"),
        ("HC 2333 Box 85", "HC 2333 Box 85"),
        ("the lady at 412 Touchstone says", "412 Touchstone"),
        ("to General Delivery, Marysville MT 59640.", "General Delivery, Marysville MT 59640"),
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
        "a meeting at 1200 Hours, service for 300 Customers",
        "Park and Recreation Board, 5 members",
        "the 2026 budget of $316,000",
        "Project 22-07 Rodney Street Water Main",
        "The lock box is open and nobody knows why",
    ),
)

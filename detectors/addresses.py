"""Finds American addresses: street, rural and postal ones, in running text, in blocks and columns of lines, and as whole cells.

A house number, a name and a street suffix are an address anywhere. What lacks one of the three needs company: a town line
behind it, a gazetteer street, a label, or a cell with nothing else in it. A town or a state alone is a LOCATION: evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from detectors.address_cells import cells, no_address
from detectors.address_lines import lines
from detectors.address_post import abroad, boxes, town_lines
from detectors.address_streets import corners, numbered
from detectors.address_words import STATE, UNIT, ZIP
from detectors.contract import Detector, Entity, Hit, View
from detectors.name_words import ordinary, place
from detectors.nearby import column, has_digit, has_letter
from records.finding import PiiType
from records.record import Shape

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
_CODE = re.compile(r"-\d")
_PLATED = re.compile(r"(?<![\w-])\d{1,2}(?:[A-Z]-\d{4,5}[A-Z]?|-\d{5}[A-Z])(?![\w-])")
# "1450 Elm St, gate code 4417", "Park & Lawrence, pole tag L-2214": what follows has a label of its own.
_LABELLED = re.compile(
    r"[,;. ]{1,3}(?:the[ ])?(?:(?:gate|door|garage|alarm|entry|access|lock ?box)[ ](?:code|combo|combination|pin)|pole(?:[ ]tag)?|meter[ ](?:no|num|id|\#))\b",
    re.IGNORECASE,
)
# "12345AB", "AB-12345": the code of an article or a file, which the model takes for a house. False friends: "MT200", "HC62", "12th".
_ONE_CODE = re.compile(
    r"(?!(?:us|mt|i|sr|cr|fm|rr|rt|rte|hwy|hc|box|po)-?\d|\d+(?:st|nd|rd|th)$)(?:[a-z]{1,4}-?\d{1,8}(?:-?[a-z]{1,4})?|\d{1,8}-?[a-z]{1,4})",
    re.IGNORECASE,
)
# A commit's digest ("f9c4b186ac375a"), a name in a program ("M_LN2q"): the model takes a stretch of one for a house. False friend: "1412a".
_OF_CODE = re.compile(r"(?=[0-9a-f]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,64}|[^\W_]*_\w*")
_HEAD = re.compile(r"\w*\Z")
_TAIL_OF_WORD = re.compile(r"\w*")
_WORD = 64  # characters of a word that a reading may have cut
# "Barker v. Wingo, 407 U.S. 514", "1999 MT 193": the report in which a judgment stands, behind its parties.
_CITED = re.compile(r"\d{1,4}[ ](?:U\.?[ ]?S\.?|P\.[ ]?[23]d|F\.[ ]?(?:2d|3d|4th|Supp)|S\.[ ]?Ct\.?|Mont\.|MT)[ ]\d")
_VERSUS = re.compile(r"\bvs?\.[ ]")
_CAPTION = 60  # characters
_HOUSED = re.compile(r"(?<![\w-])\d{1,6}(?![\w-])|\b\d{5}\b")
_STREET_KIND = re.compile(
    r"\b(?:streets?|avenues?|ave|st|roads?|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|way|gulch)\b", re.IGNORECASE
)
_UNSURE = 0.45  # below it 30 of 33 such readings of labelled texts were no address ("WA-GR", "Room", "Tunisian FM")
_HOUSE = re.compile(r"\d{3,5}(?!\d)")
_HOUSE_BEFORE = re.compile(r"(?<![\w#$.,/-])(\d{3,5})(?:,|,?[ ](?:and|&|or))[ ]\Z")
_LIST = 16  # characters
_NEAR = 300  # houses of one list are no further apart
_WORDY = 3  # letters of a word that may be an address
_BEFORE = 14  # characters in which a plate may stand before what the model reads
# False friend: "1200 Block Ave", a street of that name.
_BLOCK = re.compile(
    r"(?:\d{1,3}00[ ])?bl(?:oc)?k\b\.?(?![ ](?:st|street|ave|avenue|rd|road|dr|drive|ln|lane|ct|court|way|loop)\b)(?=[ ](?:of[ ])?[A-Za-z0-9])",
    re.IGNORECASE,
)
_PAPERS = re.compile(r"\b(?:Passport|Bank,?[ ]routing)\b")  # "US Passport", "Valley Bank, routing"
_OF_BLOCK = ("00 block of ", "00 block ", "00 blk of ", "00 blk ")
_UNIT = re.compile(
    r"\d{1,4}[ ](?:inch(?:es)?|feet|foot|ft|yards?|miles?|minutes?|hours?|days?|weeks?|months?|years?|gallons?|acres?|percent|people)"
)
_TOWN_ONLY = re.compile(
    r",[ ](?!(?:The|And|But|I|We|He|She|It|They|Please|This|That|In|On|At|For|Inc|LLC|Llc|Mr|Mrs|Ms|Dr)\b)[A-Z][a-z][\w'’.-]*(?:[ ][A-Z][a-z]\w+){0,2}(?:,[ ][A-Z]{2}\b)?"
)


def find(view: View) -> Iterator[Hit]:
    """Yield each address, with the houses listed before it, and each place of the view."""
    for hit in _found(view):
        start = _listed(view.text, hit.start) if hit.type is PiiType.ADDRESS else hit.start
        yield hit if start == hit.start else hit._replace(start=start)


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
    for entity in _unplated(view):
        # Figures alone are no address to a reader, whatever the model thinks: an amount, a key; ZIP+4 has a rule of its own.
        if entity.label == "ADDRESS" and not _measure(view, entity):
            end = entity.end
            end = _before_label(view.text, entity.start, end)
            if _CODE.match(view.text, end):  # "..., pole tag L-2214": the letter belongs to the number after it
                end = max(view.text.rfind(" ", entity.start, end), entity.start + 1)
            type_ = PiiType.LOCATION if _guessed(view, entity) or _block(view.text, entity.start) else PiiType.ADDRESS
            yield Hit(entity.start, end, type_, entity.score, "model")
    found = tuple(_sorted_out(view)) if has_digit(view.text) else ()
    yield from found
    if has_letter(view.text):
        yield from corners(view)
    inside = tuple(hit for hit in found if hit.type is PiiType.ADDRESS)
    yield from _places(view, inside)
    yield from lines(view, inside)
    for hit in cells(view):
        cut = _before_label(view.text, hit.start, hit.end) if hit.type is PiiType.ADDRESS else hit.end
        yield hit._replace(end=cut, type=PiiType.LOCATION if _block(view.text, hit.start) else hit.type)


def _block(text: str, start: int) -> bool:
    """Say whether a hundred of houses stands there, as the police gives out, and nobody's house: "1200 block of Prospect"."""
    return _BLOCK.match(text, start) is not None or text.endswith(_OF_BLOCK, 0, start)


def _before_label(text: str, start: int, end: int) -> int:
    label = _LABELLED.search(text, start + 1, end)
    return label.start() if label else end


def _unplated(view: View) -> Iterator[Entity]:
    """Yield what the model reads, its addresses without a number plate at their head: "5T-1234A Ford" is in no street."""
    for entity in view.entities:
        if entity.label != "ADDRESS" or not (
            plate := _PLATED.search(view.text, max(0, entity.start - _BEFORE), entity.end)
        ):
            yield entity
        elif plate.end() < entity.end and has_digit(view.text[plate.end() : entity.end]):
            yield entity._replace(start=max(entity.start, plate.end() + 1))


def _measure(view: View, entity: Entity) -> bool:
    """Say whether what the model calls an address is a figure, alone, with letters or with its unit ("18 inches"), a word ("run") or a key called "unit"."""
    text = view.text[entity.start : entity.end]
    if no_address(text) or _ONE_CODE.fullmatch(text) or _in_code(view.text, entity.start, entity.end):
        return True
    if not has_digit(text) and (view.field.shape in (Shape.LABEL, Shape.MAILBOXES) or _under(view, PiiType.PERSON)):
        return True
    if _cited(view.text, entity.start) or _PAPERS.search(text):
        return True
    if not _under(view, PiiType.ADDRESS) and (
        ordinary(text.lower()) or (text.isascii() and text.isalpha() and len(text) < _WORDY)
    ):
        return True  # "run", "Street", "That", "a"
    return not any(map(str.isalpha, text)) or _UNIT.fullmatch(text) is not None


def _in_code(text: str, start: int, end: int) -> bool:
    """Say whether a reading is, begins or ends inside a word of code."""
    head, tail = _HEAD.search(text, max(0, start - _WORD), start), _TAIL_OF_WORD.match(text, end, end + _WORD)
    words = text[head.start() if head else start : tail.end() if tail else end].split()
    return any(_OF_CODE.fullmatch(word) for word in (words[0], words[-1]))


def _guessed(view: View, entity: Entity) -> bool:
    """Say whether words without a figure are a guess: a place at most, and an address beside the rest of one."""
    text = view.text[entity.start : entity.end]
    if text.isascii() and text.isalpha() and place(text.lower()):
        return True
    if view.field.shape is not Shape.PROSE:
        return False
    return (entity.score < _UNSURE and not has_digit(text)) or _streets(text)


def _cited(text: str, start: int) -> bool:
    return _CITED.match(text, start) is not None and _VERSUS.search(text, max(0, start - _CAPTION), start) is not None


def _streets(text: str) -> bool:
    """Say whether a stretch is a list of streets, "11th Avenue, Broadway, Park Avenue", which are nobody's address."""
    return "," in text and "&" not in text and not _HOUSED.search(text) and len(_STREET_KIND.findall(text)) > 1


def _under(view: View, type_: PiiType) -> bool:
    """Say whether the column that *view* stands in holds values of *type_*."""
    said = column(view)
    return said is not None and said.type is type_


def _sorted_out(view: View) -> Iterator[Hit]:
    text = view.text
    named = chain(numbered(view), boxes(text)) if has_letter(text) else ()
    for match, score, pattern in named:
        if _cited(text, match.start()):
            continue
        end = _extended(text, match.end())
        block = _block(text, match.start())
        yield Hit(match.start(), end, PiiType.LOCATION if block else PiiType.ADDRESS, score, pattern)
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
        ("PO Box 1241, 59624-1241", "PO Box 1241, 59624-1241"),
        ("P.O. Box 200547", "P.O. Box 200547"),
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
    ),
)

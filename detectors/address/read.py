"""What the language model calls an address, corrected: no plate or hour before it, no label or sentence behind it, no figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.address.cells import no_address
from detectors.address.signs import is_told
from detectors.address.words import COUNTS
from detectors.contract import Entity, Hit, View
from detectors.name.lists import vocabulary
from detectors.name.words import ordinary, place
from detectors.nearby import column, has_digit
from records.columns import Part
from records.finding import PiiType
from records.record import Shape

__all__ = ["before_label", "block", "no_house", "read"]

Span = tuple[int, int]

# "1450 Elm St, gate code 4417", "Park & Lawrence, pole tag L-2214": what follows has a label of its own.
_LABELLED = re.compile(
    r"[,;. ]{1,3}(?:the[ ])?(?:(?:gate|door|garage|alarm|entry|access|lock ?box)[ ](?:code|combo|combination|pin)|pole(?:[ ]tag)?|meter[ ](?:no|num|id|\#))(?!\w)",
    re.IGNORECASE,
)
# False friend: "1200 Block Ave", a street of that name.
_BLOCK = re.compile(
    r"(?:\d{1,3}00[ ])?bl(?:oc)?k\b\.?(?![ ](?:st|street|ave|avenue|rd|road|dr|drive|ln|lane|ct|court|way|loop)\b)(?=[ ](?:of[ ])?[A-Za-z0-9])",
    re.IGNORECASE,
)
_OF_BLOCK = ("00 block of ", "00 block ", "00 blk of ", "00 blk ")
_CODE = re.compile(r"-\d")
_PLATED = re.compile(r"(?<![\w-])\d{1,2}(?:[A-Z]-\d{4,5}[A-Z]?|-\d{5}[A-Z])(?![\w-])")
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
_CITED = re.compile(
    r"\d{1,4}[ ](?:U\.?[ ]?S\.?|P\.[ ]?[23]d|F\.[ ]?(?:2d|3d|4th|Supp)|S\.[ ]?Ct\.?|Mont\.|MT)[ ]\d", re.IGNORECASE
)
_VERSUS = re.compile(r"\bvs?\.[ ]", re.IGNORECASE)
# "40 CFR 141", "18 U.S.C. 2721": a title of the federal codes. False friend: "500 US 12", a road.
_TITLE = re.compile(r"\d{1,2}[ ](?:C\.?F\.?R|U\.?S\.?C)\b", re.IGNORECASE)
_FEET = re.compile(r"\d{1,4}(?:['’\"”]|[ ]?ft\b)")  # "10' Fire Lane"
_NOUGHT = re.compile(r"0\d(?:[ ]{2}|[ ](?=R(?:OU)?TE?\b))")  # "CYC 04  RTE 12": a cycle and a route of meters
# "2026 Custer Avenue Widening", "THE 2025 SIXTH AVENUE RECONSTRUCTION": what is built, and when.
_BUILT = re.compile(
    r"20[0-4]\d[ ](?:[\w'’.]+[ ]){1,5}?(?:project|reconstruction|paving|widening|overlay)\b", re.IGNORECASE
)
# "20000 to 29999 Police department", "1555 TON Mill": a chart of accounts and a bid have numbers of their own.
_CHART = re.compile(r"(?<!\d)\d{5}[ ](?:to|thru|through|-)[ ]\Z")
_QUANTITY = re.compile(r"[\d,.]{1,9}[ ](?:SY|TONS?|LF|EA|LS|CY|SF|GAL|LBS?)\b")
_LABEL = 16  # characters
_CAPTION = 60  # characters
# "Project 22-07 Rodney Street Water Main": a number that begins with the year, and where something is built.
_OF_YEAR = re.compile(r"\d{2}(?:\d\d)?-\d{1,4},?[ ]")
_MAKERS = vocabulary("machine_makers")
_MODEL = re.compile(r"\A\w+[ ][A-Z]{0,3}\d")
_FIGURES = "0123456789-"
_PROJECT = re.compile(
    r"\b(?:project|contract|bid|rf[pq]|job|grant|work[ ]order)[ ](?:(?:no\.?|number|\#)[ ]?)?\Z", re.IGNORECASE
)
_HOUSED = re.compile(r"(?<![\w-])\d{1,6}(?![\w-])|\b\d{5}\b")
_STREET_KIND = re.compile(
    r"\b(?:streets?|avenues?|ave|st|roads?|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|way|gulch|loop|trail|circle|place|terrace)\b",
    re.IGNORECASE,
)
# "Rodney Street, Roberts Street and Beattie Street": the next of a list of streets.
_AFTER_STREET = re.compile(
    r"[ ](?:Street|Avenue|Road|Drive|Lane|Boulevard|Court|Way|Gulch|Loop|Trail|Circle|Place|Terrace),[ ](?:and[ ])?\Z"
)
_UNSURE = 0.45  # below it 30 of 33 such readings of labelled texts were no address ("WA-GR", "Room", "Tunisian FM")
_WORDY = 3  # letters of a word that may be an address
_BEFORE = 14  # characters in which a plate may stand before what the model reads
_PAPERS = re.compile(r"\b(?:Passport|Bank,?[ ]routing)\b")  # "US Passport", "Valley Bank, routing"
_UNIT = re.compile(
    r"\d[ ][a-z]{3,14}|"
    r"\d{1,4}-(?:unit|acre|foot|inch|story|stall|space|bed|room|lot|plex)\b.*|[A-Z]{1,3}-\d\w?[ ](?:[Dd]istrict|[Zz]one)\b.*|\d{1,4}[ ](?:inch(?:es)?|feet|foot|ft|yards?|miles?|minutes?|hours?|days?|weeks?|months?|years?|gallons?|acres?|percent|people)",
    re.DOTALL,
)
# A unit of a fleet or of a crash: "Unit 311 (2012 Ford F-250)", "Unit 1: 2014 Ford". False friend: "Unit 4" alone on a line.
_FLEET = re.compile(r"(?:(?:[A-Z][a-z]+[ ])?[Uu]nit|UNIT|Rm|Room)(?:[ ]\d{1,4})?")
_OF_FLEET = re.compile(r"[ ]?\d{0,4}(?:[ ]?:|[ ]\()")
_COUNTED = re.compile(r"(?<![\d\w])\d[ ]\Z")
_COUNT = 3  # characters
# The label of a number that was not read: "44 S Cruse Ave Apt 2B. Medicare #".
_LABEL_LAST = re.compile(
    r"[,;. ]{1,3}(?:medicare|medicaid|policy|acct|account|emp(?:loyee)?|claim|case|patient)[ .]{1,2}(?:no|num|id|\#)[ .:]{0,3}\Z",
    re.IGNORECASE,
)
# "0933 Traffic stop", "01 Broadwater; 02 Kessler": an hour in a log, a number in a list. No house number but a few in Portland, Oregon, begins with a nought.
_HOUR = re.compile(r"0\d{1,3}[ ](?=[A-Z])")
# "Hauser and Park. No answer at": another sentence. False friends: "Main St. Apt 3", "Blvd. Suite 2", "N. Ewing".
_SENTENCE = re.compile(r"(?<=[a-z]{3})\.[ ](?=[A-Z][a-z]+[ ][a-z]{2})")
_NEXT_WORDS = 20  # characters behind a reading in which a sentence shows that it is one
# "Reg. 12345", "Emp ID 20771": a number of something else, and its label. False friend: "Boise ID 83702".
_NUMBERED = re.compile(
    r"(?:[Ss]ections?[ ]\d{4,6}(?:[-.]\d+)?(?:,?[ ](?:and[ ])?)?)+|(?:DUNS|FIRM[ ]Panel|Panel)[ ]\w+|(?:\w+[ ])?ID[ #]{0,2}(?!83)\d*|(?:[Dd]etail|[Ss]heet|[Ss]pec)[ ]\d[\d-]*|(?:[Rr]eg|REG|[Nn]o|NO|[Rr]ef|REF|[Ii]nv)\.?[ ]?\#?[ ]?\d+"
)


def read(view: View) -> Iterator[Hit]:
    """Yield the addresses that the model reads in *view*; a guess, and a block of houses, as a place."""
    for entity in _unplated(view):
        # Figures alone are no address to a reader, whatever the model thinks: an amount, a key; ZIP+4 has a rule of its own.
        if entity.label == "ADDRESS" and not _measure(view, entity):
            start, end = _ends(view.text, entity)
            type_ = PiiType.LOCATION if _guessed(view, entity) or block(view.text, entity.start) else PiiType.ADDRESS
            yield Hit(start, end, type_, entity.score, "model")


def block(text: str, start: int) -> bool:
    """Say whether a hundred of houses stands there, as the police gives out, and nobody's house: "1200 block of Prospect"."""
    return _BLOCK.match(text, start) is not None or text.endswith(_OF_BLOCK, 0, start)


def before_label(text: str, start: int, end: int) -> int:
    """Return where an address at ``[start, end)`` ends: before the label of something else that was read with it."""
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


def _ends(text: str, entity: Entity) -> Span:
    """Return what of a reading is the address: no hour before it ("0933 Custer & Main"), no label and no sentence behind it."""
    start, end = entity.start, before_label(text, entity.start, entity.end)
    if text[start - 1 : start] in ("", "\n") and (hour := _HOUR.match(text, start, end)):
        start = hour.end()
    if label := _LABEL_LAST.search(text, start, end):
        end = label.start()
    if (sentence := _SENTENCE.search(text, start, end + _NEXT_WORDS)) and sentence.start() < end:
        end = sentence.start()
    if _CODE.match(text, end):  # "..., pole tag L-2214": the letter belongs to the number after it
        end = max(text.rfind(" ", start, end), start + 1)
    return start, end


def _measure(view: View, entity: Entity) -> bool:
    """Say whether what the model calls an address is a figure, alone, with letters or with its unit ("18 inches"), a word ("run") or a key called "unit"."""
    text = view.text[entity.start : entity.end]
    labels = view.field.shape is Shape.LABEL and " " not in text.strip()  # "L1Street1", the name of a column
    if (
        labels
        or _under_another(view, text)
        or no_address(text)
        or _ONE_CODE.fullmatch(text)
        or _in_code(view.text, entity.start, entity.end)
    ):
        return True
    if not has_digit(text) and (view.field.shape in (Shape.LABEL, Shape.MAILBOXES) or _under(view, PiiType.PERSON)):
        return True
    if text.split(" ")[0].lower() in _MAKERS and _MODEL.search(text):
        return True  # "Toro 4000-D"
    small = text.islower() and text.isalpha()  # "2 lindens"
    counted = small and _COUNTED.search(view.text, max(0, entity.start - _COUNT), entity.start)
    of_fleet = _FLEET.fullmatch(text) and _OF_FLEET.match(view.text, entity.end)
    if counted or of_fleet or no_house(view.text, entity.start) or _PAPERS.search(text) or _NUMBERED.fullmatch(text):
        return True
    if not _under(view, PiiType.ADDRESS) and (
        ordinary(text.lower())
        or (text.isascii() and text.isalpha() and len(text) < (_WORDY + 2 if text.isupper() else _WORDY))
    ):
        return True  # "run", "Street", "That", "a", "VIN"
    return not any(map(str.isalpha, text)) or _UNIT.fullmatch(text) is not None


def _under_another(view: View, text: str) -> bool:
    """Say whether a reading stands in a column of something else and has no word of an address: "3rd Reading" under "item", or no number: a bridge's."""
    cell = view.field.name != "" and view.field.shape is Shape.CELL
    said = column(view) if cell else None
    thing = said is not None and said.part is Part.THING and not has_digit(text)
    return cell and (thing or not (_under(view, PiiType.ADDRESS) or is_told(view, text)))


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
    listed = not has_digit(text) and _AFTER_STREET.search(view.text, max(0, entity.start - _BEFORE), entity.start)
    return (entity.score < _UNSURE and not has_digit(text)) or _streets(text) or bool(listed)


def no_house(text: str, start: int) -> bool:
    """Say whether the number at *start* is no house's: a code's or a judgment's, a project's, or the year of one."""
    return (
        any(pattern.match(text, start) for pattern in (_TITLE, _BUILT, _FEET, _NOUGHT))
        or _cited(text, start)
        or (text[start : start + 1].isdigit() and bool(_counted(text, start)))
        or _QUANTITY.match(text, start) is not None
        or _of_project(text, start)
    )


def _counted(text: str, start: int) -> re.Match[str] | None:
    """Return the label of a count, or the other end of a chart's row, before the number at *start*."""
    near = max(0, start - _LABEL)
    return COUNTS.search(text, near, start) or _CHART.search(text, near, start)


def _cited(text: str, start: int) -> bool:
    """Say whether the report of a judgment stands at *start*, behind the judgment's parties."""
    return _CITED.match(text, start) is not None and _VERSUS.search(text, max(0, start - _CAPTION), start) is not None


def _of_project(text: str, start: int) -> bool:
    """Say whether a number that begins with its year stands at *start*, or half of one as the model may read it, behind such a word."""
    before = text[max(0, start - len("2022-")) : start]
    whole = start - len(before) + len(before.rstrip(_FIGURES))
    return _OF_YEAR.match(text, whole) is not None and _PROJECT.search(text, max(0, whole - _BEFORE), whole) is not None


def _streets(text: str) -> bool:
    """Say whether a stretch is a list of streets, "11th Avenue, Broadway, Park Avenue", which are nobody's address."""
    return "," in text and "&" not in text and not _HOUSED.search(text) and len(_STREET_KIND.findall(text)) > 1


def _under(view: View, type_: PiiType) -> bool:
    """Say whether the column that *view* stands in holds values of *type_*."""
    said = column(view)
    return said is not None and said.type is type_ and said.part is not Part.UNSURE

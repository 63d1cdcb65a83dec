"""Finds telephone numbers in American spellings anywhere, and in any spelling where words or a column say telephone.

False friends are many: statute cites (2-17-551), dates, amounts, geocodes, ISBN, invoice and ordinance numbers. So the shape
3-3-4 with its own separators is enough; ten or seven digits in a row, and foreign shapes, need words, a plus or the city's
own exchanges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.contract import Detector, Hit, View
from detectors.nearby import before, column, digits, has_digit, heads, line_before, matched, numbers, whole
from detectors.phone.heard import heard
from detectors.phone.joined import joined
from detectors.phone.lists import BESIDE, alone, behind_names, in_columns, listed
from detectors.phone.words import LABEL, NOT_WORDS, NUMBERED, SIGNED, SPAN_OF_AMOUNT, WORDS
from detectors.phone.wraps import ABROAD, DIGIT, EXT, PLUS, SEP, START, TURN, wrapped
from records.finding import PiiType

__all__ = ["PHONES"]

_END = r"(?!(?!x\d{1,5}(?!\w))[A-Za-z0-9_]|[-./]\d|,\d{3})"  # "555-0101x14" goes on with its extension
# Behind the last digit. False friend: "...-3000,500"; in a line of values a date or another number may follow.
_STOP = r"(?!\d|[-./]\d|,\d{3}(?![\d./-]))"
_MORE = r"[ ]?(?:[/&]|\bor[ ])[ ]?-?\d{4}"  # "555-0122 or 0123"
_AMERICAN = re.compile(
    rf"{DIGIT}(?:(?<=1){SEP}?\d{{3}}|\d\d)({SEP})(\d{{3}})({SEP})(\d{{4}})"
    rf"(?:{_MORE})?{_STOP}{EXT}",
    re.IGNORECASE,
)
_BRACKETS = re.compile(
    rf"\([ ]?\d{{3}}[ ]?\)[ \t]{{0,2}}[-.–/]?\s{{0,6}}\d{{3}}(?:{TURN}|{SEP})\d{{4}}(?:{_MORE})?{_STOP}{EXT}",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?<![\w.])(?:\+?1[-. ]{0,2}\(?|\+\(?|\(|four[- ](?:oh|o|zero)[- ]six[ ,.-]{1,2})$", re.IGNORECASE)
_LEAD_REACH = 24  # characters
_TEN = re.compile(rf"{DIGIT}(?:(?<=1)[2-9]\d{{9}}|(?<=[2-9])\d{{9}}){_END}{EXT}", re.IGNORECASE)
_SEVEN = re.compile(
    rf"([2-9]{START.replace('{d}', chr(92) + 'd')}\d\d)[ ]?[-.–‐‑]-?(?:[ ]?|\n[ \t]{{0,8}})(\d{{4}})(?:[ ]?[/&][ ]?\d{{4}})?{_END}{EXT}",
    re.IGNORECASE,
)
_SPACED = re.compile(r"\d(?<!\w\d)(?:[ ]?[-.]?[ ]\d){9}(?![ ]?[-.]?[ ]?\d)")
_EXTENSION = re.compile(
    r"((?<![A-Za-z])[Ee]xt(?:ension|\.)?[ ]{0,2}|(?<![A-Z])EXT\.?[ ]{0,2}|x)(?<!\wx)\d[ -]?\d{2,4}(?![\w-])"
)
# "(4O6) 555-O122": what a scanner took for letters. Each of the three parts holds a figure, or it is words ("(All) Ill-Iooo").
_SCANNED = re.compile(
    r"\((?=[\dOolI]*\d)[\dOolI]{3}\)[ ]?(?=[\dOolI]*\d)[\dOolI]{3}[-. ](?=[\dOolI]*\d)[\dOolI]{4}(?![\w-])"
)
# "4O6-555-O1O7", without the brackets: both signs are the same.
_SCANNED_PLAIN = re.compile(
    r"\d(?<![\w./-]\d)(?=[\d.-]{0,11}[OolI])[\dOolI]{2}([.-])(?=[\dOolI]*\d)[\dOolI]{3}\1(?=[\dOolI]*\d)[\dOolI]{4}(?![\w-])"
)
_VANITY = re.compile(
    r"[48](?<!\w[48])(?<![A-Za-z]-[48])(?<!\d,[48])(?:00|33|44|55|66|77|88|06)\)?[-. ]{1,2}(?=[\dA-Z-]{0,9}[A-Z])[A-Z0-9]{2,4}-?[A-Z0-9]{3,9}(?![\w-])"
)
# What a number near such words may look like: seven to fifteen digits, loosely held together.
_LOOSE = re.compile(r"\d(?<![\w$]\d)(?:(?![ ]{3})[ .\-–/()]{0,3}\d){6,14}(?![\w]|,\d{3})" + EXT, re.IGNORECASE)
_THEN_WORDS = re.compile(
    r"\d(?<![\w$]\d)(?:[ .\-–/()]{0,3}\d){6,14}(?=[ ]?[-–—(,]?[ ]?(?:office|fax|mobile|cell|home|work|direct|main|(?:is|was)[ ](?:my|his|her|our|their|the)[ ](?:\w+[ ])?(?:number|cell|phone|mobile|line))\b)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"\((?<![\w.)]\()(?:0?\d{2,4}\)[ ]?\d{2,4}(?:[- ]\d{2,4}){1,3}|[2-9]\d{2}\)[ ]?[2-9]\d{6}|0\d{2,4}\)[ ]?\d{6,8})(?![\w]|[-./]\d)"
)
_BESIDE = re.compile(BESIDE)
_FEWEST = 4
_HOST = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"
_DATE = re.compile(
    r"(?:1[89]|20)\d\d[-–](?:19|20)\d\d|(?:19|20)\d\d[-/. ]?(?:0\d|1[0-2])[-/. ]?[0-3]\d|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d"
)


def find(view: View) -> Iterator[Hit]:
    """Yield each telephone number of the view."""
    text = view.text
    yield from _cell(view)
    if not has_digit(text):
        return
    yield from _american(view) if numbers(text) else ()
    for start, end, score, name in wrapped(view, WORDS, NUMBERED):
        yield _hit(_led(text, start, end), end, score, name)
    yield from _seven(view) if numbers(text) else ()
    yield from _loose(text) if numbers(text) else ()
    yield from (_hit(*span, 0.6, "in a list of numbers") for span in listed(view))
    yield from (_hit(*span, 0.65, "behind a name") for span in behind_names(view))
    yield from (_hit(*span, 0.7, "joined otherwise") for span in joined(view))
    yield from (_hit(*span, 0.65, "noted or heard") for span in heard(view))
    yield from _extensions(text)
    found = (
        (matched(each, text, digits(text)) if numbered else each.finditer(text), score, name)
        for each, score, name, numbered in _SHAPES
    )
    behind = ((matched(each, text, numbers(text)), score, name) for each, score, name in _LONG_SHAPES)
    for matches, score, name in (*found, *behind):
        for match in matches:
            if text[match.start()] != "0" or not _said_otherwise(text, match.start()):  # "Account 0088123-01"
                yield _hit(_led(text, *match.span()), match.end(), score, name)


# The last says whether the shape begins with a digit that stands free.
_SHAPES = (
    (_BRACKETS, 0.95, "bracketed 3-3-4 digits", False),
    (_SCANNED, 0.7, "bracketed 3-3-4, scanned", False),
    (_VANITY, 0.8, "vanity number", True),
    (PLUS, 0.9, "international", False),
    (_BRACKETED, 0.7, "bracketed area", False),
)
_LONG_SHAPES = (
    (_SCANNED_PLAIN, 0.7, "3-3-4, scanned"),
    (ABROAD, 0.7, "dialled from here"),
    (_SPACED, 0.7, "ten spaced digits"),
    (_THEN_WORDS, 0.7, "number before telephone words"),
)


def _led(text: str, start: int, end: int) -> int:
    """Return *start* with a country code or an area code in words before it taken in, or a bracket that the number closes."""
    lead = _LEAD.search(text[max(0, start - _LEAD_REACH) : start])
    open_ = lead is not None and lead[0] == "(" and ")" not in text[start:end]  # "cell (406-555-0143)"
    return start if lead is None or open_ else start - len(lead[0])


def _american(view: View) -> Iterator[Hit]:
    text = view.text
    for found in matched(_AMERICAN, text, numbers(text)):
        first, exchange, second, _ = found.groups()
        area = text[found.start(1) - 3]
        likely = area not in "01" and exchange[0] not in "01"
        blanks = not first.strip() and not second.strip()
        if (not blanks or likely) and not NUMBERED.search(line_before(text, found.start(), 24)):
            close = not blanks or before(text, found.start(), WORDS)
            yield _hit(
                _led(text, *found.span()), found.end(), (0.95 if likely else 0.75) if close else 0.6, "3-3-4 digits"
            )
    for found in matched(_TEN, text, numbers(text)):
        local = found.group().lstrip("1").startswith(view.city.area_code)
        if _spoken(text, found.start()) or (local and not _said_otherwise(text, found.start())):
            yield _hit(_led(text, *found.span()), found.end(), 0.8, "ten digits, with words")


def _seven(view: View) -> Iterator[Hit]:
    """Yield local numbers: the city's exchanges stand alone, others need words; "447-8450 acres" is neither."""
    text = view.text
    for found in matched(_SEVEN, text, numbers(text)):
        extended = len(found.group()) > len("447 - 8450")
        spoken = extended or _spoken(text, found.start())
        local = found.group(1) in view.city.exchanges or alone(text, found.start(), found.end())
        local = local or _signed(view, found.start())
        local = local and not _said_otherwise(text, found.start())
        enclosed = text[found.start() - 1 : found.start()] == "(" and text[found.end() : found.end() + 1] == ")"
        if (spoken or local or enclosed) and not SPAN_OF_AMOUNT.match(text, found.end()):
            yield _hit(found.start(), found.end(), 0.85 if spoken and local else 0.65, "seven digits")


def _signed(view: View, start: int) -> bool:
    """Say whether a number stands as in a signature: behind one letter for the kind of line, or right behind a person."""
    lead = line_before(view.text, start, 60)
    if SIGNED.search(lead):
        return True
    if "@" in lead and _BESIDE.fullmatch(lead.rpartition("@")[2].lstrip(_HOST)):
        return True
    if in_columns(view, start):
        return True
    near = (each for each in view.entities if start - len(lead) <= each.start and each.end <= start)
    return any(each.label == "PERSON" and _BESIDE.fullmatch(view.text, each.end, start) for each in near)


def _extensions(text: str) -> Iterator[Hit]:
    begins = [at for x in heads(text, "xX") for at in (x - 1, x) if at >= 0]  # at its x, or at the letter before it
    for found in matched(_EXTENSION, text, begins):
        if found.group(1)[0] in "Ee" or _on_its_line(text, *found.span()) or _spoken(text, found.start()):
            yield _hit(found.start(), found.end(), 0.6, "extension")


def _on_its_line(text: str, start: int, end: int) -> bool:
    """Say whether an extension is all of its line, as under a signature: "x3-5521". False friend: "x264", of three figures."""
    alone = text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
    return alone and sum(map(str.isdigit, text[start:end])) > len("264")


def _loose(text: str) -> Iterator[Hit]:
    """Yield numbers of any shape close behind words of telephoning, with no other number between."""
    for found in matched(_LOOSE, text, numbers(text)):
        low = max(0, found.start() - 45)
        word = None
        if not _DATE.match(text, found.start()):
            for word in WORDS.finditer(text, low, found.start()):  # noqa: B007 - the last one counts
                pass
        if word is None:
            continue
        between = text[word.end() : found.start()]
        if word.group().startswith("number"):  # whose number? "his social security number is ..."
            between = text[max(0, word.start() - 20) : word.start()] + between
        if not NOT_WORDS.search(between) and not any(map(str.isdigit, between)):
            yield _hit(_led(text, *found.span()), found.end(), 0.7, "number after telephone words")


def _spoken(text: str, start: int) -> bool:
    return LABEL.search(line_before(text, start, 16)) is not None or (
        before(text, start, WORDS) and not NOT_WORDS.search(line_before(text, start, 14))
    )


def _said_otherwise(text: str, start: int) -> bool:
    return NOT_WORDS.search(line_before(text, start, 28)) is not None


def _cell(view: View) -> Iterator[Hit]:
    said = column(view)
    if said and said.type is PiiType.PHONE:
        start, end = whole(view.text)
        if sum(map(str.isdigit, view.text)) >= _FEWEST:
            yield _hit(start, end, 0.95, "column")


def _hit(start: int, end: int, score: float, pattern: str) -> Hit:
    return Hit(start, end, PiiType.PHONE, score, pattern)


PHONES = Detector(
    name="phones",
    types=(PiiType.PHONE,),
    find=find,
    matches=(
        ("reach me at 406_555_0134 tonight", "406_555_0134"),
        ("home 406 5550134", "406 5550134"),
        ("555-0134 is my number", "555-0134"),
        ("Call 406-555-0101 today", "406-555-0101"),
        ("(406) 555-0101", "(406) 555-0101"),
        ("fax 406.555.0101 x12", "406.555.0101 x12"),
        ("713 - 276 - 7373", "713 - 276 - 7373"),
        ("713/555 - 0197", "713/555 - 0197"),
        ("+1 406 555 0101", "+1 406 555 0101"),
        ("Phone on file 442-5550 or (406)5550105", "(406)5550105"),
        ("the desk at 447-8450.", "447-8450"),
        ("cell 555-0101", "555-0101"),
        ("phone 4065550101", "4065550101"),
        ("1-800-FLOWERS", "1-800-FLOWERS"),
        ("London +44 20 7946 0958", "+44 20 7946 0958"),
        ("They're not answering at 78 651 450", "78 651 450"),
        ("4 0 6 - 5 5 5 - 0 1 0 1", "4 0 6 - 5 5 5 - 0 1 0 1"),
        ("H: 555-0101 W: 555-0102", "555-0102"),
        ("at (4O6) 555-O1O1 today", "(4O6) 555-O1O1"),
        ("Te1: 4O6-555-O1O1", "4O6-555-O1O1"),
        ("Thx,\nMari\nx3-5521\n", "x3-5521"),
        ("call 406-555-0122 or 0123", "406-555-0122 or 0123"),
        ("call four-oh-six 555-0117", "four-oh-six 555-0117"),
        ("cell (406-555-0143)", "406-555-0143"),
        ("Her line is 846-0102.", "846-0102"),
        ("Tucker S. 555-0112 (home 555-0113), text 555-0119", "555-0119"),
    ),
    spares=(
        "codecs:\nx264\nx265\n",
        "under 2-17-551, MCA, and 2-6-1003(2)",
        "a budget of 447-8450 dollars",
        "Invoice 4475501234 and ordinance 3211",
        "geocode 05-1888-30-1-01-01-0000",
        "ISBN 978-0-306-40615-7",
        "on 2026-03-14 at 7:00 p.m.",
        "$447,845.00 of $4,478,450",
        "46.5891, -112.0391",
        "10.0.0.12 answered",
        "(all) ill-1ooo",
    ),
)

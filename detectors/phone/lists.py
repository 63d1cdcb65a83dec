"""Local numbers as lists and notes have them: a whole cell between slashes or bars, a whole line, or right behind a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from detectors.contract import View
from detectors.forms import fold
from detectors.name.lists import ordinary_words, vocabulary
from detectors.name.words import FAMILIES, MONTHS, is_given, is_surname, no_name, ordinary, place
from detectors.nearby import heads, line_before, matched, numbers
from detectors.phone.words import LABEL, NOT_WORDS, SPAN_OF_AMOUNT

__all__ = ["BESIDE", "alone", "behind_names", "in_columns", "listed"]

Span = tuple[int, int]

# "/ 555 0108 /", "| 5550105\n". False friends: shares and dates have fewer digits; "/ 1200000 /" begins with a one.
_CELL = re.compile(r"[/|;][ \t]{0,3}([2-9]\d{2}[ .-]?\d{4})(?=[ \t]{0,3}(?:[/|;\n]|\Z))")
_PLAIN = re.compile(r"[ \t]{1,2}([2-9]\d{6})(?![\w/-]|[.,]\d)")
_SURE = re.compile(r"(?<!\d)\d{3}[-.]\d{4}(?![\d-])")
_LINE_OF_NUMBERS = re.compile(
    r"(?:[\d \t()./&,+:-]|\b(?:or|and|cell|home|work|office|fax|phone|main|direct|mobile|x|ext)\b)*", re.IGNORECASE
)
# What may stand between a person, or their address, and their number: "Jane Roe, 555-0101", "jane@example.org | 555-0101", "Rich at 555-0101".
BESIDE = r"(?:[ ]\([a-z][a-z'’, ]{1,44}\))?[ \t]{0,2}(?:[,|:;/(\-–•·>@]|at\b|on\b)?[ \t]{0,3}\(?"
_LOCAL = re.compile(r"([2-9]\d\d)([-.–]|[ ]?)\d{4}(?![\w]|[-./]\d|,\d{3})")
_NAMED = re.compile(
    rf"(?<![\w'’.@/-])([A-Z][a-z'’]{{1,14}})\.?(?:[ ][A-Z]\.?)?(?:[ ]([A-Z][\w'’-]{{1,20}}))?{BESIDE}\Z"
)
# "the tenant at 555-0101", "or work 444 1188"; and "555-0101 (c)".
_ROLE = re.compile(
    r"\b(?:(?:tenant|owner|neighbou?r|caller|resident|customer|landlord|manager|office|driver|applicant|contractor|mom|dad|wife|husband|son|daughter|her|him|them|me|us)[ ](?:at|@)"
    r"|home|work|cell|wk|hm)[ ]{1,2}\(?\Z",
    re.IGNORECASE,
)
# What makes seven figures that begin with an exchange of the city's somebody's line: who they are, how they are reached. False
# friends: "customer 4420144", "resident no. 4420144", which number people; "from 4420144 to 4420199".
_REACHED = re.compile(
    r"(?:\b(?:r/?p|nok|cb|call[ ]?back|msg|message|vm|voice[ ]?mail|te?xt|ctc|contact|phn\d?|[hwc]m?ph\d?|ph\d|emerg(?:ency)?|eve(?:ning)?s?|days?|(?:answer|vm|msg)[ ]at|"
    r"mom|mother|mum|dad|father|parents?|wife|husband|hubby|spouse|partner|son|daughter|sister|brother|gf|bf|girlfriend|boyfriend|roommate|grand(?:ma|pa|mother|father)|aunt|uncle|"
    r"owner|tenant|renter|neighbou?r|caller|complainant|reporting party|landlord|landlady|manager|contractor|applicant|"
    r"(?:best|new|alt|other|old|good|cb|contact|callback|cell|home|work|her|his|their)[ ](?:number|no\.?|\#))[ ]?[#:.,=-]{0,2}"
    r"|(?:^|[.;,/|(][ ]{0,2})[chwm])[ ]{1,3}\(?\Z",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(r"(?<![\w'’.@/-])([A-Z][A-Za-z'’-]{2,20}),?[ ]{1,4}\(?\Z")
_COLUMN_GAP = re.compile(r"(?:[ ]{2}|\t|,[ ]|[|])[ ]?\Z")
_LISTED = ("PERSON", "ADDRESS")
_TO = re.compile(r"[ ]?(?:to|through|thru|-|–)[ ]?\d")
_KIND = re.compile(r"[ ]{0,2}\((?:[chwmo]|cell|home|work|mobile|office)\)", re.IGNORECASE)
_LAND = frozenset({"park", "street", "avenue", "lake", "creek", "court", "county", "school"})
_THINGS = _LAND | vocabulary("car_makes") | vocabulary("machine_makers")  # "Kubota 4420144" is a tractor
_COURTESIES = frozenset({"mr", "mrs", "ms", "dr"})
_REACH = 60  # characters of a name and what follows it
_NEAR = 28  # characters in which a word says that it is a number of something else
_FEWEST = 2  # numbers with their mark that a list of numbers has


def listed(view: View) -> Iterator[Span]:
    """Yield such numbers of a text in which other numbers are written with their marks: 555-0101."""
    text = view.text
    cells = [found for at in heads(text, "/|;") if (found := _CELL.match(text, at))]
    ends = [each.end for each in view.entities if each.label == "PERSON"]
    behind = [found for end in ends if (found := _PLAIN.match(text, end))]
    if (cells or behind) and len(list(islice(_SURE.finditer(text), _FEWEST))) == _FEWEST:
        yield from (found.span(1) for found in (*cells, *behind))


def behind_names(view: View) -> Iterator[Span]:
    """Yield local numbers right behind a given name, a whole name or a courtesy title: "Rich Young at 555-0101", "Mrs. Roe 5550101".

    Without a sign in it only the city's exchanges begin one. False friends: "Grant Park 200-1500", "Chase 400 1200 pages".
    """
    text = view.text
    for local in matched(_LOCAL, text, numbers(text)):
        sign, of_city = local[2].strip(), local[1] in view.city.exchanges
        if not (sign or of_city) or SPAN_OF_AMOUNT.match(text, local.end()):
            continue
        near = max(0, local.start() - _REACH)
        if _KIND.match(text, local.end()) or _ROLE.search(text, near, local.start()):
            yield local.span()
            continue
        if (of_city and not sign and _is_reached(view, local)) or (sign and _is_of_somebody(text, local)):
            yield local.span()
            continue
        named = _NAMED.search(text, near, local.start())
        if (
            named
            and _is_person(fold(named[1]), fold(named[2] or ""))
            and not NOT_WORDS.search(text, named.start(), local.start())
        ):
            yield local.span()


def in_columns(view: View, start: int) -> bool:
    """Say whether what begins at *start* is the next column behind a person or an address: a list of names, streets and numbers."""
    lead = line_before(view.text, start, _REACH)
    low = start - len(lead)
    near = (each.label in _LISTED for each in view.entities if low <= each.start and each.end <= start)
    return _COLUMN_GAP.search(lead) is not None and any(near)


def _is_reached(view: View, local: re.Match[str]) -> bool:
    """Say whether seven figures without a sign, of an exchange of the city's, are how somebody is reached."""
    lead = line_before(view.text, local.start(), _REACH)
    if NOT_WORDS.search(lead, max(0, len(lead) - _NEAR)) or _TO.match(view.text, local.end()):
        return False
    if _REACHED.search(lead) or LABEL.search(lead) or in_columns(view, local.start()):
        return True
    word = _ONE_WORD.search(lead)
    return word is not None and _is_called(fold(word[1]), parted=bool(local[2]))


def _is_of_somebody(text: str, local: re.Match[str]) -> bool:
    """Say whether figures with their sign stand behind who is reached by them: "mom 555-0144"; "owner 200-1500" is a span."""
    lead = line_before(text, local.start(), _REACH)
    led = _REACHED.search(lead)
    return led is not None and len(led[0].strip()) > 1 and not local[1].endswith("00") and not NOT_WORDS.search(lead)


def _is_called(word: str, *, parted: bool) -> bool:
    """Say whether one word before a number is a person's name: a listed one, or an unknown one before "442 0144"."""
    if ordinary(word) or no_name(word) or place(word) or word in MONTHS or word in _THINGS:
        return False
    return is_given(word) or is_surname(word) or parted


def _is_person(given: str, family: str) -> bool:
    if given in _COURTESIES:
        return bool(family)
    if given in MONTHS:
        return is_surname(family)
    thing = no_name(family) or family in FAMILIES or family in _LAND
    return is_given(given) and not (given in ordinary_words() and thing)


def alone(text: str, start: int, end: int) -> bool:
    """Say whether a number is all there is on a line of several, as in a signature."""
    if "\n" not in text:
        return False
    line = line_before(text, start, 40) + text[end : end + 40].partition("\n")[0]
    if _LINE_OF_NUMBERS.fullmatch(line) is None:
        return False
    return NOT_WORDS.search(text[max(0, start - 40) : start]) is None

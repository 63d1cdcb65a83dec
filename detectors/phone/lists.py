"""Local numbers as lists and notes have them: a whole cell between slashes or bars, a whole line, or right behind a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from detectors.contract import View
from detectors.forms import fold
from detectors.name.lists import ordinary_words
from detectors.name.words import FAMILIES, MONTHS, is_given, is_surname, no_name
from detectors.nearby import heads, line_before, matched, numbers
from detectors.phone.words import NOT_WORDS, SPAN_OF_AMOUNT

__all__ = ["BESIDE", "alone", "behind_names", "listed"]

Span = tuple[int, int]

# "/ 555 0108 /", "| 5550105\n". False friends: shares and dates have fewer digits; "/ 1200000 /" begins with a one.
_CELL = re.compile(r"[/|;][ \t]{0,3}([2-9]\d{2}[ .-]?\d{4})(?=[ \t]{0,3}(?:[/|;\n]|\Z))")
_PLAIN = re.compile(r"[ \t]{1,2}([2-9]\d{6})(?![\w/-]|[.,]\d)")
_SURE = re.compile(r"(?<!\d)\d{3}[-.]\d{4}(?![\d-])")
_LINE_OF_NUMBERS = re.compile(
    r"(?:[\d \t()./&,+:-]|\b(?:or|and|cell|home|work|office|fax|phone|main|direct|mobile|x|ext)\b)*", re.IGNORECASE
)
# What may stand between a person, or their address, and their number: "Jane Roe, 555-0101", "jane@example.org | 555-0101", "Rich at 555-0101".
BESIDE = r"(?:[ ]\([a-z ]{2,14}\))?[ \t]{0,2}(?:[,|:;/(\-–•·>@]|at\b|on\b)?[ \t]{0,3}\(?"
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
_KIND = re.compile(r"[ ]{0,2}\((?:[chwmo]|cell|home|work|mobile|office)\)", re.IGNORECASE)
_LAND = frozenset({"park", "street", "avenue", "lake", "creek", "court", "county", "school"})
_COURTESIES = frozenset({"mr", "mrs", "ms", "dr"})
_REACH = 60  # characters of a name and what follows it
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
        sign = local[2].strip()
        if not (sign or local[1] in view.city.exchanges) or SPAN_OF_AMOUNT.match(text, local.end()):
            continue
        near = max(0, local.start() - _REACH)
        if _KIND.match(text, local.end()) or _ROLE.search(text, near, local.start()):
            yield local.span()
            continue
        named = _NAMED.search(text, near, local.start())
        if (
            named
            and _is_person(fold(named[1]), fold(named[2] or ""))
            and not NOT_WORDS.search(text, named.start(), local.start())
        ):
            yield local.span()


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

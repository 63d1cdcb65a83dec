"""Names beside a mark that only people have: a title, an own address, "wrote:", "c/o"; and given names that are nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.forms import fold
from detectors.name_lists import ordinary_words, vocabulary
from detectors.name_shape import looks_like_name, trim, words
from detectors.name_words import STREETS, is_given, is_name, is_surname, no_name, ordinary

__all__ = ["beside_address", "given_names", "titled"]

Span = tuple[int, int]

_UP = r"[^\W\d_a-z]"  # a letter that is not small (or is beyond ASCII)
_ONE = rf"{_UP}[^\W\d_]*(?:['’-][^\W\d_]+)*\.?"  # a word of a name with its capital
_FULL = rf"{_ONE}(?:[ \t]+(?:(?:de|la|van|von|der|del|di|bin|al)[ \t]+){{0,2}}{_ONE}){{0,3}}"
_ANY = r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?"  # the same in any case

# No pattern here begins with a word boundary: a literal at its head lets the search skip to it. Whether it stood inside a
# word is asked afterwards (_inside).
_TITLED = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Reverend|Hon|Judge|Justice|Nurse|Mayor|Councilor|Council(?:man|woman|member)"
    r"|Commissioner|Sgt|Sergeant|Lt|Lieutenant|Capt|Captain|Officer|Ofc|Det|Detective|Deputy|Sheriff|Sen|Senator|Gov|Governor"
    rf"|Secretary|Ambassador|Uncle|Aunt|Auntie|Attorney|Atty|Coach|Pastor|Sr|Sra)\b\.?[ \t]+({_FULL})"
)
# "Forwarded by Jane Roe/HOU/ECT on", "On Mon, 3 May 2021, Jane Roe wrote:", "c/o Jane Roe", "% Joe Roe (tenant)".
_FORWARDED = re.compile(
    rf"(?:Forwarded by|Sent by|Posted by|Submitted by|Prepared by|Reviewed by|Requested by|Reported by|Written by|Signed by"
    rf"|Created by|Received from|Message from|Behalf of|care of|c/o|C/O|ATTN|Attn|Attention|(?<![\d%])%)[ \t]*:?[ \t]*"
    rf"({_ANY}(?:,?[ \t]+{_ANY}){{0,4}})",
)
# What follows a name that is written before its own address, a routing code, or "wrote:": the name is looked for backwards
# from here, so that text without one costs nothing. Jane Roe <jane@example.org>, "Roe, Jane" [mailto:...], Jane Roe/HOU/EES.
_ANCHOR = re.compile(
    r"[<\[(]{1,3}[ \t]{0,8}(?:mailto:)?[^<>()\[\]@\s]{1,80}@|/[ \t]?[A-Za-z]{2,20}[ \t]?/[ \t]?[A-Za-z]|@[A-Z]{2,20}\b(?!\.)"
    r"|(?:wrote|writes)[ \t]*:"
)
_BEFORE = re.compile(
    rf"((?:{_ANY},[ \t]*)?{_ANY}(?:[ \t]+{_ANY}){{0,3}})[ \t]*[\"']*[ \t]*(?:[<\[(][^<>\n]{{1,100}}[>\])])?\s{{0,3}}\Z"
)
_REACH = 80  # characters before an anchor in which its name ends
_CAPITAL = re.compile(
    rf"(?<![\w@./\\-])({_UP}[^\W\d_]+)(?:[ \t]+(?:{_UP}\.?[ \t]+)?({_UP}[^\W\d_]+(?:['’-]{_UP}[^\W\d_]+)?))?(?![\w@\\])"
)
_SHORT = 4  # shorter given names ("Al", "Ed") are abbreviations too often
_STOPS = vocabulary("stops")


def titled(text: str) -> Iterator[Span]:
    """Yield names after a title: the title stays, as it tells nothing."""
    for match in _TITLED.finditer(text):
        span = None if _inside(text, match.start()) else trim(text, *match.span(1))
        if span and looks_like_name(text, *span, sure=True):
            yield span


def _inside(text: str, start: int) -> bool:
    return start > 0 and text[start - 1].isalnum()


def beside_address(text: str) -> Iterator[Span]:
    """Yield names written before their own address or routing code, forwarded-by, wrote and care-of lines."""
    for anchor in _ANCHOR.finditer(text):
        low = max(text.rfind("\n", 0, anchor.start() - 1) + 1, anchor.start() - _REACH)
        if text[low : anchor.start()].rstrip()[-4:].count("/"):
            continue
        if match := _BEFORE.search(text[low : anchor.start()]):
            yield from _believed(text, low + match.start(1), low + match.end(1))
    for match in _FORWARDED.finditer(text):
        yield from _believed(text, match.start(1), match.end(1))


def _believed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the longest tail of a stretch that is written as a name; words before it in small letters are not part of it."""
    found = words(text, start, end)
    for place_, word in reversed(list(enumerate(found))):
        if word.folded in _STOPS:
            del found[: place_ + 1]
            break
    while found and (no_name(found[0].folded) or not (found[0].text[0].isupper() or is_name(found[0].text))):
        del found[0]
    while found and not found[-1].text[0].isupper() and not is_name(found[-1].text):
        del found[-1]
    span = trim(text, found[0].start, found[-1].end) if found else None
    if span and looks_like_name(text, *span, sure=True):
        yield span


def given_names(text: str) -> Iterator[Span]:
    """Yield given names that are nothing else, with the surname after them: "from Pauline", "Rhonda Roe"."""
    for match in _CAPITAL.finditer(text):
        first = fold(match[1])
        if (
            len(first) < _SHORT
            or not is_given(first)
            or not is_name(first)
            or text[match.end() : match.end() + 1] == "@"
        ):
            continue
        surname = fold(match[2]) if match[2] else ""
        if surname and (no_name(surname) or surname in STREETS):
            continue  # "Madison Street", "Jordan Company"
        if surname and (is_surname(surname) or not ordinary(surname)):
            yield match.span()
        elif first not in ordinary_words():
            yield match.span(1)

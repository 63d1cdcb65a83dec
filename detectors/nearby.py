"""Which words stand close to a place in a text: the evidence that turns a number into a telephone or an account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import AnyStr

from detectors.contract import View
from records.columns import Evidence, of_column
from records.record import Shape

__all__ = [
    "after",
    "before",
    "column",
    "digits",
    "digits_then",
    "each",
    "gates",
    "has_digit",
    "has_letter",
    "heads",
    "kind",
    "line_before",
    "line_end",
    "lowered",
    "matched",
    "numbers",
    "runs",
    "spots",
    "tree",
    "whole",
]


def before(text: str, start: int, words: re.Pattern[str], reach: int = 48) -> bool:
    """Say whether *words* occur in the *reach* characters before *start*; a paragraph break ends the reach."""
    near = text[max(0, start - reach) : start]
    return words.search(near, near.rfind("\n\n") + 1) is not None


def after(text: str, end: int, words: re.Pattern[str], reach: int = 24) -> bool:
    """Say whether *words* occur in the *reach* characters after *end*, on the same line."""
    near = text[end : end + reach]
    return words.search(near.partition("\n")[0]) is not None


def line_before(text: str, start: int, reach: int = 80) -> str:
    """Return what stands before *start* on its own line, *reach* characters of it at most."""
    return text[max(text.rfind("\n", 0, start) + 1, start - reach) : start]


def column(view: View) -> Evidence | None:
    """Return what the field's own name says; the name of running text says nothing of a single value in it."""
    return of_column(view.field.name) if view.field.shape in _VALUES else None


def line_end(text: str, start: int) -> int:
    """Return where the line that goes on at *start* ends: at its line break, or with the text."""
    at = text.find("\n", start)
    return len(text) if at < 0 else at


@lru_cache(maxsize=4)  # asked by one detector after the other
def lowered(text: str) -> str:
    """Return *text* in lower case and of the same length: a pattern that need not fold case is several times faster."""
    low = text.lower()
    return low if len(low) == len(text) else text.translate(_ASCII)


def gates(*needles: str) -> re.Pattern[str]:
    """Return a pattern for many plain words that lead to something: cheap to search for, before a costly pattern is tried there.

    It is searched in a text with a line end before it, so that each word has something before it, no letter or digit, which
    a search skips to; group 1 is the longest word that stands there, and the match begins where the word does in the text.
    """
    return re.compile(rf"[\W_]({tree(needles)})")


def tree(words: Iterable[str]) -> str:
    """Return a pattern for *words* in which each letter is asked once."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    grown = [re.escape(char) + tree(rests) for char, rests in sorted(branches.items()) if char]
    if not grown:
        return ""
    return f"(?:{'|'.join(grown)}){'?' if '' in branches else ''}"


def spots(low: str, needles: Sequence[str]) -> list[int]:
    """Return where any of a few *needles* begins in *low*, a text in lower case: a plain search for each beats one pattern."""
    return sorted({at for needle in needles if needle in low for at in each(low, needle)})


def each(text: AnyStr, needle: AnyStr) -> Sequence[int]:
    """Return where *needle* begins in *text*, or in its bytes; nearly always nowhere, so that no list and no iterator is made for that."""
    find = text.find
    at = find(needle)
    if at < 0:
        return ()
    found = []
    while at >= 0:
        found.append(at)
        at = find(needle, at + 1)
    return found


@lru_cache(maxsize=4)
def digits(text: str) -> tuple[int, ...]:
    """Return where each run of digits begins: the places at which a number that stands free may begin."""
    return tuple([start for start, _ in _followed(text)])


def kind(chars: str) -> bytes:
    """Return a table for ``runs``: *chars* (ASCII) are of the kind, everything else is not."""
    return bytes(_OF_KIND if chr(code) in chars else _OTHER for code in range(256))


def runs(text: str, table: bytes, least: int) -> Iterator[int]:
    """Yield where each run of *least* or more characters of a ``kind`` begins: a plain search, since long runs are rare."""
    shown = text.encode("latin-1", "replace").translate(table)  # one byte a character, whatever it is
    wanted = bytes([_OF_KIND]) * least
    at = shown.find(wanted)
    while at >= 0:
        yield at
        end = shown.find(_OTHER, at)
        at = shown.find(wanted, end) if end >= 0 else -1


def digits_then(text: str, chars: str) -> list[int]:
    """Return where the runs of digits begin that one of *chars* follows: few of a text's numbers have a stop or a dash behind."""
    return [start for start, after in _followed(text) if after in chars]


@lru_cache(maxsize=4)
def _followed(text: str) -> tuple[tuple[int, str], ...]:
    ends = f"{text}\0"  # what follows the last one
    return tuple([(run.start(), ends[run.end()]) for run in _DIGITS.finditer(text)])


@lru_cache(maxsize=4)
def numbers(text: str) -> tuple[int, ...]:
    """Return where each number of seven or more digits may begin, whatever stands between them: one search for all who ask."""
    return tuple([at for at in digits(text) if _LONG_NUMBER.match(text, at)])


def heads(text: str, chars: str) -> list[int]:
    """Return where any of *chars*, which are rare, stands: the places at which a match that begins with one may begin.

    A search for one character skips through a text ten times faster than a pattern that begins with a choice of them.
    """
    found = [at for char in chars if char in text for at in each(text, char)]
    found.sort()
    return found


def matched(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer(text)`` yields where every match begins at one of *places*."""
    end, match = 0, pattern.match  # looked up once: some text has a thousand places
    for at in places:
        if at >= end and (found := match(text, at)):
            yield found
            end = found.end()


@lru_cache(maxsize=4)  # asked by one detector after the other
def has_digit(text: str) -> bool:
    """Say whether there is any digit in *text*."""
    return _DIGIT.search(text) is not None


@lru_cache(maxsize=4)  # asked by one detector after the other
def has_letter(text: str) -> bool:
    """Say whether there is any letter in *text*: half of the cells of a table have none, and nobody's name."""
    return _LETTER.search(text) is not None


def whole(text: str) -> tuple[int, int]:
    """Return the stretch of *text* without the white space around it."""
    start = len(text) - len(text.lstrip())
    return start, max(start, len(text.rstrip()))


_OF_KIND, _OTHER = ord("x"), ord(" ")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")
# O, o, l and I are what a scanner may see for a digit. The look-ahead is bounded and tried once a run of digits: linear.
_LONG_NUMBER = re.compile(r"\d(?=(?:[^0-9A-Za-z]{0,6}[\dOolI]){6})")
_ASCII = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_VALUES = frozenset({Shape.CELL, Shape.MAILBOXES, Shape.TITLE, Shape.OPAQUE})

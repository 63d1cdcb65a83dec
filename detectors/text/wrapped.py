"""A value that was broken over two lines is read whole: the lines of a paragraph beside the break, written as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from detectors.forms import fold
from detectors.name.words import is_given, is_surname, ordinary
from detectors.normalize import Normalized

__all__ = ["unbroken"]

# A line's end close to a figure, which nearly every value that is not a name has: "78\nRidgeway St", "March\n12, 1978",
# "(406)\n555-0134". Bounded on both sides, so that each line's end is asked once: linear.
_BESIDE_FIGURE = re.compile(r"\d[^\n]{0,14}(\n)(?=[ ]{0,3}\S)|(\n)(?=[ ]{0,3}(?:\d|[^\s\d][^\n]{0,13}\d))")
_CAPITAL = re.compile(r"\n[ ]{0,3}([A-Z][\w'’-]+)")
_TITLES = ("Dr.", "Mr.", "Mrs.", "Ms.", "Miss", "Judge", "Officer")
_LONGEST = 20  # characters of a given name
_SHORTEST = 20  # characters of a line that was broken for its length
_FEWEST = 3  # blanks in it
_LINES = 6  # before and after, among which it is one of the longest
_RAGGED = 8  # characters by which another may still be longer: quote marks and later edits count
# What begins a line of its own. False friends: "12, 1978", which goes on; "1) see below" (an entry of a list).
_BEGINS = re.compile(r"[ ]*(?:[-*•>|+#=_]|[\w ./-]{1,24}:|\d{1,2}[.)][ ]|[\w ]{1,24}\t)")
_COLUMNS = re.compile(r"[ ]{3}|\t|[|]")
_FIRST_WORD = re.compile(r"[ ]*\S+")
_PARTED = "\n\n"


def unbroken(view: Normalized) -> Iterator[Normalized]:
    r"""Yield the broken lines of *view*, each run of them on one line, if there are any; what goes over a break is meant.

    >>> [shown.text for shown in unbroken(Normalized("you can send it to us at the house at 78\nRidgeway St, and call"))]
    ['you can send it to us at the house at 78 Ridgeway St, and call']
    """
    text = view.text
    breaks = (
        sorted({at for at in chain(_near_figures(text), _within_names(text)) if _is_broken(text, at)})
        if "\n" in text
        else []
    )
    if breaks:
        yield _strung([_on_one_line(view, run) for run in _runs(text, breaks)])


def _near_figures(text: str) -> Iterator[int]:
    for match in _BESIDE_FIGURE.finditer(text):
        yield match.start(match.lastindex or 1)


def _within_names(text: str) -> Iterator[int]:
    r"""Yield each line's end between a given name or a title and what may be the surname: "Dr. Alta\nPfannerstill"."""
    for match in _CAPITAL.finditer(text):
        at = match.start()
        last = text[max(0, at - _LONGEST) : at].rpartition(" ")[2]
        if last[:1].isupper() and (is_given(fold(last)) or last in _TITLES) and not _plain(fold(match[1])):
            yield at


def _plain(word: str) -> bool:
    return ordinary(word) and not is_surname(word)


def _is_broken(text: str, at: int) -> bool:
    """Say whether a line ends at *at* because the next word had no room on it: it would have been the longest around."""
    start, stop = text.rfind("\n", 0, at) + 1, _end_of_line(text, at + 1)
    line = text[start:at]
    if len(line) < _SHORTEST or line.count(" ") < _FEWEST or _COLUMNS.search(text, start, stop):
        return False
    word = _FIRST_WORD.match(text, at + 1, stop)
    if word is None or _BEGINS.match(text, at + 1, stop):
        return False
    return len(line) + 1 + len(word[0]) + _RAGGED > max(map(len, _around(text, start, stop)))


def _around(text: str, start: int, stop: int) -> list[str]:
    """Return the lines of the paragraph around ``[start, stop)``, those nearby."""
    low, high = text.rfind(_PARTED, 0, start), text.find(_PARTED, stop)
    before = text[max(low, 0) : stop].split("\n")[-_LINES:]
    return [*before, *text[stop : high if high >= 0 else len(text)].split("\n", _LINES)[:_LINES]]


def _end_of_line(text: str, start: int) -> int:
    at = text.find("\n", start)
    return len(text) if at < 0 else at


def _runs(text: str, breaks: Sequence[int]) -> Iterator[tuple[int, int, list[int]]]:
    """Yield from where to where the lines beside one break or several in a row stand, and those breaks."""
    run: list[int] = []
    for at in breaks:
        if run and text.rfind("\n", 0, at) > run[-1]:
            yield text.rfind("\n", 0, run[0]) + 1, _end_of_line(text, run[-1] + 1), run
            run = []
        run.append(at)
    yield text.rfind("\n", 0, run[0]) + 1, _end_of_line(text, run[-1] + 1), run


def _on_one_line(view: Normalized, run: tuple[int, int, list[int]]) -> Normalized:
    start, stop, breaks = run
    part = view.part(start, stop)
    letters = list(part.text)
    for at in breaks:
        letters[at - start] = " "
    return replace(part, text="".join(letters))


def _strung(parts: Sequence[Normalized]) -> Normalized:
    """Return *parts* as one view, a blank line between them."""
    starts: list[int] = []
    sources: list[int] = []
    whole: list[bool] = []
    length = 0
    for part in parts:
        starts += (length + at for at in part.starts)
        length += len(part.text)
        starts.append(length)
        sources += (*part.sources, part.length)
        whole += (*part.whole, False)
        length += len(_PARTED)
    text = _PARTED.join(part.text for part in parts)
    return Normalized(text, tuple(starts), tuple(sources), tuple(whole), parts[-1].length, joined=True)

"""A value that was broken over two lines is read whole: the lines of a paragraph beside the break, written as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from detectors.forms import fold
from detectors.mapped import Normalized, strung
from detectors.name.words import is_given, is_surname, ordinary
from detectors.nearby import line_end

__all__ = ["unbroken"]

_LINE_END = re.compile(r"\n(?:[ ]{0,3}(\S))?")
# A letter alone behind the break is the next entry of a list: "37 Dunbar Ave\nD. Consider". False friend: "402 Elm Ave\nN".
_BREAK = re.compile(r"[\n\r](?![ ]{0,3}[A-DF-MO-RT-VX-Z][.)]?\Z)")
_FIGURE, _FIGURE_AFTER = re.compile(r"\d"), re.compile(r"[^\n]{0,14}?\d")
_NEAR = 15  # characters before a line's end
_NAME = re.compile(r"[ ]{0,3}([A-Z][\w'’-]+)")
_TITLES = ("Dr.", "Mr.", "Mrs.", "Ms.", "Miss", "Judge", "Officer")
_LONGEST = 20  # characters of a given name
_SHORTEST = 24  # characters of a line that was broken for its length
_FEWEST = 3  # blanks in it
_LINES = 6  # before and after, among which it is one of the longest
_FAR = 700  # characters in which those stand
_RAGGED = 8  # characters by which another may still be longer: quote marks and later edits count
# What begins a line of its own, a whole number among it, unless one goes on so. False friends: "12, 1978", which goes on; "1) see below" (an entry of a list).
_BEGINS = re.compile(
    r"(?<=[^\d)]\n)[\d ./()+-]{7,30}(?:\n|\Z)"
    r"|[ ]{0,3}(?:[-*•>|+#=_<]|[\w ./-]{1,24}:|\d{1,2}[.)][ ]|[\w ]{1,24}\t|Original Message)"
)
# Where a sentence ends, a time or an address, no value goes on. False friends: "316 N.", "Dec.", "Ave.", short for something.
_ENDS = re.compile(
    r"(?:[!?>]|(?<![A-Za-z])[a-z]{2,}[.]|[a-z]{4}[.]|\d[.]|[.]{2}|[ ][AaPp][Mm]|[A-Z]{2}[ ]\d{5}|[a-z],?[ ]\d{5})[ ]?\Z"
)
_COLUMNS = re.compile(r"[ ]{3}|\t|[|]")
_FIRST_WORD = re.compile(r"[ ]*\S+")
_PARTED = "\n\n"


def unbroken(view: Normalized) -> Iterator[Normalized]:
    r"""Yield the broken lines of *view*, each run of them on one line, if there are any; what goes over a break is meant.

    >>> [shown.text for shown in unbroken(Normalized("you can send it to us at the house at 78\nRidgeway St, and call"))]
    ['you can send it to us at the house at 78 Ridgeway St, and call']
    """
    if breaks := list(_breaks(view.text)):
        yield replace(strung([_on_one_line(view, run) for run in _runs(view.text, breaks)]), telling=_BREAK, heads=True)


def _breaks(text: str) -> Iterator[int]:
    """Yield each end of a long line with another line behind it that a value may go over; nearly all fail the first question."""
    end = -1
    for match in _LINE_END.finditer(text):
        start, end = end + 1, match.start()
        if end - start < _SHORTEST or not match[1]:
            continue
        if (_beside_figure(text, end) or _within_name(text, end, match[1])) and _is_broken(text, start, end):
            yield end


def _beside_figure(text: str, at: int) -> bool:
    r"""Say whether there is a figure close to a line's end, as in nearly every value that is no name: "78\nRidgeway St"."""
    return _FIGURE.search(text, at - _NEAR, at) is not None or _FIGURE_AFTER.match(text, at + 1) is not None


def _within_name(text: str, at: int, behind: str) -> bool:
    r"""Say whether a line ends between a given name or a title and what may be the surname: "Dr. Alta\nPfannerstill"."""
    if not behind.isupper():
        return False
    last = text[max(0, at - _LONGEST) : at].rpartition(" ")[2]
    if not (last[:1].isupper() and (is_given(fold(last)) or last in _TITLES)):
        return False
    surname = _NAME.match(text, at + 1)
    return surname is not None and not _plain(fold(surname[1]))


def _plain(word: str) -> bool:
    return ordinary(word) and not is_surname(word)


def _is_broken(text: str, start: int, at: int) -> bool:
    """Say whether the line ``[start, at)`` ends because the next word had no room on it: it would have been the longest around."""
    if _BEGINS.match(text, at + 1) or _ENDS.search(text, at - _NEAR, at) or text.count(" ", start, at) < _FEWEST:
        return False
    stop = line_end(text, at + 1)
    word = _FIRST_WORD.match(text, at + 1, stop)
    if word is None or _COLUMNS.search(text, start, stop):
        return False
    return at - start + 1 + len(word[0]) + _RAGGED > max(map(len, _around(text, start, stop)))


def _around(text: str, start: int, stop: int) -> list[str]:
    """Return the lines of the paragraph around ``[start, stop)``, those nearby."""
    near, far = max(0, start - _FAR), min(len(text), stop + _FAR)
    low, high = text.rfind(_PARTED, near, start), text.find(_PARTED, stop, far)
    before = text[low + len(_PARTED) if low >= 0 else near : stop].split("\n")
    return [*before[-_LINES:], *text[stop : high if high >= 0 else far].split("\n")[:_LINES]]


def _runs(text: str, breaks: Sequence[int]) -> Iterator[tuple[int, int, list[int]]]:
    """Yield from where to where the lines beside one break or several in a row stand, and those breaks."""
    run: list[int] = []
    for at in breaks:
        if run and text.rfind("\n", 0, at) > run[-1]:
            yield text.rfind("\n", 0, run[0]) + 1, line_end(text, run[-1] + 1), run
            run = []
        run.append(at)
    yield text.rfind("\n", 0, run[0]) + 1, line_end(text, run[-1] + 1), run


def _on_one_line(view: Normalized, run: tuple[int, int, list[int]]) -> Normalized:
    start, stop, breaks = run
    part = view.part(start, stop)
    letters = list(part.text)
    for at in breaks:
        letters[at - start] = " "
    return replace(part, text="".join(letters))

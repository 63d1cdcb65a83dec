"""Figures that a scanner took for letters are read as figures, and letters as letters: "4O6-555-Ol34", "born l2/O5/l98O", "J0hn Kle1n"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from string import ascii_lowercase, ascii_uppercase

from detectors.mapped import Normalized, strung
from detectors.nearby import each

__all__ = ["figures"]

_LETTERS = str.maketrans("01", "ol")
_FIGURES = str.maketrans("OolIS", "00115")
# Only where figures and such letters stand side by side. S is a five. False friends: "H2O", "W10l4" (another letter beside them), "I-15"
# (no figure beside the letter); "10l" and "I90" are read as numbers, to no harm: what holds none of a person is not told.
_NUMBER = re.compile(r"(?<![A-Za-z0-9])(?=[OolIS]{0,3}\d)(?=\d{0,15}[OolIS])[\dOolIS]{2,24}(?![A-Za-z0-9])")
_MIXED = re.compile(r"\d[OolIS]|[OolIS]\d")
# A digit is "d", such a letter "l", whatever else a blank: two plain searches tell of most texts that they have none.
_KINDS = bytes(ord("d") if char in b"0123456789" else ord("l") if char in b"OolIS" else ord(" ") for char in range(256))
# A word with a capital has a 0 or a 1 in it, one or two, among small letters: "J0hn Runn1ngbear". False friends: "H1N1", "Mp3" (no small
# letter behind), "v1a" and "x0r" (no capital), "E1b1b". "0'Rourke" begins with an O.
_WORD = re.compile(
    r"(?<![A-Za-z0-9_@./'’-])(?:0['’][A-Z][a-z]{2,14}|(?:[A-Z][a-z]{1,14}[01]|[A-Z][01][a-z])[a-z]{1,14}(?:[01][a-z]{1,14})?)(?![A-Za-z0-9_@])"
)
_MISREAD = re.compile(r"[A-Za-z][01][a-z]|0['’][A-Z]")
_IRISH = ("0'", "0’")
_NOUGHT_OR_ONE = bytes(
    ord("d" if char in "01" else "l" if char in ascii_lowercase else "L" if char in ascii_uppercase else " ")
    for char in map(chr, range(256))
)
_LONGEST = 32  # letters of such a word
_BEFORE, _AFTER = 2, 1  # lines around such a number, which may say what it is


def figures(view: Normalized) -> Iterator[Normalized]:
    """Yield the lines of *view* that have such numbers, with figures for the letters; what has one is meant.

    >>> [shown.text for shown in figures(Normalized("born l2/O5/l98O"))], list(figures(Normalized("off I-15, 10 lots")))
    (['born 12/05/1980'], [])
    """
    yield from _letters(view)
    kinds = view.text.encode("latin-1", "replace").translate(_KINDS)
    if kinds.find(b"dl") < 0 and kinds.find(b"ld") < 0:
        return
    if numbers := [match.start() for match in _NUMBER.finditer(view.text)]:
        parts = [_shown(view.part(*lines)) for lines in _lines(view.text, numbers)]
        yield replace(strung(parts), telling=_MIXED)


def _letters(view: Normalized) -> Iterator[Normalized]:
    """Yield the lines of *view* that have letters taken for figures in a word, with the letters; what has such a word is meant."""
    kinds = view.text.encode("latin-1", "replace").translate(_NOUGHT_OR_ONE)
    heads = {_head(kinds, at) for like in (b"ldl", b"Ldl") for at in each(kinds, like)}
    heads |= {at for mark in _IRISH for at in each(view.text, mark)}
    if found := sorted(at for at in heads if _WORD.match(view.text, at)):
        parts = [_spelled(view.part(*lines)) for lines in _lines(view.text, found)]
        yield replace(strung(parts), telling=_MISREAD)


def _head(kinds: bytes, at: int) -> int:
    """Return where the word begins that goes on at *at*: at its capital, which is not far."""
    return max(kinds.rfind(b"L", max(0, at - _LONGEST), at + 1), 0)


def _spelled(part: Normalized) -> Normalized:
    return replace(part, text=_WORD.sub(_as_letters, part.text))


def _as_letters(word: re.Match[str]) -> str:
    return f"O{word[0][1:]}" if word[0].startswith(_IRISH) else word[0].translate(_LETTERS)


def _shown(part: Normalized) -> Normalized:
    return replace(part, text=_NUMBER.sub(lambda number: number[0].translate(_FIGURES), part.text))


def _lines(text: str, numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield from where to where the lines around *numbers* stand, those that touch as one stretch."""
    start = stop = -1
    for at in numbers:
        low, high = at, at
        for _ in range(_BEFORE + 1):
            low = text.rfind("\n", 0, max(0, low - 1)) + 1
        for _ in range(_AFTER + 1):
            high = text.find("\n", high + 1)
            if high < 0:
                high = len(text)
                break
        if start >= 0 and low > stop:
            yield start, stop
            start = -1
        start, stop = (low if start < 0 else start), max(stop, high)
    yield start, stop

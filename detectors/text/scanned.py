"""Figures that a scanner took for letters are read as figures: "4O6-555-Ol34", "born l2/O5/l98O", "4l11 1111 1111 1111"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from detectors.mapped import Normalized, strung

__all__ = ["figures"]

_FIGURES = str.maketrans("OolIS", "00115")
# Only where figures and such letters stand side by side. S is a five. False friends: "H2O", "W10l4" (another letter beside them), "I-15"
# (no figure beside the letter); "10l" and "I90" are read as numbers, to no harm: what holds none of a person is not told.
_NUMBER = re.compile(r"(?<![A-Za-z0-9])(?=[OolIS]{0,3}\d)(?=\d{0,15}[OolIS])[\dOolIS]{2,24}(?![A-Za-z0-9])")
_MIXED = re.compile(r"\d[OolIS]|[OolIS]\d")
# A digit is "d", such a letter "l", whatever else a blank: two plain searches tell of most texts that they have none.
_KINDS = bytes(ord("d") if char in b"0123456789" else ord("l") if char in b"OolIS" else ord(" ") for char in range(256))
_BEFORE, _AFTER = 2, 1  # lines around such a number, which may say what it is


def figures(view: Normalized) -> Iterator[Normalized]:
    """Yield the lines of *view* that have such numbers, with figures for the letters; what has one is meant.

    >>> [shown.text for shown in figures(Normalized("born l2/O5/l98O"))], list(figures(Normalized("off I-15, 10 lots")))
    (['born 12/05/1980'], [])
    """
    kinds = view.text.encode("latin-1", "replace").translate(_KINDS)
    if kinds.find(b"dl") < 0 and kinds.find(b"ld") < 0:
        return
    if numbers := [match.start() for match in _NUMBER.finditer(view.text)]:
        parts = [_shown(view.part(*lines)) for lines in _lines(view.text, numbers)]
        yield replace(strung(parts), telling=_MIXED)


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

"""How a text may be read: as it is written, as an override turns it on the screen, and without the gaps that justify its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from heapq import merge

from detectors.mapped import Normalized, assemble
from detectors.normalize import normalize, pieces

__all__ = ["views"]

_OVERRIDE = "\u202e"
_TURNED = re.compile("\u202e([^\u202c\u202e\\n]{0,2000})\u202c?")  # to the mark that ends it, or the end of the line
# "born  on the 5th  of March": lines set to one width, or a thumb on the space bar. False friends: the columns of a table,
# which seldom begin and end with small letters; two blanks behind a full stop.
_WIDE = re.compile(r"[a-z,;](?:[ ]{2}|\t)[a-z(]")
_SHORT = 300  # characters
_GAP = re.compile(r"(?<=\S[ ])[ ]{1,2}(?=[^\s])|(?<=\S)\t(?=\S)")


def views(text: str) -> tuple[Normalized, ...]:
    """Return the ways to read *text*, the matching view first.

    >>> [view.text for view in views("SSN \u202e3210-55-615\u202c")]
    ['SSN 3210-55-615', 'SSN 516-55-0123']
    >>> [view.text for view in views("born  on the  5th")]
    ['born  on the  5th', 'born on the 5th']
    """
    shown: tuple[Normalized, ...] = (normalize(text),)
    if _OVERRIDE in text:
        shown = (*shown, _displayed(text))
    gaps = "  " in text or "\t" in text
    return (*shown, _narrowed(text)) if gaps and _justified(text) else shown


def _justified(text: str) -> bool:
    """Say whether gaps within a text are likely to be no columns; a short line, as a cell has, is read both ways."""
    short = len(text) < _SHORT and "\n" not in text
    return _WIDE.search(text) is not None or (short and _GAP.search(text) is not None)


def _displayed(text: str) -> Normalized:
    """Return the view in which each overridden stretch stands reversed; any part of one maps back to the whole of it."""
    turned = [(run.start(), run[0], normalize(run[1][::-1]).text) for run in _TURNED.finditer(text)]
    inside = {at for start, source, _ in turned for at in range(start, start + len(source))}
    plain = (piece for piece in pieces(text) if piece[0] not in inside)
    return assemble(text, sorted((*turned, *plain)))


def _narrowed(text: str) -> Normalized:
    """Return the view in which one blank stands for two or three, or for a tab; wider gaps are columns."""
    gaps = ((gap.start(), gap[0], gap[0].strip(" ").replace("\t", " ")) for gap in _GAP.finditer(text))
    return assemble(text, _apart(merge(pieces(text), gaps)))


def _apart(units: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, str, str]]:
    """Yield *units* but those that begin within the one before: a gap behind a quote mark is part of the mark."""
    end = 0
    for at, source, view in units:
        if at >= end:
            yield at, source, view
            end = at + len(source)

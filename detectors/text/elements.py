"""Elements of XML in a text are read by their tag, as a cell is by its column: `<LastName>Glass</LastName>` is a surname."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.nearby import each
from detectors.text.tables import Cell
from records.columns import evidence

__all__ = ["elements"]

_CLOSED = re.compile(r"</([A-Za-z_][\w.:-]{0,59})>")
_LONGEST = 200  # characters of a value
# Tags of web pages, which say how a thing looks; what stands in <address> is read like any text.
_WEB = frozenset({"address", "meter"})


def elements(text: str) -> Iterator[Cell]:
    """Yield the values of *text* whose tag says what they are: nothing between the tags but one value.

    >>> text = "<Holder id='4'><LastName>Glass</LastName></Holder>"
    >>> [(text[cell.start : cell.end], cell.column) for cell in elements(text)]
    [('Glass', 'LastName')]
    """
    for at in each(text, "</"):
        closed = _CLOSED.match(text, at)
        start = text.rfind(">", max(0, at - _LONGEST), at) + 1
        if closed is None or not start or closed[1].lower() in _WEB or not text[start:at].strip():
            continue
        tag = closed[1].rpartition(":")[2]
        opened = text.rfind("<", max(0, start - _LONGEST), start)
        said = evidence(tag) if text.startswith(closed[1], opened + 1) else None
        if said is not None and said.type is not None:
            yield Cell(start, at, tag, said.type)

"""Pairs of JSON in a text are read by their key, as a cell is by its column: what stands under "ssn4" is part of an SSN."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.nearby import spots
from detectors.text.tables import Cell
from records.columns import evidence
from records.finding import PiiType

__all__ = ["pairs"]

# The key ends where the search begins, at its quotation mark and colon; the key itself is looked for backwards.
_KEY = re.compile(r"\"([A-Za-z_][\w .#-]{0,39})\Z")
_ENDS = ('":', '" :')
_LONGEST = 41  # characters of a key with its mark
_VALUE = re.compile(r"\"[ ]{0,4}:[ ]{0,4}(?:\"((?:[^\"\\\n]|\\[^\n]){1,200}+)\"|(-?\d[\d.]{2,24}+)(?![\w.]))")
# Names have a rule of their own (name/labels.py: json_keys), which knows "name" and its false friends.
_TYPES = frozenset({PiiType.SSN, PiiType.DATE_OF_BIRTH, PiiType.PHONE, PiiType.ADDRESS, PiiType.ID, PiiType.EMAIL})


def pairs(text: str) -> Iterator[Cell]:
    """Yield the values of *text* whose key says what they are.

    >>> text = '{"SSN4": "2290", "fee": 15}'
    >>> [(text[cell.start : cell.end], cell.column) for cell in pairs(text)]
    [('2290', 'SSN4')]
    """
    for at in spots(text, _ENDS):
        key = _KEY.search(text, max(0, at - _LONGEST), at)
        said = evidence(key[1]) if key else None
        value = _VALUE.match(text, at) if said is not None and said.type in _TYPES else None
        if key and said and said.type and value:
            start, end = value.span(1 if value[1] else 2)
            yield Cell(start, end, key[1], said.type)

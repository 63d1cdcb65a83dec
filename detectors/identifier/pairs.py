"""The second of two numbers behind one label: "CFS 23-018844 and 23-018851", "accounts 0088123-01, 0088124-01"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.contract import Hit
from records.finding import IdKind

__all__ = ["more"]

_NEXT = re.compile(
    r"(?:[,;][ ](?:and[ ]|&[ ])?|[ ](?:and|&|or)[ ]|[ ]?/[ ]?)\#?((?=[A-Za-z-]{0,6}\d)[A-Za-z0-9][A-Za-z0-9-]{3,24})(?![\w-]|[.,/]\d)"
)
_LOOKS = str.maketrans(
    {
        **dict.fromkeys("0123456789", "9"),
        **dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "A"),
        **dict.fromkeys("abcdefghijklmnopqrstuvwxyz", "a"),
    }
)
_FEWEST = 6  # characters; fewer are a ZIP code, a sum or a year
_OTHERS = frozenset({IdKind.CREDENTIAL, IdKind.USERNAME, IdKind.COOKIE, IdKind.CARD})
_MOST = 12  # numbers behind one label


def more(text: str, first: Hit) -> Iterator[Hit]:
    """Yield the numbers that follow *first* and look like it, figure by figure. False friend: "case 24-0117832 and 7-1-4144"."""
    looks = text[first.start : first.end].translate(_LOOKS)
    if len(looks) < _FEWEST or first.kind in _OTHERS:
        return
    end = first.end
    for _ in range(_MOST):
        found = _NEXT.match(text, end)
        if found is None or found[1].translate(_LOOKS) != looks:
            return
        end = found.end(1)
        yield first._replace(start=found.start(1), end=end)

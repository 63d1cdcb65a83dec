"""A long text is cut into overlapping windows so that memory is bounded and every value is seen whole by one of them."""

from __future__ import annotations

from dataclasses import dataclass

from detectors.contract import Hit

__all__ = ["Window", "windows"]

_SIZE = 100_000  # characters of a window's own stretch
_OVERLAP = 2_000  # characters it sees on either side: far longer than any value and the words around it


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text as detectors see it; it owns the hits that begin in ``[first, last)`` of its own text."""

    text: str
    offset: int
    first: int
    last: int

    def owns(self, hit: Hit) -> bool:
        """Say whether *hit* is this window's to report: each is seen by two windows at most and reported by one."""
        return self.first <= hit.start < self.last


def windows(text: str, size: int = _SIZE, overlap: int = _OVERLAP) -> tuple[Window, ...]:
    """Cut *text* into windows that own about *size* characters each and see *overlap* more on either side.

    Cuts fall at line breaks where there is one in reach, so that a line is read whole.
    """
    if len(text) <= size + overlap:
        return (Window(text, 0, 0, len(text) + 1),)
    found = []
    start = 0
    while start < len(text):
        end = len(text) if start + size >= len(text) else _cut(text, start + size // 2, start + size)
        low = _line(text, start - overlap, start) if start > overlap else 0
        high = min(len(text), end + overlap)
        last = end - low if end < len(text) else high - low + 1
        found.append(Window(text[low:high], low, start - low, last))
        start = end
    return tuple(found)


def _cut(text: str, low: int, high: int) -> int:
    """Return the offset after the last line break (else the last space) in ``[low, high)``, else *high*."""
    for mark in "\n ":
        at = text.rfind(mark, low, high)
        if at >= low:
            return at + 1
    return high


def _line(text: str, low: int, high: int) -> int:
    """Return the offset after the first line break (else the first space) in ``[low, high)``, else *low*."""
    for mark in "\n ":
        at = text.find(mark, low, high)
        if at >= low:
            return at + 1
    return low

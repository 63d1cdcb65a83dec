"""Bytes as a person reads them, the same in a bar and in a table."""

from __future__ import annotations

__all__ = ["size"]

UNITS = ((1_000_000_000, 2, "GB"), (1_000_000, 1, "MB"), (1_000, 0, "kB"))


def size(count: int) -> str:
    """Return *count* bytes in the largest unit that leaves one or more.

    >>> [size(each) for each in (999, 52_800, 1_234_567_890)]
    ['999 bytes', '53 kB', '1.23 GB']
    """
    shown = (f"{count / unit:.{places}f} {name}" for unit, places, name in UNITS if count >= unit)
    return next(shown, f"{count} bytes")

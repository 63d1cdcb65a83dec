"""Lines of a text file of any length come one by one, and one that is too long is passed over without being held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

__all__ = ["Lines", "TooLong"]


class TooLong(Exception):
    """The lines taken for one item are longer than they may be; the one that broke the limit has been passed over."""


class Lines(Iterator[str]):
    """Iterates over the lines of *text* with their ends, at most *limit* characters for each item begun.

    ``held`` are the lines taken for the item.
    """

    def __init__(self, text: TextIO, limit: int) -> None:
        self._text = text
        self._limit = limit
        self._quotes = 0
        self._back: list[str] = []
        self.taken = 0
        self.held: list[str] = []

    @property
    def in_quotes(self) -> bool:
        """Whether a quotation mark opened in this item has not been closed: the next line may still belong to it."""
        return self._quotes % 2 == 1

    def begin(self) -> None:
        """Start to count for the next item."""
        self.taken = 0
        self._quotes = 0
        self.held = []

    def put_back(self, lines: Sequence[str]) -> None:
        """Have *lines*, which were taken last, come again."""
        self._back += reversed(lines)

    def __next__(self) -> str:
        line = self._read()
        if not line:
            raise StopIteration
        if self.taken > self._limit:
            while line and not line.endswith(("\n", "\r")):
                line = self._read()
            raise TooLong
        self.held.append(line)
        return line

    def _read(self) -> str:
        line = self._back.pop() if self._back else self._text.readline(self._limit + 1)
        self.taken += len(line)
        self._quotes += line.count('"')
        return line

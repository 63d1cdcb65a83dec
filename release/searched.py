"""The progress of verification: how many of the staged bytes were searched, so that a release of one large file has a true bar."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from release.receipt import Progress
from release.strangers import WINDOW

__all__ = ["Searched"]


class Searched:
    """Reports how much of the staged bytes was searched: one half of a file by its items, the other by its bytes."""

    def __init__(self, files: Sequence[Path], progress: Progress) -> None:
        self._progress = progress
        self._total = sum(path.stat().st_size for path in files)
        self._done = self._size = self._items = 0

    def file(self, path: Path, items: int) -> None:
        """Begin with a file that should have *items*."""
        self._done += self._size
        self._size, self._items = path.stat().st_size, items
        self._tell(0.0)

    def parsed(self, items: int) -> None:
        """Say that so many items were searched."""
        self._tell(items / max(self._items, items, 1) / 2)

    def raw(self, windows: int) -> None:
        """Say that so many windows of its bytes were searched."""
        self._tell(0.5 + windows * WINDOW / max(self._size, windows * WINDOW, 1) / 2)

    def end(self) -> None:
        """Say that everything was searched."""
        self._progress("verify", self._total, self._total)

    def _tell(self, part: float) -> None:
        self._progress("verify", self._done + int(self._size * part), self._total)

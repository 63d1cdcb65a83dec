"""A view of a text that shows parts of it otherwise, and the way back: every place of it leads to one of the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Normalized", "assemble", "strung"]

_APART = "\n\n"  # between the parts of a view


@dataclass(frozen=True, slots=True)
class Normalized:
    """The view, and its pieces: from view offset ``starts[i]`` the original goes on at ``sources[i]``.

    A piece marked in ``whole`` stands for one unit of the original (an entity, a letter with its accent): half of it maps
    to all of it. Without pieces the view is the text itself. A view that shows part of a text otherwise is for what has
    something *telling* in it as it is written, or with *heads* begins a line: the rest was found where it stands.
    """

    text: str
    starts: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    whole: tuple[bool, ...] = ()
    length: int = 0
    telling: re.Pattern[str] | None = None
    heads: bool = False

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original that ``[start, end)`` of the view was read from; non-empty if that is."""
        if not self.starts:
            return start, end
        return self._left(start), self._right(end)

    def part(self, start: int, end: int) -> Normalized:
        """Return ``[start, end)`` of the view alone; what it shows leads to the same places of the original."""
        if not self.starts:
            return Normalized(self.text[start:end], (0,), (start,), (False,), end)
        first, last = bisect_right(self.starts, start), bisect_left(self.starts, end)
        return Normalized(
            self.text[start:end],
            (0, *(at - start for at in self.starts[first:last])),
            (self._left(start), *self.sources[first:last]),
            self.whole[first - 1 : last],
            self._right(end),
        )

    def _left(self, at: int) -> int:
        piece = bisect_right(self.starts, at) - 1
        return self.sources[piece] + (0 if self.whole[piece] else at - self.starts[piece])

    def _right(self, at: int) -> int:
        piece = bisect_right(self.starts, at - 1) - 1
        if not self.whole[piece]:
            return self.sources[piece] + at - self.starts[piece]
        # A unit ends where the next piece of the original begins, or with the text.
        return self.sources[piece + 1] if piece + 1 < len(self.sources) else self.length


def assemble(text: str, changed: Iterable[tuple[int, str, str]]) -> Normalized:
    """Return the view of *text* in which each unit (offset, original, view) of *changed*, in order, is shown as its view."""
    parts: list[str] = []
    starts, sources, whole = [0], [0], [False]
    seen = length = 0

    def mark(source: int, *, unit: bool) -> None:
        # A piece of no length is overwritten by the next one at the same place of the view.
        if starts[-1] == length:
            del starts[-1], sources[-1], whole[-1]
        starts.append(length)
        sources.append(source)
        whole.append(unit)

    for at, source, view in changed:
        if source == view:
            continue
        parts += (text[seen:at], view)
        length += at - seen
        if view:
            mark(at, unit=True)
            length += len(view)
        seen = at + len(source)
        mark(seen, unit=False)
    parts.append(text[seen:])
    return Normalized("".join(parts), tuple(starts), tuple(sources), tuple(whole), len(text))


def strung(parts: Sequence[Normalized]) -> Normalized:
    """Return *parts* as one view, a blank line between them."""
    starts: list[int] = []
    sources: list[int] = []
    whole: list[bool] = []
    length = 0
    for part in parts:
        starts += (length + at for at in part.starts)
        length += len(part.text)
        starts.append(length)
        sources += (*part.sources, part.length)
        whole += (*part.whole, False)
        length += len(_APART)
    text = _APART.join(part.text for part in parts)
    return Normalized(text, tuple(starts), tuple(sources), tuple(whole), parts[-1].length)

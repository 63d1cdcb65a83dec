"""What was made of a text is kept for when the text comes again: bounded, what was not asked for lately forgotten first."""

from __future__ import annotations

from typing import Generic, TypeVar

from records.columns import read_as
from records.record import Field, Shape

__all__ = ["REMEMBERED", "Key", "Seen", "key_of"]

Key = tuple[str, Shape, str]  # all that a detector is shown of a field
K = TypeVar("K")
V = TypeVar("V")

REMEMBERED = 24_000_000
"""Characters of text kept in all: fourteen thousand accounts that a table comes back to every month."""
_TEXT = 4_000  # a longer text is not worth keeping
_FIXED = 100  # what an entry costs beside its text, in characters


def key_of(field: Field) -> Key:
    """Return what findings depend on: the text, its shape and its name."""
    return field.text, field.shape, read_as(field.name, field.hint) if field.hint else field.name


class Seen(Generic[K, V]):
    """Two generations of entries, *chars* characters in all: what is asked for moves to the young, the old goes whole."""

    def __init__(self, chars: int = REMEMBERED) -> None:
        self._most = chars // 2
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}
        self._chars = 0

    def get(self, key: K, chars: int) -> V | None:
        """Return what is kept for *key*, whose text is *chars* long, or None."""
        value = self._young.get(key)
        if value is None and self._old and (value := self._old.get(key)) is not None:
            self.keep(key, value, chars)
        return value

    def keep(self, key: K, value: V, chars: int) -> None:
        """Remember *value*, which is never None, for *key*, whose text is *chars* long."""
        if chars > _TEXT:
            return
        self._young[key] = value
        self._chars += chars + _FIXED
        if self._chars > self._most:
            self._old, self._young, self._chars = self._young, {}, 0

    def clear(self) -> None:
        """Forget everything."""
        self._young, self._old, self._chars = {}, {}, 0

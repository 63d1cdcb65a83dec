"""Texts already analysed, with their findings: bounded, the least recently used ones forgotten first."""

from __future__ import annotations

from collections import OrderedDict

from records.finding import Finding
from records.record import Field, Shape

__all__ = ["Key", "Seen", "key_of"]

Key = tuple[str, Shape, str]  # all that a detector is shown of a field

_CHARS = 8_000_000  # of text kept in all
_TEXT = 4_000  # a longer text is not worth keeping
_FIXED = 100  # what an entry costs beside its text, in characters


def key_of(field: Field) -> Key:
    """Return what findings depend on: the text, its shape and its name."""
    return field.text, field.shape, field.name


class Seen:
    """Findings by text, shape and field name."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, tuple[Finding, ...]] = OrderedDict()
        self._chars = 0

    def get(self, key: Key) -> tuple[Finding, ...] | None:
        """Return what was found in that text, or None where it is not kept."""
        findings = self._kept.get(key)
        if findings is not None:
            self._kept.move_to_end(key)
        return findings

    def keep(self, key: Key, findings: tuple[Finding, ...]) -> None:
        """Remember *findings*, forgetting old ones where there is no room."""
        if len(key[0]) > _TEXT or key in self._kept:
            return
        self._kept[key] = findings
        self._chars += len(key[0]) + _FIXED
        while self._chars > _CHARS:
            old, _ = self._kept.popitem(last=False)
            self._chars -= len(old[0]) + _FIXED

"""What only the writing of a copy shows to be unfit - a page on which a value stays readable - is left out alone, and told of.

A format says ``leave_out`` and puts a notice in the place. Whoever writes an item collects what was said; whatever encloses the
document says where it is. Where nobody collects, leaving out is refused: nothing is missing that no account names.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from records.errors import Reason, Unreadable

__all__ = ["Part", "collected", "leave_out", "within"]

Part = tuple[str, Reason]
"""Where in the item, in words that hold no value, and why."""

_HEARD: ContextVar[list[Part] | None] = ContextVar("left out", default=None)


def leave_out(place: str, reason: Reason) -> None:
    """Say that the copy has a notice at *place*; raise Unreadable where nobody would account for it."""
    heard = _HEARD.get()
    if heard is None:
        raise Unreadable(reason)
    heard.append((place, reason))


@contextmanager
def collected() -> Iterator[list[Part]]:
    """Give a list of what is left out while one item is written."""
    heard: list[Part] = []
    token = _HEARD.set(heard)
    try:
        yield heard
    finally:
        _HEARD.reset(token)


@contextmanager
def within(place: str) -> Iterator[None]:
    """Put *place* before the place of whatever is left out meanwhile."""
    if _HEARD.get() is None:
        yield
        return
    with collected() as inner:
        yield
    for below, reason in inner:
        leave_out(f"{place} {below}", reason)

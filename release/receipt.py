"""A receipt says what one run did, in counts and ids only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from records.errors import Reason
from records.finding import PiiType

__all__ = ["Progress", "Receipt", "silent"]

Progress = Callable[[str, int, int | None], None]
"""Called with a stage verb, what is done, and the total or None while it is unknown: items, and in "read" and "verify" bytes."""


def silent(stage: str, done: int, total: int | None) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The account of one run; ``into`` is None for an inventory-only run, ``bytes`` counts source bytes read once.

    ``beside`` counts the other configured sources whose links were asked (rule R4), ``unasked`` those that were never read.
    ``unread`` counts the withheld items that are there, or are counted where they were kept, and nobody could read: where there
    is one, the run is incomplete.
    """

    run: str
    into: Path | None
    items: int
    released: int
    withheld: int
    parts_withheld: int
    redactions: tuple[tuple[PiiType, int], ...]
    kept: int
    reasons: tuple[tuple[Reason, int], ...]
    reviewed: bool
    bytes: int
    seconds: float
    beside: int = 0
    unasked: int = 0
    unread: int = 0

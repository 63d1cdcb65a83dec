"""Asks of a ruled record whether anything that it keeps would still join it to a person (rule R4)."""

from __future__ import annotations

from collections.abc import Iterator

from detectors.links import Linked
from records.finding import Cover, Disposition, Finding, PiiType, Ruling
from records.record import Record

__all__ = ["residual"]


def residual(record: Record, cover: Cover, links: Linked) -> tuple[Ruling, ...]:
    """Return the identifiers that *cover* keeps although they would still join the released record to a person (rule R4).

    Run on the output of combining it is empty; anything else means that a record was ruled on before all were learned.
    """
    return tuple(ruling for ruling in _kept_identifiers(cover) if links.witness(record, _as_finding(ruling)))


def _kept_identifiers(cover: Cover) -> Iterator[Ruling]:
    return (r for r in cover.rulings if r.type is PiiType.ID and r.disposition is Disposition.KEEP)


def _as_finding(ruling: Ruling) -> Finding:
    return Finding(ruling.field, ruling.start, ruling.end, ruling.type, ruling.score, ruling.detectors[0], ruling.kind)

"""Counts every item once, so that what went in equals what was released and withheld."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from records.errors import Reason, Unsafe
from records.finding import Cover, Disposition, PiiType
from records.record import Record, Withheld

__all__ = ["Tally"]


@dataclass(slots=True)
class Tally:
    """The running account of one run; everything is a count."""

    seen: Counter[str] = field(default_factory=Counter)
    released: Counter[str] = field(default_factory=Counter)
    withheld: Counter[tuple[str, Reason]] = field(default_factory=Counter)
    parts: Counter[tuple[str, Reason]] = field(default_factory=Counter)
    size: Counter[str] = field(default_factory=Counter)
    redactions: Counter[PiiType] = field(default_factory=Counter)
    kept: int = 0

    def see(self, container: str, size: int) -> None:
        """Count an item that was read in the first pass."""
        self.seen[container] += 1
        self.size[container] += size

    def release(self, record: Record, cover: Cover) -> None:
        """Count an item that is released, its redactions, and its parts that are not."""
        self.released[record.container] += 1
        self.parts.update((record.container, part.reason) for part in record.withheld)
        for ruling in (each for each in cover.rulings if record.fields[each.field].released):
            if ruling.disposition is Disposition.REDACT:
                self.redactions[ruling.type] += 1
            else:
                self.kept += 1

    def withhold(self, item: Withheld) -> None:
        """Count an item that is withheld whole."""
        self.withheld[(item.container, item.reason)] += 1

    def reconcile(self) -> None:
        """Raise Unsafe where a container's items do not add up (invariant 4)."""
        lost = Counter(self.seen)
        lost.subtract(self.released)
        for (container, _), count in self.withheld.items():
            lost[container] -= count
        for container, difference in sorted(lost.items()):
            if difference:
                raise Unsafe("items read and items accounted for differ; nothing was published", item=container)

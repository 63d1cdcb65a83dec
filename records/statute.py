"""The PII types, their clauses and their treatment, read from a dated data file so that no rule is a constant in code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from importlib import resources

from records.errors import Misconfigured
from records.finding import IdKind, PiiType

__all__ = ["Row", "Statute", "Treatment", "load"]


class Treatment(Enum):
    """How a type is treated before its surroundings are looked at (rules R1, R2, R5, R6)."""

    DIRECT = "direct"
    COMBINED = "combined"
    RESTRICTED = "restricted"
    LINKABLE = "linkable"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Row:
    """One type, or one kind of ID, of the statute: its clause, the label on the box, its treatment and its authority."""

    type: PiiType
    clause: str
    label: str
    treatment: Treatment
    authority: str
    reason: str


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute's definition in one edition; *authorities* says of each code what it stands for."""

    id: str
    title: str
    edition: str
    dated: str
    authorities: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    kinds: tuple[tuple[IdKind, Row], ...]
    _by_kind: Mapping[IdKind | PiiType, Row] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = dict(reversed(self.kinds))
        object.__setattr__(self, "_by_kind", named | {row.type: row for row in reversed(self.rows)})

    def row(self, type_: PiiType, kind: IdKind | None = None) -> Row:
        """Return the row that governs *type_*, or the narrower one for *kind* where the statute has one."""
        return (kind is not None and self._by_kind.get(kind)) or self._by_kind[type_]


def load(name: str) -> Statute:
    """Return the statute called *name*, or raise Misconfigured where there is no such file, a row is incomplete or a code unexplained."""
    try:
        data = tomllib.loads(resources.files("records").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
        rows = tuple(_row(entry) for entry in data["type"])
        ids = next(row for row in rows if row.type is PiiType.ID)
        kinds = tuple((IdKind(entry["kind"]), _kind_row(entry, ids)) for entry in data["kind"])
        authorities = _explained(data["authorities"], (*rows, *(row for _, row in kinds)))
        return Statute(rows=rows, kinds=kinds, authorities=authorities, **data["statute"])
    except (OSError, KeyError, ValueError, TypeError, StopIteration):
        raise Misconfigured("the statute file is missing or incomplete") from None


def _explained(words: dict[str, str], rows: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    if not {row.authority for row in rows} <= words.keys():
        raise KeyError
    return tuple(words.items())


def _row(entry: dict[str, str]) -> Row:
    return Row(
        type=PiiType(entry["type"]),
        clause=entry["clause"],
        label=entry["label"],
        treatment=Treatment(entry["treatment"]),
        authority=entry["authority"],
        reason=entry["reason"],
    )


def _kind_row(entry: dict[str, str], ids: Row) -> Row:
    reason = entry.get("reason", f"{entry['kind'].replace('_', ' ')} number")
    return Row(ids.type, ids.clause, ids.label, Treatment(entry["treatment"]), entry["authority"], reason)

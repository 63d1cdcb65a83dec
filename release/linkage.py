"""Which columns could be joined by what stands in them, and what that would expose: counted by keyed fingerprints, no value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, permutations
from operator import itemgetter

from detectors.links import DIRECT
from detectors.rows_on_disk import Row
from records.finding import PiiType
from records.record import Container

__all__ = ["LinkRow", "Place", "linkage"]

_KEYS = frozenset({PiiType.ID.value, PiiType.PHONE.value, PiiType.EMAIL.value})
_DIRECT = frozenset(each.value for each in DIRECT)
_MOST = 24  # columns that share a value; of more, the first: a filler in every table is no key


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One row of ``links``: how many values of one field stand in another container too, and what stands there of people."""

    run: str
    source: str
    container: str
    container_key: str
    label: str
    field: str
    type: str
    to_source: str
    to_container: str
    to_container_key: str
    to_label: str
    to_field: str
    shared: int
    exposes: str


Place = tuple[str, str, str]  # container, field, type


def linkage(
    run: str,
    parts: Iterable[Sequence[Row]],
    places: Sequence[Place],
    containers: Mapping[str, tuple[Container, str, str]],
) -> Iterator[LinkRow]:
    """Yield the links between fields of different containers; *parts* are sorted rows of a fingerprint and an index of *places*."""
    shared: Counter[tuple[Place, Place]] = Counter()
    for found in _groups(chain.from_iterable(parts), places):
        shared.update((a, b) for a, b in permutations(found, 2) if a[0] != b[0])
    exposed = _exposed(places)
    for (own, theirs), count in sorted(shared.items()):
        (at, key, label), (to, to_key, to_label) = containers[own[0]], containers[theirs[0]]
        exposes = "+".join(sorted(exposed[theirs[0]] - {own[2]}))
        yield LinkRow(
            run, at.source, own[0], key, label, own[1], own[2],
            to.source, theirs[0], to_key, to_label, theirs[1], count, exposes,
        )  # fmt: skip


def _groups(fingerprints: Iterable[Row], places: Sequence[Place]) -> Iterator[list[Place]]:
    """Yield the places of every fingerprint that stands in several fields as a key could."""
    for _, rows in groupby(fingerprints, key=itemgetter(0)):
        found = sorted({places[row[1]] for row in rows if places[row[1]][2] in _KEYS})
        if len(found) > 1:
            yield found[:_MOST]


def _exposed(places: Iterable[Place]) -> dict[str, set[str]]:
    exposed: dict[str, set[str]] = defaultdict(set)
    for container, _, type_ in places:
        if type_ in _DIRECT:
            exposed[container].add(type_)
    return exposed

"""Which columns could be joined by what stands in them, and what that would expose: counted by keyed fingerprints, no value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, permutations
from operator import itemgetter
from typing import NamedTuple

from detectors.links import DIRECT
from detectors.rows_on_disk import Row
from records.finding import PiiType
from release.inventory_rows import LinkRow, NamedContainer

__all__ = ["Place", "linkage"]

_KEYS = frozenset({PiiType.ID.value, PiiType.PHONE.value, PiiType.EMAIL.value})
_DIRECT = frozenset(each.value for each in DIRECT)
_MOST = 24  # columns that share a value; of more, the first: a filler in every table is no key


class Place(NamedTuple):
    """One type in one field of a container, named by its id. A tuple, since one is hashed for every value that is shared."""

    container: str
    field: str
    type: str


def linkage(
    run: str,
    parts: Iterable[Sequence[Row]],
    places: Sequence[Place],
    containers: Mapping[str, NamedContainer],
) -> Iterator[LinkRow]:
    """Yield the links between fields of different containers; *parts* are sorted rows of a fingerprint and an index of *places*."""
    shared: Counter[tuple[Place, Place]] = Counter()
    for found in _groups(chain.from_iterable(parts), places):
        shared.update((a, b) for a, b in permutations(found, 2) if a.container != b.container)
    exposed = _exposed(places)
    for (own, theirs), count in sorted(shared.items()):
        at, to = containers[own.container], containers[theirs.container]
        exposes = "+".join(sorted(exposed[theirs.container] - {own.type}))
        yield LinkRow(
            run, at.container.source, own.container, at.key, at.label, own.field, own.type,
            to.container.source, theirs.container, to.key, to.label, theirs.field, count, exposes,
        )  # fmt: skip


def _groups(fingerprints: Iterable[Row], places: Sequence[Place]) -> Iterator[list[Place]]:
    """Yield the places of every fingerprint that stands in several fields as a key could."""
    for _, rows in groupby(fingerprints, key=itemgetter(0)):
        found = sorted({places[row[1]] for row in rows if places[row[1]].type in _KEYS})
        if len(found) > 1:
            yield found[:_MOST]


def _exposed(places: Iterable[Place]) -> dict[str, set[str]]:
    exposed: dict[str, set[str]] = defaultdict(set)
    for container, _, type_ in places:
        if type_ in _DIRECT:
            exposed[container].add(type_)
    return exposed

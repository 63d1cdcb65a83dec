"""Says with whom an identifier is linked beyond its own record: in its thread, or through equal values elsewhere (rules R2, R3).

Pass 1 shows every record to ``learn``; pass 2 asks ``witness``. What is kept of a value is a 64-bit keyed digest, of a
record its ids (link_rows.py), so nothing holds a value. A link composes over at most two equal values and never runs through a
hub: a value that belongs to more than three people, such as ``0000`` or a switchboard. What other sources of the city said
when they were last read counts like what this run reads (rule R4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from detectors.link_rows import NEAR, SELECTIVE, LinkRows
from detectors.overlap import join, union
from detectors.rows_on_disk import Layout, Row, Rows, keyed
from records.finding import Finding, IdKind, Link, PiiType, Witness
from records.record import Record

__all__ = ["DIRECT", "NO_LINKS", "Authority", "Hub", "Linked", "Links", "NoLinks"]

DIRECT = (PiiType.PERSON, PiiType.SSN, PiiType.ADDRESS, PiiType.EMAIL, PiiType.PHONE)
"""The direct elements D1-D5 of the rule set, the one that names a person best first."""

_IN_A_ROW = 2  # a scope with more people than a row or a form has says nothing of whose a value is
_STEPS = 2  # equal values over which a link composes (R3)
_THREADS = Layout("QQBB", most=1)  # thread, place, number of its source, direct element in it
_TYPES, _KINDS = tuple(PiiType), (None, *IdKind)
_ONE_SOURCE: Mapping[str, str] = MappingProxyType({})
_SHORTEST = 4  # letters and digits of a value that can carry a link
_UNMISTAKABLE = 8  # from this length on equal values are the same whatever their columns are called


class Authority(Protocol):
    """What combining asks of the directory (detectors/directory.py)."""

    def authority(self, record: Record, finding: Finding, text: str) -> str | None:
        """Return on whose authority *finding*, whose text is *text*, is public, or None."""
        ...


class Linked(Protocol):
    """What combining asks of the links."""

    def witness(self, record: Record, finding: Finding) -> Witness | None:
        """Return the direct element that *finding* is linked with beyond its own record, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Hub:
    """A value that belongs to too many people to link anyone, by the kind it has; never the value."""

    type: PiiType
    kind: IdKind | None
    count: int


class NoLinks:
    """Links nothing: a single record, looked at by itself."""

    def witness(self, record: Record, finding: Finding) -> Witness | None:  # noqa: ARG002 - the protocol's signature
        return None


NO_LINKS = NoLinks()


class Links:
    """Gathers which identifiers stand beside direct elements, under a secret *key*; officials in *directory* are nobody.

    *sources* says to which source a container belongs, *held* what other sources said when they were last read, each with its
    name; with a *folder*, a private one, memory stays the same however much is learned.
    """

    def __init__(
        self,
        key: bytes,
        directory: Authority | None = None,
        *,
        folder: Path | None = None,
        sources: Mapping[str, str] = _ONE_SOURCE,
        held: Sequence[tuple[str, LinkRows]] = (),
    ) -> None:
        self._key = blake2b(key, digest_size=32, person=b"clearcopy-links").digest()
        self._directory = directory
        self._sources = sources
        self.learned = {
            name: LinkRows(folder) for name in dict.fromkeys((*sources.values(), *([] if sources else [""])))
        }
        self._all = (*(("", rows) for rows in self.learned.values()), *held)
        self._threads = Rows(_THREADS, folder)

    def learn(self, record: Record, findings: Iterable[Finding]) -> None:
        """Remember which values of *record* stand together; pieces are cut as combining cuts them, so that values agree."""
        self.learn_cut(record, join(union(findings), tuple(field.text for field in record.fields)))

    def learn_cut(self, record: Record, pieces: Iterable[Finding]) -> None:
        """Remember which values of *record* stand together, of findings that were cut so already."""
        scopes: dict[int, list[Finding]] = {}
        for finding in pieces:
            scopes.setdefault(record.fields[finding.field].scope, []).append(finding)
        if not scopes and not record.keys:
            return
        scopes.setdefault(0, [])
        rows = self.learned[self._sources.get(record.container, "")]
        place = rows.place(_place(record))
        partners = [self._learn_scope(record, found, rows, place, scope) for scope, found in sorted(scopes.items())]
        partner = next((each for each in partners if each), None)
        if partner and record.thread:
            source = list(self.learned.values()).index(rows)
            self._threads.add(self._digest("thread", record.thread), place, min(source, 255), DIRECT.index(partner))

    def witness(self, record: Record, finding: Finding) -> Witness | None:
        """Return the witness of an identifier in its thread (L1) or through equal values (L2), or None."""
        if thread := self._threads.find(self._digest("thread", record.thread)) if record.thread else []:
            _, place, source, partner = thread[0]
            own = self._all[source][1].placed(place)
            return Witness(DIRECT[partner], Link.CONTAINER, tuple(dict.fromkeys((_place(record), own))))
        for key in self._keys(record, record.fields[finding.field].scope):
            if joined := self._follow(record, key, Link.CONTAINER):
                return joined
        value = self._value(record, finding)
        return None if value is None else self._follow(record, value, Link.SHARED_KEY)

    def hubs(self) -> tuple[Hub, ...]:
        """Return how many values of each kind belong to too many people to link anyone."""
        seen: set[int] = set()
        counts: Counter[tuple[PiiType, IdKind | None]] = Counter()
        fewest = -(-(SELECTIVE + 1) // len(self._all))  # rows of a hub that at least one of so many sources holds
        for _, rows in self._all:
            for value, group in groupby(chain.from_iterable(rows.beside.parts()), key=itemgetter(0)):
                if sum(1 for _ in group) >= fewest and value not in seen and _is_hub(found := self._people(value)):
                    seen.add(value)
                    counts[_named(found)] += 1
        ordered = sorted(counts.items(), key=lambda each: (each[0][0].value, each[0][1].value if each[0][1] else ""))
        return tuple(Hub(type_, kind, count) for (type_, kind), count in ordered)

    def close(self) -> None:
        """Let go of everything learned and held, files included."""
        self._threads.clear()
        for _, rows in self._all:
            rows.close()

    def _people(self, value: int) -> list[tuple[Row, LinkRows, str]]:
        return [(row, rows, name) for name, rows in self._all for row in rows.people(value)]

    def _keys(self, record: Record, scope: int) -> tuple[int, ...]:
        """Return the digests of the declared keys that join the row itself; a document inside a cell has none."""
        return tuple(self._digest("key", key) for key in record.keys) if scope == 0 else ()

    def _follow(self, record: Record, value: int, link: Link) -> Witness | None:
        """Walk from *value* over values beside it, two steps at most, to one that stands beside a person."""
        front: list[tuple[int, tuple[str, ...]]] = [(value, (_place(record),))]
        seen = {value}
        for _ in range(_STEPS + 1):
            beyond: list[tuple[int, tuple[str, ...]]] = []
            for each, path in front:
                people = self._people(each)
                if _is_hub(people):
                    continue
                if people:
                    (_, place, _, partner, *_), rows, name = people[0]
                    return Witness(DIRECT[partner], link, tuple(dict.fromkeys((*path, _at(name, rows, place)))))
                beyond += self._beyond(each, path, seen)
            front = beyond
        return None

    def _beyond(self, value: int, path: tuple[str, ...], seen: set[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
        for name, rows in self._all:
            for _, place, _, other in rows.near(value):
                if other not in seen:
                    seen.add(other)
                    yield other, (*path, _at(name, rows, place))

    def _learn_scope(
        self, record: Record, findings: list[Finding], rows: LinkRows, place: int, scope: int
    ) -> PiiType | None:
        own = [finding for finding in findings if finding.type not in DIRECT or not self._public(record, finding)]
        direct = [finding for finding in own if finding.type in DIRECT]
        read = ((self._value(record, finding), finding) for finding in findings)
        values = {value: finding for value, finding in read if value is not None}
        keys = self._keys(record, scope)
        if not direct:
            private = (value for value, finding in values.items() if finding in own)  # an office's number joins nobody
            _set_beside(rows, (*private, *keys), place)
            return None
        partner = min((finding.type for finding in direct), key=DIRECT.index)
        persons = sorted({self._digest("person", _person(_text(record, f))) for f in direct if f.type is partner})
        owners = persons if len(persons) <= _IN_A_ROW else [0]  # many people in one place say nothing of whose it is
        for value, finding in (*values.items(), *((key, direct[0]) for key in keys)):
            named = _TYPES.index(finding.type), _KINDS.index(finding.kind)
            for owner in owners:
                rows.beside.add(value, place, owner, DIRECT.index(partner), *named)
        return partner

    def _public(self, record: Record, finding: Finding) -> bool:
        return self._directory is not None and bool(self._directory.authority(record, finding, _text(record, finding)))

    def _value(self, record: Record, finding: Finding) -> int | None:
        """Return the digest of an identifier's or telephone's value, or None where it cannot carry a link."""
        if finding.type not in (PiiType.ID, PiiType.PHONE):
            return None
        plain = "".join(filter(str.isalnum, _text(record, finding).casefold()))
        numbered = any(map(str.isdigit, plain)) or finding.kind is IdKind.USERNAME
        if len(plain) < _SHORTEST or not numbered:
            return None
        kind = finding.kind.value if finding.kind and len(plain) < _UNMISTAKABLE else ""
        return self._digest(finding.type.value + kind, plain)

    def _digest(self, domain: str, plain: str) -> int:
        return keyed(f"{domain}\x00{plain}", self._key)


def _text(record: Record, finding: Finding) -> str:
    return record.fields[finding.field].text[finding.start : finding.end]


def _person(text: str) -> str:
    return " ".join(sorted("".join(char if char.isalnum() else " " for char in text.casefold()).split()))


def _place(record: Record) -> str:
    return f"{record.container}/{record.id}"


def _at(source: str, rows: LinkRows, place: int) -> str:
    """Return the ids of a record, with its source where that is not of this run."""
    return f"{source}:{rows.placed(place)}" if source else rows.placed(place)


def _set_beside(rows: LinkRows, values: tuple[int, ...], place: int) -> None:
    for value in values:
        for number, other in enumerate(each for each in values[: NEAR + 1] if each != value):
            rows.without.add(value, place, number, other)


def _is_hub(people: Sequence[tuple[Row, LinkRows, str]]) -> bool:
    return len(people) > SELECTIVE and len({row[2] for row, _, _ in people} - {0}) > SELECTIVE


def _named(people: Sequence[tuple[Row, LinkRows, str]]) -> tuple[PiiType, IdKind | None]:
    row = people[SELECTIVE][0]
    return _TYPES[row[4]], _KINDS[row[5]]

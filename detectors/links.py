"""Says with whom an identifier is linked beyond its own record: in its thread, or through equal values elsewhere (rules R2, R3).

Pass 1 shows every record to ``learn``; pass 2 asks ``witness``. What is kept of a value is a 64-bit keyed digest, of a
record its ids, so memory grows with distinct identifiers and holds no value. A link composes over at most two equal values
and never runs through a hub: a value that belongs to more than three people, such as ``0000`` or a switchboard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

from detectors.overlap import join, union
from records.finding import Cover, Disposition, Finding, IdKind, Link, PiiType, Ruling, Witness
from records.record import Record

__all__ = ["DIRECT", "NO_LINKS", "Authority", "Hub", "Linked", "Links", "NoLinks", "residual"]

DIRECT = (PiiType.PERSON, PiiType.SSN, PiiType.ADDRESS, PiiType.EMAIL, PiiType.PHONE)
"""The direct elements D1-D5 of the rule set, the one that names a person best first."""

_SELECTIVE = 3  # persons to whom a value may belong and still carry a link (R3)
_IN_A_ROW = 2  # a scope with more people than a row or a form has says nothing of whose a value is
_NEAR = 8  # values beside a value that are remembered
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
    """Gathers which identifiers stand beside direct elements, under a secret *key*; officials in *directory* are nobody."""

    def __init__(self, key: bytes, directory: Authority | None = None) -> None:
        self._key = blake2b(key, digest_size=32, person=b"clearcopy-links").digest()
        self._directory = directory
        self._partners: dict[int, tuple[PiiType, int]] = {}  # value -> direct element beside it, and in which record
        self._persons: dict[
            int, tuple[int, ...]
        ] = {}  # value -> the people it belongs to, one more than makes a hub at most
        self._near: dict[
            int, tuple[tuple[int, int], ...]
        ] = {}  # value -> values beside it where no person stands, and where
        self._threads: dict[int, tuple[PiiType, int]] = {}
        self._hubs: dict[int, tuple[PiiType, IdKind | None]] = {}
        self._places: list[str] = []

    def learn(self, record: Record, findings: Iterable[Finding]) -> None:
        """Remember which values of *record* stand together; pieces are cut as combining cuts them, so that values agree."""
        scopes: dict[int, list[Finding]] = {}
        for finding in join(union(findings), tuple(field.text for field in record.fields)):
            scopes.setdefault(record.fields[finding.field].scope, []).append(finding)
        place = len(self._places)
        partners = [self._learn_scope(record, found, place) for _, found in sorted(scopes.items())]
        if scopes:
            self._places.append(_place(record))
        partner = next((each for each in partners if each), None)
        if partner and record.thread:
            self._threads.setdefault(self._digest("thread", record.thread), (partner, place))

    def witness(self, record: Record, finding: Finding) -> Witness | None:
        """Return the witness of an identifier in its thread (L1) or through equal values (L2), or None."""
        if record.thread:
            found = self._threads.get(self._digest("thread", record.thread))
            if found:
                return Witness(found[0], Link.CONTAINER, (_place(record), self._places[found[1]]))
        value = self._value(record, finding)
        return None if value is None else self._follow(record, value)

    def hubs(self) -> tuple[Hub, ...]:
        """Return how many values of each kind belong to too many people to link anyone."""
        counts: dict[tuple[PiiType, IdKind | None], int] = {}
        for value in self._hubs.values():
            counts[value] = counts.get(value, 0) + 1
        ordered = sorted(
            counts.items(), key=lambda entry: (entry[0][0].value, entry[0][1].value if entry[0][1] else "")
        )
        return tuple(Hub(type_, kind, count) for (type_, kind), count in ordered)

    def _follow(self, record: Record, value: int) -> Witness | None:
        """Walk from *value* over values beside it, two steps at most, to one that stands beside a person."""
        front: list[tuple[int, tuple[str, ...]]] = [(value, (_place(record),))]
        seen = {value}
        for _ in range(3):
            for each, path in front:
                partner = self._partners.get(each)
                if partner and each not in self._hubs:
                    return Witness(partner[0], Link.SHARED_KEY, _tidy((*path, self._places[partner[1]])))
            front = [
                (near, _tidy((*path, self._places[place])))
                for each, path in front
                if each not in self._hubs
                for near, place in self._near.get(each, ())
                if near not in seen and not seen.add(near)  # type: ignore[func-returns-value]  # marks it as seen
            ]
        return None

    def _learn_scope(self, record: Record, findings: list[Finding], place: int) -> PiiType | None:
        direct = [finding for finding in findings if finding.type in DIRECT and not self._public(record, finding)]
        read = (self._value(record, finding) for finding in findings)
        values = dict.fromkeys(value for value in read if value is not None)
        if not direct:
            self._set_beside(tuple(values), place)
            return None
        partner = min((finding.type for finding in direct), key=DIRECT.index)
        persons = {self._digest("person", _person(_text(record, f))) for f in direct if f.type is partner}
        for finding in findings:
            value = self._value(record, finding)
            if value is not None:
                self._partners.setdefault(value, (partner, place))
                self._belong(value, finding, persons)
        return partner

    def _set_beside(self, values: tuple[int, ...], place: int) -> None:
        for value in values:
            near = self._near.get(value, ())
            others = tuple(
                (other, place) for other in values if other != value and all(other != old for old, _ in near)
            )
            if others and len(near) < _NEAR:
                self._near[value] = (near + others)[:_NEAR]

    def _belong(self, value: int, finding: Finding, persons: set[int]) -> None:
        known = self._persons.get(value, ())
        if len(persons) > _IN_A_ROW or len(known) > _SELECTIVE:
            return
        known += tuple(sorted(persons.difference(known)))
        self._persons[value] = known[: _SELECTIVE + 1]
        if len(known) > _SELECTIVE:
            self._hubs[value] = (finding.type, finding.kind)

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
        text = f"{domain}\x00{plain}".encode("utf-8", "surrogatepass")
        return int.from_bytes(blake2b(text, key=self._key, digest_size=8).digest(), "big")


def residual(record: Record, cover: Cover, links: Linked) -> tuple[Ruling, ...]:
    """Return the identifiers that *cover* keeps although they would still join the released record to a person (rule R4).

    Run on the output of combining it is empty; anything else means that a record was ruled on before all were learned.
    """
    return tuple(ruling for ruling in _kept_identifiers(cover) if links.witness(record, _as_finding(ruling)))


def _kept_identifiers(cover: Cover) -> Iterator[Ruling]:
    return (r for r in cover.rulings if r.type is PiiType.ID and r.disposition is Disposition.KEEP)


def _as_finding(ruling: Ruling) -> Finding:
    return Finding(ruling.field, ruling.start, ruling.end, ruling.type, ruling.score, ruling.detectors[0], ruling.kind)


def _text(record: Record, finding: Finding) -> str:
    return record.fields[finding.field].text[finding.start : finding.end]


def _person(text: str) -> str:
    return " ".join(sorted("".join(char if char.isalnum() else " " for char in text.casefold()).split()))


def _place(record: Record) -> str:
    return f"{record.container}/{record.id}"


def _tidy(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path))

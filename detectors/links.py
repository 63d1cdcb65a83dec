"""Says with whom an identifier is linked beyond its own record: in its thread, or through equal values elsewhere (rules R2, R3).

Pass 1 shows every record to ``learn``; pass 2 asks ``witness``. What is kept of a value is a 64-bit keyed digest, of a
record its ids, so memory grows with distinct identifiers and holds no value. A link composes over at most two equal values
and never runs through a hub: a value that belongs to more than three people, such as ``0000`` or a switchboard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from struct import Struct
from typing import Protocol

from detectors.overlap import join, union
from records.finding import Cover, Disposition, Finding, IdKind, Link, PiiType, Ruling, Witness
from records.record import Record

__all__ = ["DIRECT", "NO_LINKS", "Authority", "Hub", "Linked", "Links", "NoLinks", "residual"]

DIRECT = (PiiType.PERSON, PiiType.SSN, PiiType.ADDRESS, PiiType.EMAIL, PiiType.PHONE)
"""The direct elements D1-D5 of the rule set, the one that names a person best first."""

_SELECTIVE = 3  # persons to whom a value may belong and still carry a link (R3)
_IN_A_ROW = 2  # a scope with more people than a row or a form has says nothing of whose a value is
_STEPS = 2  # equal values over which a link composes (R3)
_ROW = Struct("<BI")  # which direct element, which record; then eight bytes for each person
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
        self._beside: dict[
            int, bytes
        ] = {}  # value -> direct element beside it, in which record, and whose it is (_ROW)
        self._near: dict[
            int, tuple[tuple[int, int], ...]
        ] = {}  # value -> values where no person stands, and in which record
        self._threads: dict[int, bytes] = {}
        self._hubs: dict[int, tuple[PiiType, IdKind | None]] = {}
        self._places: list[str] = []
        self._pointed = False  # whether something was kept that points to the record being learned

    def learn(self, record: Record, findings: Iterable[Finding]) -> None:
        """Remember which values of *record* stand together; pieces are cut as combining cuts them, so that values agree.

        *findings* may have been cut so before, which changes nothing.
        """
        scopes: dict[int, list[Finding]] = {}
        for finding in join(union(findings), tuple(field.text for field in record.fields)):
            scopes.setdefault(record.fields[finding.field].scope, []).append(finding)
        if not scopes and not record.keys:
            return
        scopes.setdefault(0, [])
        place, self._pointed = len(self._places), False
        partners = [self._learn_scope(record, found, place, scope) for scope, found in sorted(scopes.items())]
        partner = next((each for each in partners if each), None)
        if partner and record.thread:
            thread = self._digest("thread", record.thread)
            self._pointed |= thread not in self._threads
            self._threads.setdefault(thread, _row(partner, place))
        if self._pointed:
            self._places.append(_place(record))

    def witness(self, record: Record, finding: Finding) -> Witness | None:
        """Return the witness of an identifier in its thread (L1) or through equal values (L2), or None."""
        thread = self._threads.get(self._digest("thread", record.thread)) if record.thread else None
        if thread:
            return self._witness(thread, Link.CONTAINER, (_place(record),))
        for key in self._keys(record, record.fields[finding.field].scope):
            if joined := self._follow(record, key, Link.CONTAINER):
                return joined
        value = self._value(record, finding)
        return None if value is None else self._follow(record, value, Link.SHARED_KEY)

    def hubs(self) -> tuple[Hub, ...]:
        """Return how many values of each kind belong to too many people to link anyone."""
        counts = Counter(self._hubs.values())
        ordered = sorted(counts.items(), key=lambda each: (each[0][0].value, each[0][1].value if each[0][1] else ""))
        return tuple(Hub(type_, kind, count) for (type_, kind), count in ordered)

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
                if each in self._hubs:
                    continue
                if each in self._beside:
                    return self._witness(self._beside[each], link, path)
                near = tuple((other, at) for other, at in self._near.get(each, ()) if other not in seen)
                seen.update(other for other, _ in near)
                beyond += [(other, (*path, self._places[at])) for other, at in near]
            front = beyond
        return None

    def _witness(self, row: bytes, link: Link, path: tuple[str, ...]) -> Witness:
        partner, place = _ROW.unpack_from(row)
        return Witness(DIRECT[partner], link, tuple(dict.fromkeys((*path, self._places[place]))))

    def _learn_scope(self, record: Record, findings: list[Finding], place: int, scope: int) -> PiiType | None:
        direct = [finding for finding in findings if finding.type in DIRECT and not self._public(record, finding)]
        read = ((self._value(record, finding), finding) for finding in findings)
        values = {value: finding for value, finding in read if value is not None}
        if not direct:
            self._set_beside((*values, *self._keys(record, scope)), place)
            return None
        partner = min((finding.type for finding in direct), key=DIRECT.index)
        persons = {self._digest("person", _person(_text(record, f))) for f in direct if f.type is partner}
        for value, finding in values.items():
            self._belong(value, finding, _row(partner, place), persons)
        for key in self._keys(record, scope):
            self._belong(key, direct[0], _row(partner, place), persons)
        return partner

    def _set_beside(self, values: tuple[int, ...], place: int) -> None:
        for value in values:
            near = self._near.get(value, ())
            others = [(other, place) for other in values if other != value and all(other != old for old, _ in near)]
            if others and len(near) < _NEAR:
                self._near[value] = (*near, *others)[:_NEAR]
                self._pointed = True

    def _belong(self, value: int, finding: Finding, row: bytes, persons: set[int]) -> None:
        """Note that *value* belongs to *persons*, as far as a scope with few people tells; many owners make it a hub."""
        self._pointed |= value not in self._beside
        row = self._beside.get(value, row)
        known = {int.from_bytes(row[at : at + 8], "big") for at in range(_ROW.size, len(row), 8)}
        if len(persons) <= _IN_A_ROW and value not in self._hubs:
            row += b"".join(each.to_bytes(8, "big") for each in sorted(persons - known))
            if len(known | persons) > _SELECTIVE:
                self._hubs[value] = (finding.type, finding.kind)
        self._beside[value] = row

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


def _row(partner: PiiType, place: int) -> bytes:
    return _ROW.pack(DIRECT.index(partner), place)

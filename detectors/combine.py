"""Rules on every finding: what it counts as, whether its text goes, and on whose authority (rules R1 to R11).

Finding and disposition are apart: detectors never ask who a person is, and nothing here drops a finding. The cover is
sorted and disjoint and holds every character that any detector reported; a value no reader understands goes whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from detectors.encodings import is_digest
from detectors.links import DIRECT, NO_LINKS, Authority, Linked
from detectors.overlap import join, rank, union
from records.finding import Cover, Disposition, Finding, Link, PiiType, Ruling, Standing, Witness
from records.record import Record, Shape
from records.statute import Statute, Treatment

__all__ = ["combine"]

# Words beside a parcel or a plate that make it somebody's home or car rather than the subject of a file (rule R6).
_SOMEBODYS = re.compile(
    r"neighbo|complain|victim|witness|resident|tenant|\blives?\b|\bhome\b|\bhouse\b|suspect|driver|owner|\b(?:his|her|my)\b",
    re.IGNORECASE,
)
_AROUND = 80


@dataclass(frozen=True, slots=True)
class _Case:
    """One record under the rules: what they need to look up, gathered once."""

    record: Record
    statute: Statute
    directory: Authority
    links: Linked
    direct: tuple[tuple[int, PiiType], ...]  # scope and type of each attributed direct element


def combine(
    record: Record, findings: Iterable[Finding], *, statute: Statute, directory: Authority, links: Linked = NO_LINKS
) -> Cover:
    """Return the rulings on *findings* of *record*: every one of them, and every opaque field.

    *statute* says how each type is treated, *directory* who is an official acting as such, *links* who else holds the same
    identifiers.
    """
    opaque = frozenset(index for index, field in enumerate(record.fields) if field.shape is Shape.OPAQUE)
    found = tuple(finding for finding in findings if finding.field not in opaque and finding.start < finding.end)
    texts = tuple(field.text for field in record.fields)
    claims = _Claims(found)
    pieces = [_direct(piece, claims, statute) for piece in join(union(found), texts)]
    public = [directory.authority(record, piece, texts[piece.field][piece.start : piece.end]) for piece in pieces]
    private = (piece for piece, authority in zip(pieces, public, strict=True) if authority is None)
    direct = tuple(
        sorted(
            {(record.fields[p.field].scope, p.type) for p in private if p.type in DIRECT},
            key=lambda d: DIRECT.index(d[1]),
        )
    )
    case = _Case(record, statute, directory, links, direct)
    rulings = [_rule(case, piece, claims.on(piece), authority) for piece, authority in zip(pieces, public, strict=True)]
    whole = [_masked(record, index, statute) for index in sorted(opaque) if texts[index]]
    return Cover(tuple(sorted((*_no_tails(rulings), *whole), key=lambda ruling: (ruling.field, ruling.start))))


def _direct(piece: Finding, claims: _Claims, statute: Statute) -> Finding:
    """Return an identifier that may be kept as the direct element that a detector reads in all of it: no label un-redacts an address.

    False friend: the digits of a social security number, which go whatever they are called.
    """
    if piece.type is not PiiType.ID or statute.row(piece.type, piece.kind).treatment is Treatment.RESTRICTED:
        return piece
    claimed = claims.direct(piece)
    return piece if claimed is None else piece._replace(type=claimed.type, kind=claimed.kind, score=claimed.score)


def _rule(case: _Case, piece: Finding, detectors: tuple[str, ...], public: str | None) -> Ruling:
    row = case.statute.row(piece.type, piece.kind)
    if public is not None:
        return _ruling(piece, detectors, Standing.PUBLIC_ROLE, Disposition.KEEP, public)
    match row.treatment:
        case Treatment.DIRECT:
            return _ruling(piece, detectors, Standing.DIRECT, Disposition.REDACT, row.authority)
        case Treatment.PLACE:
            return _ruling(piece, detectors, Standing.PLACE, Disposition.KEEP, "")
        case Treatment.RESTRICTED | Treatment.COMBINED | Treatment.LINKABLE:
            return _identifier(case, piece, detectors, row.treatment, row.authority)
        case _:
            assert_never(row.treatment)


def _identifier(
    case: _Case, piece: Finding, detectors: tuple[str, ...], treatment: Treatment, authority: str
) -> Ruling:
    """Rule on an identifier: combined with a person (R2), restricted (R5), linkable (R6) or nobody's."""
    witness = _witness(case, piece)
    if witness is not None:
        return _ruling(piece, detectors, Standing.COMBINED, Disposition.REDACT, authority, witness=witness)
    if treatment is Treatment.RESTRICTED or is_digest(_text(case.record, piece).strip()):
        return _ruling(piece, detectors, Standing.RESTRICTED, Disposition.REDACT, authority)
    if treatment is Treatment.LINKABLE:
        goes = Disposition.REDACT if _stands_for_someone(case.record, piece) else Disposition.KEEP
        return _ruling(piece, detectors, Standing.LINKABLE, goes, authority if goes is Disposition.REDACT else "")
    return _ruling(piece, detectors, Standing.UNCOMBINED, Disposition.KEEP, "")


def _witness(case: _Case, piece: Finding) -> Witness | None:
    own = case.record.fields[piece.field].scope
    for scope, partner in case.direct:
        if scope == own:
            return Witness(partner, Link.RECORD)
    if case.direct:
        return Witness(case.direct[0][1], Link.CONTAINER, (f"{case.record.container}/{case.record.id}",))
    return case.links.witness(case.record, piece)


def _stands_for_someone(record: Record, piece: Finding) -> bool:
    text = record.fields[piece.field].text
    return _SOMEBODYS.search(text[max(0, piece.start - _AROUND) : piece.end + _AROUND]) is not None


def _masked(record: Record, index: int, statute: Statute) -> Ruling:
    end = len(record.fields[index].text)
    authority = statute.row(PiiType.ID).authority
    return Ruling(index, 0, end, PiiType.ID, None, 1.0, ("opaque",), Standing.OPAQUE, Disposition.REDACT, authority)


def _ruling(
    piece: Finding,
    detectors: tuple[str, ...],
    standing: Standing,
    disposition: Disposition,
    authority: str,
    *,
    witness: Witness | None = None,
) -> Ruling:
    where = (piece.field, piece.start, piece.end, piece.type, piece.kind, piece.score)
    return Ruling(*where, detectors, standing, disposition, authority, witness)


def _no_tails(rulings: Sequence[Ruling]) -> Iterator[Ruling]:
    """Yield the rulings, where a kept piece that touches a redacted one goes with it: half a value is no redaction (E25)."""
    pending = list(rulings)
    for index, ruling in enumerate(pending[1:], 1):
        pending[index] = _swept(ruling, pending[index - 1])
    for index in range(len(pending) - 2, -1, -1):
        pending[index] = _swept(pending[index], pending[index + 1])
    yield from pending


def _swept(ruling: Ruling, beside: Ruling) -> Ruling:
    touching = ruling.field == beside.field and (ruling.start == beside.end or ruling.end == beside.start)
    if not touching or ruling.disposition is Disposition.REDACT or beside.disposition is Disposition.KEEP:
        return ruling
    return replace(ruling, disposition=Disposition.REDACT, authority=beside.authority)


def _text(record: Record, piece: Finding) -> str:
    return record.fields[piece.field].text[piece.start : piece.end]


class _Claims:
    """Tells who claimed a stretch and as what, by binary search over the findings."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._found = sorted(findings, key=lambda f: (f.field, f.start, f.end))
        self._starts = [(finding.field, finding.start) for finding in self._found]
        self._longest = max((finding.end - finding.start for finding in findings), default=0)

    def on(self, piece: Finding) -> tuple[str, ...]:
        """Return the names of the detectors whose findings overlap *piece*, in alphabetical order."""
        return tuple(sorted({each.detector for each in self._over(piece)}))

    def direct(self, piece: Finding) -> Finding | None:
        """Return the strongest direct element that holds all of *piece*, or None."""
        whole = (
            each
            for each in self._over(piece)
            if each.type in DIRECT and each.start <= piece.start and each.end >= piece.end
        )
        return min(whole, key=rank, default=None)

    def _over(self, piece: Finding) -> Iterator[Finding]:
        first = bisect_left(self._starts, (piece.field, piece.start - self._longest))
        last = bisect_left(self._starts, (piece.field, piece.end))
        return (each for each in self._found[first:last] if each.end > piece.start)

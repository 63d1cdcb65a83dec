"""The second pass: read again, add what spreads from elsewhere, and rule on every finding of every record."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from detectors.combine import combine
from detectors.engine import Engine
from detectors.rescan import pattern_engine
from records.boundary import attempt
from records.errors import Reason
from records.finding import Cover, Finding
from records.record import Record, Withheld
from release.job import Job
from release.revealed import without_revealed
from release.spool import Outcome, Rulings, match

__all__ = ["Decision", "Ruled", "decide", "withheld"]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A record with its cover, and what detection found in the record itself, before anything spread to it."""

    record: Record
    cover: Cover
    found: tuple[Finding, ...]


Decision = Ruled | Withheld
_FORGET = 1_000
"""Records after which texts seen before are forgotten."""
_Rule = Callable[[Record, Outcome], Ruled | Reason]


def withheld(record: Record, reason: Reason) -> Withheld:
    """Return *record* as an item that is not released."""
    return Withheld(record.container, record.id, record.place, reason)


def decide(job: Job) -> Iterator[Decision]:
    """Yield every item of the source as ruled, or as withheld with its reason, in reading order.

    Where there are identifiers, those that any rule takes out are gathered before the first record is yielded (rule R8). The
    rules are asked once: what they say waits on disk.
    """
    engine = pattern_engine(job.settings)
    for number, decision in enumerate(_ruled(job)):
        if number % _FORGET == 0:
            engine.forget()
        yield decision if isinstance(decision, Withheld) else _shown(job, engine, decision)


def _ruled(job: Job) -> Iterator[Decision]:
    if not job.spool.holds_identifiers:
        yield from _decisions(job, "redact", partial(_rule, job))
        return
    rulings = Rulings(job.folder)
    try:
        deque(_decisions(job, "combine", partial(_note, job, rulings)), maxlen=0)
        noted = rulings.rewind()
        yield from _decisions(job, "redact", lambda record, found: _settled(job, record, found, next(noted)))
    finally:
        rulings.close()


def _shown(job: Job, engine: Engine, ruled: Ruled) -> Decision:
    """Return *ruled* with what its own redactions bring to light."""
    record = ruled.record
    shown = attempt(lambda: without_revealed(job, engine, record, ruled.cover))
    if isinstance(shown, Reason):
        return withheld(record, shown)
    cover, added = shown
    return Ruled(record, cover, ruled.found + added) if added else ruled


def _decisions(job: Job, stage: str, rule: _Rule) -> Iterator[Decision]:
    outcomes = job.spool.rewind()
    total = job.tally.seen.total()
    for done, item in enumerate(job.connector.read(), 1):
        if isinstance(item, Withheld):
            yield item
        else:
            digest, found = next(outcomes, (b"", ()))
            match(item, digest)
            ruled = rule(item, found)
            yield withheld(item, ruled) if isinstance(ruled, Reason) else ruled
        if done % 50 == 0 or done == total:
            job.progress(stage, done, total)


def _rule(job: Job, record: Record, found: Outcome) -> Ruled | Reason:
    if isinstance(found, Reason):
        return found
    return attempt(lambda: Ruled(record, _cover(job, record, found), found))


def _cover(job: Job, record: Record, found: tuple[Finding, ...]) -> Cover:
    findings = found + job.known.find(record)
    return combine(record, findings, statute=job.statute, directory=job.directory, links=job.links)


def _note(job: Job, rulings: Rulings, record: Record, found: Outcome) -> Ruled | Reason:
    ruled = found if isinstance(found, Reason) else attempt(lambda: _noted(job, record, found))
    rulings.add(ruled if isinstance(ruled, Reason) else ruled.cover)
    return ruled


def _noted(job: Job, record: Record, found: tuple[Finding, ...]) -> Ruled:
    cover = _cover(job, record, found)
    job.settled.learn(record, cover)
    return Ruled(record, cover, found)


def _settled(job: Job, record: Record, found: Outcome, noted: Cover | Reason) -> Ruled | Reason:
    if isinstance(found, Reason):
        return found
    if isinstance(noted, Reason):
        return noted
    return attempt(lambda: Ruled(record, _left(job, record, noted), found))


def _left(job: Job, record: Record, cover: Cover) -> Cover:
    """Return what will be written: identifiers gone that go elsewhere in this release or went in an earlier one, and checked (R4)."""
    final = job.residual.apply(record, job.settled.apply(record, cover))
    job.residual.check(record, final)
    return final

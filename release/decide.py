"""The second pass: read again, add what spreads from elsewhere, and rule on every finding of every record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detectors.combine import combine
from records.boundary import attempt
from records.errors import Reason
from records.finding import Cover, Finding
from records.record import Record, Withheld
from release import spool
from release.job import Job

__all__ = ["Decision", "Ruled", "decide"]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A record with its cover, and what detection found in the record itself, before anything spread to it."""

    record: Record
    cover: Cover
    found: tuple[Finding, ...]


Decision = Ruled | Withheld


def decide(job: Job) -> Iterator[Decision]:
    """Yield every item of the source as ruled, or as withheld with its reason, in reading order."""
    if job.spool.holds_identifiers:
        for decision in _decisions(job, "combine"):
            if isinstance(decision, Ruled):
                job.settled.learn(decision.record, decision.cover)
    for decision in _decisions(job, "redact"):
        if isinstance(decision, Ruled):
            yield replace(decision, cover=_left(job, decision.record, decision.cover))
        else:
            yield decision


def _left(job: Job, record: Record, cover: Cover) -> Cover:
    """Return what will be written: identifiers gone that go elsewhere in this release or went in an earlier one, and checked (R4)."""
    final = job.residual.apply(record, job.settled.apply(record, cover))
    job.residual.check(record, final)
    return final


def _decisions(job: Job, stage: str) -> Iterator[Decision]:
    outcomes = job.spool.rewind()
    total = job.tally.seen.total()
    for done, item in enumerate(job.connector.read(), 1):
        if isinstance(item, Withheld):
            yield item
        else:
            digest, outcome = next(outcomes, (b"", ()))
            spool.match(item, digest)
            yield _rule(job, item, outcome)
        if done % 50 == 0 or done == total:
            job.progress(stage, done, total)


def _rule(job: Job, record: Record, outcome: spool.Outcome) -> Decision:
    ruled = outcome if isinstance(outcome, Reason) else attempt(lambda: _ruled(job, record, outcome))
    return Withheld(record.container, record.id, record.place, ruled) if isinstance(ruled, Reason) else ruled


def _ruled(job: Job, record: Record, found: tuple[Finding, ...]) -> Ruled:
    findings = found + job.known.find(record)
    cover = combine(record, findings, statute=job.statute, directory=job.directory, links=job.links)
    return Ruled(record, cover, found)

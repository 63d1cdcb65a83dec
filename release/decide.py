"""The second pass: read again, add what spreads from elsewhere, and rule on every finding of every record."""

from __future__ import annotations

from collections.abc import Iterator

from detectors.combine import combine
from records.boundary import attempt
from records.errors import Reason
from records.finding import Cover, Finding
from records.record import Record, Withheld
from release import spool
from release.job import Job

__all__ = ["Decision", "decide"]

Decision = tuple[Record, Cover] | Withheld


def decide(job: Job) -> Iterator[Decision]:
    """Yield every item of the source with its cover, or as withheld with its reason, in reading order."""
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
            job.progress("redact", done, total)


def _rule(job: Job, record: Record, outcome: spool.Outcome) -> Decision:
    cover = outcome if isinstance(outcome, Reason) else attempt(lambda: _cover(job, record, outcome))
    if isinstance(cover, Reason):
        return Withheld(record.container, record.id, record.place, cover)
    return record, cover


def _cover(job: Job, record: Record, found: tuple[Finding, ...]) -> Cover:
    findings = found + job.known.find(record)
    return combine(record, findings, statute=job.statute, directory=job.directory, links=job.links)

"""The whole path on one screen: read, detect, combine, redact, verify, publish; every command and flow goes through it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from records.boundary import attempt
from records.errors import ClearcopyError, Reason
from records.record import Withheld
from records.settings import Settings
from release.account import Account, account, accounted, receipt
from release.copy import open_copy
from release.counted import countable
from release.decide import Decision, decide, withheld
from release.job import Job, open_job, program_version
from release.log import write_manifest, write_readme
from release.publish import check_target, publish, seal, staging
from release.receipt import Progress, Receipt, silent
from release.survey import survey
from release.verify import verify
from release.withdrawn import Withdrawn

__all__ = ["release", "scan"]


def release(sources: Sequence[str], into: Path, *, settings: Settings, progress: Progress = silent) -> Receipt:
    """Publish a redacted copy of *sources* at *into* and take their inventory, or publish nothing.

    Raises Misconfigured, SourceUnavailable or Unsafe; an item that cannot be read is withheld and counted. Where the sources
    hold no item nothing is published, and the receipt's ``into`` is None.
    """
    check_target(into, tuple(Path(settings.location(source)) for source in sources))
    with (
        open_job(sources, settings, progress) as job,
        staging(into) as stage,
        closing(Withdrawn(job.workspace.key, job.folder)) as withdrawn,
    ):
        before = job.connector.fingerprint()
        survey(job)
        if not job.tally.seen:
            return _inventoried(job)
        with open_copy(job, stage) as copy:
            for decision in decide(job):
                copy.take(withdrawn.learn(decision))
        job.forget()
        job.tally.reconcile()
        verify(stage, withdrawn, job, copy.items, before)
        done = receipt(job, into)
        write_readme(stage, job.statute, program_version(), reviewed=False)
        write_manifest(stage, job.statute, done, job.versions())
        made = accounted(job, done)
        seal(stage)
        with job.residual.publishing():
            publish(stage, into)
            _account(job.residual.keep)
        _account(lambda: _keep(job, made))
        return done


def scan(sources: Sequence[str], *, settings: Settings, progress: Progress = silent) -> Receipt:
    """Take the inventory of *sources* and write nothing else."""
    with open_job(sources, settings, progress) as job:
        survey(job)
        for decision in decide(job):
            _take_stock(job, decision)
        job.tally.reconcile()
        return _inventoried(job)


def _account(keep: Callable[[], None]) -> None:
    """Take account of what was published; whatever fails or stops it now, the release is there and is not denied."""
    try:
        failed = attempt(keep) is not None
    except (ClearcopyError, OSError, KeyboardInterrupt):
        failed = True
    if failed:
        raise ClearcopyError("the release was verified and published, but the workspace could not take account of it")


def _keep(job: Job, made: Account) -> None:
    account(job, made)
    job.progress("publish", 1, 1)


def _inventoried(job: Job) -> Receipt:
    """Take account of a run that releases nothing."""
    done = receipt(job, None)
    account(job, accounted(job, done))
    return done


def _take_stock(job: Job, decision: Decision) -> None:
    if isinstance(decision, Withheld):
        job.tally.withhold(decision)
        return
    record = decision.record
    told = attempt(lambda: countable(record, decision.cover, job.statute))
    if isinstance(told, Reason):
        job.tally.withhold(withheld(record, told))
    else:
        job.tally.release(record, told)
        job.inventory.add(record, told)

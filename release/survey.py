"""The first pass: read everything once, detect, and learn what must be found everywhere; nothing is written but the spool."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectors.contract import reach
from detectors.overlap import join, union
from records.boundary import attempt
from records.errors import Reason
from records.finding import Finding, PiiType
from records.record import Container, Field, Record, Shape
from release.job import Job, tables_of
from release.sampled import Sampled
from release.spool import Outcome

__all__ = ["label_record", "survey", "values"]

BATCH_RECORDS = 64
BATCH_CHARS = 200_000


def survey(job: Job) -> None:
    """Detect in every record of the job's source, and learn the values found."""
    _tell_reach(job)
    job.progress("detect", 0, None)
    _learn_labels(job)
    sampled = Sampled()
    for batch in _batches(_counted(job), tables_of(job.containers)):
        for record, outcome in zip(batch, _read(job, batch, sampled), strict=True):
            job.spool.add(record, _learned(job, record, outcome))
        job.progress("detect", job.tally.seen.total(), None)
        _tell_reach(job)
    _tell_reach(job)
    job.progress("detect", job.tally.seen.total(), job.tally.seen.total())
    job.engine.forget()  # nothing is detected again before verification, and the room is wanted


def _tell_reach(job: Job) -> None:
    """Report how many bytes were read, and of how many; how many items there are nobody knows before the last."""
    told = reach(job.connector)
    if told is not None:
        job.progress("read", *told)


def _learn_labels(job: Job) -> None:
    """Learn what the names of files, mailboxes and tables give away: they are not released, but what they hold is PII (R8)."""
    unsampled = Sampled()
    for container in job.containers.values():
        record = label_record(container)
        for outcome in _detect(job, (record,), unsampled):
            _learned(job, record, outcome)


def label_record(container: Container) -> Record:
    """Return the name of a file, mailbox or table as a record to be detected in."""
    return Record("label", container.id, (Field("file name", container.label, Shape.FILE_NAME, "file name"),))


def _counted(job: Job) -> Iterator[Record]:
    for item in job.connector.read():
        job.tally.see(item.container, item.size if isinstance(item, Record) else 0)
        if isinstance(item, Record):
            yield item


def _read(job: Job, batch: tuple[Record, ...], sampled: Sampled) -> list[Outcome]:
    """Detect in *batch*; the first of a table says what its columns hold, and is read once more if that is news."""
    outcomes = _detect(job, batch, sampled)
    first = batch[0].container
    if (
        job.containers[first].item == "row"
        and sampled.is_new(first)
        and attempt(lambda: sampled.learn(zip(batch, outcomes, strict=True))) is True
    ):
        return _detect(job, batch, sampled)
    return outcomes


def _batches(records: Iterable[Record], tables: frozenset[str]) -> Iterator[tuple[Record, ...]]:
    """Yield *records* in batches; one with rows of a table is of that table alone."""
    batch: list[Record] = []
    chars = 0
    for record in records:
        if (
            batch
            and record.container != batch[-1].container
            and not tables.isdisjoint((record.container, batch[-1].container))
        ):
            yield tuple(batch)
            batch, chars = [], 0
        batch.append(record)
        chars += sum(len(field.text) for field in record.fields)
        if len(batch) >= BATCH_RECORDS or chars >= BATCH_CHARS:
            yield tuple(batch)
            batch, chars = [], 0
    if batch:
        yield tuple(batch)


def _detect(job: Job, batch: tuple[Record, ...], sampled: Sampled) -> list[Outcome]:
    found = attempt(lambda: job.engine.detect(tuple(map(sampled.named, batch))))
    if not isinstance(found, Reason):
        return list(found)
    if len(batch) == 1:
        return [found]
    return [outcome for record in batch for outcome in _detect(job, (record,), sampled)]


def values(record: Record, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the whole values that *findings* make up, each as one piece: what is looked for everywhere else.

    A place alone is no value: it is kept where it stands, so it must not be taken out elsewhere.
    """
    return _no_places(_pieces(record, findings))


def _pieces(record: Record, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return join(union(findings), tuple(field.text for field in record.fields))


def _no_places(pieces: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(piece for piece in pieces if piece.type is not PiiType.LOCATION)


def _learned(job: Job, record: Record, outcome: Outcome) -> Outcome:
    """Learn what was found in *record* and return it, or why the record is withheld: what cannot be learned cannot be looked for."""
    if isinstance(outcome, Reason):
        return outcome
    failed = attempt(lambda: _learn(job, record, outcome))
    return outcome if failed is None else failed


def _learn(job: Job, record: Record, outcome: tuple[Finding, ...]) -> None:
    pieces = _pieces(record, outcome)
    job.links.learn_cut(record, pieces)
    job.known.learn(record, _no_places(pieces))
    for finding in outcome:
        field = record.fields[finding.field]
        if field.shape is Shape.LABEL:
            job.inventory.suspect_label(field.text)

"""When a run ends, its counts become a receipt, the inventory's tables and one line of the ledger a source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from connectors.documents import FORMATS
from detectors.name.lists import ordinary_words
from records.errors import Reason
from records.record import Container
from release import holdings, inventory, ledger
from release.inventory import CoverageRow, HubRow, RunRow
from release.job import Job, program_version
from release.receipt import Receipt
from release.survey import label_record

__all__ = ["account", "receipt"]

UNREAD = frozenset({Reason.MISSING, Reason.UNREADABLE, Reason.CRASHED, Reason.TIMED_OUT})
WORD = re.compile(r"[^\W\d_]+")
SHORT = 2
ENDINGS = frozenset(each.suffix.removeprefix(".") for each in FORMATS) | {
    "tsv", "mbox", "sqlite", "db", "duckdb", "parquet", "pst", "ost", "msg", "rtf", "doc", "xls", "ppt", "pptx", "odt", "ods", "odp",
    "htm", "mht", "tar", "tgz", "jpeg", "tiff", "gif", "bmp", "webp", "heic",
}  # fmt: skip
"""Endings of what is written, and those under which it may have been read."""


def receipt(job: Job, into: Path | None) -> Receipt:
    """Return the account of the run so far."""
    tally = job.tally
    reasons: Counter[Reason] = Counter(tally.parts)
    for (_, reason), count in tally.withheld.items():
        reasons[reason] += count
    return Receipt(
        run=job.run,
        into=into,
        items=tally.seen.total(),
        released=tally.released.total(),
        withheld=tally.withheld.total(),
        duplicates=0,
        parts_withheld=tally.parts.total(),
        redactions=tuple(sorted(tally.redactions.items(), key=lambda pair: pair[0].value)),
        kept=tally.kept,
        reasons=tuple(sorted(reasons.items(), key=lambda pair: pair[0].name)),
        reviewed=False,
        bytes=tally.size.total(),
        seconds=(datetime.now(UTC) - job.started).total_seconds(),
        beside=len(job.beside.links),
        unasked=job.beside.unread,
        unread=sum(count for (_, reason), count in tally.withheld.items() if reason in UNREAD),
    )


def account(job: Job, done: Receipt) -> None:
    """Write the inventory and the ledger of a run that ended well, and what later runs are to know of its sources."""
    named = {container.id: _named(job, container) for container in job.containers.values()}
    day = job.started.date()
    place = job.workspace.path
    inventory.write(place, job.run, day, "findings", list(job.inventory.rows(job.run, named)))
    inventory.write(place, job.run, day, "coverage", list(_coverage(job, named)))
    inventory.write(place, job.run, day, "columns", list(job.inventory.columns(job.run, named)))
    inventory.write(place, job.run, day, "links", list(job.inventory.links(job.run, named)))
    inventory.write(place, job.run, day, "hubs", list(_hubs(job)))
    inventory.write(place, job.run, day, "runs", [_run_row(job, done)])
    holdings.keep(job.workspace, job.settings, job.links)
    status = ("published" if done.into else "scanned") + (", incomplete" if done.unread else "")
    for source in sorted({container.source for container in job.containers.values()}):
        counts = _source_counts(job, source)
        ledger.record_run(place, job.run, source, started=job.started, status=status, counts=counts)


def _hubs(job: Job) -> Iterator[HubRow]:
    for hub in job.links.hubs():
        yield HubRow(job.run, hub.type.value, hub.kind.value if hub.kind else "", hub.count)


def _named(job: Job, container: Container) -> tuple[Container, str, str]:
    """Return the container with a key that is stable over runs, and its label where no detector finds PII in it."""
    key = blake2b(f"{container.source}\0{container.label}".encode("utf-8", "surrogatepass"), key=job.workspace.key)
    record = label_record(container)
    plain = all(_is_ordinary(word) for word in WORD.findall(container.label))
    clean = plain and not job.engine.detect((record,))[0] and not job.known.find(record)
    return container, key.hexdigest()[:16], container.label if clean else ""


def _is_ordinary(word: str) -> bool:
    """Say whether a word of a label is ordinary English or a file's ending: any other could be somebody's name."""
    folded = word.casefold()
    known = ordinary_words()
    return (
        len(folded) <= SHORT
        or folded in ENDINGS
        or folded in known
        or (folded[-1] == "s" and folded[:-1] in known)
        or (folded.endswith("es") and folded[:-2] in known)
    )


def _coverage(job: Job, named: dict[str, tuple[Container, str, str]]) -> Iterator[CoverageRow]:
    tally = job.tally
    for id_, (own, key, label) in sorted(named.items()):
        head = (job.run, own.source, own.kind, id_, key, label)
        yield CoverageRow(*head, "released", "", tally.released[id_], tally.size[id_])
        for (container, reason), count in sorted(tally.withheld.items(), key=lambda pair: pair[0][1].name):
            if container == id_:
                yield CoverageRow(*head, "withheld", reason.name, count, 0)


def _source_counts(job: Job, source: str) -> tuple[int, int, int]:
    ids = {container.id for container in job.containers.values() if container.source == source}
    seen = sum(count for id_, count in job.tally.seen.items() if id_ in ids)
    released = sum(count for id_, count in job.tally.released.items() if id_ in ids)
    return seen, released, seen - released


def _run_row(job: Job, done: Receipt) -> RunRow:
    return RunRow(
        run=job.run,
        schema=inventory.SCHEMA_VERSION,
        started=job.started.isoformat(),
        ended=datetime.now(UTC).isoformat(),
        seconds=done.seconds,
        sources=len({container.source for container in job.containers.values()}),
        items=done.items,
        released=done.released,
        withheld=done.withheld,
        program=program_version(),
        model=job.engine.fingerprint,
        policy=job.settings.digest(),
        statute=f"{job.statute.id} {job.statute.dated}",
        published=done.into is not None,
    )

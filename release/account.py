"""When a run ends, its counts become a receipt, the inventory's tables and one line of the ledger a source.

All of it is made before a release is published and written after: a name that no table can hold must not come to light when the
release is there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path

import pyarrow as pa

from connectors.documents import FORMATS
from detectors.name.lists import ordinary_words
from records.boundary import attempt
from records.errors import Reason
from records.record import Container
from release import holdings, inventory, ledger
from release.inventory import CoverageRow, HubRow, NamedContainer, RunRow
from release.job import Job, program_version
from release.receipt import Receipt
from release.survey import label_record

__all__ = ["Account", "account", "accounted", "receipt"]

UNREAD = frozenset({Reason.MISSING, Reason.UNREADABLE, Reason.CRASHED, Reason.TIMED_OUT})
WORD = re.compile(r"[^\W\d_]+")
SHORT = 2
ENDINGS = frozenset(each.suffix.removeprefix(".") for each in FORMATS) | {
    "tsv", "mbox", "sqlite", "db", "duckdb", "parquet", "pst", "ost", "msg", "rtf", "doc", "xls", "ppt", "pptx", "odt", "ods", "odp",
    "htm", "mht", "tar", "tgz", "jpeg", "tiff", "gif", "bmp", "webp", "heic",
}  # fmt: skip
"""Endings of what is written, and those under which it may have been read."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a run leaves in the workspace: the inventory's tables, and of each source its line of the ledger."""

    tables: tuple[tuple[str, pa.Table], ...]
    status: str
    counts: tuple[tuple[str, ledger.Counts], ...]


def receipt(job: Job, into: Path | None) -> Receipt:
    """Return the account of the run so far."""
    tally = job.tally
    reasons: Counter[Reason] = Counter()
    for (_, reason), count in (*tally.withheld.items(), *tally.parts.items()):
        reasons[reason] += count
    return Receipt(
        run=job.run,
        into=into,
        items=tally.seen.total(),
        released=tally.released.total(),
        withheld=tally.withheld.total(),
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


def accounted(job: Job, done: Receipt) -> Account:
    """Return the inventory and the ledger of a run that ended well; nothing is written."""
    named = {container.id: _named(job, container) for container in job.containers.values()}
    tables = (
        ("findings", inventory.table_of("findings", job.inventory.rows(job.run, named))),
        ("coverage", inventory.table_of("coverage", _coverage(job, named))),
        ("columns", inventory.table_of("columns", job.inventory.columns(job.run, named))),
        ("links", inventory.table_of("links", job.inventory.links(job.run, named))),
        ("hubs", inventory.table_of("hubs", _hubs(job))),
        ("runs", inventory.table_of("runs", [_run_row(job, done)])),
    )
    status = ("published" if done.into else "scanned") + (", incomplete" if done.unread else "")
    sources = sorted({container.source for container in job.containers.values()})
    return Account(tables, status, tuple((source, _source_counts(job, source)) for source in sources))


def account(job: Job, made: Account) -> None:
    """Write what *made* holds, and what later runs are to know of the sources."""
    place, day = job.workspace.path, job.started.date()
    for name, table in made.tables:
        inventory.write(place, job.run, day, name, table)
    holdings.keep(job.workspace, job.settings, job.links)
    for source, counts in made.counts:
        ledger.record_run(place, job.run, source, started=job.started, status=made.status, counts=counts)


def _hubs(job: Job) -> Iterator[HubRow]:
    for hub in job.links.hubs():
        yield HubRow(job.run, hub.type.value, hub.kind.value if hub.kind else "", hub.count)


def _named(job: Job, container: Container) -> NamedContainer:
    """Return how *container* is named: by its label only where no detector finds PII in it or fails at it."""
    key = blake2b(f"{container.source}\0{container.label}".encode("utf-8", "surrogatepass"), key=job.workspace.key)
    record = label_record(container)
    plain = all(_is_ordinary(word) for word in WORD.findall(container.label))
    clean = attempt(lambda: plain and not job.engine.detect((record,))[0] and not job.known.find(record))
    return NamedContainer(container, key.hexdigest()[:16], container.label if clean is True else "")


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


def _coverage(job: Job, named: Mapping[str, NamedContainer]) -> Iterator[CoverageRow]:
    tally = job.tally
    for id_, own in sorted(named.items(), key=itemgetter(0)):
        head = (job.run, own.container.source, own.container.kind, id_, own.key, own.label)
        yield CoverageRow(*head, "released", "", tally.released[id_], tally.size[id_])
        for outcome, counts in (("withheld", tally.withheld), ("part withheld", tally.parts)):
            for (container, reason), count in sorted(counts.items(), key=lambda pair: pair[0][1].name):
                if container == id_:
                    yield CoverageRow(*head, outcome, reason.name, count, 0)


def _source_counts(job: Job, source: str) -> ledger.Counts:
    ids = {container.id for container in job.containers.values() if container.source == source}
    seen = sum(count for id_, count in job.tally.seen.items() if id_ in ids)
    released = sum(count for id_, count in job.tally.released.items() if id_ in ids)
    return ledger.Counts(items=seen, released=released, withheld=seen - released)


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

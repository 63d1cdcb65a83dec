"""The copy being staged: each ruled record is redacted, written anew and logged; each withheld one is accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from connectors.documents.left_out import Part, collected
from records.boundary import attempt
from records.errors import Reason, Unreadable
from records.finding import Cover
from records.record import Record, Withheld
from release.beneath import says_more
from release.counted import countable
from release.decide import Decision, withheld
from release.job import Job
from release.log import Log
from release.placeholders import Placeholders
from release.redact import Redactor

__all__ = ["Copy", "open_copy"]


@dataclass(frozen=True, slots=True)
class _Made:
    """What is written of a record, and what is told of it."""

    texts: tuple[str, ...]
    counted: Cover


class Copy:
    """Stages the redacted records and keeps what verification needs to know: values taken out, items per document."""

    def __init__(self, job: Job, stage: Path, log: Log, redactor: Redactor) -> None:
        self._job = job
        self._log = log
        self._redactor = redactor
        (stage / "records").mkdir(mode=0o700)
        self._writer = job.connector.rebuild(stage / "records")
        self.items: Counter[str] = Counter()

    def take(self, decision: Decision) -> None:
        """Stage one ruled record, or account for one withheld item."""
        if isinstance(decision, Withheld):
            self._withhold(decision)
        else:
            self._add(decision.record, decision.cover)

    def _add(self, record: Record, cover: Cover) -> None:
        made = attempt(lambda: self._made(record, cover))
        if isinstance(made, Reason):
            self._withhold(withheld(record, made))
            return
        try:
            with collected() as left_out:
                document = self._writer.add(record, made.texts)
        except Unreadable as error:
            self._withhold(withheld(record, error.reason))
            return
        self._account(_without(record, left_out), made.counted, document)

    def _made(self, record: Record, cover: Cover) -> _Made:
        texts = self._redactor.redact(record, cover)
        if says_more(self._job, record, texts):
            raise Unreadable(Reason.AMBIGUOUS, item=record.id)
        return _Made(texts, countable(record, cover, self._job.statute))

    def _withhold(self, item: Withheld) -> None:
        document = self._writer.withhold(item)
        self._log.withheld(document or item.container, item)
        self._job.tally.withhold(item)
        self.items[document] += bool(document)

    def close(self) -> None:
        """Finish every file of the copy."""
        self._writer.close()

    def _account(self, record: Record, cover: Cover, document: str) -> None:
        self._log.redacted(document, record, cover)
        for part in record.withheld:
            self._log.withheld(document, part)
        self._job.tally.release(record, cover)
        self._job.inventory.add(record, cover)
        self.items[document] += 1


def _without(record: Record, left_out: list[Part]) -> Record:
    """Return *record* as it was released: what its copy leaves out is withheld, and nothing of it counts as redacted."""
    if not left_out:
        return record
    places = tuple(place for place, _ in left_out)
    fields = tuple(replace(f, released=f.released and not _is_in(f.place, places)) for f in record.fields)
    parts = (Withheld(record.container, record.id, place, reason) for place, reason in left_out)
    return replace(record, fields=fields, withheld=(*record.withheld, *parts))


def _is_in(place: str, places: tuple[str, ...]) -> bool:
    return any(place == each or place.startswith(f"{each} ") for each in places)


@contextmanager
def open_copy(job: Job, stage: Path) -> Iterator[Copy]:
    """Give a copy to add records to, and finish its files and logs at the end."""
    placeholders = Placeholders(job.folder, job.workspace.key)
    log = Log(stage, job.statute)
    copy = Copy(job, stage, log, Redactor(job.statute, placeholders, job.settings.city.area_code))
    try:
        yield copy
    finally:
        copy.close()
        log.close()
        placeholders.close()

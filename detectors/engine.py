"""Records in, findings out, through the recognizers that Presidio registered (recognizers.py); one that fails fails the call.

Each reads our view of the field. Nothing of Presidio's defaults is used: no predefined recognizers, no lemma context, no
decision log, no threshold.
"""

from __future__ import annotations

import atexit
import gc
import hashlib
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from detectors import DETECTORS
from detectors.address.cells import WHOLE
from detectors.answers import answered
from detectors.contract import Detector, Entity, View
from detectors.language import Model, load_model
from detectors.mapped import Normalized
from detectors.rows import rows
from detectors.seen import REMEMBERED, Key, Seen, key_of
from detectors.text.elements import elements
from detectors.text.file_names import parted
from detectors.text.form_encoded import forms
from detectors.text.inserts import inserts
from detectors.text.labels import lines
from detectors.text.pairs import pairs
from detectors.text.scanned import figures
from detectors.text.tables import cells
from detectors.text.wrapped import unbroken
from detectors.together import together
from detectors.views import views
from detectors.windows import Window, windows
from detectors.within import within
from records.columns import read_as
from records.errors import Reason, Unreadable
from records.finding import Finding, PiiType
from records.record import Field, Record, Shape
from records.settings import City, Settings

__all__ = ["Engine"]

_BATCH_CHARS = 4_000_000  # texts read by the model at a time, characters

# Every detector finds something in it, so that all that is made at the first find is made by then.
_FIRST = "From: Jane Roe\nSent: Monday\n1. Name: Jane Roe, born 1/2/1980, 12 Oak St. & Elm St., Helena, MT 59601, 406-555-0100\n"

_Findings = tuple[Finding, ...]
_Placed = tuple[int, Field]  # a field and its number in the record in which its text came first
_UNLED = (PiiType.PERSON, PiiType.LOCATION)
_HEAD, _MARKS = re.compile(r"[\n\r][\s>]*\Z"), 8  # quote marks and blanks at a line's head, so many characters
_YOUNG = 20_000  # new objects before Python's collector looks for circles, of which detection makes none


class Engine:
    """Finds PII in records: loads the language model and builds the analyzer once; texts seen again cost nothing.

    Raises Misconfigured where the model cannot be loaded: there is no falling back to patterns alone.
    """

    def __init__(
        self,
        settings: Settings,
        detectors: Sequence[Detector] = DETECTORS,
        *,
        model: Model | None = None,
        remembered: int = REMEMBERED,
    ) -> None:
        # Presidio takes a second to import, for which a command that is refused before need not wait.
        from detectors.recognizers import Recognizer, analyzer  # noqa: PLC0415 - as said

        self._city: City = settings.city
        self._limits = settings.limits
        self._model = model or load_model(settings.model)
        self._analyzer = analyzer(detectors)
        # AnalyzerEngine.analyze would list, sort and filter anew for every cell, which costs as much as detecting (35 of 67
        # microseconds, measured), and would drop a hit inside another: we ask the recognizers it registered ourselves.
        registered = self._analyzer.registry.get_recognizers("en", all_fields=True)
        self._finders = tuple((each.name, each.hits) for each in registered if isinstance(each, Recognizer))  # type: ignore[has-type]  # untyped in Presidio
        self._of_type = {
            type_: tuple((each.name, each.find) for each in detectors if type_ in each.types) for type_ in PiiType
        }
        self._seen: Seen[Key, _Findings] = Seen(remembered)
        if detectors is DETECTORS:
            self._begin()
        _settle()
        self.fingerprint = f"{self._model.fingerprint} presidio-{version('presidio-analyzer')} detectors-{_digest()}"

    def detect(self, records: Sequence[Record]) -> list[tuple[Finding, ...]]:
        """Return the findings of each record, in order; a text that occurs again is analysed once.

        Raises Unreadable (too large, timed out) with the record's id; whatever a detector raises goes through: no failure
        becomes "no findings". Call again record by record to tell which one failed.
        """
        records = [together(answered(record)) for record in records]
        found = self._analyse(records)
        told = [(*findings, *rows(record, findings)) for record, findings in zip(records, found, strict=True)]
        return [(*findings, *within(record, findings)) for record, findings in zip(records, told, strict=True)]

    def forget(self) -> None:
        """Let go of the texts seen so far; they are analysed anew where they come again."""
        self._seen.clear()

    def _begin(self) -> None:
        """Make while loading what is else made when it is first asked for: the city's streets as patterns."""
        shown = View(_FIRST, Field("", _FIRST, Shape.PROSE), (), self._city)
        for _, find in self._finders:
            tuple(find(shown))

    def _analyse(self, records: Sequence[Record]) -> list[_Findings]:
        found: dict[Key, _Findings] = {}
        fresh: dict[Key, _Placed] = {}
        for record in records:
            for index, field in _readable(record, self._limits.field_chars):
                key = key_of(field)
                if key in found or key in fresh:
                    continue
                if (old := self._seen.get(key, len(field.text))) is not None:
                    found[key] = old
                else:
                    fresh[key] = index, field
        for batch in _batches(fresh.values()):
            for (_, field), findings in zip(batch, self._read(batch), strict=True):
                found[key_of(field)] = findings
                self._seen.keep(key_of(field), findings, len(field.text))
        return [_of_record(record, found) for record in records]

    def _read(self, fields: Sequence[_Placed]) -> list[_Findings]:
        shown = [(placed, view, windows(view.text)) for placed in fields for view in _views(placed[1])]
        entities = iter(self._model.tag([window.text for _, _, cut in shown for window in cut]))
        found: list[_Findings] = []
        last: _Placed | None = None
        for placed, view, cut in shown:
            findings = self._of_field(placed, view, cut, entities)
            if placed is last:  # another view of the same text
                found[-1] = tuple(dict.fromkeys((*found[-1], *findings)))
            else:
                found.append(findings)
            last = placed
        return found

    def _of_field(
        self, placed: _Placed, view: Normalized, cut: Sequence[Window], entities: Iterator[tuple[Entity, ...]]
    ) -> _Findings:
        found = []
        index, field = placed
        field = replace(field, name=read_as(field.name, field.hint)) if field.hint else field
        for window in cut:
            shown = View(window.text, field, next(entities), self._city)
            late = time.monotonic() + self._limits.seconds
            plain = (
                len(cut) == 1 and not view.starts
            )  # nearly always: every hit is this window's, and stands where it says
            for name, find in self._finders:
                for hit in find(shown):
                    start, end, type_, score, pattern, kind = hit
                    if not plain:
                        if not window.owns(hit):
                            continue
                        start, end = view.back(start + window.offset, end + window.offset)
                    found.append(Finding(index, start, end, type_, score, name, kind, pattern))
                if time.monotonic() > late:
                    raise Unreadable(Reason.TIMED_OUT)
        if view.telling:
            return tuple(hit for hit in found if _tells(hit, view.telling, field.text, heads=view.heads))
        return (*found, *self._of_tables(index, field, view))

    def _of_tables(self, index: int, field: Field, view: Normalized) -> Iterator[Finding]:
        """Yield what stands in the tables of a text, read by the names of their columns."""
        for cell in (
            chain(cells(view.text), inserts(view.text), pairs(view.text), elements(view.text), lines(view.text))
            if field.shape is Shape.PROSE
            else ()
        ):
            text = view.text[cell.start : cell.end]
            shown = View(text, Field(cell.column, text, Shape.CELL), (), self._city)
            for name, find in self._of_type[cell.type]:
                for hit in find(shown):
                    start, end = cell.start + hit.start, cell.start + hit.end
                    start, end = view.back(start, end) if view.starts else (start, end)
                    yield Finding(index, start, end, hit.type, hit.score, name, hit.kind, hit.pattern)


def _views(field: Field) -> tuple[Normalized, ...]:
    shown = views(field.text)
    if field.shape is Shape.FILE_NAME:
        return (*shown, parted(field.text))
    return (*shown, *forms(shown[0]), *unbroken(shown[0]), *figures(shown[0]))


def _settle() -> None:
    """Have Python's collector pass over the lists just loaded, and come by less often: up to a tenth of detection was its own."""
    if not gc.get_freeze_count():
        gc.freeze()
        atexit.register(gc.unfreeze)  # extension modules take what is frozen at the end for leaks, and say so aloud
        gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])


def _digest() -> str:
    """Return a digest of every rule and list beside this file, and of what columns are called: what is detected changes only when it does."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    rules = [path for path in here.rglob("*") if path.suffix in {".py", ".toml", ".txt"}]
    for path in sorted((*rules, *(here.parent / "records").glob("columns*"))):
        digest.update(path.relative_to(here.parent).as_posix().encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def _readable(record: Record, most: int) -> Iterator[_Placed]:
    for index, field in enumerate(record.fields):
        if field.shape is not Shape.OPAQUE:
            if len(field.text) > most:
                raise Unreadable(Reason.TOO_LARGE, item=record.id)
            yield index, field


def _of_record(record: Record, found: dict[Key, _Findings]) -> _Findings:
    return tuple(
        _in_field(finding, index)
        for index, field in enumerate(record.fields)
        if field.shape is not Shape.OPAQUE
        for finding in found[key_of(field)]
    )


def _in_field(finding: Finding, index: int) -> Finding:
    if index == finding.field:  # a text that comes again mostly does in the same column
        return finding
    return Finding(
        index,
        finding.start,
        finding.end,
        finding.type,
        finding.score,
        finding.detector,
        finding.kind,
        finding.pattern,
    )


def _tells(finding: Finding, sign: re.Pattern[str], text: str, *, heads: bool) -> bool:
    """Say whether *finding* has the *sign* in it for which a view was made; a few lines of a text are no cell of their own.

    With *heads* a number at a line's head counts too: what stands before it leads to it. Names need no such lead.
    """
    start, end = finding.start, finding.end
    led = heads and finding.type not in _UNLED and _HEAD.search(text, max(0, start - _MARKS), start)
    return finding.pattern != WHOLE and bool(led or sign.search(text, start, end))


def _batches(fields: Iterable[_Placed]) -> Iterator[list[_Placed]]:
    batch: list[_Placed] = []
    chars = 0
    for placed in fields:
        batch.append(placed)
        chars += len(placed[1].text)
        if chars >= _BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch

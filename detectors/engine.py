"""The one place that builds Presidio's AnalyzerEngine: records in, findings out; a detector that fails fails the call.

Presidio runs an explicit list of recognizers, one a detector, over artifacts that carry our view of the field. Nothing of
its defaults is used: no predefined recognizers, no lemma context, no decision log, no threshold.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

# EmailRecognizer's tldextract would look up the public suffix list on the network; an empty list of addresses stops it.
os.environ.setdefault("TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS", "")

from presidio_analyzer import (  # noqa: TID251  # detectors/ may
    AnalyzerEngine,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer  # noqa: TID251  # detectors/ may
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine  # noqa: TID251  # detectors/ may

from detectors import DETECTORS
from detectors.columns import read_as
from detectors.contract import Detector, Entity, Hit, View
from detectors.language import Model, load_model
from detectors.normalize import Normalized, views
from detectors.seen import Key, Seen, key_of
from detectors.windows import Window, windows
from detectors.within import within
from records.errors import Reason, Unreadable
from records.finding import Finding
from records.record import Field, Record, Shape
from records.settings import City, Settings

__all__ = ["Engine"]

_BATCH_CHARS = 4_000_000  # texts read by the model at a time, characters

_Findings = tuple[Finding, ...]


class _Artifacts(NlpArtifacts):
    """What Presidio hands from the language model to the recognizers; ours carries the view."""

    def __init__(self, view: View) -> None:
        super().__init__([], None, [], [], None, "en", [])  # type: ignore[arg-type]  # no recognizer of ours reads tokens
        self.view = view


class _Language(NlpEngine):
    """Presidio's view of the language model: loaded beforehand and run in batches by the engine, never by Presidio."""

    def load(self) -> None:
        """Nothing is left to load."""

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        raise NotImplementedError("artifacts are always passed in")

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **_: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        raise NotImplementedError("artifacts are always passed in")

    def is_stopword(self, word: str, language: str) -> bool:  # Presidio's signature
        return False

    def is_punct(self, word: str, language: str) -> bool:  # Presidio's signature
        return False

    def get_supported_entities(self) -> list[str]:
        return []

    def get_supported_languages(self) -> list[str]:
        return ["en"]


class _NoContext(ContextAwareEnhancer):
    """Changes no score: our detectors weigh the words around a match themselves."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self,
        text: str,  # Presidio's signature
        raw_results: list[RecognizerResult],
        *_: Any,
        **__: Any,
    ) -> list[RecognizerResult]:
        return raw_results


class _Recognizer(EntityRecognizer):
    """A detector as Presidio sees it."""

    def __init__(self, detector: Detector) -> None:
        types = [type_.value for type_ in detector.types]
        super().__init__(supported_entities=types, name=detector.name, supported_language="en")
        self._detector = detector

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self,
        text: str,  # the view holds it
        entities: list[str],  # a detector reports all it finds
        nlp_artifacts: NlpArtifacts,
    ) -> list[RecognizerResult]:
        assert isinstance(nlp_artifacts, _Artifacts)  # noqa: S101  # the engine makes no others
        return [
            RecognizerResult(hit.type.value, hit.start, hit.end, hit.score, recognition_metadata={"hit": hit})
            for hit in self.hits(nlp_artifacts.view)
        ]

    def hits(self, view: View) -> Iterable[Hit]:
        """Return what ``analyze`` does as it was found, not packed into a result that the engine would unpack again."""
        return self._detector.find(view)


class Engine:
    """Finds PII in records: loads the language model and builds the analyzer once; texts seen again cost nothing.

    Raises Misconfigured where the model cannot be loaded: there is no falling back to patterns alone.
    """

    def __init__(
        self, settings: Settings, detectors: Sequence[Detector] = DETECTORS, *, model: Model | None = None
    ) -> None:
        self._city: City = settings.city
        self._limits = settings.limits
        self._model = model or load_model(settings.model)
        registry = RecognizerRegistry([_Recognizer(each) for each in detectors], supported_languages=["en"])
        self._analyzer = AnalyzerEngine(
            registry=registry,
            nlp_engine=_Language(),
            context_aware_enhancer=_NoContext(),
            log_decision_process=False,
            default_score_threshold=0,
            supported_languages=["en"],
        )
        # AnalyzerEngine.analyze would list, sort and filter anew for every cell, which costs as much as detecting (35 of 67
        # microseconds, measured), and would drop a hit inside another: we ask the recognizers it registered ourselves.
        registered = self._analyzer.registry.get_recognizers("en", all_fields=True)
        self._recognizers = tuple(each for each in registered if isinstance(each, _Recognizer))
        self._seen: Seen[Key, _Findings] = Seen()
        self.fingerprint = f"{self._model.fingerprint} presidio-{version('presidio-analyzer')} detectors-{_digest()}"

    def detect(self, records: Sequence[Record]) -> list[tuple[Finding, ...]]:
        """Return the findings of each record, in order; a text that occurs again is analysed once.

        Raises Unreadable (too large, timed out) with the record's id; whatever a detector raises goes through: no failure
        becomes "no findings". Call again record by record to tell which one failed.
        """
        found = self._analyse(records)
        return [(*findings, *within(record, findings)) for record, findings in zip(records, found, strict=True)]

    def forget(self) -> None:
        """Let go of the texts seen so far; they are analysed anew where they come again."""
        self._seen.clear()

    def _analyse(self, records: Sequence[Record]) -> list[_Findings]:
        found: dict[Key, _Findings] = {}
        fresh: dict[Key, Field] = {}
        for record in records:
            for field in _readable(record, self._limits.field_chars):
                key = key_of(field)
                if key in found or key in fresh:
                    continue
                if (old := self._seen.get(key, len(field.text))) is not None:
                    found[key] = old
                else:
                    fresh[key] = field
        for batch in _batches(fresh.values()):
            for field, findings in zip(batch, self._read(batch), strict=True):
                found[key_of(field)] = findings
                self._seen.keep(key_of(field), findings, len(field.text))
        return [_of_record(record, found) for record in records]

    def _read(self, fields: Sequence[Field]) -> list[_Findings]:
        shown = [(field, view, windows(view.text)) for field in fields for view in views(field.text)]
        entities = iter(self._model.tag([window.text for _, _, cut in shown for window in cut]))
        found: list[_Findings] = []
        last: Field | None = None
        for field, view, cut in shown:
            findings = self._of_field(field, view, cut, entities)
            if field is last:  # another view of the same text
                found[-1] = tuple(dict.fromkeys((*found[-1], *findings)))
            else:
                found.append(findings)
            last = field
        return found

    def _of_field(
        self, field: Field, view: Normalized, cut: Sequence[Window], entities: Iterator[tuple[Entity, ...]]
    ) -> _Findings:
        found = []
        field = replace(field, name=read_as(field.name, field.hint)) if field.hint else field
        for window in cut:
            shown = View(window.text, field, next(entities), self._city)
            for hit, name in self._hits(shown):
                if window.owns(hit):
                    start, end = view.back(hit.start + window.offset, hit.end + window.offset)
                    found.append(Finding(0, start, end, hit.type, hit.score, name, hit.kind, hit.pattern))
        return tuple(found)

    def _hits(self, view: View) -> Iterator[tuple[Hit, str]]:
        late = time.monotonic() + self._limits.seconds
        for recognizer in self._recognizers:
            for hit in recognizer.hits(view):
                yield hit, recognizer.name  # type: ignore[has-type]  # untyped in Presidio
            if time.monotonic() > late:
                raise Unreadable(Reason.TIMED_OUT)


def _digest() -> str:
    """Return a digest of every rule and list beside this file: what is detected changes only when it does."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for path in sorted(path for path in here.rglob("*") if path.suffix in {".py", ".toml", ".txt"}):
        digest.update(path.relative_to(here).as_posix().encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def _readable(record: Record, most: int) -> Iterator[Field]:
    for field in record.fields:
        if field.shape is not Shape.OPAQUE:
            if len(field.text) > most:
                raise Unreadable(Reason.TOO_LARGE, item=record.id)
            yield field


def _of_record(record: Record, found: dict[Key, _Findings]) -> _Findings:
    return tuple(
        _in_field(finding, index)
        for index, field in enumerate(record.fields)
        if field.shape is not Shape.OPAQUE
        for finding in found[key_of(field)]
    )


def _in_field(finding: Finding, index: int) -> Finding:
    if index == 0:
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


def _batches(fields: Iterable[Field]) -> Iterator[list[Field]]:
    batch: list[Field] = []
    chars = 0
    for field in fields:
        batch.append(field)
        chars += len(field.text)
        if chars >= _BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch

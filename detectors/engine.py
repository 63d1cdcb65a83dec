"""The one place that builds Presidio's AnalyzerEngine: records in, findings out; a detector that fails fails the call.

Presidio runs an explicit list of recognizers, one a detector, over artifacts that carry our view of the field. Nothing of
its defaults is used: no predefined recognizers, no lemma context, no decision log, no threshold.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

# EmailRecognizer's tldextract would look up the public suffix list on the network; an empty list of addresses stops it.
os.environ.setdefault("TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS", "")

import presidio_analyzer  # the line above must come first
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from detectors import DETECTORS
from detectors.contract import Detector, Entity, Hit, View
from detectors.language import Model, load_model
from detectors.normalize import normalize
from detectors.windows import Window, windows
from detectors.within import within
from records.errors import Reason, Unreadable
from records.finding import Finding
from records.record import Field, Record, Shape
from records.settings import City, Settings

__all__ = ["Engine"]

_CACHED_CHARS = 8_000_000  # texts kept with their findings between batches, characters
_CACHED_TEXT = 4_000  # a longer text is not worth keeping
_BATCH_CHARS = 4_000_000  # texts read by the model at a time, characters

_Key = tuple[str, Shape, str]


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

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
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
        self, text: str, raw_results: list[RecognizerResult], *_: Any, **__: Any
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

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        del text, entities
        assert isinstance(nlp_artifacts, _Artifacts)  # noqa: S101  # the engine makes no others
        name = self._detector.name
        return [
            RecognizerResult(
                hit.type.value, hit.start, hit.end, hit.score, recognition_metadata={"name": name, "hit": hit}
            )
            for hit in self._detector.find(nlp_artifacts.view)
        ]


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
        self._seen: OrderedDict[_Key, tuple[Finding, ...]] = OrderedDict()
        self._seen_chars = 0
        names = "+".join(each.name for each in detectors)
        digest = hashlib.sha256(names.encode()).hexdigest()[:8]
        version = getattr(presidio_analyzer, "__version__", "")
        self.fingerprint = f"{self._model.fingerprint} presidio-{version or 'unknown'} detectors-{digest}"

    def detect(self, records: Sequence[Record]) -> list[tuple[Finding, ...]]:
        """Return the findings of each record, in order; a text that occurs again is analysed once.

        Raises Unreadable (too large, timed out) with the record's id; whatever a detector raises goes through: no failure
        becomes "no findings". Call again record by record to tell which one failed.
        """
        found = self._analyse(records)
        return [self._of_record(record, found) for record in records]

    def _of_record(self, record: Record, found: dict[_Key, tuple[Finding, ...]]) -> tuple[Finding, ...]:
        findings = [
            _in_field(finding, index)
            for index, field in enumerate(record.fields)
            if field.shape is not Shape.OPAQUE
            for finding in found[_key(field)]
        ]
        return (*findings, *within(record, findings))

    def _analyse(self, records: Sequence[Record]) -> dict[_Key, tuple[Finding, ...]]:
        found: dict[_Key, tuple[Finding, ...]] = {}
        fresh: dict[_Key, Field] = {}
        for record in records:
            for field in record.fields:
                if field.shape is Shape.OPAQUE or (key := _key(field)) in found or key in fresh:
                    continue
                if len(field.text) > self._limits.field_chars:
                    raise Unreadable(Reason.TOO_LARGE, item=record.id)
                if key in self._seen:
                    self._seen.move_to_end(key)
                    found[key] = self._seen[key]
                else:
                    fresh[key] = field
        for batch in _batches(fresh.values()):
            for field, findings in zip(batch, self._read(batch), strict=True):
                found[_key(field)] = findings
                self._keep(_key(field), findings)
        return found

    def _keep(self, key: _Key, findings: tuple[Finding, ...]) -> None:
        if len(key[0]) > _CACHED_TEXT:
            return
        self._seen[key] = findings
        self._seen_chars += len(key[0]) + 64
        while self._seen_chars > _CACHED_CHARS:
            old, _ = self._seen.popitem(last=False)
            self._seen_chars -= len(old[0]) + 64

    def _read(self, fields: Sequence[Field]) -> list[tuple[Finding, ...]]:
        views = [normalize(field.text) for field in fields]
        cuts = [windows(view.text) for view in views]
        entities = iter(self._model.tag([window.text for cut in cuts for window in cut]))
        results = []
        for field, view, cut in zip(fields, views, cuts, strict=True):
            hits = dict.fromkeys(hit for window in cut for hit in self._hits(field, window, next(entities)))
            results.append(tuple(_finding(hit, *view.back(hit[0].start, hit[0].end)) for hit in hits))
        return results

    def _hits(self, field: Field, window: Window, entities: tuple[Entity, ...]) -> list[tuple[Hit, str]]:
        began = time.monotonic()
        artifacts = _Artifacts(View(window.text, field, entities, self._city))
        results = self._analyzer.analyze(window.text, "en", nlp_artifacts=artifacts)
        if time.monotonic() - began > self._limits.seconds:
            raise Unreadable(Reason.TIMED_OUT)
        found = ((result.recognition_metadata["hit"], result.recognition_metadata["name"]) for result in results)
        return [(window.shifted(hit), name) for hit, name in found if window.owns(hit)]


def _key(field: Field) -> _Key:
    return field.text, field.shape, field.name


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


def _finding(hit: tuple[Hit, str], start: int, end: int) -> Finding:
    found, detector = hit
    return Finding(0, start, end, found.type, found.score, detector, found.kind, found.pattern)


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

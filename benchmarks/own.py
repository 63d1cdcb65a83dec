"""clearcopy's detectors as `clearcopy detect` runs them, behind the same face as the yardstick."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

import orjson

from benchmarks.corpora import ROOT, Prediction, Span

__all__ = ["Predictor", "predictor", "version"]

Predictor = Callable[[Iterable[tuple[str, str]]], Callable[[], list[Prediction]]]
"""Reads (id, text) pairs and returns how its answer is read."""


def version() -> str:
    """Return a digest of everything the predictions depend on: detectors, model files, settings."""
    digest = hashlib.sha256()
    for folder in ("detectors", "records"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return f"clearcopy-{digest.hexdigest()[:12]}"


def predictor() -> Predictor:
    """Return a function that reads (id, text) pairs and returns how its answer is read: lines of JSON, as a user gets them."""
    from detectors.engine import Engine  # noqa: PLC0415 - loaded in the measured process only
    from detectors.jsonl import detect_lines  # noqa: PLC0415 - as above
    from records import settings  # noqa: PLC0415 - as above

    engine = Engine(settings.load())

    def predict(pairs: Iterable[tuple[str, str]]) -> Callable[[], list[Prediction]]:
        lines = (orjson.dumps({"id": name, "text": text}).decode() for name, text in pairs)
        found = list(detect_lines(lines, engine))
        return lambda: [_prediction(orjson.loads(line)) for line in found]

    return predict


def _prediction(line: dict[str, Any]) -> Prediction:
    return Prediction(line["id"], tuple(_span(span) for span in line["spans"]))


def _span(span: dict[str, Any]) -> Span:
    return Span(span["start"], span["end"], span["type"])

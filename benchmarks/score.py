"""Counts what evaluate.py counts, one document at a time, so that documents can be resampled for an interval."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from types import ModuleType

from benchmarks.corpora import Document, Prediction, Span, scorer

__all__ = ["Count", "Share", "count", "hit_documents", "leaks", "precision", "recall"]

MERGED = {"ADDRESS": "PLACE", "LOCATION": "PLACE"}
RESAMPLES = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """Letters and digits of one type in one document: gold, gold covered, predicted, predicted that are gold."""

    type: str
    gold: int
    covered: int
    predicted: int
    right: int


@dataclass(frozen=True, slots=True)
class Count:
    """What one document adds to the totals."""

    rows: tuple[Row, ...]
    with_pii: bool
    clean: bool


@dataclass(frozen=True, slots=True)
class Share:
    """A ratio and its 95% interval; None where there was nothing to count."""

    value: float | None
    low: float = 0.0
    high: float = 0.0

    def __str__(self) -> str:
        """Return the percentages as the tables print them."""
        return "-" if self.value is None else f"{100 * self.value:.1f} [{100 * self.low:.1f}-{100 * self.high:.1f}]"


@cache
def _evaluate() -> ModuleType:
    return scorer()


def count(document: Document, prediction: Prediction, types: Sequence[str]) -> Count:
    """Return the counts of one document; ADDRESS and LOCATION are one type, PLACE, and types without labels are left out."""
    wanted = {MERGED.get(each, each) for each in types}
    gold = _tidy(document.spans, document.text, wanted)
    predicted = _tidy(prediction.spans, document.text, wanted)
    matter = {at for at, letter in enumerate(document.text) if letter.isalnum()}
    chars = {True: _chars(gold) & matter, False: _chars(predicted) & matter}
    rows = []
    for type_ in sorted(wanted):
        own_gold = _chars(span for span in gold if span["type"] == type_) & matter
        own_predicted = _chars(span for span in predicted if span["type"] == type_) & matter
        both = len(own_gold & chars[False]), len(own_predicted), len(own_predicted & chars[True])
        rows.append(Row(type_, len(own_gold), *both))
    return Count(tuple(rows), bool(chars[True]), chars[True] <= chars[False])


def recall(counts: Sequence[Count], type_: str) -> Share:
    """Return the share of gold characters of *type_* that any prediction covers."""
    return _share([(row.covered, row.gold) for each in counts for row in each.rows if row.type == type_])


def precision(counts: Sequence[Count], type_: str) -> Share:
    """Return the share of characters predicted as *type_* that are gold of any type."""
    return _share([(row.right, row.predicted) for each in counts for row in each.rows if row.type == type_])


def leaks(counts: Sequence[Count]) -> Share:
    """Return the share of documents with PII of which not one gold character is left."""
    return _share([(int(each.clean), 1) for each in counts if each.with_pii])


def hit_documents(counts: Sequence[Count], type_: str) -> Share:
    """Return the share of documents in which something was predicted as *type_*."""
    return _share([(int(row.predicted > 0), 1) for each in counts for row in each.rows if row.type == type_])


def _tidy(spans: Sequence[Span], text: str, wanted: set[str]) -> list[dict[str, int | str]]:
    tidy: list[dict[str, int | str]] = _evaluate().tidy([asdict(span) for span in spans], text, wanted, MERGED)
    return tidy


def _chars(spans: object) -> set[int]:
    chars: set[int] = _evaluate().covered(spans)
    return chars


def _share(pairs: list[tuple[int, int]]) -> Share:
    part, whole = (sum(pair[side] for pair in pairs) for side in (0, 1))
    if not whole:
        return Share(None)
    rng = random.Random(7)
    useful = [pair for pair in pairs if pair != (0, 0)]
    ratios = sorted(_ratio(rng.choices(useful, k=len(useful))) for _ in range(RESAMPLES))
    return Share(part / whole, ratios[RESAMPLES // 40], ratios[-RESAMPLES // 40 - 1])


def _ratio(pairs: Sequence[tuple[int, int]]) -> float:
    whole = sum(pair[1] for pair in pairs)
    return sum(pair[0] for pair in pairs) / whole if whole else 0.0

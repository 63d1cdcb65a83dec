"""Texts come in as JSON lines and leave as JSON lines of spans, in order, a batch at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from detectors.engine import Engine
from detectors.name.headers import header
from detectors.name.values import is_value
from detectors.name.words import SMALL_PARTS
from detectors.overlap import join, union
from detectors.reasons import why
from records.errors import Reason, Unreadable
from records.finding import Finding
from records.record import Field, Record, Shape

__all__ = ["detect_lines", "shape_of"]

_BATCH_LINES, _BATCH_CHARS = 256, 1_000_000
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode

_SHORT, _SMALL = 8, 3  # words of a value, and small ones of a sentence


@dataclass(frozen=True, slots=True)
class _Line:
    id: Any
    record: Record


def detect_lines(lines: Iterable[str], engine: Engine, *, explain: bool = False) -> Iterator[str]:
    """Yield ``{"id","spans":[{"start","end","type","score","detector"}]}`` for each ``{"id","text"}`` line.

    Spans are sorted and disjoint; an ID carries its ``kind``, and with *explain* each span its ``pattern`` and ``why``. Raises
    Unreadable with the number of a line that is not such an object, never with its content; what came before it stands.
    """
    batch: list[_Line] = []
    chars = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        batch.append(_parse(line, number))
        chars += len(line)
        if len(batch) >= _BATCH_LINES or chars >= _BATCH_CHARS:
            yield from _spans(batch, engine, explain=explain)
            batch, chars = [], 0
    yield from _spans(batch, engine, explain=explain)


def shape_of(text: str) -> Shape:
    """Guess what a text of unknown origin is: a short single line that is no sentence and no header is read like a cell."""
    value = is_value(text) and not _is_sentence(text) and next(header(text, 0), None) is None
    return Shape.CELL if value else Shape.PROSE


def _is_sentence(text: str) -> bool:
    """Say whether many of many words are small: "Ask the driver to stop at the corner". False friend: an address, all small."""
    words = text.split()
    small = sum(word.isalpha() and word.islower() and word not in SMALL_PARTS for word in words)
    return len(words) > _SHORT and small >= _SMALL and not words[0][0].isdigit()


def _parse(line: str, number: int) -> _Line:
    try:
        entry = json.loads(line)
        text = entry["text"]
        identity = entry["id"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _unlike(number, 'is not an object with "id" and "text"') from None
    if not isinstance(text, str):
        raise _unlike(number, 'has a "text" that is not a string')
    return _Line(identity, Record(str(number), "", (Field("", text, shape_of(text)),)))


def _unlike(number: int, sentence: str) -> Unreadable:
    return Unreadable(Reason.MISMATCH, sentence=sentence, item=f"line {number}")


def _spans(batch: list[_Line], engine: Engine, *, explain: bool) -> Iterator[str]:
    for line, findings in zip(batch, engine.detect([line.record for line in batch]), strict=True):
        cover = join(union(findings), [line.record.fields[0].text])
        spans = [_span(finding, explain=explain) for finding in cover]
        # orjson writes spans ten times faster; an id may be anything that JSON knows, numbers past its limits included.
        yield f'{{"id":{_ENCODE(line.id)},"spans":{orjson.dumps(spans).decode()}}}'


def _span(finding: Finding, *, explain: bool) -> dict[str, Any]:
    span = {
        "start": finding.start,
        "end": finding.end,
        "type": finding.type.value,
        "score": round(finding.score, 4),
        "detector": finding.detector,
    }
    if finding.kind:
        span["kind"] = finding.kind.value
    if explain:
        span |= {"pattern": finding.pattern, "why": why(finding)}
    return span

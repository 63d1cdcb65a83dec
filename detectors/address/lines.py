"""Completes addresses over lines: what stands under or beside an address label, and the unit line beside a found address.

Forms come as text laid out in columns: runs of blanks part the segments of a line, and what belongs together begins at
about the same column on the lines below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detectors.address.words import DIRECTION, STATE, UNIT
from detectors.contract import Hit, View
from detectors.nearby import line_end, lowered, spots
from records.finding import PiiType

__all__ = ["lines"]

_GATES = ("address", "residence", "domicile")
_SEGMENT = re.compile(r"[^\s](?:[^\n\t ]|[ ]{1,2}(?=[^\s]))*")
# A label: a few words that end in "address", with nothing or a colon and the value behind it; or a question that asks for one.
_LABEL = re.compile(
    r"(?:[(\[]?\d{1,2}[.)\]]?[ ]{0,3}|[-•*>]{1,3}[ ])?(?:[\w/'’]+[ ]{1,2}){0,4}?(?:address(?:\(?es\)?|ees\))?|(?:residence|domicile)(?=[ ]?[:=]))"
    r"(?:[ ](?:line[ ])?\d|[ ]\([^)\n]{1,24}\))?[ ]?(?:([:=][ ]?)|$)",
    re.IGNORECASE,
)
# "Address New York, NY 10017": in a column of a form the colon may be missing.
_BARE = re.compile(
    r"(?:(?:Home|Mailing|Street|Business|Residence|Work|Service|Site|Property)[ ])?(?:Address|ADDRESS)[ ]{1,2}(?=[A-Z\d]|ste\b|apt\b)(?=[^\n]{0,50}(?:\d|,|[Ff]loor))"
)
_FORM = re.compile(r"[(\[]?\d{1,2}[.)\]]|[^\n]{0,60}(?:es\)|ees\))")
_LIKELY = re.compile(rf"\d|,[ ]|\b(?:{STATE})\.?$|\b(?:USA|Canada|Mexico)\b")
_QUESTION = re.compile(r"[^\n?]{0,120}\baddress\b[^\n?]{0,60}\?")
_NOT_STREET = re.compile(
    r"\b(?:e-?mail|web|ip|mac|internet|url|site|return|to|the|this|that|my|your|our|his|her|their|an?|will|address(?:es)?[ ]of)\W{1,3}(?:\w+\W){0,2}(?:address|residence)",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"(?:[-•*>\[][ ]?\w|\d{1,2}[.)][ ]{1,4}[A-Z]|[A-Za-z][\w /.-]{1,30}[:?]|(?:name|phone|tele?phone|fax|e-?mail|nationality|present|occupation|date|signature|year|"
    r"citizen\w*|dear|sincerely|regards|thank\w*|from|to|subject|sent|(?:first|last|middle)[ ]name|driver['’]?s|account|social[ ]security|licen[cs]e)\b|"
    r"[-_=*]{3}|(?:city|zip(?:[ ]code)?|state|county)$)",
    re.IGNORECASE,
)
_MARK = re.compile(r"[\d]|\b(?:[A-Z]{2}|[A-Z][a-z]+)\b")
_UNIT_LINE = re.compile(
    rf"(?:{UNIT}|(?:eleventh|twelfth|sixth|seventh|eighth|ninth|tenth)[ ]floor)(?:,?[ ](?:{DIRECTION}))?[ .,]*",
    re.IGNORECASE,
)
_NO_LINE = re.compile(r"\$|[\d,]+\.\d\d\Z|(?:[A-Z]|For|Against|PH)\Z")  # a sum or a vote in the next column
_COLUMNS = 3  # segments of a form's line; more are the head of a table
_DEEPEST = 8  # lines of an address under its label
_SLACK = 9  # columns by which lines of one block may be out of line
_WIDEST = 130


@dataclass(frozen=True, slots=True)
class _Segment:
    """A run of text on a line: its column, and its stretch of the text."""

    column: int
    start: int
    end: int


def lines(view: View, found: tuple[Hit, ...]) -> Iterator[Hit]:
    """Yield what belongs to an address by its place among the lines."""
    text = view.text
    done = -1
    for at in spots(lowered(text), _GATES):
        if at > done:
            line = _line_start(text, at)
            done = line_end(text, at)
            yield from _labelled(text, _segments(text, line))
    for hit in found:
        yield from _beside(text, hit)


def _labelled(text: str, segments: tuple[_Segment, ...]) -> Iterator[Hit]:
    labels = [_label_end(text, segment) for segment in segments]
    for index, (segment, end) in enumerate(zip(segments, labels, strict=True)):
        if end is None:
            continue
        after = segments[index + 1] if index + 1 < len(segments) else None
        if end < segment.end:
            value = _Segment(segment.column + end - segment.start, end, segment.end)
            yield from _block(text, value, segment.column + 2, None)
        elif after and labels[index + 1] is None and not _STOP.match(text, after.start, after.end):
            if len(segments) > _COLUMNS and not _LIKELY.search(text, after.start, after.end):
                continue  # "Service address   Past due   Phone": the head of a table
            yield from _block(text, after, after.column - _SLACK, None, loose=True)
        elif not text.startswith("?", segment.end - 1) and not _heads_row(text, segment):
            edge = after.column if after else None
            loose = _FORM.match(text, segment.start, segment.end) is not None
            yield from _below(text, segment.start, max(0, segment.column - _SLACK), edge, loose=loose)


def _heads_row(text: str, segment: _Segment) -> bool:
    """Say whether tabs part the line of a label: the head of a table, whose columns do not stand beneath each other as letters do."""
    return text.count("\t", _line_start(text, segment.start), line_end(text, segment.end)) >= _COLUMNS


def _label_end(text: str, segment: _Segment) -> int | None:
    """Return where the label in *segment* ends and its value, if on the same line, begins; None where it is no label."""
    label = _LABEL.match(text, segment.start, segment.end) or _BARE.match(text, segment.start, segment.end)
    if label is None:
        asked = _QUESTION.match(text, segment.start, segment.end)
        return segment.end if asked and asked.end() >= segment.end - 2 else None
    return None if _NOT_STREET.search(text, segment.start, label.end()) else label.end()


def _block(text: str, value: _Segment, column: int, limit: int | None, *, loose: bool = False) -> Iterator[Hit]:
    if value.end - value.start <= _WIDEST and _MARK.search(text, value.start, value.end):
        yield _hit(value.start, value.end)
        yield from _below(text, value.start, column, limit, loose=loose)


def _below(text: str, at: int, left: int, right: int | None, *, loose: bool = False) -> Iterator[Hit]:
    """Yield the segments on the lines below *at* that begin between two columns, up to the next label or a gap.

    Under a numbered label of a form anything counts (*loose*); elsewhere a line must look like part of an address.
    """
    blank = 0
    line = line_end(text, at) + 1
    for _ in range(_DEEPEST):
        if line >= len(text) or blank > 1:
            return
        segments = _segments(text, line)
        if segments and _STOP.match(text, segments[0].start, segments[0].end) and segments[0].column <= left + _SLACK:
            return
        inside = [s for s in segments if s.column >= left and (right is None or s.column < right - _SLACK)]
        for segment in inside:
            likely = loose or _LIKELY.search(text, segment.start, segment.end) or _is_unit(text, segment)
            if _STOP.match(text, segment.start, segment.end) or not likely:
                return
            if _NO_LINE.match(text, segment.start, segment.end):
                continue
            if segment.end - segment.start <= _WIDEST and any(map(str.isalnum, text[segment.start : segment.end])):
                yield _hit(segment.start, segment.end)
        blank = 0 if inside else blank + 1
        line = line_end(text, line) + 1


def _beside(text: str, hit: Hit) -> Iterator[Hit]:
    """Yield a unit alone on the line above or below an address, in its column."""
    column = hit.start - _line_start(text, hit.start)
    below, above = line_end(text, hit.end) + 1, _line_start(text, hit.start) - 1
    starts = [below] if below < len(text) else []
    if above > 0:
        starts.append(_line_start(text, above))
    for start in starts:
        for segment in _segments(text, start):
            near = abs(segment.column - column) <= _SLACK
            if near and _is_unit(text, segment):
                yield _hit(segment.start, segment.end)


def _is_unit(text: str, segment: _Segment) -> bool:
    return _UNIT_LINE.fullmatch(text, segment.start, segment.end) is not None


def _segments(text: str, line: int) -> tuple[_Segment, ...]:
    end = line_end(text, line)
    return tuple(_Segment(m.start() - line, m.start(), m.end()) for m in _SEGMENT.finditer(text, line, end))


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _hit(start: int, end: int) -> Hit:
    return Hit(start, end, PiiType.ADDRESS, 0.75, "line of an address")

"""An answer is read under its question: {"label": "SSN", "value": ...}, a row of "question" and "answer", a label and the cell behind it.

Forms and custom fields are kept so, and the name of the column, if there is one, says nothing of what is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from detectors.name.lists import ordinary_words
from records.columns import evidence, words
from records.finding import PiiType
from records.record import Field, Record, Shape

__all__ = ["answered"]

_QUESTIONS = frozenset(
    {"question", "label", "attribute", "attr", "key", "field", "property", "param", "parameter", "prompt", "name", "title", "caption", "item", "element"}
)  # fmt: skip
_ANSWERS = frozenset({"answer", "value", "val", "response", "data", "content", "reply", "entry", "text", "input"})
_ABOUT = frozenset({"name", "label", "text", "field", "code", "meta", "attr", "attribute", "custom", "form", "item", "question", "key", "id", "raw", "string", "str", "user", "display", "eav", "property"})  # fmt: skip
_LONGEST = 80  # characters of a question
# What is answered with yes or no, whatever else it names: "Are you the owner?"
_YES_OR_NO = re.compile(
    r"\s*(?:are|is|was|were|do|does|did|has|have|had|can|could|will|would|should|may)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{3}")  # "PO Box 1508, Chicago" is a value itself
_PATH = re.compile(r"[.\[\]/:]+")


@lru_cache(maxsize=4096)
def _part(name: str) -> str:
    """Return "q" for the name of a column of questions, "a" for one of answers, and nothing for any other."""
    spoken = [word for word in words(_PATH.split(name)[-1]) if not word.isdigit()]
    if not spoken or not _ABOUT.issuperset(spoken[:-1]):
        return ""
    return "a" if spoken[-1] in _ANSWERS else "q" if spoken[-1] in _QUESTIONS else ""


def answered(record: Record) -> Record:
    """Return *record* with the name of each answer changed to its question, where that says what the answer is.

    A question stands in the same row or object before its answer, or behind it where an answer comes first.
    """
    parts = [(at, part) for at, field in enumerate(record.fields) if field.name and (part := _part(field.name))]
    named: dict[int, str] = {}
    if len({part for _, part in parts}) == len("qa"):
        for _, row in groupby(parts, key=lambda each: record.fields[each[0]].scope):
            named.update(_pairs(list(row), record))
    named.update(_behind_labels(record.fields))
    if not named:
        return record
    fields = (replace(field, name=named.get(at, field.name)) for at, field in enumerate(record.fields))
    return replace(record, fields=tuple(fields))


def _behind_labels(fields: Sequence[Field]) -> Iterator[tuple[int, str]]:
    """Yield each cell under no name that stands behind a label in its row: "DOB" in one cell of a form, the date in the next."""
    for at in range(1, len(fields)):
        label, field = fields[at - 1 : at + 1]
        if field.shape is not Shape.CELL or field.name or label.name or label.shape is not Shape.CELL:
            continue
        if (
            label.scope == field.scope
            and _tells(label.text)
            and not _tells(field.text)
            and _fits(label.text, field.text)
        ):
            yield at, _as_name(label.text)


def _fits(label: str, text: str) -> bool:
    """Say whether *text* can be what *label* asks for: behind "Owner" a word like "Status" heads the next column."""
    said = evidence(label)
    named = said is None or said.type is not PiiType.PERSON
    return any(map(str.isdigit, text)) or (not named and text.lower() not in ordinary_words())


def _as_name(question: str) -> str:
    return question.strip(" \t\r\n?:*")


def _pairs(parts: list[tuple[int, str]], record: Record) -> Iterator[tuple[int, str]]:
    """Yield the place of each answer, with its question."""
    asked: list[str] = []
    said = False
    for at, part in parts if parts[0][1] == "q" else reversed(parts):
        field = record.fields[at]
        if part == "q":
            asked = [field.text] if said else [field.text, *asked]
            said = False
            continue
        said = True
        question = next(filter(_tells, asked), "")
        if question and field.shape is Shape.CELL:
            yield at, _as_name(question)


@lru_cache(maxsize=4096)
def _tells(question: str) -> bool:
    """Say whether *question* tells of which type its answer is."""
    if not 0 < len(question) <= _LONGEST or _YES_OR_NO.match(question) or _NUMBER.search(question):
        return False
    said = evidence(question)
    return said is not None and said.type is not None

"""What a detector of one PII type must offer, and what it is shown: a view of one field, never the whole record.

A detector is a name, the types it may report, a function from a view to hits, and examples that its tests run. The engine
wraps each in a Presidio recognizer, maps hits back to the original text and turns them into findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from records.finding import IdKind, PiiType
from records.record import Field
from records.settings import City

__all__ = ["Detector", "Entity", "Hit", "View"]


class Entity(NamedTuple):
    """What the language model says of ``text[start:end]`` of a view; labels PERSON, ADDRESS, LOCATION, ORG, DATE, ...

    A tuple, like Hit, since thousands are made a page: a frozen dataclass takes twice as long to make.
    """

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class View:
    """One field as a person would read it.

    ``text`` is the normalised text (see detectors/normalize.py) and all offsets here refer to it; ``field`` is the
    original field, for its name and shape; ``entities`` come from the language model; ``city`` holds local facts.
    """

    text: str
    field: Field
    entities: tuple[Entity, ...]
    city: City


class Hit(NamedTuple):
    """PII at ``[start, end)`` of a view's text; ``pattern`` names what found it, for `detect --explain`."""

    start: int
    end: int
    type: PiiType
    score: float
    pattern: str
    kind: IdKind | None = None


@dataclass(frozen=True, slots=True)
class Detector:
    """One PII type: its name, what it reports, how it finds it, and the examples that prove it.

    ``find`` is linear in the length of the text. ``matches`` are (text, found part) pairs; ``spares`` are texts in which
    this detector must find nothing. Both are synthetic.
    """

    name: str
    types: tuple[PiiType, ...]
    find: Callable[[View], Iterable[Hit]]
    matches: tuple[tuple[str, str], ...]
    spares: tuple[str, ...]

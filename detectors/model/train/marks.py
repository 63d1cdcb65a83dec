"""Labelled text as one string: private-use marks open and close a span, so that text can be joined, folded and damaged."""

from __future__ import annotations

import re
from random import Random
from typing import NamedTuple

__all__ = ["LABELS", "Labelled", "Span", "address", "choose", "firm", "person", "place", "plain", "read"]

LABELS = ("PERSON", "ADDRESS", "LOCATION", "ORG")
_OPEN = {"PERSON": "\ue000", "ADDRESS": "\ue001", "LOCATION": "\ue002", "ORG": "\ue003"}
_CLOSE = "\ue00f"
_MARK = re.compile("([\ue000-\ue003\ue00f])")


class Span(NamedTuple):
    """Characters ``[start, end)`` of a text are one *label*."""

    start: int
    end: int
    label: str


class Labelled(NamedTuple):
    """A text and its spans, in order."""

    text: str
    spans: tuple[Span, ...]


def person(text: str) -> str:
    """Mark *text* as a person's name."""
    return f"{_OPEN['PERSON']}{text}{_CLOSE}"


def address(text: str) -> str:
    """Mark *text* as an address."""
    return f"{_OPEN['ADDRESS']}{text}{_CLOSE}"


def place(text: str) -> str:
    """Mark *text* as a place."""
    return f"{_OPEN['LOCATION']}{text}{_CLOSE}"


def firm(text: str) -> str:
    """Mark *text* as an organisation."""
    return f"{_OPEN['ORG']}{text}{_CLOSE}"


def plain(text: str) -> str:
    """Take the marks out of *text*."""
    return _MARK.sub("", text)


def read(marked: str) -> Labelled:
    """Turn a marked string into text and spans; marks inside a span are ignored."""
    names = {mark: label for label, mark in _OPEN.items()}
    out: list[str] = []
    spans: list[Span] = []
    size, depth, start, label = 0, 0, 0, ""
    for piece in _MARK.split(marked):
        if piece in names:
            if not depth:
                start, label = size, names[piece]
            depth += 1
        elif piece == _CLOSE:
            depth -= 1
            if not depth and size > start:
                spans.append(Span(start, size, label))
        else:
            out.append(piece)
            size += len(piece)
    return Labelled("".join(out), tuple(spans))


def choose(rng: Random, *weighted: tuple[float, str]) -> str:
    """Draw one of *weighted* (weight, text) pairs."""
    return rng.choices([text for _, text in weighted], [weight for weight, _ in weighted])[0]

"""JSON in a cell becomes its leaves and keys, each a text of its own, and is written anew from their redacted texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from records.errors import Reason, Unreadable
from records.record import Field, Shape

__all__ = ["Array", "Constant", "Leaf", "Node", "Object", "parse", "read", "render"]

DEPTH = 100  # deeper nesting than any export we know; keeps recursion far from Python's own limit


@dataclass(frozen=True, slots=True)
class Leaf:
    """A string, or a number as it was written (``quoted`` false): 1.10 must not become 1.1, nor 1e400 infinity."""

    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Constant:
    """true, false or null: no text to scan. An empty string is one too."""

    literal: str


@dataclass(frozen=True, slots=True)
class Array:
    """A list of nodes."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Object:
    """Pairs of key and node in the order written, duplicate keys included: a later one must not hide an earlier."""

    members: tuple[tuple[str, Node], ...]


Node = Leaf | Constant | Array | Object


@dataclass(frozen=True, slots=True)
class _Pairs:
    pairs: tuple[tuple[str, Any], ...]


def parse(text: str) -> Node | None:
    """Return the tree of a JSON object or array, or None where *text* is not one; raise Unreadable where it is too deep.

    >>> parse("[1.10]")
    Array(items=(Leaf(text='1.10', quoted=False),))
    """
    if not text.lstrip(" \t\r\n").startswith(("{", "[")):
        return None
    try:
        return _freeze(_DECODER.decode(text), DEPTH)
    except ValueError:
        return None
    except RecursionError:
        raise Unreadable(Reason.TOO_DEEP) from None


def _number(literal: str) -> Leaf:
    return Leaf(literal, quoted=False)


_DECODER = json.JSONDecoder(
    object_pairs_hook=lambda pairs: _Pairs(tuple(pairs)),
    parse_int=_number,
    parse_float=_number,
    parse_constant=_number,
    strict=False,
)


def _freeze(value: Any, depth: int) -> Node:
    if depth == 0:
        raise Unreadable(Reason.TOO_DEEP)
    match value:
        case Leaf():
            return value
        case str():
            return _string(value, depth)
        case list():
            return Array(tuple(_freeze(item, depth - 1) for item in value))
        case _Pairs():
            return Object(tuple((_clean(key), _freeze(item, depth - 1)) for key, item in value.pairs))
        case _:
            return Constant(json.dumps(value))


def _string(value: str, depth: int) -> Node:
    text = _clean(value)
    return Leaf(text, quoted=True) if text and depth else Constant('""')


def _clean(text: str) -> str:
    # A lone surrogate escape is legal JSON but no text: no encoder downstream could write it.
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text


def read(node: Node, name: str, place: str) -> Iterator[Field]:
    """Yield the texts of *node* in writing order: keys as labels, leaves as cells named by their nearest key."""
    match node:
        case Leaf(text):
            yield Field(name, text, Shape.CELL, place)
        case Constant():
            return
        case Array(items):
            for item in items:
                yield from read(item, name, place)
        case Object(members):
            for key, item in members:
                if key:
                    yield Field(name, key, Shape.LABEL, place)
                yield from read(item, key or name, place)


def render(node: Node, texts: Iterator[str]) -> str:
    """Write *node* with the next of *texts* in the place of each text that :func:`read` yielded."""
    match node:
        case Leaf(text, quoted):
            new = next(texts)
            return text if not quoted and new == text else _quote(new)
        case Constant(literal):
            return literal
        case Array(items):
            return f"[{', '.join(render(item, texts) for item in items)}]"
        case Object(members):
            pairs = [(_quote(next(texts) if key else ""), render(item, texts)) for key, item in members]
            return f"{{{', '.join(f'{key}: {value}' for key, value in pairs)}}}"


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

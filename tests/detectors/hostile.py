"""Every compiled pattern of the detectors, and for each the texts that would make a careless one try every way to match."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import importlib.util
import pkgutil
import re
import time
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import detectors

try:
    from re import _constants as codes
    from re import _parser as parser
except ImportError:  # Python before 3.11
    import sre_constants as codes
    import sre_parse as parser

TRAINING = "detectors.model.train"  # runs on no one's text but our own
MANY = 8  # a repetition of more than so many is worth repeating
_DEPTH = 6


def patterns() -> dict[str, re.Pattern[Any]]:
    """Return the patterns by where they stand, each once, under the module that makes it."""
    found: dict[str, re.Pattern[Any]] = {}
    for name in _sources():
        for path, pattern in _within(importlib.import_module(name), name, 0, set()):
            found.setdefault(path, pattern)
    first: dict[re.Pattern[Any], str] = {}
    for path, pattern in sorted(found.items(), key=lambda item: (not _made_in(item[0]), item[0])):
        first.setdefault(pattern, path)
    return {path: pattern for pattern, path in first.items()}


def _made_in(path: str) -> bool:
    """Say whether the module of *path* gives the name its value, rather than importing it."""
    module = max((name for name in _sources() if path.startswith(f"{name}.")), key=len)
    name = path[len(module) + 1 :].split(".", maxsplit=1)[0]
    stores = (node for node in ast.walk(_sources()[module]) if isinstance(node, ast.Name) and node.id == name)
    return any(isinstance(node.ctx, ast.Store) for node in stores)


def _within(thing: object, path: str, depth: int, seen: set[int]) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Yield the patterns in *thing*: a module, a collection, a dataclass, however deep."""
    if isinstance(thing, re.Pattern):
        yield path, thing
        return
    if id(thing) in seen or depth > _DEPTH:
        return
    seen.add(id(thing))
    for key, value in _parts(thing, depth):
        yield from _within(value, f"{path}.{key}", depth + 1, seen)


def _parts(thing: object, depth: int) -> Iterator[tuple[object, object]]:
    if isinstance(thing, ModuleType):
        yield from (vars(thing).items() if depth == 0 else ())
    elif isinstance(thing, dict):
        yield from thing.items()
        yield from enumerate(thing)
    elif isinstance(thing, (tuple, list, set, frozenset)) and len(thing) < 10_000:
        yield from enumerate(thing)
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        yield from ((field.name, getattr(thing, field.name, None)) for field in dataclasses.fields(thing))


def texts(pattern: re.Pattern[Any], size: int) -> Iterator[str]:
    """Yield hostile texts of about *size* characters, made of what *pattern* itself would match, or nearly."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    whole = _sample(tree, 1)
    for unit in sorted(filter(None, {whole, whole[:-1], whole[1:], _sample(tree, 2), f"{whole} ", f"{whole}\n"})):
        yield _fill(unit, size)
        yield _fill(unit, size) + "\0"
    for unit in sorted(_letters(tree)):
        yield _fill(unit, size) + "\0"
    for before, body in _repeated(tree, ""):
        for unit in sorted(filter(None, {body, f"{body} ", f"{body}."})):
            yield before + _fill(unit, size) + "\0"


def _fill(unit: str, size: int) -> str:
    return unit * (size // len(unit) + 1)


def _sample(tree: Any, count: int) -> str:
    """Return a text that *tree* matches, look-arounds left out, with each repetition *count* times where it may be."""
    return "".join(_of(code, value, count) for code, value in tree)


def _of(code: Any, value: Any, count: int) -> str:  # noqa: PLR0911  # one line for each kind of node
    match code:
        case codes.LITERAL:
            return chr(value)
        case codes.NOT_LITERAL:
            return "a" if value != ord("a") else "b"
        case codes.ANY:
            return "a"
        case codes.IN:
            return next(iter(_members(value)), "a")
        case codes.BRANCH:
            return max((_sample(branch, count) for branch in value[1]), key=len)
        case codes.SUBPATTERN:
            return _sample(value[-1], count)
        case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
            least, most, body = value
            return _sample(body, count) * min(max(least, count), most)
        case codes.ATOMIC_GROUP:
            return _sample(value, count)
        case _:
            return ""


def _members(items: Any) -> list[str]:
    """Return a few letters of a class."""
    if items and items[0][0] is codes.NEGATE:
        out = {chr(value) for code, value in items[1:] if code is codes.LITERAL}
        return [letter for letter in "a1 .A-@" if letter not in out][:3]
    found = []
    for code, value in items:
        if code is codes.LITERAL:
            found.append(chr(value))
        elif code is codes.RANGE:
            found.append(chr(value[0]))
        elif code is codes.CATEGORY:
            found += {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_NOT_SPACE: "a"}.get(
                value, "a1"
            )
    return found[:6]


def _letters(tree: Any) -> set[str]:
    """Return the single letters, and pairs of them, that the repetitions of *tree* are made of."""
    single = {letter for code, value in _nodes(tree) if code is codes.IN for letter in _members(value)}
    single |= {chr(value) for code, value in _nodes(tree) if code is codes.LITERAL}
    few = sorted(single)[:: max(1, len(single) // 12)]
    return {*few, *(one + two for one, two in pairwise(few))}


def _repeated(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield each long repetition: a text that leads to it, and what it repeats."""
    for code, value in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            _, most, body = value
            if most is codes.MAXREPEAT or most > MANY:
                yield before, _sample(body, 1)
            yield from _repeated(body, before)
        elif code is codes.SUBPATTERN:
            yield from _repeated(value[-1], before)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch, before)
        before += _of(code, value, 1)


def _nodes(tree: Any) -> Iterator[tuple[Any, Any]]:
    for code, value in tree:
        yield code, value
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            yield from _nodes(value[2])
        elif code is codes.SUBPATTERN:
            yield from _nodes(value[-1])
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _nodes(branch)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _nodes(value[1])


def uses(path: str) -> set[str]:
    """Return how the code asks the pattern at *path*: "search" wherever it may begin, "match" at one place, "window" in a short stretch.

    A pattern that is handed on, or stands in a table, may be asked anywhere.
    """
    module, _, name = path.rpartition(".")
    nodes = [node for tree in _sources().values() if _knows(tree, module, name) for node in ast.walk(tree)]
    nodes += ast.walk(_sources()[module]) if module in _sources() else ()
    calls = {id(node.func): node for node in nodes if isinstance(node, ast.Call)}
    asked = [node for node in nodes if isinstance(node, ast.Attribute) and _is(node.value, name)]
    handed_on = sum(_is(node, name) for node in nodes) != len(asked) + 1  # one more: where it is made
    return {_use(node, calls.get(id(node))) for node in asked} | ({"search"} if handed_on or not asked else set())


def _knows(tree: ast.Module, module: str, name: str) -> bool:
    """Say whether a module imports the pattern."""
    imports = (node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == module)
    return any(alias.name == name for node in imports for alias in node.names)


@cache
def _sources() -> dict[str, ast.Module]:
    names = (module.name for module in pkgutil.walk_packages(detectors.__path__, "detectors."))
    files = {name: importlib.util.find_spec(name) for name in names if not name.startswith(TRAINING)}
    return {
        name: ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
        for name, spec in files.items()
        if spec and spec.origin
    }


def _is(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _use(asked: ast.Attribute, call: ast.Call | None) -> str:
    if asked.attr in ("match", "fullmatch"):
        return "match"
    first = call.args[0] if call and call.args else None
    cut = isinstance(first, ast.Subscript) and isinstance(first.slice, ast.Slice)
    return "window" if cut or (call and len(call.args) > 2) else "search"


def seconds(pattern: re.Pattern[Any], text: str, use: str, tries: int = 1) -> float:
    """Return the least processor time in which *pattern* finds what it can in *text*, asked as the code asks it."""
    best = float("inf")
    text = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    for _ in range(tries):
        began = time.process_time()
        if use == "match":
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            for _ in pattern.finditer(text):
                pass
        best = min(best, time.process_time() - began)
    return best

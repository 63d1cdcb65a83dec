"""JSON keeps its structure, key order, duplicate keys and the very digits of its numbers; its texts and keys are fields.

Every string and number is a field named by its key; booleans and null hold no value and stay. A redacted number becomes a
string. A long base64 string is opaque, so always masked. Places are counted ("item 3 value 7"): a path would show keys.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from connectors.documents.cells import shape_of
from connectors.documents.contract import Document
from connectors.documents.decode import is_textual, peek, readable
from connectors.documents.json_names import Names, bare_keys, columns, table_names
from records.errors import Reason, Unreadable
from records.record import Field, Shape

__all__ = ["BLANK", "JSON", "JSONL", "Json", "JsonLines", "read_next", "read_value", "write_value"]

_DEEPEST = 100
"""Deepest nesting that is read."""
BLANK = "\ufeff\0\x1a \t\r\n"
"""What may stand before and behind a value without being part of it."""
_LONG = 60_000
"""Bytes from which the beginning of a content is not all of it."""
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# What nothing but JSON begins with. False friends: an INI section, a log line "[12:00:01] ...", a footnote "[1] ...".
_SURELY = re.compile(r'\s*(?:\[\s*)*\{\s*"(?:[^"\\]|\\.){0,200}"\s*:')
_PERHAPS = re.compile(r"\s*[\[{]")
_LIST_GOES_ON = re.compile(r'\s*\[+\s*(?:-?\d[\d.eE+-]*|"(?:[^"\\]|\\.){0,200}"|true|false|null)\s*,')


class _Number(str):
    """A number as it was written: 1e400, 007-like identifiers of 30 digits and 1.10 all survive."""

    __slots__ = ()


class _Pairs(tuple[tuple[str, Any], ...]):
    """An object with its keys in order, the same key twice included."""

    __slots__ = ()


_DECODER = json.JSONDecoder(
    object_pairs_hook=_Pairs,
    parse_int=_Number,
    parse_float=_Number,
    parse_constant=str,  # NaN and Infinity are no JSON: they come out as strings
    strict=False,
)


@dataclass(frozen=True, slots=True)
class _Slot:
    """The place of a field in the output; a number stays one while its text is unchanged."""

    number: bool


_Part = str | _Slot


class _Reading:
    """One walk over a value: it gathers the fields and, in parts, the output around them."""

    def __init__(self, *, noun: str, scope: int, split: bool) -> None:
        self.fields: list[Field] = []
        self.parts: list[_Part] = []
        self._noun = noun
        self._first_scope = scope
        self._split = split
        self._item = 0
        self._items = 0
        self._depth = 0
        self._counts: Counter[tuple[int, str]] = Counter()

    def walk(self, value: Any, name: str = "") -> None:
        """Read *value*, which stands under the key *name*."""
        if self._depth > _DEEPEST:
            raise Unreadable(Reason.TOO_DEEP)
        if isinstance(value, _Pairs):
            self._object(value, name)
        elif isinstance(value, list):
            self._list(value, name, table_names(value))
        elif isinstance(value, _Number):
            self._add(name, str(value), Shape.CELL, number=True)
        elif isinstance(value, str):
            self._add(name, value, shape_of(value))
        else:
            self.parts.append(json.dumps(value))  # true, false, null

    def _object(self, value: _Pairs, name: str) -> None:
        self._depth += 1
        opening = "{"
        header, bare = columns(value), bare_keys(value) if name else frozenset[str]()
        for key, inner in value:
            self.parts.append(opening)
            self._add("", key, Shape.LABEL)
            self.parts.append(": ")
            if isinstance(inner, list):
                self._list(inner, name if key in bare else key, table_names(inner, header))
            else:
                self.walk(inner, name if key in bare else key)
            opening = ", "
        self.parts.append("}" if value else "{}")
        self._depth -= 1

    def _list(self, value: list[Any], name: str, names: Names = ()) -> None:
        """Read a list whose values stand under the key *name*, or a table, whose cells have *names* by row and column."""
        is_near_top = self._depth <= 1 and self._split and not self._item
        self._depth += 1
        opening, gap = ("[\n", ",\n") if is_near_top else ("[", ", ")
        for number, inner in enumerate(value):
            if is_near_top and (names or isinstance(inner, _Pairs)):
                self._items += 1
                self._item = self._items
            self.parts.append(opening)
            if names:
                self._row(inner, names[number])
            else:
                self.walk(inner, name)
            opening = gap
            if is_near_top:
                self._item = 0
        self.parts.append("]" if value else "[]")
        self._depth -= 1

    def _row(self, value: list[Any], names: tuple[str, ...]) -> None:
        opening = "["
        for cell, name in zip(value, names, strict=True):
            self.parts.append(opening)
            self.walk(cell, name)
            opening = ", "
        self.parts.append("]")

    def _add(self, name: str, text: str, shape: Shape, *, number: bool = False) -> None:
        kind = "key" if shape is Shape.LABEL else "value"
        self._counts[self._item, kind] += 1
        where = f"{self._noun} {self._item} " if self._item else ""
        place = f"{where}{kind} {self._counts[self._item, kind]}"
        self.fields.append(Field(name, text, shape, place, self._first_scope + self._item))
        self.parts.append(_Slot(number))


def read_value(text: str, *, scope: int = 0, noun: str = "item", split: bool = True) -> Document:
    """Return the fields of one JSON value; raise Unreadable where *text* is not exactly one, or nests too deep.

    With *split* each object of a list at the top, or right under a key at the top, is a scope of its own: one submission
    of a form.
    """
    try:
        value = _DECODER.decode(text)
    except RecursionError:
        raise Unreadable(Reason.TOO_DEEP) from None
    except ValueError:
        raise Unreadable(Reason.UNREADABLE) from None
    return _document(value, _Reading(noun=noun, scope=scope, split=split))


def read_next(text: str, start: int) -> tuple[Callable[[], Document], int]:
    """Return a reader of the value that begins at *start* and where the value ends.

    Raises ValueError where no whole value stands there, be it broken or only cut off, and Unreadable where it nests too deep.
    """
    try:
        value, end = _DECODER.raw_decode(text, start)
    except RecursionError:
        raise Unreadable(Reason.TOO_DEEP) from None
    return partial(_document, value, _Reading(noun="", scope=0, split=False)), end


def _document(value: Any, reading: _Reading) -> Document:
    reading.walk(value)
    return Document(tuple(reading.fields), carrier=tuple(reading.parts))


def write_value(document: Document, texts: tuple[str, ...]) -> str:
    """Return the JSON text of *document* with *texts* in it, on one line."""
    fields = iter(zip(document.fields, texts, strict=True))
    return "".join(part if isinstance(part, str) else _written(part, *next(fields)) for part in document.carrier)


def _written(slot: _Slot, old: Field, text: str) -> str:
    if slot.number and text == old.text:
        return text
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False))


class Json:
    """One JSON document."""

    name = "json"
    suffix = ".json"
    media_type = "application/json"

    def recognises(self, head: bytes, name: str) -> bool:
        if not is_textual(head):
            return False
        text = peek(head).lstrip(BLANK)
        if _SURELY.match(text) or (name.lower().endswith(".json") and text.strip()):
            return True
        return bool(_PERHAPS.match(text)) and (
            _is_value(text) or (len(head) >= _LONG and bool(_LIST_GOES_ON.match(text)))
        )

    def read(self, content: bytes) -> Document:
        return read_value(readable(content).strip(BLANK))

    def rebuild(self, document: Document, texts: tuple[str, ...]) -> bytes:
        return f"{write_value(document, texts)}\n".encode()


class JsonLines:
    """One JSON value a line, whole in memory; files are read line by line, see jsonl_file.py."""

    name = "jsonl"
    suffix = ".jsonl"
    media_type = "application/jsonl"

    def recognises(self, head: bytes, name: str) -> bool:
        if not is_textual(head):
            return False
        text = peek(head).lstrip(BLANK)
        if name.lower().endswith((".jsonl", ".ndjson")):
            return text.startswith(("{", "["))
        lines = [each for each in text.splitlines() if each.strip()]
        return len(lines) > 1 and all(each.lstrip().startswith("{") and _is_value(each) for each in lines[:3])

    def read(self, content: bytes) -> Document:
        lines = [each for each in readable(content).split("\n") if each.strip(BLANK)]
        documents = tuple(read_value(each.strip(BLANK), scope=n, noun="", split=False) for n, each in enumerate(lines))
        fields = tuple(
            Field(each.name, each.text, each.shape, f"line {n} {each.place}", each.scope)
            for n, document in enumerate(documents, 1)
            for each in document.fields
        )
        return Document(fields, carrier=documents)

    def rebuild(self, document: Document, texts: tuple[str, ...]) -> bytes:
        lines = []
        start = 0
        for each in document.carrier:
            lines.append(write_value(each, texts[start : start + len(each.fields)]) + "\n")
            start += len(each.fields)
        return "".join(lines).encode()


def _is_value(text: str) -> bool:
    try:
        _DECODER.decode(text.strip())
    except (ValueError, RecursionError):
        return False
    return True


JSON = Json()
JSONL = JsonLines()

"""What passes between this process and the one that parses: JSON and plain bytes, so that reading an answer can run nothing.

A message is two lengths, a JSON list and bytes. Neither pickle nor marshal is read here: whoever took over a parser by a
hostile document could make them build, or crash on, anything. What the worker must remember of a document comes out of it and
goes back into it as bytes that nobody here looks into.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

from connectors.documents.contract import Document
from records.errors import Reason
from records.record import Field, Shape, Withheld

__all__ = ["Message", "pack", "receive", "send", "unpack"]

Message = tuple[list[Any], bytes]

_LENGTHS = struct.Struct(">QQ")


def send(stream: BinaryIO, head: list[Any], body: bytes = b"") -> None:
    """Write one message; lone surrogates travel as escapes."""
    text = json.dumps(head, separators=(",", ":")).encode("ascii")
    stream.write(_LENGTHS.pack(len(text), len(body)))
    stream.write(text)
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO, *, most: int | None = None) -> Message | None:
    """Return the next message, or None at the end of the stream; raise OverflowError past *most* bytes, ValueError on nonsense."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack(lengths)
    if most is not None and head + body > most:
        raise OverflowError
    text, content = stream.read(head), stream.read(body)
    if len(text) + len(content) < head + body:
        return None
    parsed = json.loads(text)
    if not isinstance(parsed, list):
        raise ValueError  # noqa: TRY004  # what the peer sent is a bad value, not a slip of ours
    return parsed, content


def pack(document: Document) -> list[Any]:
    """Return the fields and withheld parts of *document* as JSON can carry them; its carrier travels as bytes."""
    fields = [(f.name, f.text, f.shape.name, f.place, f.scope, f.released, f.again) for f in document.fields]
    return [fields, [(each.place, each.reason.name) for each in document.withheld]]


def unpack(packed: list[Any], carrier: bytes) -> Document:
    """Return the document that was packed; raise ValueError, TypeError or KeyError where it is none."""
    fields, withheld = packed
    return Document(
        tuple(map(_field, fields)),
        tuple(Withheld("", "", str(place), Reason[reason]) for place, reason in withheld),
        carrier,
    )


def _field(packed: list[Any]) -> Field:
    name, text, shape, place, scope, released, again = packed
    if not (isinstance(text, str) and isinstance(scope, int)):
        raise TypeError
    return Field(str(name), text, Shape[shape], str(place), scope, bool(released), again=bool(again))

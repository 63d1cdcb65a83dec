"""Files embedded in a document are read by their own formats, so that their values are known everywhere; none is released.

An OOXML package keeps them as parts; an OLE object keeps the file in a stream and beside it the path on somebody's machine that it
came from (W05). Each leaves its entry among what is withheld, whether it could be read or not.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field, replace

from connectors.documents import HEAD, recognise
from connectors.documents.contract import Document
from connectors.documents.decode import decode
from connectors.documents.ole import OLE, readable, streams
from connectors.documents.ooxml import Package
from records.boundary import attempt
from records.errors import Reason
from records.record import Field, Shape, Withheld

__all__ = ["with_embedded"]

_NATIVE = "\x01Ole10Native"
_HOLDERS = frozenset({"Package", "CONTENTS", "EmbeddedOdf"})
"""Streams that are a whole file: of Office, of Acrobat, of OpenOffice (MS-OLEDS, and as found in files)."""
_DULL = frozenset({"\x01CompObj", "\x03ObjInfo", "\x01Ole", "\x03LinkInfo"})
_DEEPEST = 10
_PLACE = "embedded part"


@dataclass(slots=True)
class _Found:
    """What was found in one embedded part: its fields, and the first reason why it, or a file in it, could not be read."""

    fields: list[Field] = field(default_factory=list)
    flaw: Reason | None = None

    def fail(self, reason: Reason) -> None:
        """Note that something was not read."""
        self.flaw = self.flaw or reason


def with_embedded(document: Document, package: Package) -> Document:
    """Return *document* with the fields of what is embedded in *package*, none of them released, and an entry for each part.

    Charts, diagrams and text boxes of sheets, whose words were scanned with the other parts, get an entry as well.
    """
    fields = list(document.fields)
    withheld = list(document.withheld)
    for number, name in enumerate(package.carried(), 1):
        found = _part(package, name)
        withheld.append(Withheld("", "", f"{_PLACE} {number}", found.flaw or Reason.POLICY))
        scope = 1 + max((each.scope for each in fields), default=0)
        fields += (_hidden(each, f"{_PLACE} {number}", scope) for each in found.fields)
    withheld += (Withheld("", "", f"drawing {number}", Reason.POLICY) for number, _ in enumerate(package.drawn(), 1))
    return replace(document, fields=tuple(fields), withheld=tuple(withheld))


def _hidden(each: Field, place: str, scope: int) -> Field:
    where = f"{place}: {each.place}".removesuffix(" (not released)").removesuffix(": ")
    return replace(each, place=f"{where} (not released)", scope=scope + each.scope, released=False)


def _part(package: Package, name: str) -> _Found:
    found = _Found()
    if "embeddings/" not in name:
        found.fail(Reason.UNSUPPORTED)  # a picture, a font, a program
        return found
    content = attempt(lambda: package.part(name))
    if isinstance(content, Reason):
        found.fail(content)
    else:
        _file(content, name, found, _DEEPEST)
    return found


def _file(content: bytes, name: str, found: _Found, depth: int) -> None:
    """Add the fields of an embedded file, or the reason why it has none."""
    format_ = recognise(content[:HEAD], name) if content else None
    document = attempt(lambda: format_.read(content)) if format_ else Reason.UNSUPPORTED
    if isinstance(document, Document):
        found.fields += document.fields
    elif content.startswith(OLE) and depth:
        _object(content, found, depth)
    else:
        found.fail(document)


def _object(content: bytes, found: _Found, depth: int) -> None:
    """Add the fields of the file in an OLE object, and the strings of every stream that is none."""
    parts = attempt(lambda: streams(content))
    if isinstance(parts, Reason):
        found.fail(parts)
        return
    strings: dict[str, None] = {}
    files = 0
    for path, stream in parts:
        name = path.rpartition("/")[2]
        if name == _NATIVE:
            paths, inner = _unwrapped(stream)
            found.fields += (Field("file name", each, Shape.FILE_NAME, "file name") for each in paths)
            _file(inner, "", found, depth - 1)
        elif name in _HOLDERS:
            _file(stream, "", found, depth - 1)
        elif name not in _DULL:
            strings.update(dict.fromkeys(readable(stream)))
        files += name == _NATIVE or name in _HOLDERS
    if strings:
        found.fields.append(Field("hidden text", "\n".join(strings), Shape.PROSE, "strings"))
    if not files:  # an object of an unknown program: its words are known, its picture is not
        found.fail(Reason.UNSUPPORTED)


def _unwrapped(stream: bytes) -> tuple[tuple[str, ...], bytes]:
    """Return the paths that an Ole10Native stream tells and the file in it; as it is where it is made otherwise.

    Size, two bytes, the label and the path ended by NUL, four bytes, a second path with its length, size and content (as found in
    files; MS-OLEDS 2.3.6 leaves the inside to the program).
    """
    try:
        label, path, rest = stream[6:].split(b"\0", 2)
        (length,) = struct.unpack_from("<I", rest, 4)
        second = rest[8 : 8 + length]
        (size,) = struct.unpack_from("<I", rest, 8 + length)
    except (ValueError, struct.error):
        return (), stream[4:]
    content = rest[12 + length : 12 + length + size]
    told = dict.fromkeys(decode(each.rstrip(b"\0"))[0] for each in (label, path, second))
    return tuple(each for each in told if each), content

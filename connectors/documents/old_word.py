"""A Word document of before 2007 or an OpenDocument text is converted to DOCX and read as one; its own bytes are searched as well.

What the conversion leaves behind - text that a fast save deleted, authors, paths, revisions - is scanned and never released (W07).
Where the program that converts is not installed the document is withheld.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from connectors.documents import docx
from connectors.documents.contract import Document
from connectors.documents.docx import rebuild
from connectors.documents.frozen_fields import frozen_open_document, frozen_word
from connectors.documents.ole import OLE, readable, streams
from connectors.documents.ooxml import local, texts_of, tree
from connectors.documents.sandbox import convert
from connectors.documents.unzip import Budget, open_zip
from records.errors import Reason, Unreadable
from records.record import Field, Shape
from records.settings import Limits

__all__ = ["read", "rebuild"]

_MAIN = "WordDocument"
_FIB = struct.Struct("<HH6xH")  # MS-DOC 2.5.2: wIdent, nFib, flags
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_WORD97, _WORD95 = 0x00C1, 0x0065
_LOOKS = ((0x00A2, 0x00A6), (0x0112, 0x0116))
"""Where the header says where styles and fonts stand in the table stream (fcStshf, fcSttbfffn): their names are nobody's."""
_DULL = frozenset({"font-face-decls", "automatic-styles", "styles", "sequence-decls", "generator"})
_PLACE = "leftovers (not released)"
_MADE_UP = re.compile(r"__Fieldmark__\d+_\d+")
"""A name that the conversion draws anew each time."""
_LETTERS = str.maketrans("", "", " \t\r\n\v\xa0")


@dataclass(frozen=True, slots=True)
class _Source:
    """What is converted: the kind of its bytes, the bytes, and the strings in it."""

    kind: str
    content: bytes
    texts: tuple[str, ...]


def read(content: bytes, limits: Limits) -> Document:
    """Return the document of an old Word file or an OpenDocument text; raise Unreadable where it cannot be converted."""
    source = _word(content) if content.startswith(OLE) else _open_document(content, limits)
    document = docx.read(convert(source.content, source.kind), limits)
    fields = tuple(replace(each, text=_MADE_UP.sub("", each.text)) for each in document.fields)
    shown = "".join(field.text for field in fields).translate(_LETTERS)
    kept = dict.fromkeys(text for text in source.texts if text.translate(_LETTERS) not in shown)
    if kept:
        fields += (Field("hidden text", "\n".join(kept), Shape.PROSE, _PLACE, released=False),)
    return replace(document, fields=fields)


def _word(content: bytes) -> _Source:
    """Return the source in a Word file; raise Unreadable where it is locked or no Word file."""
    found = dict(streams(content))
    main = found.get(_MAIN, b"")
    if len(main) < _FIB.size:
        raise Unreadable(Reason.UNSUPPORTED)
    _, version, flags = _FIB.unpack_from(main)
    if flags & _ENCRYPTED:
        raise Unreadable(Reason.ENCRYPTED)
    table = ("1Table" if flags & _SECOND_TABLE else "0Table") if version >= _WORD97 else ""
    if table in found:
        found[table] = _without_looks(main, found[table])
    texts = tuple(text for name, each in found.items() if name != "Data" for text in readable(each))
    kind = "doc" if table else "word95" if version >= _WORD95 else "word6"
    return _Source(kind, frozen_word(content, main, table), texts)


def _without_looks(main: bytes, table: bytes) -> bytes:
    blank = bytearray(table)
    for offset, size in _LOOKS:
        if len(main) >= size + 4:
            start, length = (struct.unpack_from("<I", main, at)[0] for at in (offset, size))
            blank[start : start + length] = bytes(len(blank[start : start + length]))
    return bytes(blank)


def _open_document(content: bytes, limits: Limits) -> _Source:
    archive = open_zip(content, Budget.of(limits))
    parts = [(each.filename, archive.read(each)) for each in archive.members if each.filename.endswith(".xml")]
    if any(name == "META-INF/manifest.xml" and b"encryption-data" in part for name, part in parts):
        raise Unreadable(Reason.ENCRYPTED)
    return _Source("odt", frozen_open_document(open_zip(content, Budget.of(limits))), tuple(_lines(parts)))


def _lines(parts: list[tuple[str, bytes]]) -> Iterator[str]:
    """Yield what the text, its deletions and comments, its headers and its properties say; names of styles are nobody's."""
    for name, content in parts:
        if name in {"content.xml", "styles.xml", "meta.xml"}:
            root = tree(content)
            for each in [found for found in root.iter() if local(found) in _DULL]:
                each.getparent().remove(each)
            yield from (text for text in texts_of(root) if text.strip())

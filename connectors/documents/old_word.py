"""A Word document of before 2007 or an OpenDocument text is converted to DOCX and read as one; its own bytes are searched as well.

What the conversion leaves behind - text that a fast save deleted, authors, paths, revisions - is scanned and never released (W07).
Where the program that converts is not installed the document is withheld.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, replace

from connectors.documents import docx
from connectors.documents.contract import Document
from connectors.documents.docx import rebuild
from connectors.documents.frozen_fields import frozen_open_document, frozen_word
from connectors.documents.leftovers import package_texts, with_leftovers
from connectors.documents.ole import OLE, readable, streams
from connectors.documents.sandbox import as_docx
from connectors.documents.unzip import Budget, open_zip
from records.errors import Reason, Unreadable
from records.settings import Limits

__all__ = ["read", "rebuild"]

_MAIN = "WordDocument"
_FIB = struct.Struct("<HH6xH")  # MS-DOC 2.5.2: wIdent, nFib, flags
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_WORD97, _WORD95 = 0x00C1, 0x0065
_LOOKS = ((0x00A2, 0x00A6), (0x0112, 0x0116))
"""Where the header says where styles and fonts stand in the table stream (fcStshf, fcSttbfffn): their names are nobody's."""
_MADE_UP = re.compile(r"__Fieldmark__\d+_\d+")
"""A name that the conversion draws anew each time."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What is converted: the kind of its bytes, the bytes, and the strings in it."""

    kind: str
    content: bytes
    texts: tuple[str, ...]


def read(content: bytes, limits: Limits) -> Document:
    """Return the document of an old Word file or an OpenDocument text; raise Unreadable where it cannot be converted."""
    source = _word(content) if content.startswith(OLE) else _open_document(content, limits)
    document = docx.read(as_docx(source.content, source.kind), limits)
    fields = tuple(replace(each, text=_MADE_UP.sub("", each.text)) for each in document.fields)
    return with_leftovers(replace(document, fields=fields), source.texts)


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
    texts = tuple(package_texts(content, limits))
    return _Source("odt", frozen_open_document(open_zip(content, Budget.of(limits))), texts)

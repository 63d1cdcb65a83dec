"""What a file holds beside what was read of it - comments, names, paths, deleted text - becomes one text that is never released."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from connectors.documents.contract import Document
from connectors.documents.ole import readable
from connectors.documents.ooxml import local, texts_of, tree
from connectors.documents.unzip import Budget, open_zip
from records.errors import Reason, Unreadable
from records.record import Field, Shape
from records.settings import Limits

__all__ = ["package_texts", "with_leftovers"]

_LETTERS = str.maketrans("", "", " \t\r\n\v\xa0")
_LOOKS = frozenset({"font-face-decls", "automatic-styles", "styles", "sequence-decls", "generator", "font-face"})
_PARTS = (".xml", ".bin", ".rels")
_DULL_PARTS = (
    "META-INF/",
    "settings.xml",
    "[Content_Types].xml",
    "styles.bin",
    "theme",
    "printerSettings",
    "calcChain",
)


def with_leftovers(document: Document, texts: Iterable[str]) -> Document:
    """Return *document* with those of *texts* that none of its fields holds, as a text that is not released."""
    shown = "\n".join(field.text for field in document.fields).translate(_LETTERS)
    kept = dict.fromkeys(text for text in texts if text.translate(_LETTERS) not in shown)
    if not kept:
        return document
    field = Field("hidden text", "\n".join(kept), Shape.PROSE, "leftovers (not released)", released=False)
    return replace(document, fields=(*document.fields, field))


def package_texts(content: bytes, limits: Limits) -> Iterator[str]:
    """Yield every text in the parts of an OpenDocument file or a binary workbook; names of styles and fonts are nobody's.

    Raise Unreadable where it is broken, past *limits* or locked.
    """
    archive = open_zip(content, Budget.of(limits))
    for member in archive.members:
        name = member.filename
        if name == "META-INF/manifest.xml" and b"encryption-data" in archive.read(member):
            raise Unreadable(Reason.ENCRYPTED)
        if not name.endswith(_PARTS) or any(part in name for part in _DULL_PARTS):
            continue
        part = archive.read(member)
        yield from readable(part) if name.endswith(".bin") else _of_xml(part)


def _of_xml(content: bytes) -> Iterator[str]:
    try:
        root = tree(content, lenient=True)
    except Unreadable:
        return  # never released, so nothing is lost but a finding
    for each in [found for found in root.iter() if local(found) in _LOOKS]:
        if each.getparent() is not None:
            each.getparent().remove(each)
    yield from (text for text in texts_of(root) if text.strip())

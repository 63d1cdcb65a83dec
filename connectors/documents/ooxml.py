"""The parts of an Office document: opened within limits, parsed without entities, and every text in them found.

What a document shows is read by its own module; whatever else its parts hold - comments, authors, names, caches, links - is
gathered here as text that is scanned and never released. What cannot be scanned (pictures, embedded files) is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree

from connectors.documents.unzip import Archive, Budget, open_zip
from records.errors import Reason, Unreadable
from records.record import Field, Shape
from records.settings import Limits

__all__ = ["Package", "asides", "local", "texts_of", "told", "tree", "unescape"]

_LARGEST = 100_000_000
"""Bytes of one part of XML that are held as a tree; its depth is bounded where it is walked, its entities are not expanded."""
_CARRIES = re.compile(
    r"(?:.*/)?(?:embeddings|media|activeX|oleObjects?|vbaProject\.bin|ink|diagrams/media|fonts)(?:/.*)?$"
)
_DRAWN = re.compile(r"(?:.*/)?(?:charts/chart\w*|diagrams/data\w*|drawings/drawing\w*)\.xml$")
_LETTERED = frozenset({"t", "v"})
# Parts about looks only. Their words (font and style names) would be taken for people, and no value of a form is in them.
_LOOKS = re.compile(r"(?:.*/)?(?:theme/.*|styles\w*\.xml|fontTable\.xml|webSettings\.xml|numbering\.xml|calcChain\.xml"
                    r"|printerSettings/.*|thumbnail\.\w+|\[Content_Types\]\.xml)$")  # fmt: skip
_TELLING = frozenset({
    "author", "initials", "displayname", "displaytext", "userid", "username", "userlogin", "userinitials", "descr", "title", "alt", "target",
    "instr", "connection", "command", "caption", "prompt", "prompttitle", "error", "errortitle", "sourcefile", "display",
    "tooltip", "location", "v", "name", "codename", "u", "lastsaved", "filename", "linktarget", "alias", "string",
    "suggestedsigner", "suggestedsigner2", "suggestedsigneremail", "signinginstructions",
})  # fmt: skip
_SETTINGS = frozenset({
    "docvar", "attr", "alias", "tag", "default", "listitem", "result", "helptext", "datasource", "connectstring", "query", "udl",
    "table", "src", "statustext", "mappedname", "mailsubject", "addressfieldname",
})  # fmt: skip
"""Elements whose attribute ``val`` is text that somebody wrote."""
# An attribute under another name counts if it looks like an address, an SSN or a telephone number.
_VALUE = re.compile(r"[^\s@]@[^\s@]|\d{3}\D{1,3}\d{2,3}\D{1,2}\d{4}(?!\d)|^\d{9,10}$")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z?|true|false")
_DULL = frozenset({"application", "appversion", "docsecurity", "revision", "anchor", "sizewithcells", "fillcolor"})
_SCHEMA = re.compile(r"(?:https?://(?:schemas\.|www\.w3\.org|purl\.|ns\.)|urn:schemas-)")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Package:
    """The members of a document by name; a name that occurs twice makes it ambiguous which one a program would show."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self.archive: Archive = open_zip(content, Budget.of(limits))
        self._members = {member.filename.lstrip("/"): member for member in self.archive.members}
        if len(self._members) < len(self.archive.members) or self.archive.unlisted:
            raise Unreadable(Reason.AMBIGUOUS)
        if "[Content_Types].xml" not in self._members:
            raise Unreadable(Reason.UNSUPPORTED)
        self._read: set[str] = set()

    def part(self, name: str) -> bytes:
        """Return the content of the part *name*, or nothing where there is none."""
        member = self._members.get(name)
        self._read.add(name)
        return self.archive.read(member) if member is not None else b""

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return kind and target of each relation of the part *name* within the package, by id ("" is the package's own)."""
        rels = join(dirname(name), "_rels", name.rpartition("/")[2] + ".rels")
        content = self.part(rels)
        self._read.discard(rels)  # its targets outside are still to be scanned
        found = {}
        for each in tree(content) if content else ():
            target = each.get("Target", "")
            inside = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(name), target))
            if each.get("TargetMode") != "External":
                found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], inside)
        return found

    def rest(self) -> Iterator[tuple[str, bytes]]:
        """Yield the parts that nobody read, pictures, embedded files and looks aside."""
        for name in self._members:
            if (
                name not in self._read
                and not _CARRIES.match(name)
                and not _LOOKS.match(name)
                and not name.endswith("/")
            ):
                yield name, self.part(name)

    def carried(self) -> tuple[str, ...]:
        """Return the names of the parts that are pictures, programs, fonts and embedded files: none is rebuilt."""
        return tuple(name for name in self._members if _CARRIES.match(name) and not name.endswith((".rels", "/")))

    def drawn(self) -> tuple[str, ...]:
        """Return the names of the charts, diagrams and sheets of text boxes that show words or numbers: none is rebuilt."""
        return tuple(name for name in self._members if _DRAWN.match(name) and _shows(self.part(name)))


def _shows(content: bytes) -> bool:
    """Say whether a drawing has a text; one that nobody can read may have any."""
    try:
        root = tree(content, lenient=True)
    except Unreadable:
        return True
    return any(local(each) in _LETTERED and (each.text or "").strip() for each in root.iter())


def tree(content: bytes, *, lenient: bool = False) -> Any:
    """Return the root of a part; raise Unreadable where it is no XML, or has a document type and with it entities."""
    if len(content) > _LARGEST:
        raise Unreadable(Reason.TOO_LARGE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=True,
        recover=lenient, remove_comments=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise Unreadable(Reason.UNREADABLE) from None
    if root is None:
        raise Unreadable(Reason.UNREADABLE)
    if root.getroottree().docinfo.doctype:
        raise Unreadable(Reason.EXTERNAL)
    return root


def local(element: Any) -> str:
    """Return an element's name without its namespace, or "" for a comment or a processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def asides(parts: Iterable[tuple[str, bytes]], first: int = 1) -> Iterator[Field]:
    """Yield one text, never released, for each part that holds any."""
    for number, (name, content) in enumerate(parts, first):
        found = _of_part(name, content)
        if found:
            place = f"hidden part {number} (not released)"
            yield Field("hidden text", "\n".join(dict.fromkeys(found)), Shape.PROSE, place, 0, released=False)


def _of_part(name: str, content: bytes) -> list[str]:
    if not name.endswith((".xml", ".rels", ".vml")) and content.lstrip()[:1] != b"<":
        return []
    try:
        root = tree(content, lenient=True)
    except Unreadable:
        return []  # never released, so nothing is lost but a finding
    return [text for text in texts_of(root) if _LETTERS.search(text) or _VALUE.search(text)]


def texts_of(root: Any) -> Iterator[str]:
    """Yield every text below *root*, runs of one paragraph joined, and every attribute that can hold a value."""
    joined: list[str] = []
    for element in root.iter():
        name = local(element).lower()
        if name in {"p", "si", "comment", "text", "is"} and joined:
            yield "".join(joined)
            joined = []
        if not name and element.text:
            yield str(element.text)
            continue
        yield from told(element)
        if element.text and not element.text.isspace() and name not in _DULL and not _DATE.fullmatch(element.text):
            if name in {"t", "deltext", "instrtext"}:
                joined.append(unescape(element.text))
            else:
                yield unescape(element.text.strip())
        if element.tail and not element.tail.isspace():
            yield element.tail.strip()
    if joined:
        yield "".join(joined)


def told(element: Any) -> Iterator[str]:
    """Yield the attributes of *element* that can hold a value that somebody wrote."""
    name = local(element).lower()
    if name == "relationship" and element.get("TargetMode") != "External":
        return  # the name of another part
    yield from (unescape(value) for key, value in element.attrib.items() if _tells(name, key, value))


def _tells(name: str, key: str, value: str) -> bool:
    plain = key.rpartition("}")[2].lower()
    if len(value) < 2 or _SCHEMA.match(value):  # noqa: PLR2004  # one character is no value
        return False
    return plain in _TELLING or (plain == "val" and name in _SETTINGS) or _VALUE.search(value) is not None


def unescape(text: str) -> str:
    """Return *text* with what SpreadsheetML writes as _x0041_ undone (ECMA-376 part 1, 22.9.2.19).

    >>> unescape("_x0035_17-88-4593")
    '517-88-4593'
    """
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text

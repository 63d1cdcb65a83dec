"""XML exports keep their elements; texts and attribute values are fields; a document type, and with it any entity, is refused.

An element in which text and other elements are mixed becomes one text, so that a value that runs over tags is seen whole; what
stood in attributes within it, in comments and in processing instructions is scanned and not released. Text documents and drawings
that are written in XML are withheld: they divide words by their looks, delete without deleting, and draw letters as lines.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from xml.etree.ElementTree import Element, TreeBuilder  # builds only: the parser below refuses entities
from xml.parsers import expat

from connectors.documents.cells import shape_of
from connectors.documents.contract import Document
from connectors.documents.decode import is_textual, peek, printable, readable
from records.errors import Reason, Unreadable
from records.record import Field, Shape

__all__ = ["XML", "Xml", "is_data"]

_DEEPEST = 100
"""Deepest nesting of elements that is read."""
_DECLARED = re.compile(r"\ufeff?\s*<\?xml\s")
_UNNAMED = re.compile(r"\ufeff?\s*<[A-Za-z_!?]")
_DRAWING = re.compile(r"\ufeff?\s*(?:<!--.{0,2000}?-->\s*)?<(?:\w{1,20}:)?svg\b", re.DOTALL)
# Languages of paragraphs and pictures: Word and PowerPoint (2003, flat, and the parts of a package), OpenDocument, SVG.
_LAID_OUT = re.compile(
    r"http://schemas\.microsoft\.com/office/(?:word/2003/|2006/xmlPackage)|urn:oasis:names:tc:opendocument:"
    r"|http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/(?:wordprocessingml|drawingml|presentationml)/"
    r"|http://www\.w3\.org/2000/svg"
)
_NO_NAME = re.compile(r"[^A-Za-z0-9]+")
_LINE_ENDS = str.maketrans({"\r": "&#13;", "\n": "&#10;"})


@dataclass(frozen=True, slots=True)
class _Name:
    """The place of an element's or attribute's name in the output."""

    index: int


@dataclass(frozen=True, slots=True)
class _Text:
    """The place of a text in the output, or with *quoted* of an attribute's value."""

    index: int
    quoted: bool = False


_Part = str | _Name | _Text


class _Parsing:
    """Builds the elements of one document out of what expat calls, and keeps its comments aside."""

    def __init__(self) -> None:
        self.asides: list[str] = []
        self._builder = TreeBuilder()
        self._depth = 0
        self._laid_out: set[str] = set()
        self._expat = expat.ParserCreate("utf-8")
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._builder.data
        self._expat.CommentHandler = self.asides.append
        self._expat.ProcessingInstructionHandler = self._instruct
        self._expat.StartDoctypeDeclHandler = self._refuse

    def tree(self, text: str) -> Element:
        """Return the root of *text*; raise Unreadable where it is not well-formed, nests too deep, or has what is refused."""
        try:
            self._expat.Parse(text.encode("utf-8", "surrogatepass"), True)
        except expat.ExpatError:
            raise Unreadable(Reason.UNREADABLE) from None
        return self._builder.close()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable(Reason.TOO_DEEP)
        spaces = ((key, value) for key, value in attributes.items() if key.startswith("xmlns"))
        self._laid_out.update(key.partition(":")[2] for key, value in spaces if _LAID_OUT.match(value))
        if self._laid_out and name.rpartition(":")[0] in self._laid_out:
            raise Unreadable(Reason.UNSUPPORTED)
        self._builder.start(name, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(name)

    def _instruct(self, target: str, data: str) -> None:
        self.asides.append(f"{target} {data}")

    def _refuse(self, *_: object) -> None:
        """Refuse a document type: it names files and addresses to fetch, and entities that grow without end (S13)."""
        raise Unreadable(Reason.EXTERNAL)


class _Reading:
    """One walk over the elements: it gathers names and texts and, in parts, the output around them."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.texts: list[Field] = []
        self.asides: list[Field] = []
        self.parts: list[_Part] = []
        self._scope = 0
        self._counts: Counter[int] = Counter()

    def walk(self, element: Element, depth: int = 0) -> None:
        """Read *element*; each element right under the root is a scope of its own."""
        self._scope += depth == 1
        self.parts += ["<", self._name(element.tag)]
        for key, value in element.attrib.items():
            self.parts += [" ", self._name(key), '="', self._text(key, value, quoted=True), '"']
        self.parts.append(">")
        if _is_mixed(element):
            self.parts.append(self._text(element.tag, "".join(element.itertext())))
            self._set_aside(element)
        else:
            self._content(element, depth)
        self.parts += ["</", self._name(element.tag), ">"]

    def _content(self, element: Element, depth: int) -> None:
        if element.text and not element.text.isspace():
            self.parts.append(self._text(element.tag, element.text))
        for child in element:
            self.parts.append("\n")
            self.walk(child, depth + 1)

    def _set_aside(self, element: Element) -> None:
        for inner in element.iterfind(".//*"):
            for key, value in inner.attrib.items():
                self.aside(key, value)

    def aside(self, name: str, text: str) -> None:
        """Take a text that is scanned and not released."""
        place = f"aside {len(self.asides) + 1}"
        self.asides.append(Field(name, text, Shape.PROSE, place, self._scope, released=False))

    def _text(self, name: str, text: str, *, quoted: bool = False) -> _Text:
        self._counts[self._scope] += 1
        place = f"item {self._scope} value {self._counts[self._scope]}"
        self.texts.append(Field(name, text, shape_of(text), place, self._scope))
        return _Text(len(self.texts) - 1, quoted)

    def _name(self, name: str) -> _Name:
        return _Name(self.names.setdefault(name, len(self.names)))


class Xml:
    """One XML document of data; HTML in it is text like any other."""

    name = "xml"
    suffix = ".xml"
    media_type = "application/xml"

    def recognises(self, head: bytes, name: str) -> bool:
        if not is_textual(head):
            return False
        text = peek(head)
        return bool(
            _DECLARED.match(text) or _DRAWING.match(text) or (name.lower().endswith(".xml") and _UNNAMED.match(text))
        )

    def read(self, content: bytes) -> Document:
        parsing = _Parsing()
        root = parsing.tree(readable(content).lstrip())
        reading = _Reading()
        reading.walk(root)
        for text in parsing.asides:
            reading.aside("", text)
        labels = (Field("", name, Shape.LABEL, f"name {n}") for n, name in enumerate(reading.names, 1))
        return Document((*labels, *reading.texts, *reading.asides), carrier=(len(reading.names), tuple(reading.parts)))

    def rebuild(self, document: Document, texts: tuple[str, ...]) -> bytes:
        count, parts = document.carrier
        names = [
            new if new == old.text else "redacted-" + _NO_NAME.sub("-", new)
            for old, new in zip(document.fields[:count], texts[:count], strict=True)
        ]
        body = "".join(_written(part, names, texts[count:]) for part in parts)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def _written(part: _Part, names: list[str], texts: tuple[str, ...]) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, _Name):
        return names[part.index]
    text = html.escape(printable(texts[part.index])).replace("\r", "&#13;")
    return text.translate(_LINE_ENDS) if part.quoted else text


def is_data(text: str) -> bool:
    """Say whether *text*, XML, has texts at its leaves only; raise Unreadable where it is none or has a document type."""
    return not any(_is_mixed(element) for element in _Parsing().tree(text.strip().removeprefix("\ufeff")).iter())


def _is_mixed(element: Element) -> bool:
    tails = any(child.tail and not child.tail.isspace() for child in element)
    return len(element) > 0 and (tails or bool(element.text and not element.text.isspace()))


XML = Xml()

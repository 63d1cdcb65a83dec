"""A Word document is read as it would be printed and rebuilt as paragraphs, headings, lists and tables; the rest is scanned.

The body is one text, a line for each paragraph and for each row of a table, so that a value that runs over runs, lines or cells
is seen whole. Scanned and not released: deletions, hidden text, field codes, comments, properties, alternative content.
Insertions count as accepted. Notes stand after the paragraph they belong to, text boxes after the one they hang on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from connectors.documents.contract import Document
from connectors.documents.docx_styles import hiding, key, levels, style_of, symbol, veiled
from connectors.documents.docx_write import Line, written
from connectors.documents.embedded import with_embedded
from connectors.documents.ooxml import Package, asides, local, texts_of, told, tree
from records.errors import Reason, Unreadable
from records.record import Field, Shape, Withheld
from records.settings import Limits

__all__ = ["read", "rebuild"]

_DEEPEST = 60
_GONE = frozenset({"del", "moveFrom", "delText", "instrText", "delInstrText", "pPrChange", "rPrChange"})
_BREAKS = {"tab": " ", "ptab": " ", "br": "\v", "cr": "\v", "noBreakHyphen": "-", "softHyphen": ""}
"""What stands for an element without text. A tab becomes a space: tabs part the cells of a row."""
_TURN, _TURNED = "\u202e", "\u202c"
"""What stands around letters that are shown from right to left: those who look for values read them as they are seen."""
_PARTS = ("header", "footer")
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_PROPERTIES = frozenset({"rPr", "sectPr", "tblPr", "trPr", "tcPr", "sdtPr", "tblGrid"})


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read: what it shows, what hangs on it and follows it, and whether its style hides its runs."""

    veiled: bool = False
    shown: list[str] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)


def read(content: bytes, limits: Limits) -> Document:
    """Return the document; raise Unreadable where it is none or cannot be read whole."""
    package = Package(content, limits)
    main = next((part for kind, part in package.related("").values() if kind == "officeDocument"), "")
    root = tree(package.part(main))
    if local(root) != "document":
        raise Unreadable(Reason.UNSUPPORTED)
    reading = _Reading(package, main)
    body = next((each for each in root if local(each) == "body"), root)
    blocks = [("text", reading.lines(body))]
    blocks += [(kind, reading.margin(kind)) for kind in _PARTS]
    fields = [
        Field("text", "\n".join(text for _, text in lines), Shape.PROSE, place) for place, lines in blocks if lines
    ]
    reading.unreferenced()
    carrier = tuple((place, tuple(kind for kind, _ in lines)) for place, lines in blocks if lines)
    hidden = [Field("hidden text", text, Shape.PROSE, "hidden text (not released)", released=False)
              for text in ["\n".join(dict.fromkeys(each for each in reading.hidden if each.strip()))] if text]  # fmt: skip
    document = Document((*fields, *hidden, *asides(package.rest())), tuple(_pictures(reading)), carrier)
    return with_embedded(document, package)


def rebuild(document: Document, texts: tuple[str, ...]) -> bytes:
    """Return a new document with *texts* in the place of its fields; a line that redaction joined or split finds its kind."""
    blocks = tuple(
        (place, kinds, old.text.split("\n"), text.split("\n"))
        for (place, kinds), old, text in zip(document.carrier, document.fields, texts, strict=False)
    )
    return written(blocks)


def _pictures(reading: _Reading) -> Iterator[Withheld]:
    for number in range(1, reading.linked + 1):
        yield Withheld("", "", f"linked content {number}", Reason.EXTERNAL)


class _Reading:
    """Walks the parts that are printed; *hidden* gathers the rest of them."""

    def __init__(self, package: Package, main: str) -> None:
        self.hidden: list[str] = []
        self.linked = 0
        self._package = package
        self._related = package.related(main)
        styles = self._styles()
        self._headings = levels(styles)
        self._veiled = veiled(styles)
        self._notes = {kind: self._note_parts(kind) for kind in set(_NOTES.values())}
        self._seen: set[tuple[str, str]] = set()

    def margin(self, kind: str) -> list[Line]:
        """Return the lines of all headers or footers, each line once."""
        lines: dict[Line, None] = {}
        for what, part in self._related.values():
            if what == kind:
                lines.update(dict.fromkeys(self.lines(tree(self._package.part(part)))))
        return [line for line in lines if line[1].strip()]

    def lines(self, block: Any, depth: int = 0) -> list[Line]:
        """Return the lines of the paragraphs and tables in *block*, in reading order."""
        if depth > _DEEPEST:
            raise Unreadable(Reason.TOO_DEEP)
        lines: list[Line] = []
        for each in block:
            name = local(each)
            if not name:
                self.hidden.append(each.text or "")
            elif name == "p":
                lines += self._paragraph(each, depth)
            elif name == "tbl":
                lines += self._table(each, depth)
            elif name in _GONE:
                self.hidden.extend(texts_of(each))
            elif name == "AlternateContent":
                lines += self._alternative(each, depth)
            elif name in _PROPERTIES:
                self.hidden.extend(texts_of(each))
            else:
                self.linked += name == "altChunk"
                self.hidden.extend(told(each))
                lines += self.lines(each, depth + 1)  # content controls, insertions, smart tags
        return lines

    def _alternative(self, element: Any, depth: int) -> list[Line]:
        options = [each for each in element if local(each) in {"Choice", "Fallback"}]
        for each in options[1:]:
            self.hidden.extend(texts_of(each))
        return [line for each in options[:1] for line in self.lines(each, depth + 1)]

    def _table(self, table: Any, depth: int) -> list[Line]:
        lines: list[Line] = []
        for row in table.iter("{*}tr"):
            if next(row.iterancestors("{*}tbl"), None) is not table:
                continue  # a row of a table within this one is read with its cell
            if any(local(each) in _GONE for each in row.iterfind("{*}trPr/*")):
                self.hidden.extend(texts_of(row))
                continue
            cells = [each for each in row.iter("{*}tc") if next(each.iterancestors("{*}tr"), None) is row]
            texts = (" ".join(text for _, text in self.lines(cell, depth + 1) if text) for cell in cells)
            lines.append(("row", "\t".join(text.replace("\t", " ") for text in texts)))
        return lines

    def _paragraph(self, element: Any, depth: int) -> list[Line]:
        style = style_of(element, "p")
        paragraph = _Paragraph(style in self._veiled)
        self._runs(element, paragraph, depth)
        kind = self._kind(element, style)
        first, *more = "".join(paragraph.shown).split("\v")
        return [(kind, first), *(("br", text) for text in more), *paragraph.after]

    def _kind(self, element: Any, style: str) -> str:
        if style in self._headings:
            return f"h{self._headings[style]}"
        return "li" if element.find("{*}pPr/{*}numPr") is not None or "list" in style.lower() else "p"

    def _runs(self, element: Any, paragraph: _Paragraph, depth: int) -> None:
        """Add what the runs below *element* show, and set aside what they hide."""
        if depth > _DEEPEST:
            raise Unreadable(Reason.TOO_DEEP)
        for each in element:
            name = local(each)
            if name in _GONE or (name == "r" and self._hides(each, veiled=paragraph.veiled)):
                self.hidden.append("".join(texts_of(each)))
            elif name in _NOTES:
                paragraph.after += self._note(_NOTES[name], each)
            elif name in {"txbxContent", "textbox"}:
                paragraph.after += self.lines(each, depth + 1)
            elif name == "AlternateContent":
                self._choose(each, paragraph, depth)
            else:
                self._run(each, name, paragraph, depth)

    def _hides(self, run: Any, *, veiled: bool) -> bool:
        """Say whether a run is never printed: by what it says of itself, else by its style or its paragraph's."""
        own = hiding(run)
        return own if own is not None else veiled or style_of(run, "r") in self._veiled

    def _run(self, each: Any, name: str, paragraph: _Paragraph, depth: int) -> None:
        if not name:  # a comment of XML
            self.hidden.append(each.text or "")
        elif name == "t":
            paragraph.shown.append((each.text or "").replace("\t", " ").replace("\n", " "))
        elif name in _BREAKS:
            paragraph.shown.append(_BREAKS[name])
        elif name == "sym":
            paragraph.shown.append(symbol(each))
        elif name in _PROPERTIES or name == "fldChar":
            self.hidden.extend(texts_of(each))
        else:
            self.hidden.extend(told(each))
            turned = name == "bdo" and each.get(key(each)) == "rtl"
            paragraph.shown.append(_TURN if turned else "")
            self._runs(each, paragraph, depth + 1)
            paragraph.shown.append(_TURNED if turned else "")

    def _choose(self, element: Any, paragraph: _Paragraph, depth: int) -> None:
        options = [each for each in element if local(each) in {"Choice", "Fallback"}]
        for each in options[1:]:
            self.hidden.extend(texts_of(each))
        for each in options[:1]:
            self._runs(each, paragraph, depth + 1)

    def _note(self, kind: str, reference: Any) -> list[Line]:
        number = reference.get(key(reference, "id")) or ""
        note = self._notes[kind].get(number)
        if note is None or (kind, number) in self._seen:
            return []
        self._seen.add((kind, number))
        return [("note", text.strip()) for _, text in self.lines(note) if text.strip()]

    def unreferenced(self) -> None:
        """Set aside the notes that no paragraph refers to."""
        for kind, notes in self._notes.items():
            for number, note in notes.items():
                if (kind, number) not in self._seen:
                    self.hidden.extend(texts_of(note))

    def _note_parts(self, kind: str) -> dict[str, Any]:
        part = next((part for what, part in self._related.values() if what == kind), "")
        content = self._package.part(part) if part else b""
        return {each.get(key(each, "id")) or "": each for each in tree(content)} if content else {}

    def _styles(self) -> list[Any]:
        part = next((part for what, part in self._related.values() if what == "styles"), "")
        content = self._package.part(part) if part else b""
        return list(tree(content).iterfind("{*}style")) if content else []

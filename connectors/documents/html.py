"""HTML becomes the text a person reads and the text hidden in it; the copy is new HTML of plain structure without attributes.

The whole visible text is one field, so that a value that runs over tags, table cells or lines is seen whole and what one line
says about the next is kept as context. The copy gets its structure back line by line: headings, list items, table rows.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import unquote_plus

from selectolax.lexbor import LexborHTMLParser, LexborNode

from connectors.documents.charsets import decode
from connectors.documents.contract import Document
from records.record import Field, Shape

__all__ = ["HTML", "HtmlFormat", "read_html"]

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section select summary table tbody textarea tfoot"
    " thead tr ul".split()
)
_OPENED = _BLOCKS | {"td", "th", "br"}
_SILENT = frozenset({"script", "style", "head", "template", "iframe", "object", "noembed", "noframes"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KINDS = _HEADINGS | {"li", "tr", "pre"}
_PRE = frozenset({"pre", "textarea"})
_DULL = frozenset(
    "align bgcolor border cellpadding cellspacing class color colspan dir face height id lang leftmargin link marginheight"
    " marginwidth nowrap rel rowspan size style target topmargin type valign vlink width xmlns".split()
)
_LAYERS = 5
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,2000}={0,2}")
# The part of a head that may name the charset (WHATWG prescan). False friend: a comment with the same words, harmless.
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,60})", re.IGNORECASE)
_RECOGNISED = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|table|div|p|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """One visible line and what it was: "p", "li", "h1".."h6", "row" or "pre"."""

    kind: str
    text: str


class HtmlFormat:
    """HTML in any version, and fragments of it."""

    name = "html"
    suffix = ".html"
    media_type = "text/html"

    def recognises(self, head: bytes, name: str) -> bool:
        if _RECOGNISED.match(head.lstrip(b"\xef\xbb\xbf")):
            return True
        return name.lower().endswith((".html", ".htm")) and b"<" in head and b"\0" not in head

    def read(self, content: bytes) -> Document:
        told = _CHARSET.search(content[:4096])
        reading = decode(content, told[1].decode("ascii") if told else "")
        document = read_html(reading.text)
        if not reading.other:
            return document
        other = Field("other reading", reading.other, Shape.PROSE, "other reading (not released)", released=False)
        return Document((*document.fields, other), carrier=document.carrier)

    def rebuild(self, document: Document, texts: tuple[str, ...]) -> bytes:
        return _page(texts[0].split("\n"), document.carrier).encode("utf-8")


HTML = HtmlFormat()


def read_html(text: str) -> Document:
    """Return the visible text of *text* as the first field and its hidden text as the second, which is never released."""
    walk = _Walk()
    walk.run(text)
    visible = Field("text", "\n".join(line.text for line in walk.lines), Shape.PROSE, "text")
    hidden = Field("hidden text", "\n".join(walk.hidden), Shape.PROSE, "hidden text (not released)", released=False)
    fields = (visible, hidden) if walk.hidden else (visible,)
    return Document(fields, carrier=tuple(line.kind for line in walk.lines))


class _Walk:
    """Walks the tree once without recursion and gathers lines and hidden text."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self.hidden: list[str] = []
        self._words: list[str] = []
        self._kinds: list[str] = []
        self._silent = 0
        self._pre = 0
        self._due = False

    def run(self, text: str) -> None:
        root = LexborHTMLParser(text.encode("utf-8", "replace").decode("utf-8")).root
        node = root
        while node is not None:
            self._enter(node)
            if node.child is not None:
                node = node.child
                continue
            while node is not None:
                self._leave(node)
                if node.next is not None or node == root:
                    node = None if node == root else node.next
                    break
                node = node.parent
        self._break()

    def _enter(self, node: LexborNode) -> None:
        tag = node.tag or "?"
        if tag == "-text":
            self._text(node.text_content or "")
        elif tag == "-comment":
            self._comment(node.comment_content or "")
        elif tag in {"?", "template"}:
            self._hide(_untagged(node.html or ""))
        else:
            self._attributes(node)
            self._open(tag)

    def _open(self, tag: str) -> None:
        self._silent += tag in _SILENT
        self._pre += tag in _PRE
        if tag in {"td", "th"}:
            self._words.append("\t")
            self._due = False
        elif tag in _OPENED:
            self._break(at_once=tag in {"tr", "table"})
        if tag in _KINDS:
            self._kinds.append("row" if tag == "tr" else tag)

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or "?"
        if tag in _BLOCKS:
            self._break(at_once=tag in {"tr", "table"})
        if tag in {"p", "table"} and self.lines and self.lines[-1].text and "row" not in self._kinds:
            self.lines.append(_Line("p", ""))
        if tag in _KINDS and self._kinds:
            self._kinds.pop()
        self._silent -= tag in _SILENT
        self._pre -= tag in _PRE

    def _text(self, text: str) -> None:
        if self._silent:
            self._hide(text)
        elif self._pre:
            first, *rest = text.replace("\r\n", "\n").split("\n")
            self._words.append(first)
            for line in rest:
                self._line("".join(self._words))
                self._words.append(line)
        else:
            self._word(re.sub(r"[ \t\r\n\f]+", " ", text))

    def _word(self, text: str) -> None:
        if self._due and text.strip():
            self._break(at_once=True)
        self._words.append(text)

    def _break(self, *, at_once: bool = False) -> None:
        """End the line; inside a table row only once more text of the same cell follows, so that its cells stay together."""
        text = "".join(self._words)
        self._due = False
        if "row" in self._kinds and not at_once:
            self._due = not text.endswith("\t")
            return
        shown = text if self._pre else _collapse(text)
        if shown.strip():
            self._line(shown)
        self._words.clear()

    def _line(self, text: str) -> None:
        kind = self._kinds[-1] if self._kinds else "p"
        self.lines.append(_Line("p" if kind == "row" and "\t" not in text else kind, text))
        self._words.clear()

    def _comment(self, text: str) -> None:
        self._hide(_untagged(text))

    def _attributes(self, node: LexborNode) -> None:
        for name, value in node.attributes.items():
            if value and name not in _DULL:
                for reading in _readings(value):
                    self._hide(reading)

    def _hide(self, text: str) -> None:
        shown = " ".join(text.split())
        if shown:
            self.hidden.append(shown)


def _collapse(text: str) -> str:
    cells = [cell.strip(" ") for cell in re.sub(r" {2,}", " ", text).split("\t")]
    return "\t".join(cells[1:] if len(cells) > 1 and not cells[0] else cells)


def _untagged(markup: str) -> str:
    """Return a comment's text with its tags opened up: attribute values in them are text to be scanned as well."""
    return html.unescape(re.sub(r"[<>]", " ", markup))


def _readings(value: str) -> tuple[str, ...]:
    """Return an attribute value as written, percent-decoded, and with what base64 or hex inside it says (H04)."""
    found = dict.fromkeys((value,))
    text = value
    for _ in range(_LAYERS):
        after = unquote_plus(text)
        if after == text:
            break
        found[after] = None
        text = after
    for word in _BASE64.findall(text)[:50]:
        for inner in (_from_base64(word), _from_hex(word)):
            if "@" in inner or inner.isdigit():
                found[inner] = None
    return tuple(found)


def _from_base64(word: str) -> str:
    letters = word.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return ""


def _from_hex(word: str) -> str:
    try:
        return bytes.fromhex(word).decode("ascii")
    except ValueError:
        return ""


def _page(lines: list[str], kinds: tuple[str, ...]) -> str:
    """Return a page of *lines*; where redaction joined or split lines the structure is no longer known and all are plain."""
    told = kinds if len(kinds) == len(lines) else ("p",) * len(lines)
    out = ["<!DOCTYPE html>", '<html><head><meta charset="utf-8"><title></title></head><body>']
    for kind, group in groupby(zip(told, lines, strict=True), key=lambda pair: pair[0]):
        out.extend(_block(kind, [_escape(line) for _, line in group]))
    return "\n".join((*out, "</body></html>", ""))


def _block(kind: str, lines: list[str]) -> list[str]:
    if kind == "row":
        rows = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split("\t")) + "</tr>" for line in lines]
        return ["<table>", *rows, "</table>"]
    if kind == "li":
        return ["<ul>", *(f"<li>{line}</li>" for line in lines), "</ul>"]
    if kind == "pre":
        return ["<pre>\n" + "\n".join(lines) + "</pre>"]
    return [f"<{kind}>{line or '<br>'}</{kind}>" for line in lines]


def _escape(line: str) -> str:
    """Escape markup and drop control characters, which HTML forbids."""
    return html.escape(re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", line.encode("utf-8", "replace").decode("utf-8")))

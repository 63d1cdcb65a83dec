"""A page is walked once: the lines a reader sees with what each was, and every text that is there but not shown."""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import unquote_plus

from selectolax.lexbor import LexborHTMLParser, LexborNode

from records.entities import unescape
from records.errors import Reason, Unreadable

__all__ = ["Line", "gather"]

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary",
    "table", "tbody", "text", "textarea", "tfoot", "thead", "tr", "ul",
})  # fmt: skip  # "text" is SVG's: each stands at a place of its own
_OPENED = _BLOCKS | {"td", "th", "br"}
_SILENT = frozenset({"script", "style", "head", "template", "iframe", "object", "noembed", "noframes"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KINDS = _HEADINGS | {"li", "tr", "pre"}
_PRE = frozenset({"pre", "textarea"})
_DULL = frozenset({
    "align", "bgcolor", "border", "cellpadding", "cellspacing", "class", "color", "colspan", "dir", "face",
    "height", "id", "lang", "leftmargin", "link", "marginheight", "marginwidth", "nowrap", "rel", "rowspan",
    "size", "style", "target", "topmargin", "type", "valign", "vlink", "width", "xmlns",
})  # fmt: skip
# Tags that need no closing tag, so that their number says nothing about depth.
_UNCLOSED = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p", "param",
    "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
})  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_CELL_END = re.compile(r"</t[dhr]>", re.IGNORECASE)
_DEEPEST = 3_000  # open tags; the parser's time grows with the square of the depth
_OVERRIDE = re.compile(r"unicode-bidi\s{0,9}:\s{0,9}(?:isolate|bidi)-override", re.IGNORECASE)
_LEFTWARD = re.compile(r"(?:^|[;\s])direction\s{0,9}:\s{0,9}rtl", re.IGNORECASE)
_LAYERS = 5
_BASE64 = re.compile(r"[A-Za-z0-9+/]{12,2000}={0,2}")
_URL_SAFE = re.compile(r"[A-Za-z0-9_-]{12,2000}={0,2}")


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line and what it was: "p", "li", "h1".."h6", "row" (cells parted by tabs) or "pre"."""

    kind: str
    text: str


def gather(markup: str) -> tuple[list[Line], list[str]]:
    """Return the visible lines of *markup* and its hidden texts: comments, attributes, scripts, titles, link targets.

    What a style hides counts as visible: the copy has no styles. Raises Unreadable(TOO_DEEP).
    """
    if _depth(markup) > _DEEPEST:
        raise Unreadable(Reason.TOO_DEEP)
    walk = _Walk()
    walk.run(markup)
    return walk.lines, walk.hidden


def _depth(markup: str) -> int:
    """Return about how deep the tags of *markup* nest; a closing tag counts only where its tag is open."""
    still_open: Counter[str] = Counter()
    depth = deepest = 0
    for closing, name in _TAG.findall(markup):
        tag = name.lower()
        if tag in _UNCLOSED or (closing and not still_open[tag]):
            continue
        step = -1 if closing else 1
        still_open[tag] += step
        depth += step
        deepest = max(deepest, depth)
    return deepest


class _Walk:
    """Walks the tree once without recursion and gathers lines and hidden text."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.hidden: list[str] = []
        self._words: list[str] = []
        self._kinds: list[str] = []
        self._silent = 0
        self._pre = 0
        self._due = False

    def run(self, text: str) -> None:
        if _CELL_END.search(text) and "<table" not in text.lower():
            text = _CELL_END.sub(
                r"\g<0> ", text
            )  # a parser forgets cells that stand in no table, and glues their words
        root = LexborHTMLParser(text.encode("utf-8", "replace").decode("utf-8")).root
        first = root
        while first is not None and first.prev is not None:  # comments may stand before <html> and after it
            first = first.prev
        self._walk(first)
        self._break(at_once=True)

    def _walk(self, first: LexborNode | None) -> None:
        """Visit *first*, all below it and all beside it, without recursion."""
        node, depth = first, 0
        while node is not None:
            self._enter(node)
            if node.child is not None:
                node, depth = node.child, depth + 1
                continue
            while node is not None:
                self._leave(node)
                if node.next is not None:
                    node = node.next
                    break
                node, depth = (node.parent, depth - 1) if depth else (None, 0)

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
            self._words += ["\u202e"] if _is_turned(node) else []

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
        self._words += ["\u202c"] if tag[0] not in "-?" and _is_turned(node) else []
        if tag in _BLOCKS:
            self._break(at_once=tag in {"tr", "table"})
        if tag in {"p", "table"} and self.lines and self.lines[-1].text and "row" not in self._kinds:
            self.lines.append(Line("p", ""))
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
        self.lines.append(Line("p" if kind == "row" and "\t" not in text else kind, text))
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


def _is_turned(node: LexborNode) -> bool:
    """Say whether the letters of *node* are shown from right to left whatever they are, as some hide an address (E18)."""
    style = node.attributes.get("style") or ""
    if node.tag == "bdo":
        return (node.attributes.get("dir") or "").lower() == "rtl"
    return "bidi" in style.lower() and all(each.search(style) for each in (_OVERRIDE, _LEFTWARD))


def _collapse(text: str) -> str:
    cells = [cell.strip(" ") for cell in re.sub(r" {2,}", " ", text).split("\t")]
    return "\t".join(cells[1:] if len(cells) > 1 and not cells[0] else cells)


def _untagged(markup: str) -> str:
    """Return a comment's text with its tags opened up: attribute values in them are text to be scanned as well."""
    return unescape(re.sub(r"[<>]", " ", markup))


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
    for word in dict.fromkeys((*_BASE64.findall(text)[:50], *_URL_SAFE.findall(text)[:50])):
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

"""HTML is read as one text and rebuilt as new HTML of plain structure: allow-listed tags, no attributes, nothing remote.

The whole visible text is one field, so that a value that runs over tags, table cells or lines is seen whole and what one line
says about the next is kept as context. The copy gets its structure back line by line: headings, list items, table rows.
"""

from __future__ import annotations

import html
import re
from itertools import groupby

from connectors.documents.contract import Document
from connectors.documents.decode import decode, printable
from connectors.documents.html_styles import style_flaws
from connectors.documents.html_text import gather
from records.record import Field, Shape

__all__ = ["HTML", "HtmlFormat", "read_html"]

# The part of a head that may name the charset (WHATWG prescan). False friend: a comment with the same words, harmless.
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,60})", re.IGNORECASE)
_RECOGNISED = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|table|div|p|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)


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
        return read_html(decode(content, told[1].decode("ascii") if told else "")[0])

    def rebuild(self, document: Document, texts: tuple[str, ...]) -> bytes:
        return _page(texts[0].split("\n"), document.carrier).encode("utf-8")


HTML = HtmlFormat()


def read_html(text: str) -> Document:
    """Return the visible text of *text* as the first field and its hidden text as the second, which is never released.

    Raises Unreadable: TOO_DEEP where its tags nest deeper than any page does, AMBIGUOUS where it brings its own typeface.
    """
    flaws = style_flaws(text)
    lines, hidden = gather(text)
    fields = [Field("text", "\n".join(line.text for line in lines), Shape.PROSE, "text")]
    if hidden:
        fields.append(
            Field("hidden text", "\n".join(hidden), Shape.PROSE, "hidden text (not released)", released=False)
        )
    return Document(tuple(fields), flaws, tuple(line.kind for line in lines))


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
    """Escape markup; control characters, which HTML forbids, become visible pictures."""
    return html.escape(printable(line.replace("\r", " ")))

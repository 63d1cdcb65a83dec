"""A Word document is written anew from lines of text: headings, lists, tables, notes, one header and one footer; nothing else.

Every part is made here from fixed words, so that no author, revision, field, link or picture of a source can come along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from connectors.documents.decode import printable
from connectors.documents.package_write import HEAD, PACKAGE, RELATION, relations
from connectors.documents.unzip import write_zip

__all__ = ["Block", "Line", "written"]

Line = tuple[str, str]
"""Kind and text: "p", "h1" to "h6", "li", "row" with tabs between its cells, "note", or "br", which goes on in the same paragraph."""
Block = tuple[str, tuple[str, ...], list[str], list[str]]
"""Where it stands ("text", "header", "footer"), the kind of each old line, the old lines and the new ones."""

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NO_XML = re.compile("[\ufffe\uffff]")
_NEAR = 50
"""Lines ahead among which an unchanged line is looked for."""
_HEADINGS = tuple(f"h{n}" for n in range(1, 7))
_STYLES = (
    f'{HEAD}<w:styles xmlns:w="{_MAIN}">'
    '<w:style w:type="paragraph" w:default="1" w:styleId="p"><w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="heading {n}"/><w:basedOn w:val="p"/>'
        f'<w:pPr><w:keepNext/><w:outlineLvl w:val="{n - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{36 - 3 * n}"/></w:rPr></w:style>'
        for n, name in enumerate(_HEADINGS, 1)
    )
    + '<w:style w:type="paragraph" w:styleId="li"><w:name w:val="List Bullet"/><w:basedOn w:val="p"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="note"><w:name w:val="footnote text"/><w:basedOn w:val="p"/>'
    '<w:pPr><w:ind w:left="360"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style></w:styles>'
)
_NUMBERING = (
    f'{HEAD}<w:numbering xmlns:w="{_MAIN}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="\u2022"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def written(blocks: tuple[Block, ...]) -> bytes:
    """Return the bytes of a document made of *blocks*."""
    parts = {place: "".join(_paragraphs(_told(kinds, old, new))) for place, kinds, old, new in blocks}
    margins: list[str] = [place for place in ("header", "footer") if place in parts]
    related = (("styles", "styles.xml"), ("numbering", "numbering.xml"), *((each, f"{each}.xml") for each in margins))
    return write_zip((
        ("[Content_Types].xml", _types(margins)),
        ("_rels/.rels", relations((("officeDocument", "word/document.xml"),))),
        ("word/document.xml", _document(parts.get("text", ""), margins)),
        ("word/_rels/document.xml.rels", relations(related)),
        ("word/styles.xml", _STYLES.encode()),
        ("word/numbering.xml", _NUMBERING.encode()),
        *((f"word/{each}.xml", _margin(each, parts[each])) for each in margins),
    ))  # fmt: skip


def _told(kinds: tuple[str, ...], old: list[str], new: list[str]) -> list[Line]:
    """Return the new lines with their kinds; where redaction joined lines the next unchanged one says where we are."""
    if len(old) == len(new):
        return list(zip(kinds, new, strict=True))
    lines: list[Line] = []
    place = 0
    for text in new:
        ahead = old[place : place + _NEAR]
        found = place + ahead.index(text) if text in ahead and text else place
        lines.append((kinds[found] if found < len(kinds) else "p", text))
        place = found + 1
    return lines


def _paragraphs(lines: list[Line]) -> Iterator[str]:
    for is_row, group in groupby(_joined(lines), key=lambda line: line[0] == "row"):
        if is_row:
            yield _table([text.split("\t") for _, text in group])
        else:
            yield from (_paragraph(kind, text) for kind, text in group)


def _joined(lines: list[Line]) -> Iterator[Line]:
    """Yield the paragraphs, each with its line breaks as line feeds."""
    kind, text = "", ""
    for each, more in lines:
        if each == "br" and kind not in {"", "row"}:
            text += "\n" + more
            continue
        if kind:
            yield kind, text
        kind, text = "p" if each == "br" else each, more
    if kind:
        yield kind, text


def _paragraph(kind: str, text: str) -> str:
    style = f'<w:pPr><w:pStyle w:val="{kind}"/></w:pPr>' if kind != "p" else ""
    return f"<w:p>{style}{_run(text)}</w:p>"


def _run(text: str) -> str:
    if not text:
        return ""
    plain = escape(_NO_XML.sub("\ufffd", printable(text.replace("\r", " "))), quote=False)
    broken = plain.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r><w:t xml:space="preserve">{broken}</w:t></w:r>'


def _table(rows: list[list[str]]) -> str:
    grid = '<w:gridCol w:w="1500"/>' * max(map(len, rows))
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{_paragraph('p', cell)}</w:tc>" for cell in cells) + "</w:tr>"
        for cells in rows
    )
    borders = f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{borders}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _document(body: str, margins: list[str]) -> bytes:
    references = "".join(
        f'<w:{each}Reference w:type="default" r:id="rId{number}"/>' for number, each in enumerate(margins, 3)
    )
    return (
        f'{HEAD}<w:document xmlns:w="{_MAIN}" xmlns:r="{RELATION}"><w:body>{body}'
        f"<w:sectPr>{references}</w:sectPr></w:body></w:document>"
    ).encode()


def _margin(kind: str, body: str) -> bytes:
    name = {"header": "hdr", "footer": "ftr"}[kind]
    return f'{HEAD}<w:{name} xmlns:w="{_MAIN}">{body or "<w:p/>"}</w:{name}>'.encode()


def _types(margins: list[str]) -> bytes:
    kinds = (
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        *((m, m) for m in margins),
    )
    parts = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds)
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{parts}</Types>'
    ).encode()

"""A document of each format with another person in every place of it that can hold text; and each of them in mail, archive and cell.

A format that joins connectors.documents.FORMATS gets a line in CARRIERS: a function from the people to the files that hold them.
"""

from __future__ import annotations

import base64
import io
import json
import sqlite3
import struct
import tarfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import cycle
from pathlib import Path

import py7zr
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from connectors import documents
from tests.adversarial.person import Canary
from tests.office_files import Canaries, docx, packed, pptx, xlsx

__all__ = ["CARRIERS", "FORMATS", "People", "Queue"]

File = tuple[str, bytes]
N = "urn:oasis:names:tc:opendocument:xmlns:"
LETTER = Path(__file__).parents[1] / "letter.heic"
OPEN_DOCUMENT = "".join(f' xmlns:{n}="{N}{n}:1.0"' for n in ("office", "text", "table", "meta")) + (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


class Queue:
    """Everybody in turn, again and again, and how many were asked for."""

    def __init__(self, canaries: Sequence[Canary]) -> None:
        self.given = 0
        self._people = cycle(canaries)

    def next(self) -> Canary:
        """Return the next person."""
        self.given += 1
        return next(self._people)


class People(Canaries):
    """Gives the next person to each carrier that asks, and the same to one that asks again."""

    def __init__(self, queue: Queue) -> None:
        super().__init__()
        self.queue = queue

    def next(self) -> Canary:
        """Return the next person."""
        return self.queue.next()

    def show(self, carrier: str) -> str:
        if carrier not in self.shown:
            self.shown[carrier] = self.next().spill
        return self.shown[carrier]

    def hide(self, carrier: str) -> str:
        if carrier not in self.hidden:
            self.hidden[carrier] = self.next().spill
        return self.hidden[carrier]


def _word(p: People) -> list[File]:
    return [("letter.docx", docx(p)), ("parent.docx", docx(p, **{"word/embeddings/inner.docx": docx(People(p.queue))}))]


def _slides(p: People) -> list[File]:
    return [("talk.pptx", pptx(p))]


def _workbook(p: People) -> list[File]:
    inner = packed({"list.csv": f"id,notes\n1,{p.next().spill}\n"})
    return [("book.xlsx", xlsx(p)), ("parent.xlsx", xlsx(p, **{"xl/embeddings/list.zip": inner}))]


def _open_document(p: People, kind: str, body: str) -> bytes:
    root = f'{OPEN_DOCUMENT} office:version="1.2"'
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content{root}><office:body><office:{kind}>{body}</office:{kind}></office:body>"
            "</office:document-content>",
            "meta.xml": f"<office:document-meta{root}><office:meta><dc:creator>{p.next().spill}</dc:creator></office:meta>"
            "</office:document-meta>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{N}manifest:1.0"><m:file-entry m:full-path="/" m:media-type='
            f'"application/vnd.oasis.opendocument.{kind}"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
            '<m:file-entry m:full-path="meta.xml" m:media-type="text/xml"/></m:manifest>',
        },
        0,
    )


def _old_word(p: People) -> list[File]:
    note = f"<office:annotation><dc:creator>{p.next().name}</dc:creator><text:p>{p.next().spill}</text:p></office:annotation>"
    return [("letter.odt", _open_document(p, "text", f"<text:p>{p.next().spill}{note}</text:p>"))]


def _old_sheets(p: People) -> list[File]:
    note = f"<office:annotation><text:p>{p.next().spill}</text:p></office:annotation>"
    cell = f'<table:table-cell office:value-type="string">{note}<text:p>{p.next().spill}</text:p></table:table-cell>'
    table = f'<table:table table:name="{p.next().name}"><table:table-row>{cell}</table:table-row></table:table>'
    return [("book.ods", _open_document(p, "spreadsheet", table))]


def _rich_text(p: People) -> list[File]:
    c, info, field, deleted = p.next(), p.next(), p.next(), p.next()
    return [
        (
            "letter.rtf",
            f"{{\\rtf1\\ansi{{\\info{{\\author {info.name}}}{{\\title {info.spill}}}}} Name: {c.first} {{\\b {c.last}}}, SSN "
            f"{c.ssn[:3]}{{\\i {c.ssn[3:]}}}, {c.email}\\par {{\\field{{\\*\\fldinst HYPERLINK mailto:{field.email}}}"
            f"{{\\fldrslt {field.spill}}}}}{{\\deleted {deleted.spill}}}{{\\*\\annotation {deleted.spill}}}}}".encode(),
        )
    ]


def _archive(p: People) -> list[File]:
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w:gz") as out:
        content, name = p.next().spill.encode(), p.next()
        member = tarfile.TarInfo(f"{name.last} {name.ssn}.txt")
        member.size, member.uname = len(content), p.next().email
        out.addfile(member, io.BytesIO(content))
    seven = io.BytesIO()
    with py7zr.SevenZipFile(seven, "w") as out:
        out.writestr(p.next().spill, f"{p.next().email}.txt")
    inner = packed({"b/c.csv": f"id,notes\n1,{p.next().spill}\n"})
    return [
        ("list.zip", packed({f"{p.next().email}.txt": p.next().spill, "a.zip": inner})),
        ("list.tgz", tar.getvalue()),
        ("list.7z", seven.getvalue()),
    ]


def _calendar(p: People) -> list[File]:
    who = p.next()
    texts = (
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "COMMENT",
        "CONTACT",
        "URL",
        "X-ALT-DESC",
        "X-WHATEVER",
        "CATEGORIES",
    )
    lines = [f"{name}:{p.next().spill.replace(',', chr(92) + ',')}" for name in texts]
    people = [f'{name};CN="{c.name}":mailto:{c.email}' for name, c in (("ORGANIZER", p.next()), ("ATTENDEE", p.next()))]
    alarm = ["BEGIN:VALARM", f"DESCRIPTION:{p.next().spill}", "END:VALARM"]
    event = [f"UID:{who.email}", *lines, *people, *alarm]
    rows = [
        "BEGIN:VCALENDAR",
        f"X-WR-CALNAME:{p.next().spill}",
        "BEGIN:VEVENT",
        *event,
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return [("meeting.ics", "\r\n".join(rows).encode())]


def _card(p: People) -> list[File]:
    c, home = p.next(), p.next()
    texts = ("NOTE", "TITLE", "LABEL", "X-SPOUSE", "RELATED", "URL", "KEY", "X-WHATEVER")
    rows = [
        "BEGIN:VCARD", "VERSION:3.0", f"N:{c.last};{c.first};;;", f"FN:{c.name}", f"EMAIL:{c.email}", f"UID:{p.next().email}",
        f"ADR:;;12 Main St;Helena;MT;59601;{home.email}", *(f"{name}:{p.next().spill.replace(',', '')}" for name in texts), "END:VCARD", "",
    ]  # fmt: skip
    return [("card.vcf", "\r\n".join(rows).encode())]


def _page(p: People) -> list[File]:
    c = p.next()
    return [
        (
            "page.html",
            f"<html><head><title>{p.next().spill}</title><meta name=author content='{p.next().spill}'><style>p:after {{ content: "
            f"'{p.next().spill}' }}</style><script>// {p.next().spill}</script></head><body><!-- {p.next().spill} --><h1>{p.next().spill}"
            f"</h1><p>Name: {c.first} <b>{c.last}</b>, SSN {c.ssn[:6]}<i>{c.ssn[6:]}</i>, {c.email}</p><p hidden>{p.next().spill}</p><a href="
            f"'mailto:{p.next().email}'>write</a><img alt='{p.next().spill}'><table><tr><td>{p.next().spill}</td></tr></table></body></html>".encode(),
        )
    ]


def _xml(p: People) -> list[File]:
    c = p.next()
    rows = f"<row name='{p.next().spill}'><!-- {p.next().spill} --><person>{c.name}</person><ssn>{c.ssn}</ssn><email>{c.email}</email>"
    return [
        ("export.xml", f"<?xml version='1.0'?><rows>{rows}<n><![CDATA[{p.next().spill}]]></n></row></rows>".encode())
    ]


def _json(p: People) -> list[File]:
    c = p.next()
    row = {"person": {"name": c.name, "ssn": c.ssn, "email": [c.email]}, p.next().email: True, "notes": p.next().spill}
    coded = {"inner": json.dumps({"notes": p.next().spill}), "blob": base64.b64encode(p.next().spill.encode()).decode()}
    return [("form.json", json.dumps(row | coded).encode())]


def _lines(p: People) -> list[File]:
    rows = [{"id": 1, "notes": p.next().spill}, {"id": 2, p.next().email: p.next().spill}]
    return [("forms.jsonl", "".join(f"{json.dumps(row)}\n" for row in rows).encode())]


def _table(p: People) -> list[File]:
    c = p.next()
    rows = (
        f"\ufefftitle for {p.next().email}\n\nid,name,ssn,email,notes,{p.next().email}\n1,{c.name},{c.ssn},{c.email},"
    )
    return [("table.csv", f'{rows}"{p.next().spill}\nand more",x,{p.next().email}\n'.encode())]


def _text(p: People) -> list[File]:
    texts = [p.next().spill for _ in range(3)]
    return [
        ("note.txt", f"Minutes\n\n{texts[0]}\n> {texts[1]}\n".encode()),
        ("wide.txt", f"Minutes\n{texts[2]}\n".encode("utf-16")),
        ("coded.txt", base64.encodebytes(p.next().spill.encode() * 20)),
    ]


def _mail(p: People) -> list[File]:
    names = ("From", "To", "Cc", "Bcc", "Reply-To", "X-Whatever")
    headers = "".join(f"{name}: {c.name} <{c.email}>\n" for name, c in ((name, p.next()) for name in names))
    top = f"{headers}Subject: {p.next().spill}\nMessage-ID: <{p.next().email}>\nMIME-Version: 1.0\n"
    inner = f"From: {p.next().email}\nSubject: inner\n\n{p.next().spill}\n"
    parts = f"--b\n\n{p.next().spill}\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n{p.next().spill}\n"
    return [("mail.eml", f"{top}Content-Type: multipart/mixed; boundary=b\n\n{p.next().spill}\n{parts}".encode())]


def _pdf(p: People) -> list[File]:
    out = io.BytesIO()
    page = Canvas(out, pageCompression=0, invariant=1)
    page.setAuthor(p.next().spill)
    page.setTitle(p.next().spill)
    page.bookmarkPage("a")
    page.addOutlineEntry(p.next().spill, "a")
    for row in range(3):
        page.drawString(40, 800 - 20 * row, p.next().spill)
    page.rect(40, 735, 400, 20, fill=1)
    page.drawString(42, 738, p.next().spill)
    page.textAnnotation(p.next().spill, Rect=[40, 600, 60, 620])
    page.save()
    return [("scan.pdf", out.getvalue())]


def _picture(kind: str, name: str) -> Callable[[People], list[File]]:
    """Return what makes a picture of a text, which says the same in its description: a search of bytes reads no picture."""

    def make(p: People) -> list[File]:
        person = p.next()
        image = Image.new("L", (1400, 200), 255)
        ImageDraw.Draw(image).text((20, 60), person.spill, fill=0, font_size=32)
        told = image.getexif()
        told[0x010E] = person.spill  # ImageDescription
        out = io.BytesIO()
        image.save(out, kind, exif=told)
        return [(name, out.getvalue())]

    return make


def _telephone(p: People) -> list[File]:
    """Return a HEIC picture, which nothing here can make anew, with a person in a box of its own that readers pass over."""
    text = p.next().spill.encode()
    return [("a.heic", LETTER.read_bytes() + struct.pack(">I4s", 8 + len(text), b"free") + text)]


CARRIERS: dict[str, Callable[[People], list[File]]] = {
    "word": _old_word, "sheets": _old_sheets, "xlsx": _workbook, "docx": _word, "pptx": _slides, "rtf": _rich_text, "archive": _archive,
    "calendar": _calendar, "vcard": _card, "html": _page, "xml": _xml, "jsonl": _lines, "json": _json, "csv": _table, "text": _text,
    "mail": _mail, "pdf": _pdf, "jpeg": _picture("JPEG", "a.jpg"), "heic": _telephone, "tiff": _picture("TIFF", "a.tif"), "picture": _picture("PNG", "a.png"),
}  # fmt: skip
"""By the name of the format: what makes its files."""


def _attached(number: int, name: str, content: bytes) -> bytes:
    head = (
        f"From clerk@helenamt.gov Mon Mar 04 13:25:00 2024\nFrom: Clerk <clerk@helenamt.gov>\nSubject: file {number}\n"
    )
    part = f'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="{name}"\n'
    coded = base64.encodebytes(content).decode()
    body = f"--=_b\n\nSee there.\n--=_b\n{part}Content-Transfer-Encoding: base64\n\n{coded}\n--=_b--\n\n"
    return f'{head}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="=_b"\n\n{body}'.encode()


def _stores(files: Sequence[File]) -> Iterator[File]:
    """Yield a mailbox and an archive that hold each of *files*."""
    yield "all.mbox", b"".join(_attached(number, name, content) for number, (name, content) in enumerate(files))
    yield "all.zip", packed(dict(files))


def FORMATS(folder: Path, canaries: Sequence[Canary]) -> None:  # noqa: N802 - a group of carriers, named like its fellows
    """Write the files of every format, until everybody is planted, and then all of them in mail, an archive and a database."""
    people = Queue(canaries)
    files: list[File] = []
    known = [(each.name, CARRIERS[each.name]) for each in documents.FORMATS]
    while people.given < len(canaries):
        before = len(files)
        for name, make in known:
            files += [(f"{before}-{name}-{file}", content) for file, content in make(People(people))]
    for name, content in (*files, *_stores(files)):
        (folder / name).write_bytes(content)
    with closing(sqlite3.connect(folder / "all.sqlite")) as database:
        database.execute("CREATE TABLE files (id INTEGER PRIMARY KEY, content BLOB)")
        database.executemany("INSERT INTO files (content) VALUES (?)", [(content,) for _, content in files])
        database.commit()

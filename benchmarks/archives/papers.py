"""Attachments as they come with a city's mail: some new each time, and others that go round.

Letters, sheets, tables, packed folders, voice mails and films are new; forms, scans, photos and the coat of arms go round.
What is costly to read (PDF, pictures) is made once and sent many times, as in a mailbox most copies of a paper are copies.
"""

from __future__ import annotations

import csv
import functools
import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen import canvas

__all__ = ["Paper", "Papers"]

_GOING_ROUND = 4
"""Papers of each costly kind."""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_DOCX, _XLSX = _OFFICE + "wordprocessingml.document", _OFFICE + "spreadsheetml.sheet"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DATED = (2024, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Paper:
    """One attached file."""

    name: str
    media: str
    content: bytes


class Papers:
    """Draws the attachments of one message after another; *heavy* is how many times more large ones come than usual."""

    def __init__(self, rng: random.Random, heavy: float = 1.0) -> None:
        self._rng = rng
        self._number = 0
        self._kinds: tuple[tuple[float, Callable[[str], Paper]], ...] = (
            (0.22, self._arms),
            (0.06, self._letter),
            (0.03, self._sheet),
            (0.02, self._table),
            (0.01 * heavy, self._folder),
            (0.03, self._form),
            (0.015, self._scan),
            (0.015 * heavy, self._photo),
            (0.012 * heavy, self._voice),
            (0.0015 * heavy, self._film),
        )

    def drawn(self, text: str) -> tuple[Paper, ...]:
        """Return the papers of a message that says *text*: none of six in ten."""
        self._number += 1
        return tuple(make(text) for share, make in self._kinds if self._rng.random() < share)

    def _name(self, stem: str, suffix: str) -> str:
        return f"{stem}_{self._number:05d}.{suffix}"

    def _arms(self, _: str) -> Paper:
        return Paper("image001.png", "image/png", _emblem())

    def _letter(self, text: str) -> Paper:
        picture = self._rng.randbytes(self._rng.choice((0, 0, 60_000, 400_000)))
        return Paper(self._name("Letter", "docx"), _DOCX, _document(text, picture))

    def _sheet(self, text: str) -> Paper:
        words = text.split()
        rows = [["Nr", "Street", "Reading", "Note"]]
        rows += (
            [str(row), self._rng.choice(words), str(self._rng.randrange(10_000)), self._rng.choice(words)]
            for row in range(self._rng.randrange(10, 120))
        )
        return Paper(self._name("Readings", "xlsx"), _XLSX, _workbook(rows))

    def _table(self, text: str) -> Paper:
        out = io.StringIO()
        rows = csv.writer(out)
        rows.writerow(["id", "amount", "note"])
        for row in range(self._rng.randrange(20, 200)):
            rows.writerow([row, f"{self._rng.randrange(1, 90_000) / 100:.2f}", self._rng.choice(text.split("\n"))])
        return Paper(self._name("export", "csv"), "text/csv", out.getvalue().encode())

    def _folder(self, text: str) -> Paper:
        parts = {
            "notes.txt": text.encode(),
            "plan.dwg": b"\0AC1032" + self._rng.randbytes(self._rng.randrange(2_000_000)),
        }
        return Paper(self._name("folder", "zip"), "application/zip", _packed(parts))

    def _form(self, _: str) -> Paper:
        number = self._rng.randrange(_GOING_ROUND)
        return Paper(f"form-{number}.pdf", "application/pdf", _printed(number))

    def _scan(self, _: str) -> Paper:
        number = self._rng.randrange(_GOING_ROUND)
        return Paper(f"Scan_{number:04d}.pdf", "application/pdf", _scanned(number))

    def _photo(self, _: str) -> Paper:
        number = self._rng.randrange(_GOING_ROUND)
        return Paper(f"IMG_{number:04d}.jpg", "image/jpeg", _taken(number))

    def _voice(self, _: str) -> Paper:
        size = self._rng.randrange(100_000, 1_500_000)
        return Paper(self._name("voicemail", "wav"), "audio/x-wav", b"RIFF\0\0\0\0WAVEfmt " + self._rng.randbytes(size))

    def _film(self, _: str) -> Paper:
        size = self._rng.randrange(4_000_000, 18_000_000)
        return Paper(
            self._name("site visit", "mp4"), "video/mp4", b"\0\0\0\x18ftypmp42\0\0\0\0" + self._rng.randbytes(size)
        )


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, _DATED), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _office(main: str, type_: str, parts: dict[str, str]) -> dict[str, bytes]:
    """Return the parts of an office package whose first part is *main*."""
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="jpeg" '
        f'ContentType="image/jpeg"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{type_}.main+xml"/></Types>'
    )
    first = f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="{main}"/>'
    all_ = {"[Content_Types].xml": types, "_rels/.rels": _relations(first), **parts}
    return {name: part.encode() for name, part in all_.items()}


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _document(text: str, picture: bytes) -> bytes:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.split("\n")
    )
    parts = {"word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body></w:document>'}
    drawn = {"word/media/image1.jpeg": b"\xff\xd8\xff\xe0" + picture} if picture else {}
    return _packed(_office("word/document.xml", _DOCX, parts) | drawn)


def _workbook(rows: list[list[str]]) -> bytes:
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    sheets = '<sheets><sheet name="Readings" sheetId="1" r:id="rId1"/></sheets>'
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_RELATION}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            f'<Relationship Id="rId1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{cells}</sheetData></worksheet>',
    }
    return _packed(_office("xl/workbook.xml", _XLSX, parts))


@functools.cache
def _emblem() -> bytes:
    arms = Image.new("RGB", (160, 60), "white")
    ImageDraw.Draw(arms).ellipse((8, 8, 52, 52), outline="navy", width=5)
    ImageDraw.Draw(arms).text((62, 20), "CITY", fill="navy", font=ImageFont.load_default(24))
    out = io.BytesIO()
    arms.save(out, "PNG")
    return out.getvalue()


def _lines(number: int) -> list[str]:
    return [
        f"Form {number}-B: request for a hydrant meter",
        f"Applicant: Ottilie Zook, 406-555-01{number:02d}",
        "The meter is read on the first day of each month.",
        "The deposit is returned within thirty days.",
    ]


@functools.cache
def _printed(number: int) -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(612, 792), invariant=1)
    page.setFont("Helvetica", 14)
    for row, line in enumerate(_lines(number)):
        page.drawString(72, 700 - 30 * row, line)
    page.showPage()
    page.save()
    return out.getvalue()


@functools.cache
def _scanned(number: int) -> bytes:
    rng = random.Random(number)
    paper = Image.frombytes("L", (1700, 2200), rng.randbytes(1700 * 2200)).point(lambda grey: 215 + grey // 8)
    for row, line in enumerate(_lines(number)):
        ImageDraw.Draw(paper).text((200, 300 + 90 * row), line, fill=0, font=ImageFont.load_default(42))
    out = io.BytesIO()
    paper.save(out, "PDF", resolution=200, quality=70)
    return out.getvalue()


@functools.cache
def _taken(number: int) -> bytes:
    """Return a photograph of nothing in particular: clouds of colour with grain, as a telephone takes them."""
    rng = random.Random(number)
    small = Image.frombytes("RGB", (12, 9), rng.randbytes(12 * 9 * 3))
    clouds = small.resize((2400, 1800), Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (2400, 1800), rng.randbytes(2400 * 1800)).convert("RGB")
    out = io.BytesIO()
    Image.blend(clouds, grain, 0.03).save(out, "JPEG", quality=97)
    return out.getvalue()

"""Makes PDFs and pictures with values planted in every place they have, by reportlab, pikepdf and Pillow: none of it is ours."""

from __future__ import annotations

import io
import shutil

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen import canvas

__all__ = ["NEEDS_OCR", "VALUES", "edited", "form", "layered", "pdf", "picture", "redacted", "saved"]

NEEDS_OCR = pytest.mark.skipif(
    not (shutil.which("tesseract") and shutil.which("pdftotext")),
    reason="NEEDS tesseract and pdftotext, not both on this machine: pictures cannot be read, copies not compared",
)
VALUES = {"Zelda Quartermain": "[NAME 1]", "516-21-4321": "[SSN 1]", "406-555-0142": "[PHONE 1]"}
LETTER = (612, 792)


def pdf(*lines, size=LETTER, draw=None, font="Helvetica", points=14):
    """Return a PDF of one page with *lines* from the top, and whatever *draw* adds to its canvas."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=size, invariant=1)
    page.setFont(font, points)
    for number, line in enumerate(lines):
        page.drawString(72, size[1] - 90 - 2 * points * number, line)
    if draw:
        draw(page)
    page.showPage()
    page.save()
    return out.getvalue()


def edited(content, change, **how):
    """Return *content* after *change* was applied to it as an open pikepdf document."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        change(document)
        document.save(out, **how)
    return out.getvalue()


def form(value):
    """Return a PDF with a form field that holds *value*, its looks left to the reader."""

    def change(document):
        field = document.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("applicant"), V=String(value), F=4,
                Rect=Array([72, 500, 400, 530]), DA=String("/Helv 14 Tf 0 g"),
            )
        )  # fmt: skip
        helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        document.pages[0].Annots = Array([field])
        document.Root.AcroForm = Dictionary(
            Fields=Array([field]), NeedAppearances=True, DA=String("/Helv 14 Tf 0 g"),
            DR=Dictionary(Font=Dictionary(Helv=document.make_indirect(helvetica))),
        )  # fmt: skip

    return edited(pdf("Application for a permit, to be filled in and signed"), change)


def layered(hidden):
    """Return a PDF that draws *hidden* on a layer that is off by default."""

    def change(document):
        layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("internal remarks")))
        document.Root.OCProperties = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
        )
        page = document.pages[0]
        page.Resources.Properties = Dictionary(L=layer)
        font = next(iter(page.Resources.Font.keys()))
        drawn = f"/OC /L BDC BT {font} 14 Tf 72 300 Td ({hidden}) Tj ET EMC"
        page.contents_add(drawn.encode())

    return edited(pdf("What everybody may see is on this line of the page"), change)


def picture(*lines, size=(1700, 1100), points=44, mode="RGB", left=120):
    """Return a picture of *lines* of text, black on white."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((left, 100 + 2 * points * number), line, fill="black", font=ImageFont.load_default(points))
    return image.convert(mode)


def saved(image, kind, **how):
    """Return *image* as the bytes of a file of that *kind*."""
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def redacted(document, values=None):
    """Return the texts of *document* with *values* replaced by their labels, as redaction would."""
    texts = []
    for field in document.fields:
        text = field.text
        for value, label in (VALUES if values is None else values).items():
            text = text.replace(value, label)
        texts.append(text)
    return tuple(texts)

"""Values at odd places of a PDF page: at its edges, in tiny print, over one another, letter by letter; and PDFs that are odd as a whole."""

import io
import zlib
from contextlib import suppress

import numpy as np
import pikepdf
import pypdf
import pypdfium2
import pytest
from pikepdf import Name
from reportlab.pdfbase.pdfmetrics import stringWidth

from connectors.documents import PDF
from connectors.documents.sandbox import confine
from records.errors import Unreadable
from records.settings import Limits
from tests.paper_files import NEEDS_OCR, VALUES, edited, pdf, redacted

pytestmark = [NEEDS_OCR, pytest.mark.slow]
OPEN = "The council met on the second floor and adjourned early."
NAME, SSN, PHONE = VALUES


def shown(content):
    """Return the pixels of the first page as pdfium shows it."""
    document = pypdfium2.PdfDocument(content)
    try:
        return np.asarray(document[0].render(scale=2, grayscale=True).to_pil().resize((1224, 1584))).astype(int)
    finally:
        document.close()


def text(content):
    return " ".join("\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


def at_edges(page):
    """Draw values over the left, right and lower edge, and one so small that its label is longer than its box."""
    page.drawString(-3, 400, NAME)
    page.drawRightString(614, 350, SSN)
    page.drawString(200, 2, PHONE)
    page.setFont("Helvetica", 5)
    page.drawString(72, 300, SSN)


def overlapping(page):
    """Draw two values whose boxes overlap."""
    page.drawString(72, 250, NAME)
    page.drawString(150, 244, PHONE)


@pytest.mark.case("D15")
@pytest.mark.parametrize("draw", [at_edges, overlapping])
def test_no_pixel_of_a_value_is_left_at_an_edge_or_where_boxes_meet(draw):
    """Whatever the page with the values shows and the page without does not is black in the copy, but for the letters of labels."""
    marked, plain = pdf(OPEN, draw=draw), pdf(OPEN)
    document = PDF.read(marked)
    copy = PDF.rebuild(document, redacted(document))
    ink = (shown(plain) - shown(marked)) > 60
    left = shown(copy)[ink]

    assert ink.sum() > 500
    assert (left < 100).mean() > 0.7  # the rest is letters of labels
    assert [value for value in ("Zelda", "Quartermain", "4321", "0142") if value in text(copy)] == []
    assert "second floor" in text(copy)
    assert all("4321" not in field.text and "0142" not in field.text for field in PDF.read(copy).fields)


@pytest.mark.case("D10")
def test_letters_set_one_by_one_and_ligatures_are_one_value():
    """Kerning parts a number into single letters, and one sign stands for two: the value is whole, and burnt whole."""

    def spaced(page):
        for number, letter in enumerate(SSN):
            page.drawString(72 + stringWidth(SSN[:number], "Helvetica", 14) + number, 500, letter)
        page.drawString(220, 500, "is her number")

    def joined(document):
        font = next(iter(document.pages[0].Resources.Font.values()))
        pairs = "".join(f"<{n:02x}> <{n:04x}>\n" for n in range(32, 127) if chr(n) != "~")
        cmap = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
        font.ToUnicode = document.make_stream(
            f"{cmap}95 beginbfchar\n{pairs}<7e> <00660069>\nendbfchar endcmap end".encode()
        )

    content = edited(pdf(OPEN, "Zelda Bur~eld spoke first, and", draw=spaced), joined)
    document = PDF.read(content)
    copy = PDF.rebuild(document, redacted(document, {"Zelda Burfield": "[NAME 1]", SSN: "[SSN 1]"}))
    ink = (shown(pdf(OPEN)) - shown(content)) > 60

    assert "Zelda Burfield" in document.fields[0].text
    assert SSN in document.fields[0].text
    assert [part for part in ("Zelda", "eld", "4321", "516") if part in text(copy)] == []
    assert ("[SSN 1]" in text(copy), "spoke first" in text(copy), "is her number" in text(copy)) == (True, True, True)
    assert (shown(copy)[ink] < 100).mean() > 0.4


@pytest.mark.case("D12")
def test_a_pdf_that_only_its_owner_may_change_is_released():
    """Everybody may open it; its copy has no password, and no value."""
    locked = edited(
        pdf(OPEN, f"{NAME} signed."), lambda document: None, encryption=pikepdf.Encryption(owner="secret", user="")
    )
    document = PDF.read(locked)
    copy = PDF.rebuild(document, redacted(document))

    assert pypdf.PdfReader(io.BytesIO(locked)).is_encrypted
    assert not pypdf.PdfReader(io.BytesIO(copy)).is_encrypted
    assert ("adjourned early" in text(copy), "[NAME 1]" in text(copy), "Zelda" in text(copy)) == (True, True, False)


@pytest.mark.case("D13")
@pytest.mark.case("P09")
def test_a_stream_that_unpacks_to_gigabytes_costs_its_own_document():
    """As a page's content and beside the pages: it is read or withheld within the limits, and the next document is read."""
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(b" " * 10_000_000) for _ in range(100)) + packer.flush()

    def drawn(document):
        document.pages[0].Contents = pikepdf.Stream(document, bomb, Filter=Name.FlateDecode)

    def beside(document):
        document.Root.Metadata = pikepdf.Stream(
            document, bomb, Filter=Name.FlateDecode, Type=Name.Metadata, Subtype=Name.XML
        )

    confine(Limits(seconds=20, memory_bytes=800_000_000))
    for change in (drawn, beside):
        content = edited(pdf(OPEN), change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        assert len(content) < 5_000_000
        with suppress(Unreadable):
            assert "second" in PDF.read(content).fields[0].text or change is drawn
    confine(Limits())
    assert "second floor" in PDF.read(pdf(OPEN)).fields[0].text

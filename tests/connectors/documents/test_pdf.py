"""A PDF comes back as pictures of its pages, with boxes where values stood and a text that can be searched."""

import io
import subprocess
from dataclasses import replace

import numpy as np
import pikepdf
import pypdf
import pypdfium2
import pytest
from pdfminer.high_level import extract_text
from pikepdf import Name
from PIL import Image
from reportlab.lib.utils import ImageReader

from connectors.documents import PDF, recognise
from connectors.documents.sandbox import confine
from records.errors import Reason, Unreadable
from records.settings import Limits
from tests.paper_files import NEEDS_OCR, VALUES, edited, pdf, picture, redacted

pytestmark = pytest.mark.slow
LINES = (
    "Dear Zelda Quartermain,", "thank you for your letter of the fifth of May.", "Your number is 516-21-4321, we called 406-555-0142.",
    "The clerk of the court", "Zelda Quartermain was present.",
)  # fmt: skip
STAYS = ("thank you for your letter", "The clerk of the court", "was present")


def released(document, values=None):
    return PDF.rebuild(document, redacted(document, values))


def readings(copy):
    """Return the text that poppler, pdfminer and pypdf find."""
    poppler = subprocess.run(["pdftotext", "-", "-"], input=copy, capture_output=True, check=True).stdout.decode()
    return (
        poppler,
        extract_text(io.BytesIO(copy)),
        "\n".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(copy)).pages),
    )


def shown(content, number=0, size=(850, 1100)):
    """Return the pixels of a page as pdfium shows it."""
    document = pypdfium2.PdfDocument(content)
    try:
        return np.asarray(document[number].render(scale=2, grayscale=True).to_pil().resize(size)).astype(int)
    finally:
        document.close()


def reason(content):
    with pytest.raises(Unreadable) as caught:
        PDF.read(content)
    return caught.value.reason


@NEEDS_OCR
def test_outside_readers_find_the_text_and_no_value():
    """pdftotext, pdfminer and pypdf find the words around the boxes and the labels, and nothing that was redacted."""
    for text in readings(released(PDF.read(pdf(*LINES)))):
        squeezed = " ".join(text.split())
        assert [value for value in ("Zelda", "Quartermain", "4321", "0142") if value in text] == []
        assert [part for part in (*STAYS, *VALUES.values()) if part not in squeezed] == []


@NEEDS_OCR
def test_the_copy_is_the_same_each_time_and_holds_only_pictures_and_words():
    """No date, no producer, no second version; the same bytes from the same pages."""
    document = PDF.read(pdf(*LINES))
    copies = [released(document) for _ in range(2)]
    reader = pypdf.PdfReader(io.BytesIO(copies[0]))

    assert copies[0] == copies[1]
    assert set(reader.trailer["/Root"]) == {"/Type", "/Pages"}
    assert reader.metadata is None
    assert set(reader.pages[0]) <= {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}


def of_value(value, **how):
    """Return the page of LINES with *value* in the place of the first name."""
    return pdf(*(line.replace("Zelda Quartermain", value) for line in LINES), **how)


@NEEDS_OCR
@pytest.mark.case("D15")
@pytest.mark.case("I04")
@pytest.mark.case("D10")
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_every_pixel_of_a_value_is_replaced(turn):
    """Where the page with the values and the page without any differ, the copy is solid; and it is the same for other values."""

    def turned(content):
        return edited(content, lambda document: document.pages[0].__setitem__("/Rotate", turn))

    size = (1100, 850) if turn in {90, 270} else (850, 1100)
    marked, blank = turned(pdf(*LINES)), turned(pdf(*(_without(line) for line in LINES)))
    copy = released(PDF.read(marked))
    value_pixels = np.abs(shown(marked, size=size) - shown(blank, size=size)) > 60
    left = shown(copy, size=size)[value_pixels]

    assert value_pixels.sum() > 500
    assert np.isin(left // 200, [0, 1]).all()
    light = (shown(copy, size=size) > 128) & value_pixels & (shown(marked, size=size) < 128)
    assert light.sum() < 0.12 * value_pixels.sum()  # the white letters of the labels
    other = released(
        PDF.read(turned(pdf(*(line.replace("Zelda", "Hilda") for line in LINES)))),
        {"Hilda Quartermain": "[NAME 1]"} | VALUES,
    )
    assert all("Quartermain" not in text for text in (*readings(copy), *readings(other)))


def _without(line):
    for value in VALUES:
        line = line.replace(value, "")
    return line if not line.endswith("was present.") else ""


@NEEDS_OCR
@pytest.mark.case("D10")
@pytest.mark.parametrize("angle", [30, 90])
def test_text_that_stands_aslant_is_burnt(angle):
    """In a margin or across the page: the paper between its letters is as black as they were."""

    def aslant(words):
        def draw(page):
            page.translate(300, 200)
            page.rotate(angle)
            page.setFont("Helvetica", 16)
            page.drawString(0, 0, words)

        return pdf("A level line stands at the top of the page,", "and another one below it.", draw=draw)

    marked, blank = aslant("received of Zelda Quartermain today"), aslant("")
    document = PDF.read(marked)
    copy = released(document)
    ink = shown(marked) - shown(blank) < -100
    plain = shown(PDF.rebuild(document, tuple(field.text for field in document.fields)))
    kept, filled = plain < 100, (plain > 200) & (shown(copy) < 100)

    assert "Zelda Quartermain" in document.fields[0].text
    assert ((shown(copy) >= 100) & ink & kept).sum() < 0.2 * (ink & kept).sum()  # the letters of labels
    assert filled.sum() > 0.6 * ink.sum()
    assert all("Zelda" not in text and "level line" in " ".join(text.split()) for text in readings(copy))
    assert all("Quartermain" not in field.text for field in PDF.read(copy).fields)


@NEEDS_OCR
@pytest.mark.case("D10")
def test_columns_are_read_one_after_the_other_and_hyphens_at_a_lines_end_are_soft():
    """A name that is parted at the end of a line is whole for a detector, and both halves are burnt."""

    def columns(page):
        left = ("The first column tells of Zelda Quarter-", "main, who came by bus and stayed.")
        for number, line in enumerate(left):
            page.drawString(40, 600 - 20 * number, line)
        for number, line in enumerate(["The second column", "goes on here below."]):
            page.drawString(330, 600 - 20 * number, line)

    document = PDF.read(pdf(draw=columns, points=12))
    text = document.fields[0].text
    copy = released(document, {"Zelda Quarter\u00admain": "[NAME 1]"})

    assert "Zelda Quarter\u00admain, who came" in text
    assert "second column\ngoes on" in text
    for found in readings(copy):
        assert ("Quarter" in found, "main" in found, "who came by bus" in " ".join(found.split())) == (
            False,
            False,
            True,
        )


@NEEDS_OCR
@pytest.mark.case("D04")
def test_text_and_picture_that_disagree_are_both_read_and_burnt():
    """A scan shows one number and its text layer another: both are fields, and neither is in the copy."""
    scan = picture("The applicant's number is", "516-21-4321 and no other.", points=60)

    def draw(page):
        page.drawImage(ImageReader(scan), 0, 300, 612, 396)
        text = page.beginText(44, 640)
        text.setTextRenderMode(3)
        text.textLine("The applicants number is 517-88-4593")
        page.drawText(text)

    document = PDF.read(pdf(draw=draw))
    copy = released(document, {"516-21-4321": "[SSN 1]", "517-88-4593": "[SSN 2]"})

    assert [(field.name, field.again) for field in document.fields if field.released] == [
        ("text", False),
        ("picture", True),
    ]
    assert {"516-21-4321", "517-88-4593"} <= set(" ".join(field.text for field in document.fields).split())
    assert all("4321" not in text and "4593" not in text for text in readings(copy))
    assert PDF.read(copy).fields[0].text.count("4321") == 0


@NEEDS_OCR
@pytest.mark.case("D09")
def test_fonts_that_lie_do_not_hide_a_value():
    """Where the letters of a font are called by other names, the picture is what counts."""

    def lie(document):
        font = next(iter(document.pages[0].Resources.Font.values()))
        codes = "".join(f"<{n:02x}> <{0x2500 + n:04x}>\n" for n in range(32, 127))
        cmap = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
        font.ToUnicode = document.make_stream(f"{cmap}95 beginbfchar\n{codes}endbfchar endcmap end".encode())

    document = PDF.read(edited(pdf(*LINES), lie))
    text = " ".join(field.text for field in document.fields if field.name == "picture")
    copy = released(document)

    assert "Zelda" not in document.fields[0].text
    assert all(value in text for value in VALUES)
    assert all("4321" not in found and "letter of the fifth" in " ".join(found.split()) for found in readings(copy))


@NEEDS_OCR
@pytest.mark.case("D11")
def test_boxes_before_blank_paper_have_one_width():
    """A short name and a long one at a line's end leave boxes of one width."""
    widths = []
    for name in ("Bo Li", "Cy Adamson"):
        copy = released(PDF.read(pdf("The clerk spoke to", name, "about the permit in question.")), {name: "[NAME 1]"})
        rows = shown(copy)[150:190] < 100
        widths.append(int(rows.sum(axis=1).max() // 8))

    assert widths[0] == widths[1] > 5


@NEEDS_OCR
@pytest.mark.case("D12")
def test_a_password_to_open_withholds_and_one_to_change_does_not():
    """Nothing is guessed; what everybody may open is read."""
    open_, closed = (
        edited(pdf(*LINES), lambda document: None, encryption=pikepdf.Encryption(owner="secret", user=user))
        for user in ("", "locked")
    )

    assert reason(closed) is Reason.ENCRYPTED
    assert "Zelda Quartermain" in PDF.read(open_).fields[0].text


@pytest.mark.case("D13")
def test_too_many_pages_too_large_a_page_and_rubbish_are_withheld():
    """Each within its limits, in time."""
    confine(replace(Limits(), pages=2))
    try:
        assert reason(edited(pdf(*LINES), lambda d: [d.pages.append(d.pages[0]) for _ in range(2)])) is Reason.TOO_LARGE
    finally:
        confine(Limits())
    assert reason(pdf(*LINES, size=(14_000, 14_000))) is Reason.TOO_LARGE
    assert reason(b"%PDF-1.7\nrest") is Reason.UNREADABLE
    assert reason(pdf(*LINES)[:400]) is Reason.UNREADABLE


@NEEDS_OCR
@pytest.mark.case("D13")
@pytest.mark.case("P09")
def test_a_form_that_draws_itself_ends():
    """A recursive XObject is read or withheld, and the next document is read."""

    def loop(document):
        inner = document.make_stream(b"/X Do")
        inner.Type, inner.Subtype, inner.BBox = Name.XObject, Name.Form, [0, 0, 612, 792]
        inner.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        document.pages[0].Resources.XObject = pikepdf.Dictionary(X=inner)
        document.pages[0].contents_add(b"/X Do")

    assert "Zelda Quartermain" in PDF.read(edited(pdf(*LINES), loop)).fields[0].text


@NEEDS_OCR
@pytest.mark.case("I05")
def test_a_page_that_nobody_can_read_becomes_a_notice_in_its_place():
    """A photograph between two pages of text: the others stay where they were."""
    noise = Image.fromarray(np.random.default_rng(1).integers(40, 220, (400, 300), np.uint8)).resize((1200, 1600))

    def pages(page):
        page.showPage()
        page.drawImage(ImageReader(noise), 0, 0, 612, 792)
        page.showPage()
        page.drawString(72, 700, "The last page has words of its own.")

    document = PDF.read(pdf("The first page has a line of text.", draw=pages))
    found = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(released(document))).pages]

    assert [(each.place, each.reason) for each in document.withheld] == [("page 2", Reason.LOW_CONFIDENCE)]
    assert ["first page" in found[0], "withheld" in found[1], "last page" in found[2]] == [True, True, True]
    assert reason(pdf(draw=lambda page: page.drawImage(ImageReader(noise), 0, 0, 612, 792))) is Reason.LOW_CONFIDENCE


def test_a_pdf_is_told_from_its_first_bytes():
    """Whatever it is called; one whose header stands further on is two kinds of file at once."""
    assert recognise(pdf(*LINES), "a.txt") is PDF
    assert recognise(b"GIF89a" + pdf(*LINES), "a.pdf") is not PDF
    assert recognise(b"junk\n" + pdf(*LINES), "a.pdf") is None

"""Whatever a PDF hides is read, told of, and gone from its copy, though nobody redacted it."""

import io
import subprocess

import pikepdf
import pypdf
import pytest
from pdfminer.high_level import extract_text
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from reportlab.lib.utils import ImageReader

from connectors.documents import PDF
from records.errors import Reason
from tests.paper_files import NEEDS_OCR, edited, form, layered, pdf

pytestmark = [NEEDS_OCR, pytest.mark.slow]
OPEN = "The council met on the second floor and adjourned early."
SECRET = "Zelda Quartermain 516-21-4321"


def told(document):
    return {(each.place, each.reason) for each in document.withheld}


def everything(document):
    return "\n".join(field.text for field in document.fields)


def copied(content):
    """Return what three outside readers make of the copy of a PDF in which nothing was redacted, and all bytes of its objects."""
    document = PDF.read(content)
    copy = PDF.rebuild(document, tuple(field.text for field in document.fields))
    reader = pypdf.PdfReader(io.BytesIO(copy))
    poppler = subprocess.run(["pdftotext", "-", "-"], input=copy, capture_output=True, check=True).stdout.decode()
    with pikepdf.open(io.BytesIO(copy)) as unpacked:
        objects = b"".join(
            each.read_bytes() for each in unpacked.objects if isinstance(each, pikepdf.Stream) and "/Width" not in each
        )
    texts = (extract_text(io.BytesIO(copy)), "\n".join(page.extract_text() for page in reader.pages), poppler)
    return document, texts, objects + copy


def boxed(page):
    """Draw SECRET and a black rectangle over it: how famous redactions failed."""
    page.drawString(72, 500, SECRET)
    page.rect(70, 495, 260, 20, fill=1)


def white(page):
    page.setFillColorRGB(1, 1, 1)
    page.drawString(72, 500, SECRET)


def unpainted(page):
    text = page.beginText(72, 500)
    text.setTextRenderMode(3)
    text.textLine(SECRET)
    page.drawText(text)


def outside(page):
    page.drawString(72, 900, SECRET)


def clipped(page):
    page.saveState()
    path = page.beginPath()
    path.rect(400, 100, 10, 10)
    page.clipPath(path, stroke=0)
    page.drawString(72, 500, SECRET)
    page.restoreState()


def pictured(page):
    """Draw SECRET and a dark picture over it."""
    page.drawString(72, 500, SECRET)
    page.drawImage(ImageReader(Image.new("RGB", (260, 20), "navy")), 70, 495, 260, 20)


@pytest.mark.case("D01")
@pytest.mark.parametrize(
    ("draw", "reason"),
    [
        (boxed, Reason.BADLY_REDACTED),
        (pictured, Reason.BADLY_REDACTED),
        (white, Reason.POLICY),
        (unpainted, Reason.POLICY),
        (outside, Reason.POLICY),
        (clipped, Reason.POLICY),
    ],
)
def test_text_that_no_eye_sees_is_read_told_and_left_out(draw, reason):
    """Under a box, white, unpainted, off the page, clipped: scanned, and never republished, even where nothing is redacted."""
    document, texts, content = copied(pdf(OPEN, draw=draw))

    assert SECRET in everything(document)
    assert reason in {why for _, why in told(document)}
    for text in texts:
        assert ("4321" in text, "Quartermain" in text, "second floor" in text) == (False, False, True)
    assert b"4321" not in content


def annotated(document):
    """Put an opaque square, as a viewer's drawing tools do, over SECRET."""
    square = Dictionary(
        Type=Name.Annot, Subtype=Name.Square, Rect=Array([68, 492, 340, 516]), F=4, C=Array([0, 0, 0]), IC=Array([0, 0, 0]),
        AP=Dictionary(N=document.make_stream(
            b"0 g 0 0 272 24 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 272, 24]))),
    )  # fmt: skip
    document.pages[0].Annots = Array([document.make_indirect(square)])


def cropped(document):
    """Show only the part of the page above SECRET."""
    document.pages[0].CropBox = Array([0, 600, 612, 792])


@pytest.mark.case("D01")
@pytest.mark.parametrize(("change", "reason"), [(annotated, Reason.BADLY_REDACTED), (cropped, Reason.POLICY)])
def test_text_under_a_comment_or_outside_the_part_that_is_shown_is_left_out(change, reason):
    """A black square drawn as a comment, and a page cropped to its upper part: both leave the text where it was."""
    marked = edited(pdf(OPEN, draw=lambda page: page.drawString(72, 500, SECRET)), change)
    document, texts, content = copied(marked)

    assert SECRET in everything(document)
    assert reason in {why for _, why in told(document)}
    for text in texts:
        assert ("4321" in text, "Quartermain" in text, "second floor" in text) == (False, False, True)
    assert b"4321" not in content


@pytest.mark.case("D02")
def test_a_mark_for_redaction_is_told_of():
    """The tool that set it never took the text away."""

    def mark(document):
        document.pages[0].Annots = Array(
            [Dictionary(Type=Name.Annot, Subtype=Name.Redact, Rect=Array([70, 495, 330, 515]))]
        )

    document = PDF.read(edited(pdf(OPEN, draw=lambda page: page.drawString(72, 500, SECRET)), mark))

    assert ("mark for redaction 1", Reason.BADLY_REDACTED) in told(document)
    assert SECRET in document.fields[0].text


@pytest.mark.case("D03")
def test_an_earlier_version_is_not_copied():
    """A value that a later version replaced is in the file still, and not in its copy; that has one version."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf(OPEN, draw=lambda page: page.setSubject(SECRET))), incremental=True)
    writer.add_metadata({"/Subject": "nothing to see"})
    out = io.BytesIO()
    writer.write(out)
    assert (out.getvalue().count(b"%%EOF"), SECRET.encode() in out.getvalue(), b"/Prev" in out.getvalue()) == (
        2,
        True,
        True,
    )

    _, _, content = copied(out.getvalue())

    assert (content.count(b"startxref"), content.count(b"%%EOF"), b"/Prev" in content, b"4321" in content) == (
        1,
        1,
        False,
        False,
    )


def commented(document):
    page = document.pages[0]
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Text,
        Rect=Array([300, 700, 320, 720]),
        Contents=String(f"note {SECRET}"),
        T=String("Ann Author"),
    )
    page.Annots = Array([document.make_indirect(note)])
    page.PieceInfo = Dictionary(Tool=Dictionary(Private=Dictionary(Was=String(f"piece {SECRET}"))))
    page.PageLabel = String(f"label {SECRET}")
    root = document.Root
    root.OpenAction = Dictionary(S=Name.JavaScript, JS=document.make_stream(f"app.alert('script {SECRET}')".encode()))
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(f"prefix {SECRET}"))]))
    page.Thumb = document.make_stream(b"\0" * 16, Width=4, Height=4, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    page.AA = Dictionary(O=Dictionary(S=Name.URI, URI=String(f"https://example.org/?q=action {SECRET}")))
    root.Threads = Array([document.make_indirect(Dictionary(I=Dictionary(Title=String(f"thread {SECRET}"))))])
    root.Names = Dictionary(
        Dests=Dictionary(Names=Array([String(f"destination {SECRET}"), Array([page.obj, Name.Fit])]))
    )
    root.StructTreeRoot = Dictionary(
        K=Dictionary(S=Name.P, ActualText=String(f"actual {SECRET}"), Alt=String(f"alt {SECRET}"))
    )
    root.AcroForm = Dictionary(
        Fields=Array([]), XFA=Array([String("datasets"), document.make_stream(f"<a><b>xfa {SECRET}</b></a>".encode())])
    )
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"bookmark {SECRET}", 0))
    with document.open_metadata() as xmp:
        xmp["dc:creator"] = [f"xmp {SECRET}"]
    document.docinfo["/Keywords"] = f"info {SECRET}"


@pytest.mark.case("D05")
@pytest.mark.case("D07")
def test_what_stands_beside_the_pages_is_scanned_and_left_out():
    """Notes, scripts, bookmarks, destinations, labels, XFA, alternative texts, private data, XMP and properties."""
    document, texts, content = copied(edited(pdf(OPEN), commented))
    beside = "\n".join(field.text for field in document.fields if not field.released)

    for carrier in (
        "note",
        "piece",
        "label",
        "script",
        "prefix",
        "destination",
        "actual",
        "alt",
        "xfa",
        "bookmark",
        "xmp",
        "info",
        "action",
        "thread",
    ):
        assert f"{carrier} {SECRET}" in beside
    assert all("4321" not in text for text in texts)
    assert not any(
        word in content
        for word in (b"4321", b"/Info", b"/Metadata", b"/Outlines", b"/Annots", b"/Author", b"/Thumb", b"/AA")
    )


@pytest.mark.case("D05")
def test_a_form_value_is_text_of_its_page():
    """Though nobody drew its looks, it is flattened, read in its place, and known by its field's name."""
    document = PDF.read(form(SECRET))
    named = [field for field in document.fields if field.name == "applicant"]

    assert SECRET in document.fields[0].text
    assert [(field.text, field.released) for field in named] == [(SECRET, False)]


@pytest.mark.case("D06")
def test_an_attached_file_is_scanned_and_withheld():
    """A table within a PDF, a PDF with a file of its own within that PDF, a film: what is text is known, and nothing is in the copy."""

    def attach(document):
        document.attachments["a.csv"] = pikepdf.AttachedFileSpec(
            document, f"name,ssn\n{SECRET.replace(' 5', ',5')}\n".encode(), filename=f"{SECRET}.csv"
        )
        inner = edited(pdf("An inner page, with a line of text", draw=boxed), deeper)
        document.attachments["b.pdf"] = pikepdf.AttachedFileSpec(document, inner, filename="b.pdf")
        film = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([72, 300, 172, 400]))
        document.pages[0].Annots = Array([document.make_indirect(film)])

    def deeper(document):
        document.attachments["c.txt"] = pikepdf.AttachedFileSpec(
            document, b"Hilda Featherstonehaugh lives next door.", filename="c.txt"
        )

    document, texts, content = copied(edited(pdf(OPEN), attach))

    assert {("attached file 1", Reason.NOT_REBUILT), ("attached file 2", Reason.NOT_REBUILT)} <= told(document)
    assert ("multimedia 1", Reason.UNSUPPORTED) in told(document)
    assert any("Featherstonehaugh" in field.text for field in document.fields if not field.released)
    assert {"516-21-4321", f"{SECRET}.csv"} <= {field.text for field in document.fields}
    assert any("inner page" in field.text for field in document.fields if not field.released)
    assert b"4321" not in content
    assert all("inner" not in text for text in texts)


@pytest.mark.case("D08")
def test_a_layer_that_is_off_is_scanned():
    """What it draws is text, its name too, and the copy shows neither."""
    document, texts, _ = copied(layered(SECRET))

    assert SECRET in everything(document)
    assert "internal remarks" in everything(document)
    assert all("4321" not in text and "everybody may see" in text for text in texts)

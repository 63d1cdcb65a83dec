"""PDFs and pictures go the whole path: as files, as attachments, in archives; burnt, verified by others, accounted for."""

import csv
import io
import subprocess
from email.message import EmailMessage

import pypdf
import pytest
from PIL import Image, PngImagePlugin
from pypdf.generic import NameObject, TextStringObject

from detectors.rescan import pattern_engine
from records.errors import Unsafe
from records.finding import Cover, Disposition, Finding, PiiType, Ruling, Standing
from records.record import Field, Record
from records.settings import load
from release.decide import Ruled
from release.layers import layers
from release.pipeline import release
from release.receipt import silent
from release.searched import Searched
from release.strangers import opened, raw
from release.strangers_paper import PictureText, paper_texts
from release.verify import _search
from release.withdrawn import Withdrawn
from tests.office_files import packed
from tests.paper_files import NEEDS_OCR, form, pdf, picture, saved

pytestmark = [NEEDS_OCR, pytest.mark.slow]
NAME, PHONE, SSN = "Wilhelmina Stallingsworth", "406-555-0137", "516-21-4321"
VALUES = ("Wilhelmina", "Stallingsworth", "555-0137", "516-21-4321", "516214321")
LETTER = (f"Dear {NAME},", f"your Social Security number is {SSN}.", f"We called {PHONE} about the permit.")


@pytest.fixture(autouse=True)
def workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(tmp_path / "workspace"))


def message(*attached):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Clerk <clerk@example.net>", "clerk@example.net", "Scan"
    mail.set_content("See the scan.")
    for name, content in attached:
        kind = "pdf" if name.endswith("pdf") else "octet-stream"
        mail.add_attachment(content, maintype="application", subtype=kind, filename=name)
    return mail.as_bytes()


def everything(folder):
    """Yield every text of a release in every layer, files in files opened and pictures read."""
    for path in folder.rglob("*"):
        if path.is_file():
            for text in (*raw(path), *(found.text for found in opened(path))):
                yield from layers(text)


@pytest.mark.case("D01")
@pytest.mark.case("D05")
@pytest.mark.case("R16")
def test_paper_is_redacted_wherever_it_comes_from(tmp_path):
    """No value is left in any layer or picture of any copy, and the words around it are; badly redacted pages are told of."""
    source = tmp_path / "in"
    source.mkdir()
    boxed = pdf(*LETTER, draw=lambda page: page.rect(70, 668, 400, 20, fill=1))
    scan = saved(picture(*LETTER), "PNG")
    contents = {
        "a.pdf": boxed, "b.png": scan, "c.eml": message(("letter.pdf", pdf(*LETTER)), ("scan.png", scan)),
        "d.zip": packed({f"{NAME}.pdf": pdf(*LETTER), "n.txt": LETTER[0]}), "e.pdf": form(f"{NAME} {SSN}"), "f.pdf": b"%PDF-1.4 stump",
    }  # fmt: skip
    for name, content in contents.items():
        (source / name).write_bytes(content)
    done = release([str(source)], tmp_path / "out", settings=load())
    with (tmp_path / "out" / "withheld.csv").open(encoding="utf-8", newline="") as lines:
        told = {(row["document"], row["code"]) for row in csv.DictReader(lines)}
    texts = list(everything(tmp_path / "out"))
    poppler = subprocess.run(
        ["pdftotext", str(tmp_path / "out/records/0001.pdf"), "-"], capture_output=True, check=True
    ).stdout.decode()

    assert (done.released, done.withheld) == (5, 1)
    assert {("0001.pdf", "BADLY_REDACTED"), ("0006", "UNREADABLE")} <= told
    assert {value for text in texts for value in VALUES if value in text} == set()
    assert ("about the permit" in poppler, "[NAME" in poppler) == (True, True)
    assert any(isinstance(text, PictureText) and "about the permit" in text for text in texts)


def tampered(content, change):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.case("D03")
@pytest.mark.case("D07")
def test_a_staged_pdf_with_more_than_its_pages_is_refused():
    """A property, a note, a script, a second version, bytes of another kind: whoever put them there, nothing is published."""
    from connectors.documents import PDF

    document = PDF.read(pdf("A line of text that is long enough to be read"))
    clean = PDF.rebuild(document, tuple(field.text for field in document.fields))
    with_text = TextStringObject(SSN)
    contents = (
        tampered(clean, lambda writer: writer.add_metadata({"/Author": NAME})),
        tampered(clean, lambda writer: writer.root_object.update({NameObject("/OpenAction"): with_text})),
        tampered(clean, lambda writer: writer.pages[0].update({NameObject("/K"): with_text})),
        tampered(clean, lambda writer: writer.add_attachment("a.txt", b"x")),
        clean + clean[clean.rindex(b"startxref") :],
        pdf("Any PDF of another writer's"),
    )

    assert any("long enough" in text for text in paper_texts(clean))
    for content in contents:
        with pytest.raises(Unsafe):
            list(paper_texts(content))


@pytest.mark.case("I01")
@pytest.mark.case("I03")
def test_a_staged_picture_with_more_than_its_pixels_is_refused():
    """A text chunk, EXIF, a comment, a profile, bytes after the end."""
    image = picture("words", size=(400, 200))
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", NAME)
    exif = Image.Exif()
    exif[315] = NAME
    bad = (
        saved(image, "PNG", pnginfo=info), saved(image, "PNG") + b"x", saved(image, "JPEG", exif=exif), saved(image, "JPEG") + b"x",
        saved(image, "JPEG", comment=b"x"), saved(image, "JPEG", icc_profile=b"x" * 200), saved(image, "TIFF", exif=exif),
    )  # fmt: skip

    for content in (saved(image, "PNG"), saved(image, "JPEG"), saved(image, "TIFF")):
        assert [text.strip() for text in paper_texts(content)] != []
    for content in bad:
        with pytest.raises(Unsafe):
            list(paper_texts(content))


@pytest.mark.case("D14")
def test_a_value_that_can_still_be_read_in_a_staged_picture_is_refused(tmp_path):
    """Pixels that nobody burnt, with no text over them: a number and a whole name count, one word of letters may be misread."""
    from connectors.documents.pdf_write import Paper
    from connectors.documents.picture import packed as encoded
    from connectors.documents.picture import settled

    paper = Paper()
    paper.add(encoded(settled(picture(*LETTER, mode="L"))), (), 200)
    (tmp_path / "0001.pdf").write_bytes(paper.content())
    engine = pattern_engine(load())

    for value, type_ in ((SSN, PiiType.SSN), (NAME, PiiType.PERSON)):
        with pytest.raises(Unsafe, match="read in a picture"):
            _search(tmp_path / "0001.pdf", "0001.pdf", withdrawn(value, type_), engine, Searched((), silent))
    assert (
        _search(tmp_path / "0001.pdf", "0001.pdf", withdrawn("Social", PiiType.PERSON), engine, Searched((), silent))
        == 1
    )


def withdrawn(value, type_):
    """Return what knows that *value* was taken out."""
    record = Record("1", "0001", (Field("text", value),))
    found = (Finding(0, 0, len(value), type_, 1.0, "test"),)
    ruling = Ruling(0, 0, len(value), type_, None, 1.0, ("test",), Standing.DIRECT, Disposition.REDACT, "test")
    taken = Withdrawn(b"k" * 16)
    taken.learn(Ruled(record, Cover((ruling,)), found))
    return taken

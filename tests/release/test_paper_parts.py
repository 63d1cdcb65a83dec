"""A page whose copy cannot be shown to be clean is withheld by itself: the document goes out, and the accounts agree."""

import csv
import email
import email.policy
import io
import json
import zipfile
from email.message import EmailMessage

import pypdf
import pytest

from records.settings import load
from release.pipeline import release
from tests.office_files import packed
from tests.paper_files import NEEDS_OCR, pdf

pytestmark = [NEEDS_OCR, pytest.mark.slow]
NAME = "Wilhelmina Stallingsworth"
PLAN = (6_000, 360)
"""Points of a page that tesseract reads as it is, and refuses half as large again: nobody can say that its copy is clean."""


def planned():
    """Return a PDF of a letter, a plan that is too wide for a second look, and a last page; all but the last name somebody."""

    def pages(page):
        page.showPage()
        page.setPageSize(PLAN)
        page.setFont("Helvetica", 14)
        page.drawString(72, 300, f"Plan of the garage of {NAME},")
        page.drawString(72, 270, "drawn by the office in the spring.")
        page.showPage()
        page.setPageSize((612, 792))
        page.setFont("Helvetica", 14)
        page.drawString(72, 700, "The last page has words of its own.")

    return pdf(f"Dear {NAME},", "the plan of your garage is on the next page.", draw=pages)


def mailed(content):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Clerk <clerk@example.net>", "clerk@example.net", "The plan"
    mail.set_content("See the plan.")
    mail.add_attachment(content, maintype="application", subtype="pdf", filename="plan.pdf")
    return mail.as_bytes()


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.case("D13")
@pytest.mark.case("R16")
def test_a_page_that_cannot_be_shown_to_be_clean_is_withheld_alone(tmp_path, monkeypatch):
    """As a file, in a message and in an archive: its neighbours are released, a page in its place says so, and every count agrees."""
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(tmp_path / "workspace"))
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    plan = planned()
    for name, content in {"a.pdf": plan, "b.eml": mailed(plan), "c.zip": packed({"plan.pdf": plan})}.items():
        (source / name).write_bytes(content)
    done = release([str(source)], out, settings=load())
    with zipfile.ZipFile(out / "records/0003.zip") as archive:
        zipped = archive.read("0001.pdf")
    mail = email.message_from_bytes((out / "records/0002.eml").read_bytes(), policy=email.policy.default)
    copies = [(out / "records/0001.pdf").read_bytes(), next(mail.iter_attachments()).get_content(), zipped]

    assert (done.released, done.withheld, done.parts_withheld) == (3, 0, 3)
    assert [(row["document"], row["place"], row["code"]) for row in rows(out / "withheld.csv")] == [
        ("0001.pdf", "page 2", "LOW_CONFIDENCE"), ("0002.eml", "attachment 1: page 2", "LOW_CONFIDENCE"), ("0003.zip", "member 1 page 2", "LOW_CONFIDENCE"),
    ]  # fmt: skip
    for copy in copies:
        first, second, last = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(copy)).pages)
        assert ("on the next page" in first, "Stallingsworth" in first) == (True, False)
        assert second.strip() == "Page 2 withheld: could not be read with enough certainty."
        assert "words of its own" in last
    places = [row["place"] for row in rows(out / "redaction-log.csv") if row["type"] == "PERSON"]
    assert [place for place in places if place.endswith("page 1")] != []
    assert [place for place in places if place.endswith("page 2")] == []
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["redactions"]["PERSON"] == sum(
        int(row["count"]) for row in rows(out / "redaction-log.csv") if row["type"] == "PERSON"
    )

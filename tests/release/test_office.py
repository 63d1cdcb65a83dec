"""Office documents go the whole path: redacted wherever a value stands, withheld with a reason where they cannot be, counted."""

import csv
import io
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from email.message import EmailMessage

import pytest

from records.settings import load
from release.layers import layers
from release.pipeline import release
from release.strangers import opened, raw
from release.verify import verify_release
from tests.office_files import Canaries, docx, packed, xlsx

NAME, PHONE, SSN, PLACE = "Wilhelmina Stallingsworth", "406-555-0137", "516-21-4321", "1412 Rimini Rd"
VALUES = ("Wilhelmina", "Stallingsworth", "555-0137", "516-21-4321", "516214321", "Rimini")
LETTER = f"Dear {NAME}, your number is {SSN}. We called {PHONE} about {PLACE}, Helena, MT 59601."


@pytest.fixture(autouse=True)
def workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(tmp_path / "workspace"))


class Told(Canaries):
    """Puts one sentence about one person into every place."""

    def show(self, carrier):
        return self.shown.setdefault(carrier, LETTER.replace("&", ""))

    def hide(self, carrier):
        return self.hidden.setdefault(carrier, f"{NAME} {PHONE} {len(self.hidden)}")


def message(*attached):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"{NAME} <wilhelmina@example.org>", "clerk@example.net", "Forms"
    mail.set_content(LETTER)
    for name, content in attached:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def everything(folder):
    """Yield every text of a release in every layer, files in files opened."""
    for path in folder.rglob("*"):
        if path.is_file():
            for text in (*raw(path), *(found.text for found in opened(path))):
                yield from layers(text)


@pytest.mark.case("R08")
@pytest.mark.case("P09")
@pytest.mark.case("P10")
@pytest.mark.case("R16")
def test_office_documents_are_released_and_bombs_withheld(tmp_path):
    """No value is left in any layer of any copy; a bomb, a locked file and a broken one cost only themselves."""
    source = tmp_path / "in"
    source.mkdir()
    book = xlsx(Told(), **{"xl/styles.xml": "<styleSheet/>"})
    contents = {
        "a.xlsx": book, "b.docx": docx(Told()), "c.zip": packed({f"{NAME}.docx": docx(Told()), "n.txt": LETTER}),
        "d.eml": message(("forms.xlsx", book), ("letter.docx", docx(Told()))), "e.rtf": b"{\\rtf1 " + LETTER.encode() + b"}",
        "f.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        "g.zip": packed({"a": bytes(6_000_000)}), "h.docx": docx(Told())[:-200],
        "i.ics": f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:{NAME}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode(),
    }  # fmt: skip
    for name, content in contents.items():
        (source / name).write_bytes(content)
    settings = replace(load(), limits=replace(load().limits, unpacked_bytes=5_000_000))
    done = release([str(source)], tmp_path / "out", settings=settings)
    with (tmp_path / "out" / "withheld.csv").open(encoding="utf-8", newline="") as lines:
        codes = {row["code"] for row in csv.DictReader(lines) if "." not in row["document"]}
    left = {value for text in everything(tmp_path / "out") for value in VALUES if value in text}

    assert left == set()
    assert (done.items, done.released, done.withheld) == (9, 6, 3)
    assert codes == {"ENCRYPTED", "TOO_LARGE", "UNREADABLE"}
    assert verify_release(tmp_path / "out", load()).files > 6


@pytest.mark.case("B02")
def test_a_workbook_in_a_database_is_released(tmp_path):
    """The cell of the copy holds a new workbook in which the value is redacted."""
    with closing(sqlite3.connect(tmp_path / "forms.db")) as db:
        db.execute("CREATE TABLE forms (id INTEGER PRIMARY KEY, file BLOB)")
        db.execute("INSERT INTO forms VALUES (1, ?)", (xlsx(Told(), **{"xl/styles.xml": "<styleSheet/>"}),))
        db.commit()
    release([str(tmp_path / "forms.db")], tmp_path / "out", settings=load())
    (copy,) = (tmp_path / "out" / "records").rglob("*.sqlite")
    with closing(sqlite3.connect(copy)) as db:
        ((content,),) = db.execute('SELECT file FROM "forms"').fetchall()

    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert {value for text in everything(tmp_path / "out") for value in VALUES if value in text} == set()

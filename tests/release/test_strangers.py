"""Every staged format is opened by a parser that did not write it, down to the innermost text, and its items counted."""

import csv
import json
import mailbox
import sqlite3
import zipfile
from contextlib import closing
from email.message import EmailMessage

import pytest

from records.errors import Unsafe
from release.strangers import opened, raw
from release.strangers_office import document_texts
from tests.office_files import Canaries, W, docx, packed, xlsx

CANARY = "Wilhelmina Stallingsworth"


def seen(path):
    return [found.text for found in opened(path)]


def items(path):
    return sum(found.items for found in opened(path))


def message(number):
    mail = EmailMessage()
    mail["Subject"] = f"About {CANARY} {number}"
    mail.set_content(f"Dear {CANARY}, ünïcode", cte="base64")
    mail.add_alternative(
        f"<p title='{CANARY}'>Dear <b>Wil</b>helmina Stallingsworth</p><!-- {CANARY} -->", subtype="html"
    )
    inner = EmailMessage()
    inner["Subject"] = f"inner {CANARY}"
    inner.set_content("x")
    mail.add_attachment(inner)
    mail.add_attachment(CANARY.encode(), maintype="application", subtype="octet-stream", filename="a.bin")
    return mail


def test_mail_is_read_to_the_innermost_part(tmp_path):
    """Headers, base64 bodies, HTML text split over tags, comments, attributes, nested messages and attachments are all seen."""
    path = tmp_path / "0001.eml"
    path.write_bytes(message(1).as_bytes())
    texts = seen(path)

    assert sum(CANARY in text for text in texts) >= 5
    assert items(path) == 1


def test_a_mailbox_is_counted(tmp_path):
    """Each message of an mbox is one item."""
    path = tmp_path / "0001.mbox"
    with closing(mailbox.mbox(path)) as box:
        for number in range(3):
            box.add(message(number))

    assert items(path) == 3


@pytest.mark.case("S10")
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_counted_by_record(tmp_path, delimiter):
    """Quoted newlines and ragged rows do not change the count, and cells that look like nothing or numbers stay text."""
    path = tmp_path / "0001.csv"
    rows = [["id", "notes"], ["007", f"line\nbreak {CANARY}"], ["1", "NA", "ragged"], ["x"]]
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)

    assert items(path) == 4
    assert any(CANARY in text for text in seen(path))
    assert any("007" in text for text in seen(path))


def test_json_keys_and_leaves_are_seen(tmp_path):
    """Keys can hold values too."""
    path = tmp_path / "0001.json"
    path.write_text(json.dumps({CANARY: [{"a": 5162143210}]}), encoding="utf-8")

    assert CANARY in seen(path)
    assert "5162143210" in seen(path)


def test_json_lines_are_counted(tmp_path):
    """One line is one item."""
    path = tmp_path / "0001.jsonl"
    path.write_text('{"a": 1}\n{"a": 2}\n', encoding="utf-8")

    assert items(path) == 2


def test_a_database_is_seen_with_its_schema(tmp_path):
    """Cells of every table and the SQL of the schema are texts; rows are items."""
    path = tmp_path / "0001.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"CREATE TABLE \"o'dd\" (a TEXT DEFAULT '{CANARY}', b BLOB)")
        db.execute("INSERT INTO \"o'dd\" VALUES ('x', x'00ff')")

    assert any(CANARY in text for text in seen(path))
    assert items(path) == 1


@pytest.mark.parametrize("name", ["0001.json", "0001.jsonl", "0001.sqlite"])
def test_a_file_that_others_cannot_open_is_refused(tmp_path, name):
    """A copy that only we can read is not fit to be handed out."""
    path = tmp_path / name
    path.write_text("{ not what it says", encoding="utf-8")

    with pytest.raises(Unsafe):
        seen(path)


@pytest.mark.parametrize("number", ["9" * 5_000, "-" + "9" * 5_000, "1" * 400 + ".5", "1e400"], ids=len)
def test_a_number_that_no_machine_holds_is_read_as_it_is_written(tmp_path, number):
    """JSON sets no limit to a number: one such does not make the copy unreadable, nor hide what stands beside it."""
    path = tmp_path / "0001.json"
    path.write_text(f'[{{"name": "{CANARY}", "n": {number}}}]', encoding="utf-8")

    assert seen(path) == ["name", CANARY, "n", number]


def test_raw_bytes_are_read_in_overlapping_windows(tmp_path, monkeypatch):
    """A value that straddles two windows is whole in one of them; UTF-16 is tried where there are NULs."""
    monkeypatch.setattr("release.strangers.WINDOW", 100)
    monkeypatch.setattr("release.strangers.OVERLAP", 40)
    path = tmp_path / "x.bin"
    path.write_bytes(b"-" * 90 + CANARY.encode() + b"-" * 90 + CANARY.encode("utf-16-le"))

    assert sum(CANARY in text for text in raw(path)) >= 2


@pytest.mark.case("R17")
@pytest.mark.parametrize("part", ["xl/worksheets/sheet9.xml", "docProps/core.xml", "xl/deep/any.xml"])
def test_a_part_that_no_program_shows_is_read(tmp_path, part):
    """A value in any part of a package, split over runs or in an attribute that names something, is seen."""
    path = tmp_path / "0001.xlsx"
    path.write_bytes(xlsx(Canaries(), **{part: f'<x><y name="{CANARY}"/><z>{CANARY}</z></x>'}))

    assert sum(CANARY in text for text in _package(path)) >= 2


def _package(path):
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    path.write_bytes(packed(parts))
    return list(document_texts(path))


@pytest.mark.case("R17")
def test_office_documents_are_read_wherever_they_stand(tmp_path):
    """As a file, in an archive in an archive, attached to a message, in a cell of a database; each is one item."""
    letter = docx(Canaries(), **{"word/document.xml": _paragraph("Wilhelmina Stall", "ingsworth"), "word/afchunk.htm": "<x/>",
                                 "word/media/image1.png": "<x/>", "word/embeddings/Microsoft_Excel_Sheet1.xlsx": "<x/>"})  # fmt: skip
    nested = packed({"0001.zip": packed({"0001.docx": letter})})
    mail = EmailMessage()
    mail.set_content("x")
    mail.add_attachment(nested, maintype="application", subtype="zip", filename="a.zip")
    (tmp_path / "0001.docx").write_bytes(letter)
    (tmp_path / "0002.zip").write_bytes(nested)
    (tmp_path / "0003.eml").write_bytes(mail.as_bytes())
    with closing(sqlite3.connect(tmp_path / "0004.sqlite")) as db:
        db.execute("CREATE TABLE t (a BLOB)")
        db.execute("INSERT INTO t VALUES (?)", (nested,))
        db.commit()

    for path in sorted(tmp_path.iterdir()):
        assert any(CANARY in text for text in seen(path)), path.name
        assert items(path) == 1


def _paragraph(*runs):
    each = "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f'<w:document xmlns:w="{W}"><w:body><w:p>{each}</w:p></w:body></w:document>'


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".zip"])
def test_a_package_that_no_program_opens_is_refused(tmp_path, suffix):
    """Nothing that cannot be opened again is published."""
    path = tmp_path / f"0001{suffix}"
    path.write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(Unsafe):
        seen(path)


def test_a_card_is_unfolded_before_it_is_searched(tmp_path):
    """A value over two folded lines, and one with escapes, are seen whole."""
    path = tmp_path / "0001.vcf"
    path.write_bytes(b"BEGIN:VCARD\r\nFN:Wilhelmina Stal\r\n lingsworth\r\nNOTE:Doe\\, Jane\r\nEND:VCARD\r\n")

    assert {CANARY, "Doe, Jane"} <= set(seen(path))


def test_names_and_comments_of_an_archive_are_read_as_bytes(tmp_path):
    """What stands beside the members of a package is searched; their packed bytes, which hold letters by chance, are not."""
    path = tmp_path / "0001.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{CANARY}.txt", "x")
        archive.comment = CANARY.encode()

    assert "".join(raw(path)).count(CANARY) == 2

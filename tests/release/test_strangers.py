"""Every staged format is opened by a parser that did not write it, down to the innermost text, and its items counted."""

import csv
import json
import mailbox
import sqlite3
from contextlib import closing
from email.message import EmailMessage

import pytest

from records.errors import Unsafe
from release.strangers import opened, raw

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
@pytest.mark.parametrize(("suffix", "delimiter"), [(".csv", ","), (".csv", ";"), (".tsv", "\t")])
def test_a_table_is_counted_by_record(tmp_path, suffix, delimiter):
    """Quoted newlines and ragged rows do not change the count, and cells that look like nothing or numbers stay text."""
    path = tmp_path / f"0001{suffix}"
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


def test_raw_bytes_are_read_in_overlapping_windows(tmp_path, monkeypatch):
    """A value that straddles two windows is whole in one of them; UTF-16 is tried where there are NULs."""
    monkeypatch.setattr("release.strangers.WINDOW", 100)
    monkeypatch.setattr("release.strangers.OVERLAP", 40)
    path = tmp_path / "x.bin"
    path.write_bytes(b"-" * 90 + CANARY.encode() + b"-" * 90 + CANARY.encode("utf-16-le"))

    assert sum(CANARY in text for text in raw(path)) >= 2

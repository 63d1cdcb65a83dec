"""The naive search finds a value under every disguise, so that its silence over a release means something."""

from __future__ import annotations

import base64
import io
import quopri
import sqlite3
import zipfile
import zlib
from contextlib import closing

import pytest

from tests.adversarial.searching import disguises, found, plain

VALUES = ("jdoe@example.org", "516-21-4321", "María José Quintana", "406-555-0101")


@pytest.mark.case("R17")
@pytest.mark.parametrize("value", VALUES)
def test_every_disguise_is_seen_through(tmp_path, value):
    """A value that stands encoded in the middle of other bytes is found."""
    for number, (how, coded) in enumerate(disguises(value)):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "out.bin").write_bytes(b"before \xff\n" + coded + b"\n\xfe after")
        assert found([value], folder), how


@pytest.mark.case("R17")
def test_values_inside_carriers_are_found(tmp_path):
    """Zip members, MIME parts, database cells and nested encodings are opened."""
    value = "jdoe@example.org"
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", f"{'filler ' * 50}{value}")
    with closing(sqlite3.connect(tmp_path / "database.sqlite")) as database:
        database.execute("CREATE TABLE t (x BLOB)")
        database.execute("INSERT INTO t VALUES (?)", (base64.b64encode(f"..{value}..".encode()),))
        database.commit()
    message = b"From x Mon Mar 04 13:25:00 2024\nSubject: =?utf-8?Q?jdoe=40exam?= =?utf-8?Q?ple=2Eorg?=\n"
    body = b"Content-Transfer-Encoding: quoted-printable\n\njdoe@exa=\nmple.org\n"
    files = {
        "zip.zip": box.getvalue(),
        "header.mbox": message + body.split(b"\n\n")[0] + b"\n\nempty\n",
        "body.mbox": b"From x Mon Mar 04 13:25:00 2024\n" + body,
        "nested.txt": base64.b64encode(quopri.encodestring(f"x{value}".encode(), quotetabs=True)),
        "flate.pdf": b"stream\n" + zlib.compress(f"BT ({value}) ET".encode()) + b"\nendstream",
        "tags.html": b"write to JDOE@Example.ORG",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "for jdoe@example.org.txt").write_bytes(b"")
    expected = {*files, "database.sqlite", "for jdoe@example.org.txt"}
    assert expected == {name for _, name, _ in found([value], tmp_path)}


def test_only_whole_words_count():
    """A number inside a longer number and a name inside a longer word are other values."""
    assert not plain("2/6/1997", "on 12/6/1997")
    assert not plain("Zo Ng", "Enzo Ngata")
    assert plain("Doe, Jane", "DOE JANE")
    assert plain("406-555-0101", "(406) 555.0101")


def test_clean_files_are_clean(tmp_path):
    """Nothing is found where nothing is."""
    (tmp_path / "a.txt").write_bytes(b"[NAME 1] wrote to [EMAIL 1] from [PHONE 1], see MCA 2-17-551(6)")
    assert found(VALUES, tmp_path) == []

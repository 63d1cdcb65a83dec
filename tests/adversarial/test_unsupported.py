"""A format nobody here reads is withheld whole and counted: as a file, as an attachment and within an archive; so support can grow."""

import base64

import pytest

from connectors.folder import FolderConnector
from records.errors import Reason
from records.record import Record, Withheld
from records.settings import Settings
from tests.adversarial.canaries import CANARIES
from tests.office_files import packed, types

SECRET = CANARIES[7].spill.encode()
NOISE = bytes(range(256)) * 2
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def _ole(stream):
    return OLE + stream.encode("utf-16-le") + b"\0\0" + SECRET


def _package(main, type_):
    return packed(
        {"[Content_Types].xml": types(main, f"application/vnd.ms-{type_}+xml"), main: b"<x>" + SECRET + b"</x>"}
    )


FILES = {
    "slides.ppt": _ole("PowerPoint Document"),
    "drawing.vsd": _ole("VisioDocument"),
    "drawing.vsdx": _package("visio/document.xml", "visio.drawing.main"),
    "leaflet.pub": _ole("Quill"),
    "notes.one": b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3" + SECRET,
    "letter.wpd": b"\xffWPC\x10\0\0\0\1\x0a\2\1" + SECRET,
    "call.mp3": b"ID3\x04\0\0\0\0\0\0" + SECRET,
    "call.wav": b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0" + SECRET,
    "call.ogg": b"OggS\0\2\0\0\0\0" + SECRET,
    "film.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0" + SECRET,
    "call.amr": b"#!AMR\n\x3c\x91" + SECRET,
    "call.aac": b"\xff\xf1\x50\x80" + SECRET,
    "film.mkv": b"\x1a\x45\xdf\xa3\x01\0\0\0" + SECRET,
    "list.rar": b"Rar!\x1a\x07\x01\0" + SECRET,
    "list.cab": b"MSCF\0\0\0\0" + SECRET,
    "list.zst": b"\x28\xb5\x2f\xfd\0\0" + SECRET,
}
EACH = [
    *(pytest.param(name, marks=pytest.mark.case("P09")) for name in ("list.rar", "list.cab", "list.zst")),
    *(
        pytest.param(name, marks=pytest.mark.case("W09"))
        for name in ("slides.ppt", "drawing.vsd", "drawing.vsdx", "leaflet.pub", "notes.one")
    ),
    pytest.param("letter.wpd", marks=pytest.mark.case("W07")),
    *(
        pytest.param(name, marks=pytest.mark.case("I07"))
        for name in ("call.mp3", "call.wav", "call.ogg", "call.amr", "call.aac", "film.mp4", "film.mkv")
    ),
]


def items(folder):
    return list(FolderConnector(folder, Settings()).read())


@pytest.mark.parametrize("name", EACH)
def test_a_file_of_an_unknown_format_is_withheld(tmp_path, name):
    """One item, withheld as not supported; not a text of strange letters."""
    (tmp_path / name).write_bytes(FILES[name])
    (item,) = items(tmp_path)

    assert isinstance(item, Withheld)
    assert item.reason is Reason.UNSUPPORTED


@pytest.mark.parametrize("name", EACH)
def test_an_attachment_of_an_unknown_format_is_withheld(tmp_path, name):
    """The message is released without it, and its name is scanned: a voice mail is called after its caller."""
    head = "From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b\n"
    kind = f'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="Jane Doe {name}"\n'
    coded = base64.encodebytes(FILES[name]).decode()
    (tmp_path / "a.eml").write_text(f"{head}{kind}Content-Transfer-Encoding: base64\n\n{coded}\n--b--\n")
    (item,) = items(tmp_path)

    assert isinstance(item, Record)
    assert [each.reason for each in item.withheld] == [Reason.UNSUPPORTED]
    assert f"Jane Doe {name}" in {field.text for field in item.fields if not field.released}


@pytest.mark.parametrize("name", EACH)
def test_a_member_of_an_unknown_format_is_withheld(tmp_path, name):
    """The rest of the archive is released."""
    (tmp_path / "a.zip").write_bytes(packed({name: FILES[name], "b.txt": "hello"}))
    (item,) = items(tmp_path)

    assert [(each.place, each.reason) for each in item.withheld] == [("member 1", Reason.UNSUPPORTED)]
    assert "hello" in {field.text for field in item.fields if field.released}


@pytest.mark.case("S12")
def test_an_apple_spreadsheet_is_withheld_member_by_member(tmp_path):
    """Numbers packs its tables in a form of its own; nothing of them comes out."""
    (tmp_path / "a.numbers").write_bytes(
        packed({"Index/Document.iwa": NOISE + SECRET, "Data/x-1.bin": NOISE[3:] + SECRET})
    )
    (item,) = items(tmp_path)

    assert [each.reason for each in item.withheld] == [Reason.UNSUPPORTED] * 2
    assert [field for field in item.fields if field.released] == []

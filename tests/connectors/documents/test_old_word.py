"""An old Word file or an OpenDocument text is converted in a confined program and read as DOCX; what it left behind is scanned."""

import io
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import olefile
import pytest

from connectors.documents import ARCHIVE, DOCX, OLD_WORD, recognise
from connectors.documents.convert import converted, program
from connectors.documents.sandbox import confine
from records.errors import Reason, Unreadable
from records.settings import Limits
from tests.office_files import Canaries, W, docx, packed

needs_office = pytest.mark.skipif(
    not program(), reason="NOT TESTED: LibreOffice is not installed, so no old Word file can be converted"
)
pytestmark = pytest.mark.slow
SAVED = "1999-12-31"
ODT = "application/vnd.oasis.opendocument.text"


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """Return a function that makes a Word 97 file of paragraphs, by LibreOffice itself."""
    folder = tmp_path_factory.mktemp("old")

    def make(body):
        source = docx(
            Canaries(), **{"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'}
        )
        (folder / "a.docx").write_bytes(source)
        office(folder, "doc:MS Word 97", folder / "a.docx")
        return (folder / "a.doc").read_bytes()

    return make


@pytest.fixture
def scratch(tmp_path):
    """Give conversions a folder of the test's own."""
    folder = tmp_path / "private"
    folder.mkdir()
    confine(Limits(), folder)
    yield folder
    confine(Limits())


def left(scratch):
    """Return what conversions left in *scratch*, but for the place that they work in and its lock."""
    return sorted({path.name for path in scratch.rglob("*")} - {"running", "starting.lock"})


def patched(content, change):
    """Return an old Word file whose main stream *change* has changed in place."""
    out = io.BytesIO(content)
    with olefile.OleFileIO(out, write_mode=True) as file:
        main = bytearray(file.openstream("WordDocument").read())
        change(main)
        file.write_stream("WordDocument", bytes(main))
    return out.getvalue()


def office(folder, kind, source):
    """Convert *source* with LibreOffice as anybody would, without any of our precautions."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program(), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, env=os.environ | {"HOME": str(folder)}, capture_output=True, timeout=120, check=False)


def run(text, properties=""):
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def texts(document, *, released=True):
    return "\n".join(field.text for field in document.fields if field.released is released)


def reason(content, format_=OLD_WORD):
    with pytest.raises(Unreadable) as caught:
        format_.read(content)
    return caught.value.reason


def odt(body, **more):
    """Return an OpenDocument text of *body*."""
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    head = "".join(f' xmlns:{n}="{names}{n}:1.0"' for n in ("office", "text")) + (
        f' xmlns:draw="{names}drawing:1.0" xmlns:svg="{names}svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    parts = {
        "mimetype": ODT,
        "content.xml": f'<office:document-content{head} office:version="1.2"><office:body><office:text>{body}</office:text>'
        "</office:body></office:document-content>",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{names}manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{ODT}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
        **more,
    }
    return packed(parts, 0)


@needs_office
@pytest.mark.case("W07")
@pytest.mark.case("W09")
def test_an_old_word_file_becomes_a_new_one(old):
    """Its text and its table are released as DOCX; hidden text is scanned only; the same bytes give the same document."""
    row = f"<w:tbl><w:tr><w:tc>{run('Jane Doe')}</w:tc><w:tc>{run('406-555-0101')}</w:tc></w:tr></w:tbl>"
    content = old(run("Dear clerk,") + row + run("Zqhidden", "<w:vanish/>") + run("Yours"))
    document = OLD_WORD.read(content)
    copy = OLD_WORD.rebuild(document, tuple(field.text for field in document.fields))

    assert recognise(content[:65536], "letter.bin") is OLD_WORD
    assert "Dear clerk,\nJane Doe\t406-555-0101" in texts(document)
    assert "Zqhidden" not in texts(document)
    assert "Zqhidden" in texts(document, released=False)
    assert texts(DOCX.read(copy)) == texts(document)
    assert OLD_WORD.read(content).fields == document.fields


@needs_office
@pytest.mark.case("W07")
def test_what_a_save_left_behind_is_scanned(old):
    """Bytes between the pieces of the text, in either width of letter, are read and never released."""

    def leave(main):
        gap = main.index(bytes(300), 0x500)
        main[gap + 20 : gap + 39] = b"by Jane Doe, before"
        main[gap + 80 : gap + 102] = "517-88-4593".encode("utf-16-le")

    document = OLD_WORD.read(patched(old(run("Hello")), leave))

    assert {"by Jane Doe, before", "517-88-4593"} <= set(texts(document, released=False).split("\n"))
    assert texts(document).strip().startswith("Hello")
    assert "Jane" not in texts(document)


@needs_office
@pytest.mark.case("R04")
def test_a_date_field_shows_the_day_of_saving(old):
    """Not the day of the conversion: a letter is not dated anew, nor differently the second time."""
    field = '<w:fldSimple w:instr=" DATE \\@ &quot;yyyy-MM-dd&quot; "><w:r><w:t>x</w:t></w:r></w:fldSimple>'

    def date(main):
        for codec in ("ascii", "utf-16-le"):
            main[:] = main.replace(time.strftime("%Y-%m-%d").encode(codec), SAVED.encode(codec))

    content = patched(old(f"<w:p>{field}</w:p>{run('Hello')}"), date)
    fixed = OLD_WORD.read(odt("<text:p><text:date>1999-12-31</text:date></text:p>"))

    assert SAVED in texts(OLD_WORD.read(content))
    assert texts(fixed).strip() == SAVED


@needs_office
@pytest.mark.case("H05")
@pytest.mark.case("A15")
def test_nothing_is_fetched(scratch):
    """A picture and a section that lie on a server are not asked for, though LibreOffice by itself does ask."""
    asked = []
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        thread = threading.Thread(target=_answer, args=(server, asked), daemon=True)
        thread.start()
        place = f"http://127.0.0.1:{server.getsockname()[1]}"
        content = odt(
            f'<text:p>Hello<draw:frame svg:width="1in" svg:height="1in"><draw:image xlink:href="{place}/a.png" xlink:type="simple"'
            f' xlink:actuate="onLoad"/></draw:frame></text:p><text:section text:name="s"><text:section-source xlink:href="{place}/b.odt"/>'
            "<text:p>kept</text:p></text:section>"
        )
        document = OLD_WORD.read(content)
        ours = list(asked)
        (scratch / "plain.odt").write_bytes(content)
        office(scratch, "docx:MS Word 2007 XML", scratch / "plain.odt")

    assert "Hello" in texts(document)
    assert ours == []
    assert asked, "the control asked nothing either, so this test shows nothing"


def _answer(server, asked):
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        asked.append(1)
        connection.close()


@needs_office
@pytest.mark.case("P09")
def test_one_in_an_archive_is_read_as_well(old, scratch):
    """The process that unpacks may start no program; it has the file converted outside. Nothing stays behind on disk."""
    document = ARCHIVE.read(packed({"a/letter.doc": old(run("Hello Jane Doe"))}))

    assert "Hello Jane Doe" in texts(document)
    assert document.withheld == ()
    assert left(scratch) == []


@pytest.mark.case("P10")
def test_a_locked_file_is_withheld_as_such(old):
    """Word says so in its header, OpenDocument in its manifest."""

    def lock(main):
        main[11] |= 1  # of the flags (MS-DOC 2.5.2, fEncrypted)

    locked = odt("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"})
    assert reason(locked) is Reason.ENCRYPTED
    if program():
        assert reason(patched(old(run("Hello")), lock)) is Reason.ENCRYPTED


@pytest.mark.case("W07")
@pytest.mark.usefixtures("no_programs")
def test_without_the_program_it_is_withheld():
    """A city that has not installed LibreOffice gets the file listed, not half read."""
    if program():
        pytest.skip("NOT TESTED: LibreOffice stands in its usual place here, not only on the path")

    assert reason(odt("<text:p>Hello</text:p>")) is Reason.UNSUPPORTED


@needs_office
@pytest.mark.parametrize("content", [b"", b"plain words", b"\xec\xa5" * 900], ids=["nothing", "text", "noise"])
def test_what_cannot_be_converted_is_withheld(content):
    """A broken file costs itself."""
    with pytest.raises(Unreadable) as caught:
        converted(content, "odt", Limits(), seconds=60)
    assert caught.value.reason is Reason.UNREADABLE


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED on Windows: the stand-in program is a shell script")
@pytest.mark.case("R08")
@pytest.mark.case("R09")
def test_a_program_that_hangs_is_killed_with_its_children(tmp_path, monkeypatch, scratch):
    """What it started dies with it, and its folder is gone."""
    script = tmp_path / "soffice"
    script.write_text(f'#!/bin/sh\nsleep 300 &\necho $! > "{tmp_path}/child"\ncp "$HOME/in" "$HOME/copy"\nwait\n')
    script.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert shutil.which("soffice") == str(script)
    with pytest.raises(Unreadable) as caught:
        converted(b"Jane Doe", "doc", Limits(), seconds=2, scratch=scratch)

    assert caught.value.reason is Reason.TIMED_OUT
    assert left(scratch) == []
    assert _is_gone(int((tmp_path / "child").read_text()))


def _is_gone(process):
    """Say whether a process has ended within a second; one that nobody waited for counts as ended."""
    for _ in range(50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        stat = Path(f"/proc/{process}/stat")
        if stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False

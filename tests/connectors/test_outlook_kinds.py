"""Archives of every kind that Outlook has written: ids of 32 bits, pages of 4,096 bytes, compressed blocks, each ciphered or not."""

import email
import mailbox
import shutil
import subprocess
from collections import Counter
from contextlib import closing
from dataclasses import replace

import pypff
import pytest

from benchmarks.pst.archive import Archive, Attached, Item
from benchmarks.pst.layout import ANSI, LARGE, USUAL
from connectors import connect
from connectors.outlook import OutlookConnector
from records.errors import Reason
from records.record import Record, Withheld
from records.settings import Limits, Settings
from release.pipeline import release

NOTE = {0x001A: "IPM.Note", 0x0E07: 1, 0x0C1A: "Jane Doe", 0x0C1E: "SMTP", 0x0C1F: "jane@example.org"}
TO = {0x0C15: 1, 0x3001: "Desk", 0x3002: "SMTP", 0x3003: "desk@example.net"}
LONG = "".join(f"line {number} of a long text\r\n" for number in range(3_000))
FILE = b"".join(b"row %d of a file\n" % number for number in range(5_000)) + b"at its end 078-05-1120\n"
KINDS = {
    "1997": {"layout": ANSI},
    "1997 plain": {"layout": ANSI, "permuted": False},
    "2013": {"layout": LARGE, "offline": True},
    "2013 plain": {"layout": LARGE, "offline": True, "permuted": False},
}
every_kind = pytest.mark.parametrize("how", KINDS.values(), ids=KINDS)
GARBLED = KINDS["2013"]


def note(subject, body="Hello.\r\n", attached=(), people=(TO,), **more):
    return Item(NOTE | {0x0037: subject, 0x1000: body} | more, people, attached)


def several():
    """Return messages with whatever takes more than one block: a text, a file, a message inside, four hundred people."""
    people = [TO | {0x3001: f"Person {n}", 0x3003: f"p{n}@example.org"} for n in range(400)]
    inner = note("inside", LONG, [Attached("b.txt", FILE)], people=())
    return [
        note("short"),
        note("long", LONG),
        note("file", attached=[Attached("a.txt", FILE), Attached("small.txt", b"few words\n")]),
        note("holder", attached=[Attached("inside", inside=inner)]),
        note("many", people=people),
    ]


def archive(path, *items, **how):
    with Archive(path, **how) as made:
        folder = made.top.folder("Inbox")
        for each in items:
            folder.add(each)
    return path


def read(path):
    with closing(OutlookConnector(path, Settings(limits=Limits(field_chars=20_000_000)))) as connector:
        return list(connector.read())


def fields(items):
    return [[(field.name, field.text) for field in each.fields] for each in items if isinstance(each, Record)]


def reasons(items):
    return Counter(each.reason for each in items if isinstance(each, Withheld))


def first_by_libpff(path):
    """Return the first attachment of the first message in the inbox, as libpff gives it."""
    with closing(pypff.file()) as held:
        held.open(str(path))
        box = next(each for each in held.get_root_folder().get_sub_folder(0).sub_folders if each.name == "Inbox")
        found = box.get_sub_message(0).get_attachment(0)
        return found.read_buffer(found.size)


@every_kind
def test_every_kind_gives_what_the_usual_one_gives(tmp_path, how):
    """The same messages in an archive of 2003 give the same fields: texts, people, files, and messages in messages."""
    usual = read(archive(tmp_path / "usual.pst", *several(), layout=USUAL))
    items = read(archive(tmp_path / "a.pst", *several(), **how))

    assert reasons(items) == Counter()
    assert len(items) == 5
    assert fields(items) == fields(usual)
    assert sum(FILE.decode() in text for each in fields(items) for _, text in each) == 2


@pytest.mark.slow
@every_kind
def test_every_kind_is_released_whole(tmp_path, how):
    """As many messages come out as went in, with their files and the message inside, and no number in any of them."""
    path = archive(tmp_path / "mail.bin", *several()[2:4], note("about Jane Roe", "Jane Roe, 078-05-1120\r\n"), **how)
    limits = Limits(field_chars=20_000_000)

    done = release(
        [str(path)], tmp_path / "out", settings=Settings(workspace=str(tmp_path / "workspace"), limits=limits)
    )

    (copy,) = (tmp_path / "out" / "records").rglob("*.mbox")
    with closing(mailbox.mbox(copy, create=False)) as box:
        parts = [part for each in box for part in each.walk()]
    texts = [part.get_payload(decode=True) or b"" for part in parts if part.get_content_maintype() == "text"]
    assert (done.items, done.released, done.withheld, done.unread) == (3, 3, 0, 0)
    assert [text.count(b" of a file\n") for text in texts if b"at its end [SSN" in text] == [5_000, 5_000]
    assert sum(part.get_content_type() == "message/rfc822" for part in parts) == 1
    assert not any(word in text for text in texts for word in (b"Roe", b"078-05-1120"))


@pytest.mark.slow
@every_kind
def test_readpst_finds_every_file_as_it_was_written(tmp_path, how):
    """A program that shares no code with libpff reads the same bytes from each kind."""
    if shutil.which("readpst") is None:
        pytest.skip("NOT READ BY A SECOND PROGRAM: readpst (Debian pst-utils) is not installed")
    path, into = archive(tmp_path / "a.pst", *several(), **how), tmp_path / "out"
    into.mkdir()
    subprocess.run(["readpst", "-D", "-q", "-e", "-j", "0", "-o", into, path], check=True, capture_output=True)
    found = [email.message_from_bytes(file.read_bytes()) for file in into.rglob("*.eml")]
    files = [part.get_payload(decode=True) for each in found for part in each.walk() if part.get_filename()]

    assert {each["Subject"] for each in found} == {"short", "long", "file", "holder", "many"}
    assert FILE in files


def test_libpff_knows_each_kind(tmp_path):
    """It reads a file of several blocks to the byte, compressed or not, wherever blocks are not both that and ciphered."""
    for number, how in enumerate(each for each in KINDS.values() if each is not GARBLED):
        path = archive(tmp_path / f"{number}.pst", note("file", attached=[Attached("a.txt", FILE)]), **how)

        assert first_by_libpff(path) == FILE


def test_libpff_still_garbles_what_is_ciphered_and_compressed(tmp_path):
    """It passes on as many bytes as there are, most of them as they are stored: once this fails, own.py may go."""
    content = first_by_libpff(archive(tmp_path / "a.ost", note("file", attached=[Attached("a.txt", FILE)]), **GARBLED))

    assert len(FILE) == len(content)
    assert content.startswith(b"row 0 of a file")
    assert content != FILE


def test_long_texts_are_compressed_and_short_ones_are_not(tmp_path):
    """Both ways of storing a block occur in what we write, as they do in what Outlook writes."""
    path = archive(tmp_path / "a.ost", note("subject words", LONG), **KINDS["2013 plain"])
    content = path.read_bytes()

    assert "subject words".encode("utf-16-le") in content
    assert "line 2900".encode("utf-16-le") not in content


@pytest.mark.parametrize(("page", "codec", "words"), [(1251, "cp1251", "Привет, Иван"), (None, "cp1252", "Café Noël")])
def test_eight_bit_texts_are_read_by_the_code_page_of_their_message(tmp_path, page, codec, words):
    """An old archive says with each message how its texts are to be read; where it does not, they are Western."""
    told = {} if page is None else {0x3FFD: page}
    item = note(words, f"{words}\r\n", people=[TO | {0x3001: words}])
    item = replace(item, values={**item.values, **told})
    (found,) = fields(read(archive(tmp_path / "a.pst", item, layout=replace(ANSI, codec=codec))))

    assert ("Subject", words) in found
    assert ("body", words) in [(name, text.strip()) for name, text in found]
    assert any(name == "To" and words in text for name, text in found)


def test_an_item_that_is_damaged_costs_itself(tmp_path):
    """In an archive read from its own nodes a body whose block is gone is withheld, and the rest is read."""
    words = "".join(f"{number * 7_919 % 10_007:x} " for number in range(3_000))
    path = archive(tmp_path / "a.ost", *(note(f"number {n}", f"{n} {words}\r\n") for n in range(4)), **GARBLED)
    content = bytearray(path.read_bytes())
    places = [at for at in range(0x22000, 0x60000, 512) if content[at : at + 2] == b"\x78\x9c"]
    content[places[1] + 100 : places[1] + 200] = bytes(100)
    path.write_bytes(content)
    items = read(path)

    assert reasons(items) == Counter({Reason.UNREADABLE: 1})
    assert sum(isinstance(each, Record) for each in items) == 3


def test_what_is_hidden_missing_or_in_no_folder_is_counted(tmp_path):
    """In an archive read from its own nodes too: three are told beside the one that is released."""
    with Archive(tmp_path / "a.ost", **GARBLED) as made:
        folder = made.top.folder("Inbox")
        folder.add(note("shown"))
        folder.hide(Item({0x001A: "IPM.Configuration", 0x0E07: 0x40, 0x3001: "rules"}))
        folder.more[0x3602] = 2
        made.item(note("in no folder"), 4, folder.id)
    items = read(tmp_path / "a.ost")

    assert [each for found in fields(items) for each in found if each[0] == "Subject"] == [("Subject", "shown")]
    assert reasons(items) == Counter({Reason.POLICY: 2, Reason.MISSING: 1})


@every_kind
def test_an_archive_cut_off_is_incomplete(tmp_path, how):
    """Without its second half nothing of it is read in silence."""
    path = archive(tmp_path / "a.pst", *several(), **how)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])

    items = list(connect(str(path), Settings()).read())

    assert set(reasons(items)) & {Reason.UNREADABLE, Reason.MISSING}

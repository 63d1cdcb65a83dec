"""Outlook archives that we write ourselves: two other programs read them as written, and so do we, whatever is odd about them."""

import email
import hashlib
import mailbox
import shutil
import subprocess
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import replace
from email.header import decode_header, make_header
from itertools import islice

import pypff
import pytest

from benchmarks.archives.mail import mail
from benchmarks.pst.archive import Archive, Attached, Item
from benchmarks.pst.invented import write_pst
from connectors import connect
from connectors.outlook import OutlookConnector
from records.errors import Reason
from records.record import Record, Withheld
from records.settings import Limits, Settings
from release.pipeline import release

pytestmark = pytest.mark.slow

NOTE = {0x001A: "IPM.Note", 0x0E07: 1, 0x0C1A: "Jane Doe", 0x0C1E: "SMTP", 0x0C1F: "jane@example.org"}
TO = {0x0C15: 1, 0x3001: "Desk", 0x3002: "SMTP", 0x3003: "desk@example.net"}


def note(subject, body="Hello.\r\n", attached=(), people=(TO,), **more):
    return Item(NOTE | {0x0037: subject, 0x1000: body} | more, people, attached)


def archive(path, *items, **how):
    with Archive(path, **how) as made:
        folder = made.top.folder("Inbox")
        for each in items:
            folder.add(each)
    return path


def read(path, settings=None):
    connector = OutlookConnector(path, settings or Settings())
    try:
        return list(connector.read())
    finally:
        connector.close()


def reasons(items):
    return Counter(each.reason for each in items if isinstance(each, Withheld))


def texts(record, name):
    return [field.text for field in record.fields if field.name == name]


def shown(record, name):
    return [field.text.strip() for field in record.fields if field.name == name and field.released]


def costly(paper):
    """Say whether a paper is read by its picture, which takes seconds and is tested elsewhere."""
    return paper.media.endswith("pdf") or paper.media.startswith("image/")


@contextmanager
def opened(path):
    """Give every message that libpff finds in the archive, folder by folder."""
    held = pypff.file()
    held.open(str(path))
    waiting, found = [held.get_root_folder()], []
    while waiting:
        folder = waiting.pop(0)
        found += [folder.get_sub_message(n) for n in range(folder.number_of_sub_messages)]
        waiting += [folder.get_sub_folder(n) for n in range(folder.number_of_sub_folders)]
    yield found


def by_readpst(path, into):
    """Return the messages that readpst writes of the archive."""
    if shutil.which("readpst") is None:
        pytest.skip("NOT READ BY A SECOND PROGRAM: readpst (Debian pst-utils) is not installed")
    subprocess.run(
        ["readpst", "-D", "-q", "-e", "-j", "0", "-o", str(into), str(path)], check=True, capture_output=True
    )
    return [email.message_from_bytes(file.read_bytes()) for file in sorted(into.rglob("*.eml"))]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Return an archive of 200 invented messages, and those."""
    told = [
        replace(each, papers=tuple(p for p in each.papers if not costly(p)), forwarded=())
        for each in islice(mail(2), 200)
    ]
    told = [replace(each, forwarded=(told[0],) if number % 9 == 8 else ()) for number, each in enumerate(told)]
    path = tmp_path_factory.mktemp("made") / "mail.pst"
    assert write_pst(path, told, 10**9) == 200
    return path, told


def digests(contents):
    return Counter(hashlib.sha256(each).hexdigest() for each in contents)


def test_libpff_finds_every_message_as_it_was_written(written):
    """Subjects, bodies, people and the bytes of every file: nothing is lost, nothing is there twice."""
    path, told = written
    with opened(path) as found:
        bodies = Counter((m.subject, m.plain_text_body.decode()) for m in found)
        files = [a.read_buffer(a.size) for m in found for a in m.attachments if a.size]
        people = sum(m.recipients.number_of_record_sets for m in found)

    assert bodies == Counter((each.subject, each.text.replace("\n", "\r\n")) for each in told)
    assert digests(p.content for each in told for p in each.papers) <= digests(files)
    assert people == sum(len(each.to) + len(each.cc) for each in told)


@pytest.mark.slow
def test_readpst_finds_every_message_as_it_was_written(written, tmp_path):
    """A program that shares no code with libpff reads the same subjects and the same files, attached messages included."""
    path, told = written
    found = by_readpst(path, tmp_path)
    parts = [part for each in found for part in each.walk()]
    files = [part.get_payload(decode=True) for part in parts if part.get_filename() and not part.is_multipart()]
    subjects = Counter(str(make_header(decode_header(each["Subject"]))) for each in found)

    assert subjects == Counter(each.subject for each in told)
    assert sum(part.get_content_type() == "message/rfc822" for part in parts) == sum(len(e.forwarded) for e in told)
    assert digests(p.content for each in told for p in each.papers) <= digests(files)


def test_we_find_every_message_as_it_was_written(written):
    """Every item is a record: its subject, its body, its people, its conversation, and as many attachments as it has."""
    path, told = written
    items = read(path)
    by_body = {texts(each, "body")[0].strip(): each for each in items}
    talks = {}
    for each in told:
        record = by_body[each.text.strip()]
        talks.setdefault((each.answers or (each.id,))[0], set()).add(record.thread)
        assert texts(record, "Subject")[0] == each.subject
        assert each.sender[1] in texts(record, "From")[0]
        assert len(record.carrier.attachments) == len(each.papers) + len(each.forwarded)

    assert reasons(items) == Counter()
    assert len(items) == len(told)
    assert {len(threads) for threads in talks.values()} == {1}
    assert len(set.union(*talks.values())) == len(talks)


def test_a_copy_of_a_servers_mailbox_is_read_and_released_like_an_archive(tmp_path):
    """An OST, whatever it is called: libpff knows it for one, its items are all there, and the release holds each as mail."""
    path = archive(tmp_path / "mail.bin", *(note(f"about {n}", f"Jane Roe, {n}\r\n") for n in range(20)), offline=True)
    with closing(pypff.file()) as held:
        held.open(str(path))
        kind = held.get_content_type()
    settings = replace(Settings(), workspace=str(tmp_path / "workspace"))

    done = release([str(path)], tmp_path / "out", settings=settings)

    (copy,) = (tmp_path / "out" / "records").rglob("*.mbox")
    with closing(mailbox.mbox(copy, create=False)) as box:
        subjects = {each["Subject"] for each in box}
    assert (kind, done.released, done.withheld) == (ord("o"), 20, 0)
    assert subjects == {f"about {n}" for n in range(20)}
    assert b"Roe" not in copy.read_bytes()


@pytest.mark.case("M24")
@pytest.mark.parametrize("permuted", [True, False])
def test_messages_in_messages_are_read_to_the_innermost(tmp_path, permuted):
    """A message in a message in a message, with a file in the last one: all their words are fields, and all are rebuilt."""
    inner = note("third", "innermost words\r\n", [Attached("a.txt", b"words of the file")])
    middle = note("second", "words between\r\n", [Attached("third", inside=inner)])
    path = archive(
        tmp_path / "a.pst", note("first", "outer words\r\n", [Attached("second", inside=middle)]), permuted=permuted
    )
    (record,) = read(path)
    plan = record.carrier.attachments[0].attachments[0]

    assert record.withheld == ()
    assert texts(record, "Subject") == ["first", "second", "third"]
    assert shown(record, "body") == ["outer words", "words between", "innermost words"]
    assert len(plan.attachments) == 1
    assert "words of the file" in [field.text for field in record.fields]


def test_a_large_file_and_many_people_are_read_whole(tmp_path):
    """Nine megabytes lie in blocks of blocks of blocks, four hundred recipients in a table of its own: none is missing."""
    content = b"".join(f"row {number}, words enough\n".encode() for number in range(380_000))
    people = [TO | {0x3001: f"Person {n}", 0x3003: f"p{n}@example.org"} for n in range(400)]
    path = archive(tmp_path / "a.pst", note("large", attached=[Attached("a.txt", content)], people=people))
    with opened(path) as (message,):
        theirs = message.get_attachment(0).read_buffer(len(content) + 1)
    (record,) = read(path, Settings(limits=Limits(field_chars=20_000_000)))

    assert theirs == content
    assert texts(record, "To")[0].count("@") == 400
    assert content.decode() in [field.text for field in record.fields]


def test_a_folder_of_thousands_is_read_to_its_last_item(tmp_path):
    """Its tables have several levels; every item comes once, in the order in which it was filed."""
    path = archive(tmp_path / "a.pst", *(note(f"number {n}", f"{n}\r\n", people=()) for n in range(1_500)))

    assert [texts(each, "Subject")[0] for each in read(path)] == [f"number {n}" for n in range(1_500)]


def nested(path, deep):
    """Return an archive of folders one in the other, each with an item."""
    with Archive(path) as made:
        folder = made.top
        for level in range(deep):
            folder = folder.folder(f"Level {level}")
            folder.add(note(f"at {level}"))
    return path


@pytest.mark.case("P05")
def test_folders_in_folders_are_containers_of_their_own(tmp_path):
    """Sixty folders deep each one has its item, and its path as its label."""
    connector = OutlookConnector(nested(tmp_path / "a.pst", 60), Settings())
    with closing(connector):
        items = list(connector.read())

    assert [texts(each, "Subject")[0] for each in items] == [f"at {level}" for level in range(60)]
    assert connector.containers()[-1].label.count(" / ") == 60


@pytest.mark.case("P05")
def test_folders_too_deep_withhold_the_archive(tmp_path):
    """Past a hundred folders in each other an archive is withheld whole rather than read in part."""
    connector = connect(str(nested(tmp_path / "a.pst", 120)), Settings())

    assert [each.reason for each in connector.read()] == [Reason.TOO_LARGE]


@pytest.mark.case("P05")
@pytest.mark.parametrize("declared", [7, 3])
def test_a_folder_that_counts_otherwise_than_its_table_loses_nothing(tmp_path, declared):
    """A count above what the table lists gives items withheld as missing; one below takes no item away."""
    with Archive(tmp_path / "a.pst") as made:
        folder = made.top.folder("Inbox")
        for number in range(5):
            folder.add(note(f"number {number}"))
        folder.more[0x3602] = declared
    items = read(tmp_path / "a.pst")

    assert sum(isinstance(each, Record) for each in items) == 5
    assert reasons(items) == (Counter({Reason.MISSING: 2}) if declared == 7 else Counter())


@pytest.mark.case("P05")
def test_hidden_items_are_counted_and_never_released(tmp_path):
    """What Outlook keeps beside the items of a folder is withheld by policy."""
    with Archive(tmp_path / "a.pst") as made:
        folder = made.top.folder("Inbox")
        folder.add(note("shown"))
        folder.hide(Item({0x001A: "IPM.Configuration", 0x0E07: 0x40, 0x3001: "rules"}))
    items = read(tmp_path / "a.pst")

    assert [texts(each, "Subject") for each in items if isinstance(each, Record)] == [["shown"]]
    assert reasons(items) == Counter({Reason.POLICY: 1})


@pytest.mark.case("P02")
def test_an_archive_with_holes_is_released_in_part_and_called_incomplete(tmp_path, monkeypatch):
    """Where the blocks of two of twelve messages are gone, ten are released, two are withheld, and the receipt says 10 of 12."""
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(tmp_path / "workspace"))
    path = archive(
        tmp_path / "a.pst", *(note(f"number {n}", f"word{n:02d} " * 400 + "\r\n") for n in range(12)), permuted=False
    )
    content = bytearray(path.read_bytes())
    for number in (3, 8):
        at = content.index(f"word{number:02d} ".encode("utf-16-le"))
        content[at + 5_632 : at + 6_144] = bytes(
            512
        )  # the body has a block of its own; the properties stand in the next one
    path.write_bytes(content)
    done = release([str(path)], tmp_path / "out", settings=Settings())
    (copy,) = (tmp_path / "out" / "records").rglob("*.mbox")
    with closing(mailbox.mbox(copy, create=False)) as box:
        subjects = [each["Subject"] for each in box]

    assert (done.items, done.released, done.unread) == (12, 10, 2)
    assert len(subjects) == 12
    assert [s for s in subjects if "withheld" not in s] == [f"number {n}" for n in range(12) if n not in {3, 8}]


@pytest.mark.case("P02")
def test_an_archive_cut_off_is_incomplete(tmp_path):
    """With its second half gone, the trees at its end are gone too: nothing is read, and that is said."""
    path = archive(tmp_path / "a.pst", *(note(f"number {n}", "words " * 2_000) for n in range(40)))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    items = list(connect(str(path), Settings()).read())

    assert {each.reason for each in items} <= {Reason.UNREADABLE, Reason.MISSING}
    assert items

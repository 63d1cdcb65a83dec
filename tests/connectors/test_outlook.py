"""Outlook archives: every item of every folder is read or counted, whatever is wrong with the file, and rebuilt as mail."""

import email
import io
import mailbox
import random
import re
import shutil
import subprocess
from collections import Counter
from contextlib import closing
from email import policy
from pathlib import Path

import pytest

from connectors import connect
from connectors.mapi import pst
from connectors.mapi.compose import compose
from connectors.mapi.inside import attached_item
from connectors.mapi.nodes import Archive
from connectors.mapi.own import Own
from connectors.mapi.session import Session
from connectors.outlook import OutlookConnector
from records.errors import Reason, Unreadable
from records.record import Record, Withheld
from records.settings import Limits, Settings

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "inputs" / "pst"
MAIL, PEOPLE = FOLDER / "tika__testPST.pst", FOLDER / "java-libpst__dist-list.pst"
ALL = sorted(FOLDER.glob("*.[op]st"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not ALL,
        reason="NOT TESTED ON REAL OUTLOOK ARCHIVES: shared/inputs/pst is not beside this checkout, and nobody can write one",
    ),
]


def read(path):
    connector = OutlookConnector(path, Settings())
    try:
        return list(connector.read())
    finally:
        connector.close()


def reasons(items):
    return Counter(item.reason for item in items if isinstance(item, Withheld))


def damaged(tmp_path, change):
    content = bytearray(MAIL.read_bytes())
    path = tmp_path / "damaged.pst"
    path.write_bytes(change(content))
    return path


@pytest.mark.case("P03")
@pytest.mark.parametrize("path", ALL, ids=range(len(ALL)))
def test_as_many_items_as_a_second_program_counts(path, tmp_path):
    """readpst, which shares no code with our library, finds as many messages, contacts and appointments as we do."""
    if shutil.which("readpst") is None:
        pytest.skip("NOT COUNTED BY A SECOND PROGRAM: readpst (Debian pst-utils) is not installed")
    command = ["readpst", "-S", "-j", "0", "-o", str(tmp_path), str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    written = sum(file.is_file() and file.name.isdigit() for file in tmp_path.rglob("*"))
    skipped = sum(int(count) for count in re.findall(r"(\d+) items skipped", told))
    ours = sum(isinstance(item, Record) and not _is_free_busy(item) for item in read(path))

    assert written <= ours <= written + skipped  # it skips lists of people, and hidden items, which we count apart


def _is_free_busy(item):
    """Say whether an item is the calendar summary that Outlook keeps for itself, which readpst does not count."""
    return any("ScheduleData.FreeBusy" in field.text for field in item.fields)


def lines(item):
    """Return the lines of a composed item, without what follows from the order of properties in a table.

    Those are its boundaries, and under which of two properties a text is told that both have.
    """
    told = (re.sub(rb"^property \w+:", b"", line) for line in compose(item, Limits()).splitlines())
    return Counter(line for line in told if b"=_" not in line)


@pytest.mark.parametrize("path", ALL, ids=range(len(ALL)))
def test_an_archives_own_nodes_give_what_the_library_gives(path):
    """Reading without libpff, as some OST files need it, gives the same folders, counts and items of real archives."""
    own, theirs = Own(str(path)), pst._Open(str(path))
    with closing(own), closing(theirs):
        places = [(folder, number) for folder, label in enumerate(own.labels) for number in range(label[1])]
        found = [lines(own.item(*place, Limits())) for place in places]
        expected = [lines(theirs.item(*place, Limits())) for place in places]

    assert (own.labels, own.orphans) == (theirs.labels, theirs.orphans)
    assert found == expected
    assert places


@pytest.mark.case("P05")
@pytest.mark.parametrize("path", ALL, ids=range(len(ALL)))
def test_every_item_the_library_counts_is_accounted_for(path):
    """Items read and withheld add up to the library's own counts, folder by folder, hidden items included."""
    session = Session(path, Limits())
    folders, orphans = session.folders()
    session.close()
    items = Counter(item.container for item in read(path))

    expected = {f"0001-{f.place + 1:03d}": (f.messages or 0) + f.hidden for f in folders if f.messages or f.hidden}
    assert expected | ({"0001-none": orphans} if orphans else {}) == dict(items)
    assert all(f.declared == (f.messages or 0) for f in folders)


@pytest.mark.case("P05")
def test_hidden_items_are_withheld_by_policy_and_leave_no_stub(tmp_path):
    """Views, rules and settings are counted; the copy holds what a person would have seen as an item of the folder."""
    connector = OutlookConnector(PEOPLE, Settings())
    writer = connector.rebuild(tmp_path)
    items = list(connector.read())
    names = [
        writer.withhold(item) if isinstance(item, Withheld) else writer.add(item, tuple(f.text for f in item.fields))
        for item in items
    ]
    writer.close()

    assert reasons(items) == Counter({Reason.POLICY: 3})
    assert names.count("") == 3
    assert {path.name: _messages(path) for path in tmp_path.iterdir()} == dict(Counter(name for name in names if name))


def _messages(path):
    with closing(mailbox.mbox(path, create=False)) as box:
        return len(box)


@pytest.mark.case("H10")
def test_contacts_and_lists_are_cards(tmp_path):
    """A contact is one card, a list of people a card for itself and one for each on it, with names and addresses as fields."""
    items = [item for item in read(PEOPLE) if isinstance(item, Record)]
    cards = [[f.name for f in item.fields if "card" in f.place and f.released] for item in items]

    assert sorted(names.count("name") for names in cards) == [0, 0, 1, 4]
    assert sum(names.count("email") for names in cards) == 4


@pytest.mark.case("H08")
def test_an_appointment_is_a_calendar(tmp_path):
    """It keeps subject and times; the exceptions of its series are attached items, and calendars of their own."""
    (event,) = [
        item for item in read(PEOPLE) if isinstance(item, Record) and any("entry 1" in f.place for f in item.fields)
    ]
    texts = {f.name: f.text for f in event.fields if "entry 1" in f.place}

    assert texts["subject"].isprintable()
    assert event.withheld == ()
    assert {"attachment 2: body", "attachment 3: body"} <= {f.place for f in event.fields if f.released}


@pytest.mark.case("M24")
def test_an_attached_message_is_read_whole(tmp_path):
    """What our library cannot give is read from the archive's nodes: the same subject, people and words as readpst finds there."""
    (item,) = [
        item for item in read(MAIL) if isinstance(item, Record) and any(": header" in f.place for f in item.fields)
    ]
    ours = {field.name: field.text for field in item.fields if field.place.startswith("attachment 1: ")}
    assert item.withheld == ()
    if shutil.which("readpst") is None:
        pytest.skip("NOT COMPARED WITH A SECOND PROGRAM: readpst (Debian pst-utils) is not installed")
    subprocess.run(
        ["readpst", "-S", "-j", "0", "-o", str(tmp_path), str(MAIL)], check=True, capture_output=True, timeout=60
    )
    mails = [email.message_from_bytes(path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file()]
    (part,) = [part for mail in mails for part in mail.walk() if part.get_content_type() == "message/rfc822"]
    theirs = email.message_from_string(part.get_payload(0).get_payload().partition("\n")[2], policy=policy.default)

    assert ours["Subject"] == theirs["Subject"]
    assert theirs["To"].strip("'") in ours["To"]
    words = [
        word for each in theirs.walk() if each.get_content_type() == "text/plain" for word in each.get_content().split()
    ]
    assert words
    assert [word for word in words if word not in ours["body"]] == []


@pytest.mark.case("P06")
def test_exchange_names_are_scanned_and_never_released():
    """An X.500 name stands in no released field, and in some that is scanned."""
    items = [item for item in read(MAIL) if isinstance(item, Record)]
    held = [field for item in items for field in item.fields if "/cn=recipients" in field.text.lower()]

    assert held
    assert [field.place for field in held if field.released] == []


def test_recipients_and_threads_hold():
    """To comes from the table of recipients with its addresses, and a reply is in the thread of what it answers."""
    items = [item for item in read(MAIL) if isinstance(item, Record)]
    to = [field.text for item in items for field in item.fields if field.place == "header To"]

    assert len(to) == len(items)
    assert all("@" in text for text in to)
    assert (
        len({item.thread for item in items}) == len(items) - 1
    )  # one answers another; what the rest answer is not there


def test_a_copy_is_an_mbox_a_folder_that_others_open(tmp_path):
    """The standard library reads as many messages as were released, without a defect, and no name of a folder is in the copy."""
    connector = OutlookConnector(MAIL, Settings())
    writer = connector.rebuild(tmp_path)
    items = list(connector.read())
    for item in items:
        writer.add(item, tuple(f.text for f in item.fields))
    writer.close()
    (path,) = tmp_path.iterdir()
    with closing(mailbox.mbox(path, create=False)) as box:
        read_back = [email.message_from_bytes(box.get_bytes(key), policy=policy.default) for key in box.iterkeys()]

    assert path.name == "0001-002.mbox"
    assert len(read_back) == len(items) == 7
    assert [part.defects for message in read_back for part in message.walk() if part.defects] == []


@pytest.mark.case("P02")
def test_an_archive_that_was_cut_off_is_never_done(tmp_path):
    """What the file says it holds and does not is one withheld item, even where every folder could still be read."""
    items = read(damaged(tmp_path, lambda content: content[: len(content) // 2]))

    assert reasons(items)[Reason.MISSING] == 1
    assert sum(isinstance(item, Record) for item in items) == 7


@pytest.mark.case("P02")
def test_a_damaged_item_costs_itself(tmp_path):
    """Where the pages of two items are gone, five of seven are read and two are withheld, not fewer and not silently."""
    whole = read(damaged(tmp_path, _hole(3)))

    assert len(whole) == 7
    assert set(reasons(whole)) == {Reason.UNREADABLE}
    assert 0 < sum(isinstance(item, Record) for item in whole) < 7


@pytest.mark.case("P02")
def test_items_that_a_folder_counts_and_cannot_give_are_counted_as_missing(tmp_path):
    """With its table of contents gone a folder still says how many it had: each is withheld as missing."""
    items = read(damaged(tmp_path, _hole(28)))

    assert reasons(items)[Reason.MISSING] == 7


@pytest.mark.case("P02")
def test_no_damage_to_the_nodes_crashes_their_reader(tmp_path):
    """Bytes changed anywhere near an attached message give an item or a refusal, and never another error."""
    whole = MAIL.read_bytes()
    rng = random.Random(5)
    outcomes = Counter()
    for _ in range(120):
        content = bytearray(whole[:700_000])
        for _ in range(rng.choice((3, 300, 3000))):
            content[rng.randrange(180, len(content))] = rng.randrange(256)
        try:
            item = attached_item(Archive(io.BytesIO(bytes(content))), 2097380, 32805, {}, "")
            outcomes["read"] += bool(compose(item, Limits()))
        except (ValueError, Unreadable, OverflowError):
            outcomes["refused"] += 1

    assert set(outcomes) == {"read", "refused"}


def _hole(number):
    """Blank two kilobytes at the place of that number among those that hold anything, eight kilobytes apart."""

    def change(content):
        places = [at for at in range(0x4400, 600_000, 8192) if any(content[at : at + 2048])]
        content[places[number] : places[number] + 2048] = bytes(2048)
        return content

    return change


@pytest.mark.case("P02")
@pytest.mark.parametrize(
    "content", [b"!BDN", b"!BDN" + bytes(600), b"!BDN" + b"\xff" * 5000], ids=["magic", "zeros", "ones"]
)
def test_what_is_no_archive_but_begins_like_one_is_withheld(tmp_path, content):
    """One container, one withheld item, no crash."""
    (tmp_path / "a.pst").write_bytes(content)
    connector = connect(str(tmp_path / "a.pst"), Settings())

    assert [item.reason for item in connector.read()] == [Reason.UNREADABLE]
    assert len(connector.containers()) == 1


@pytest.mark.case("P04")
def test_an_attachment_shorter_than_it_says_is_withheld():
    """A reader that gives nothing, or less than the size told, gave no file: the part is withheld."""
    held = pst._Open(str(MAIL))

    class Short:
        def __init__(self, size, content):
            self.size, self._content = size, content

        def get_record_set(self, _):
            return type("Empty", (), {"number_of_entries": 0})()

        def read_buffer(self, size):
            piece, self._content = self._content[:size], self._content[size:]
            return piece

    flaws = [
        pst._attachment(None, Short(size, content), held, "", Limits()).flaw
        for size, content in ((0, b""), (9, b"abc"), (3, b"abc"))
    ]
    held.close()

    assert flaws == [Reason.UNREADABLE, Reason.UNREADABLE, None]


@pytest.mark.case("R08")
def test_an_item_that_fells_its_reader_costs_itself():
    """The item is withheld and not tried again; the next one is read by another process, and two readings agree."""
    session = Session(MAIL, Limits())
    first = session.message(1, 0)
    session._crew._worker._process.kill()
    felled = session.message(1, 1)
    others = [session.message(1, number) for number in (1, 2)]
    session.close()

    assert isinstance(first, bytes)
    assert isinstance(felled, Reason)
    assert others[0] is felled
    assert isinstance(others[1], bytes)


def test_the_archive_is_not_changed_and_its_reader_ends(tmp_path):
    """The file keeps its bytes, and after a reading no process is left."""
    path = tmp_path / "a.pst"
    shutil.copyfile(MAIL, path)
    connector = OutlookConnector(path, Settings())
    before = path.read_bytes()
    list(connector.read())

    assert path.read_bytes() == before
    assert connector._session._crew._worker is None

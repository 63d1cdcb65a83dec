"""The mail connectors keep the contract of every connector: same items twice, all counted, copies that any program opens."""

import email
import hashlib
import mailbox
import os
import sys
import tracemalloc
from contextlib import closing
from email import policy

import pytest

from connectors.contract import Connector, Writer
from connectors.mailbox import EmlConnector, MaildirConnector, MboxConnector
from records.errors import Reason, SourceUnavailable, Unreadable
from records.record import Record, Withheld
from records.settings import Limits, Settings

SEP = "From jane@example.org Mon Jan  6 10:00:00 2025\n"
SETTINGS = Settings()


def message(number, body="Hello\n", extra=""):
    return (
        f"From: Jane Doe <jane@example.org>\nTo: clerk@example.com\nSubject: s {number}\n"
        f"Message-ID: <m{number}@example.org>\n{extra}\n{body}"
    )


BROKEN = "X-A: b\n" * 6_000 + "\nmore headers than any message has\n"
THREE = [message(1), BROKEN, message(3, extra="In-Reply-To: <m1@example.org>\n")]


def mbox(folder, messages):
    path = folder / "box.mbox"
    path.write_text("".join(f"{SEP}{each}\n" for each in messages), encoding="utf-8", newline="")
    return MboxConnector(path, SETTINGS)


def maildir(folder, messages):
    root = folder / "Mail"
    for name in ("cur", "new", "tmp"):
        (root / name).mkdir(parents=True)
    for number, each in enumerate(messages):
        where = root / ("new" if number % 2 else "cur") / f"{number}.host,S=1"
        where.write_text(each, encoding="utf-8", newline="")
    return MaildirConnector(root, SETTINGS)


def eml(folder, messages):
    path = folder / "one.eml"
    path.write_text(messages[0], encoding="utf-8", newline="")
    return EmlConnector(path, SETTINGS)


def copy_of(connector, into):
    into.mkdir()
    writer = connector.rebuild(into)
    names = [
        writer.add(item, tuple(field.text for field in item.fields))
        if isinstance(item, Record)
        else writer.withhold(item)
        for item in connector.read()
    ]
    writer.close()
    return names


def opened(path):
    """Return the messages of a copy as the standard library counts them."""
    if path.suffix == ".mbox":
        with closing(mailbox.mbox(path, create=False)) as box:
            return [email.message_from_bytes(bytes(each), policy=policy.default) for each in box]
    if path.is_dir():
        box = mailbox.Maildir(path, create=False)
        return [email.message_from_bytes(bytes(box[key]), policy=policy.default) for key in sorted(box.keys())]
    return [email.message_from_bytes(path.read_bytes(), policy=policy.default)]


KINDS = [(mbox, "0001.mbox"), (maildir, "0001"), (eml, "0001.eml")]
kinds = pytest.mark.parametrize(("make", "name"), KINDS, ids=["mbox", "maildir", "eml"])


@kinds
def test_a_connector_and_its_writer_keep_the_protocol(tmp_path, make, name):
    """The pipeline asks for nothing else."""
    connector = make(tmp_path, THREE)
    assert (isinstance(connector, Connector), isinstance(connector.rebuild(tmp_path), Writer)) == (True, True)


@kinds
def test_two_reads_give_the_same_items(tmp_path, make, name):
    """The pipeline reads once to detect and once to redact."""
    connector = make(tmp_path, THREE)
    assert list(connector.read()) == list(connector.read())


@kinds
def test_every_item_names_the_one_container(tmp_path, make, name):
    """Ids are unique in it and hold no value."""
    connector = make(tmp_path, THREE)
    (container,) = connector.containers()
    items = list(connector.read())
    ids = [item.id if isinstance(item, Record) else item.record for item in items]
    assert {item.container for item in items} == {container.id}
    assert ids == [str(n) for n in range(1, len(items) + 1)]


@kinds
def test_the_copy_opens_with_as_many_messages(tmp_path, make, name):
    """A withheld message leaves a stub, so the counts agree."""
    connector = make(tmp_path, THREE)
    copy_of(connector, tmp_path / "out")
    assert len(opened(tmp_path / "out" / name)) == len(list(connector.read()))
    assert [path.name for path in (tmp_path / "out").iterdir()] == [name]


@kinds
def test_two_runs_give_the_same_bytes(tmp_path, make, name):
    """Nothing of the clock or of chance is in a copy."""
    connector = make(tmp_path, THREE)
    for into in ("one", "two"):
        copy_of(connector, tmp_path / into)
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")


@kinds
def test_the_source_is_only_read(tmp_path, make, name):
    """Its fingerprint is the same afterwards, and tells a change."""
    connector = make(tmp_path, THREE)
    before = connector.fingerprint()
    copy_of(connector, tmp_path / "out")
    assert connector.fingerprint() == before
    target = next(path for path in sorted(tmp_path.rglob("*")) if path.is_file() and "out" not in path.parts)
    target.write_text("changed", encoding="utf-8")
    assert connector.fingerprint() != before


@kinds
def test_a_missing_source_is_unavailable(tmp_path, make, name):
    """It may come back: the one error that a flow retries."""
    connector = make(tmp_path, THREE)
    for path in sorted(tmp_path.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    with pytest.raises(SourceUnavailable):
        list(connector.read())


@pytest.mark.parametrize("make", [mbox, maildir])
def test_threading_holds_in_the_copy(tmp_path, make):
    """The third message answers the first, under ids that tell nothing."""
    name = "0001.mbox" if make is mbox else "0001"
    connector = make(tmp_path, [message(1), message(2), message(3, extra="In-Reply-To: <m1@example.org>\n")])
    copy_of(connector, tmp_path / "out")
    by_subject = {each["Subject"]: each for each in opened(tmp_path / "out" / name)}
    assert by_subject["s 3"]["In-Reply-To"] == by_subject["s 1"]["Message-ID"]
    threads = {record.fields[2].text: record.thread for record in connector.read()}
    assert (threads["s 1"] == threads["s 3"], threads["s 1"] == threads["s 2"]) == (True, False)


def test_a_withheld_message_leaves_a_stub_with_its_reason(tmp_path):
    """A reader of the copy sees that something stood there, and why it does not."""
    copy_of(mbox(tmp_path, THREE), tmp_path / "out")
    stub = opened(tmp_path / "out" / "0001.mbox")[1]
    assert (stub["Subject"], stub.get_content()) == (
        "[withheld: larger than the set limit]",
        "This message was withheld: larger than the set limit.\n",
    )


@pytest.mark.case("P01")
def test_the_separator_line_is_scanned_and_replaced(tmp_path):
    """It holds the sender's address; the copy has a fixed one."""
    connector = mbox(tmp_path, [message(1)])
    (record,) = connector.read()
    copy_of(connector, tmp_path / "out")
    assert ("separator line (not released)", SEP.strip()) in [(field.place, field.text) for field in record.fields]
    assert (tmp_path / "out" / "0001.mbox").read_bytes().startswith(b"From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n")


@pytest.mark.case("P01")
def test_body_lines_that_begin_with_from_survive_the_round_trip(tmp_path):
    """Quoted in the source, unquoted for the detectors, quoted again in the copy: one message throughout."""
    connector = mbox(tmp_path, [message(1, body="Hi\n\n>From now on call me\n>>From quoted\n")])
    (record,) = connector.read()
    assert (
        next(field.text for field in record.fields if field.name == "body")
        == "Hi\n\nFrom now on call me\n>From quoted\n"
    )
    copy_of(connector, tmp_path / "out")
    (copy,) = opened(tmp_path / "out" / "0001.mbox")
    assert copy.get_content() == "Hi\n\n>From now on call me\n>>From quoted\n"


@pytest.mark.case("P07")
def test_duplicates_are_all_kept(tmp_path):
    """The same message in two places gets the same decisions and the same ids; neither copy is dropped."""
    connector = mbox(tmp_path, [message(1), message(1)])
    copy_of(connector, tmp_path / "out")
    first, second = opened(tmp_path / "out" / "0001.mbox")
    assert str(first) == str(second)


@pytest.mark.case("P08")
def test_ids_depend_on_the_key_and_on_nothing_else(tmp_path):
    """One key over several mailboxes keeps threads across them; another release has other ids."""
    path = tmp_path / "one.eml"
    path.write_text(message(1), encoding="utf-8")
    for into, container, key in (("a", "0001", b"k"), ("b", "0002", b"k"), ("c", "0001", b"other")):
        copy_of(EmlConnector(path, SETTINGS, container_id=container, release_key=key), tmp_path / into)
    ids = [opened(next((tmp_path / into).iterdir()))[0]["Message-ID"] for into in "abc"]
    assert (ids[0] == ids[1], ids[0] == ids[2]) == (True, False)


@pytest.mark.case("M23")
def test_a_message_over_the_limit_is_withheld_and_the_next_one_read(tmp_path):
    """A monster costs itself only."""
    path = mbox(tmp_path, [message(1, body="x\n" * 5_000), message(2)])._path
    first, second = MboxConnector(path, Settings(limits=Limits(item_bytes=1_000))).read()
    assert (first, second.id) == (Withheld("0001", "1", "message 1", Reason.TOO_LARGE), "2")


@pytest.mark.slow
@pytest.mark.case("M23")
def test_memory_does_not_grow_with_the_mailbox(tmp_path):
    """Ten times the messages, about the same peak."""
    peaks = []
    for count in (100, 1_000):
        folder = tmp_path / str(count)
        folder.mkdir()
        connector = mbox(folder, [message(n, body="words\n" * 500 + "\n") for n in range(count)])
        tracemalloc.start()
        assert sum(1 for _ in connector.read()) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]


def test_a_record_that_cannot_be_rebuilt_is_refused_before_writing(tmp_path):
    """The pipeline then withholds it; nothing of it was written."""
    connector = mbox(tmp_path, [message(1)])
    (record,) = connector.read()
    (tmp_path / "out").mkdir()
    writer = connector.rebuild(tmp_path / "out")
    with pytest.raises(Unreadable) as caught:
        writer.add(record, ("too few",))
    assert (caught.value.reason, list((tmp_path / "out").iterdir())) == (Reason.NOT_REBUILT, [])


def test_what_is_not_delivered_or_not_a_file_is_withheld(tmp_path):
    """A message in tmp, a folder among the messages and a link are counted, never followed."""
    connector = maildir(tmp_path, [message(1)])
    root = connector._path
    (root / "tmp" / "x").write_text(message(2), encoding="utf-8")
    (root / "new" / "folder").mkdir()
    expected = {Reason.POLICY, Reason.UNSUPPORTED}
    if sys.platform != "win32":
        (root / "cur" / "zlink").symlink_to(root / "cur" / "0.host,S=1")
        expected.add(Reason.EXTERNAL)
    items = list(connector.read())
    assert {item.reason for item in items if isinstance(item, Withheld)} == expected
    assert sum(isinstance(item, Record) for item in items) == 1


def test_names_and_flags_of_the_source_are_gone(tmp_path):
    """Files of the copy have generated names."""
    names = copy_of(maildir(tmp_path, [message(1), message(2)]), tmp_path / "out")
    assert names == ["0001/cur/000001.eml", "0001/cur/000002.eml"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_files_of_the_copy_are_the_owners_only(tmp_path):
    """Even under a lax umask."""
    before = os.umask(0)
    try:
        copy_of(mbox(tmp_path, THREE), tmp_path / "out")
    finally:
        os.umask(before)
    assert oct((tmp_path / "out" / "0001.mbox").stat().st_mode & 0o777) == "0o600"


def _tree(root):
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }

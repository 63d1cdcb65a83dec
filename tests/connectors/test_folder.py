"""Everything in a folder is read or counted, in one order, under generated names."""

import os
import socket
import sqlite3
from contextlib import closing

import pytest

from connectors import connect, connect_all
from connectors.folder import FolderConnector
from records.errors import Misconfigured, Reason, SourceUnavailable
from records.record import Record, Shape, Withheld
from records.settings import NamedSource, Settings


def read(path):
    connector = FolderConnector(path, Settings())
    labels = {container.id: container.label for container in connector.containers()}
    return [(labels[item.container], item) for item in connector.read()]


def reasons(path):
    return {label: item.reason for label, item in read(path) if isinstance(item, Withheld)}


def test_files_are_read_by_content_in_sorted_order(tmp_path):
    """The name does not decide: a table is a table and a PDF called .txt is no text."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "permits.txt").write_text("id\tname\tphone\n1\tJane Doe\t5\n2\tJohn Roe\t6\n")
    (tmp_path / "a.json").write_text('{"name": "Jane"}')
    (tmp_path / "c.txt").write_bytes(b"%PDF-1.7\n not a text")
    connector = FolderConnector(tmp_path, Settings())

    assert [(each.id, each.label, each.kind) for each in connector.containers()] == [
        ("0001", "a.json", "json"),
        ("0002", "b/permits.txt", "csv"),
        ("0003", "c.txt", "pdf"),
    ]
    assert reasons(tmp_path) == {"c.txt": Reason.UNREADABLE}


@pytest.mark.case("M22")
def test_file_names_are_scanned_and_not_released(tmp_path):
    """The first record of a file carries its name and folder as a text, and the copy does not."""
    (tmp_path / "in" / "Doe Jane").mkdir(parents=True)
    (tmp_path / "in" / "Doe Jane" / "permit Jane Roe.csv").write_text("name,phone\nX,5\n")
    out = tmp_path / "out"
    out.mkdir()
    connector = FolderConnector(tmp_path / "in", Settings())
    records = list(connector.read())
    writer = connector.rebuild(out)
    documents = [writer.add(record, tuple(field.text for field in record.fields)) for record in records]
    writer.close()

    named = [field for record in records for field in record.fields if field.shape is Shape.FILE_NAME]
    assert [(field.name, field.text, field.place) for field in named] == [
        ("file name", "Doe Jane/permit Jane Roe.csv", "file name (not released)")
    ]
    assert documents == ["0001.csv", "0001.csv"]
    assert [path.name for path in out.iterdir()] == ["0001.csv"]
    assert (out / "0001.csv").read_text() == "name,phone\nX,5\n"


@pytest.mark.case("P12")
@pytest.mark.skipif(os.name == "nt", reason="FIFOs and sockets are not files on Windows")
def test_links_and_devices_are_refused_and_counted(tmp_path):
    """Links are not followed, whether to a file, a folder or themselves, and nothing waits on a FIFO."""
    (tmp_path / "real.txt").write_text("text")
    (tmp_path / "file-link").symlink_to(tmp_path / "real.txt")
    (tmp_path / "folder-link").symlink_to(tmp_path)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "fifo")
    with socket.socket(socket.AF_UNIX) as plug:
        here = os.open(".", os.O_RDONLY)
        os.chdir(tmp_path)  # a socket's path may be 108 bytes long
        plug.bind("socket")
        os.fchdir(here)
        os.close(here)

        assert reasons(tmp_path) == {
            "file-link": Reason.EXTERNAL,
            "folder-link": Reason.EXTERNAL,
            "loop": Reason.EXTERNAL,
            "fifo": Reason.UNSUPPORTED,
            "socket": Reason.UNSUPPORTED,
        }
        FolderConnector(tmp_path, Settings()).fingerprint()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the super-user may read everything")
def test_files_without_permission_are_withheld(tmp_path):
    """A file and a folder that may not be read are withheld as unreadable; the others go on."""
    (tmp_path / "closed.txt").write_text("text")
    (tmp_path / "closed.txt").chmod(0)
    (tmp_path / "folder").mkdir(mode=0)

    assert reasons(tmp_path) == {"closed.txt": Reason.UNREADABLE, "folder": Reason.UNREADABLE}


def test_a_file_that_goes_away_while_reading_is_withheld(tmp_path):
    """What was listed and is gone is counted as unreadable, and the files after it are read."""
    (tmp_path / "a.csv").write_text("name,phone\nJane,5\n")
    (tmp_path / "b.txt").write_text("text")
    connector = FolderConnector(tmp_path, Settings())
    connector.containers()
    (tmp_path / "a.csv").unlink()

    assert [type(item) for item in connector.read()] == [Withheld, Record]


@pytest.mark.case("M27")
def test_an_empty_file_is_released_empty(tmp_path):
    """Nothing in it is nothing to withhold."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.csv").touch()
    connector = FolderConnector(tmp_path / "in", Settings())
    (record,) = connector.read()
    writer = connector.rebuild(tmp_path)
    writer.add(record, ("empty.csv",))
    writer.close()

    assert (tmp_path / "0001.txt").read_bytes() == b""


@pytest.mark.case("R13")
@pytest.mark.skipif(os.name == "nt", reason="Windows refuses these names")
def test_odd_names_are_read(tmp_path):
    """Spaces, line breaks, emoji, 255 bytes and bytes that are no UTF-8 in a name change nothing."""
    names = ["with space.txt", "line\nbreak.txt", "📮.txt", "x" * 251 + ".txt", "caf\udce9.txt"]
    for name in names:
        (tmp_path / name).write_text("text")
    records = [item for _, item in read(tmp_path)]
    texts = {field.text for record in records for field in record.fields if field.shape is Shape.FILE_NAME}

    assert texts == {*names[:4], "café.txt"}
    assert len(FolderConnector(tmp_path, Settings()).fingerprint()) == 64


def test_deep_folders_end_in_a_count(tmp_path):
    """Folders within folders beyond a hundred are withheld, not a crash."""
    deep = tmp_path.joinpath(*["d"] * 150)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("text")

    assert list(reasons(tmp_path).values()) == [Reason.UNREADABLE]


@pytest.mark.case("R05")
@pytest.mark.case("R15")
def test_the_fingerprint_tells_any_change(tmp_path):
    """Content, names, new files and links all change it; reading does not."""
    (tmp_path / "a.txt").write_text("text")
    connector = FolderConnector(tmp_path, Settings())
    before = connector.fingerprint()
    list(connector.read())
    seen = {before, connector.fingerprint()}
    assert seen == {before}
    for change in (
        lambda: (tmp_path / "a.txt").write_text("tex!"),
        lambda: (tmp_path / "a.txt").rename(tmp_path / "b.txt"),
        (tmp_path / "c.txt").touch,
        lambda: (tmp_path / "folder").mkdir() or (tmp_path / "folder" / "d").touch(),
    ):
        change()
        seen.add(connector.fingerprint())

    assert len(seen) == 5


def test_side_files_of_a_database_are_part_of_it(tmp_path):
    """SQLite's own files beside a database are not items; a file that is only named so is one."""
    with sqlite3.connect(tmp_path / "a.db") as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    (tmp_path / "a.db-wal").write_bytes(b"")
    (tmp_path / "b").write_text("text")
    (tmp_path / "b-wal").write_text("text")
    labels = [each.label for each in FolderConnector(tmp_path, Settings()).containers()]

    assert "a.db-wal" not in labels
    assert {"b", "b-wal"} <= set(labels)


def test_a_source_that_is_not_there_is_unavailable(tmp_path):
    """A path that vanished is a source to try again later."""
    with pytest.raises(SourceUnavailable):
        list(FolderConnector(tmp_path / "gone", Settings()).read())


def test_connect_names_what_it_takes(tmp_path):
    """A path or a configured name connects; anything else is refused in a sentence without the text that was given."""
    (tmp_path / "a.txt").write_text("text")
    settings = Settings(sources=(NamedSource("permits", str(tmp_path)),))

    assert [each.source for each in connect("permits", settings).containers()] == ["permits"]
    assert [each.label for each in connect(str(tmp_path / "a.txt"), settings).containers()] == ["a.txt"]
    with pytest.raises(Misconfigured, match=r"^no such file, folder, database URL or configured source$"):
        connect("Jane Doe", settings)


def test_connect_takes_a_database_url(tmp_path):
    """A URL opens the database itself, whose tables are the containers."""
    with closing(sqlite3.connect(tmp_path / "a.db")) as db:
        db.execute("CREATE TABLE permits (x)")
    connector = connect(f"sqlite:///{(tmp_path / 'a.db').as_posix()}", Settings())

    assert [each.label for each in connector.containers()] == ["permits"]


def test_a_password_comes_from_the_environment_only(monkeypatch):
    """A source that names an environment variable for its password is refused where that is not set."""
    monkeypatch.delenv("PERMITS_PASSWORD", raising=False)
    source = NamedSource("permits", "postgresql://reader@db.example.org/permits", password_env="PERMITS_PASSWORD")

    with pytest.raises(Misconfigured, match=r"^the environment variable for the password"):
        connect("permits", Settings(sources=(source,)))


def test_several_sources_keep_apart(tmp_path):
    """Containers of several sources have ids of their own and files in folders of their own; none is refused."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("text")
    (tmp_path / "out").mkdir()
    connector = connect_all([str(tmp_path / "one"), str(tmp_path / "two")], Settings())
    writer = connector.rebuild(tmp_path / "out")
    names = [writer.add(record, tuple(field.text for field in record.fields)) for record in connector.read()]
    writer.close()

    assert [each.id for each in connector.containers()] == ["01-0001", "02-0001"]
    assert len({each.source for each in connector.containers()}) == 2
    assert names == ["01/0001.txt", "02/0001.txt"]
    with pytest.raises(Misconfigured):
        connect_all([], Settings())


@pytest.mark.case("B11")
def test_a_locked_database_is_said_to_be_locked(tmp_path, monkeypatch):
    """Given by its path it is to be tried later; among other files it is listed as in use, and they are read."""
    monkeypatch.setattr("connectors.databases.sqlite_file._SECONDS", 0.0)
    path = tmp_path / "city.sqlite"
    (tmp_path / "a.json").write_text('{"name": "Jane"}')
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("CREATE TABLE t (x)")
        holder.execute("BEGIN EXCLUSIVE")

        with pytest.raises(SourceUnavailable, match="locked by another program"):
            FolderConnector(path, Settings()).containers()
        found = read(tmp_path)

    assert [(label, isinstance(item, Record)) for label, item in found] == [("a.json", True), ("city.sqlite", False)]
    assert found[1][1].reason is Reason.IN_USE


def test_calendars_cards_and_forms_are_not_taken_for_mail(tmp_path):
    """Lines of a name and a colon are read by the format that they are in, and every one of them is released."""
    event = "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Council\r\nBEGIN:VEVENT\r\nSUMMARY:Budget hearing\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nX-ABUID:1\r\nTITLE:Budget hearing\r\nEND:VCARD\r\n"
    form = "Date: 3/4/2024\nName: clerk\nComplaint: Budget hearing\n"
    for name, text in (("a.ics", event), ("b.vcf", card), ("c.txt", form)):
        (tmp_path / name).write_text(text, newline="")
    records = list(FolderConnector(tmp_path, Settings()).read())

    assert [any("Budget hearing" in each.text for each in record.fields if each.released) for record in records] == [
        True
    ] * 3

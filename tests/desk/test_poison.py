"""Poison in, clear words out: every bad source or target is one sentence, the right exit code and nothing half-written."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

NAME = "quackenbush-406-555-0147"
ROW = "Zebulon Quackenbush,406-555-0147,zquack@example.org\n"


@pytest.fixture
def form(desk) -> Path:
    """Return a small form export."""
    file = desk.folder / "forms.csv"
    file.write_text("Name,Phone,E-mail\n" + ROW, encoding="utf-8")
    return file


@pytest.mark.parametrize("command", [("scan",), ("redact", "--to", "out")])
def test_a_path_that_is_not_there(desk, command):
    """A path that does not exist is a wrong command; it is not repeated, since it may hold a name."""
    sentence = desk.refused(command[0], f"{NAME}.mbox", *command[1:], code=2)
    assert NAME not in sentence


def test_a_configured_source_that_is_not_there(desk):
    """A named source may come back: it is unreachable now, which is exit 1; its location is not repeated."""
    (desk.folder / "city.toml").write_text(f"[[sources]]\nname = 'mail'\nlocation = '{NAME}.mbox'\n", encoding="utf-8")
    assert NAME not in desk.refused("scan", "mail", "--config", "city.toml", code=1)


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: Windows has other permissions")
@pytest.mark.case("R14")
@pytest.mark.parametrize("closed", [f"{NAME}.csv", f"{NAME} folder"])
def test_a_source_that_may_not_be_read(plain_desk, closed):
    """A file or a folder without read permission is unreachable: one sentence, exit 1, and nothing is written."""
    path = plain_desk.folder / closed
    path.mkdir() if closed.endswith("folder") else path.write_text(ROW, encoding="utf-8")
    path.chmod(0)
    for command in (("redact", path, "--to", "out"), ("scan", path)):
        sentence = plain_desk.refused(*command, code=1)
        assert ("permissions" in sentence, NAME in sentence) == (True, False)


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: Windows has other permissions")
@pytest.mark.case("R14")
def test_a_file_of_a_folder_that_may_not_be_read(plain_desk):
    """The others are released; it is withheld, listed without its name, and the exit code says so."""
    source = plain_desk.folder / "in"
    (source / NAME).mkdir(parents=True)
    for name in (f"{NAME}.csv", f"{NAME}/a.csv", "notes.csv"):
        (source / name).write_text(ROW, encoding="utf-8")
    (source / f"{NAME}.csv").chmod(0)
    (source / NAME).chmod(0)
    done = plain_desk.run("redact", "in", "--to", "out")
    release = plain_desk.folder / "out"
    assert (done.returncode, done.stderr, NAME in done.stdout) == (1, "", False)
    assert (release / "withheld.csv").read_text(encoding="utf-8").count("UNREADABLE") == 2
    assert [path.name for path in (release / "records").iterdir()] == ["0001.csv"]
    assert [NAME in path.read_text(encoding="utf-8") for path in release.rglob("*.*")] == [False] * 5


@pytest.mark.case("R02")
def test_a_folder_named_like_a_mailbox_is_read_as_a_folder(desk):
    """The name decides nothing: an empty folder is an empty source, whatever it is called."""
    (desk.folder / f"{NAME}.mbox").mkdir()
    done = desk.run("scan", f"{NAME}.mbox")
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
    assert NAME not in done.stderr


def test_an_empty_file_is_accounted_for(desk):
    """A file of no bytes ends in a summary or one sentence, never in a crash."""
    (desk.folder / "empty.mbox").touch()
    done = desk.run("redact", "empty.mbox", "--to", "out")
    assert done.returncode in (0, 1)
    assert "defect" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///none.db",
        "sqlite:///forms.csv",
        "postgresql://reader:s3cret@127.0.0.1:1/forms",
        "nosuch://reader:s3cret@127.0.0.1/forms",
        "://",
    ],
)
def test_a_database_that_cannot_be_opened(desk, form, url):
    """No such file, a file that is no database, a closed port, an unknown kind: one sentence that repeats no password."""
    done = desk.run("scan", url)
    assert done.returncode in (1, 2)
    assert done.stderr.count("\n") == 1
    assert [word for word in ("s3cret", "Traceback", "defect") if word in done.stderr] == []
    assert desk.left() == {"forms.csv"}


def test_a_locked_database_can_be_tried_again_later(desk):
    """While another program holds it, a database is unreachable, which is exit 1 and not a wrong setting."""
    with closing(sqlite3.connect(desk.folder / "forms.db")) as db:
        db.executescript("CREATE TABLE form (name TEXT); INSERT INTO form VALUES ('Zebulon Quackenbush');")
        db.execute("BEGIN EXCLUSIVE")
        assert desk.refused("scan", "sqlite:///forms.db", code=1)


@pytest.mark.case("R16")
@pytest.mark.parametrize(
    "sources",
    [
        ("forms.csv", "forms.csv"),
        ("forms.csv", "./sub/../forms.csv"),
        ("forms.csv", "form"),
        ("sub", "sub/in.csv"),
        ("sub/in.csv", "."),
        ("sqlite:///forms.db", "./forms.db"),
        ("postgresql://a:b@127.0.0.1:1/forms", "postgresql://c@127.0.0.1:1/forms"),
    ],
)
def test_a_source_that_is_named_twice(desk, form, sources):
    """Twice the same, however it is spelled, or a folder and what lies in it: one sentence, and nothing is released twice."""
    (desk.folder / "sub").mkdir()
    (desk.folder / "sub" / "in.csv").write_text(ROW, encoding="utf-8")
    (desk.folder / "city.toml").write_text("[[sources]]\nname = 'form'\nlocation = 'forms.csv'\n", encoding="utf-8")
    with closing(sqlite3.connect(desk.folder / "forms.db")) as db, db:
        db.execute("CREATE TABLE form (name TEXT)")
    sentence = desk.refused("redact", *sources, "--to", "../out", "--config", "city.toml", code=2)
    assert sentence in {
        "a source is named twice; name it once",
        "a source lies inside another one that is named; name only the outer one",
    }


@pytest.mark.case("R16")
@pytest.mark.parametrize("source", ["empty", "empty maildir"])
def test_a_source_that_holds_nothing(desk, source):
    """Nothing to release is said in one sentence, exit 1, and no empty release appears; a scan says that it read nothing."""
    (desk.folder / source).mkdir()
    for part in ("cur", "new", "tmp") if "maildir" in source else ():
        (desk.folder / source / part).mkdir()
    assert "nothing to release" in desk.refused("redact", source, "--to", "out", code=1)
    scanned = desk.run("scan", source)
    assert (scanned.returncode, scanned.stderr, "Items read" in scanned.stdout) == (0, "", True)


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: links take a privilege on Windows")
@pytest.mark.case("P12")
def test_links_that_lead_in_a_circle(desk, form):
    """As a source such a link is withheld, as a place for output it is refused, in words; followed it is nowhere."""
    (desk.folder / "loop").symlink_to("loop")
    scanned = desk.run("scan", "loop")
    assert (scanned.returncode, scanned.stderr, "Items withheld" in scanned.stdout) == (1, "", True)
    for into in ("loop", "loop/out"):
        assert "defect" not in desk.refused("redact", form, "--to", into, code=2)
    assert "defect" not in desk.refused("detect", "loop", "out.jsonl", code=1)


@pytest.mark.case("R15")
def test_a_release_inside_its_source(desk):
    """A release folder within the source is refused before anything is read."""
    (desk.folder / "mail").mkdir()
    (desk.folder / "mail" / "forms.csv").write_text(ROW, encoding="utf-8")
    assert "inside the source" in desk.refused("redact", "mail", "--to", "mail/out", code=2)


def test_a_release_folder_that_exists(desk, form):
    """What was released is never written over."""
    (desk.folder / "out").mkdir()
    assert "exists already" in desk.refused("redact", form, "--to", "out", code=2)


def test_a_release_folder_below_a_file(desk, form):
    """A place that cannot be a folder is a wrong command."""
    assert desk.refused("redact", form, "--to", form / "out", code=2)


@pytest.mark.case("R13")
def test_a_target_that_may_not_be_written(desk, form, disk):
    """A read-only place is refused with exit 2 and stays as it is."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, capture_output=True)
    assert desk.refused("redact", form, "--to", disk / "out", code=2)


@pytest.mark.case("R02")
def test_a_full_disk_leaves_nothing(desk, disk):
    """When the disk fills up while the release is staged, nothing is published and what was staged is gone."""
    rows = "".join(f"Person {number},{'a long note. ' * 60},\n" for number in range(100))
    (desk.folder / "forms.csv").write_text("Name,Note,E-mail\n" + rows, encoding="utf-8")
    assert "disk is full" in desk.refused("redact", "forms.csv", "--to", disk / "out", code=1)
    assert [path.name for path in disk.iterdir()] == []


def test_detect_refuses_a_line_that_is_no_text(desk):
    """A broken line is named by its number, not by its content; no output file appears."""
    (desk.folder / "in.jsonl").write_text(json.dumps({"id": 1, "text": "Hello"}) + "\n{Quackenbush\n", encoding="utf-8")
    sentence = desk.refused("detect", "in.jsonl", "out.jsonl", code=1)
    assert sentence == 'line 2: is not an object with "id" and "text"'


def test_detect_refuses_bytes_that_are_no_text(desk):
    """Bytes that are not UTF-8 are named by their line; no output file appears."""
    (desk.folder / "in.jsonl").write_bytes(b'{"id": 1, "text": "Hello"}\n{"id": 2, "text": "Jos\xe9"}\n')
    assert desk.refused("detect", "in.jsonl", "out.jsonl", code=1) == "line 2: is not UTF-8 text"


def test_detect_refuses_to_write_over_its_input(desk):
    """The same file as input and output is a wrong command, and the input stays."""
    (desk.folder / "in.jsonl").write_text("{}\n", encoding="utf-8")
    assert desk.refused("detect", "in.jsonl", "./in.jsonl", code=2) == "the output file is the input file"


@pytest.mark.case("R02")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="NOT TESTED: this system has no /dev/full")
def test_detect_on_a_full_pipe_says_so(desk):
    """Where stdout cannot take the answer, the command fails by the operating system's own words."""
    with Path("/dev/full").open("wb") as full:
        line = json.dumps({"id": 1, "text": "Call 406-555-0147"})
        done = desk.run("detect", input=line, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "refused" in done.stderr


def test_verify_refuses_a_folder_that_is_no_release(desk):
    """A folder without a manifest is a wrong command."""
    (desk.folder / "out").mkdir()
    assert "manifest" in desk.refused("verify", "out", code=2)


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: Ctrl-C is sent in another way on Windows")
def test_ctrl_c_stops_cleanly(desk):
    """An interrupt ends the command with 130 and one sentence, and its unfinished output is gone."""
    process = desk.start(
        "detect", "-", "out.jsonl", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # heard even where the tests do not hear it
    )  # fmt: skip
    until = time.monotonic() + 60
    while not desk.left() and time.monotonic() < until:  # the output's place is taken just before the model loads
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out, errors) == (
        130,
        b"",
        b"\nclearcopy: stopped before it was done\n",
    )  # below the "^C"
    assert desk.left() == set()


@pytest.mark.case("R10")
def test_a_model_that_is_missing_stops_the_command(desk, form):
    """Without the language model nothing is read: patterns alone are no fallback."""
    (desk.folder / "city.toml").write_text("model = 'no_such_model'\n", encoding="utf-8")
    assert "model" in desk.refused("redact", form, "--to", "out", "--config", "city.toml", code=2)
    assert "model" in desk.refused("detect", "--config", "city.toml", code=2)


def test_a_reader_that_goes_away_is_no_error_message(desk):
    """`clearcopy detect | head` ends quietly when nobody reads any more."""
    text = json.dumps({"id": 1, "text": "Call 406-555-0147"}) + "\n"
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as out:
        done = desk.run("detect", input=text, capture_output=False, stdout=out, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (1, "")

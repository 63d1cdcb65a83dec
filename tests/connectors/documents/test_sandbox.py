"""A poison document costs itself: the worker dies, every process it started dies, and the next document is read."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from connectors.documents import process, sandbox
from connectors.documents.left_out import collected
from connectors.documents.sandbox import Sandboxed, confine
from records.errors import Reason, Unreadable
from records.settings import Limits

pytestmark = pytest.mark.slow  # each waits for a worker to start, or to be killed in time
QUESTIONS = count()
SMALL = Limits(seconds=2, memory_bytes=700_000_000, unpacked_bytes=50_000_000)
UNHURRIED = replace(SMALL, seconds=60)
"""For what fails by anything but time: on a busy machine two seconds may pass before it does."""
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits of the operating system are set on POSIX only")


@pytest.fixture
def poison(monkeypatch):
    """Give the format of poison documents, in a worker of its own with small limits."""
    monkeypatch.syspath_prepend(str(Path(__file__).with_name("poison_parsers")))
    sandbox._SANDBOX.end()
    confine(SMALL)
    format_ = Sandboxed("poison", ".txt", "text/plain", "poison", lambda head, name: True)
    format_.read(b"say warm")
    yield format_
    sandbox._SANDBOX.end()
    confine(Limits())


def reason(format_, content):
    with pytest.raises(Unreadable) as caught:
        format_.read(content)
    return caught.value.reason


def worker(format_):
    """Return which process answers; each question is another one, since an answer that took long is kept."""
    return format_.read(f"say who {next(QUESTIONS)}".encode()).fields[1].text


def test_fields_and_texts_cross_the_wall(poison):
    """Whatever a text holds arrives as it was, and rebuilding gets the texts back."""
    document = poison.read("say Jane \x00 é 😀 \u202e".encode())

    assert (document.fields[0].text, document.fields[1].released) == ("Jane \x00 é 😀 \u202e", False)
    assert poison.rebuild(document, ("[NAME 1]", "\ud800".replace("\ud800", "x"))) == b"[NAME 1]|x"


def test_one_worker_serves_many_documents_and_is_replaced_in_time(poison, monkeypatch):
    """The same process answers until it has answered its share."""
    monkeypatch.setattr(sandbox._SANDBOX, "_crew", process.Crew(5))
    pids = [worker(poison) for _ in range(8)]

    assert (len(set(pids[:4])), len(set(pids))) == (1, 2)


@pytest.mark.case("R08")
@pytest.mark.parametrize(
    ("content", "limits", "expected"),
    [
        (b"sleep", SMALL, {Reason.TIMED_OUT}),
        pytest.param(b"loop", SMALL, {Reason.TIMED_OUT}, marks=POSIX),
        pytest.param(b"eat", UNHURRIED, {Reason.TOO_LARGE}, marks=POSIX),
        (b"flood", UNHURRIED, {Reason.TOO_LARGE}),
        (b"crash", UNHURRIED, {Reason.CRASHED}),
        (b"leave", UNHURRIED, {Reason.CRASHED}),
        (b"raise Jane", UNHURRIED, {Reason.CRASHED}),
        (b"refuse", UNHURRIED, {Reason.ENCRYPTED}),
        (b"recurse", UNHURRIED, {Reason.TOO_DEEP, Reason.CRASHED}),
    ],
)
def test_a_poison_document_is_withheld_and_the_next_one_read(poison, content, limits, expected):
    """A loop, a hang, a hoard, a flood, a crash: each has its reason, in time, and the queue goes on."""
    confine(limits)
    started = time.monotonic()

    assert reason(poison, content) in expected
    assert time.monotonic() - started < 30
    assert poison.read(b"say next").fields[0].text == "next"


@pytest.mark.case("R08")
@pytest.mark.case("L01")
def test_an_answer_that_nobody_can_read_costs_its_own_document(poison, capfd):
    """It has a reason like any other failure, no thread dies of it and nothing is printed; the next document is read."""
    confine(UNHURRIED)

    assert reason(poison, b"garble") in {Reason.TOO_DEEP, Reason.CRASHED}
    assert capfd.readouterr() == ("", "")
    assert poison.read(b"say next").fields[0].text == "next"


@pytest.mark.case("R08")
def test_a_poison_document_is_not_tried_again(poison):
    """The second pass over the source does not wait a second time."""
    assert reason(poison, b"sleep") is Reason.TIMED_OUT
    pid = worker(poison)
    started = time.monotonic()

    assert reason(poison, b"sleep") is Reason.TIMED_OUT
    assert (time.monotonic() - started < 1, worker(poison)) == (True, pid)


@pytest.mark.case("R09")
@pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="looks for processes in /proc")
def test_a_worker_that_ignores_signals_dies_with_its_children(poison):
    """Nothing of its process group is left, though both ignore SIGTERM."""
    group = int(worker(poison))

    assert members(group) == 1
    assert reason(poison, b"stubborn") is Reason.TIMED_OUT
    for _ in range(50):
        if not members(group):
            break
        time.sleep(0.1)
    assert members(group) == 0


def members(group):
    """Count the living processes of a group."""
    count = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, pgrp = stat.read_text().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        count += int(pgrp) == group and state != "Z"
    return count


@pytest.mark.case("R20")
@pytest.mark.parametrize("act", [b"connect", b"run", b"misuse"])
def test_a_parser_reaches_no_network_and_starts_no_program(poison, act):
    """Either fails at once inside the worker; tesseract, too, may be asked for words and nothing else."""
    assert reason(poison, act) is Reason.CRASHED


@pytest.mark.case("D13")
def test_a_page_that_is_done_gives_the_next_its_time(poison):
    """Six pages of a second each are read within a limit of four seconds; the same without a word of them is a hang."""
    confine(replace(SMALL, seconds=4))
    assert poison.read(b"pages told").fields[0].text == "six pages"
    assert reason(poison, b"pages untold") is Reason.TIMED_OUT


@pytest.mark.case("D13")
def test_a_document_cannot_go_on_for_ever(poison, monkeypatch):
    """However often it says that a page is done."""
    monkeypatch.setattr(process, "_LONGEST", 1)

    assert reason(poison, b"pages told") is Reason.TIMED_OUT


@pytest.mark.case("P09")
def test_a_parser_writes_no_file(poison, tmp_path):
    """The disk never fills: a file is not even made."""
    assert reason(poison, b"write " + str(tmp_path / "leak").encode()) is Reason.CRASHED
    assert list(tmp_path.iterdir()) == []


@pytest.mark.case("L01")
def test_what_a_parser_prints_is_dropped(poison, capfd):
    """Output neither disturbs the answer nor reaches a terminal."""
    assert poison.read(b"print").fields[0].text == "printed"
    assert capfd.readouterr() == ("", "")


@pytest.mark.case("B17")
def test_the_worker_inherits_no_secret(poison, monkeypatch):
    """Of the environment it gets what it needs to start."""
    monkeypatch.setenv("FORMS_PASSWORD", "secret")
    sandbox._SANDBOX.end()

    assert "PASSWORD" not in poison.read(b"environment").fields[0].text


@pytest.mark.case("B02")
def test_nothing_a_worker_says_is_unpickled_here(poison, capfd):
    """A carrier that would run a command stays bytes in this process, and in the worker it can start nothing."""
    document = poison.read(b"pickle")

    assert isinstance(document.carrier, bytes)
    with pytest.raises(Unreadable) as caught:
        poison.rebuild(document, ("x",))
    assert (caught.value.reason, capfd.readouterr().out) == (Reason.NOT_REBUILT, "")


def test_a_crash_in_rebuilding_is_told(poison):
    """The document cannot be written, and the next can."""
    document = poison.read(b"say Jane")
    with pytest.raises(Unreadable) as caught:
        poison.rebuild(document, ("crash", ""))

    assert caught.value.reason is Reason.NOT_REBUILT
    assert poison.rebuild(document, ("a", "b")) == b"a|b"


def test_what_a_worker_leaves_out_is_told_on_this_side(poison):
    """A part that is missing from the copy is accounted for, or there is no copy."""
    document = poison.read(b"say Jane")
    with collected() as parts:
        copy = poison.rebuild(document, ("leave out", "b"))
    with pytest.raises(Unreadable) as caught:
        poison.rebuild(document, ("leave out", "b"))

    assert (copy, parts) == (b"leave out|b", [("page 2", Reason.LOW_CONFIDENCE)])
    assert caught.value.reason is Reason.NOT_REBUILT


def test_limits_follow_the_settings(poison):
    """What is confined anew is tried anew."""
    assert reason(poison, b"sleep") is Reason.TIMED_OUT
    confine(replace(SMALL, seconds=1))
    started = time.monotonic()

    assert reason(poison, b"sleep") is Reason.TIMED_OUT
    assert time.monotonic() - started > 0.9


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_has_a_worker_of_its_own(poison):
    """A process copied by fork does not speak into its parent's pipe."""
    pid = worker(poison)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, worker(poison).encode())
        sandbox._SANDBOX.end()
        os._exit(0)
    os.waitpid(child, 0)
    other = os.read(reading, 20).decode()
    os.close(reading)
    os.close(writing)

    assert (other.isdigit(), other != pid, worker(poison)) == (True, True, pid)


@pytest.mark.case("R01")
@POSIX
def test_a_worker_does_not_outlive_a_killed_run():
    """A run that is killed with SIGKILL leaves nobody behind who holds a document."""
    script = (
        "import time\nfrom connectors.documents import sandbox, RTF\nRTF.read(b'{\\\\rtf1 x}')\n"
        "print(sandbox._SANDBOX._crew._worker._process.pid, flush=True)\ntime.sleep(60)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment) as run:
        pid = int(run.stdout.readline())
        run.kill()
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{pid}/stat").is_file() and ") Z " in Path(f"/proc/{pid}/stat").read_text():
            return  # dead; nobody here collects orphans
        time.sleep(0.1)
    pytest.fail("the worker still runs")

"""A person's whole path: scan, redact, verify, inventory, sources and detect on one form export, with the receipt they read."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

VALUES = ("Quackenbush", "406-555-0147", "zquack@example.org", "516-21-4387")


@pytest.fixture
def form(desk) -> Path:
    """Return a form export of two people."""
    file = desk.folder / "forms.csv"
    rows = ("Zebulon Quackenbush,406-555-0147,zquack@example.org,516-21-4387", "Ada Quackenbush,,,")
    file.write_text("Name,Phone,E-mail,SSN\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (desk.folder / "city.toml").write_text(
        "[[sources]]\nname = 'forms'\nlocation = 'forms.csv'\nto = 'out'\n", encoding="utf-8"
    )
    return file


def _words(text):
    return [" ".join(line.split()) for line in text.splitlines()]


def test_redact_ends_with_a_receipt_and_verify_agrees(desk, form):
    """The summary says where the release is, what was redacted by type and that no one reviewed it; exit 0."""
    done = desk.run("redact", "forms", "--to", "out/one", "--config", "city.toml")
    lines = _words(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    told = ("Released to out/one", "Items released 3", "Items withheld 0", "SSN 1", "Reviewed not reviewed")
    assert [line for line in told if line not in lines] == []  # the header of a table is an item of its own
    assert [value for value in VALUES if value in done.stdout] == []
    checked = desk.run("verify", "out/one")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "Verified out/one" in checked.stdout


def test_verify_refuses_a_release_that_was_changed(desk, form):
    """One added character is enough: exit 1, loud, in one sentence."""
    desk.run("redact", "forms.csv", "--to", "out")
    readme = desk.folder / "out" / "README.txt"
    readme.write_text(readme.read_text(encoding="utf-8") + ".", encoding="utf-8")
    assert "does not match its manifest" in desk.refused("verify", "out", code=1)


def test_scan_fills_the_inventory_and_sources_knows_when(desk, form):
    """After a scan the inventory shows the types by source and what is new, as text and as one page; never a value."""
    scanned = desk.run("scan", "forms", "--config", "city.toml")
    shown = desk.run("inventory", "--html", "inventory.html")
    listed = desk.run("sources", "--config", "city.toml")
    page = (desk.folder / "inventory.html").read_text(encoding="utf-8")
    assert [done.returncode for done in (scanned, shown, listed)] == [0, 0, 0]
    assert "Inventory only, nothing was released" in scanned.stdout
    assert {"PERSON", "PHONE", "EMAIL", "SSN"} <= set(shown.stdout.split())
    assert "Still there since the run before: 0 places" in shown.stdout
    assert "never" not in listed.stdout
    assert [value for value in VALUES if value in scanned.stdout + shown.stdout + listed.stdout + page] == []
    assert desk.left() == {"forms.csv", "city.toml", "inventory.html"}


@pytest.mark.case("R13")
@pytest.mark.case("R14")
@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: umask, newlines in names and locales are POSIX's")
def test_odd_surroundings_give_the_same_copies_and_stay_private(desk, form):
    """A folder with spaces, a newline and an emoji, another clock, locale and umask, and no HOME change nothing."""
    desk.run("redact", form, "--to", "out")
    odd = desk.folder / "odd \n \N{BEAR FACE}"
    odd.mkdir()
    env = {name: value for name, value in desk.env.items() if name not in ("HOME", "PYTHONIOENCODING")}
    there = dataclasses.replace(
        desk, folder=odd, env=env | {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"}, afresh=True
    )
    done = there.run("redact", form, "--to", odd / "out", umask=0)
    assert (done.returncode, done.stderr) == (0, "")
    assert _records(odd / "out") == _records(desk.folder / "out")
    modes = {path.stat().st_mode & 0o777 for path in (odd / "out").rglob("*") if path.is_file()}
    assert (modes, (odd / "out").stat().st_mode & 0o777) == ({0o600}, 0o700)


def _records(release):
    return {path.name: path.read_bytes() for path in (release / "records").iterdir()}


def test_something_withheld_is_exit_1_with_its_reason(desk):
    """A file nothing can read is withheld, listed in the summary by reason, and the exit code says so."""
    (desk.folder / "in").mkdir()
    (desk.folder / "in" / "scan.bin").write_bytes(bytes(range(256)) * 20)
    (desk.folder / "in" / "note.txt").write_text("The council meets on Monday.\n", encoding="utf-8")
    done = desk.run("redact", "in", "--to", "out")
    assert (done.returncode, done.stderr) == (1, "")
    assert "Items withheld 1" in _words(done.stdout)
    assert "Items released 1" in _words(done.stdout)


def test_detect_streams_from_file_to_file_and_from_pipe_to_pipe(desk):
    """The same lines give the same spans both ways; `--explain` adds a pattern; offsets cut out the value."""
    text = "Please call Zebulon Quackenbush at 406-555-0147."
    line = json.dumps({"id": "a", "text": text}) + "\n"
    (desk.folder / "in.jsonl").write_text("\ufeff" + line, encoding="utf-8")
    filed = desk.run("detect", "in.jsonl", "out.jsonl")
    piped = desk.run("detect", "-", "-", input=line)
    explained = desk.run("detect", "--explain", input=line)
    spans = json.loads(piped.stdout)["spans"]
    assert [done.returncode for done in (filed, piped, explained)] == [0, 0, 0]
    assert (desk.folder / "out.jsonl").read_text(encoding="utf-8") == piped.stdout
    assert ("PHONE", "406-555-0147") in [(span["type"], text[span["start"] : span["end"]]) for span in spans]
    assert all("pattern" in span for span in json.loads(explained.stdout)["spans"])
    assert {"start", "end", "type", "score", "detector"} <= set(spans[0])


def test_the_spans_shown_in_the_documents_are_what_is_printed(desk):
    """docs/commands.md shows one line in and one line out: the same as the program gives."""
    text = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    line, shown = re.search(r"the line `(.+?)` gives\n\n```json\n(.+?)\n```", text).groups()
    assert desk.run("detect", input=line + "\n").stdout == shown + "\n"


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: there is no pty on Windows")
def test_bars_are_for_a_terminal_only(desk, form):
    """On a terminal stderr shows the stages as they pass; in a pipe it stays empty."""
    import pty

    leader, follower = pty.openpty()
    done = desk.start("redact", form, "--to", "out", stdout=follower, stderr=follower)
    os.close(follower)
    seen = b""
    while chunk := _read(leader):
        seen += chunk
    os.close(leader)
    assert done.wait(timeout=60) == 0
    assert [stage for stage in (b"detect", b"redact", b"verify", b"publish") if stage not in seen] == []
    assert [value for value in VALUES if value.encode() in seen] == []
    assert desk.run("redact", form, "--to", "two").stderr == ""


def _read(leader):
    try:
        return os.read(leader, 4096)
    except OSError:  # how Linux ends a pseudo-terminal whose other side is closed
        return b""

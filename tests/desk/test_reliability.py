"""Whatever happens while a command runs, there is no release or a whole one, one sentence says why, and the exit code is right."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

LIMITED = """
import resource, sys
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
from desk.cli import main
main(sys.argv[1:])
"""
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: limits, umask and such names are POSIX's")
PEOPLE = ("Zebulon Quackenbush", "Wilhelmina Stallingsworth", "Tomasz Brandvold")


@pytest.fixture
def forms(desk) -> Path:
    """Return a form export of some hundred kilobytes."""
    rows = (f"{PEOPLE[n % 3]},{'a long note about the fence. ' * 20},406-555-01{n % 100:02d}\n" for n in range(300))
    file = desk.folder / "forms.csv"
    file.write_text("Name,Note,Phone\n" + "".join(rows), encoding="utf-8")
    return file


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@POSIX
@pytest.mark.case("R02")
@pytest.mark.parametrize("limit", [1_000, 20_000, 100_000])
def test_no_file_may_grow_further(desk, forms, limit):
    """Where the system stops a write, of whichever file comes first, nothing is published and nothing is left."""
    limited = dataclasses.replace(desk, command=(sys.executable, "-c", LIMITED, str(limit)), afresh=True)
    assert limited.refused("redact", forms, "--to", "out", code=1)
    assert list((desk.folder / "workspace").glob("running/*")) == []


@pytest.mark.case("R02")
def test_a_full_disk_under_the_workspace(desk, forms, disk):
    """The workspace has its own disk, and it is full: the release does not appear, for no record is withheld for its sake."""
    (disk / "filler").write_bytes(b"x" * 40_000)
    full = dataclasses.replace(desk, env=desk.env | {"CLEARCOPY_WORKSPACE": str(disk / "workspace")})
    done = full.run("redact", forms, "--to", "out")
    assert (done.returncode, done.stderr.count("\n"), (desk.folder / "out").exists()) == (1, 1, False)
    assert "defect" not in done.stderr


@pytest.mark.case("R02")
def test_a_workspace_that_cannot_take_account_does_not_deny_the_release(desk, forms):
    """The copies are published when the inventory fails: the sentence says so, and the exit code is not 0."""
    assert desk.run("scan", forms).returncode == 0
    findings = desk.folder / "workspace" / "inventory" / "findings"
    for path in sorted(findings.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    findings.rmdir()
    findings.write_text("in the way", encoding="utf-8")
    done = desk.run("redact", forms, "--to", "out")
    assert (done.returncode, "was verified and published" in done.stderr) == (1, True)
    assert desk.run("verify", "out").returncode == 0


@pytest.mark.case("R06")
def test_two_runs_at_once(desk, forms):
    """For one place the second is refused in a sentence; for another, beside the same workspace, both end well and alike."""
    first = desk.start("redact", forms, "--to", "one", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while not (desk.folder / ".one.partial").exists() and time.monotonic() < until:
        time.sleep(0.02)
    refused = desk.run("redact", forms, "--to", "one")
    beside = desk.run("redact", forms, "--to", "two")
    _, said = first.communicate(timeout=120)
    told = (said.decode(), beside.stderr, refused.stderr)
    assert (first.returncode, beside.returncode, refused.returncode) == (0, 0, 2), told
    assert ("another run" in refused.stderr or "exists already" in refused.stderr, refused.stdout) == (True, "")
    assert tree(desk.folder / "one") == tree(desk.folder / "two")
    assert desk.left() == {"forms.csv", *(f"{n}" for n in desk.left() if n.startswith(("one", "two")))}


@POSIX
@pytest.mark.case("R07")
@pytest.mark.case("R01")
def test_what_a_killed_run_of_another_policy_left_is_not_taken_up(desk, forms):
    """Half a release under other settings is thrown away; the manifest names program, model, policy and statute of this one."""
    assert desk.run("redact", forms, "--to", "fresh").returncode == 0
    (desk.folder / "city.toml").write_text("[city]\nname = 'Butte'\n", encoding="utf-8")
    killed = desk.start("redact", forms, "--to", "out", "--config", "city.toml", stdout=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not (desk.folder / ".out.partial" / "redaction-log.csv").exists() and time.monotonic() < until:
        time.sleep(0.02)
    killed.kill()
    killed.wait()
    assert desk.run("redact", forms, "--to", "out").returncode == 0
    assert desk.run("redact", forms, "--to", "butte", "--config", "city.toml").returncode == 0
    versions = [json.loads((desk.folder / n / "manifest.json").read_bytes())["versions"] for n in ("out", "butte")]
    assert tree(desk.folder / "out") == tree(desk.folder / "fresh")
    assert {"clearcopy", "model", "policy"} <= versions[0].keys()
    assert {key for key in versions[0] if versions[0][key] != versions[1][key]} == {"policy"}


@POSIX
@pytest.mark.case("R13")
@pytest.mark.case("L06")
@pytest.mark.case("L03")
def test_names_that_steer_a_terminal_or_a_log(desk):
    """Escape sequences, line ends, look-ups and bytes that are no text, in names and subjects, reach neither screen nor lists."""
    source = desk.folder / "in"
    source.mkdir()
    names = (
        "\x1b[2Jinbox.mbox",
        "a\nclearcopy: all is well.txt",
        "${jndi:x}.csv",
        "é" * 120 + ".txt",
        "-rf.txt",
    )
    for number, name in enumerate(names):
        text = f"Subject: \x1b]0;x\x07 ${{jndi:x}} {number}\nFrom: a@example.org\n\nThe fence.\n"
        (source / name).write_text(text if name.endswith("mbox") else "note\nThe fence.\n", encoding="utf-8")
    (source / os.fsdecode(b"caf\xe9.txt")).write_text("The fence.\n", encoding="utf-8")
    done = desk.run("redact", source, "--to", desk.folder / "out \x1b[2J\n dir")
    lists = "".join(path.read_text(encoding="utf-8") for path in desk.folder.glob("out*/*.*"))
    assert (done.returncode, done.stderr) == (0, "")
    assert [
        sign for sign in ("\x1b", "\x07", "all is well", "jndi", "é", "rf.txt") if sign in done.stdout + lists
    ] == []


@POSIX
@pytest.mark.case("R13")
def test_neither_clock_nor_locale_nor_home_changes_a_byte(desk, forms):
    """A Turkish locale, a clock at the date line, no HOME, a lax umask and a folder of 250 bytes: the same release."""
    assert desk.run("redact", forms, "--to", "out").returncode == 0
    odd = desk.folder / ("x" * 250)
    odd.mkdir()
    env = {name: value for name, value in desk.env.items() if name not in ("HOME", "USER", "LOGNAME")}
    env |= {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "77"}
    there = dataclasses.replace(desk, folder=odd, env=env, afresh=True)
    assert there.run("redact", "../forms.csv", "--to", "out", umask=0).returncode == 0
    assert tree(odd / "out") == tree(desk.folder / "out")

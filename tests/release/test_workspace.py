"""The workspace is private and clean: what a killed run left in it is gone after the next start, a live run's is not."""

import errno
import os
import secrets
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from records.errors import Misconfigured, SourceUnavailable
from release.workspace import open_workspace

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys, time
from pathlib import Path
from release.workspace import open_workspace
with open_workspace(Path(sys.argv[1])).run_folder(sys.argv[2]) as folder:
    (folder / "findings.spool").write_bytes(b"digests")
    print("ready", flush=True)
    time.sleep(60)
"""
POSIX = pytest.mark.skipif(os.name == "nt", reason="SIGKILL and permissions are POSIX")


@pytest.fixture
def place(tmp_path):
    return tmp_path / "workspace"


def hold(place, run):
    """Start a process that holds the folder of *run*, and return it when it does."""
    command = [sys.executable, "-c", HOLD, str(place), run]
    process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE)
    assert process.stdout.readline().strip() == b"ready"
    return process


def runs(place):
    return sorted(path.name for path in (place / "running").iterdir() if path.is_dir())


@POSIX
@pytest.mark.case("R01")
@pytest.mark.case("L05")
def test_what_a_killed_run_left_is_swept_and_a_live_run_is_not(place):
    """Two runs are held open and one is killed: the next run sweeps that one's folder and leaves the other's alone."""
    with hold(place, "alive") as alive, hold(place, "killed") as killed:
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        before = runs(place)
        with open_workspace(place).run_folder("next"):
            during = runs(place)
        still = (place / "running" / "alive" / "findings.spool").read_bytes()
        alive.kill()

    assert (before, during, runs(place), still) == (["alive", "killed"], ["alive", "next"], ["alive"], b"digests")


@pytest.mark.case("R06")
def test_two_runs_of_one_process_do_not_sweep_each_other(place):
    """The lock belongs to the run, not to the process: flows run several in one."""
    workspace = open_workspace(place)
    with workspace.run_folder("one") as one, workspace.run_folder("two") as two:
        assert (one.is_dir(), two.is_dir()) == (True, True)

    assert runs(place) == []


def test_a_folder_of_an_older_version_is_swept(place):
    """A folder that has no lock at all belongs to nobody."""
    (place / "running" / "old").mkdir(parents=True)
    with open_workspace(place).run_folder("next"):
        pass

    assert runs(place) == []


@POSIX
@pytest.mark.case("R14")
def test_everything_in_it_is_private_under_a_lax_umask(place):
    """Folders are 0700 and files 0600 from the moment they exist."""
    old = os.umask(0)
    try:
        with open_workspace(place).run_folder("run"):
            modes = {path.name: path.stat().st_mode & 0o777 for path in place.rglob("*")}
    finally:
        os.umask(old)

    assert (place.stat().st_mode & 0o777, modes.pop("running"), modes.pop("run")) == (0o700, 0o700, 0o700)
    assert set(modes.values()) == {0o600}


@pytest.mark.case("K03")
def test_a_damaged_key_stops_the_run(place):
    """With half a key nothing is read: what it fingerprints would compare with nothing."""
    open_workspace(place)
    (place / "key").write_bytes(b"half")
    with pytest.raises(Misconfigured, match="key is damaged"):
        open_workspace(place)


@pytest.mark.case("K03")
@pytest.mark.parametrize("kept", ["inventory", "ledger.sqlite", "taken.ids", "holdings"])
def test_a_lost_key_stops_the_run(place, kept):
    """Where there is an inventory or the like and no key, no new one is made in silence: nothing would compare with what was before."""
    open_workspace(place)
    (place / "key").unlink()
    (place / kept).mkdir()
    with pytest.raises(Misconfigured, match="key is missing"):
        open_workspace(place)
    assert not (place / "key").exists()


@pytest.mark.case("R06")
def test_a_run_that_cannot_start_for_another_can_be_tried_again(place, monkeypatch):
    """Where another run is starting and does not get done, that is no refusal of the system: a flow tries again."""
    workspace = open_workspace(place)
    monkeypatch.setattr("connectors.running.STARTING", 0.1)
    with (
        FileLock(place / "starting.lock"),
        pytest.raises(SourceUnavailable, match="another run is starting"),
        workspace.run_folder("run"),
    ):
        pass

    assert runs(place) == []


@pytest.mark.case("K03")
@pytest.mark.parametrize(("module", "step"), [(secrets, "token_bytes"), (os, "fsync"), (os, "replace")])
@pytest.mark.parametrize("stopped", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")])
def test_a_key_that_was_being_made_is_made_anew(place, monkeypatch, module, step, stopped):
    """Killed or refused at whatever moment of the first run, the workspace is still new for the next one, and its key whole."""

    def stop(*_):
        raise stopped

    with monkeypatch.context() as patched:
        patched.setattr(module, step, stop)
        with pytest.raises((KeyboardInterrupt, Misconfigured)):
            open_workspace(place)
    key = open_workspace(place).key

    assert (len(key), open_workspace(place).key) == (32, key)
    assert {path.name for path in place.iterdir()} <= {"key", "starting.lock"}


@pytest.mark.case("R06")
def test_first_runs_at_once_have_one_key(place):
    """Runs that find no workspace and make it at the same time read the same key, and none takes it for damaged."""
    runs_at_once = 16
    start = threading.Barrier(runs_at_once)

    def first(_):
        start.wait()
        return open_workspace(place).key

    with ThreadPoolExecutor(runs_at_once) as pool:
        keys = set(pool.map(first, range(runs_at_once)))

    assert [len(key) for key in keys] == [32]

"""`kill -9` at any moment leaves no release or a whole one, and the next run succeeds."""

import os
import random
import time
from multiprocessing import Pipe

import pytest

from records.settings import load
from release.pipeline import release
from release.verify import verify_release
from tests.imported import POSSIBLE, begun

KILLED = 20
PEOPLE = ("Wilhelmina Stallingsworth", "Tomasz Brandvold", "Ada Lindqvist-Moore")


def made(folder):
    """Fill *folder* with files that take a moment to read, to stage and to check."""
    folder.mkdir()
    for number in range(40):
        text = f"{PEOPLE[number % 3]} wrote on day {number}.\nCall 406-555-01{number:02d}.\n" * 20
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _release(source, target, workspace, begins):
    """Say that the run begins, and release."""
    os.environ["CLEARCOPY_WORKSPACE"] = str(workspace)
    begins.send(None)
    begins.close()
    release([str(source)], target, settings=load())


@pytest.mark.slow
@pytest.mark.case("R01")
@pytest.mark.case("R03")
@pytest.mark.skipif(not POSSIBLE, reason="NOT TESTED: SIGKILL is POSIX")
def test_killed_at_random_moments(tmp_path):
    """Runs killed at random moments leave no release or a whole one; the next is byte for byte what an undisturbed one gives."""
    source, into, undisturbed = made(tmp_path / "in"), tmp_path / "out", tmp_path / "undisturbed"

    def run(target):
        heard, begins = Pipe(duplex=False)
        process = begun(_release, source, target, tmp_path / "workspace", begins)
        heard.recv()
        return process

    alone, start = run(undisturbed), time.monotonic()
    alone.join()
    length = time.monotonic() - start
    dice, whole = random.Random(7), 0
    for _ in range(KILLED):
        running = run(into)
        time.sleep(dice.uniform(0, length))
        running.kill()
        running.join()
        if into.exists():
            whole += 1
            assert tree(into) == tree(undisturbed)
            into.rename(tmp_path / f"whole-{whole}")
    last = run(into)
    last.join()

    assert (last.exitcode, verify_release(into, load()).files >= 40, whole < KILLED) == (0, True, True)
    assert tree(into) == tree(undisturbed)
    assert {path.name for path in tmp_path.iterdir()} - {f"whole-{n + 1}" for n in range(whole)} == {
        "in", "out", "undisturbed", "workspace",
    }  # fmt: skip
    assert list((tmp_path / "workspace" / "running").iterdir()) == []

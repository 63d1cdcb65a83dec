"""`kill -9` at any moment leaves no release or a whole one, and the next run succeeds."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import sys
from pathlib import Path
from records.settings import load
from release.pipeline import release
print("ready", flush=True)
release([sys.argv[1]], Path(sys.argv[2]), settings=load())
"""


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


@pytest.mark.slow
@pytest.mark.case("R01")
@pytest.mark.case("R03")
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_killed_at_random_moments(tmp_path):
    """Runs killed at random moments leave no release or a whole one; the next is byte for byte what an undisturbed one gives."""
    from records.settings import load
    from release.verify import verify_release

    environment = os.environ | {"CLEARCOPY_WORKSPACE": str(tmp_path / "workspace"), "PYTHONPATH": str(ROOT)}
    source, into, undisturbed = made(tmp_path / "in"), tmp_path / "out", tmp_path / "undisturbed"

    def run(target):
        return subprocess.Popen([sys.executable, "-c", RUN, str(source), str(target)], env=environment, stdout=-1)

    with run(undisturbed) as running:
        running.stdout.readline()
        start = time.monotonic()
    length = time.monotonic() - start
    dice, whole = random.Random(7), 0
    for _ in range(KILLED):
        with run(into) as running:
            running.stdout.readline()
            time.sleep(dice.uniform(0, length))
            running.send_signal(signal.SIGKILL)
        if into.exists():
            whole += 1
            assert tree(into) == tree(undisturbed)
            into.rename(tmp_path / f"whole-{whole}")
    with run(into) as last:
        last.communicate()

    assert (last.returncode, verify_release(into, load()).files >= 40, whole < KILLED) == (0, True, True)
    assert tree(into) == tree(undisturbed)
    assert {path.name for path in tmp_path.iterdir()} - {f"whole-{n + 1}" for n in range(whole)} == {
        "in", "out", "undisturbed", "workspace",
    }  # fmt: skip
    assert list((tmp_path / "workspace" / "running").iterdir()) == []

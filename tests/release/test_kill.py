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


@pytest.mark.slow
@pytest.mark.case("R01")
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_killed_at_random_moments(tmp_path):
    """Eight runs are killed at random moments; what is at the target afterwards is nothing, or verifies; then one run completes."""
    from records.settings import load
    from release.verify import verify_release

    source = tmp_path / "in"
    source.mkdir()
    for number in range(40):
        text = f"Wilhelmina Stallingsworth wrote on day {number}.\nCall 406-555-0137.\n" * 20
        (source / f"{number}.txt").write_text(text, encoding="utf-8")
    environment = os.environ | {"CLEARCOPY_WORKSPACE": str(tmp_path / "workspace"), "PYTHONPATH": str(ROOT)}
    dice = random.Random(7)
    whole = 0
    for attempt in range(8):
        into = tmp_path / f"out-{attempt}"
        command = [sys.executable, "-c", RUN, str(source), str(into)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as running:
            running.stdout.readline()
            time.sleep(dice.uniform(0.2, 4.0))
            running.send_signal(signal.SIGKILL)
        if into.exists():
            whole += 1
            verify_release(into, load())
    into = tmp_path / "out-0" if not (tmp_path / "out-0").exists() else tmp_path / "last"
    subprocess.run([sys.executable, "-c", RUN, str(source), str(into)], env=environment, check=True)

    assert verify_release(into, load()).files >= 40
    assert whole < 8
    assert not list(tmp_path.glob(".last.partial"))

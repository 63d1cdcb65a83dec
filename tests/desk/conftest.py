"""Commands run as a person runs them: a process of its own, in an empty folder, with a workspace of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.desk.imported import run_imported
from tests.imported import POSSIBLE

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120
COMMAND = (sys.executable, "-m", "desk.cli")


@dataclass(frozen=True)
class Desk:
    """A folder to run commands in, and the environment to run them with."""

    folder: Path
    env: dict[str, str]
    command: tuple[str, ...] = COMMAND
    afresh: bool = not POSSIBLE
    """Whether each command is a new Python: slower, and what a test is about that changes how one begins."""

    def run(self, *arguments: str | Path, **options) -> subprocess.CompletedProcess[str]:
        """Run one command and return its exit code, output and errors."""
        if not self.afresh and options.keys() <= {"input"}:
            given = options.get("input", "")
            return run_imported(
                tuple(map(str, arguments)), folder=self.folder, env=self.env, given=given, seconds=SECONDS
            )
        command = [*self.command, *map(str, arguments)]
        options = {"input": "", "capture_output": True, **options}
        return subprocess.run(
            command, cwd=self.folder, env=self.env, text=True, encoding="utf-8", timeout=SECONDS, check=False, **options
        )

    def start(self, *arguments: str | Path, **options) -> subprocess.Popen[bytes]:
        """Start one command and return while it runs."""
        return subprocess.Popen([*self.command, *map(str, arguments)], cwd=self.folder, env=self.env, **options)

    def left(self) -> set[str]:
        """Return everything below the folder but the workspace, which is the city's own."""
        paths = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*"))
        return {path for path in paths if not path.startswith("workspace")}

    def refused(self, *arguments: str | Path, code: int, **options) -> str:
        """Run a command that must fail with *code*, one sentence, and nothing new on disk; return the sentence."""
        before = self.left()
        done = self.run(*arguments, **options)
        assert (done.returncode, done.stderr.count("\n"), done.stderr[:11]) == (code, 1, "clearcopy: "), done.stderr
        assert done.stdout in ("", None)
        assert self.left() == before
        return done.stderr[11:].strip()


@pytest.fixture
def desk(tmp_path) -> Desk:
    """Return an empty folder with a workspace beside nothing else."""
    env = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"}
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    env |= {
        "PYTHONPATH": path,
        "CLEARCOPY_WORKSPACE": str(tmp_path / "workspace"),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "160",
    }
    return Desk(folder=tmp_path, env=env)


DROP = """
import ctypes, os, sys
for capability in (1, 2):  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of capabilities(7)
    if ctypes.CDLL(None, use_errno=True).prctl(24, capability, 0, 0, 0):  # PR_CAPBSET_DROP
        sys.exit("the privilege cannot be dropped")
os.execv(sys.executable, [sys.executable, "-m", "desk.cli", *sys.argv[1:]])
"""


@pytest.fixture
def plain_desk(desk) -> Desk:
    """Return a desk whose processes permissions do stop: as root, they start without root's privilege to pass over them."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return desk
    made = replace(desk, command=(sys.executable, "-c", DROP), afresh=True)
    closed = desk.folder / "closed.toml"
    closed.touch(mode=0)
    stopped = made.run("sources", "--config", closed).returncode
    closed.unlink()
    if stopped != 2:
        pytest.skip("NOT TESTED: this process is root and cannot drop the privilege that no permission stops")
    return made


@pytest.fixture
def disk(tmp_path) -> Iterator[Path]:
    """Mount a file system of 64 kB that belongs to the test alone; skip where that takes more rights than the test has."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("NOT TESTED: a small or read-only file system takes root on Linux to mount")
    yield place
    subprocess.run(["umount", str(place)], capture_output=True, check=True)

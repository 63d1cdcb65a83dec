"""Commands run as a person runs them: a process of its own, in an empty folder, with a workspace of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "desk.cli")


@dataclass(frozen=True)
class Desk:
    """A folder to run commands in, and the environment to run them with."""

    folder: Path
    env: dict[str, str]

    def run(self, *arguments: str | Path, **options) -> subprocess.CompletedProcess[str]:
        """Run one command and return its exit code, output and errors."""
        command = [*COMMAND, *map(str, arguments)]
        options = {"input": "", "capture_output": True, **options}
        return subprocess.run(
            command, cwd=self.folder, env=self.env, text=True, encoding="utf-8", timeout=120, check=False, **options
        )

    def start(self, *arguments: str | Path, **options) -> subprocess.Popen[bytes]:
        """Start one command and return while it runs."""
        return subprocess.Popen([*COMMAND, *map(str, arguments)], cwd=self.folder, env=self.env, **options)

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

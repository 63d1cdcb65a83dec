"""Runs a command in a process that has imported the program already (tests/imported.py).

Where nothing forks, and where a test is about how a process begins, commands are started afresh.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.imported import begun

__all__ = ["run_imported"]

_NAMES = ("stdin", "stdout", "stderr")


def run_imported(
    arguments: Sequence[str], *, folder: Path, env: Mapping[str, str], given: str, seconds: float
) -> subprocess.CompletedProcess[str]:
    """Run ``clearcopy`` with *arguments* in *folder* and return its exit code and what it printed."""
    with TemporaryDirectory() as made:
        streams = [Path(made, name) for name in _NAMES]
        streams[0].write_bytes(given.encode("utf-8"))
        running = begun(_begin, list(arguments), str(folder), dict(env), list(map(str, streams)))
        running.join(seconds)
        if running.exitcode is None:
            running.kill()
            running.join()
            raise subprocess.TimeoutExpired(list(arguments), seconds)
        code = running.exitcode
        running.close()
        out, err = (path.read_text(encoding="utf-8") if path.exists() else "" for path in streams[1:])
    return subprocess.CompletedProcess(list(arguments), code, out, err)


def _begin(arguments: list[str], folder: str, env: dict[str, str], streams: list[str]) -> None:
    """Make this process what the command line would have started, and run the command."""
    for number, path in enumerate(streams):
        opened = os.open(path, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - lives as long as the process
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    from desk.cli import main

    try:
        main(arguments)
    except Exception:  # noqa: BLE001 - what Python would hand to the hook that the program has set
        sys.excepthook(*sys.exc_info())
        sys.exit(1)
    finally:
        sys.stdout.flush()

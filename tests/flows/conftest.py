"""A real Prefect server, worker and deployments on loopback, in a folder of their own, started once for these tests."""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "quail-lantern-8841"
FINAL = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}


def _spellings(value: str) -> list[bytes]:
    """Return the byte strings under which *value* could be kept: plain, UTF-16, in base64 at each of its three phases."""
    plain = value.encode()
    shifted = [base64.b64encode(b"\0" * phase + plain)[4 if phase else 0 :][:-4] for phase in range(3)]
    return [plain, plain.upper(), plain.lower(), value.encode("utf-16-le"), plain.hex().encode(), *shifted]


@dataclass(frozen=True)
class City:
    """A folder with prefect.yaml, settings and sources, and the server that runs its deployments."""

    folder: Path
    home: Path
    api: str
    env: dict[str, str]
    logs: tuple[Path, ...]

    def prefect(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one `prefect` command in the city's folder."""
        command = [sys.executable, "-m", "prefect", "--no-prompt", *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=self.env, capture_output=True, text=True, timeout=120, check=False
        )

    def ask(self, path: str, body: dict | None = None, method: str = "POST") -> tuple[int, object]:
        """Return status and answer of one request to the API."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self.api}{path}", data=data, method=method, headers={"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def start(self, name: str, parameters: dict) -> tuple[int, dict]:
        """Trigger a run of the deployment *name*, as the UI does."""
        _, deployment = self._asked(f"/deployments/name/{name}", method="GET")
        return self._asked(f"/deployments/{deployment['id']}/create_flow_run", {"parameters": parameters})

    def _asked(self, path: str, body: dict | None = None, method: str = "POST") -> tuple[int, dict]:
        """Ask again while the server says that it is busy, as Prefect's own client does; a refusal is an answer."""
        for _ in range(60):
            status, answer = self.ask(path, body, method)
            if status < 500:
                return status, answer
            time.sleep(0.5)
        pytest.fail(f"the server answered {status}: {answer}")

    def wait(self, run: str, seconds: float = 120) -> dict:
        """Return the flow run when it has ended."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            _, found = self.ask(f"/flow_runs/{run}", method="GET")
            if found["state_type"] in FINAL:
                return found
            time.sleep(0.5)
        pytest.fail("the flow run did not end; the worker says: " + self.logs[-1].read_text()[-3000:])

    def tasks(self, run: str, count: int) -> dict[str, dict]:
        """Return the *count* task runs of a flow run by name."""
        body = {"flow_runs": {"id": {"any_": [run]}}}
        until = time.monotonic() + 30
        while True:  # task states reach the database through the event stream, a moment after the flow's own
            _, found = self.ask("/task_runs/filter", body)
            if time.monotonic() > until or [task["state_type"] in FINAL for task in found] == [True] * count:
                return {task["name"]: task for task in found}
            time.sleep(0.5)

    def stored(self) -> bytes:
        """Return everything that Prefect keeps: each file as it is, every database row as text, and what was logged."""
        files = [path for path in self.home.rglob("*") if path.is_file()] + list(self.logs)
        raw = b"\n".join(path.read_bytes() for path in files)
        with closing(sqlite3.connect(f"file:{self.home / 'prefect.db'}?mode=ro", uri=True)) as db:
            tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            rows = [repr(row) for name in tables for row in db.execute(f'SELECT * FROM "{name}"')]
        return raw + "\n".join(rows).encode("utf-8", "surrogateescape")

    def keeps(self, *values: str) -> list[str]:
        """Return those of *values* that Prefect keeps anywhere, in any spelling."""
        stored = self.stored()
        return [value for value in values if any(spelling in stored for spelling in _spellings(value))]


@pytest.fixture(scope="session")
def city(tmp_path_factory):
    """Start server and worker, make the work pool and deploy; stop both at the end."""
    folder = tmp_path_factory.mktemp("city")
    home = tmp_path_factory.mktemp("prefect")
    for name in ("prefect.yaml", "prefect.toml"):
        shutil.copy(ROOT / name, folder / name)
    port = _free_port()
    env = os.environ | {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",  # no run of its own, should it be two o'clock in Denver
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "PREFECT_CLI_COLORS": "false",
        "DO_NOT_TRACK": "1",
        "FORMS_PASSWORD": PASSWORD,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
        "PYTHONWARNINGS": "ignore",
    }
    logs = (folder.parent / "server.log", folder.parent / "worker.log")
    made = City(folder=folder, home=home, api=env["PREFECT_API_URL"], env=env, logs=logs)
    with ExitStack() as running:
        server = _spawn(made, running, logs[0], "server", "start", "--host", "127.0.0.1", "--port", str(port))
        _await_health(made, server)
        for command in (("work-pool", "create", "clearcopy", "--type", "process"), ("deploy", "--all")):
            done = made.prefect(*command)
            assert done.returncode == 0, done.stdout + done.stderr
        _spawn(made, running, logs[1], "worker", "start", "--pool", "clearcopy", "--name", "test")
        yield made


def _spawn(made: City, running: ExitStack, log: Path, *arguments: str) -> subprocess.Popen[bytes]:
    out = running.enter_context(log.open("wb"))
    process = subprocess.Popen(
        [sys.executable, "-m", "prefect", *arguments], cwd=made.folder, env=made.env, stdout=out, stderr=out
    )
    running.callback(_stop, process)
    return process


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=3)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=15)


def _await_health(made: City, server: subprocess.Popen[bytes], seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        try:
            if made.ask("/health", method="GET")[0] == 200:
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail("the Prefect server did not start: " + made.logs[0].read_text()[-3000:])


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

"""A database that cannot be read in place is copied into the workspace only: a run that is killed leaves nothing that stays."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from release.workspace import open_workspace

ROOT = Path(__file__).resolve().parents[3]
SSN = b"516-88-9021"
HOLD = """
import sys, time
from connectors.database import DatabaseConnector
from records.settings import load
connector = DatabaseConnector(sys.argv[1], load())
connector.containers()
print("ready", flush=True)
time.sleep(60)
"""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="NOT TESTED on Windows: SIGKILL is POSIX")


def sqlite_with_a_log(folder):
    """Make a SQLite file in WAL mode, as a crashed writer leaves it."""
    live = folder / "live.db"
    with closing(sqlite3.connect(live)) as writer:
        writer.executescript("PRAGMA journal_mode = WAL; CREATE TABLE t (ssn TEXT);")
        writer.execute("INSERT INTO t VALUES (?)", (SSN.decode(),))
        writer.commit()
        return _as_left(folder, live, "-wal")


def duckdb_with_a_log(folder):
    """Make a DuckDB file with a write-ahead log, as a crashed writer leaves it."""
    live = folder / "live.duckdb"
    with duckdb.connect(str(live)) as writer:
        writer.execute("CREATE TABLE t (ssn VARCHAR)")
        writer.execute("INSERT INTO t VALUES (?)", [SSN.decode()])
        return f"duckdb:///{_as_left(folder, live, '.wal')}"


def _as_left(folder, live, log):
    (folder / "source").write_bytes(live.read_bytes())
    (folder / f"source{log}").write_bytes(live.with_name(live.name + log).read_bytes())
    return folder / "source"


def holding(folder):
    """Return the files below *folder* that hold the number."""
    return [path for path in folder.rglob("*") if path.is_file() and SSN in path.read_bytes()]


@pytest.mark.case("R01")
@pytest.mark.case("L05")
@pytest.mark.parametrize("made", [sqlite_with_a_log, duckdb_with_a_log])
def test_the_copy_of_a_killed_run_is_swept(tmp_path, made):
    """While a run lives its copy lies in the workspace and nowhere else; after `kill -9` the next run removes it."""
    source, system, workspace = tmp_path / "in", tmp_path / "system", tmp_path / "workspace"
    source.mkdir()
    system.mkdir()
    own = open_workspace(workspace)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(system), "CLEARCOPY_WORKSPACE": str(workspace)}
    command = [sys.executable, "-c", HOLD, str(made(source))]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline().strip() == b"ready"
        with own.run_folder("beside"):
            alive = holding(workspace), holding(system)
        process.send_signal(signal.SIGKILL)
    killed = holding(workspace)
    with own.run_folder("next"):
        swept = holding(workspace)

    assert (len(alive[0]) > 0, alive[1], killed, swept) == (True, [], alive[0], [])

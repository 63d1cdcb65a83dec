"""The program runs without a network and asks for none: no look-up, no telemetry, no download."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
GUARDED = """
import socket, sys
def refused(*arguments, **keywords):
    print("NETWORK", arguments[:1], flush=True)
    raise OSError("no network here")
for name in ("getaddrinfo", "gethostbyname", "create_connection"):
    setattr(socket, name, refused)
socket.socket.connect = refused
from detectors.engine import Engine
from records.record import Field, Record
from records.settings import load
engine = Engine(load())
print(len(engine.detect([Record("1", "c", (Field("body", "Jane Doe, jdoe@example.org, 406-555-0101, 12 Elm St"),))])[0]))
"""


@pytest.mark.case("R20")
def test_detection_asks_for_no_network(tmp_path):
    """Loading the models and detecting opens no connection, starts no telemetry client and leaves no session file behind."""
    environment = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path))
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    environment.pop("TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS", None)
    done = subprocess.run(
        [sys.executable, "-c", GUARDED],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "NETWORK" not in done.stdout
    assert int(done.stdout.split()[-1]) >= 3
    assert list(tmp_path.iterdir()) == []

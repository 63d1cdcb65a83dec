"""The program runs without a network and asks for none: no look-up, no telemetry, no download."""

from __future__ import annotations

import os
import shutil
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

WHOLE = """
import sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"):
        print("NETWORK", event, flush=True)
        raise OSError("no network here")
sys.addaudithook(refuse)
from pathlib import Path
from records.settings import load
from release.pipeline import release
from release.report import to_html
from release.verify import verify_release
settings = load()
done = release([sys.argv[1]], Path(sys.argv[2]), settings=settings)
verify_release(Path(sys.argv[2]), settings)
to_html(settings.workspace_path(), Path(sys.argv[2]).with_suffix(".html"))
print(done.released, done.withheld)
"""
BAIT = b"""From: Wilhelmina Stallingsworth <wstall@example.org>
Subject: pictures
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html

<img src="http://192.0.2.1/p.png"><link rel=stylesheet href="http://192.0.2.1/s.css"><p>The fence, 406-555-0137.</p>
--b
Content-Type: message/external-body; access-type=URL; URL="http://192.0.2.1/x"

Content-Type: text/plain

--b
Content-Type: application/xml

<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd"><a>The gate.</a>
--b--
"""


def _without_network(command):
    """Return *command* in a network of its own that leads nowhere, where this system lets us make one."""
    apart = ["unshare", "--net", "--", *command]
    possible = sys.platform == "linux" and shutil.which("unshare")
    probe = possible and subprocess.run(["unshare", "--net", "--", "true"], capture_output=True, check=False)
    return apart if probe and probe.returncode == 0 else command


@pytest.mark.case("R20")
@pytest.mark.case("H05")
@pytest.mark.case("M20")
def test_a_whole_release_asks_for_no_network(tmp_path):
    """Mail full of things to fetch is released, verified and shown in the inventory on a host that has no network."""
    source = tmp_path / "in"
    source.mkdir()
    (source / "bait.eml").write_bytes(BAIT)
    environment = os.environ | {"CLEARCOPY_WORKSPACE": str(tmp_path / "workspace"), "PYTHONPATH": str(ROOT)}
    command = _without_network([sys.executable, "-c", WHOLE, str(source), str(tmp_path / "out")])
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert (done.returncode, done.stdout.split()) == (0, ["1", "0"]), done.stderr[-2000:]
    assert "192.0.2.1" not in (tmp_path / "out" / "records" / "0001.eml").read_text(encoding="utf-8")


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

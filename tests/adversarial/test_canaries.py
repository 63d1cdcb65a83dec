"""Two hundred planted people are nowhere afterwards: not in the release, the logs, the workspace or a forgotten file."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from connectors.documents import FORMATS, HEAD, recognise
from connectors.documents.convert import program
from tests.adversarial.canaries import CANARIES, GROUPS, plant
from tests.adversarial.carriers_formats import CARRIERS, People, Queue
from tests.adversarial.searching import found

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
DRIVE = """
import logging, sys
from pathlib import Path
logging.basicConfig(level=logging.DEBUG)
from records.settings import load
from release.pipeline import release
print(release(sys.argv[2:], Path(sys.argv[1]), settings=load()))
"""


@dataclass(frozen=True)
class Run:
    """One release in a process of its own, and every place where it could have left something."""

    canaries: tuple
    root: Path
    code: int

    def left_in(self, folder):
        """Return (carrier, trace, file, disguise) for whatever is left below *folder*; carriers count from 0 in their group."""
        hits = found(self.traces, self.root / folder)
        return [
            (at, value, name, how)
            for at, canary in enumerate(self.canaries)
            for value, name, how in hits
            if value in canary.traces
        ]

    @property
    def traces(self):
        """Everything that must be nowhere."""
        return [trace for canary in self.canaries for trace in canary.traces]


@pytest.fixture(scope="module", params=list(GROUPS))
def run(request, tmp_path_factory):
    """Release one group of carriers with logging at its loudest, output captured, temporary files in a folder of ours."""
    root = tmp_path_factory.mktemp(request.param)
    for name in ("source", "temp", "said"):
        (root / name).mkdir()
    canaries = plant(request.param, root / "source")
    environment = os.environ | {
        "CLEARCOPY_WORKSPACE": str(root / "workspace"),
        "PYTHONPATH": str(ROOT),
        "PYTHONDEVMODE": "1",
        "PYTHONWARNINGS": "default",
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(root / "temp")),
    }
    with (root / "said" / "out.txt").open("wb") as out, (root / "said" / "err.txt").open("wb") as err:
        command = [sys.executable, "-c", DRIVE, str(root / "release"), str(root / "source")]
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=out, stderr=err, timeout=600, check=False)
    return Run(canaries, root, done.returncode)


def test_there_are_two_hundred_distinct_canaries():
    """No two canaries share a trace, and every one is planted by some group."""
    traces = [trace for canary in CANARIES for trace in canary.traces]
    assert len(CANARIES) == 200
    assert len(set(traces)) == len(traces)
    assert sum(count for name, (count, _) in GROUPS.items() if name != "formats") == 200
    assert GROUPS["formats"][0] == 200


def test_every_format_has_its_carriers():
    """Whoever adds a format adds what plants people in it (tests/adversarial/carriers_formats.py)."""
    assert [each.name for each in FORMATS if each.name not in CARRIERS] == []


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
def test_a_carrier_makes_files_of_its_format(name):
    """Each file is recognised as what it is meant to be, so that its reader is put to the test."""
    format_ = next(each for each in FORMATS if each.name == name)
    files = CARRIERS[name](People(Queue(CANARIES)))

    assert [file for file, content in files if recognise(content[:HEAD], file) is not format_] == []
    if name == "word" and not program():
        pytest.skip("NOT TESTED: LibreOffice is not installed, so no old Word file can be converted")
    if name == "heic" and find_spec("pi_heif") is None:
        pytest.skip("NOT TESTED: pi-heif is not installed, so a HEIC picture is withheld")
    assert [file for file, content in files if not format_.read(content).fields] == []


def test_every_canary_can_be_found_in_the_sources(run):
    """The control: the same search sees every canary in the sources, through every carrier."""
    assert {at for at, *_ in run.left_in("source")} == set(range(len(run.canaries)))


def test_the_release_is_published(run):
    """A source full of hostile carriers is released, with what cannot be read withheld: refusing everything is no protection."""
    assert run.code == 0, (run.root / "said" / "err.txt").read_text(encoding="utf-8")[-3000:]
    assert (run.root / "release" / "manifest.json").exists()


@pytest.mark.case("R17")
@pytest.mark.case("M22")
@pytest.mark.case("B06")
@pytest.mark.case("K06")
def test_no_canary_is_in_the_release(run):
    """Not a byte of a canary is in any file or file name of the release: copies, log, withheld list, manifest, read-me."""
    left = run.left_in("release")
    assert left == [], "\n".join(map(str, left))


@pytest.mark.case("L01")
@pytest.mark.case("L03")
def test_no_canary_was_printed_or_logged(run):
    """Standard output, standard error, warnings and debug logs of the whole process hold no canary."""
    left = run.left_in("said")
    assert left == [], "\n".join(map(str, left))


@pytest.mark.case("L07")
def test_no_canary_is_in_the_workspace(run):
    """Ledger and inventory hold counts and keyed digests; not even the city's own folder holds a value."""
    assert (run.root / "workspace" / "inventory").is_dir()
    left = run.left_in("workspace")
    assert left == [], "\n".join(map(str, left))


@pytest.mark.case("L05")
def test_no_temporary_file_is_left(run):
    """Nothing stays in the temporary folder or beside the release."""
    assert list((run.root / "temp").iterdir()) == []
    assert {path.name for path in run.root.iterdir()} == {"source", "temp", "said", "workspace", "release"}


@pytest.mark.case("L01")
@pytest.mark.parametrize(
    "source", ["no such {}.csv", "sqlite:///no/such/{}.db", "postgresql://{}:secret@127.0.0.1:1/x"]
)
def test_errors_do_not_repeat_what_they_were_given(tmp_path, source):
    """A traceback, with every cause in it, names neither a missing file nor a database's user."""
    canary = CANARIES[0]
    (tmp_path / "said").mkdir()
    command = [sys.executable, "-c", DRIVE, str(tmp_path / "release"), source.format(canary.last)]
    environment = os.environ | {"CLEARCOPY_WORKSPACE": str(tmp_path / "workspace"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=300, check=False)
    (tmp_path / "said" / "all.txt").write_bytes(done.stdout + done.stderr)
    assert done.returncode != 0
    assert found(canary.traces, tmp_path / "said") == []

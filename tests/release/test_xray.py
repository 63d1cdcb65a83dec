"""Another program that hunts for bad redactions finds them in what arrives and none in what is released."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from records.settings import load
from release.pipeline import release
from tests.paper_files import NEEDS_OCR, pdf

XRAY = Path(__file__).resolve().parents[2] / "build" / "xray"
NAME, SSN = "Wilhelmina Stallingsworth", "516-21-4321"
_ASK = "import asyncio, json, sys, xray; json.dump(asyncio.run(xray.inspect(sys.argv[1])), sys.stdout)"

pytestmark = [
    NEEDS_OCR,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (XRAY / ".whole").exists(),
        reason="NOT TESTED: whether x-ray finds bad redactions; python tests/fetch_xray.py could not fetch it",
    ),
]


def found_by_xray(path):
    """Return the texts that x-ray reads under the boxes of a PDF, by page."""
    program = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(XRAY)!r}); {_ASK}", str(path)]
    done = subprocess.run(program, capture_output=True, check=True, text=True)
    return {page: [each["text"] for each in boxes] for page, boxes in json.loads(done.stdout).items()}


def blackened(page):
    """Write two values and draw black boxes over them: the text stays under the ink."""
    page.drawString(72, 700, "The council met on the second floor and adjourned early.")
    for line, value in ((500, NAME), (460, SSN)):
        page.drawString(72, line, value)
        page.rect(70, line - 5, 260, 20, fill=1)


def test_x_ray_finds_what_was_badly_redacted_and_nothing_in_our_copy(tmp_path, monkeypatch):
    """The same file, before: a name and a number under black; after: nothing under any box, and the text around it still there."""
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(tmp_path / "workspace"))
    source = tmp_path / "in" / "memo.pdf"
    source.parent.mkdir()
    source.write_bytes(pdf(draw=blackened))
    before = " ".join(text for texts in found_by_xray(source).values() for text in texts)
    assert NAME in before
    assert SSN in before

    release([str(source)], tmp_path / "out", settings=load())

    (copy,) = (tmp_path / "out").rglob("*.pdf")
    assert found_by_xray(copy) == {}

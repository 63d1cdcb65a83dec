"""Verification refuses what nobody looked into, what lacks items, and a release that is not the one that was published."""

from __future__ import annotations

import csv
import dataclasses
from collections import Counter
from contextlib import closing

import pytest

from connectors.documents import FORMATS
from records.errors import Unsafe
from records.settings import load
from release.job import open_job
from release.pipeline import release
from release.receipt import silent
from release.strangers import READERS
from release.verify import verify, verify_release
from release.withdrawn import Withdrawn

TEXTS = {
    ".txt": "{}\n",
    ".html": "<p>{}</p>",
    ".xml": "<a><b c='{}'/></a>",
    ".json": '{{"a": "{}"}}',
    ".jsonl": '{{"a": "{}"}}\n',
    ".csv": "a,b\n{},\n",
    ".eml": "Subject: x\n\n{}\n",
}


@pytest.fixture(autouse=True)
def _workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(tmp_path / "workspace"))


@pytest.fixture
def check(tmp_path):
    """Return a function that verifies staged files, by name, of which so many items are said to be in each."""
    (tmp_path / "note.txt").write_text("The council meets.", encoding="utf-8")
    records = tmp_path / "stage" / "records"
    records.mkdir(parents=True)

    def verified(files, items):
        for name, content in files.items():
            (records / name).write_text(content, encoding="utf-8")
        with (
            open_job([str(tmp_path / "note.txt")], load(), silent) as job,
            closing(Withdrawn(job.workspace.key)) as withdrawn,
        ):
            verify(tmp_path / "stage", withdrawn, job, Counter(items), job.connector.fingerprint())

    return verified


def test_every_kind_of_copy_has_a_parser():
    """What a format is rebuilt as is opened by a parser that did not write it."""
    assert {each.suffix for each in FORMATS} - READERS.keys() == set()


@pytest.mark.case("R17")
@pytest.mark.parametrize("suffix", TEXTS)
def test_what_was_overlooked_is_refused_in_every_kind_of_text(check, suffix):
    """An SSN that nothing took out refuses the release; the same file without one passes."""
    items = {f"0001{suffix}": 2 if suffix == ".csv" else 1}
    check({f"0001{suffix}": TEXTS[suffix].format("my number")}, items)
    with pytest.raises(Unsafe, match="unredacted SSN"):
        check({f"0001{suffix}": TEXTS[suffix].format("my SSN is 536-22-4417")}, items)


def test_a_file_that_nobody_can_look_into_is_refused(check):
    """A kind of file without a parser was searched by no one."""
    with pytest.raises(Unsafe, match="cannot be opened"):
        check({"0001.dwg": "lines"}, {"0001.dwg": 1})


@pytest.mark.parametrize(
    ("files", "items"),
    [
        ({"0001.mbox": ""}, {"0001.mbox": 3}),
        ({"0001.csv": "a,b\n1,2\n"}, {"0001.csv": 3}),
        ({"0001.csv": "a,b\n1,2\n"}, {"0001.csv": 2, "0002.csv": 5}),
        ({"0001.csv": "a,b\n1,2\n"}, {"0001.csv": 2, "0002.txt": 1}),
    ],
)
def test_fewer_items_than_were_released_are_refused(check, files, items):
    """An empty mailbox, a short table and a file that is not there hold less than was counted."""
    with pytest.raises(Unsafe, match="as many items"):
        check(files, items)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_complaint_full_of_other_signs_is_counted_by_its_rows(tmp_path, sign):
    """Prose of many lines with more semicolons, bars or commas than the table has columns is still one cell."""
    rows = [["id", "comment", "by"]]
    rows += [
        [str(n), 'The light; again, broken | "dark"\n\nas, always; or so | they say;;', "clerk"] for n in range(30)
    ]
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as out:
        csv.writer(out, delimiter=sign).writerows(rows)

    done = release([str(tmp_path / "a.csv")], tmp_path / "out", settings=load())

    assert (done.items, done.withheld) == (31, 0)


def test_a_row_may_be_longer_than_its_cells_may_be(tmp_path):
    """The limit is on one text; a row of several is read whole once more, and published."""
    (tmp_path / "a.csv").write_text("a,b,c\n" + f"{'gate ' * 15},{'lamp ' * 15},{'road ' * 15}\n", encoding="utf-8")
    settings = load()
    short = dataclasses.replace(settings, limits=dataclasses.replace(settings.limits, field_chars=100))

    done = release([str(tmp_path / "a.csv")], tmp_path / "out", settings=short)

    assert (done.items, done.withheld) == (2, 0)


def _cut(path, count):
    path.write_bytes(path.read_bytes()[:-count])


@pytest.mark.parametrize(
    "change",
    [
        lambda out: (out / "README.txt").write_bytes((out / "README.txt").read_bytes() + b"."),
        lambda out: (out / "records" / "extra.txt").write_text("x", encoding="utf-8"),
        lambda out: next((out / "records").iterdir()).unlink(),
        lambda out: _cut(next((out / "records").iterdir()), 1),
        lambda out: _cut(out / "manifest.json", 40),
        lambda out: (out / "manifest.json").write_text("{}", encoding="utf-8"),
        lambda out: (out / "manifest.json").write_text("[1]", encoding="utf-8"),
        lambda out: (out / "manifest.json").write_text('{"files": ["a"]}', encoding="utf-8"),
        lambda out: (out / "manifest.json").write_bytes(b"\xff\xfe"),
    ],
    ids=[
        "a byte more",
        "a file more",
        "a file less",
        "a byte less",
        "half a manifest",
        "no files",
        "a list",
        "no digests",
        "no text",
    ],
)
def test_a_release_that_was_changed_is_refused(tmp_path, change):
    """One byte or one file more or less, and a manifest that is damaged or none of ours: each is told in one sentence."""
    (tmp_path / "a.txt").write_text("Jane Roehampton called.", encoding="utf-8")
    release([str(tmp_path / "a.txt")], tmp_path / "out", settings=load())
    assert verify_release(tmp_path / "out", load()).files >= 4

    change(tmp_path / "out")

    with pytest.raises(Unsafe):
        verify_release(tmp_path / "out", load())

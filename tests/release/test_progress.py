"""What the progress bar is told is true in every stage: it never goes back, never passes its total, and ends at it."""

import sqlite3
from contextlib import closing
from itertools import pairwise

import pytest

from benchmarks.pst.archive import Archive, Item
from records.settings import load
from release.pipeline import release
from release.verify import verify_release

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(tmp_path / "workspace"))


def told_of(source, tmp_path):
    """Return what each stage of a release of *source* was told, by stage in order, and the receipt."""
    told = {}
    done = release(
        [str(source)],
        tmp_path / "out",
        settings=load(),
        progress=lambda stage, count, total: told.setdefault(stage, []).append((count, total)),
    )
    return told, done


def check(told):
    for stage, steps in told.items():
        counts = [count for count, _ in steps]
        assert counts == sorted(counts), stage
        assert [each for each in steps if each[1] is not None and each[0] > each[1]] == [], stage
        assert steps[-1][0] == steps[-1][1], stage
        assert len({total for _, total in steps if total is not None}) == 1, stage


def mbox(path, count):
    message = (
        "From jane@example.org Mon Jan  6 10:00:00 2025\nFrom: jane@example.org\nSubject: s {0}\n\nNumber {0}.\n{1}\n\n"
    )
    path.write_text("".join(message.format(n, "Words of it.\n" * 200) for n in range(count)), encoding="utf-8")
    return path


def test_of_a_mailbox_it_is_known_how_many_bytes_are_read(tmp_path):
    """The first pass knows its end though nobody has counted the messages: it moves with the place in the file."""
    path = mbox(tmp_path / "a.mbox", 400)
    told, done = told_of(path, tmp_path)
    size = path.stat().st_size

    check(told)
    assert list(told) == ["read", "detect", "redact", "verify", "publish"]
    assert {total for _, total in told["read"]} == {size}
    assert len({count for count, _ in told["read"]}) > 5
    assert told["detect"][-1] == (done.items, done.items)


def test_verification_moves_within_one_large_file(tmp_path, monkeypatch):
    """A release of one mailbox is one file: its bar moves with what was searched of it, not from nothing to all."""
    for module in ("strangers", "searched"):
        monkeypatch.setattr(f"release.{module}.WINDOW", 250_000)  # bytes: the same for a quarter of the file
    told, _ = told_of(mbox(tmp_path / "a.mbox", 250), tmp_path)
    steps = [count for count, _ in told["verify"]]

    assert steps[-1] == sum(path.stat().st_size for path in (tmp_path / "out" / "records").rglob("*") if path.is_file())
    assert max(after - before for before, after in pairwise(steps)) <= steps[-1] * 0.4


def test_of_an_outlook_archive_it_moves_with_its_items(tmp_path):
    """Its folders say how many items there are: each is the same part of the archive's bytes."""
    with Archive(tmp_path / "a.pst") as made:
        for name in ("Inbox", "Sent"):
            folder = made.top.folder(name)
            for number in range(150):
                folder.add(Item({0x001A: "IPM.Note", 0x0037: f"{name} {number}", 0x1000: "Words.", 0x0E07: 1}))
    told, _ = told_of(tmp_path / "a.pst", tmp_path)

    check(told)
    assert len({count for count, _ in told["read"]}) > 3


def test_of_a_folder_of_mixed_files_it_moves_file_by_file(tmp_path):
    """A mailbox, a table and a database: the bytes of all of them are its end, and it gets there."""
    source = tmp_path / "in"
    source.mkdir()
    mbox(source / "a.mbox", 70)
    (source / "b.csv").write_text("name,note\n" + "Jane Doe,words\n" * 300, encoding="utf-8")
    with closing(sqlite3.connect(source / "c.sqlite")) as database:
        database.execute("create table people (name text)")
        database.executemany("insert into people values (?)", [("Jane Doe",)] * 100)
        database.commit()
    told, _ = told_of(source, tmp_path)

    check(told)
    assert told["read"][-1][1] == sum(path.stat().st_size for path in source.iterdir())


def test_of_a_database_server_nobody_claims_to_know(tmp_path):
    """Where the size is not known beforehand there is no such bar, and the count of items has no total until the end."""
    with closing(sqlite3.connect(tmp_path / "c.sqlite")) as database:
        database.execute("create table people (name text)")
        database.executemany("insert into people values (?)", [("Jane Doe",)] * 100)
        database.commit()
    told, done = told_of(f"sqlite:///{tmp_path / 'c.sqlite'}", tmp_path)

    check(told)
    assert "read" not in told
    assert told["detect"][0] == (0, None)
    assert told["detect"][-1] == (done.items, done.items)


def test_checking_a_release_again_is_told_in_bytes(tmp_path):
    """`clearcopy verify` ends at the bytes of the files that the manifest names."""
    told_of(mbox(tmp_path / "a.mbox", 50), tmp_path)
    told = []
    checked = verify_release(tmp_path / "out", load(), lambda *report: told.append(report))

    check({"verify": [(count, total) for _, count, total in told]})
    assert told[-1][1] == checked.checked_bytes

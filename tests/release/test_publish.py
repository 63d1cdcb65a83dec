"""A release appears whole or not at all, in a private folder, and never over something that is there."""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from records.errors import ClearcopyError, Misconfigured, SourceUnavailable
from release.publish import check_target, publish, seal, staging

POSIX = pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX")


def published(stage, into):
    seal(stage)
    publish(stage, into)


def test_published_by_one_rename(tmp_path):
    """What was staged is at its place, and neither the staging folder nor the lock is left."""
    into = tmp_path / "out"
    with staging(into) as stage:
        (stage / "a.txt").write_text("text", encoding="utf-8")
        published(stage, into)

    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (into / "a.txt").read_text(encoding="utf-8") == "text"


def test_an_error_leaves_nothing(tmp_path):
    """A run that fails leaves the parent folder as it was."""
    with pytest.raises(ZeroDivisionError), staging(tmp_path / "out") as stage:
        (stage / "a.txt").write_text("text", encoding="utf-8")
        raise ZeroDivisionError

    assert list(tmp_path.iterdir()) == []


def test_what_an_interrupted_run_left_is_removed(tmp_path):
    """A partial folder from a killed run does not stay in the way, nor is any of it published."""
    (tmp_path / ".out.partial").mkdir()
    (tmp_path / ".out.partial" / "old.txt").write_text("old", encoding="utf-8")
    with staging(tmp_path / "out") as stage:
        published(stage, tmp_path / "out")

    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.case("R06")
def test_a_second_run_for_the_same_place_is_refused(tmp_path):
    """Two runs never write one release."""
    with staging(tmp_path / "out"), pytest.raises(Misconfigured, match="another run"), staging(tmp_path / "out"):
        pass


@pytest.mark.case("R06")
def test_a_run_that_was_published_while_the_second_began_is_seen_before_anything_is_read(tmp_path):
    """The place was free when it was checked and is taken when its lock can be had: refused then, not when all is done."""
    into = tmp_path / "out"
    check_target(into, ())
    with staging(into) as stage:
        published(stage, into)
    with pytest.raises(Misconfigured, match="exists already"), staging(into):
        pass

    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.case("R06")
@POSIX
def test_the_lock_is_gone_before_it_is_let_go_of(tmp_path, monkeypatch):
    """Whoever took the lock of a run that ends, before its file was removed, would share the place with the next that makes one."""
    place, unlink, had = tmp_path / ".out.lock", Path.unlink, []

    def asked(path, **options):
        if path == place:
            other = FileLock(place, timeout=0)
            with suppress(Timeout):
                other.acquire()
            had.append(other.is_locked)
            other.release()
        unlink(path, **options)

    monkeypatch.setattr(Path, "unlink", asked)
    with staging(tmp_path / "out"):
        pass

    assert (had, place.exists()) == ([False], False)


@pytest.mark.case("R14")
@POSIX
def test_files_are_private_even_under_a_lax_umask(tmp_path):
    """Folders are 0700 and files 0600, whatever the umask."""
    old = os.umask(0)
    try:
        with staging(tmp_path / "out") as stage:
            assert stage.stat().st_mode & 0o777 == 0o700
            (stage / "sub").mkdir()
            (stage / "sub" / "a.txt").write_text("x", encoding="utf-8")
            published(stage, tmp_path / "out")
    finally:
        os.umask(old)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "out").rglob("*")}

    assert modes == {"sub": 0o700, "a.txt": 0o600}


@pytest.mark.case("R02")
def test_a_full_disk_is_said_in_words(tmp_path):
    """No space left on the device becomes one sentence, and nothing is left behind."""
    with pytest.raises(SourceUnavailable, match="disk is full"), staging(tmp_path / "out"):
        raise OSError(errno.ENOSPC, "No space left on device")

    assert list(tmp_path.iterdir()) == []


@POSIX
@pytest.mark.case("R03")
def test_a_parent_that_cannot_be_flushed_does_not_deny_the_release(tmp_path, monkeypatch):
    """After the rename the release is there: what the disk says of the folder around it changes nothing."""
    renamed, fsync = tmp_path / "out", os.fsync

    def refuse(descriptor):
        if renamed.exists():
            raise OSError(errno.EIO, "Input/output error")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    with staging(renamed) as stage:
        (stage / "a.txt").write_text("text", encoding="utf-8")
        published(stage, renamed)

    assert [path.name for path in tmp_path.rglob("*")] == ["out", "a.txt"]


@pytest.mark.parametrize("refused", ["chmod", "fsync", "rename"])
def test_a_place_that_refuses_the_last_step_is_said_in_words(tmp_path, monkeypatch, refused):
    """Where the staged files cannot be made private, flushed or renamed, the place is the wrong one, and nothing is left."""

    def refuse(*_, **__):
        raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(Misconfigured, match=r"place .* cannot be written; nothing"), staging(tmp_path / "out") as stage:
        (stage / "a.txt").write_text("text", encoding="utf-8")
        with monkeypatch.context() as patched:
            patched.setattr(os, refused, refuse)
            published(stage, tmp_path / "out")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.case("R02")
def test_what_the_system_refuses_a_run_is_not_laid_on_the_place(tmp_path):
    """A source or a workspace that cannot be read or written is told in the system's own words, and nothing is left."""
    with pytest.raises(ClearcopyError) as caught, staging(tmp_path / "out"):
        raise OSError(errno.EIO, "Jane Doe.csv")

    assert (type(caught.value), caught.value.sentence) == (
        ClearcopyError,
        "the operating system refused: Input/output error; nothing was published",
    )
    assert list(tmp_path.iterdir()) == []


def test_what_the_system_refuses_behind_a_release_does_not_deny_it(tmp_path):
    """Once the folder is there nothing says that it is not."""
    with pytest.raises(OSError, match="closing"), staging(tmp_path / "out") as stage:
        published(stage, tmp_path / "out")
        raise OSError(errno.ENOSPC, "closing")

    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.case("R15")
@pytest.mark.parametrize("target", ["source", "source/out", "source/a/b"])
def test_output_inside_the_source_is_refused(tmp_path, target):
    """A release never lands in what is being read."""
    source = tmp_path / "source"
    source.mkdir()

    with pytest.raises(Misconfigured):
        check_target(tmp_path / target, (source,))


def test_an_existing_target_is_refused(tmp_path):
    """An older release is never written over, nor is a dangling link followed."""
    (tmp_path / "out").mkdir()
    if sys.platform != "win32":
        (tmp_path / "link").symlink_to(tmp_path / "nowhere")
        with pytest.raises(Misconfigured):
            check_target(tmp_path / "link", ())

    with pytest.raises(Misconfigured, match="exists already"):
        check_target(tmp_path / "out", ())


def test_a_place_that_cannot_be_made_is_said_in_words(tmp_path):
    """A parent that is a file cannot hold a release."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(Misconfigured, match="cannot be written"), staging(tmp_path / "file" / "out"):
        pass


@pytest.mark.case("R03")
def test_a_release_that_appears_meanwhile_is_not_overwritten(tmp_path):
    """If somebody else made the folder during the run, theirs stays and ours is not published."""
    into = tmp_path / "out"
    with pytest.raises(Misconfigured, match="appeared"), staging(into) as stage:
        into.mkdir()
        published(stage, into)

    assert [Path(path).name for path in tmp_path.iterdir()] == ["out"]

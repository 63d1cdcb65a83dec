"""A release appears whole or not at all: it is staged beside its place, checked, flushed to disk and renamed once.

A `kill -9` at any moment leaves either no release or a complete, verified one; what an interrupted run left behind is
removed by the next run that wants the same place (adversarial rows R01-R03, R06, R14).
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from connectors.files import real
from records.errors import ClearcopyError, Misconfigured, SourceUnavailable

__all__ = ["check_target", "flush", "publish", "seal", "staging"]

FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


def check_target(into: Path, sources: tuple[Path, ...]) -> None:
    """Raise Misconfigured where *into* exists or lies inside one of *sources*."""
    _check_free(into)
    resolved = real(into)
    for source in map(real, sources):
        if resolved == source or source in resolved.parents:
            raise Misconfigured("the release folder lies inside the source; name one outside it")


@contextmanager
def staging(into: Path) -> Iterator[Path]:
    """Give an empty private folder beside *into*, and remove it unless it was published; hold a lock meanwhile.

    Raises Misconfigured where the place cannot be written, or another run holds it or has published there since it was
    checked, SourceUnavailable where the disk is full.
    What the system refuses the run meanwhile, wherever that is, is said in its own words.
    """
    stage = into.parent / f".{into.name}.partial"
    lock = FileLock(into.parent / f".{into.name}.lock", timeout=0, mode=0o600)
    with _placing():
        into.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout:
            raise Misconfigured("another run is writing this release folder") from None
    try:
        shutil.rmtree(stage, ignore_errors=True)
        _check_free(into)  # again, now that nobody else can publish here: opening the sources takes a while
        with _placing():
            stage.mkdir(mode=0o700)
        with _running(stage):
            yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        # While it is held: who took it in between would hold a file that is no more, and lock nobody out.
        with suppress(OSError):
            Path(lock.lock_file).unlink()
        lock.release()


def seal(stage: Path) -> None:
    """Make everything below *stage* private and flush it to disk, so that one rename is all that is left to do."""
    with _placing():
        for path in sorted(stage.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)
            flush(path)
        flush(stage)


def publish(stage: Path, into: Path) -> None:
    """Rename *stage*, which was sealed, to *into*: the last statement of a run that went well."""
    with _placing():
        if into.exists():
            raise Misconfigured("the release folder appeared while the run was under way; nothing was published")
        stage.rename(into)
    with suppress(OSError):  # the release is there; that a power cut may still undo the rename is no reason to deny it
        flush(into.parent)


def _check_free(into: Path) -> None:
    if into.exists() or into.is_symlink():
        raise Misconfigured("the release folder exists already; name one that does not")


@contextmanager
def _placing() -> Iterator[None]:
    """Make or write the place of the release; where the system refuses that, it is the wrong place, or full."""
    try:
        yield
    except OSError as error:
        _raise_if_full(error)
        raise Misconfigured("the place for the release folder cannot be written; nothing was published") from None


@contextmanager
def _running(stage: Path) -> Iterator[None]:
    """Say of what the system refuses a run, on any of its disks, that nothing was published; but not once *stage* was."""
    try:
        yield
    except OSError as error:
        if not stage.exists():
            raise
        _raise_if_full(error)
        cause = os.strerror(error.errno) if error.errno else "reading or writing failed"
        raise ClearcopyError(f"the operating system refused: {cause}; nothing was published") from None


def _raise_if_full(error: OSError) -> None:
    if error.errno in FULL:
        raise SourceUnavailable("the disk is full; nothing was published") from None
    if error.errno == errno.EFBIG:
        raise SourceUnavailable("a file would be larger than this system allows; nothing was published") from None


def flush(path: Path) -> None:
    """Have the system put the file or folder at *path* on its disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder to flush it; the rename is still one step
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Private folders of work under way: removed when it ends and, where it was killed, swept when other work starts.

Each holds a lock, which the system lets go of when its process dies, so a folder whose lock can be had belongs to nobody.
They are made one at a time, so that none is swept before its lock is held.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from records.errors import SourceUnavailable

__all__ = ["running_folder", "scratch_folder", "starting"]

STARTING = 60.0
"""Seconds within which another folder must have been made."""


@contextmanager
def running_folder(place: Path, name: str) -> Iterator[Path]:
    """Give the private folder *name* below *place* and remove it afterwards, whatever happens; what killed work left goes first."""
    running = place / "running"
    running.mkdir(mode=0o700, exist_ok=True)
    folder = running / name
    lock = _lock(folder / "lock")
    with starting(place):
        _sweep(running)
        folder.mkdir(mode=0o700)
        lock.acquire()
    try:
        yield folder
    finally:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def starting(place: Path) -> Iterator[None]:
    """Let one at a time make what it needs in *place*, the workspace; raise SourceUnavailable where the one before does not get done."""
    lock = _lock(place / "starting.lock")
    try:
        lock.acquire(timeout=STARTING)
    except Timeout:
        raise SourceUnavailable("another run is starting in the workspace; try again later") from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def scratch_folder(place: Path | None) -> Iterator[Path]:
    """Give a private folder below *place*, the workspace; the system's place for temporary files serves where there is none."""
    if place is not None and place.is_dir():
        with running_folder(place, f"scratch-{secrets.token_hex(6)}") as folder:
            yield folder
    else:
        with tempfile.TemporaryDirectory(prefix="clearcopy-", ignore_cleanup_errors=True) as name:  # made 0700
            yield Path(name)


def _sweep(running: Path) -> None:
    """Remove the folders of work that is no more."""
    for folder in (each for each in running.iterdir() if each.is_dir() and not each.is_symlink()):
        try:
            with _lock(folder / "lock").acquire():
                pass
        except OSError:  # held (filelock's Timeout is one), or gone since it was listed
            continue
        shutil.rmtree(folder, ignore_errors=True)


def _lock(file: Path) -> FileLock:
    """Return the lock *file*, which any thread of this process may let go of."""
    return FileLock(file, timeout=0, mode=0o600, thread_local=False)

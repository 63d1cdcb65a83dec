"""The workspace is the city's own folder: private to its owner, holding keys, ledger, inventory and the state of running jobs.

Folders are 0700 and files 0600 from the moment they exist (adversarial row R14); on Windows the user's profile guards them.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from records.errors import Misconfigured, SourceUnavailable
from release.publish import flush

__all__ = ["Workspace", "open_workspace", "private_file"]

KEY_BYTES = 32
KEYED = ("inventory", "ledger.sqlite")
"""What is worth nothing without the key it was made with."""
STARTING = 60.0
"""Seconds within which another run must have started."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The place and the key under which values are fingerprinted; the key never leaves it."""

    path: Path
    key: bytes

    @contextmanager
    def run_folder(self, run: str, *, patience: float = STARTING) -> Iterator[Path]:
        """Give a private folder for the working state of one run and remove it afterwards, whatever happens.

        What killed runs left is removed first. A run holds a lock in its folder, which the system lets go of when the run
        dies, so a folder whose lock can be had belongs to nobody. Runs start one at a time, so that none is swept while it does;
        raises SourceUnavailable where another one is still starting after *patience* seconds.
        """
        running = self.path / "running"
        running.mkdir(mode=0o700, exist_ok=True)
        folder = running / run
        lock = _lock(folder / "lock")
        with _starting(self.path, patience):
            _sweep(running)
            folder.mkdir(mode=0o700)
            lock.acquire()
        try:
            yield folder
        finally:
            lock.release()
            shutil.rmtree(folder, ignore_errors=True)


def open_workspace(path: Path) -> Workspace:
    """Return the workspace at *path*, made when it is not there; raise Misconfigured where it cannot be made or read.

    Raises SourceUnavailable where another run is making it and does not get done.
    """
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.chmod(0o700)
        return Workspace(path=path, key=_key(path / "key"))
    except OSError:
        raise Misconfigured("the workspace folder cannot be made or written") from None


def _sweep(running: Path) -> None:
    """Remove the folders of runs that are no more."""
    for folder in (each for each in running.iterdir() if each.is_dir() and not each.is_symlink()):
        try:
            with _lock(folder / "lock").acquire():
                pass
        except Timeout:
            continue
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _starting(workspace: Path, patience: float = STARTING) -> Iterator[None]:
    """Let one run at a time make its place in *workspace*."""
    lock = _lock(workspace / "starting.lock")
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise SourceUnavailable("another run is starting in the workspace; try again later") from None
    try:
        yield
    finally:
        lock.release()


def _lock(file: Path) -> FileLock:
    return FileLock(file, timeout=0, mode=0o600)


def private_file(path: Path) -> int:
    """Create *path* anew, readable by its owner only, and return its descriptor; FileExistsError where it exists."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _key(file: Path) -> bytes:
    """Return the key in *file*, which is made when the workspace is new."""
    if not file.exists():
        with _starting(file.parent):
            if not file.exists():
                _make_key(file)
    return _existing_key(file)


def _make_key(file: Path) -> None:
    """Write a new key that is there whole or not at all, whatever interrupts this; the caller sees to it that nobody else does."""
    if any((file.parent / name).exists() for name in KEYED):
        raise Misconfigured("the workspace key is missing; restore it from a backup or start a new workspace")
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)  # of a run that was killed
    with os.fdopen(private_file(part), "wb") as out:
        out.write(secrets.token_bytes(KEY_BYTES))
    flush(part)
    part.replace(file)
    with suppress(OSError):  # some file systems flush no folder; the key is whole without
        flush(file.parent)


def _existing_key(file: Path) -> bytes:
    key = file.read_bytes()
    if len(key) != KEY_BYTES:
        raise Misconfigured("the workspace key is damaged; restore it from a backup or start a new workspace")
    return key

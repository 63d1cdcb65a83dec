"""The workspace is the city's own folder: private to its owner, holding keys, ledger, inventory and the state of running jobs.

Folders are 0700 and files 0600 from the moment they exist (adversarial row R14); on Windows the user's profile guards them.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from records.errors import Misconfigured
from release.publish import flush

__all__ = ["Workspace", "open_workspace", "private_file"]

KEY_BYTES = 32
KEYED = ("inventory", "ledger.sqlite", "taken.ids", "holdings")
"""What is worth nothing without the key it was made with."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The place and the key under which values are fingerprinted; the key never leaves it."""

    path: Path
    key: bytes

    @contextmanager
    def run_folder(self, run: str) -> Iterator[Path]:
        """Give a private folder for the working state of one run and remove it afterwards, whatever happens.

        What killed runs left is removed first. Raises SourceUnavailable where another run is starting and does not get done.
        """
        from connectors.running import running_folder  # noqa: PLC0415 - whoever only looks into the workspace reads nothing

        with running_folder(self.path, run) as folder:
            yield folder


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


def private_file(path: Path) -> int:
    """Create *path* anew, readable by its owner only, and return its descriptor; FileExistsError where it exists."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _key(file: Path) -> bytes:
    """Return the key in *file*, which is made when the workspace is new."""
    if not file.exists():
        from connectors.running import starting  # noqa: PLC0415 - as above

        with starting(file.parent):
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

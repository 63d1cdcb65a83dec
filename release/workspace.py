"""The workspace is the city's own folder: private to its owner, holding keys, ledger, inventory and the state of running jobs.

Folders are 0700 and files 0600 from the moment they exist (adversarial row R14); on Windows the user's profile guards them.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from records.errors import Misconfigured

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
        """Give a private folder for the working state of one run and remove it afterwards, whatever happens."""
        from connectors.running import running_folder  # noqa: PLC0415 - whoever only looks into the workspace reads nothing

        with running_folder(self.path, run) as folder:
            yield folder


def open_workspace(path: Path) -> Workspace:
    """Return the workspace at *path*, made when it is not there; raise Misconfigured where it cannot be made or read."""
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
    if not file.exists() and any((file.parent / name).exists() for name in KEYED):
        raise Misconfigured("the workspace key is missing; restore it from a backup or start a new workspace")
    try:
        descriptor = private_file(file)
    except FileExistsError:
        return _existing_key(file)
    with os.fdopen(descriptor, "wb") as out:
        out.write(key := secrets.token_bytes(KEY_BYTES))
    return key


def _existing_key(file: Path) -> bytes:
    key = file.read_bytes()
    if len(key) != KEY_BYTES:
        raise Misconfigured("the workspace key is damaged; restore it from a backup or start a new workspace")
    return key

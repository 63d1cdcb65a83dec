"""Opens a SQLite file without writing a byte beside it: read-only, or from a private copy where its log must be replayed."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from connectors.databases.decoding import lossless
from connectors.documents.magic import SQLITE
from connectors.running import scratch_folder
from records.errors import Misconfigured, Reason, SourceUnavailable, Unreadable

__all__ = ["Opened", "digest", "open_file"]

_VERSIONS = slice(18, 20)  # write and read version in the header: 2 is write-ahead logging
_WAL = b"\x02\x02"
_SECONDS = 5.0  # wait for a writer to finish its commit
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection in a read transaction, and what is held for it: the private folder of its copy, if one was made."""

    connection: sqlite3.Connection
    held: ExitStack

    def close(self) -> None:
        """Let go of the file and remove the private copy."""
        self.connection.close()
        self.held.close()


def open_file(path: Path, scratch: Path | None = None) -> Opened:
    """Return *path* opened for reading only.

    A file in WAL mode or with a hot journal is copied with its log to a private folder first, in *scratch* where there is
    one: reading it in place would create files beside it and could check the log in. Raises Unreadable for what is no SQLite
    database (encrypted ones included: they do not say what they are) and SourceUnavailable for a missing, changing or locked
    file.
    """
    head = _head(path)
    logs = _logs(path)
    with ExitStack() as held:
        if logs or head[_VERSIONS] == _WAL:
            copy = _copy(path, logs, held.enter_context(scratch_folder(scratch)))
            connection = _connect(copy, "mode=rw")
        else:
            connection = _connect(path, "mode=ro")
        return Opened(connection, held.pop_all())


def digest(path: Path) -> str:
    """Return a SHA-256 over the file, its write-ahead log and its journal, in hexadecimal."""
    sha = hashlib.sha256()
    for each in (path, *_logs(path)):
        sha.update(each.name.removeprefix(path.name).encode() + b"\x00")
        with each.open("rb") as source:
            while chunk := source.read(_CHUNK):
                sha.update(chunk)
    return sha.hexdigest()


def _head(path: Path) -> bytes:
    if not path.exists():
        raise Misconfigured("the database file does not exist")
    with path.open("rb") as source:
        head = source.read(_VERSIONS.stop)
    if head and not head.startswith(SQLITE):  # an empty file is an empty database
        raise Unreadable(Reason.UNREADABLE)
    return head


def _logs(path: Path) -> tuple[Path, ...]:
    beside = (path.with_name(path.name + suffix) for suffix in ("-wal", "-journal"))
    return tuple(
        each for each in beside if each.exists() and each.stat().st_size
    )  # an empty log holds nothing to replay


def _copy(path: Path, logs: tuple[Path, ...], folder: Path) -> Path:
    before = digest(path)
    for each in (path, *logs):
        shutil.copyfile(each, folder / f"copy{each.name.removeprefix(path.name)}")
    if digest(path) != before:
        raise SourceUnavailable("the database file changes while it is copied")
    return folder / "copy"


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.text_factory = lossless
    for pragma in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    return connection

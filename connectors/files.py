"""Source files are opened read-only and never through a link; release files are created anew and readable by their owner only."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO, TextIO

__all__ = ["create", "create_text", "digest", "may_read", "open_source", "real", "size_below"]

_READ_ONLY = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)  # Windows
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)  # a link put in the file's place since the folder was listed
    | getattr(os, "O_NONBLOCK", 0)  # a FIFO put there must not hang the run
)
_NO_ACCESS_TIME = getattr(os, "O_NOATIME", 0)  # Linux, for the file's owner and root only
_CHUNK = 1 << 20


def open_source(path: Path) -> BinaryIO:
    """Return the regular file at *path* open for reading; raise OSError where it is none or cannot be read."""
    try:
        descriptor = os.open(path, _READ_ONLY | _NO_ACCESS_TIME)
    except PermissionError:
        descriptor = os.open(path, _READ_ONLY)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError
    return os.fdopen(descriptor, "rb")


def may_read(path: Path) -> bool:
    """Say whether permissions allow the file or folder at *path* to be read; what else may be wrong with it its reader tells."""
    try:
        if path.is_dir():
            os.listdir(path)  # noqa: PTH208  # iterdir() asks for nothing before its first entry
        else:
            open_source(path).close()
    except PermissionError:
        return False
    except OSError:
        return True
    return True


def real(path: Path) -> Path:
    """Return where *path* leads, links followed; unlike Path.resolve() it does not fail where links lead in a circle."""
    return Path(os.path.realpath(path))


def size_below(path: Path) -> int:
    """Return how many bytes the file at *path* has, or all files below the folder; links, and what cannot be read, have none."""
    try:
        if path.is_symlink():
            return 0
        if path.is_dir():
            return sum(size_below(each) for each in path.iterdir())
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def digest(path: Path) -> str:
    """Return the SHA-256 of the file at *path*, or a fixed word where it cannot be read."""
    try:
        with open_source(path) as stream:
            state = hashlib.sha256()
            while chunk := stream.read(_CHUNK):
                state.update(chunk)
            return state.hexdigest()
    except OSError:
        return "unreadable"


def create(path: Path) -> BinaryIO:
    """Return a new file at *path* open for writing; raise FileExistsError where there is one."""
    return os.fdopen(_new(path), "wb")


def create_text(path: Path) -> TextIO:
    """Return a new UTF-8 text file at *path*, its line ends written as given; raise FileExistsError where there is one."""
    return os.fdopen(_new(path), "w", encoding="utf-8", newline="")


def _new(path: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    return os.open(path, flags, 0o600)

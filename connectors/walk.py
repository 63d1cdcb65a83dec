"""What lies below a folder is listed once, in sorted order, links and devices named as such and never followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from connectors.documents.magic import SQLITE
from connectors.files import open_source, real

__all__ = ["Found", "Kind", "walk"]

_MAILDIR_PARTS = ("cur", "new", "tmp")
_SQLITE_SIDES = ("-wal", "-shm", "-journal")
"""Files SQLite keeps beside a database: parts of it, which its connector reads with it."""
_DEEPEST = 100
"""Folders within folders beyond which one is not entered but withheld."""


class Kind(Enum):
    """What a path is."""

    FILE = "file"
    MAILDIR = "maildir"
    LINK = "link"
    DEVICE = "device"  # FIFO, socket, device
    CLOSED = "closed"  # a folder that may not be listed, or a path that went away


@dataclass(frozen=True, slots=True)
class Found:
    """A path to be read, and its name relative to the root with "/" between folders."""

    path: Path
    name: str
    kind: Kind


def walk(root: Path, *, every: bool) -> Iterator[Found]:
    """Yield what lies below *root*, or *root* itself where it is no folder.

    A Maildir is one find, and SQLite's side files are none; with *every* all files are named one by one, for a digest.
    A root that is a link is followed: whoever named it meant what it leads to.
    """
    start = real(root)
    if start.is_dir():
        yield from _below(start, "", every=every)
    else:
        yield Found(start, start.name, _kind(start) or Kind.CLOSED)


def _below(path: Path, name: str, *, every: bool) -> Iterator[Found]:
    kind = _kind(path)
    names = _names(path) if kind is None and name.count("/") < _DEEPEST else None
    if names is None:
        yield Found(path, name or path.name, kind or Kind.CLOSED)
        return
    if not every and all(_kind(path / part) is None for part in _MAILDIR_PARTS):
        yield Found(path, name or path.name, Kind.MAILDIR)
        names = [each for each in names if each not in _MAILDIR_PARTS]
    for each in names:
        if every or not _is_side_file(path / each):
            yield from _below(path / each, f"{name}/{each}" if name else each, every=every)


def _names(path: Path) -> list[str] | None:
    try:
        return sorted(os.listdir(path))  # noqa: PTH208  # names, not paths: no object for each file of a large folder
    except OSError:
        return None


def _kind(path: Path) -> Kind | None:
    """Return what *path* is, or None where it is a folder."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return Kind.CLOSED
    if stat.S_ISLNK(mode) or getattr(path, "is_junction", bool)():  # Windows, from Python 3.12
        return Kind.LINK
    if stat.S_ISDIR(mode):
        return None
    return Kind.FILE if stat.S_ISREG(mode) else Kind.DEVICE


def _is_side_file(path: Path) -> bool:
    owner = next(
        (path.with_name(path.name.removesuffix(side)) for side in _SQLITE_SIDES if path.name.endswith(side)), None
    )
    if owner is None or _kind(owner) is not Kind.FILE:
        return False
    try:
        with open_source(owner) as stream:
            return stream.read(len(SQLITE)) == SQLITE
    except OSError:
        return False

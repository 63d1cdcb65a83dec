"""A file that a command writes appears whole or not at all: it is written beside its place and renamed at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from records.errors import Misconfigured

__all__ = ["whole_file"]


@contextmanager
def whole_file(target: Path, *, apart_from: Path | None = None) -> Iterator[Path]:
    """Give the path of an empty file, readable by its owner only, that takes *target*'s place when the block ends well.

    Raises Misconfigured where *target* is a folder, cannot be written or is the same file as *apart_from*.
    """
    from connectors.files import real  # noqa: PLC0415  # help must not wait for what a connector loads

    if apart_from is not None and real(target) == real(apart_from):
        raise Misconfigured("the output file is the input file")
    if target.is_dir():
        raise Misconfigured("the output file is a folder")
    part = target.with_name(f".{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError:
        raise Misconfigured("the output file cannot be written") from None
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)

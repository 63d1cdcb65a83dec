"""A database password comes from the environment, or from a file that only its owner can read; from nowhere else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from records.errors import Misconfigured

__all__ = ["DEFAULT", "password"]

DEFAULT = "CLEARCOPY_DATABASE_PASSWORD"
"""The environment variable that is asked where a source names none."""


def password(variable: str = DEFAULT) -> str | None:
    """Return the password in the environment variable *variable*, or in the file that ``<variable>_FILE`` names, if set.

    Raises Misconfigured for a file that cannot be read or that others than its owner can read. (On Windows, where files
    have no such mode, the file's permissions are left to the administrator.)
    """
    given = os.environ.get(variable)
    if given is not None:
        return given
    named = os.environ.get(f"{variable}_FILE")
    return _from_file(Path(named)) if named else None


def _from_file(path: Path) -> str:
    try:
        mode = path.stat().st_mode
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Misconfigured("the password file cannot be read") from None
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise Misconfigured("the password file can be read by others; set its mode to 0600")
    return content.removesuffix("\n").removesuffix("\r")

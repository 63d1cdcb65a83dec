"""Asks the tesseract program what words stand in a picture, over pipes: no file is written, and no library is loaded here.

It is looked for on the PATH and where its installers put it. Where it is missing nothing is read from pictures, and whatever
needs that is withheld. One thread only: its own threads make one page slower on a busy machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import zlib
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

from records.errors import Reason, Unreadable

__all__ = ["RESOLUTIONS", "ask", "is_call", "program"]

RESOLUTIONS = (200, 300)
_LAYOUTS = {False: "3", True: "11"}
"""Tesseract's ways to see a page: as columns of text, or as words here and there."""
_PLACES = (
    "Program Files/Tesseract-OCR/tesseract.exe", "/opt/homebrew/bin/tesseract", "/usr/local/bin/tesseract", "/opt/local/bin/tesseract",
)  # fmt: skip
_KEPT = ("PATH", "SYSTEMROOT", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_MOST = 2_000
"""Answers that are remembered, some 10 kB each: a document is read twice, and most of its pages are written as they were."""
_ANSWERS: OrderedDict[bytes, bytes] = OrderedDict()


@cache
def program() -> str:
    """Return the full path of tesseract, or "" where there is none."""
    windows = Path(os.environ.get("PROGRAMFILES", "C:/Program Files")).parent
    found = shutil.which("tesseract") or next((str(p) for p in (windows / each for each in _PLACES) if p.is_file()), "")
    return str(Path(found).absolute()) if found else ""


def is_call(executable: object, arguments: Sequence[object]) -> bool:
    """Say whether starting *executable* with *arguments* is what ask() does; nothing else may be started by a worker.

    On Windows Python tells of the arguments as one line, and of no executable but the first of them.
    """
    told = arguments if isinstance(arguments, str) else list(arguments)
    calls = [call for command in _commands() for call in (command, subprocess.list2cmdline(command))]
    return program() != "" and executable in {None, program()} and told in calls


def ask(picture: bytes, resolution: int, *, sparse: bool = False) -> bytes:
    """Return the words of *picture* (a PGM) as tesseract's TSV; raise Unreadable where it fails or is missing."""
    command = _command(resolution, sparse=sparse)
    key = blake2b(picture, digest_size=16, key=" ".join(command).encode()[-64:]).digest()
    if (known := _ANSWERS.get(key)) is not None:
        _ANSWERS.move_to_end(key)
        return zlib.decompress(known)
    answer = _run(command, picture)
    _ANSWERS[key] = zlib.compress(answer)
    if len(_ANSWERS) > _MOST:
        _ANSWERS.popitem(last=False)
    return answer


def _commands() -> list[list[str]]:
    return [_command(resolution, sparse=sparse) for resolution in RESOLUTIONS for sparse in _LAYOUTS]


def _command(resolution: int, *, sparse: bool) -> list[str]:
    """Return the call: English, and a table of words with their boxes and how sure each is."""
    options = ["-l", "eng", "--psm", _LAYOUTS[sparse], "--dpi", str(resolution), "-c", "tessedit_create_tsv=1"]
    return [program(), "stdin", "stdout", *options]


def _run(command: list[str], picture: bytes) -> bytes:
    if not program():
        raise Unreadable(Reason.LOW_CONFIDENCE)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    done = subprocess.run(  # noqa: S603  # a fixed command, a full path
        command,
        input=picture,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept | {"OMP_THREAD_LIMIT": "1"},
        check=False,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if done.returncode:
        raise Unreadable(Reason.LOW_CONFIDENCE)
    return done.stdout

"""Parsers that do what hostile documents make parsers do; run by the worker only, which finds this folder on its path."""

import ctypes
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from connectors.documents import tesseract
from connectors.documents.contract import Document
from connectors.documents.left_out import leave_out
from connectors.documents.sandbox import go_on
from records.errors import Reason, Unreadable
from records.record import Field


def read(content, limits):
    """Act as the document says."""
    word, _, rest = content.decode().partition(" ")
    return ACTS[word](rest)


def rebuild(document, texts):
    """Return the texts, or crash or leave a part out where one of them asks for it."""
    if "crash" in texts:
        _crash("")
    if "leave out" in texts:
        leave_out("page 2", Reason.LOW_CONFIDENCE)
    return "|".join(texts).encode()


def _say(text):
    return Document(
        (Field("name", text), Field("pid", str(os.getpid()), released=False)), carrier={"any": ("thing", 1)}
    )


def _loop(_):
    while True:
        pass


def _sleep(_):
    time.sleep(600)


def _eat(_):
    hoard = []
    while True:
        hoard.append(bytearray(50_000_000))


def _flood(_):
    return _say("x" * 400_000_000)


def _crash(_):
    ctypes.string_at(1)


def _leave(_):
    os._exit(0)


def _print(_):
    os.write(1, b"\0" * 64)
    sys.stdout.write("Jane Doe\n")
    sys.stdout.flush()
    return _say("printed")


def _stubborn(_):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    ctypes.CDLL(None).fork()  # past the audit hook, as a parser written in C would
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        time.sleep(1)


def _connect(_):
    socket.create_connection(("127.0.0.1", 9), timeout=1)


def _run(_):
    subprocess.run([sys.executable, "-c", ""], check=False)


def _misuse(_):
    subprocess.run([tesseract.program(), "--list-langs"], check=False)


def _pages(text):
    """Take half the limit for each of six pages, and tell of them or not."""
    for _ in range(6):
        time.sleep(1)
        if text == "told":
            go_on()
    return _say("six pages")


def _write(path):
    with Path(path).open("w", encoding="utf-8") as out:
        out.write("leaked")


def _raise(text):
    raise ValueError(text)


def _refuse(_):
    raise Unreadable(Reason.ENCRYPTED)


def _recurse(text):
    return _recurse(text + "x")


def _environment(_):
    return _say(" ".join(sorted(os.environ)))


def _garble(_):
    """Answer past the worker, by every pipe that it has, with a list in a list in a list."""
    answer = b"[" * 500_000 + b"]" * 500_000
    for pipe in range(3, 20):
        with suppress(OSError):
            os.write(pipe, struct.pack(">QQ", len(answer), 0) + answer)


class _Bomb:
    def __reduce__(self):
        return (os.system, ("echo leaked",))


def _pickle(_):
    return Document((Field("", "pickled"),), carrier=_Bomb())


ACTS = {
    "say": _say, "loop": _loop, "sleep": _sleep, "eat": _eat, "flood": _flood, "crash": _crash, "leave": _leave, "print": _print,
    "stubborn": _stubborn, "connect": _connect, "run": _run, "write": _write, "raise": _raise, "refuse": _refuse,
    "recurse": _recurse, "environment": _environment, "pickle": _pickle, "misuse": _misuse, "pages": _pages,
    "garble": _garble,
}  # fmt: skip

"""A document that could crash, hang or flood its parser costs itself and nothing else: it is parsed in another process.

One worker process serves document after document and is replaced after a failure, and after so many documents that whatever
it leaks does not matter. On Linux and macOS it has limits of memory and processor time and is killed with every process it
may have started; everywhere it has a limit of time and of the size of its answer. The limit of time is for each page of a
document that has pages, and for the whole of any other. A document that failed is not tried again.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import astuple
from hashlib import blake2b
from importlib import import_module
from typing import Any

from connectors.documents.contract import Document
from connectors.documents.wire import Message, receive, send, unpack
from records.errors import Reason, Unreadable
from records.settings import Limits

__all__ = ["Sandboxed", "confine", "enter", "go_on"]

_DOCUMENTS = 200
"""Documents after which a worker is replaced."""
_PATIENCE = 2.0
"""Seconds in which a worker whose answer ended must have ended too."""
_START = 60.0
"""Seconds that starting a worker on a busy machine may take."""
_LONGEST = 100
"""Times its limit of seconds that a document of many pages may take, however often it says that a page is done."""
_FATAL = frozenset({Reason.TIMED_OUT, Reason.CRASHED, Reason.TOO_LARGE, Reason.TOO_DEEP})
"""Reasons after which nobody knows the state of the worker's memory."""
_PASSED_ON = (
    "PATH",
    "SYSTEMROOT",
    "PROGRAMFILES",
    "TESSDATA_PREFIX",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "LANG",
    "LC_ALL",
)


class _Worker:
    """One process and what it still may do."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.answered = 0
        self._ready = False
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-B", "-X", "utf8", "-m", "connectors.documents.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,  # a group of its own, to be killed whole; ignored on Windows
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def ask(self, head: list[Any], body: bytes, limits: Limits) -> Message | Reason:
        """Return the answer, or the reason why there is none; the worker is dead or unusable then."""
        if not self._ready and isinstance(self._within(_START, self._hear, limits), Reason):
            return Reason.CRASHED
        self._ready = True
        self.answered += 1
        end = time.monotonic() + _LONGEST * limits.seconds
        answer = self._within(limits.seconds, lambda most: self._exchange(head, body, most), limits)
        while not isinstance(answer, Reason) and answer[0] == ["page"]:
            late = time.monotonic() > end
            answer = Reason.TIMED_OUT if late else self._within(limits.seconds, self._hear, limits)
        return answer

    def _within(self, seconds: float, work: Callable[[int], Message | None], limits: Limits) -> Message | Reason:
        """Return what *work* hears within *seconds*; it runs in a thread, since a pipe knows no time limit on Windows."""
        heard: list[Message | Reason | None] = []
        thread = threading.Thread(target=lambda: heard.append(_hearing(work, limits.unpacked_bytes)), daemon=True)
        thread.start()
        thread.join(seconds)
        if not heard:
            return Reason.TIMED_OUT
        return heard[0] if heard[0] is not None else self._autopsy()

    def _exchange(self, head: list[Any], body: bytes, most: int) -> Message | None:
        if self._process.stdin is not None:
            send(self._process.stdin, head, body)  # type: ignore[arg-type]  # a pipe is as good as a file here
        return self._hear(most)

    def _hear(self, most: int) -> Message | None:
        return receive(self._process.stdout, most=most) if self._process.stdout else None  # type: ignore[arg-type]

    def _autopsy(self) -> Reason:
        try:
            code = self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            return Reason.CRASHED
        named = {
            -getattr(signal, "SIGXCPU", -256): Reason.TIMED_OUT,
            -getattr(signal, "SIGKILL", -256): Reason.TOO_LARGE,
        }
        return named.get(code, Reason.CRASHED)

    def end(self) -> None:
        """Kill the worker and every process of its group; there is no signal that it could ignore."""
        if sys.platform != "win32":
            with suppress(ProcessLookupError, PermissionError):  # gone; macOS says the latter of a zombie
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            _close(pipe)


def _hearing(work: Callable[[int], Message | None], most: int) -> Message | Reason | None:
    try:
        return work(most)
    except OverflowError:
        return Reason.TOO_LARGE
    except (OSError, ValueError):
        return None


def _close(pipe: Any) -> None:
    with suppress(OSError, ValueError):  # what was not sent any more, or a thread that still reads
        pipe.close()


class _Sandbox:
    """The worker of this process, its limits, and which documents felled one."""

    def __init__(self) -> None:
        self.limits = Limits()
        self.inside = False
        self.tell: Callable[[], None] | None = None
        self.failed: dict[bytes, Reason] = {}
        self._worker: _Worker | None = None
        self._lock = threading.Lock()

    def ask(self, head: list[Any], body: bytes, key: bytes) -> Message:
        """Return the worker's answer; raise Unreadable with the reason where there is none."""
        with self._lock:
            if key in self.failed:
                raise Unreadable(self.failed[key])
            answer = self._try(head, body)
            if isinstance(answer, Reason):
                if key and answer in _FATAL:
                    self.failed[key] = answer
                raise Unreadable(answer)
            return answer

    def _try(self, head: list[Any], body: bytes) -> Message | Reason:
        answer: Message | Reason = Reason.CRASHED
        try:
            answer = self._ready().ask(head, body, self.limits)
            if not isinstance(answer, Reason) and answer[0][:1] == ["withheld"]:
                answer = Reason[answer[0][1]]
        except (KeyError, IndexError, TypeError):
            answer = Reason.CRASHED
        finally:  # also where the user interrupts: half an answer must not be read by the next
            if isinstance(answer, Reason) and answer in _FATAL:
                self.end()
        return answer

    def _ready(self) -> _Worker:
        if self._worker is not None and self._worker.owner != os.getpid():
            self._worker = None  # a copy of our parent's, made by fork
        if self._worker is not None and self._worker.answered >= _DOCUMENTS:
            self.end()
        if self._worker is None:
            self._worker = _Worker()
        return self._worker

    def end(self) -> None:
        """Stop the worker, if there is one."""
        worker, self._worker = self._worker, None
        if worker is not None and worker.owner == os.getpid():
            worker.end()


_SANDBOX = _Sandbox()
atexit.register(_SANDBOX.end)


def confine(limits: Limits) -> None:
    """Set the limits of every document parsed from now on in this process; called where a source is opened."""
    if limits != _SANDBOX.limits:
        _SANDBOX.limits = limits
        _SANDBOX.failed.clear()


def enter(limits: Limits, tell: Callable[[], None]) -> None:
    """Say that this process is the worker: formats parse here, and *tell* says that a page of a document is done."""
    _SANDBOX.inside = True
    _SANDBOX.limits = limits
    _SANDBOX.tell = tell


def go_on() -> None:
    """Say that a page is done, so that the next one has the whole time again; only the worker has anybody to tell."""
    if _SANDBOX.tell is not None:
        _SANDBOX.tell()


class Sandboxed:
    """A format whose parser is ``read(content, limits)`` and ``rebuild(document, texts)`` of *module*, run by the worker."""

    def __init__(
        self, name: str, suffix: str, media_type: str, module: str, sniff: Callable[[bytes, str], bool]
    ) -> None:
        self.name = name
        self.suffix = suffix
        self.media_type = media_type
        self.module = module
        self._sniff = sniff

    def recognises(self, head: bytes, name: str) -> bool:
        return self._sniff(head, name)

    def read(self, content: bytes) -> Document:
        if _SANDBOX.inside:
            document: Document = import_module(self.module).read(content, _SANDBOX.limits)
            return document
        key = blake2b(content, digest_size=16, person=b"read", salt=_salt(self.module)).digest()
        head, carrier = _SANDBOX.ask(["read", self.module, astuple(_SANDBOX.limits)], content, key)
        try:
            return unpack(head[1], carrier)
        except (ValueError, TypeError, KeyError, IndexError):
            raise Unreadable(Reason.CRASHED) from None

    def rebuild(self, document: Document, texts: tuple[str, ...]) -> bytes:
        if _SANDBOX.inside:
            content: bytes = import_module(self.module).rebuild(document, texts)
            return content
        request = ["rebuild", self.module, astuple(_SANDBOX.limits), texts]
        try:
            return _SANDBOX.ask(request, document.carrier, b"")[1]
        except Unreadable:
            raise Unreadable(Reason.NOT_REBUILT) from None


def _salt(module: str) -> bytes:
    return blake2b(module.encode(), digest_size=16).digest()


def _environment() -> dict[str, str]:
    """Return the little that a worker inherits: where to import from, and nothing that holds a secret."""
    paths = [entry or os.getcwd() for entry in sys.path]  # noqa: PTH109  # as text, for the variable
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0", "DO_NOT_TRACK": "1"}

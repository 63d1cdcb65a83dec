"""One worker process: started with little, asked in a thread that a clock watches, and killed with everything it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from connectors.documents.convert import converted
from connectors.documents.wire import Message, receive, send
from records.boundary import attempt
from records.errors import Reason, Unreadable
from records.settings import Limits

__all__ = ["Crew", "Worker"]

_FATAL = frozenset({Reason.TIMED_OUT, Reason.CRASHED, Reason.TOO_LARGE, Reason.TOO_DEEP})
"""Reasons after which nobody knows the state of a worker's memory."""

_PATIENCE = 2.0
"""Seconds in which a worker whose answer ended must have ended too."""
_START = 60.0
"""Seconds that starting a worker on a busy machine may take."""
_LONGEST = 100
"""Times its limit of seconds that a document of many pages may take, however often it says that a page is done."""
_PASSED_ON = (
    "PATH", "SYSTEMROOT", "PROGRAMFILES", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL",
)  # fmt: skip


class Worker:
    """One process and what it still may do."""

    def __init__(self, scratch: Path | None = None) -> None:
        self.owner = os.getpid()
        self.answered = 0
        self._ready = False
        self._scratch = scratch
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
        answer = self._within(limits.seconds, lambda most: self._exchange(head, body, most, limits), limits)
        while not isinstance(answer, Reason) and answer[0] == ["page"]:
            late = time.monotonic() > end
            answer = (
                Reason.TIMED_OUT
                if late
                else self._within(limits.seconds, lambda most: self._listen(most, limits), limits)
            )
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

    def _exchange(self, head: list[Any], body: bytes, most: int, limits: Limits) -> Message | None:
        self._say(head, body)
        return self._listen(most, limits)

    def _listen(self, most: int, limits: Limits) -> Message | None:
        """Return the answer; before it a worker, which may start no program, may have a document converted."""
        end = time.monotonic() + limits.seconds
        while (heard := self._hear(most)) is not None and heard[0][:1] == ["docx"]:
            self._say(*self._converted(heard, end - time.monotonic(), limits))
        return heard

    def _say(self, head: list[Any], body: bytes) -> None:
        if self._process.stdin is not None:
            send(self._process.stdin, head, body)  # type: ignore[arg-type]  # a pipe is as good as a file here

    def _converted(self, request: Message, seconds: float, limits: Limits) -> Message:
        try:
            return ["content"], converted(
                request[1], str(request[0][-1]), limits, seconds=seconds, scratch=self._scratch
            )
        except Unreadable as error:
            return ["withheld", error.reason.name], b""

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


class Crew:
    """One worker after another: replaced after *most* answers, after a failure, and where this process is a fork of its owner."""

    def __init__(self, most: int, scratch: Path | None = None) -> None:
        self.scratch = scratch
        self._most = most
        self._worker: Worker | None = None

    def ask(self, head: list[Any], body: bytes, limits: Limits) -> Message | Reason:
        """Return the answer, or the reason why there is none."""
        answer: Message | Reason = Reason.CRASHED
        try:
            answer = self._ready().ask(head, body, limits)
            if not isinstance(answer, Reason) and answer[0][:1] == ["withheld"]:
                answer = Reason[answer[0][1]]
        except (KeyError, IndexError, TypeError):
            answer = Reason.CRASHED
        finally:  # also where the user interrupts: half an answer must not be read by the next
            if isinstance(answer, Reason) and answer in _FATAL:
                self.end()
        return answer

    def _ready(self) -> Worker:
        if self._worker is not None and self._worker.owner != os.getpid():
            self._worker = None  # a copy of our parent's, made by fork
        if self._worker is not None and self._worker.answered >= self._most:
            self.end()
        if self._worker is None:
            self._worker = Worker(self.scratch)
        return self._worker

    def end(self) -> None:
        """Stop the worker, if there is one."""
        worker, self._worker = self._worker, None
        if worker is not None and worker.owner == os.getpid():
            worker.end()


def _hearing(work: Callable[[int], Message | None], most: int) -> Message | Reason | None:
    """Return what *work* hears, or why it hears nothing; whatever an answer does to its reader, it costs its own document."""
    return attempt(lambda: _heard(work, most))


def _heard(work: Callable[[int], Message | None], most: int) -> Message | Reason | None:
    try:
        return work(most)
    except OverflowError:
        return Reason.TOO_LARGE
    except (OSError, ValueError):
        return None


def _close(pipe: Any) -> None:
    with suppress(OSError, ValueError):  # what was not sent any more, or a thread that still reads
        pipe.close()


def _environment() -> dict[str, str]:
    """Return the little that a worker inherits: where to import from, and nothing that holds a secret."""
    paths = [entry or os.getcwd() for entry in sys.path]  # noqa: PTH109  # as text, for the variable
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0", "DO_NOT_TRACK": "1"}

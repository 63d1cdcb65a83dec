"""A document that could crash, hang or flood its parser costs itself and nothing else: it is parsed in another process.

One worker process serves document after document and is replaced after a failure, and after so many documents that whatever
it leaks does not matter. On Linux and macOS it has limits of memory and processor time and is killed with every process it
may have started; everywhere it has a limit of time and of the size of its answer. The limit of time is for each page of a
document that has pages, and for the whole of any other. A document that failed is not tried again.
"""

from __future__ import annotations

import atexit
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from connectors.documents.contract import Document
from connectors.documents.kept import Kept, request_key
from connectors.documents.left_out import leave_out
from connectors.documents.process import Crew
from connectors.documents.wire import Message, unpack
from records.errors import Reason, Unreadable
from records.settings import Limits

__all__ = ["Sandboxed", "as_docx", "confine", "convert", "enter", "go_on"]

_DOCUMENTS = 200
"""Documents after which a worker is replaced."""


class _Sandbox:
    """The worker of this process, its limits, and which documents felled one."""

    def __init__(self) -> None:
        self.limits = Limits()
        self.inside = False
        self.outside: Callable[[list[Any], bytes], Message | None] | None = None
        self.tell: Callable[[], None] | None = None
        self.failed: dict[bytes, Reason] = {}
        self._crew = Crew(_DOCUMENTS)
        self._kept = Kept()
        self._lock = threading.Lock()
        self.telling = threading.Lock()

    def ask(self, head: list[Any], body: bytes) -> Message:
        """Return the worker's answer; raise Unreadable with the reason where there is none."""
        key = request_key(json.dumps(head).encode(), body)
        with self._lock:
            if key in self.failed:
                raise Unreadable(self.failed[key])
            return self._kept.find(key) or self._asked(head, body, key)

    def _asked(self, head: list[Any], body: bytes, key: bytes) -> Message:
        start = time.monotonic()
        answer = self._crew.ask(head, body, self.limits)
        if isinstance(answer, Reason):
            self.failed[key] = answer
            raise Unreadable(answer)
        self._kept.keep(key, answer, time.monotonic() - start)
        return answer

    def within(self, scratch: Path | None) -> None:
        """Let a program that converts documents have its files in *scratch*."""
        if scratch != self._crew.scratch:
            self.end()
            self._crew = Crew(_DOCUMENTS, scratch)
            self._kept = Kept(scratch)

    def end(self) -> None:
        """Stop the worker, if there is one, and forget what became of every document."""
        self._crew.end()
        self._kept.close()
        self.failed.clear()


_SANDBOX = _Sandbox()
atexit.register(_SANDBOX.end)


def confine(limits: Limits, scratch: Path | None = None) -> None:
    """Set the limits of every document parsed from now on in this process; called where a source is opened.

    *scratch* is a private folder, where a program that converts documents may have its files.
    """
    _SANDBOX.within(scratch)
    if limits != _SANDBOX.limits:
        _SANDBOX.limits = limits
        _SANDBOX.failed.clear()


def enter(limits: Limits, outside: Callable[[list[Any], bytes], Message | None], tell: Callable[[], None]) -> None:
    """Say that this process is the worker, where formats parse.

    *outside* sends a request and returns what came back; *tell* says that a page of a document is done.
    """
    _SANDBOX.inside = True
    _SANDBOX.outside = outside
    _SANDBOX.limits = limits
    _SANDBOX.tell = tell


def go_on() -> None:
    """Say that a page is done, so that the next one has the whole time again; only the worker has anybody to tell."""
    if _SANDBOX.tell is not None:
        with _SANDBOX.telling:  # pages are read in threads
            _SANDBOX.tell()


def as_docx(content: bytes, kind: str) -> bytes:
    """Return *content* as DOCX, converted outside this worker; raise Unreadable where it cannot be had."""
    answer = _SANDBOX.outside(["docx", kind], content) if _SANDBOX.outside else None
    if answer is None or answer[0] != ["content"]:
        raise Unreadable(Reason[answer[0][-1]] if answer else Reason.CRASHED)
    return answer[1]


@contextmanager
def _deeper() -> Iterator[Limits]:
    """Give the limits of a document within the one that is read; raise Unreadable where it lies too deep."""
    limits = _SANDBOX.limits
    if limits.depth < 1:
        raise Unreadable(Reason.TOO_DEEP)
    _SANDBOX.limits = replace(limits, depth=limits.depth - 1)
    try:
        yield _SANDBOX.limits
    finally:
        _SANDBOX.limits = limits


def convert(module: str, content: bytes) -> bytes:
    """Return the bytes that *module* makes of *content*, made by the worker; raise Unreadable with the reason where it cannot."""
    if _SANDBOX.inside:
        return bytes(import_module(module).convert(content, _SANDBOX.limits))
    return _SANDBOX.ask(["convert", module, astuple(_SANDBOX.limits)], content)[1]


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
            with _deeper() as limits:
                document: Document = import_module(self.module).read(content, limits)
                return document
        head, carrier = _SANDBOX.ask(["read", self.module, astuple(_SANDBOX.limits)], content)
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
            head, content = _SANDBOX.ask(request, document.carrier)
            for place, reason in head[1]:
                leave_out(str(place), Reason[reason])
        except (Unreadable, ValueError, TypeError, KeyError, IndexError):
            raise Unreadable(Reason.NOT_REBUILT) from None
        return content

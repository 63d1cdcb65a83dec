"""The process that parses: it answers one request at a time, and may neither reach the network, nor write, nor start a program but one.

The one is tesseract, which reads pictures of text: with the arguments of connectors/documents/tesseract.py and no others, under the same
limits and in the same group. Started by connectors/documents/sandbox.py as ``python -m connectors.documents.worker``. Limits that the operating system
enforces are set here; the wall clock is watched from outside. Whatever a parser prints is dropped: it may hold a value. A
document as parsed leaves as a pickle and comes back for rebuilding; it is opened here only, where it can do no more than the
document itself could.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO

from connectors.documents import sandbox, tesseract
from connectors.documents.left_out import collected
from connectors.documents.wire import Message, pack, receive, send
from records.boundary import attempt
from records.errors import Reason
from records.settings import Limits

__all__ = ["main"]

_REFUSED = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.kill",
    "os.remove", "os.rename", "os.link", "os.symlink", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "os.chown",
    "shutil.", "webbrowser.", "winreg.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> None:
    """Answer requests until there are no more."""
    requests, answers = _pipes()
    _limit_once()
    tesseract.program()  # looked for now: whoever takes over this process later cannot point elsewhere
    sys.addaudithook(_refuse)
    send(answers, ["ready"])

    def ask(head: list[Any], body: bytes) -> Message | None:
        send(answers, head, body)
        return receive(requests)

    while (request := receive(requests)) is not None:
        send(answers, *_answer(*request, ask, answers))


def _answer(
    head: list[Any], content: bytes, ask: Callable[[list[Any], bytes], Message | None], answers: BinaryIO
) -> tuple[list[Any], bytes]:
    limits = Limits(*head[2])
    _limit(limits)
    sandbox.enter(limits, ask, lambda: _next_page(limits, answers))
    try:
        answer = attempt(lambda: _work(head, content))
    except OSError:  # ours, from _refuse, or a parser's that wants a file; nothing here opens one
        answer = Reason.CRASHED
    return (["withheld", answer.name], b"") if isinstance(answer, Reason) else answer


def _next_page(limits: Limits, answers: BinaryIO) -> None:
    _limit(limits)
    send(answers, ["page"])


def _work(head: list[Any], content: bytes) -> tuple[list[Any], bytes]:
    verb, module, limits, *texts = head
    parser = import_module(module)
    if verb == "read":
        document = parser.read(content, Limits(*limits))
        return ["document", pack(document)], pickle.dumps(document)
    if verb == "convert":
        return ["content"], parser.convert(content, Limits(*limits))
    if verb == "ask":
        answer: tuple[list[Any], bytes] = parser.answer(*texts, limits=Limits(*limits))
        return answer
    with collected() as left_out:
        copy = parser.rebuild(pickle.loads(content), tuple(texts[0]))  # noqa: S301  # a worker's own, back again
    return ["content", [(place, reason.name) for place, reason in left_out]], copy


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take standard input and output for ourselves and leave the null device in their places."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    return requests, answers


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what no parser needs; a wall against accidents and lazy attacks, not against code that runs in this process."""
    if event == "subprocess.Popen" and tesseract.is_call(arguments[0], arguments[1]):
        return
    if event.startswith(_REFUSED):
        raise PermissionError
    if event != "open" or arguments[0] == os.devnull or isinstance(arguments[0], int):
        return  # a number is a pipe that is open already
    if isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise PermissionError


if sys.platform == "win32":

    def _limit_once() -> None:
        """Windows offers no such limits; the wall clock is what holds there."""

    def _limit(limits: Limits) -> None:
        """As above."""

else:
    import resource

    def _limit_once() -> None:
        """No core file, which would hold the document, and no file written by anybody in this process."""
        for limit in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
            resource.setrlimit(limit, (0, 0))

    def _limit(limits: Limits) -> None:
        """Set memory and the processor seconds of the next document; the second limit counts from the process's start."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + limits.seconds + 1
        _lower(resource.RLIMIT_CPU, seconds)
        _lower(resource.RLIMIT_AS, limits.memory_bytes)

    def _lower(limit: int, value: int) -> None:
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


if __name__ == "__main__":
    main()

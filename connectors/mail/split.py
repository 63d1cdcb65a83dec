"""An mbox file is cut into messages in one pass and constant memory; a body line "From now on" does not cut one in two.

Four dialects exist and none is marked as such (mboxo, mboxrd, mboxcl, mboxcl2). A separator is therefore believed by its
evidence: the blank line before it, the date in it, and the header lines that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

__all__ = ["Span", "looks_like_mbox", "messages", "unescape"]

CHUNK = 65_536  # bytes of one line that are looked at at once

_DATE = re.compile(
    rb"From .{0,300}?\b(?:mon|tue|wed|thu|fri|sat|sun),?\s{1,4}(?:\d{1,2}\s)?"
    rb"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\s.{0,40}?\d{1,2}:\d\d.{0,60}$",
    re.IGNORECASE,
)
_HEADER = re.compile(rb"[!-9;-~]{1,200}[ \t]*:|>From ")
_USUAL = re.compile(
    rb"(?:return-path|received|message-id|date|from|to|cc|subject|mime-version|content-type|reply-to|sender|delivered-to|status"
    rb"|in-reply-to|references|x-[\w-]{1,60}|dkim-signature|resent-\w{1,20}|content-transfer-encoding|organization)[ \t]*:"
    rb"|>From ",
    re.IGNORECASE,
)
_LENGTH = re.compile(rb"content-length[ \t]*:[ \t]*(\d{1,15})\s*$", re.IGNORECASE)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Span:
    """Where one message lies: ``separator`` is its "From " line, ``[start, end)`` the bytes of the message itself."""

    separator: bytes
    start: int
    end: int


def looks_like_mbox(head: bytes) -> bool:
    """Say whether a file that begins with *head* is an mbox: a "From " line with a date or with headers after it."""
    first, second, *_ = *head.lstrip(b"\r\n").splitlines()[:2], b"", b""
    if not first.startswith(b"From ") or first.startswith(b"From :"):
        return False
    return bool(_DATE.match(first) and (_HEADER.match(second) or not second)) or bool(_USUAL.match(second))


def messages(mbox: BinaryIO) -> Iterator[Span]:
    """Yield the span of every message of *mbox*, a seekable file; text before the first separator is a span of its own."""
    scan = _Scan(mbox)
    separator, start = b"", 0
    for at, line, after in scan.separators():
        if separator or _holds(mbox, start, at):
            yield Span(separator, start, at)
        separator, start = line, after
    if separator or _holds(mbox, start, scan.size):
        yield Span(separator, start, scan.size)


def unescape(content: bytes) -> bytes:
    """Undo the ``>From `` quoting of mboxrd; in an mboxo file this also takes a ``>`` from a quoted reply, which is harmless."""
    return _QUOTED.sub(rb"\1", content)


class _Scan:
    """Reads the file once, line by line, and goes back only over the lines it looks ahead at."""

    def __init__(self, mbox: BinaryIO) -> None:
        self._mbox = mbox
        self.size = mbox.seek(0, 2)
        mbox.seek(0)

    def separators(self) -> Iterator[tuple[int, bytes, int]]:
        """Yield where each separator starts, the separator, and where its message starts."""
        blank, fresh, headers, first = True, True, False, True
        declared = 0  # where the message ends by its own Content-Length
        at = 0
        while line := self._mbox.readline(CHUNK):
            after = at + len(line)
            if (
                fresh
                and line.startswith(b"From ")
                and self._believed(line, blank=blank, inside=at < declared, first=first)
            ):
                yield at, line, after
                headers, declared, first = True, 0, False
                self._mbox.seek(after)
            elif headers and fresh and not line.strip():
                headers = False
                declared += after if declared else 0
            elif headers and (length := _LENGTH.match(line)):
                declared = int(length[1])
            if not (fresh and not line.strip()):
                first = False
            blank = fresh and not line.strip()
            fresh, at = line.endswith(b"\n"), after

    def _believed(self, line: bytes, *, blank: bool, inside: bool, first: bool) -> bool:
        if first:
            return True
        dated = bool(_DATE.match(line.rstrip()))
        if not line.endswith(b"\n") or not (dated or blank):
            return False
        following = [self._mbox.readline(CHUNK) for _ in range(2)]
        self._mbox.seek(-sum(map(len, following)), 1)
        usual = all(_USUAL.match(each) or each[:1] in (b" ", b"\t") for each in following) and bool(
            _USUAL.match(following[0])
        )
        if inside or not (dated and blank):
            return usual
        return bool(_HEADER.match(following[0])) or not following[0].strip()


def _holds(mbox: BinaryIO, start: int, end: int) -> bool:
    """Say whether anything but white space lies in ``[start, end)``, and leave the file where it was."""
    here = mbox.tell()
    mbox.seek(start)
    left, found = end - start, False
    while left > 0 and not found:
        chunk = mbox.read(min(left, CHUNK))
        left, found = left - len(chunk) if chunk else 0, bool(chunk.strip())
    mbox.seek(here)
    return found

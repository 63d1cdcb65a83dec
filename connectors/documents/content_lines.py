"""Calendars and address cards are lines of a name, parameters and a value; folded lines are joined as bytes, before decoding.

RFC 5545 3.1, RFC 6350 3.2 and 3.3, RFC 6868, and vCard 2.1 with quoted-printable values. A fold in the middle of a character
(H09) is undone, and none is made in the copy.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from connectors.documents.decode import decode, printable
from records.errors import Reason, Unreadable

__all__ = ["Line", "begins", "components", "escaped", "folded", "in_parameter", "parse", "parts", "unescaped"]

_LARGEST = 32_000_000
_FOLD = re.compile(rb"\r?\n[ \t]")
_FOLD_KEEPING_SPACE = re.compile(rb"\r?\n(?=[ \t])")
_SOFT_BREAK = re.compile(rb"=[ \t]*\r?\n[ \t]?")
_QUOTED_PRINTABLE = re.compile(rb"^[^:\r\n]{0,200};(?:ENCODING=)?QUOTED-PRINTABLE[^:\r\n]{0,200}:", re.IGNORECASE)
_HEAD = re.compile(r'([A-Za-z0-9.-]+)((?:;[^":;]*(?:"[^"]*"[^":;]*)*)*):')
_PARAMETER = re.compile(r';([^=":;]*)=?((?:[^":;]*(?:"[^"]*")?)*)')
_ESCAPES = re.compile(r"\\(.)", re.DOTALL)
_CARETS = re.compile(r"\^([n^'])")
_WIDTH = 73
"""Octets of a line without its line end, less than the 75 that RFC 5545 3.1 allows."""


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its name in capitals and without its group, its parameters as written, and its value, still escaped."""

    name: str
    parameters: tuple[tuple[str, str], ...]
    value: str

    def parameter(self, name: str) -> str:
        """Return the value of the parameter *name*, or ""."""
        return next((value for key, value in self.parameters if key == name), "")


def begins(head: bytes, kind: bytes) -> bool:
    """Say whether *head* begins with BEGIN:*kind*, whatever its case and byte order mark."""
    text = head[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\xfe\xff").replace(b"\0", b"").lstrip()
    return text.upper().startswith(b"BEGIN:" + kind)


def parse(content: bytes) -> tuple[Line, ...]:
    """Return the lines of *content*; what is no property becomes a line without a name. Raise Unreadable where it is too long."""
    if len(content) > _LARGEST:
        raise Unreadable(Reason.TOO_LARGE)
    if b"\0" in content[:400]:
        content = decode(content)[0].encode("utf-8", "surrogatepass")
    old = b"VERSION:2.1" in content.upper()
    unfolded = (_FOLD_KEEPING_SPACE if old else _FOLD).sub(b"", content)
    return tuple(map(_line, _logical(unfolded)))


def _logical(content: bytes) -> Iterator[bytes]:
    """Yield the lines, those of quoted-printable values joined over their soft breaks."""
    lines = iter(content.splitlines())
    for line in lines:
        if _QUOTED_PRINTABLE.match(line):
            joined = [line]
            while joined[-1].rstrip().endswith(b"=") and (more := next(lines, None)) is not None:
                joined.append(more)
            line = _SOFT_BREAK.sub(b"", b"\n".join(joined))  # noqa: PLW2901  # the same line, whole
        if line.strip():
            yield line


def _line(raw: bytes) -> Line:
    text = decode(raw)[0]
    head = _HEAD.match(text)
    if head is None:
        return Line("", (), text)
    parameters = tuple((match[1].strip().upper(), match[2].replace('"', "")) for match in _PARAMETER.finditer(head[2]))
    line = Line(head[1].rpartition(".")[2].upper(), parameters, text[head.end() :])
    if any("QUOTED-PRINTABLE" in (key, value.upper()) for key, value in parameters):
        value = raw[len(text[: head.end()].encode("utf-8", "surrogateescape")) :]
        return Line(line.name, parameters, decode(quopri.decodestring(value), line.parameter("CHARSET"))[0])
    return line


def components(
    lines: tuple[Line, ...], kinds: frozenset[str]
) -> Iterator[tuple[str, tuple[Line, ...], tuple[Line, ...]]]:
    """Yield kind, own lines and the lines of inner components for each outermost component of one of *kinds*.

    Lines outside any of them come last, as a component without a kind.
    """
    kind, depth = "", 0
    own: list[Line] = []
    inner: list[Line] = []
    outside: list[Line] = []
    for line in lines:
        is_begin, is_end = line.name == "BEGIN", line.name == "END"
        if not kind:
            if is_begin and line.value.strip().upper() in kinds:
                kind, depth, own, inner = line.value.strip().upper(), 0, [], []
            elif not is_begin and not is_end:
                outside.append(line)
            continue
        depth += is_begin - is_end
        if depth < 0:
            yield kind, tuple(own), tuple(inner)
            kind = ""
        elif not is_begin and not is_end:
            (inner if depth else own).append(line)
    if kind:
        raise Unreadable(Reason.UNREADABLE)
    yield "", tuple(outside), ()


def unescaped(value: str) -> str:
    r"""Return a text value as it reads.

    >>> unescaped(r"Doe\, Jane\nMain St")
    'Doe, Jane\nMain St'
    """
    return _ESCAPES.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def parts(value: str) -> tuple[str, ...]:
    r"""Return the components of a structured value, which semicolons part.

    >>> parts(r"Doe\;Roe;Jane;;")
    ('Doe;Roe', 'Jane', '', '')
    """
    return tuple(
        unescaped(each) for each in re.findall(r"((?:[^;\\]|\\.)*)(?:;|$)", value, re.DOTALL)[: value.count(";") + 1]
    )


def escaped(text: str) -> str:
    """Return *text* as a value."""
    plain = printable(text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace("\n", "\\n").replace(";", "\\;").replace(",", "\\,")


def in_parameter(text: str, *, undo: bool = False) -> str:
    """Return *text* as it stands between the quotes of a parameter, or with *undo* as it reads (RFC 6868)."""
    if undo:
        return _CARETS.sub(lambda match: {"n": "\n", "^": "^", "'": '"'}[match[1]], text)
    return printable(text).replace("^", "^^").replace("\n", "^n").replace('"', "^'").replace("\r", "")


def folded(line: str) -> bytes:
    """Return *line* as it is written: folded between characters, ended by CR LF."""
    pieces, piece = [], b""
    for char in line:
        raw = char.encode("utf-8", "replace")
        if len(piece) + len(raw) > _WIDTH:
            pieces.append(piece)
            piece = b" "
        piece += raw
    return b"\r\n".join((*pieces, piece)) + b"\r\n"

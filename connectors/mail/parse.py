"""Bytes of a message become a tree of parts in bounded time and depth, with everything outside the parts kept for scanning.

The standard parser is used for parameters only: it leaves a base64 message/rfc822 undecoded, hides preamble and epilogue from
``walk()`` and overflows the stack on deep nesting. Release verification reads the copy with it, so the two are independent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message
from email.utils import collapse_rfc2231_value

from connectors.documents.decode import decode, sniff
from connectors.mail.transfer import Decoded, decode_transfer
from records.errors import Reason, Unreadable
from records.settings import Limits

__all__ = ["Header", "Part", "looks_like_message", "parse"]

HEADER_BYTES = 1_000_000  # past this a header block is no header block (M08)
HEADERS = 5_000
PARAMETERS = 10_000  # characters of one header that are parsed for parameters
DEEPEST = 100  # whatever the settings say: the walk recurses

_LINE = re.compile(rb"([^\r\n]*)(\r{0,3}\n|\r|\Z)")
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:(.*)", re.DOTALL)
_ENVELOPE = re.compile(rb">?From ")
# Headers that only a program which sends mail writes. Not "received" alone: a form has one, too, with a day behind it.
_SENT = re.compile(r"message-id|return-path|mime-version|dkim-signature|resent-message-id", re.IGNORECASE)
_HOP = re.compile(r"\b(?:from|by)\b[^;]{0,5000};")
# What a person or an old program writes above a message. False friends: the first lines of forms and notes, which begin with
# a date or a subject and go on with names of their own.
_WRITTEN = re.compile(
    r"return-path|received|message-id|date|from|to|cc|bcc|subject|mime-version|reply-to|sender|delivered-to|in-reply-to"
    r"|references|status|importance|priority|precedence|organization|comments|keywords|errors-to|authentication-results"
    r"|(?:x|content|list|thread|arc|user|accept|resent|dkim)-[\w-]+",
    re.IGNORECASE,
)
_WHO = frozenset({"from", "to", "subject", "date", "sender"})


@dataclass(frozen=True, slots=True)
class Header:
    """One header: its name as written and its value unfolded, encoded words still encoded."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Part:
    """One entity: ``content`` as transferred (empty where it was split into ``parts``), ``outside`` the text around the parts.

    ``flaw`` tells why its structure cannot be trusted; such a part is scanned and withheld.
    """

    headers: tuple[Header, ...]
    media: str
    content: bytes = b""
    parts: tuple[Part, ...] = ()
    outside: bytes = b""
    flaw: Reason | None = None

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values of every header called *name*, in order."""
        return tuple(header.value for header in self.headers if header.name.lower() == name)

    def value(self, name: str) -> str:
        """Return the first value of the header *name*, or ""."""
        return next(iter(self.values(name)), "")

    def parameter(self, name: str, *, header: str = "content-type") -> str:
        """Return a parameter of a header, RFC 2231 pieces joined and decoded, or ""."""
        return next((value for key, value in parameters(self.value(header)) if key == name), "")

    def decoded(self) -> Decoded:
        """Return the content without its transfer encoding; raise Unreadable where the encoding is unknown."""
        return decode_transfer(self.content, self.value("content-transfer-encoding"))


def parameters(value: str) -> tuple[tuple[str, str], ...]:
    """Return every parameter of a header value, duplicates and both of ``filename`` and ``filename*`` included."""
    holder: Message = Message()
    holder["Content-Type"] = value[:PARAMETERS]
    pairs = holder.get_params(failobj=[])[1:]
    return tuple((key.lower(), collapse_rfc2231_value(text, errors="replace")) for key, text in pairs)


def looks_like_message(head: bytes) -> bool:
    """Say whether *head* begins like a message: two header lines, and one that only mail has, or none that mail has not.

    A form ("Date: ... Name: ... Complaint: ...") or a calendar taken for a message would lose all of its lines: a copy has
    few headers.
    """
    try:
        headers, _ = _headers(_unix(_utf8(head)).lstrip(b"\r\n"))
    except Unreadable:
        return False
    told = [header for header in headers if not header.name.endswith(" ")]
    if len(told) < 2:  # noqa: PLR2004  # one line with a colon is a sentence
        return False
    return any(map(_is_sent, told)) or (
        all(_WRITTEN.fullmatch(header.name) for header in told) and any(header.name.lower() in _WHO for header in told)
    )


def _is_sent(header: Header) -> bool:
    if header.name.lower() == "received":
        return _HOP.search(header.value) is not None
    return _SENT.fullmatch(header.name) is not None


def parse(content: bytes, limits: Limits, *, depth: int = 0) -> Part:
    """Return the tree of *content*; raise Unreadable where it has no headers or more parts or headers than the limits allow.

    *depth* counts the messages and multiparts around it: what lies deeper than the limit becomes a part with a flaw.
    """
    tree = _Tree(limits)
    part = tree.entity(_unix(_utf8(content)).lstrip(b"\r\n"), "text/plain", depth)
    if not part.headers:
        raise Unreadable(Reason.UNREADABLE)
    return part


class _Tree:
    """Counts the parts of one message while it is split."""

    def __init__(self, limits: Limits) -> None:
        self._left = limits.parts
        self._deepest = min(limits.depth, DEEPEST)

    def entity(self, content: bytes, default: str, depth: int) -> Part:
        self._left -= 1
        if self._left < 0:
            raise Unreadable(Reason.TOO_LARGE)
        headers, start = _headers(content)
        media, flaw = _media(headers, default)
        bare = Part(headers, media, content[start:], flaw=flaw)
        if flaw or not media.startswith("multipart/"):
            return bare
        return self._split(bare, depth + 1)

    def _split(self, whole: Part, depth: int) -> Part:
        if depth > self._deepest:
            return Part(whole.headers, whole.media, whole.content, flaw=Reason.TOO_DEEP)
        pieces = _pieces(whole.content, whole.parameter("boundary"))
        if pieces is None:
            return Part(whole.headers, whole.media, whole.content, flaw=Reason.AMBIGUOUS)
        default = "message/rfc822" if whole.media == "multipart/digest" else "text/plain"
        parts = [self.entity(piece, default, depth) for piece in pieces.parts]
        if pieces.trailing:  # a reader that does not stop at the closing boundary sees further parts there
            parts.append(Part((), "text/plain", pieces.trailing, flaw=Reason.AMBIGUOUS))
        return Part(whole.headers, whole.media, parts=tuple(parts), outside=pieces.outside)


@dataclass(frozen=True, slots=True)
class _Pieces:
    parts: tuple[bytes, ...]
    outside: bytes
    trailing: bytes


def _pieces(body: bytes, boundary: str) -> _Pieces | None:
    """Cut *body* at its boundary lines; None where there is none, since then every reader guesses differently."""
    if not boundary:
        return None
    mark = re.escape(boundary.rstrip().encode("utf-8", "replace"))
    lines = list(re.finditer(rb"^--" + mark + rb"(--)?[ \t]{0,80}\r{0,3}(?:\n|\Z)", body, re.MULTILINE))
    if not lines:
        return None
    closing = next((i for i, line in enumerate(lines) if line[1]), len(lines))
    ends = [line.start() for line in lines[1:]] + [len(body)]
    parts = tuple(_chomp(body[lines[i].end() : ends[i]]) for i in range(min(closing, len(lines))))
    tail = body[lines[closing].end() :] if closing < len(lines) else b""
    more = closing + 1 < len(lines)
    outside = body[: lines[0].start()] + (b"" if more else tail)
    return _Pieces(parts, outside, tail if more else b"")


def _chomp(piece: bytes) -> bytes:
    """Drop the line end before a boundary, which belongs to the boundary (RFC 2046 section 5.1.1)."""
    return re.sub(rb"\r{0,3}\n\Z", b"", piece[-5:]).join((piece[:-5], b"")) if piece else piece


def _media(headers: tuple[Header, ...], default: str) -> tuple[str, Reason | None]:
    """Return the media type; two Content-Type headers that differ are a trap for readers, so the part is ambiguous (M05)."""
    told = [header.value for header in headers if header.name.lower() == "content-type"]
    if not told:
        return default, None
    holder: Message = Message()
    holder["Content-Type"] = told[0][:PARAMETERS]
    twice = len({"".join(value.lower().split()) for value in told}) > 1
    marks = {value for key, value in parameters(told[0]) if key == "boundary"}
    return holder.get_content_type(), Reason.AMBIGUOUS if twice or len(marks) > 1 else None


def _headers(content: bytes) -> tuple[tuple[Header, ...], int]:
    """Return the headers and where the body starts.

    A line that is no header ends the block, as in the standard parser; one after a bare CR continues its header, or is a
    header of its own where it looks like one, so that no bare CR smuggles a line through (M07).
    """
    found: list[tuple[str, list[bytes]]] = []
    at, after_cr = 0, False
    while at < len(content):
        line = _LINE.match(content, at)
        if line is None or not line[1]:
            at = line.end() if line else at
            break
        field = _FIELD.match(line[1])
        if line[1][:1] in b" \t" and found:
            found[-1][1].append(line[1])
        elif field:
            found.append((field[1].decode("ascii"), [field[2]]))
        elif after_cr and found:
            found[-1][1].append(b" " + line[1])
        elif not found and _ENVELOPE.match(line[1]):
            found.append(("envelope ", [line[1]]))
        else:
            break
        at, after_cr = line.end(), line[2] == b"\r"
        if at > HEADER_BYTES or len(found) > HEADERS:
            raise Unreadable(Reason.TOO_LARGE)
    return tuple(Header(name, decode(b"".join(lines).strip())[0]) for name, lines in found), at


def _utf8(content: bytes) -> bytes:
    """Recode a file saved as UTF-16 or with a byte order mark, which no mail reader expects (E07)."""
    encoding = sniff(content[:4096])
    return decode(content)[0].encode("utf-8") if encoding.mark or encoding.codec.startswith("utf-16") else content


def _unix(content: bytes) -> bytes:
    return content if b"\n" in content else content.replace(b"\r", b"\n")

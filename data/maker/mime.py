"""Writes messages as raw bytes by hand, so that no version of Python's generator can change a byte of the samples."""

# ruff: noqa: PLR2004 - character codes of RFC 2045 and 2047

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import dataclass, field
from email.utils import format_datetime

__all__ = ["Message", "Part", "base64_body", "encoded_word", "envelope", "multipart", "quoted_printable", "wire"]

_START = dt.datetime(2024, 3, 4, 8, 12, tzinfo=dt.timezone(dt.timedelta(hours=-7)))


@dataclass(frozen=True, slots=True)
class Part:
    """One MIME entity: its own header lines and its encoded body."""

    headers: tuple[str, ...]
    body: bytes

    def render(self) -> bytes:
        """Return the entity as it stands in a message."""
        return "".join(f"{line}\n" for line in self.headers).encode("latin-1") + b"\n" + self.body


@dataclass(slots=True)
class Message:
    """One message on its way into the mailbox."""

    number: int
    sender: str
    headers: list[str] = field(default_factory=list)
    part: Part = field(default_factory=lambda: Part((), b""))

    @property
    def date(self) -> dt.datetime:
        """When it was sent: a few hours after the one before."""
        return _START + dt.timedelta(hours=5 * self.number, minutes=(self.number * 13) % 60)

    def render(self) -> bytes:
        """Return the whole message, headers first."""
        own = "".join(
            f"{line}\n" for line in (*self.headers, f"Date: {format_datetime(self.date)}", "MIME-Version: 1.0")
        )
        return own.encode("latin-1") + self.part.render()


def envelope(message: Message) -> bytes:
    """Return the message as an mbox entry: separator line, body lines that begin "From " escaped (mboxrd), blank line."""
    stamp = message.date.strftime("%a %b %d %H:%M:%S %Y")
    lines = message.render().rstrip(b"\n").split(b"\n")
    escaped = (b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines)
    return f"From {message.sender} {stamp}\n".encode() + b"\n".join(escaped) + b"\n\n"


def quoted_printable(text: str, charset: str = "utf-8", width: int = 71) -> bytes:
    """Return *text* in quoted-printable (RFC 2045) with soft breaks every *width* characters, inside a value or not."""
    out: list[str] = []
    for line in text.split("\n"):
        atoms = [chr(b) if 32 <= b < 127 and b != 61 else f"={b:02X}" for b in line.encode(charset)]
        row = ""
        for atom in atoms:
            if len(row) + len(atom) > width:
                out.append(f"{row}=")
                row = ""
            row += atom
        out.append(f"{row[:-1]}=20" if row.endswith(" ") else row)
    return "\n".join(out).encode("ascii") + b"\n"


def base64_body(content: bytes) -> bytes:
    """Return *content* in base64 lines of 76 characters."""
    text = base64.b64encode(content).decode()
    return "".join(f"{text[at : at + 76]}\n" for at in range(0, len(text), 76)).encode()


def encoded_word(text: str, charset: str = "utf-8", *, style: str = "B") -> str:
    """Return *text* as one RFC 2047 encoded-word."""
    raw = text.encode(charset)
    if style == "B":
        return f"=?{charset}?B?{base64.b64encode(raw).decode()}?="
    q = "".join(chr(b) if chr(b).isalnum() and b < 128 else "_" if b == 32 else f"={b:02X}" for b in raw)
    return f"=?{charset}?Q?{q}?="


def wire(mailbox: str, *, style: str = "B") -> str:
    """Return an address header as it travels: a display name outside ASCII becomes an encoded-word."""
    if mailbox.isascii():
        return mailbox
    name, _, address = mailbox.rpartition(" <")
    return f"{encoded_word(name.strip(chr(34)), style=style)} <{address}"


def multipart(subtype: str, boundary: str, parts: tuple[Part, ...]) -> Part:
    """Return the parts under one boundary."""
    body = b"".join(b"--%s\n%s\n" % (boundary.encode(), part.render()) for part in parts)
    return Part((f'Content-Type: multipart/{subtype}; boundary="{boundary}"',), body + b"--%s--\n" % boundary.encode())

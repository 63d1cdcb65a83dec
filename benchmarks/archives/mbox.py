"""Invented mail as an mbox, written by the standard library's e-mail package."""

from __future__ import annotations

from collections.abc import Iterable
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from pathlib import Path

from benchmarks.archives.mail import Mail

__all__ = ["composed", "write_mbox"]

_POLICY = SMTP.clone(linesep="\n", max_line_length=200)


def write_mbox(path: Path, mail: Iterable[Mail], size: int) -> int:
    """Write *mail* until *path* has *size* bytes, and return how many messages are in it."""
    count = 0
    with path.open("wb") as out:
        for each in mail:
            stamp = each.date.strftime("%a %b %d %H:%M:%S %Y")
            content = composed(each).as_bytes()
            quoted = content.replace(b"\nFrom ", b"\n>From ")
            out.write(f"From {each.sender[1]} {stamp}\n".encode() + quoted + b"\n\n")
            count += 1
            if out.tell() >= size:
                break
    return count


def composed(mail: Mail) -> EmailMessage:
    """Return *mail* as a message of RFC 5322."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = formataddr(mail.sender)
    message["To"] = ", ".join(map(formataddr, mail.to))
    if mail.cc:
        message["Cc"] = ", ".join(map(formataddr, mail.cc))
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.date)
    message["Message-ID"] = mail.id
    if mail.answers:
        message["In-Reply-To"] = mail.answers[-1]
        message["References"] = " ".join(mail.answers)
    message["Received"] = f"from mail.example.org (198.51.100.{mail.number % 250}); {format_datetime(mail.date)}"
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    for paper in mail.papers:
        kind, _, subtype = paper.media.partition("/")
        message.add_attachment(paper.content, maintype=kind, subtype=subtype, filename=paper.name)
    for inner in mail.forwarded:
        message.add_attachment(composed(inner))
    return message

"""Mailboxes that hold one canary a message: in a header, in a body, or in an attachment."""

from __future__ import annotations

import base64
import binascii
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from tests.adversarial.person import Canary

__all__ = ["ATTACHMENTS", "BODIES", "HEADERS"]

Carrier = Callable[[Canary], str | bytes]
CLERK = "From: Clerk <clerk@helenamt.gov>\nTo: Front Desk <desk@helenamt.gov>\nDate: Mon, 04 Mar 2024 13:25:00 -0700\n"
TEXT = "Content-Type: text/plain; charset=utf-8\n\nThe meeting is on Monday.\n"


def _b64(content: str | bytes) -> str:
    return base64.encodebytes(content.encode() if isinstance(content, str) else content).decode()


def _word(text: str, style: str = "B") -> str:
    raw = text.encode()
    coded = base64.b64encode(raw).decode() if style == "B" else "".join(f"={byte:02X}" for byte in raw)
    return f"=?utf-8?{style}?{coded}?="


HEADER_CARRIERS: tuple[Callable[[Canary], str], ...] = (
    lambda c: f"Cc: {c.name} <{c.email}>",
    lambda c: f'Cc: "{c.last}, {c.first}" <{c.email}>',
    lambda c: f"Cc: {c.email} ({c.name})",
    lambda c: f"Cc: Board: {c.name} <{c.email}>, {c.email};",
    lambda c: f"Cc: {_word(c.name)} <{c.email}>",
    lambda c: f"Bcc: {c.name} <{c.email}>",
    lambda c: f"Reply-To: {c.name} <{c.email}>",
    lambda c: f"Sender: {c.email}",
    lambda c: f"Return-Path: <{c.email}>",
    lambda c: f"Delivered-To: {c.email}",
    lambda c: f"Received: from {c.last}-pc ([203.0.113.9])\n\tby mx for <{c.email}>; Mon, 04 Mar 2024 13:25:00 -0700",
    lambda c: f"X-Forwarded-For: {c.email} clerk@helenamt.gov",
    lambda c: f"Subject: {c.spill}",
    lambda c: f"Subject: Re: {_word(c.spill)}",
    lambda c: f"Subject: {_word(c.spill[:17])}\n {_word(c.spill[17:], 'Q')}",
    lambda c: f"Subject: first\nSubject: {c.spill}",
    lambda c: f"Thread-Topic: {c.spill}",
    lambda c: f"Comments: {c.spill}",
    lambda c: f"Keywords: {c.name}, water",
    lambda c: f"List-Unsubscribe: <mailto:{c.email}>, <https://news.example.com/?e={quote(c.email)}>",
    lambda c: f"Disposition-Notification-To: {c.name} <{c.email}>",
    lambda c: f"DKIM-Signature: v=1; d=example.org; i={c.email}; b=abc",
    lambda c: f"Message-ID: <{c.first}.{c.last}.{c.ssn}@example.org>",
    lambda c: f"References: <{c.email}.1@example.org>\n <{c.last}@example.org>",
    lambda c: f"In-Reply-To: <{c.email}>",
    lambda c: f"Resent-To: {c.name} <{c.email}>",
    lambda c: f"Organization: The {c.last} family, {c.email}",
    lambda c: f"X-Original-Subject: {_b64(c.spill).strip()}".replace("\n", "\n "),
    lambda c: f"Content-Description: {c.spill}",
    lambda c: f"Autocrypt: addr={c.email}; keydata={_b64(c.spill).strip()}".replace("\n", "\n "),
)


def _plain(encoding: str, body: str, charset: str = "utf-8", type_: str = "text/plain") -> str:
    return f"Content-Type: {type_}; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n{body}\n"


def _html(body: str) -> str:
    return _plain("7bit", f"<html><body><p>Hello</p>{body}</body></html>", type_="text/html")


def _multi(inside: str, *, before: str = "", after: str = "", subtype: str = "mixed") -> str:
    part = f"--=_b\n{TEXT}\n"
    return f'Content-Type: multipart/{subtype}; boundary="=_b"\n\n{before}\n{part}{inside}--=_b--\n{after}\n'


def _soft(text: str, width: int = 7) -> str:
    coded = text.replace("=", "=3D")
    return "=\n".join(coded[at : at + width] for at in range(0, len(coded), width))


BODY_CARRIERS: tuple[Carrier, ...] = (
    lambda c: _plain("7bit", c.spill),
    lambda c: _plain("quoted-printable", _soft(c.spill)),
    lambda c: _plain("quoted-printable", "".join(f"={b:02X}" for b in c.spill.encode())),
    lambda c: _plain("base64", _b64(c.spill)),
    lambda c: _plain("base64", _b64(c.spill).rstrip("=\n")),
    lambda c: _plain("8bit", "", "utf-16").encode() + f"Minutes. {c.spill}".encode("utf-16"),
    lambda c: _plain("8bit", f"\xa0{c.spill}", "windows-1252").encode("cp1252"),
    lambda c: _plain("8bit", c.spill, "x-no-such-charset"),
    lambda c: _plain("7bit", f"> > {c.spill}\n> I agree.\nNo."),
    lambda c: _plain("7bit", f"On Mon, Mar 4, 2024 {c.name} <{c.email}> wrote:\n> yes"),
    lambda c: _plain(
        "7bit", f"-----Original Message-----\nFrom: {c.last}, {c.first} [mailto:{c.email}]\nSubject: SSN {c.ssn}"
    ),
    lambda c: _plain("7bit", f"First line\n>From {c.name} <{c.email}> with SSN {c.ssn}"),
    lambda c: _plain("7bit", f"SSN\n{c.ssn[:6]}\n{c.ssn[7:]} is that of\n{c.email}"),
    lambda c: _plain("8bit", f"SSN {c.ssn[0]}\u200b{c.ssn[1:]} and {c.email[:4]}\u00ad{c.email[4:]}"),
    lambda c: _plain("7bit", "begin 644 note.txt\n" + binascii.b2a_uu(c.email.encode()).decode() + " \nend"),
    lambda c: _plain("7bit", _b64(_soft(c.spill))),
    lambda c: _html(f"<p>{c.spill}</p>"),
    lambda c: _html(f"<!-- {c.spill} -->"),
    lambda c: _html(f'<p style="display:none">{c.spill}</p>'),
    lambda c: _html(
        f'<a href="mailto:{c.email}">write</a> <img alt="{c.spill}" src="https://t.example.com/{c.email}">'
    ),
    lambda c: _html(f'<a href="https://t.example.com/?u={quote(c.email)}&amp;x={_b64(c.email).strip()}">here</a>'),
    lambda c: _html(f"<p>SSN {c.ssn[:4]}<b>{c.ssn[4:6]}</b>{c.ssn[6:]} of {c.email.replace('@', '&#64;')}</p>"),
    lambda c: _html("<p>" + "".join(f"&#{ord(letter)};" for letter in c.email) + "</p>"),
    lambda c: _html(f'<script>var who = "{c.spill}";</script><style>/* {c.email} */</style>'),
    lambda c: _html(f'<input value="{c.ssn}" data-mail="{c.email}"><title>{c.name}</title><meta content="{c.email}">'),
    lambda c: _multi("", before=f"preamble: {c.spill}"),
    lambda c: _multi("", after=f"epilogue: {c.spill}"),
    lambda c: _multi(f"--=_b\n{_html(f'<p>{c.spill}</p>')}\n", subtype="alternative"),
    lambda c: _multi(f"--=_b\n{_plain('7bit', c.spill)}").replace("--=_b--", f"--=_b-- {c.email}"),
    lambda c: f'Content-Type: text/plain; name="{c.email}"; x-owner={c.last}\n\nThe meeting is on Monday.\n',
)


def _attached(
    c: Canary, content: bytes, type_: str = "application/octet-stream", name: str = "file.bin", more: str = ""
) -> str:
    del c
    head = f'Content-Type: {type_}\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="{name}"\n{more}'
    return _multi(f"--=_b\n{head}\n{_b64(content)}\n")


def _inner(c: Canary) -> str:
    return f"From: {c.name} <{c.email}>\nSubject: inner\n\n{c.spill}\n"


def _zipped(c: Canary, member: str = "list.csv") -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, f"who\n{c.spill}\n")
        archive.comment = c.email.encode()
    return box.getvalue()


ATTACHMENT_CARRIERS: tuple[Callable[[Canary], str], ...] = (
    lambda c: _attached(c, c.spill.encode(), "text/plain", "note.txt"),
    lambda c: _attached(c, f"name,email,ssn\n{c.name},{c.email},{c.ssn}\n".encode(), "text/csv", "list.csv"),
    lambda c: _attached(c, json.dumps({"name": c.name, c.email: {"ssn": c.ssn}}).encode(), "application/json", "form.json"),
    lambda c: _attached(c, f"<p title='{c.email}'>{c.spill}</p>".encode(), "text/html", "page.html"),
    lambda c: _attached(c, f"%PDF-1.4\nBT ({c.spill}) Tj ET\n%%EOF".encode(), "application/pdf", "scan.pdf"),
    lambda c: _attached(c, _zipped(c), "application/zip", "list.zip"),
    lambda c: _attached(c, _zipped(c, f"{c.email}.csv"), "application/zip", "list.zip"),
    lambda c: _attached(c, b"\x00\x01" + c.spill.encode("utf-16-le"), name="winmail.dat", type_="application/ms-tnef"),
    lambda c: _attached(c, c.spill.encode(), "image/jpeg", "photo.jpg"),
    lambda c: _attached(c, b"nothing\n", "text/plain", f"{c.last}_{c.first}_SSN_{c.ssn}.txt"),
    lambda c: _attached(c, b"nothing\n", "text/plain", "a.txt", f"Content-Description: {c.spill}\nContent-ID: <{c.email}>\n"),
    lambda c: _attached(c, b"nothing\n", f'text/plain; name="{c.name} {c.email}.txt"', "a.txt"),
    lambda c: _multi(f'--=_b\nContent-Type: text/plain\nContent-Disposition: attachment; filename*0="{c.email[:9]}";\n filename*1="{c.email[9:]}"\n\nhi\n'),
    lambda c: _multi(f"--=_b\nContent-Type: message/rfc822\n\n{_inner(c)}\n"),
    lambda c: _multi(f"--=_b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{_b64(_inner(c))}\n"),
    lambda c: _multi(f"--=_b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; {c.email}\n"),
    lambda c: _multi(f"--=_b\nContent-Type: text/rfc822-headers\n\nFrom: {c.email}\nSubject: {c.ssn}\n"),
    lambda c: _attached(c, f"BEGIN:VCARD\nVERSION:3.0\nFN:{c.name}\nEMAIL:{c.email}\nEND:VCARD\n".encode(), "text/vcard", "who.vcf"),
    lambda c: _attached(c, f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:{c.email}\nATTENDEE;CN={c.name}:mailto:{c.email}\nEND:VEVENT\nEND:VCALENDAR\n".encode(), "text/calendar", "meet.ics"),
    lambda c: _attached(c, f"{{\\rtf1 {c.spill}}}".encode(), "text/rtf", "letter.rtf"),
)  # fmt: skip


def _mbox(messages: Sequence[bytes], folder: Path) -> None:
    line = b"From clerk@helenamt.gov Mon Mar 04 13:25:00 2024\n"
    (folder / "mail.mbox").write_bytes(b"".join(line + message.rstrip(b"\n") + b"\n\n" for message in messages))


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def HEADERS(folder: Path, canaries: Sequence[Canary]) -> None:  # noqa: N802 - a group of carriers, named like its fellows
    """Write a mailbox whose canaries stand in headers only."""
    carriers = [HEADER_CARRIERS[at % len(HEADER_CARRIERS)](canary) for at, canary in enumerate(canaries)]
    _mbox([f"{CLERK}{header}\n{TEXT}".encode() for header in carriers], folder)


def BODIES(folder: Path, canaries: Sequence[Canary]) -> None:  # noqa: N802 - as above
    """Write a mailbox whose canaries stand in bodies only."""
    carriers = [BODY_CARRIERS[at % len(BODY_CARRIERS)](canary) for at, canary in enumerate(canaries)]
    _mbox([CLERK.encode() + b"Subject: minutes\nMIME-Version: 1.0\n" + _bytes(body) for body in carriers], folder)


def ATTACHMENTS(folder: Path, canaries: Sequence[Canary]) -> None:  # noqa: N802 - as above
    """Write a mailbox whose canaries stand in attachments only."""
    carriers = [ATTACHMENT_CARRIERS[at % len(ATTACHMENT_CARRIERS)](canary) for at, canary in enumerate(canaries)]
    _mbox([f"{CLERK}Subject: minutes\nMIME-Version: 1.0\n{body}".encode() for body in carriers], folder)

"""A message is written anew from its plan and redacted texts: no byte, boundary, id or file name of the source is in it."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterator
from email.generator import BytesGenerator
from email.header import Header
from email.message import Message
from email.policy import compat32
from typing import assert_never

from connectors.documents.decode import printable
from connectors.documents.left_out import within
from connectors.mail.addresses import address_header
from connectors.mail.headers import one_line
from connectors.mail.plan import Attached, Notice, Plan, Text
from connectors.mail.threads import DOMAIN
from records.errors import Reason, Unreadable

__all__ = ["message_bytes", "notice_bytes", "quote_separators"]

_POLICY = compat32.clone(max_line_length=None, linesep="\n")
_ADDRESSES = frozenset({"From", "To", "Cc"})
_SEPARATOR = re.compile(rb"^(>*From )", re.MULTILINE)
_LINE = 900  # characters of a body line that is written as it is (RFC 5322 2.1.1 allows 998)
_WIDTH = 76  # characters of an encoded line


def message_bytes(plan: Plan, texts: tuple[str, ...], *, name: str) -> bytes:
    """Return the message of *plan* with *texts*, lines ended by LF; *name* is what its attachments are named after."""
    return _serialise(_message(plan, texts, name))


def notice_bytes(reason: Reason, *, message_id: str) -> bytes:
    """Return the message that stands in the place of one that was withheld."""
    content = _leaf(f"This message was withheld: {reason.value}.\n", "plain")
    message = _opened(content)
    message["From"] = f'"withheld" <withheld@{DOMAIN}>'
    message["Subject"] = f"[withheld: {reason.value}]"
    message["Message-ID"] = message_id
    return _serialise(_closed(message, content))


def quote_separators(content: bytes) -> bytes:
    """Quote lines that begin with "From ", as mboxrd does, so that an mbox reader sees one message."""
    return _SEPARATOR.sub(rb">\1", content)


def _message(plan: Plan, texts: tuple[str, ...], name: str) -> Message:
    views = [_view(view, texts) for view in plan.body] or [_leaf("", "plain")]
    attached = list(_attached(plan, texts, name))
    content = views[0] if len(views) == 1 and not attached else _mixed([*views, *attached])
    message = _opened(content)
    for header, field in plan.headers:
        value = address_header(texts[field]) if header in _ADDRESSES else _words(texts[field], header)
        _set(message, header, value)
    for header, value in (
        ("Date", plan.date),
        ("Message-ID", plan.message_id),
        ("In-Reply-To", "\n ".join(plan.in_reply_to)),
        ("References", "\n ".join(plan.references)),
    ):
        _set(message, header, value)
    return _closed(message, content)


def _attached(plan: Plan, texts: tuple[str, ...], name: str) -> Iterator[Message]:
    for number, part in enumerate(plan.attachments, 1):
        with within(f"attachment {number}:"):  # as connectors/mail/fields.py calls it
            message = _attachment(part, texts, f"{name}-att{number}")
        yield message


def _opened(content: Message) -> Message:
    """Return an empty message with the payload of *content*, whose own headers follow later."""
    message: Message = Message(policy=_POLICY)
    message.set_payload(content.get_payload())
    return message


def _closed(message: Message, content: Message) -> Message:
    """Add the MIME headers of *content* below those that a person reads."""
    message["MIME-Version"] = "1.0"
    for header, value in content.items():
        message[header] = value
    return message


def _view(view: Text | Attached | Notice, texts: tuple[str, ...]) -> Message:
    match view:
        case Text(field):
            return _leaf(texts[field], "plain")
        case Attached():
            return _leaf(_rebuilt(view, texts).decode("utf-8"), view.format.media_type.partition("/")[2])
        case Notice(reason):
            return _leaf(f"This part was withheld: {reason.value}.\n", "plain")
        case _:
            assert_never(view)


def _attachment(part: Attached | Notice | Plan, texts: tuple[str, ...], name: str) -> Message:
    match part:
        case Attached():
            message = _binary(_rebuilt(part, texts), part.format.media_type)
            return _named(message, name + part.format.suffix)
        case Notice(reason):
            return _named(_leaf(f"This attachment was withheld: {reason.value}.\n", "plain"), f"{name}-withheld.txt")
        case Plan():
            message = _new("message/rfc822")
            message.set_payload([_message(part, texts, name)])
            return _named(message, f"{name}.eml")
        case _:
            assert_never(part)


def _rebuilt(part: Attached, texts: tuple[str, ...]) -> bytes:
    return part.format.rebuild(part.document, texts[part.first : part.first + len(part.document.fields)])


def _new(media: str) -> Message:
    message: Message = Message(policy=_POLICY)
    message["Content-Type"] = media
    return message


def _leaf(text: str, subtype: str) -> Message:
    """Return a text part: as it is where short ASCII lines allow, else quoted-printable or base64, whichever is shorter."""
    lines = printable(text.replace("\r\n", "\n").replace("\r", "\n"))
    if lines.isascii() and "\f" not in lines and max(map(len, lines.split("\n"))) <= _LINE:
        message = _new(f'text/{subtype}; charset="utf-8"')
        message["Content-Transfer-Encoding"] = "7bit"
        message.set_payload(lines if lines.endswith("\n") or not lines else lines + "\n")
        return message
    return _encoded(lines, f'text/{subtype}; charset="utf-8"')


def _encoded(text: str, media: str) -> Message:
    content = text.encode("utf-8")
    special = sum(byte > 126 or byte < 32 or byte == 61 for byte in content)  # noqa: PLR2004 - what QP writes as three bytes
    if special * 6 > len(content):
        return _binary(content, media)
    message = _new(media)
    message["Content-Transfer-Encoding"] = "quoted-printable"
    message.set_payload(_quoted_printable(content))
    return message


def _quoted_printable(content: bytes) -> str:
    """Return RFC 2045 quoted-printable: soft breaks at 75 characters, white space at a line's end encoded."""
    return "\n".join(_quoted_line(line) for line in content.split(b"\n"))


def _quoted_line(line: bytes) -> str:
    units = [chr(b) if (33 <= b <= 126 and b != 61) or b in (9, 32) else f"={b:02X}" for b in line]  # noqa: PLR2004 - RFC 2045 6.7
    if units and units[-1] in " \t":
        units[-1] = f"={ord(units[-1]):02X}"
    rows, width = [[]], 0  # type: list[list[str]], int
    for unit in units:
        if width + len(unit) > _WIDTH - 1:
            rows.append([])
            width = 0
        rows[-1].append(unit)
        width += len(unit)
    return "=\n".join("".join(row) for row in rows)


def _binary(content: bytes, media: str) -> Message:
    message = _new(f'{media}; charset="utf-8"' if media.startswith("text/") and "charset" not in media else media)
    message["Content-Transfer-Encoding"] = "base64"
    message.set_payload(base64.encodebytes(content).decode("ascii"))
    return message


def _named(message: Message, name: str) -> Message:
    message["Content-Disposition"] = f'attachment; filename="{name}"'
    return message


def _mixed(parts: list[Message]) -> Message:
    """Join *parts* under a boundary that is a digest of them: the same each time, and no part can hold its own."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(_serialise(part))
    message = _new(f'multipart/mixed; boundary="=_{digest.hexdigest()[:40]}"')
    message.set_payload([*parts])
    return message


def _words(text: str, header: str) -> str:
    """Return an unstructured header's value: as it is where it is short ASCII, else RFC 2047 words."""
    shown = one_line(text)
    if shown.isascii() and len(shown) <= _WIDTH and "=?" not in shown:
        return shown
    return Header(shown, "utf-8", header_name=header).encode(linesep="\n")


def _set(message: Message, header: str, value: str) -> None:
    """Set a header, or refuse one whose line ends would start another header."""
    if re.search(r"\n(?! )|\r", value) or not value.isascii():
        raise Unreadable(Reason.NOT_REBUILT)
    if value:
        message[header] = value


def _serialise(message: Message) -> bytes:
    out = io.BytesIO()
    BytesGenerator(out, mangle_from_=False, policy=_POLICY).flatten(message)
    return out.getvalue()

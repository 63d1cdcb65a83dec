"""A redacted address header becomes one that any mail program parses: labels are shown as display names."""

from __future__ import annotations

import re
from email.header import Header
from email.utils import quote

from connectors.mail.headers import one_line
from connectors.mail.threads import DOMAIN

__all__ = ["address_header"]

# An address that may stand in a header as it is (RFC 5322 dot-atom). Anything else is shown as text.
_PLAIN = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}")
_LABEL = re.compile(r"\[[A-Z][A-Z0-9 -]{0,60}\]")
_GROUP = re.compile(r"[^,;<>@\"]{0,200}:\s*;?")
_ANGLE = re.compile(r"<([^<>]{0,1000})>")
_WIDTH = 60  # characters of a display name that stay unencoded on one line


def address_header(text: str) -> str:
    r"""Return the value of an address header that shows *text*, ASCII and folded.

    A redacted address is named after its label, since ``[EMAIL 1]`` alone is no address; so is what cannot be parsed.

    >>> address_header("[NAME 3] <[EMAIL 1]>, clerk@example.org")
    '"[NAME 3] [EMAIL 1]" <email-1@redacted.invalid>,\n clerk@example.org'
    """
    shown = one_line(text)
    if _GROUP.fullmatch(shown):
        return "undisclosed-recipients:;" if "undisclosed" in shown.lower() else _mailbox(shown.rstrip("; "))
    return ",\n ".join(_mailbox(each) for each in _split(shown))


def _split(text: str) -> list[str]:
    """Cut at commas and semicolons outside quotes, angle brackets and comments."""
    pieces, start, quoted, depth = [], 0, False, 0
    for at, char in enumerate(text):
        if char == '"':
            quoted = not quoted
        elif char in "<([" and not quoted:
            depth += 1
        elif char in ">)]" and not quoted:
            depth = max(0, depth - 1)
        elif char in ",;" and not quoted and not depth:
            pieces.append(text[start:at])
            start = at + 1
    pieces.append(text[start:])
    return [piece.strip() for piece in pieces if piece.strip()]


def _mailbox(text: str) -> str:
    angle = _ANGLE.search(text)
    inner = angle[1].strip() if angle else ""
    around = (text[: angle.start()] + " " + text[angle.end() :]) if angle else text
    if angle is None:
        inner, around = _bare(text)
    if _PLAIN.fullmatch(inner) and not inner.endswith("."):
        return _shown(around, inner)
    label = _LABEL.fullmatch(inner)
    name = label[0].strip("[]").lower().replace(" ", "-") if label else "undisclosed"
    return _shown(f"{around} {inner}", f"{name}@{DOMAIN}")


def _bare(text: str) -> tuple[str, str]:
    """Find the address in a mailbox without angle brackets: ``jane@example.org (Jane)``, ``[EMAIL 1]``."""
    found = re.search(r"[^\s<>()\"]+@[^\s<>()\"]+", text) or _last_label(text)
    return (found[0], text[: found.start()] + " " + text[found.end() :]) if found else ("", text)


def _last_label(text: str) -> re.Match[str] | None:
    labels = [label for label in _LABEL.finditer(text) if "EMAIL" in label[0]]
    return labels[-1] if labels else None


def _shown(name: str, address: str) -> str:
    plain = " ".join(re.sub(r'[<>"()\\]', " ", name).split())
    if not plain:
        return address
    if plain.isascii() and len(plain) <= _WIDTH and "=?" not in plain:
        return f'"{quote(plain)}" <{address}>'
    return f"{Header(plain, 'utf-8', maxlinelen=70).encode(linesep=chr(10))}\n <{address}>"

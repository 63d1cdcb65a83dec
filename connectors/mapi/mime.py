"""MIME parts as bytes: what an Outlook item is turned into, so that one reader of mail serves every kind of mail.

Everything that is no header is base64, and a boundary is a digest of what it parts, so no content can act as structure.
"""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import quote

from connectors.mail.headers import one_line
from connectors.mail.sniff import WITHHELD
from records.errors import Reason

__all__ = ["attached", "leaf", "message", "multipart", "withheld"]

_MEDIA = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,80}", re.IGNORECASE)
_CHARSET = re.compile(r"[A-Za-z0-9_-]{1,40}")
_LONGEST = 1_000  # characters of a file name in a header; [MS-OXPROPS] allows 256


def leaf(content: bytes, media: str, *, charset: str = "") -> bytes:
    """Return a part with *content* encoded."""
    told = f'; charset="{charset}"' if _CHARSET.fullmatch(charset) else ""
    return _part(f"Content-Type: {media}{told}\n", content)


def attached(content: bytes, media: str, *, name: str, content_id: str = "") -> bytes:
    """Return a part that is a file; a *media* that is none becomes application/octet-stream."""
    type_ = media.lower() if _MEDIA.fullmatch(media) else "application/octet-stream"
    return _part(f"Content-Type: {type_}\n{_file(name, content_id)}", content)


def withheld(reason: Reason, *, name: str, words: str = "") -> bytes:
    """Return a part that stands for one nobody can read, with the *words* of it that can be scanned."""
    head = f"Content-Type: {WITHHELD}; reason={reason.name}\n{_file(name, '')}"
    return _part(head, words.encode("utf-8", "replace"), plain=True)


def multipart(kind: str, parts: list[bytes], *, aside: str = "") -> bytes:
    """Return a multipart of that *kind*; *aside* stands before its parts, where mail readers show nothing."""
    around = aside.encode("utf-8", "replace")
    digest = hashlib.sha256(around)
    for part in parts:
        digest.update(part)
    mark = b"=_" + digest.hexdigest()[:40].encode()
    pieces = [f'Content-Type: multipart/{kind}; boundary="{mark.decode()}"\n\n'.encode(), around, b"\n"]
    for part in parts:
        pieces += [b"--", mark, b"\n", part, b"\n"]
    return b"".join((*pieces, b"--", mark, b"--\n"))


def message(headers: list[tuple[str, str]], content: bytes) -> bytes:
    """Return a message whose *content* begins with its own Content-Type; each header is one line of text."""
    lines = [f"{name}: {one_line(value)}\n" for name, value in headers if value.strip()]
    return "".join(("MIME-Version: 1.0\n", *lines)).encode("utf-8", "replace") + content


def _part(head: str, content: bytes, *, plain: bool = False) -> bytes:
    if plain:
        return f"{head}Content-Transfer-Encoding: 8bit\n\n".encode() + content
    return f"{head}Content-Transfer-Encoding: base64\n\n".encode() + base64.encodebytes(content)


def _file(name: str, content_id: str) -> str:
    """Return the headers of a file; a name travels percent-encoded (RFC 2231), whatever is in it."""
    shown = quote(one_line(name)[:_LONGEST], safe="")
    told = "Content-Disposition: attachment" + (f"; filename*=utf-8''{shown}\n" if shown else "\n")
    return told + (f"Content-ID: <{quote(content_id, safe='@.$-_')}>\n" if content_id else "")

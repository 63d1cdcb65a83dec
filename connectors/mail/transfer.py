"""Transfer encodings undone leniently, and told when a stricter reader would have seen something else."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass

from connectors.mail.headers import LAYERS
from records.errors import Reason, Unreadable

__all__ = ["Decoded", "decode_transfer", "unwrap"]

_IDENTITY = frozenset({"", "7bit", "8bit", "binary", "7-bit", "8-bit", "8bits", "7bits", "none", "utf-8"})
_UUENCODE = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})
_SPACE = re.compile(rb"[\s\0]+")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
# A whole text that is base64: false friend is one long word, so the decoded bytes must read as text as well.
_BLOB = re.compile(r"[A-Za-z0-9+/]{20,}={0,2}")
_QP_MARK = re.compile(r"=(?:[0-9A-F]{2}|\r?\n)")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The decoded content; ``defect`` says that strict and lenient readers disagree, so the raw bytes are scanned too."""

    content: bytes
    defect: bool = False


def decode_transfer(content: bytes, encoding: str) -> Decoded:
    """Return *content* without its transfer encoding; raise Unreadable(UNSUPPORTED) where nobody knows the encoding."""
    name = encoding.strip().strip("\"'").lower().partition(";")[0].strip()
    if name in _IDENTITY:
        return Decoded(content)
    if name == "base64":
        return _base64(content)
    if name in {"quoted-printable", "quoted/printable", "quotedprintable"}:
        return Decoded(binascii.a2b_qp(content))
    if name in _UUENCODE:
        return uudecode(content)
    raise Unreadable(Reason.UNSUPPORTED)


def unwrap(text: str) -> str:
    """Undo base64 or quoted-printable that is left over in a decoded text; raise Unreadable(TOO_DEEP) past five layers."""
    for _ in range(LAYERS):
        inner = _left_over(text)
        if inner is None:
            return text
        text = inner
    if _left_over(text) is not None:
        raise Unreadable(Reason.TOO_DEEP)
    return text


def uudecode(content: bytes) -> Decoded:
    """Return the bytes between ``begin`` and ``end`` of a uuencoded text; broken lines are skipped and reported."""
    out, defect = [], False
    for line in content.splitlines():
        if line.startswith(b"begin ") or not line.strip():
            continue
        if line.strip() == b"end":
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            defect = True
            out.append(_short_line(line))
    return Decoded(b"".join(out), defect)


def _short_line(line: bytes) -> bytes:
    """Decode a line whose tail some encoder padded wrongly, as long as its own count of bytes says."""
    needed = (((line[0] - 32) & 63) * 4 + 5) // 3
    try:
        return binascii.a2b_uu(line[:needed])
    except binascii.Error:
        return b""


def _base64(content: bytes) -> Decoded:
    packed = _SPACE.sub(b"", content)
    try:
        return Decoded(binascii.a2b_base64(packed, strict_mode=True))
    except binascii.Error:
        letters = _NOT_BASE64.sub(b"", packed)
        return Decoded(b"".join(_group(group) for group in letters.split(b"=")), defect=True)


def _group(letters: bytes) -> bytes:
    """Decode letters between two paddings; a lone last letter holds no whole byte."""
    whole = letters[: -1 if len(letters) % 4 == 1 else None]
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def _left_over(text: str) -> str | None:
    packed = "".join(text.split())
    if len(packed) % 4 == 0 and _BLOB.fullmatch(packed):
        return _as_text(binascii.a2b_base64(packed))
    if len(_QP_MARK.findall(text)) > 1 and text.count("=") == len(_QP_MARK.findall(text)):
        return _as_text(binascii.a2b_qp(text.encode("utf-8", "replace")))
    return None


def _as_text(content: bytes) -> str | None:
    """Return *content* as text where every byte of it reads as printable UTF-8, which chance does not produce."""
    try:
        shown = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return shown if shown and all(char.isprintable() or char in "\r\n\t" for char in shown) else None

"""Bytes become text without losing one of them, and a second plausible reading is kept where two disagree."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

__all__ = ["Reading", "decode", "lenient"]

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels seen in mail that Python's registry lacks, and the Windows superset that senders of "latin-1" mean (WHATWG).
_ALIASES = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso-8859-8-i": "iso8859-8",
    "windows-874": "cp874",
    "x-sjis": "shift_jis",
    "x-gbk": "gbk",
    "x-mac-roman": "mac-roman",
}
# Codecs that are not character sets of mail: their decoding is slow, or interprets escapes.
_REFUSED = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"})
_STATEFUL = ("utf-7", "iso2022", "hz")
_KEEP_BYTES = "clearcopy.keep-bytes"


@dataclass(frozen=True, slots=True)
class Reading:
    """The text a reader would see and, where the bytes plausibly say something else too, that other text."""

    text: str
    other: str = ""


def decode(content: bytes, declared: str = "") -> Reading:
    """Return the reading of *content* under a byte order mark, UTF-8, the *declared* charset or cp1252; never fails.

    UTF-8 wins over a declared single-byte charset when the bytes are valid UTF-8, since chance rarely makes them so.

    >>> decode(b"Jos\\xe9", "us-ascii").text
    'José'
    """
    for mark, charset in _BOMS:
        if content.startswith(mark):
            return Reading(lenient(content[len(mark) :], charset), _plain(content) if b"\0" not in content else "")
    wide = _interleaved(content)
    if wide:
        return Reading(lenient(content, wide), _plain(content.replace(b"\0", b"")))
    return _declared(content, _known(declared))


def lenient(content: bytes, charset: str) -> str:
    """Decode *content* as *charset*; a byte that is invalid there reads as cp1252, so that none is lost."""
    return content.decode(charset, _KEEP_BYTES)


def _declared(content: bytes, charset: str) -> Reading:
    if content.isascii() and not charset.startswith(_STATEFUL):
        return Reading(content.decode("ascii"))
    told = lenient(content, charset) if charset else ""
    valid = _strict(content)
    if valid is None:
        return Reading(told or _plain(content), _plain(content) if told and told != _plain(content) else "")
    if not told or charset.startswith(("cp", "iso8859", "utf-8", "koi8", "mac")):
        return Reading(valid, told if told != valid else "")
    return Reading(told, valid if told != valid else "")


def _strict(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _plain(content: bytes) -> str:
    return lenient(content, "utf-8") if _strict(content) is not None else lenient(content, "cp1252")


def _interleaved(content: bytes) -> str:
    """Name the UTF-16 order of text without a mark: Latin letters leave a NUL in every other byte."""
    head = content[:2000]
    if head.count(b"\0") * 3 < len(head) or not head:
        return ""
    return "utf-16-be" if head[::2].count(b"\0") > head[1::2].count(b"\0") else "utf-16-le"


def _known(label: str) -> str:
    """Return the registry's name of a charset label, or "" where there is none that serves mail."""
    name = label.strip().strip("\"'").lower().partition("*")[0]
    try:
        found = codecs.lookup(_ALIASES.get(name, name))
    except (LookupError, ValueError):
        return ""
    known = _ALIASES.get(found.name, found.name)
    text = bool(getattr(found, "_is_text_encoding", True))  # bpo-7475: base64 and rot13 are registered as codecs too
    return known if text and known not in _REFUSED else ""


def _keep(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(_byte(value) for value in bad), error.end


def _byte(value: int) -> str:
    one = bytes((value,))
    try:
        return one.decode("cp1252")
    except UnicodeDecodeError:
        return one.decode("latin-1")


codecs.register_error(_KEEP_BYTES, _keep)

"""Bytes become text without losing a character, and text becomes safe to print; what was assumed is told.

Order: byte order mark, UTF-32 and UTF-16 by their zero bytes, a declared charset that fits, strict UTF-8, and last UTF-8
whose invalid bytes are read as Windows-1252 (latin-1 where that has a hole). The last never fails, never truncates at a
NUL or 0x1A and never makes U+FFFD, and it reads a file in which both encodings occur. Where most of a text is not
ASCII, charset-normalizer is asked first.
"""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from charset_normalizer import from_bytes

from connectors.documents.magic import is_binary
from records.errors import Reason, Unreadable

__all__ = ["Encoding", "decode", "is_textual", "known", "open_text", "peek", "printable", "quiet", "readable", "sniff"]

FALLBACK = "clearcopy-cp1252"
"""Name of the codec error handler that reads what the codec refuses, byte by byte."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 64 * 1024
_LARGEST = 32_000_000
_FOREIGN = 0.25
"""Share of bytes above 0x7F from which a text that is not UTF-8 is no Western one."""
_SURELY_FOREIGN = 0.4
"""The same for a text shorter than _SHORT bytes: a name of five letters may hold two accents."""
_SHORT = 256
_SOME = 0.1
_MOSTLY = 0.6
_ASCII = re.compile(rb"[\x00-\x7f]+")
_PLAIN = re.compile(rb"[\t\r\n -~]+")
_SEVEN_BIT = ("utf-7", "iso2022", "hz")
"""Charsets whose bytes are all ASCII, so that valid UTF-8 says nothing against them."""
_NO_CHARSET = ("idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "mbcs", "oem")
_NOISE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BLOCK = 4096
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32), 127])


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text was read: the codec, the length of its byte order mark, and why it was chosen."""

    codec: str
    mark: int
    reason: str

    @property
    def certain(self) -> bool:
        """Whether nothing was assumed."""
        return self.reason in {"byte order mark", "valid UTF-8"}


def _read_on(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    raw = error.object[error.start : error.end]
    if error.encoding.startswith(("utf-16", "utf-32", "utf16", "utf32")):
        return raw.decode("latin-1"), error.end
    return "".join(_WINDOWS[byte] for byte in raw), error.end


_WINDOWS = tuple(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
codecs.register_error(FALLBACK, _read_on)


def sniff(head: bytes, declared: str = "", *, complete: bool = False) -> Encoding:
    """Return how content that begins with *head*, or is *head* where *complete*, is to be read; never fails."""
    for mark, codec in _BOMS:
        if head.startswith(mark) and _plausible(head[len(mark) :], codec):
            return Encoding(codec, len(mark), "byte order mark")
    if wide := _wide(head[:_SAMPLE]):
        return Encoding(wide, 0, "zero bytes")
    stated = known(declared)
    choices = (
        (stated if stated.startswith(_SEVEN_BIT) else "", "declared"),
        ("utf-8", "valid UTF-8"),
        (stated, "declared"),
        (_foreign(head[:_SAMPLE]), "guessed"),
    )
    fitting = (
        Encoding(codec, 0, reason) for codec, reason in choices if codec and _fits(head, codec, complete=complete)
    )
    return next(fitting, Encoding("utf-8", 0, "UTF-8 and Windows-1252 mixed"))


def decode(content: bytes, declared: str = "") -> tuple[str, Encoding]:
    """Return the text of *content*, every byte of it represented, and how it was read."""
    encoding = sniff(content, declared, complete=True)
    return content[encoding.mark :].decode(encoding.codec, FALLBACK), encoding


def readable(content: bytes) -> str:
    """Return the text of a document that is held in memory as a whole; raise Unreadable where it is no text, or too long.

    A document read into fields takes some thirty times its bytes of memory, hence a limit below the one on items.
    """
    if len(content) > _LARGEST:
        raise Unreadable(Reason.TOO_LARGE)
    text, _ = decode(content)
    if not quiet(text):
        raise Unreadable(Reason.MISMATCH)
    return text.lstrip("\ufeff")


def open_text(stream: BinaryIO) -> tuple[TextIO, Encoding]:
    """Return *stream*, at its start, as text with its own line ends, and how; memory does not grow with its length."""
    encoding = sniff(stream.read(16 * _SAMPLE))
    stream.seek(encoding.mark)
    return io.TextIOWrapper(stream, encoding=encoding.codec, errors=FALLBACK, newline=""), encoding


def peek(head: bytes) -> str:
    """Return the text of the beginning of a file, cut off at its last whole line where it has several."""
    encoding = sniff(head)
    text = head[encoding.mark :].decode(encoding.codec, FALLBACK)
    whole = text.rpartition("\n")[0]
    return whole if len(head) >= _SAMPLE and whole else text


def is_textual(head: bytes) -> bool:
    """Say whether content that begins with *head* is text: no known binary format, and hardly any control codes."""
    return not is_binary(head) and not _noisy(head[:_BLOCK]) and quiet(decode(head)[0])


def _noisy(sample: bytes) -> bool:
    """Say whether *sample* holds more control codes than quiet() allows in any charset of bytes; decoding noise is slow."""
    if sample.startswith(tuple(mark for mark, _ in _BOMS)) or _wide(sample):
        return False
    return len(sample) - len(sample.translate(None, _CONTROLS)) > max(8, len(sample) // 20)


def quiet(text: str) -> bool:
    """Say whether *text* holds hardly any control codes, in every stretch of it.

    Compressed data read as Windows-1252 is one eighth control codes. It must not pass for text: written out again it
    could be decoded by whoever receives it, with all that no detector saw in it.
    """
    blocks = (text[start : start + _BLOCK] for start in range(0, len(text), _BLOCK))
    return all(len(_NOISE.findall(block)) <= max(8, len(block) // 20) for block in blocks)


def printable(text: str) -> str:
    r"""Return *text* as it may be shown: control codes become visible pictures, lone surrogates a replacement character.

    >>> printable("a\x00b\x1b[31m\tc")
    'a␀b␛[31m\tc'
    """
    return _UNPRINTABLE.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    char = match.group()
    if char < " ":
        return chr(0x2400 + ord(char))  # the block "Control Pictures"
    return "\u2421" if char == "\x7f" else "\ufffd"


def _plausible(rest: bytes, codec: str) -> bool:
    """Refuse a UTF-16 mark before eight-bit text: that would read as ideographs and hide every value."""
    if codec == "utf-8":
        return True
    sample = rest[:_SAMPLE]
    return 0 in sample or len(_PLAIN.sub(b"", sample)) > _SOME * len(sample)


def _wide(sample: bytes) -> str:
    """Return the UTF-16 or UTF-32 codec that the places of the zero bytes speak for, if they do."""
    units = len(sample) // 4
    zeros = "".join("0" if units and sample[place::4].count(0) > _MOSTLY * units else "x" for place in range(4))
    return {"x000": "utf-32-le", "000x": "utf-32-be", "x0x0": "utf-16-le", "0x0x": "utf-16-be"}.get(zeros, "")


def _fits(head: bytes, codec: str, *, complete: bool) -> bool:
    """Say whether *head*, which may end in the middle of a character unless it is *complete*, is valid in *codec*."""
    try:
        codecs.getincrementaldecoder(codec)().decode(head, final=complete)
    except (UnicodeError, ValueError):
        return False
    return True


def known(label: str) -> str:
    """Return the codec Python knows under *label*, or "": a stranger's label may be empty or name what is no charset."""
    try:
        info = codecs.lookup(label.strip().strip("\"'"))
    except (LookupError, ValueError):
        return ""
    is_charset = info._is_text_encoding and info.name.replace("_", "-") not in _NO_CHARSET  # noqa: SLF001  # as bytes.decode
    return info.name if is_charset else ""


def _foreign(sample: bytes) -> str:
    """Return the best guess for a text most of which is not ASCII, where a guess decodes it without an error."""
    if len(_ASCII.sub(b"", sample)) < (_FOREIGN if len(sample) >= _SHORT else _SURELY_FOREIGN) * len(sample):
        return ""
    best = from_bytes(sample[:_BLOCK]).best()
    codec = best.encoding if best is not None else ""
    return codec if codec and _fits(sample, codec, complete=False) else ""

"""The text of mail content, and the other text its bytes plausibly say where label and content disagree."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.documents.decode import FALLBACK, decode, known

__all__ = ["Reading", "read_text", "unflowed"]

# Labels that Python's registry lacks, and the Windows superset that senders of "latin-1" mean (WHATWG encoding standard).
_ALIASES = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso-8859-8-i": "iso8859-8",
    "windows-874": "cp874",
    "x-sjis": "shift_jis",
    "x-gbk": "gbk",
    "x-mac-roman": "mac-roman",
}
_SINGLE = ("cp125", "iso8859", "koi8", "mac", "ascii", "utf-8", "cp437", "cp85", "cp86", "cp874")
"""Charsets in which nearly every byte is valid, so that a declaration of one is weak evidence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The text a reader would see and, where the bytes plausibly say something else too, that other text."""

    text: str
    other: str = ""


def read_text(content: bytes, declared: str = "") -> Reading:
    r"""Return the reading of *content*, labelled *declared*; never fails and loses no byte.

    A charset of several bytes is believed even where a byte is invalid in it, since any other reading would be noise in
    which no detector finds a name that a patient reader could still decode.

    >>> read_text(b"Jos\xe9", "us-ascii").text
    'José'
    """
    codec = _codec(declared)
    text, encoding = decode(content, codec)
    told = content.decode(codec, FALLBACK) if codec and not content.isascii() else text
    if encoding.codec == codec or told == text:
        return Reading(text)
    if not encoding.certain and not codec.startswith(_SINGLE):
        return Reading(told, text)
    return Reading(text, told)


def _codec(label: str) -> str:
    name = label.strip().strip("\"'").lower().partition("*")[0]
    found = known(_ALIASES.get(name, name))
    return _ALIASES.get(found, found)


def unflowed(text: str) -> str:
    r"""Return *text*, sent as format=flowed with delsp=yes, in the lines that its reader sees (RFC 3676, 4).

    Every line that ends in a space goes on in the next, without that space: it may break a word anywhere.

    >>> unflowed("write to jane \n@example.org\n> or \n> der\n-- \nJane")
    'write to jane@example.org\n> order\n-- \nJane'
    """
    lines: list[str] = []
    above: str | None = None  # the quotation marks of a line that goes on
    for line in text.split("\n"):
        words = line.lstrip(">")
        marks, words = line[: len(line) - len(words)], words.removeprefix(" ")
        soft = words.endswith(" ") and words != "-- "
        shown = words.removesuffix(" ") if soft else words
        if above == marks:
            lines[-1] += shown
        else:
            lines.append(f"{marks} {shown}" if marks else shown)
        above = marks if soft else None
    return "\n".join(lines)

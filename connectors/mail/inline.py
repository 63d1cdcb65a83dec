"""Files that old programs paste into a body as text (uuencode, yEnc, BinHex, PGP) are cut out and become attachments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from connectors.mail.parse import Header, Part
from records.errors import Reason

__all__ = ["Cut", "cut"]

STAND_IN = "(attachment)"
_MEDIA = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Cut:
    """The body without its pasted files, and those as parts."""

    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    begin: re.Pattern[str]
    end: re.Pattern[str]
    media: str
    encoding: str = ""
    whole: str = ""
    """What the end must hold; one that does not is the place where the block breaks off."""


# A line that is no uuencode: it holds what uuencode never does, a lower-case letter as a rule.
_UU_END = re.compile(r"^(?:end[ \t\r]*$|(?=[^\n]{0,2000}[^ -`\t\r\n]))", re.MULTILINE)
_UU_LINE = r"M[ -`]{60}[ \t\r]*\n"

# A beginning needs a whole line in its exact form. False friend for uuencode: "begin 644 words" in prose, which is not
# followed by a line of 45 encoded bytes ("M" and 60 letters) or a shorter one and "end".
_KINDS = (
    _Kind(
        re.compile(r"^begin [0-7]{3,4} ([^\n]{1,300})\n(?=M[ -`]{60}|[ -`]{1,62}\n(?:[ `]?\n)?end)", re.MULTILINE),
        _UU_END,
        _MEDIA,
        "x-uuencode",
        "end",
    ),
    # The second of several messages that a file was cut into: full lines without a beginning. False friend: three lines of
    # capitals and figures, each of 61 letters and each beginning with M.
    _Kind(re.compile(rf"^()(?={_UU_LINE}{_UU_LINE}{_UU_LINE})", re.MULTILINE), _UU_END, _MEDIA, "x-uuencode", "never"),
    _Kind(
        re.compile(r"^=ybegin [^\n]{0,300}name=([^\n]{0,300})\n", re.MULTILINE),
        re.compile(r"^=yend[^\n]{0,200}$", re.MULTILINE),
        "application/x-yenc",
    ),
    _Kind(
        re.compile(r"^\(This file must be converted with BinHex()[^\n]{0,40}\n", re.MULTILINE),
        re.compile(r":[ \t\r]*$(?!\n:)", re.MULTILINE),
        "application/mac-binhex40",
    ),
    _Kind(
        re.compile(r"^-----BEGIN PGP MESSAGE-----()[ \t]*\n", re.MULTILINE),
        re.compile(r"^-----END PGP MESSAGE-----[ \t]*$", re.MULTILINE),
        "application/pgp-encrypted",
    ),
    _Kind(
        re.compile(r"^-----BEGIN PGP SIGNATURE-----()[ \t]*\n", re.MULTILINE),
        re.compile(r"^-----END PGP SIGNATURE-----[ \t]*$", re.MULTILINE),
        "application/pgp-signature",
    ),
)


def cut(text: str) -> Cut:
    """Return *text* with each pasted file replaced by a stand-in line.

    One without an end reaches to the end of the text; uuencode, whose lines are known by their letters, to the first line that
    is none, and is then a part with a flaw.
    """
    parts: list[Part] = []
    for kind in _KINDS:
        text = _cut_kind(text, kind, parts)
    return Cut(text, tuple(parts))


def _cut_kind(text: str, kind: _Kind, parts: list[Part]) -> str:
    out, at = [], 0
    while begin := kind.begin.search(text, at):
        end = kind.end.search(text, begin.end())
        stop = end.end() if end else len(text)
        broken = bool(kind.whole) and not (end and end[0].startswith(kind.whole))
        out += [text[at : begin.start()], STAND_IN, "\n" if end and not end[0] else ""]
        parts.append(_part(kind, begin[1].strip().replace('"', "'"), text[begin.start() : stop], broken=broken))
        at = stop
    return "".join((*out, text[at:]))


def _part(kind: _Kind, name: str, block: str, *, broken: bool) -> Part:
    headers = (
        Header("Content-Type", kind.media),
        Header("Content-Transfer-Encoding", kind.encoding),
        Header("Content-Disposition", f'attachment; filename="{name}"'),
    )
    return Part(headers, kind.media, block.encode("utf-8", "replace"), flaw=Reason.AMBIGUOUS if broken else None)

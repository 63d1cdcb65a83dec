"""Header values read as a person would see them: unfolded, encoded words decoded, quoting undone, nothing lost."""

from __future__ import annotations

import binascii
import re

from connectors.mail.reading import read_text

__all__ = ["LAYERS", "decode_words", "mailboxes", "one_line"]

LAYERS = 5  # how often an encoding inside an encoding is undone; what is still encoded then is shown as it stands

# RFC 2047 encoded word; lenient: whatever a damaged charset holds is accepted, since a verifier that undoes quoted-printable
# would read the word all the same; so are spaces inside, which mailers write, and a word without spaces that was cut off at
# the end. Every part stops at the next "?", so the search is linear. False friend: "=?" in a formula or URL, which lacks the
# charset?letter? middle.
_WORD = re.compile(r"=\?([^?\r\n]{1,60})\?([bBqQ])\?(?:([^?]*)\?=|([^?\s]*)\Z)")
_BETWEEN = re.compile(r"(?<=\?=)\s+(?==\?)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_SPECIAL = frozenset('()<>@,;:"[]')


def one_line(text: str) -> str:
    r"""Return *text* on one line: control characters and line ends become a space, lone surrogates U+FFFD.

    >>> one_line("a\r\nBcc: b")
    'a Bcc: b'
    """
    return _CONTROL.sub(" ", text.encode("utf-8", "replace").decode("utf-8")).strip()


def decode_words(raw: str, *, quoted: bool = False) -> str:
    """Return *raw* with its encoded words decoded, words split inside a character joined first (RFC 2047 section 5).

    With *quoted*, a decoded word that holds address punctuation is put in quotes, so that it cannot act as syntax.

    >>> decode_words("=?utf-8?q?Jos=C3?= =?utf-8?q?=A9?= Doe")
    'José Doe'
    """
    text = raw
    for _ in range(LAYERS):
        after = _once(text, quoted=quoted)
        if after == text:
            break
        text = after
    return text


def mailboxes(raw: str) -> str:
    """Return an address header as shown: words decoded, quoted pairs undone, comments and routes kept (RFC 5322 3.4)."""
    return decode_words(_unescape(one_line(raw)), quoted=True)


def _once(raw: str, *, quoted: bool) -> str:
    out: list[str] = []
    held, charset, end = b"", "", 0
    text = _BETWEEN.sub("", raw)
    for match in _WORD.finditer(text):
        content = _payload(match)
        label = match[1].lower()
        if held and (match.start() > end or label != charset):
            out.append(_shown(held, charset, quoted=quoted))
            held = b""
        out.append(text[end : match.start()])
        held, charset, end = held + content, label, match.end()
    if held:
        out.append(_shown(held, charset, quoted=quoted))
    return "".join((*out, text[end:]))


def _payload(match: re.Match[str]) -> bytes:
    body = (match[3] or match[4] or "").encode("utf-8", "replace")
    if match[2] in "bB":
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        letters = letters[: -1 if len(letters) % 4 == 1 else None]
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    return binascii.a2b_qp(body, header=True)


def _shown(content: bytes, charset: str, *, quoted: bool) -> str:
    text = one_line(read_text(content, charset).text)
    if quoted and _SPECIAL.intersection(text):
        return '"' + text.replace('"', "'") + '"'
    return text


def _unescape(raw: str) -> str:
    r"""Undo quoted pairs: ``\"`` inside quotes would read as the end of them, so it becomes an apostrophe."""
    return re.sub(r"\\(.)", lambda pair: "'" if pair[1] == '"' else pair[1], raw)

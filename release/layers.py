"""Every reading of a text that a stranger with ordinary tools could try: decoded from entities, escapes, URLs, quoted-printable, base64.

A value hidden under an encoding is found by undoing the encoding, which catches every alignment and every casing at once,
rather than by encoding the value in each way and looking for that (adversarial row R17). Nesting is undone five deep (E10).
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
import sys
from collections.abc import Iterator
from urllib.parse import unquote

from records.entities import unescape

__all__ = ["GUTTER", "layers", "without_noise"]

DEPTH = 5
BASE64_RUN = re.compile(r"[A-Za-z0-9+/_-]{12,}(?:\r?\n[A-Za-z0-9+/_-]{1,76})*={0,2}")
"""Anything that could be base64, plain or URL-safe, on one line or wrapped. False friends: long words, hashes, paths; they
decode to bytes that hold no known value, so they cost time only."""
SHORTEST = 12
"""Characters of a run of base64; one of hex is longer."""
ENCODED = re.compile("[&%=]")
QUOTED = re.compile(r"=(?:[0-9A-F]{2}|\r?\n)")
PLAIN = re.compile(r"[\w &#;=%+/.@\\{}-]{6}", re.ASCII)
NOISE = "\ufffd"
BLOCK = 2_048
NOISY = 0.15
"""Share of characters that are none from which a stretch is compressed data; of a database page or a mail they are few."""
# Up to seven printable characters in a row within compressed data are chance. False friend: a short name in a binary file; the
# parsers that open such files read it whole.
CHANCE = re.compile(r"(?<![\w &#;=%+/.@:,'()-])[\w &#;=%+/.@:,'()-]{1,7}(?![\w &#;=%+/.@:,'()-])")
ESCAPE = re.compile(
    r"(?:\\{1,16}|%)[uU](?:\{0{0,4}([0-9a-fA-F]{1,6})\}|([dD][89abAB][0-9a-fA-F]{2})(?:\\{1,16}|%)u([dD][c-fC-F][0-9a-fA-F]{2})|"
    r"([0-9a-fA-F]{4})(?:(?<=U[0-9a-fA-F]{4})([0-9a-fA-F]{4}))?)"
)
"""A letter by its number, as JSON, Python, JavaScript and old web servers write one: \\u0141, \\u{141}, \\U00000141, %u0141."""
BYTES = re.compile(r"(?:\\{1,16}x[0-9a-fA-F]{2})+")
NOISES = re.compile(f"{NOISE}+")
LEGIBLE = 4
"""Characters in a row that say something within compressed data; of letters CHANCE asks for eight."""
GUTTER = "  |||||||  "
"""Between two cells of a row, or two legible stretches: wider than any gap within a value, so that no value is read across it."""
HEX_RUN = re.compile(r"(?:[0-9A-Fa-f]{2}){8,}")


def layers(text: str, depth: int = DEPTH) -> Iterator[str]:
    """Yield *text* and every text that decoding parts of it gives."""
    yield text
    if depth == 0 or (len(text) < SHORTEST and not ENCODED.search(text)):
        return
    for decoded in _decodings(text):
        if decoded != text:
            yield from layers(decoded, depth - 1)


def _decodings(text: str) -> Iterator[str]:
    if "&" in text:
        yield unescape(text)
    if "%" in text:
        yield unquote(text, errors="replace")
    if ("\\" in text or "%" in text) and ESCAPE.search(text):
        yield ESCAPE.sub(_letter, text)
    if "\\x" in text:
        yield BYTES.sub(_bytes, text)
    if "=" in text and QUOTED.search(text):
        yield quopri.decodestring(text.encode("utf-8", "surrogatepass")).decode("utf-8", "replace")
    for run in BASE64_RUN.finditer(text):
        yield from _from_base64(run[0])
    for run in HEX_RUN.finditer(text):
        yield bytes.fromhex(run[0][: len(run[0]) // 2 * 2]).decode("utf-8", "replace")


def _letter(match: re.Match[str]) -> str:
    braced, high, low, four, more = match.groups()
    if high:
        return bytes.fromhex(high + low).decode("utf-16-be")
    number = int(braced or f"{four}{more or ''}", 16)
    return chr(number) if number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF else NOISE  # noqa: PLR2004 - half a pair


def _bytes(match: re.Match[str]) -> str:
    content = bytes.fromhex(re.sub(r"\\+x", "", match[0]))
    text = content.decode("utf-8", "replace")
    return content.decode("latin-1") if NOISE in text else text


def _from_base64(run: str) -> Iterator[str]:
    """Decode a run at each of the four places where a quantum could begin; only readable text is worth a look."""
    compact = re.sub(r"[\r\n=]", "", run).replace("-", "+").replace("_", "/")
    for phase in range(4):
        part = compact[phase:] + "A" * (-(len(compact) - phase) % 4)  # padded, or the last letters would be lost
        try:
            content = base64.b64decode(part)
        except binascii.Error:
            continue
        for codec in ("utf-8", "utf-16-le"):
            decoded = _legible(content.decode(codec, "replace"))
            if decoded and (codec == "utf-8" or _readable(decoded)):  # any noise is UTF-16, of Chinese as a rule
                yield decoded


def without_noise(text: str) -> str:
    """Return *text* with the short stretches of letters blanked that compressed data holds by chance, offsets unchanged.

    An office document attached to a message would else hold every short name somewhere (its parts are read unpacked).
    """
    if text.count(NOISE) < NOISY * min(len(text), BLOCK):
        return text
    blocks = (text[start : start + BLOCK] for start in range(0, len(text), BLOCK))
    return "".join(
        CHANCE.sub(lambda match: NOISE * len(match[0]), block) if block.count(NOISE) > NOISY * len(block) else block
        for block in blocks
    )


def _legible(text: str) -> str:
    """Return *text*, of compressed data only the stretches that are letters by more than chance, far from each other.

    A picture attached to a mail is some megabytes of noise in each of eight decodings: reading them whole is most of a release.
    """
    if text.count(NOISE) < NOISY * len(text):
        return without_noise(text)
    return GUTTER.join(each for each in NOISES.split(without_noise(text)) if len(each) >= LEGIBLE)


def _readable(text: str) -> bool:
    """Say whether *text* holds a stretch that a value could be made of, rather than the noise of a picture."""
    return PLAIN.search(text) is not None

"""A naive search for values in a folder, in every disguise a stranger could undo; it knows nothing of the program's own search.

Two directions: each value is encoded in every way and looked for in the raw bytes, and the bytes are decoded in every way
(MIME, zip, deflate, base64, quoted-printable, entities, URLs) and the plain value is looked for in what comes out.
"""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from tests.adversarial.decoding import layers
from tests.adversarial.needles import Needles

__all__ = ["disguises", "fold", "found", "plain"]

_GAP = 4


def found(values: Iterable[str], folder: Path) -> list[tuple[str, str, str]]:
    """Return (value, file, disguise) for every value that is left anywhere below *folder*, file names included."""
    wanted = _Wanted(sorted({value for value in values if value.strip()}))
    left = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        contents = [name.encode("utf-8", "surrogateescape")]
        if path.is_file():
            contents.append(path.read_bytes())
        for content in contents:
            left += [(value, name, how) for value, how in wanted.within(content)]
    return left


def disguises(value: str) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) for every encoding of *value* in which a file could hold it."""
    for codec in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = value.encode(codec)
        yield codec, raw
        for phase in range(3):
            coded = base64.b64encode(b"\0" * phase + raw)
            # the first and last letters also depend on the neighbours, so only the letters in between are looked for
            core = coded[(0, 2, 3)[phase] : (phase + len(raw)) // 3 * 4]
            if len(core) >= 8:
                yield f"base64 {codec} phase {phase}", core
                yield f"base64url {codec} phase {phase}", core.translate(bytes.maketrans(b"+/", b"-_"))
    raw = value.encode()
    yield "hex", binascii.hexlify(raw)
    yield "HEX", binascii.hexlify(raw).upper()
    yield "url", quote(value, safe="").encode()
    yield "url, every byte", "".join(f"%{byte:02X}" for byte in raw).encode()
    yield "quoted-printable", quopri.encodestring(raw, quotetabs=True).rstrip(b"\n")
    yield "entities", html.escape(value).encode()
    yield "decimal entities", "".join(f"&#{ord(letter)};" for letter in value).encode()
    yield "hexadecimal entities", "".join(f"&#x{ord(letter):x};" for letter in value).encode()
    yield "deflated", zlib.compress(raw)[2:-4]
    yield "reversed", value[::-1].encode()


def plain(value: str, text: str) -> bool:
    """Say whether *value* stands in *text*, whatever its case, accents' form, spacing or punctuation; as a word, not inside one."""
    return value in _searchable(text)


def fold(text: str) -> str:
    """Return *text* in one case and one form of its accents, without what nobody sees."""
    if text.isascii():
        return text.lower()
    points = _points(unicodedata.normalize("NFKC", text).casefold())
    return _text(points[_seen()[points]]).replace("’", "'")


class _Text:
    """A text made ready to be asked for many values: its letters and figures alone, and where each of them stands."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = list(texts)
        # each by itself: nothing that folds reaches over the end of a line, and those in ASCII are done at once
        points = _points("\n".join(map(fold, lines)))
        self._places = np.flatnonzero(_counting()[points])
        self.letters = _text(points[self._places])
        self._text = "\n".join(lines)

    def __contains__(self, value: str) -> bool:
        letters = _squeeze(value)
        if len(letters) < 4:
            return value in self._text and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", self._text) is not None
        return any(self._stands(at, at + len(letters)) for at in _starts(letters, self.letters))

    def _stands(self, start: int, end: int) -> bool:
        """Say whether these letters are whole words, and no two neighbours further apart than punctuation puts them."""
        steps = np.diff(self._places[max(start - 1, 0) : end + 1])
        inside = steps[start > 0 :][: end - start - 1]
        apart = (start == 0 or steps[0] > 1) and (end == len(self._places) or steps[-1] > 1)
        return bool(apart and (inside <= _GAP + 1).all())


@lru_cache(maxsize=8)
def _searchable(text: str) -> _Text:
    return _Text([text])


class _Wanted:
    """The values of one search, made ready once for all files; short values count only as whole words, decoded."""

    def __init__(self, values: Iterable[str]) -> None:
        self._letters = {value: _bytes(_squeeze(value)) for value in values}
        self._ways = {value: _ways(value) for value in self._letters}
        self._plain = Needles(self._letters.values())
        self._coded = Needles(coded for ways in self._ways.values() for _, coded in ways)

    def within(self, content: bytes) -> Iterator[tuple[str, str]]:
        """Yield (value, disguise) for the values in one content."""
        text = _Text(_texts(content))
        near = self._plain.within(_bytes(text.letters))
        coded = self._coded.within(content)
        for value, letters in self._letters.items():
            if letters in near and value in text:
                yield value, "decoded"
            yield from ((value, how) for how, code in self._ways[value] if code in coded)


def _texts(content: bytes) -> Iterator[str]:
    seen = list(layers(content))
    yield from (layer.decode("utf-8", "replace") for layer in seen)
    yield from (layer[at:].decode("utf-16-le", "replace") for layer in seen if b"\0" in layer for at in (0, 1))


def _ways(value: str) -> list[tuple[str, bytes]]:
    return [(how, coded) for how, coded in disguises(value) if how != "utf-8"] if len(value) >= 8 else []


def _squeeze(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _starts(part: str, whole: str) -> Iterator[int]:
    at = whole.find(part)
    while at >= 0:
        yield at
        at = whole.find(part, at + 1)


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _text(points: NDArray[np.uint32]) -> str:
    return points.tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _counting() -> NDArray[np.bool_]:
    """Return of every code point whether it is a letter or a figure."""
    return np.fromiter((chr(point).isalnum() for point in range(0x110000)), dtype=bool)


@cache
def _seen() -> NDArray[np.bool_]:
    """Return of every code point whether anything is to be seen of it."""
    return np.fromiter((unicodedata.category(chr(point)) != "Cf" for point in range(0x110000)), dtype=bool)

"""Text into tokens, and a token into the numbers the tagger sees; training and inference share this file to the letter.

A token carries the white space before it, so that the lengths of the tokens add up to the text and "glued to the word
before" needs no flag of its own. Line breaks, blank lines and column gaps are tokens: in mail and forms the layout is
most of what there is to know.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

__all__ = ["FEATURES", "GRAMS", "GRAM_ROWS", "LISTS", "WORD_ROWS", "Lists", "canonical", "cut", "describe", "fold"]

WORD_ROWS = 1 << 14
GRAM_ROWS = 1 << 15
GRAMS = 40
LETTERS = 18

# The e-mail branch backs off at once (possessive) after 64 characters, the longest local part (RFC 5321 4.5.3.1.1): text
# without "@" pays one extra scan of each word, and "1-1-1-..." is cut in linear time.
# The first line is what the others would find too, asked for first: plain words that end plainly are two tokens in three.
TOKEN = re.compile(
    r"[ ]?[A-Za-z]++(?=[ \n,;])"
    r"|[^\S\n]*\n\s*|[^\S\n]{3,}"
    r"|[^\S\n]{0,2}(?:[\w.+%'-]{1,64}+@[\w-]+\.[\w.-]*\w|(?:https?://|www\.)\S+|[^\W\d_]+|\d+|['’][sS]\b|[^\w\s]|_)"
)

LEAD = ("glued", "spaced", "wide")
KIND = ("alpha", "digit", "mark", "line", "blank", "gap", "email", "url", "foreign", "possessive")
CASE = ("lower", "title", "upper", "initial", "mixed")
SIZE = (1, 2, 3, 4, 6, 9, 99)
DIGITS = 10
_LATIN_LAST = "ɏ"
MARKS = ",.;:/&#%()<>\"'-|@*_=?![]$"
LISTS = (
    "first_common", "first_known", "first_rare", "last_common", "last_known", "last_rare",
    "word_top", "word_common", "word_known", "word_rare", "city_first", "city_later", "city_whole", "state", "state_code",
    "country", "street_type", "unit", "direction", "calendar", "title", "suffix", "company", "trade",
)  # fmt: skip
_NAMES = (
    [f"lead:{name}" for name in LEAD]
    + [f"kind:{name}" for name in KIND]
    + [f"case:{name}" for name in CASE]
    + [f"size:{size}" for size in SIZE]
    + [f"digits:{count}" for count in range(1, DIGITS + 1)]
    + ["accent", "vowel", "mark:other"]
    + [f"mark:{mark}" for mark in MARKS]
)
_AT = {name: place for place, name in enumerate(_NAMES)}
FEATURES = len(_NAMES) + len(LISTS)
# Where each feature stands, looked up without spelling out its name.
_KIND_AT = {kind: _AT[f"kind:{kind}"] for kind in KIND}
_LEAD_AT = tuple(_AT[f"lead:{lead}"] for lead in LEAD)
_CASE_AT = {case: _AT[f"case:{case}"] for case in CASE}
_SIZE_AT = tuple(_AT[f"size:{SIZE[bisect_left(SIZE, length)]}"] for length in range(SIZE[-1] + 1))
_DIGITS_AT = tuple(_AT[f"digits:{max(count, 1)}"] for count in range(DIGITS + 1))
_MARK_AT = {mark: _AT[f"mark:{mark}"] for mark in MARKS}
_ACCENT, _VOWEL, _OTHER_MARK = _AT["accent"], _AT["vowel"], _AT["mark:other"]
_VOWELS = frozenset("aeiouyAEIOUY")


def cut(text: str) -> list[str]:
    r"""Cut *text* into tokens whose lengths add up to the text's.

    >>> cut("Hofer, Anna\n316 N Park")
    ['Hofer', ',', ' Anna', '\n', '316', ' N', ' Park']
    """
    return TOKEN.findall(text)


def fold(word: str) -> str:
    """Lower *word* and drop its accents, as the lists are kept."""
    if word.isascii():
        return word.lower()
    spread = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    return "".join(char for char in spread if not unicodedata.combining(char))


def _white(token: str) -> str:
    lines = token.count("\n")
    return "   " if not lines else "\n" if lines == 1 else "\n\n"


def canonical(token: str) -> str:
    """Say the form under which the tagger knows *token*: widths of gaps, most digits, and e-mail addresses do not matter."""
    word = token.strip()
    if not word:
        return _white(token)
    lead = "  "[: len(token) - len(token.lstrip())]
    if word.isdigit():
        keep = 2 if len(word) in (4, 5) else 0 if len(word) > 1 else 1
        return f"{lead}{word[:keep]}{'0' * (min(len(word), DIGITS) - keep)}"
    if len(word) > 1 and "@" in word:
        return f"{lead}a@b"
    if word.startswith(("http", "www.")) and word not in ("http", "www."):
        return f"{lead}www.a"
    return lead + word[:40]


def _case(word: str) -> str:
    if word.islower():
        return "lower"
    if word.isupper():
        return "initial" if len(word) == 1 else "upper"
    return "title" if word[:1].isupper() and word[1:].islower() else "mixed"


def _kind(token: str, word: str) -> str:
    if not word:
        return "gap" if "\n" not in token else "blank" if token.count("\n") > 1 else "line"
    if word in ("a@b", "www.a"):
        return "email" if word == "a@b" else "url"
    if word.isdigit():
        return "digit"
    if word.isalpha():
        return "alpha" if ord(word[0]) <= ord(_LATIN_LAST) else "foreign"
    return "possessive" if word[1:] and word[0] in "'’" else "mark"


def _flags(token: str) -> list[int]:
    word = token.strip()
    kind = _kind(token, word)
    found = [_KIND_AT[kind]]
    if word:
        found.append(_LEAD_AT[len(token) - len(word)])
    if kind in ("alpha", "foreign"):
        found += (_CASE_AT[_case(word)], _SIZE_AT[len(word)])
        if not word.isascii():
            found.append(_ACCENT)
        if not _VOWELS.isdisjoint(word):
            found.append(_VOWEL)
    elif kind == "digit":
        found.append(_DIGITS_AT[min(len(word), DIGITS)])
    elif kind == "mark":
        found.append(_MARK_AT.get(word, _OTHER_MARK))
    return found


def _hashes(words: Sequence[str]) -> NDArray[np.uint32]:
    return np.fromiter((crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint32, len(words))


class Lists:
    """Which of the compiled word lists a word is on; words are kept as 32-bit hashes."""

    def __init__(self, keys: NDArray[np.uint32], bits: NDArray[np.uint32]) -> None:
        self.keys, self.bits = keys, bits

    def look_up(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return one row a word: 1.0 for each list of LISTS it is on."""
        return self.bits_of(_hashes(words))

    def bits_of(self, wanted: NDArray[np.uint32]) -> NDArray[np.float32]:
        """Return what ``look_up`` does, of words already hashed."""
        place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        found = np.where(self.keys[place] == wanted, self.bits[place], np.uint32(0))
        return ((found[:, None] >> np.arange(len(LISTS), dtype=np.uint32)) & 1).astype(np.float32)


def _grams(words: Sequence[str]) -> NDArray[np.int32]:
    """Hash the runs of two to four letters of each word, ends marked; unused places hold GRAM_ROWS."""
    width = LETTERS + 2
    marked = "".join([f"^{word[:LETTERS]}$".ljust(width, "\0") for word in words])
    chars = np.frombuffer(marked.encode("utf-32-le", "surrogatepass"), "<u4").reshape(len(words), width)
    found = []
    for size in (2, 3, 4):
        code = np.full((len(words), width - size + 1), size, np.uint32)
        for step in range(size):
            code = code * np.uint32(0x01000193) ^ chars[:, step : width - size + 1 + step]
        code = (code * np.uint32(0x9E3779B1)) >> np.uint32(17)
        full = chars[:, size - 1 :] > 0
        found.append(np.where(full, code.astype(np.int32), GRAM_ROWS))
    return np.sort(np.concatenate(found, axis=1), axis=1)[:, :GRAMS]


def describe(tokens: Sequence[str], lists: Lists) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """Turn canonical *tokens* into word rows, letter-run rows and feature bits."""
    folded = [fold(token.strip()) or token for token in tokens]
    hashes = _hashes(folded)
    flags = [_flags(token) for token in tokens]
    counts = np.fromiter(map(len, flags), np.int64, len(flags))
    features = np.zeros((len(tokens), FEATURES), np.float32)
    features[np.repeat(np.arange(len(tokens)), counts), np.fromiter(chain.from_iterable(flags), np.int64)] = 1.0
    features[:, len(_NAMES) :] = lists.bits_of(hashes)
    return (hashes % WORD_ROWS).astype(np.int32), _grams(folded), features

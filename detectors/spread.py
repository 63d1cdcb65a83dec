"""A value found once is found everywhere: in its thread and, where it is distinctive, in the whole request.

What is learned are 64-bit keyed hashes of normal forms, never the values, in flat arrays: a million values take some tens of
megabytes. A search is one pass over a text's tokens: every run of up to LONGEST tokens is hashed from its parts and looked up.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from detectors.forms import LONGEST, TOKEN, Form, fold, forms
from detectors.normalize import normalize
from detectors.within import bare_names
from records.finding import Finding, PiiType
from records.record import Record, Shape

__all__ = ["Known"]

_GAP = 5  # characters other than letters and digits between two tokens of one value: ", " and " <" and an indented line
_SCORE = 0.8
_TYPES = tuple(PiiType)
_CAPITAL, _PREFIX = 0x20, 0x40  # flags beside the type's index
_MASK = 0xFFFF_FFFF_FFFF_FFFF
_MIX = 0x9E37_79B9_7F4A_7C15  # Fibonacci hashing: spreads the polynomial's weak low bits before it indexes the filter
_SMALL = 256  # tokens; below this plain Python beats numpy's fixed costs
_CACHE = 200_000  # tokens whose hash is remembered
_TAIL = re.compile(r"[\w-]*")
_Hash = tuple[int, int]  # of a token, and the base to the power of its length: hash(ab) = hash(a) * power(b) + hash(b)
_Tokens = tuple[list[int], list[int], list[_Hash]]


class Known:
    """What has been found so far; learns in one pass over a request and finds in the next.

    *key* makes the hashes worthless outside the run that knows it. Same key, same records: same findings.
    """

    def __init__(self, key: bytes = b"") -> None:
        self._key = key
        self._base = self._digest(b"base") | 1
        self._hashes = array("Q")
        self._kinds = bytearray()
        self._index: _Index | None = None
        self._letters: dict[str, int] = {}
        self._tokens: dict[str, _Hash] = {}

    def __getstate__(self) -> tuple[bytes, array[int], bytearray]:
        return self._key, self._hashes, self._kinds

    def __setstate__(self, state: tuple[bytes, array[int], bytearray]) -> None:
        self.__init__(state[0])  # type: ignore[misc]  # a restored object is a new one with the learned hashes
        self._hashes, self._kinds = state[1], state[2]

    def __len__(self) -> int:
        return len(self._hashes)

    def absorb(self, other: Known) -> None:
        """Learn all that *other* learned; both have the same key."""
        self._hashes.extend(other._hashes)
        self._kinds.extend(other._kinds)
        self._index = None

    def learn(self, record: Record, findings: Iterable[Finding]) -> None:
        """Remember the values of *findings*; bare names for the record's thread only, the rest for the request."""
        people = []
        for finding in findings:
            value = normalize(record.fields[finding.field].text[finding.start : finding.end]).text
            for form in forms(value, finding.type):
                self._remember(form, finding.type, 0)
            if finding.type is PiiType.PERSON:
                people.append((value, finding.score))
        if record.thread:
            salt = self._digest(record.thread.encode("utf-8", "surrogatepass"))
            for name, capital in bare_names(people).items():
                self._remember(Form(name, capital=capital), PiiType.PERSON, salt)

    def find(self, record: Record) -> tuple[Finding, ...]:
        """Return every place in *record* where a learned value stands."""
        if not self._hashes:
            return ()
        salt = self._digest(record.thread.encode("utf-8", "surrogatepass")) if record.thread else 0
        found = []
        for index, field in enumerate(record.fields):
            if field.shape is Shape.OPAQUE:
                continue
            view = normalize(field.text)
            for start, end, type_ in self._search(view.text, salt):
                found.append(Finding(index, *view.back(start, end), type_, _SCORE, "spread", None, "found elsewhere"))
        return tuple(found)

    def search(self, text: str) -> Iterator[tuple[int, int, PiiType]]:
        """Yield (start, end, type) of every value of the request that stands in *text*."""
        if self._hashes:
            view = normalize(text)
            for start, end, type_ in self._search(view.text, 0, strict=True):
                yield *view.back(start, end), type_

    def _remember(self, form: Form, type_: PiiType, salt: int) -> None:
        value = 0
        for token in TOKEN.findall(form.text):
            part, power = self._hash(token)
            value = (value * power + part) & _MASK
        self._hashes.append(value ^ salt)
        self._kinds.append(_TYPES.index(type_) | (_CAPITAL if form.capital else 0) | (_PREFIX if form.prefix else 0))
        self._index = None

    def _search(self, text: str, salt: int, *, strict: bool = False) -> Iterator[tuple[int, int, PiiType]]:
        index = self._index = self._index or _Index(self._hashes, self._kinds)
        starts, ends, hashes = self._tokenise(text)
        few = len(starts) < _SMALL
        runs = _runs(starts, ends, hashes, index) if few else _runs_in_bulk(starts, ends, hashes, index)
        singles = ((i, 1, value ^ salt) for i, (value, _) in enumerate(hashes)) if salt else ()
        for first, count, value in (*runs, *(each for each in singles if index.maybe(each[2]))):
            kind = index.kind(value)
            if kind is None or (kind & _CAPITAL and not _capitals(text, starts[first : first + count])):
                continue
            # Four letters such as "jdoe" stand in any encoded attachment by chance: a verifier wants them by themselves.
            if not (strict and kind & _CAPITAL and count == 1 and _glued(text, starts[first], ends[first])):
                end = ends[first + count - 1]
                end = _TAIL.match(text, end).end() if kind & _PREFIX else end  # type: ignore[union-attr]  # matches ""
                yield starts[first], end, _TYPES[kind & 0x1F]

    def _tokenise(self, text: str) -> _Tokens:
        starts, ends, hashes = [], [], []
        for match in TOKEN.finditer(text):
            starts.append(match.start())
            ends.append(match.end())
            hashes.append(self._hash(match[0]))
        return starts, ends, hashes

    def _hash(self, token: str) -> _Hash:
        known = self._tokens.get(token)
        if known is None:
            if len(self._tokens) > _CACHE:
                self._tokens.clear()
            known = self._tokens[token] = self._compute(fold(token))
        return known

    def _compute(self, folded: str) -> _Hash:
        value, power = 0, 1
        for letter in folded:
            code = self._letters.get(letter)
            if code is None:
                code = self._letters[letter] = self._digest(letter.encode("utf-8", "surrogatepass"))
            value = (value * self._base + code) & _MASK
            power = (power * self._base) & _MASK
        return value, power

    def _digest(self, data: bytes) -> int:
        return int.from_bytes(hashlib.blake2b(data, digest_size=8, key=self._key[:64]).digest(), "big")


class _Index:
    """Learned hashes, sorted, behind a filter that answers most look-ups from one byte."""

    def __init__(self, hashes: array[int], kinds: bytearray) -> None:
        order = np.frombuffer(hashes, dtype=np.uint64)
        # Of two values with one spelling the one without flags counts: it is found in more places.
        rank = np.lexsort((np.frombuffer(kinds, dtype=np.uint8), order))
        sorted_hashes = order[rank]
        keep = np.ones(len(order), dtype=bool)
        keep[1:] = sorted_hashes[1:] != sorted_hashes[:-1]
        self._sorted: npt.NDArray[np.uint64] = sorted_hashes[keep]
        self._kinds = np.frombuffer(kinds, dtype=np.uint8)[rank][keep]
        bits = max(16, int(len(self._sorted) * 8).bit_length())
        self._shift = 64 - bits
        self._filter = np.zeros(1 << bits, dtype=np.uint8)
        self._filter[(self._sorted * np.uint64(_MIX)) >> np.uint64(self._shift)] = 1
        self._bytes = self._filter.tobytes()

    def maybe(self, value: int) -> bool:
        """Say whether *value* may be known; a no is certain."""
        return bool(self._bytes[((value * _MIX) & _MASK) >> self._shift])

    def kind(self, value: int) -> int | None:
        """Return the type and flags of *value*, or None where it is not known."""
        at = int(np.searchsorted(self._sorted, np.uint64(value)))
        return int(self._kinds[at]) if at < len(self._sorted) and int(self._sorted[at]) == value else None

    def candidates(self, values: npt.NDArray[np.uint64]) -> npt.NDArray[np.intp]:
        """Return the places of *values* that may be known."""
        return np.flatnonzero(self._filter[(values * np.uint64(_MIX)) >> np.uint64(self._shift)])


def _runs(starts: list[int], ends: list[int], hashes: list[_Hash], index: _Index) -> list[tuple[int, int, int]]:
    """Return (first token, count, hash) of every run that may be known."""
    near = [after - before <= _GAP for before, after in zip(ends, starts[1:], strict=False)] + [False]
    found = []
    for first, (head, _) in enumerate(hashes):
        value, last = head, first
        while True:
            if index.maybe(value):
                found.append((first, last - first + 1, value))
            if not near[last] or last - first + 1 >= LONGEST:
                break
            last += 1
            part, power = hashes[last]
            value = (value * power + part) & _MASK
    return found


def _runs_in_bulk(starts: list[int], ends: list[int], hashes: list[_Hash], index: _Index) -> list[tuple[int, int, int]]:
    """Return what ``_runs`` returns, counted in numpy."""
    parts = np.array([value for value, _ in hashes], dtype=np.uint64)
    powers = np.array([power for _, power in hashes], dtype=np.uint64)
    near = np.append(np.array(starts[1:]) - np.array(ends[:-1]) <= _GAP, False)
    found = []
    values, alive = parts.copy(), np.arange(len(parts))
    for count in range(1, LONGEST + 1):
        places = index.candidates(values)
        found += [(int(alive[i]), count, int(values[i])) for i in places]
        go_on = near[alive + count - 1]
        alive, values = alive[go_on], values[go_on]
        if not len(alive):
            break
        values = values * powers[alive + count] + parts[alive + count]
    return sorted(found)


def _capitals(text: str, starts: list[int]) -> bool:
    """Say whether a run is one word, or words that all begin with a capital."""
    return len(starts) == 1 or all(text[start].isupper() for start in starts)


def _glued(text: str, start: int, end: int) -> bool:
    return text[max(0, start - 1) : start].isalnum() or text[end : end + 1].isalnum()

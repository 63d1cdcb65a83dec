"""A value found once is found everywhere: in its thread and, where it is distinctive, in the whole request.

What is learned are 64-bit keyed hashes of normal forms, never the values; many of them go to disk (rows_on_disk.py). A search is
one pass over a text's tokens: every run of up to LONGEST tokens is hashed from its parts and looked up.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from detectors.forms import TOKEN, Form, fold, forms, name_parts
from detectors.hashed import HASHES, MASK, Hash, Index, runs
from detectors.name.again import as_name, names_street
from detectors.name.lists import ordinary_words
from detectors.name.things import named_after
from detectors.name.words import is_surname, no_name, place
from detectors.normalize import normalize
from detectors.rows_on_disk import Rows
from detectors.seen import Seen
from detectors.within import bare_names
from records.finding import SPREAD, Finding, PiiType
from records.record import Record, Shape

__all__ = ["Known", "found_elsewhere"]

_SCORE = 0.8
_TYPES = tuple(PiiType)
_TYPE, _CAPITAL, _PREFIX = 0x1F, 0x20, 0x40  # the index of the type, and flags beside it
_CACHE = 50_000  # tokens whose hash is remembered
_TEXTS = 16_000_000  # characters of texts whose search is remembered
_SURE = 0.95  # findings from a column or a header
_FAMILY = 3  # letters of a surname that is looked for in the names of tables and columns
_TAIL = re.compile(r"[\w-]*")
_Place = tuple[int, int, PiiType]
_Tokens = tuple[list[int], list[int], list[Hash]]


def found_elsewhere(field: int, place: _Place) -> Finding:
    """Return the finding of a learned value at a *place* (start, end, type) of a field."""
    return Finding(field, *place, _SCORE, SPREAD, None, "found elsewhere")


class Known:
    """What has been found so far; learns in one pass over a request and finds in the next.

    *key* makes the hashes worthless outside the run that knows it. Same key, same records: same findings. With a *folder*, a
    private one, memory stays the same however much is learned.
    """

    def __init__(self, key: bytes = b"", folder: Path | None = None) -> None:
        self._key = key
        self._base = self._digest(b"base") | 1
        self._label = self._digest(b"a label")
        self._hashes = Rows(HASHES, folder)
        self._index: Index | None = None
        self._learned: Seen[tuple[str, PiiType], bool] = Seen(_TEXTS)
        self._found: Seen[str, tuple[_Place, ...]] = Seen(_TEXTS)
        self._letters: dict[str, int] = {}
        self._tokens: dict[str, Hash] = {}

    def __len__(self) -> int:
        return len(self._hashes)

    def learn(self, record: Record, findings: Iterable[Finding]) -> None:
        """Remember the values of *findings*; bare names for the record's thread only, the rest for the request."""
        people: list[tuple[str, float]] = []
        for finding in findings:
            text = record.fields[finding.field].text[finding.start : finding.end]
            known = self._learned.get((text, finding.type), len(text))
            if known and not record.thread:
                continue
            value = normalize(text).text
            if not known:
                self._learn(value, finding)
                self._learned.keep((text, finding.type), True, len(text))
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
        return tuple(
            found_elsewhere(index, place)
            for index, field in enumerate(record.fields)
            if field.shape is not Shape.OPAQUE
            for place in self._places(field.text, self._label if field.shape is Shape.LABEL else salt)
        )

    def _places(self, text: str, salt: int) -> tuple[_Place, ...]:
        """Return where known values stand in *text*; remembered, since the cells of a table come again and again."""
        places = None if salt else self._found.get(text, len(text))
        if places is None:
            view = normalize(text)
            places = tuple((*view.back(start, end), type_) for start, end, type_ in self._search(view.text, salt))
            if not salt:
                self._found.keep(text, places, len(text))
        return places

    def search(self, text: str) -> Iterator[tuple[int, int, PiiType]]:
        """Yield (start, end, type) of every value of the request that stands in *text*."""
        if self._hashes:
            view = normalize(text)
            for start, end, type_ in self._search(view.text, 0, strict=True):
                yield *view.back(start, end), type_

    def forget(self) -> None:
        """Let go of what only made searching faster; what was learned stays."""
        self._found.clear()
        self._learned.clear()
        self._tokens.clear()

    def close(self) -> None:
        """Let go of everything, the file included."""
        self.forget()
        self._hashes.clear()

    def _learn(self, value: str, finding: Finding) -> None:
        for form in forms(value, finding.type):
            self._remember(form, finding.type, 0)
        if finding.type is PiiType.PERSON:
            self._learn_family(value, sure=finding.score >= _SURE)

    def _learn_family(self, value: str, *, sure: bool) -> None:
        """Remember a surname by itself for the names of tables and columns, where "roe_notes" is no word of any trade."""
        parts = name_parts(value)
        long = len(parts) > 1 and len(parts[-1]) >= _FAMILY
        if long and (sure or is_surname(parts[-1])) and not _is_word(parts[-1]):
            self._remember(Form(parts[-1]), PiiType.PERSON, self._label)

    def _stale(self) -> None:
        """Drop what was made of the hashes learned so far."""
        self._index = None
        self._found.clear()

    def _remember(self, form: Form, type_: PiiType, salt: int) -> None:
        value = 0
        for token in TOKEN.findall(form.text):
            part, power = self._hash(token)
            value = (value * power + part) & MASK
        kind = _TYPES.index(type_) | (_CAPITAL if form.capital else 0) | (_PREFIX if form.prefix else 0)
        self._hashes.add(value ^ salt, kind)
        if self._index is not None:
            self._stale()

    def _search(self, text: str, salt: int, *, strict: bool = False) -> list[_Place]:
        """Return the places of known values in *text*, none inside another."""
        index = self._indexed()
        starts, ends, hashes = self._tokenise(text)
        places = []
        for first, count, value in runs(starts, ends, hashes, index):
            kind = index.kind(value)
            if kind is None or (
                kind & _CAPITAL and not _weak_form(text, starts[first : first + count], ends[first], strict)
            ):
                continue
            end = ends[first + count - 1]
            end = _TAIL.match(text, end).end() if kind & _PREFIX else end  # type: ignore[union-attr]  # matches ""
            places.append((starts[first], end, _TYPES[kind & _TYPE]))
        for at, (value, _) in enumerate(hashes if salt else ()):
            kind = index.kind(value ^ salt) if index.maybe(value ^ salt) else None
            if kind is None or names_street(text, ends[at]) or named_after(text, starts[at], ends[at]):
                continue
            if not kind & _CAPITAL or as_name(text, starts[at], text[starts[at] : ends[at]]):
                places.append((starts[at], ends[at], _TYPES[kind & _TYPE]))
        return _outermost(places)

    def _indexed(self) -> Index:
        if self._index is None:
            self._index = Index(self._hashes)
            self._learned.clear()
        return self._index

    def _tokenise(self, text: str) -> _Tokens:
        starts, ends, hashes = [], [], []
        for match in TOKEN.finditer(text):
            starts.append(match.start())
            ends.append(match.end())
            hashes.append(self._hash(match[0]))
        return starts, ends, hashes

    def _hash(self, token: str) -> Hash:
        known = self._tokens.get(token)
        if known is None:
            if len(self._tokens) > _CACHE:
                self._tokens.clear()
            known = self._tokens[token] = self._compute(fold(token))
        return known

    def _compute(self, folded: str) -> Hash:
        value, power = 0, 1
        for letter in folded:
            code = self._letters.get(letter)
            if code is None:
                code = self._letters[letter] = self._digest(letter.encode("utf-8", "surrogatepass"))
            value = (value * self._base + code) & MASK
            power = (power * self._base) & MASK
        return value, power

    def _digest(self, data: bytes) -> int:
        return int.from_bytes(hashlib.blake2b(data, digest_size=8, key=self._key[:64]).digest(), "big")


def _is_word(family: str) -> bool:
    return family in ordinary_words() or no_name(family) or place(family)


def _weak_form(text: str, starts: list[int], end: int, strict: bool) -> bool:  # noqa: FBT001  # passed on as it came
    """Say whether a spelling that might be ordinary English is meant as a name.

    Words apart need their capitals; run together ("jdoe") they are one anyway. But four letters stand in any encoded
    attachment by chance, so a verifier (*strict*) wants them by themselves.
    """
    if len(starts) > 1:
        return all(text[start].isupper() for start in starts)
    return not strict or not (text[max(0, starts[0] - 1) : starts[0]].isalnum() or text[end : end + 1].isalnum())


def _outermost(places: list[_Place]) -> list[_Place]:
    kept: list[_Place] = []
    for found in sorted(places, key=lambda each: (each[0], -each[1])):
        if not kept or found[1] > kept[-1][1]:
            kept.append(found)
    return kept

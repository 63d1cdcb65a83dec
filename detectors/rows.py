"""What the cells of one row say about each other: a telephone number in three cells, a house number beside its street, a name in two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from detectors.name.shape import Word, trim, two_names
from detectors.name.shape import words as name_words
from detectors.name.words import is_given, is_surname, no_name, ordinary, place
from records.columns import Part, evidence, words
from records.finding import Finding, IdKind, PiiType
from records.record import Field, Record, Shape

__all__ = ["rows"]

_SCORE = 0.85
_REACH = 2  # cells between a house number and its street
_PATH = re.compile(r"[./\\\[\]>|]|::")
_CONTACTS = frozenset({PiiType.PHONE, PiiType.EMAIL, PiiType.SSN, PiiType.DATE_OF_BIRTH})
_HOUSE = re.compile(r"\s*\d{1,6}[A-Za-z]?(?:[ -]\d/\d)?\s*")
_THREE, _FOUR = re.compile(r"\s*\(?\d{3}\)?\s*"), re.compile(r"\s*\d{4}\s*")
_WORD = re.compile(r"\s*[^\W\d_]+(?:['’-][^\W\d_]+)*\s*")


_LOCAL_NUMBER = re.compile(r"\s*[2-9]\d{2}[ -]?\d{4}\s*")
# A day more than a dozen years ago, so that a date of service is seldom one.
_LONG_AGO = re.compile(
    r"\s*(?:(?:19\d\d|200\d|201[0-2])[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19\d\d|200\d|201[0-2]))\s*"
)
_SEX = frozenset({"m", "f", "male", "female"})


class _Role(Enum):
    """What a column may be, as far as another cell of the row bears it out."""

    AREA = "area"
    EXCHANGE = "exchange"
    LINE = "line"
    NUMBER = "number"
    STREET = "street"
    NAME = "name"
    EXPIRY = "expiry"
    UNNAMED = "unnamed"


_WORDS = (
    (_Role.AREA, frozenset({"area", "npa"})),
    (_Role.EXCHANGE, frozenset({"exchange", "exch", "prefix", "nxx"})),
    (_Role.LINE, frozenset({"line", "suffix", "subscriber"})),
    (_Role.NUMBER, frozenset({"house", "hausnummer", "nr", "number", "no", "num"})),
)
_EXPIRY = frozenset(
    {"exp", "expiry", "expiration", "expires", "card", "cc", "date", "month", "year", "mm", "yy", "mmyy"}
)
_EXPIRES = frozenset({"exp", "expiry", "expiration", "expires"})
_BESIDE = frozenset(
    {"phone", "tel", "telephone", "cell", "mobile", "home", "work", "fax", "code", "number", "no", "num"}
)
_BESIDE_HOUSE = frozenset({"house", "street", "st", "address", "addr", "number", "no", "num"})


@lru_cache(maxsize=4096)
def _role(name: str) -> _Role | None:
    if not name:
        return _Role.UNNAMED
    last = next((spoken for each in reversed(_PATH.split(name)) if (spoken := words(each))), ())
    for role, telling in _WORDS:
        rest = frozenset(last) - telling
        if len(rest) < len(frozenset(last)) and rest <= (_BESIDE_HOUSE if role is _Role.NUMBER else _BESIDE):
            return role
    if _EXPIRES.intersection(last) and _EXPIRY.issuperset(last):
        return _Role.EXPIRY
    said = evidence(name)
    if said is not None and said.type is PiiType.ADDRESS and said.part in (Part.STREET, Part.WHOLE):
        return _Role.STREET
    return _Role.NAME if said is not None and said.part is Part.UNSURE else None


def rows(record: Record, findings: Sequence[Finding]) -> list[Finding]:
    """Return what stands in the cells of *record* that only their neighbours give away."""
    cells = [
        (index, role)
        for index, field in enumerate(record.fields)
        if field.shape is Shape.CELL and (role := _role(field.name))
    ]
    if not cells:
        return []
    contacts = {record.fields[f.field].scope for f in findings if f.type in _CONTACTS}
    people = {f.field for f in findings if f.type is PiiType.PERSON}
    return [
        *_telephones(record, cells),
        *_houses(record, cells),
        *_expiries(record, cells, findings),
        *_names(record, cells, contacts),
        *_halves(record, cells, contacts, people),
        *_unheaded(record, cells, findings),
    ]


_Cells = list[tuple[int, _Role]]


def _telephones(record: Record, cells: _Cells) -> Iterator[Finding]:
    for (area, first), (exchange, second), (line, third) in zip(cells, cells[1:], cells[2:], strict=False):
        if (first, second, third) != (_Role.AREA, _Role.EXCHANGE, _Role.LINE):
            continue
        texts = [record.fields[each].text for each in (area, exchange, line)]
        if all(map(_THREE.fullmatch, texts[:2])) and _FOUR.fullmatch(texts[2]):
            for index in (area, exchange, line):
                yield _whole(record, index, PiiType.PHONE, "telephone number in parts")


def _houses(record: Record, cells: _Cells) -> Iterator[Finding]:
    fields = record.fields
    streets = {
        (i, fields[i].scope) for i, role in cells if role is _Role.STREET and fields[i].text.strip()[:1].isalpha()
    }
    for index, role in cells:
        if role is not _Role.NUMBER or not _HOUSE.fullmatch(fields[index].text):
            continue
        near = range(index - 2 * _REACH, index + 2 * _REACH + 1)  # every other field of a JSON document is a key
        if any((each, fields[index].scope) in streets for each in near):
            yield _whole(record, index, PiiType.ADDRESS, "house number beside its street")


def _expiries(record: Record, cells: _Cells, findings: Sequence[Finding]) -> Iterator[Finding]:
    cards = {record.fields[f.field].scope for f in findings if f.kind is IdKind.CARD}
    for index, role in cells:
        field = record.fields[index]
        if role is _Role.EXPIRY and field.scope in cards and any(map(str.isdigit, field.text)):
            yield _whole(record, index, PiiType.ID, "expiry beside its card", IdKind.CARD)


def _names(record: Record, cells: _Cells, contacts: set[int]) -> Iterator[Finding]:
    """Yield the value of a column called "name" in a row with a telephone or an address of someone: it is theirs."""
    for index, role in cells:
        field = record.fields[index]
        if role is not _Role.NAME or field.scope not in contacts:
            continue
        span = trim(field.text, 0, len(field.text))
        if span and two_names(name_words(field.text, *span)):
            yield Finding(index, *span, PiiType.PERSON, _SCORE, "rows", None, "name in a row of contacts")


def _unheaded(record: Record, cells: _Cells, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield what a row without names of columns keeps of a person: a local number beside a name and an address, a day of birth.

    A date is one only beside a number that may be a social security number, or beside somebody's sex.
    """
    bare = [index for index, role in cells if role is _Role.UNNAMED]
    of = {(record.fields[f.field].scope, f.type) for f in findings if f.field in frozenset(bare)}
    for index in bare:
        field = record.fields[index]
        if (field.scope, PiiType.PERSON) not in of:
            continue
        numbered = any((field.scope, each) in of for each in (PiiType.SSN, PiiType.ID))
        placed = numbered or any((field.scope, each) in of for each in (PiiType.ADDRESS, PiiType.EMAIL))
        if placed and _LOCAL_NUMBER.fullmatch(field.text):
            yield _whole(record, index, PiiType.PHONE, "local number of a person")
        elif _LONG_AGO.fullmatch(field.text) and (numbered or _has_sex(record, bare, field.scope)):
            yield _whole(record, index, PiiType.DATE_OF_BIRTH, "date in a row of a person")


def _has_sex(record: Record, bare: Sequence[int], scope: int) -> bool:
    return any(record.fields[each].scope == scope and record.fields[each].text.strip().lower() in _SEX for each in bare)


def _halves(record: Record, cells: _Cells, contacts: set[int], people: set[int]) -> Iterator[Finding]:
    """Yield a given name and a surname that stand side by side under no header: either order, either one an ordinary word."""
    taken = -1
    for (left, first), (right, second) in pairwise(cells):
        if left == taken or first is not _Role.UNNAMED or second is not _Role.UNNAMED or right != left + 1:
            continue
        fields = record.fields[left], record.fields[right]
        if fields[0].scope != fields[1].scope or not (fields[0].scope in contacts or {left, right} & people):
            continue
        if _are_halves(*fields, sure=fields[0].scope in contacts):
            taken = right
            for index in (left, right):
                yield _whole(record, index, PiiType.PERSON, "half a name beside the other")


def _are_halves(left: Field, right: Field, *, sure: bool) -> bool:
    if not (_WORD.fullmatch(left.text) and _WORD.fullmatch(right.text)):
        return False
    one, two = (name_words(field.text, 0, len(field.text)) for field in (left, right))
    return any(_is_name(*pair, sure=sure) for pair in ((*one, *two), (*two, *one)))


def _is_name(first: Word, last: Word, *, sure: bool) -> bool:
    if not (first.text[0].isupper() and last.text[0].isupper()):
        return False
    if sure and two_names((first, last)):
        return True
    plain = ordinary(first.folded) and ordinary(last.folded)
    family = is_surname(last.folded) or not ordinary(last.folded)
    return is_given(first.folded) and family and not (plain or no_name(last.folded) or place(last.folded))


def _whole(record: Record, index: int, type_: PiiType, pattern: str, kind: IdKind | None = None) -> Finding:
    text = record.fields[index].text
    start = len(text) - len(text.lstrip())
    return Finding(index, start, len(text.rstrip()), type_, _SCORE, "rows", kind, pattern)

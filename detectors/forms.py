"""The spellings under which one value turns up again: "Jane Q. Doe", "DOE, JANE", "jdoe", "Doe_Jane.pdf", (406) 555-0101."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from detectors.name.lists import given_names, ordinary_words, surnames
from detectors.phone.number import number
from records.finding import PiiType

__all__ = ["LONGEST", "TOKEN", "Form", "distinctive", "fold", "forms", "name_parts", "person_forms"]

TOKEN = re.compile(r"[^\W\d_]+|\d+")
LONGEST = 10  # tokens of the longest form that is looked for
_AROUND = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "mx",
        "hon",
        "rev",
        "prof",
        "sir",
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "md",
        "phd",
        "esq",
        "dds",
        "cpa",
        "rn",
        "the",
    ]
)
_LOCAL_DIGITS, _FULL_DIGITS = 7, 10  # of a telephone number without and with its area code
_SHORTEST = {
    PiiType.EMAIL: 6,
    PiiType.PHONE: 7,
    PiiType.SSN: 9,
    PiiType.ADDRESS: 7,
    PiiType.DATE_OF_BIRTH: 7,
    PiiType.ID: 5,
}


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling: its letters and digits run together, folded.

    ``capital``: counts only where every word of it is written with a capital, since small it is ordinary English ("will
    may"). ``prefix``: the value goes on past LONGEST tokens, so a hit is carried on to the end of the run.
    """

    text: str
    capital: bool = False
    prefix: bool = False


_FULL_NAME, _GLUED = 6, 5  # letters


@lru_cache(maxsize=65_536)
def fold(token: str) -> str:
    """Return *token* without case and accents: "José" and "JOSE" are one name."""
    if token.isascii():
        return token.lower()
    marks = unicodedata.normalize("NFKD", token.casefold())
    return "".join(letter for letter in marks if not unicodedata.combining(letter))


@lru_cache(maxsize=16_384)
def name_parts(value: str) -> tuple[str, ...]:
    """Return a person's name as folded words, given name first, titles and suffixes left out.

    >>> name_parts("DOE, Jane Q.")
    ('jane', 'q', 'doe')
    """
    family, comma, given = value.partition(",")
    spoken = f"{given} {family}" if comma and _words(given) else value
    return tuple(_words(spoken))


def _words(text: str) -> list[str]:
    return [word for word in (fold(token) for token in TOKEN.findall(text)) if word.isalpha() and word not in _AROUND]


def distinctive(value: str, type_: PiiType) -> bool:
    """Say whether *value* may be looked for beyond the record and thread in which it was found."""
    match type_:
        case PiiType.LOCATION:
            return False
        case PiiType.PERSON:
            parts = name_parts(value)
            # "Mi Me" and "A. Lo" run together are MIME and "alo": so short a name is looked for in its own thread only.
            return len(parts) > 1 and any(len(part) > 1 for part in parts[1:]) and len("".join(parts)) >= _FULL_NAME
        case PiiType.ADDRESS | PiiType.ID:
            text = _joined(value)
            varied = len(set(text)) > 1  # "0000" and "00:00:00" fill a gap and identify nobody (rule R3)
            return varied and len(text) >= _SHORTEST[type_] and any(letter.isdigit() for letter in text)
        case _:
            return len(_joined(value)) >= _SHORTEST[type_]


def forms(value: str, type_: PiiType) -> Iterator[Form]:
    """Yield the spellings of a distinctive value; nothing for one that is not."""
    if not distinctive(value, type_):
        return
    match type_:
        case PiiType.PERSON:
            yield from person_forms(name_parts(value))
        case PiiType.PHONE:
            yield from _phone(value)
        case PiiType.ADDRESS:
            yield _whole(value)
            line = re.split(r"[,\n]", value, maxsplit=1)[0]
            if line != value and len(TOKEN.findall(line)) > 1 and distinctive(line, type_):
                yield _whole(line)
        case _:
            yield _whole(value)


def person_forms(parts: tuple[str, ...]) -> Iterator[Form]:
    """Yield the spellings of a full name given as folded words."""
    first, *middle, last = parts
    capital = all(part in ordinary_words() for part in parts if len(part) > 1)
    orders = {(first, *middle, last), (last, first, *middle), (first, last), (last, first)}
    if middle:
        orders |= {(first, *(part[0] for part in middle), last), (last, first, *(part[0] for part in middle))}
    for order in sorted(orders):
        if len(order) <= LONGEST and len("".join(order)) >= _FULL_NAME:
            yield Form("".join(order), capital=capital)
    # "J. Doe", "jdoe" and "doej"; small and apart ("a brown dog") they are ordinary English, run together rarely a word.
    for glued in (first[0] + last, last + first[0]):
        if len(glued) >= _GLUED and not _is_word(glued):  # fewer letters than that are any abbreviation
            yield Form(glued, capital=True)


def _is_word(text: str) -> bool:
    return text in ordinary_words() or text in given_names() or text in surnames()


def _phone(value: str) -> Iterator[Form]:
    digits = number(value)
    if len(digits) >= _LOCAL_DIGITS:
        yield Form(digits)
    if len(digits) == _FULL_DIGITS:
        yield Form(digits[-_LOCAL_DIGITS:])


def _whole(value: str) -> Form:
    tokens = [fold(token) for token in TOKEN.findall(value)]
    return Form("".join(tokens[:LONGEST]), prefix=len(tokens) > LONGEST)


def _joined(value: str) -> str:
    return "".join(fold(token) for token in TOKEN.findall(value))

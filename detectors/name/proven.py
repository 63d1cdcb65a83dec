"""Names of any words that what stands beside them proves: a date of birth, "W/M", a role before a surname and its comma."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detectors.forms import fold
from detectors.name.lists import vocabulary
from detectors.name.shape import Word, spoken, words
from detectors.name.words import MONTHS, SMALL_PARTS, TITLES, is_given, is_surname, no_name, ordinary, place
from detectors.nearby import each, lowered
from detectors.places import well_known
from detectors.said import keyed, met, said
from records.columns import of_column
from records.finding import PiiType

__all__ = ["born", "described", "listed"]

Span = tuple[int, int]

_ONE = r"(?:[^\W\d_a-z][^\W\d_]{0,19}(?:['’-][^\W\d_]{1,19}){0,2}\.?)"  # a word with its capital, or an initial
_BEFORE = re.compile(rf"(?<![\w'’-])({_ONE}(?:,?[ ]{_ONE}){{1,4}})[,;]?[ ]{{1,2}}[(\[]?\Z")
_REACH = 90  # characters before it in which a name ends
# "DOB 1/4/93". False friends: "Name, DOB, Address" and "Child DOB", which head a form: a figure must follow.
_BIRTH = ("dob", "d.o.b", "date of birth")
_BIRTHS = frozenset({"dob", "birth"})
_DATED = re.compile(r"(?:dob|d\.o\.b\.?|date of birth)[ ]?[:#=-]?[ ]{0,2}\d")
# "W/M 2/2/90": what an officer writes behind a name. False friends: "A/F ratio", "N/M" (no comma, one word before it).
_DESCRIBED = ("/M", "/F")
_RACES = frozenset("WBHAIU")
_LONE = frozenset(" (")
# Words of a sentence that stand in capitals before a name in a text that has no small letters: "GIVEN TO CASH MEANS".
_LEADING = frozenset({
    "to", "by", "with", "for", "from", "of", "and", "is", "was", "on", "at", "the", "a", "an", "as", "that", "vs", "v", "re", "i", "this", "date", "w",
    "unit", "officer", "spoke", "arrested", "cited", "contacted", "advised", "booked", "male", "female", "subj", "subject", "susp", "vic", "wit", "def", "deft",
    "comp", "rp", "mr", "mrs", "ms", "white", "native", "adult", "juvenile", "identified", "named", "told", "saw", "when", "where", "then", "also",
}) | TITLES  # fmt: skip
_SENTENCE = vocabulary("sentence")
# Who somebody is to the police, the court or the library, before a surname and its comma.
_ROLES = keyed(
    "male ", "female ", "subj ", "subject ", "victim ", "vic ", "suspect ", "susp ", "patron ", "driver ", "passenger ", "defendant ", "deft ", "def ", "witness ", "wit ",
    "complainant ", "rp ", "inmate ", "arrestee ", "juvenile ", "vs. ", "vs ", "v. ", "v ",
)  # fmt: skip
_TURNED = re.compile(rf"({_ONE}(?:[ ]{_ONE}){{0,2}}),[ ]({_ONE})(?:[ ]({_ONE})(?![\w'’-]))?")
_COLOURS = frozenset(
    {"black", "blonde", "blue", "brown", "gray", "green", "grey", "hazel", "red", "white"}
)  # of hair and eyes
_BEFORE_PLACE = frozenset({"at", "by", "from", "in", "near", "on", "to", "with"})
_FULL = 2  # words of a name, at least
_MOST = 4
_SHORT = 3  # letters


def born(text: str) -> Iterator[Span]:
    """Yield who has a date of birth behind the name, whatever words it is: "Winter Stark (DOB 9/9/1999)"."""
    low = lowered(text)
    for needle in _BIRTH if not _BIRTHS.isdisjoint(said(text)) or "d.o.b" in low else ():
        for at in each(low, needle):
            if _DATED.match(low, at) and not low[at - 1 : at].isalnum():
                yield from _before(text, at)


def described(text: str) -> Iterator[Span]:
    """Yield who has race and sex behind the name, as in a report: "GOOD, TRAVIS W/M 2/2/90"."""
    for needle in _DESCRIBED:
        for at in each(text, needle):
            alone = at > 1 and text[at - 1] in _RACES and text[at - 2] in _LONE
            if alone and not text[at + 2 : at + 3].isalnum():
                yield from _before(text, at - 1)


def _before(text: str, at: int) -> Iterator[Span]:
    """Yield the name that ends at *at*, two to four words of it, without what leads to it."""
    match = _BEFORE.search(text, max(0, at - _REACH), at)
    if match is None:
        return
    found = words(text, *match.span(1))
    first = next((after for after in range(len(found), 0, -1) if _leads(found[after - 1])), 0)
    name = found[first:]
    full = [word for word in name if len(word.text) > 1 and word.folded not in SMALL_PARTS]
    if len(name) >= _FULL and full and len(full) <= _MOST and not any(map(_nothing, full)):
        yield name[0].start, name[-1].end


def _leads(word: Word) -> bool:
    """Say whether a word leads to a name and is not of it: "Suspect", "TO", "Officer"; a surname may be "Child" or "Driver"."""
    said_of = of_column(word.text) if len(word.text) > 1 else None
    role = said_of is not None and said_of.type is PiiType.PERSON and not is_given(word.folded)
    return word.folded in _LEADING or role


def _nothing(word: Word) -> bool:
    return no_name(word.folded) and word.folded not in MONTHS


def listed(text: str) -> Iterator[Span]:
    """Yield who stands surname first behind a role: "MALE GOOD, TRAVIS", "CITY V CAMARENA BUENO, ITZEL".

    False friends: "VICTIM ADVISED, LEFT", "SUSPECT BROWN, BLUE EYES", "v. Roe, Helena": what stands behind the comma must be
    a given name, or no word and no place behind a surname.
    """
    low = lowered(text)
    for needle in met(text, _ROLES):
        for at in each(low, needle):
            match = _TURNED.match(text, at + len(needle)) if not low[at - 1 : at].isalnum() else None
            if match and _is_turned(match[1], match[2]):
                middle = match[3] and _middle(match[3])
                yield match.start(1), match.end(3 if middle else 2)


def _is_turned(family: str, given: str) -> bool:
    """Say whether two sides of a comma are a surname, whatever words it is, and a given name, in capitals both or none."""
    first, before = fold(given.rstrip(".")), [word.folded for word in spoken(family)]
    if len(first) < _SHORT or given.isupper() != family.isupper() or any(map(no_name, (first, *before))):
        return False
    if place(first) or well_known(first) or first in _COLOURS or (len(before) > 1 and before[0] in _BEFORE_PLACE):
        return False  # "MALE AT ALBERTSONS, ID'D AS"
    if ordinary(first):
        return is_given(first) and any(is_surname(word) and not ordinary(word) for word in before)
    return is_given(first) or not _plain(before)


def _plain(family: Sequence[str]) -> bool:
    """Say whether all words of what may be a surname are ordinary, or towns."""
    return all(ordinary(word) or place(word) or well_known(word) for word in family)


def _middle(word: str) -> bool:
    """Say whether a word behind surname and given name is a middle name, or its initial: "STORVICK, AMBER DAWN W/F"."""
    plain = fold(word.rstrip("."))
    return len(plain) == 1 or (is_given(plain) and plain not in _SENTENCE and plain not in MONTHS)

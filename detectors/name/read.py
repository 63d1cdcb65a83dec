"""What the language model calls a person, corrected: whole words, no label, no product, no company, no heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from detectors.contract import Entity
from detectors.forms import fold
from detectors.name.halves import hyphened
from detectors.name.halves import whole as whole_name
from detectors.name.lists import given_names, ordinary_words, vocabulary
from detectors.name.placed import UNSURE
from detectors.name.shape import by_both_names, given_and_family, organised, spoken, trim
from detectors.name.translated import widened
from detectors.name.words import (
    CLOSINGS,
    FAMILIES,
    PARTICLES,
    is_given,
    is_name,
    is_surname,
    is_translated,
    names_nobody,
    no_name,
    ordinary,
    place,
)
from detectors.places import well_known
from records.columns import evidence
from records.finding import PiiType

__all__ = ["after_family", "before_given", "corrected", "paired"]

Span = tuple[int, int]
_WITH = (" w/", " w/ ", " W/ ", "\nw/ ")  # "spoke w/ Ole Bakke"
_MARKUP = frozenset("</\\")  # what a word of code stands behind: "</li>"
_CODE = re.compile(r"[_@\\=#|]|[A-Z][a-z]+[A-Z][a-z]+[A-Z]")  # "SoCalGas"; McDonald and LaToya have one capital less
_PART = 20  # letters of a word that a reading may have cut off
_HEAD = re.compile(r"[^\W\d_]+['’-]?\Z")
_USER = re.compile(r"[_\d](?=\w*\d)\w*|\d+")
_GOES_ON = frozenset("_0123456789")
_TAIL = re.compile(r"[^\W\d_]*")
_DIGIT = re.compile(r"\d")
# "KISHI, DANIEL M INTERN": in a list of surnames first, whatever stands behind the initial is what somebody is.
_LISTED = re.compile(r"[^\W\d_][\w'’-]*,[ ]{1,2}[^\W\d_][\w'’-]*[ ][A-Z]\b\.?(?=[ ]([^\W\d_]+))")
_LIKELY = 0.85
_CAPITALS = vocabulary("acronyms")
_CAPS_BEFORE = re.compile(r"(?<![a-z])[A-Z]{2,20}\.?[ ]\Z")
_CAPS_AFTER = re.compile(r"(?:['’]S)?[ ][A-Z]{2}")
_SHOUTED = re.compile(r"[A-Z]{4,6}")  # "ARPA", "FONSI" among other words; three capitals may be somebody's initials
_CODED = re.compile(r"-(?:[A-Z]{2,5}-)?\d{3}")  # "Grant DE-FOA-0002988"
_PRINTED = frozenset({"Loc", "LOC"})  # labels of a dispatcher's log that are given names, too
_HALF_SURE = 0.6  # of a reading that the given name beside it bears out
_GIVEN_BEHIND = re.compile(r",[ ]([A-Z][a-z]{1,14})(?![\w'’@-])(?![ ]\d|,[ ](?:[A-Z]{2}\b|[A-Z][a-z]+[ ]\d))")
_PAIR = 2  # words, which a name in small letters mostly has
_CERTAIN = 0.95  # of a reading of the model: 96 in 100 above 0.9 are right


def paired(text: str, people: Sequence[Entity], at: int) -> Span | None:
    """Return the whole of "nguyen, thuy" or "Fang, Blia": alone a half is a word, and the two tell of each other."""
    for first, last in pairwise(people[max(0, at - 1) : at + 2]):
        if text[first.end : last.start] != ", ":
            continue
        both = first._replace(end=last.end, score=min(first.score, last.score))
        if text[both.start : both.end].islower():
            return corrected(text, both)
        if _halves(text[first.start : first.end], text[last.start : last.end], last.score):
            return both.start, both.end
    return None


def _halves(family: str, given: str, score: float) -> bool:
    """Say whether two readings beside a comma are a surname, whatever the word, and a given name."""
    written = family.isalpha() and given.isalpha() and family[0].isupper() and given[0].isupper()
    return written and not no_name(fold(family)) and (is_given(fold(given)) or score >= UNSURE)


def before_given(text: str, places: Sequence[Entity], people: Sequence[Entity]) -> Iterator[Span]:
    """Yield whoever the model calls a place by half: "Udarbe, Juanito", which looks like a town and what is in it.

    False friends: "In Billings, Jane said", a town on the list.
    """
    given = {entity.start: entity for entity in people}
    for entity in places:
        beside = given.get(entity.end + len(", ")) if text.startswith(", ", entity.end) else None
        family = text[entity.start : entity.end]
        plain = ordinary(fold(family)) or place(fold(family))
        if beside and not plain and _halves(family, text[beside.start : beside.end], beside.score):
            yield entity.start, beside.end


def after_family(text: str, people: Sequence[Entity]) -> Iterator[Span]:
    """Yield "Redeye, Paris" and "Biddings, Ivory", of which the model reads the surname alone.

    False friends: "Roe, May 4", a day; "Jones, Will you come", a sentence; "Hofer, Helena, MT".
    """
    for entity in people:
        given = _GIVEN_BEHIND.match(text, entity.end) if text.startswith(", ", entity.end) else None
        family = fold(text[entity.start : entity.end])
        if given is None or entity.score < _HALF_SURE or not family.isalpha() or ordinary(family) or place(family):
            continue
        word = fold(given[1])
        alone = given.end() == len(text) or text[given.end()] in ".;:)\n"
        if word in given_names() and (alone or word not in ordinary_words()):
            yield entity.start, given.end()


def corrected(text: str, entity: Entity) -> Span | None:
    """Return the name in what the model calls a person, or None for a product, a weekday, a company, a heading."""
    span = trim(text, *_whole_words(text, entity.start, entity.end))
    if span is None:
        return None
    if "," in text[span[0] : span[1]]:
        span = _without_office(text, span)
    start, end = span
    name = text[start:end]
    if _routed(text, entity.start) and not (given_and_family(spoken(name)) or _signs_too(text, span)):
        return None
    if name in _CAPITALS or (end - start == 1 and name.islower()) or _CODED.match(text, end):
        return None
    if name[1:2].isupper() and _SHOUTED.fullmatch(name) and _short_for(text, start, end):
        return None
    if text[end : end + 1] == ":":
        if _labels(name):
            return None
        span = _unlabelled(text, span)
    start, end = whole_name(text, widened(text, _told_off(text, span)), entity.score)
    certain = entity.score >= _CERTAIN and text[start - 1 : start] not in _MARKUP
    believed = _possible(text[start:end], certain, entity.score >= _LIKELY)
    return (start, _user_end(text, end)) if believed else None


def _without_office(text: str, span: Span) -> Span:
    """Return "KISHI, DANIEL M" of what goes on with what he is: "KISHI, DANIEL M INTERN"."""
    match = _LISTED.match(text, *span)
    office = fold(match[1]) if match else ""
    return match.span() if match and ordinary(office) and not is_surname(office) else span


def _short_for(text: str, start: int, end: int) -> bool:
    """Say whether a word in capitals stands alone among words that have none, and is on no list: an abbreviation, "ARPA"."""
    beside = _CAPS_BEFORE.search(text, max(0, start - _PART), start) or _CAPS_AFTER.match(text, end)
    return not (beside or is_name(text[start:end]))


def _told_off(text: str, span: Span) -> Span:
    """Return *span* without what somebody is, in small letters before the name: "steward Nan Prudhomme"; "van der Berg" is a name."""
    found = spoken(text[slice(*span)])
    if len(found) < 3 or not (found[0].text.islower() and found[1].text[0].isupper() and found[2].text[0].isupper()):  # noqa: PLR2004
        return span
    first = found[0].folded
    return span if is_given(first) or first in PARTICLES else (span[0] + found[1].start, span[1])


def _routed(text: str, start: int) -> bool:
    """Say whether a reading stands in a routing code: HOU of "Jane Roe / HOU / EES@EE"; "@Jane" calls her."""
    sign = text[max(0, start - 2) : start + 1].strip()[:1]
    if sign == "/":
        return not text.endswith(_WITH, 0, start)
    return sign == "@" and text[max(0, start - 2) : start - 1].isalnum()


def _signs_too(text: str, span: Span) -> bool:
    """Say whether whoever stands behind a slash signs beside another, by two names: "K. Olsen / Tsvetan Minkov"."""
    found = spoken(text[slice(*span)])
    named = (
        len(found) > 1 and all(word.text.istitle() for word in found) and text[span[1] : span[1] + 1] not in ("/", "@")
    )
    nobody = any(no_name(word.folded) or place(word.folded) or well_known(word.folded) for word in found)
    return named and not (nobody or all(ordinary(word.folded) for word in found))


def _labels(word: str) -> bool:
    """Say whether a word before a colon is a label of something else: "Loc: 12 Oak St"."""
    said = evidence(word)
    return word in _PRINTED or (said is not None and said.type is not PiiType.PERSON)


def _unlabelled(text: str, span: Span) -> Span:
    """Return *span* without the label that its last word is: "Opal Redfern Dog: Biscuit". "Jane Church: yes" is a name whole."""
    found = spoken(text[slice(*span)])
    if len(found) < 3 or not ordinary(found[-1].folded):  # noqa: PLR2004
        return span
    return span[0], span[0] + found[-2].end


def _user_end(text: str, end: int) -> int:
    """Return where a user's name ends that a person's begins: "Brannon_Heller44"; "Lisa_resume.doc" is a file of hers."""
    tail = _USER.match(text, end, end + _PART) if text[end : end + 1] in _GOES_ON else None
    return tail.end() if tail else end


def _whole_words(text: str, start: int, end: int) -> Span:
    """Widen a stretch that begins or ends inside a word: "Aveni" of D'Aveni."""
    glued = start > 0 and (text[start - 1].isalnum() or text[start - 1] in "'’-")
    if glued and (match := _HEAD.search(text, max(0, start - _PART), start)):
        start = match.start()
    if text[end : end + 1].isalpha() and text[end - 1].isalpha():
        end = _TAIL.match(text, end, end + _PART).end()  # type: ignore[union-attr]  # matches ""
    return start, hyphened(text, start, end)


@lru_cache(maxsize=16_384)
def _possible(text: str, certain: bool, likely: bool) -> bool:  # noqa: FBT001  # a cache key
    """Say whether what the model reads can be a person: where it is certain, names on no list in small letters are, too.

    Where it is likely right, "Ava Hall" and "Kim Lane" are people, though a hall and a lane are things.
    """
    found = spoken(text)
    full = [word.folded for word in found if len(word.text) > 1]
    believed = likely or not FAMILIES.isdisjoint(full)
    if _CODE.search(text) or (organised(found) and not (believed and by_both_names(text, found))):
        return False
    if certain and is_translated(full):
        return True  # "Sitting Bull"
    if not full or all(map(names_nobody, full)) or (len(full) > _PAIR and sum(map(no_name, full)) * 2 > len(full)):
        return False
    if len(full) > _PAIR and text.islower() and ordinary(full[0]) and not (certain or any(map(is_given, full))):
        return False  # "black bear sow"
    if len(full) == 1:
        written = certain or is_name(full[0]) or found[0].text[0].isupper()
        return not place(full[0]) and full[0] not in CLOSINGS and written
    known = certain or any(is_given(word) or is_surname(word) for word in full)
    return not _DIGIT.search(text) and (known or not any(ordinary(word) for word in full))

"""A name found once in a record is found everywhere in it: bare surname, first name, "jdoe", whatever the case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain, pairwise
from operator import or_

from detectors.forms import fold, name_parts
from detectors.name.again import named, names_street, short_surname
from detectors.name.columns import elsewhere
from detectors.name.family import beside
from detectors.name.initials import initials, signed
from detectors.name.lists import given_names, ordinary_words, surnames
from detectors.name.things import named_after
from detectors.name.words import FAMILIES, ORGANISATION, no_name
from detectors.nearby import has_letter
from detectors.overlap import Covered
from detectors.places import well_known
from detectors.said import said
from records.finding import SPREAD, Finding, PiiType
from records.record import Field, Record, Shape

__all__ = ["bare_names", "within"]

_Mention = tuple[int, int, bool]  # from where to where a word stands, and whether it must be written as a name
_WORD = re.compile(r"[^\W\d_]+")
_SURE = 0.9  # findings from structure, not from the model's reading alone
_LIKELY = 0.7  # of the model's readings, with a capital: most are right
_SHORTEST = 3
_ABBREVIATED = 4  # letters
_MANY = 40  # places
_SCORE = 0.75
# What makes a place of a word that is a name as well. "to Helena" too: most that is sent goes to places.
_TO_PLACE = re.compile(
    r"\b(?:[Ii]n|[Oo]f|[Aa]t|[Ff]rom|[Nn]ear|[Tt]o|[Ii]nto|[Aa]round|[Tt]hrough|[Tt]he|[Dd]owntown|[Gg]reater|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Oo]utside|[Vv]ia)[ ]{1,2}$"
)
_OF_PLACE = re.compile(
    r",?[ ]{1,2}(?:[A-Z]{2}\b|\d{5}|City\b|County\b|Valley\b|Area\b|School|Police|Fire|Airport|High\b|Montana\b|[A-Z][a-z]+[ ](?:Department|District|Board|Commission|Office)\b)|[-/]"
)
_LEAD = 14  # characters
# "Stark went home." at the head of a sentence, where a capital tells nothing: only people do so, or have that.
_ACTS = re.compile(
    r"['’]s[ ](?:mother|mom|father|dad|wife|husband|parents|attorney|house|car|dog)\b"
    r"|[ ](?:said|says|told|asked|stated|called|went|came|left|denied|admitted|replied|answered|lives|agreed|signed|wrote|has[ ](?:a|an|been)|"
    r"was[ ](?:suspended|arrested|cited|released|charged|transported|present|there|asked|told|interviewed|not[ ](?:home|present)))\b"
)
_TELLING = frozenset(
    {"mailbox", "column", "line", "half a name beside the other", "name in a row of contacts", "kin", "title"}
)
_NEXT = re.compile(r"[ ]([A-Z][a-z]+)\b")
# Between two parts of one name: a space, a full stop after an initial, a hyphen, a comma before the given name.
_BETWEEN = re.compile(r"[ .,'’_-]{1,3}")


def bare_names(people: Iterable[tuple[str, float]], sure: float = _SURE) -> dict[str, bool]:
    """Return the single words by which people may be called again, each with whether it must be written as a name.

    *people* are (name, score) pairs. A word that is on no list of names is believed only from a *sure* finding or beside a
    given name, or one misread product would be masked wherever it stands.
    """
    found: dict[str, bool] = {}
    for name, score in people:
        found |= _called(name, sure=score >= sure)
    return found


@lru_cache(maxsize=16_384)  # mail names the same people over and over
def _called(name: str, *, sure: bool) -> dict[str, bool]:
    """Return what ``bare_names`` does of one person; for reading alone."""
    parts = name_parts(name)
    believed = sure or (len(parts) > 1 and parts[0] in given_names())
    found = {
        part: part in ordinary_words() or part in FAMILIES
        for part in parts
        if len(part) >= _SHORTEST
        and (part in FAMILIES or not no_name(part))
        and (believed or part in given_names() or part in surnames())
    }
    if believed and (short := short_surname(name)):
        found[short] = True
    return found | dict.fromkeys(_user_names(parts), False)


def _user_names(parts: tuple[str, ...]) -> Iterator[str]:
    """Yield "jdoe" and "doej" for Jane Doe, unless it is a word or a name of its own."""
    if len(parts) > 1 and len(parts[-1]) >= _SHORTEST:
        for glued in (parts[0][0] + parts[-1], parts[-1] + parts[0][0]):
            if not (glued in ordinary_words() or glued in given_names() or glued in surnames()):
                yield glued


def within(record: Record, findings: Sequence[Finding]) -> list[Finding]:
    """Return the places of *record* not yet covered where a person found in it is named again."""
    people = {(record.fields[f.field].text[f.start : f.end], f.score) for f in findings if f.type is PiiType.PERSON}
    names = bare_names(sorted(people)) | bare_names(sorted(filter(_likely, people)), _LIKELY)
    covered = Covered(findings)
    places = [
        Finding(index, *span, PiiType.LOCATION, _SCORE, SPREAD, None, "place again")
        for index, span in _places(record, findings)
        if not covered.holds(index, *span)
    ]
    if not names:
        return places
    signs = initials(people)
    pairs = _pairs(name for name, _ in people)
    others = [finding for finding in findings if finding.type is not PiiType.LOCATION]
    told = frozenset(_told(record, others)) if len(others) < len(findings) else frozenset()
    unplaced = Covered(others) if told else covered
    for index, field in enumerate(record.fields):
        if field.shape is not Shape.OPAQUE and has_letter(field.text):
            again = _again(field.text, names, pairs, partial(unplaced.holds, index))
            signs_here = signed(field.text, signs)
            people_here = [(f.start, f.end) for f in findings if f.type is PiiType.PERSON and f.field == index]
            met = (span for span in beside(field.text, people_here) if not named_after(field.text, *span))
            for why, spans in (("named again", again), ("initials", signs_here), ("beside a person", met)):
                places += [
                    Finding(index, *span, PiiType.PERSON, _SCORE, SPREAD, None, why)
                    for span in spans
                    if not covered.holds(index, *span)
                    or not (unplaced.holds(index, *span) or _names_place(field, span, told))
                ]
    return places


def _likely(person: tuple[str, float]) -> bool:
    """Say whether a word on no list may be believed from the model's reading in one record: written as a name, no abbreviation."""
    name, score = person
    fits = _LIKELY <= score < _SURE and name.istitle() and len(name) > _ABBREVIATED
    return fits and not any(part in ordinary_words() for part in name_parts(name))


def _told(record: Record, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the words that a header, a column or a signature makes names, and surnames beside given names: "Shiloh Kettering".

    False friend: "Jane Helena": a place that many know stays one.
    """
    for finding in findings:
        if finding.type is PiiType.PERSON:
            parts = name_parts(record.fields[finding.field].text[finding.start : finding.end])
            if finding.pattern in _TELLING:
                yield from parts
            elif len(parts) > 1 and not well_known(parts[-1]):
                yield parts[-1]


def _names_place(field: Field, span: tuple[int, int], told: frozenset[str]) -> bool:
    """Say whether a word, a place and perhaps a name, stands as the place: "in Helena", "Helena, MT", under "city"."""
    start, end = span
    if elsewhere(field.name) or not told.issuperset(name_parts(field.text[start:end])):
        return True
    before = field.text[max(0, start - _LEAD) : start]
    after = _NEXT.match(field.text, end)  # "Marshall Center"
    housed = after is not None and fold(after[1]) in ORGANISATION
    return housed or _TO_PLACE.search(before) is not None or _OF_PLACE.match(field.text, end) is not None


def _pairs(names: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return which words stand beside each other in a surname of several: "BIG BACK" of Harlan Big Back."""
    return frozenset(chain.from_iterable(pairwise(name_parts(name)[1:]) for name in names))


def _again(
    text: str, names: dict[str, bool], pairs: frozenset[tuple[str, str]], held: Callable[[int, int], bool]
) -> Iterator[tuple[int, int]]:
    """Yield where *names* stand again, names beside each other as one; what is *held* already is passed over, as most is."""
    group: list[_Mention] = []
    for mention in chain(_mentions(text, names), (None,)):
        if mention and group and _beside(text, group[-1][1], mention[0]):
            group.append(mention)
            continue
        if group and not (held(group[0][0], group[-1][1]) or _several(group, held)):
            yield from _meant(text, group, pairs)
        group = [mention] if mention else []


def _several(group: Sequence[_Mention], held: Callable[[int, int], bool]) -> bool:
    """Say whether people stand side by side, each of them found, one by a whole name: "Jim Roe, Ann Doe" stay two."""
    whole = any(held(first[0], second[1]) for first, second in pairwise(group))
    return whole and all(held(low, high) for low, high, _ in group)


def _beside(text: str, end: int, start: int) -> bool:
    return start - end <= 3 and _BETWEEN.fullmatch(text, end, start) is not None  # noqa: PLR2004


def _meant(text: str, group: Sequence[_Mention], pairs: frozenset[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Yield the names in a group of words, without those that are streets, things and words of a sentence."""
    start = end = -1
    paired = len(group) > 1 and _paired(text, group, pairs)
    for low, high, capital in group:
        plain = capital and not (paired or named(text, low, high) or (text[low].isupper() and _ACTS.match(text, high)))
        if plain or names_street(text, high) or named_after(text, low, high):
            continue
        if start >= 0 and _beside(text, end, low):
            end = high
            continue
        if start >= 0:
            yield start, end
        start, end = low, high
    if start >= 0:
        yield start, end


def _paired(text: str, group: Sequence[_Mention], pairs: frozenset[tuple[str, str]]) -> bool:
    """Say whether words of names side by side tell of each other: "Little Wolf left", "BUD NYQUIST".

    Not so where all is in capitals ("CHRISTOPHER HOUSE GREENVIEW"), unless one person's surname has them so; nor "Ho Ho Ho".
    """
    written = text[group[0][0] : group[-1][1]]
    capitals = written.isupper()
    folded = [fold(text[low:high]) for low, high, _ in group]
    if capitals and text.isupper():
        told = [pair in pairs for pair in pairwise(folded)]
        return all(map(or_, (False, *told), (*told, False)))  # "BIG BACK. BIG BACK STATED"
    return (capitals or all(map(str.istitle, written.split(" ")))) and len(set(folded)) > 1


def _mentions(text: str, names: dict[str, bool]) -> Iterable[_Mention]:
    """Yield where a word of *names* stands by itself, in order, and whether it must be written as a name."""
    if text.isascii():  # nothing but small letters is folded: what is no word of the text is not looked for
        words, text = said(text), text.lower()
        again = {word: capital for word, capital in names.items() if word in words}
    else:
        again = {word: names[folded] for word in set(_WORD.findall(text)) if (folded := fold(word)) in names}
    return sorted([(*span, capital) for word, capital in again.items() for span in _standing(text, word)])


def _standing(text: str, name: str) -> list[tuple[int, int]]:
    found, length = [], len(name)
    at = text.find(name)
    while at >= 0:
        end = at + length
        if not (text[end : end + 1].isalpha() or text[at - 1 : at].isalpha()):
            found.append((at, end))
        at = text.find(name, end)
    return found


def _places(record: Record, findings: Sequence[Finding]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield where a place that was found once stands again, written the same."""
    names = {record.fields[f.field].text[f.start : f.end] for f in findings if f.type is PiiType.LOCATION}
    told = sorted(name for name in names if len(name) > _SHORTEST and name[0].isupper())[:_MANY]
    for index, field in enumerate(record.fields):
        if field.shape is not Shape.OPAQUE:
            for name in told:
                for span in _standing(field.text, name):
                    yield index, span

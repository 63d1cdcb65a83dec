"""Names behind a title, which stays as it tells nothing: "Dr. Okonkwo", "Mr. Church", "MRS. BANK", "saw ms. vigil"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from detectors.forms import fold
from detectors.name.lists import vocabulary
from detectors.name.shape import FULL, UP, looks_like_name, spoken, trim
from detectors.name.words import FAMILIES, is_given, is_surname, is_translated, no_name, ordinary, place
from detectors.nearby import has_digit, matched, spots
from detectors.said import written

__all__ = ["honoured", "learned", "titled"]

Span = tuple[int, int]


# No pattern here begins with a word boundary: a literal at its head lets the search skip to it. Whether it stood inside a
# word is asked afterwards (_inside).
_TITLES = (
    "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Professor", "Rev", "Reverend", "Hon", "Judge", "Justice", "Nurse", "Mayor", "Councilor",
    "Councilman", "Councilwoman", "Councilmember", "Alderman", "Alderwoman", "Alderperson", "Selectman", "Trustee", "Commissioner", "Sgt", "Sergeant", "Lt", "Lieutenant", "Capt", "Captain", "Officer", "Ofc",
    "Det", "Detective", "Deputy", "Sheriff", "Sen", "Senator", "Gov", "Governor", "Secretary", "Ambassador", "Uncle", "Aunt", "Auntie",
    "Attorney", "Atty", "Coach", "Pastor", "Sr", "Sra", "Dep", "FF", "EMT", "Paramedic", "Firefighter", "Trooper", "Tpr", "Trp", "Ptl", "RN", "LPN",
    "Ofcr", "Cpl", "Supv", "Supt", "Superintendent", "Patrolman", "Patrolwoman", "Constable", "Chaplain",
)  # fmt: skip
_SEATS = ("Council", "Board", "Committee", "Commission")  # "Council Member Sparks"
_TITLED = re.compile(rf"(?:{'|'.join(_TITLES)})\b(?:[/-][A-Z]\b)?\.?[ \t]+({FULL})")
_SEATED = re.compile(
    rf"(?:{'|'.join(_SEATS)})[ ](?:[Mm]ember|[Pp]resident|[Cc]hair(?:man|woman|person)?)\b[ \t]+({FULL})"
)
# "Mr. Church", "Ms. Bank": a courtesy title makes a surname of any word but an office. False friends: "Mr. Mayor", "Miss Montana".
_COURTESY = re.compile(rf"(?:Mr|Mrs|Ms)\b\.?[ ]({UP}[^\W\d_]{{2,19}})(?![\w'’-]*[ ]{UP})")
# "Dr. Sun", "Pr. Good" (pastor) is the same behind a stop, of a surname. False friends: "412 Elm Dr. North", "Unit Pr. Total".
_LEARNEDS = frozenset({"Dr", "Pr", "Fr", "Rev", "Prof"})
_LEARNED = re.compile(rf"(?:{'|'.join(sorted(_LEARNEDS))})\.[ ]({UP}[^\W\d_]{{2,19}})(?![\w'’-]*[ ]{UP})")
_TOLD = ("Dr", "Prof", "Rev")
_ROAD_BEFORE = re.compile(r"(?:[A-Z0-9]\w{0,24}\.?)[ ]\Z")
# The same where all is in capitals or all is small: "MR. CHURCH SAID", "saw dr. okonkwo-baptiste". False
# friends: "412 ELM DR CHURCH ST", "45 ms delay", "MS Word".
_HONOURED = re.compile(r"(?:mrs?|ms|dr|MRS?|MS|DR)\b\.?[ ]([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_COURTESIES = frozenset({"mr", "mrs", "ms", "dr", "MR", "MRS", "MS", "DR"})
_STREET_BEFORE = 24  # characters
_COURTS = re.compile(
    r"(?:Justice|Judge|Officer|Mayor|Commissioner|Attorney|Coach|Pastor)[ ](?:Court|Assistance|Reinvestment|Involved|League|System|Pro[ ]Tem(?:pore)?|Cent(?:er|re)|Department|Candidate|Training)\b"
)
_OFFICES = frozenset({
    "mayor", "president", "chair", "chairman", "chairwoman", "chairperson", "speaker", "clerk", "manager", "secretary", "commissioner",
    "attorney", "director", "vice", "ambassador", "minister", "justice", "judge", "marshal", "chief", "treasurer", "officer", "moderator",
    "madam", "sir", "and", "or", "the",
})  # fmt: skip
# "MR. PARK: Jin-ho Park, Helena.": whoever speaks says who it is, though the model takes it for a place.
_SPEAKS = re.compile(r":[ ]{1,2}((?:[A-Z][\w'’.-]{0,24}[ ]){1,3}([A-Z][\w'’-]{1,24}))(?=[,.;])")
_SENTENCE = vocabulary("sentence")
_MODALS = frozenset({"shall", "will", "may", "must", "can", "should"})


def titled(text: str) -> Iterator[Span]:
    """Yield names after a title."""
    seated = () if written(text).isdisjoint(_SEATS) else _SEATED.finditer(text)
    for match in chain(() if written(text).isdisjoint(_TITLES) else _TITLED.finditer(text), seated):
        named = not (_inside(text, match.start()) or _COURTS.match(text, match.start()) or _unseated(match))
        span = trim(text, *match.span(1)) if named else None
        if span and text[slice(*span)].lower() in _OFFICES:
            continue  # "The Deputy Clerk read"
        if span and (looks_like_name(text, *span, sure=True) or _surname_alone(text[slice(*span)])):
            yield span
            yield from _speaker(text, span)
        elif (surname := _COURTESY.match(text, match.start())) and fold(surname[1]) not in _OFFICES:
            yield surname.span(1)


def learned(text: str) -> Iterator[Span]:
    """Yield the surname behind a scholar's or a pastor's title with its stop, though it is a word: "Dr. Sun"."""
    for match in matched(_LEARNED, text, spots(text, [f"{title}. " for title in _LEARNEDS & written(text)])):
        word = fold(match[1])
        if (
            not is_surname(word)
            or (ordinary(word) and match[0].startswith("Fr"))
            or word in _OFFICES
            or word in _SENTENCE
            or place(word)
            or _inside(text, match.start())
        ):
            continue
        road = _ROAD_BEFORE.search(text, max(0, match.start() - _STREET_BEFORE), match.start())
        told = match[0].startswith(_TOLD) and looks_like_name(text, *match.span(1), sure=True)  # read above
        if not (road or told):
            yield match.span(1)


def _unseated(match: re.Match[str]) -> bool:
    """Say whether a word behind a seat is no surname: "Council Member Handbook", "Board Member Shall Serve"."""
    seated = match[0].startswith(_SEATS)
    found = spoken(match[1]) if seated else ()
    known = (is_given(word.folded) or is_surname(word.folded) or len(word.text) == 1 for word in found)
    return seated and (found[0].folded in _MODALS or not all(known))


def _surname_alone(text: str) -> bool:
    """Say whether a surname stands there that is a thing first of all, or was translated: "Mr. Hall", "Mrs. Two Moons"."""
    low = text.lower()
    return low in FAMILIES or is_translated(low.split())


def honoured(text: str) -> Iterator[Span]:
    """Yield the surname behind a courtesy title that has no small letters, or nothing else."""
    for match in () if written(text).isdisjoint(_COURTESIES) else _HONOURED.finditer(text):
        title, word = match[0].partition(" ")[0].lower(), fold(match[1])
        before = text[max(0, match.start() - (_STREET_BEFORE if title.startswith("dr") else len("0 "))) : match.start()]
        if has_digit(before) or _inside(text, match.start()) or word in _OFFICES or word in _SENTENCE:
            continue
        if (is_surname(word) and (title != "ms" or not ordinary(word))) or not (
            title == "ms" or ordinary(word) or no_name(word)
        ):
            yield match.span(1)
            yield from _speaker(text, match.span(1))


def _speaker(text: str, surname: Span) -> Iterator[Span]:
    """Yield the whole name with which whoever speaks goes on, as hearings are taken down."""
    speaks = _SPEAKS.match(text, surname[1])
    if speaks and speaks[2].lower() == text[slice(*surname)].lower():
        yield speaks.span(1)


def _inside(text: str, start: int) -> bool:
    return start > 0 and text[start - 1].isalnum()

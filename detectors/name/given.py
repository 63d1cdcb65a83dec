"""Given names that are nothing else, with the surname after them: "from Pauline", "Rhonda Roe"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from detectors.address.words import MEASURES
from detectors.forms import fold
from detectors.name.lists import ordinary_words, vocabulary
from detectors.name.shape import UP
from detectors.name.translated import surname_after, surname_before
from detectors.name.words import CLOSINGS, STREETS, given, is_name, is_surname, no_name, ordinary
from detectors.nearby import each, lowered, matched
from detectors.places import well_known
from detectors.said import said

__all__ = ["given_names", "translated"]

Span = tuple[int, int]

_CAPITAL = re.compile(rf"{UP}(?<![\w@./\\-].)[^\W\d_]{{2,}}(?![\w@\\])")  # "Al" and "Ed" are abbreviations too often
_PLACED = (" of ", " in ")  # "the Power Pool of Alberta"
_SHORT = 3  # letters
_SMALL = vocabulary("sentence")  # "be" and "on" are surnames, too
_LED = 12  # characters
# What stands before a man called Will and not before the verb: "CHECK WITH WILL REED".
_LEADS_TO_NAME = re.compile(
    r"\b(?:with|by|from|to|for|calls?|called|ask|asked|tell|told|see|saw|contact|attn|per|of|is|was|named|meet|met|thanks?|cc)[ :.]{1,2}\Z",
    re.IGNORECASE,
)
_ACTS = re.compile(r",? \(?(?:cell|phone|tel|mobile|said|says|called|calls|wrote|writes|asked|told|lives|lived)\b")
_NO_SPEAKER = frozenset({
    "street", "avenue", "road", "drive", "lane", "county", "city", "police", "fire", "school", "department", "office", "church",
    "library", "college", "creek", "lake", "center", "hall",
})  # fmt: skip
_SURNAME = re.compile(
    rf"[ \t]{{1,2}}(?!(?:First|Last|Middle|Full)[ ]Name\b)(?:{UP}\.?[ \t]{{1,2}})?({UP}[^\W\d_]+(?:['’-]{UP}[^\W\d_]+)?)(?![\w@\\])"
)
# "Gr 1   McGillicuddy, Honora  b. 1839": a row of a list, surname first. False friend: "From Kalispell, Honora went": a sentence.
_FAMILY = re.compile(rf"(?:^|\n|[ ]{{2}}|[\t;|])[ ]{{0,3}}({UP}[^\W\d_]{{2,24}}(?:['’-][^\W\d_]+)?),[ ]{{1,2}}\Z")
_ROW = re.compile(rf"(?:[ ]{UP}\.?)?(?:[ ]{{2}}|[ ]?[\n\t;|]|\Z)")
_LISTED = (", ", "  ")  # what stands before the given name
_FAMILY_REACH = 40  # characters
_WITHIN = re.compile(r"[A-Z][\w'’.-]*[ ]\Z")
_MAKES = vocabulary("car_makes")
_CODED = re.compile(r"-\d{3}")  # "Grant DE-FOA-0002988"


@lru_cache(maxsize=1)
def _plain_given() -> frozenset[str]:
    return frozenset(filter(is_name, given()))


@lru_cache(maxsize=1)
def _long_given() -> frozenset[str]:
    """Return the given names that are long enough for the pattern: "in", "an" and "my" are names, too; of three letters only what is no word."""
    return frozenset(name for name in given() if len(name) > _SHORT or (len(name) == _SHORT and name in _plain_given()))


def _capitals(text: str) -> Iterator[re.Match[str]]:
    """Yield where a given name stands with its capital; where folding is no more than small letters, names are looked for one by one."""
    if text.isascii():
        low = lowered(text)
        found = matched(_CAPITAL, text, sorted(at for name in _long_given() & said(text) for at in each(low, name)))
    else:
        found = _CAPITAL.finditer(text)
    return (match for match in found if fold(match[0]) in _long_given() and _long_enough(text, match))


def _long_enough(text: str, given_name: re.Match[str]) -> bool:
    """Say whether three letters have small ones among them and begin a name: "Bob Tvedt"; not "ENA", "Sungjoo Lee Process", "Kia Optima"."""
    if len(given_name[0]) > _SHORT:
        return True
    begins = not _WITHIN.search(text, max(0, given_name.start() - _LED), given_name.start())
    return begins and given_name[0].istitle() and fold(given_name[0]) not in _MAKES


def given_names(text: str) -> Iterator[Span]:
    """Yield given names that are nothing else, with the surname after them: "from Pauline", "Rhonda Roe"."""
    plain = _plain_given()
    for match in _capitals(text):
        first = fold(match[0])
        if text[match.start() - 2 : match.start()] in _LISTED and (low := _family_before(text, match)) is not None:
            yield low, match.end()
        after = _SURNAME.match(text, match.end())
        surname = fold(after[1]) if after else ""
        if after and first in ordinary_words() and _in_sentence(text, match, surname):
            continue
        if first in plain and (end := surname_after(text, match.end())):
            yield match.start(), end
            continue
        if first not in plain or (surname and (no_name(surname) or surname in STREETS)):
            # "Madison Street" and "Jordan Company" are no one; who is said to have a telephone or to have said something is.
            if after and surname not in _NO_SPEAKER and _ACTS.match(text, after.end()):
                yield match.start(), after.end()
        elif (
            after
            and (is_surname(surname) or not (ordinary(surname) or _shouted(match[0], after[1])))
            and not _CODED.match(text, after.end())
        ):
            yield match.start(), after.end()
        elif (
            len(first) > _SHORT
            and first not in ordinary_words()
            and not (well_known(first) and text.endswith(_PLACED, 0, match.start()))
        ):
            yield match.span()


def translated(text: str) -> Iterator[Span]:
    """Yield given names that are nothing else with a translated surname after them, which no cell has by chance: "NOK Arlo Many Guns"."""
    plain = _plain_given()
    for match in _capitals(text):
        if fold(match[0]) in plain and (end := surname_after(text, match.end())):
            yield match.start(), end


def _in_sentence(text: str, given_name: re.Match[str], surname: str) -> bool:
    """Say whether both words are a sentence's that has capitals throughout: "PIPE WILL BE", "CREWS WILL GRADE", "Bike Lane On", "2.4 MILES LONG"."""
    start = given_name.start()
    if surname in _SMALL:
        return True
    if text[max(0, start - 2) : start - 1].isdigit():
        return MEASURES.fullmatch(given_name[0]) is not None
    before = text[max(0, start - _LED) : start]
    shouted = given_name[0] == "WILL" and before.rstrip(" ,")[-1:].isupper()
    named = is_surname(surname) and surname not in ordinary_words()  # "SUPERVISOR WILL HART"
    return shouted and not (named or _LEADS_TO_NAME.search(before))


def _shouted(first: str, after: str) -> bool:
    """Say whether an unknown word in capitals stands behind a name that has none: "Marisol V. CPS"."""
    return after.isupper() and not first.isupper()


def _family_before(text: str, given_name: re.Match[str]) -> int | None:
    """Return where the surname begins that stands before a given name in a row of a list, or one of several words anywhere."""
    at = given_name.start()
    if (translated := surname_before(text, at)) is not None:
        return translated
    found = _FAMILY.search(text, max(0, at - _FAMILY_REACH), at) if _ROW.match(text, given_name.end()) else None
    word = fold(found[1]) if found else ""
    nobody = ordinary(word) or no_name(word) or well_known(word) or word in CLOSINGS
    return found.start(1) if found and not nobody else None

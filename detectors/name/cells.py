"""Names in cells: a column that says so is believed; without one, or under "name", the words themselves must be names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.forms import fold
from detectors.name.lists import ordinary_words, vocabulary
from detectors.name.shape import Word, by_both_names, civic, organised, spoken, trim, two_names
from detectors.name.words import (
    DIRECTIONS,
    FAMILIES,
    MONTHS,
    PARTICLES,
    SUFFIXES,
    TITLES,
    is_given,
    is_plain,
    is_surname,
    names_nobody,
    no_name,
    ordinary,
    place,
)
from records.columns import Part, of_column
from records.finding import PiiType

__all__ = [
    "cell",
    "firm",
    "named_cell",
    "told_off",
    "whole",
]

Span = tuple[int, int]
_LONGEST = 200
_FEW = 2  # spaces in a name that may hold a word of sentences
_SURNAMES = vocabulary("common_surnames")
_SHORT = 3  # letters
_MOST = 6  # full words of a name in a cell; two people may share it
# "ROE, RICHARD L": a form that hardly anything but a person has in a table. False friend: "Helena, Montana" (places are out).
_LAST_FIRST = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*,[ ]?[^\W\d_]+\.?(?:[ ][^\W\d_]+\.?){0,2}")
_FORMAL = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*,[ ]?[^\W\d_]{2,}[ ][^\W\d_]\.?")
# "ROE J & M", "O'NEIL-LITTLE C": a surname and initials. False friends: "AT & T", "VITAMIN C", whose first word is no surname.
_INITIALLED = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+){0,3},?(?:[ ][^\W\d_]\b\.?){1,2}(?:[ ]?&[ ]?[^\W\d_]\.?)?")
_PIECE = re.compile(r"[^\n;|]+")
# "PARKS, KRISTEN & WELLS, PAMELA": each with a comma, so each is one.
_TURNED_PAIR = re.compile(
    r"[^\n;|&,]{2,40},[^\n;|&,]{2,40}(?=[ ]&[ ][^\n;|&,]{2,40},)|(?<=&[ ])[^\n;|&,]{2,40},[^\n;|&,]{2,40}"
)
# "Kohler, Little Light, Frost" under who voted: each of several is one. False friend: "ROE, JANE" has one comma.
_SEVERAL = re.compile(r"[A-Z][\w'’. -]{1,30}(?:,[ ][A-Z][\w'’. -]{1,30}){2,12}")
_BETWEEN_COMMAS = re.compile(r"[^,\s][^,]*")
_INITIALS_FIRST = re.compile(r"((?:[A-Z]\.[ ]?){1,2})([A-Z][^\W\d_]{1,19}(?:['’-][^\W\d_]+)?)")
_JOINT = re.compile(r"\s{0,8}(?:&|\band\b)\s*", re.IGNORECASE)
# "emailed tsvetan minkov and got no answer": what somebody did is no firm.
_NOTED = re.compile(
    r"(?:e-?mailed|called|texted|phoned|contacted|notified|told|asked|spoke|talked|left|met|cited|visited)[ ]",
    re.IGNORECASE,
)
_FIRM_END = re.compile(r"['’]s\s*$|,[ ](?:inc|llc|llp|ltd|co|p\.?c)\.?\s*$|\bp\.\s?c\b\.?\s*(?:and\b|$)", re.IGNORECASE)
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})
_AFTER = SUFFIXES | vocabulary("after")
_KEPT = PARTICLES | _AFTER
_OPENING = vocabulary("leading") - {"name", "per", "you", "ask", "call", "with"}
_DEPARTMENTS = vocabulary("departments")
_SET_OFF = re.compile(r"[(\[/–—]|-[ ]")


def named_cell(name: str, text: str) -> Iterator[Span]:
    """Yield what a cell under the column *name* holds of a person, if that is what the column is for."""
    said = of_column(name) if name else None
    if said is None or said.type is not PiiType.PERSON or said.part is Part.UNSURE or len(text) > _LONGEST:
        return
    yield from whole(text, 0, len(text), trusted=said.part in (Part.GIVEN, Part.FAMILY, Part.MIDDLE))


def whole(text: str, start: int, end: int, *, trusted: bool) -> Iterator[Span]:
    """Yield a value that its label calls a name; *trusted* where the label can mean no organisation (first, last)."""
    if not trusted and _SEVERAL.fullmatch(text, start, end) and not firm(text[start:end]):
        pieces = (piece.span() for piece in _BETWEEN_COMMAS.finditer(text, start, end))
        yield from (span for span in pieces if " " not in text[slice(*span)] or not _organisation(text, span))
        return
    for line in (_TURNED_PAIR if _TURNED_PAIR.search(text, start, end) else _PIECE).finditer(text[start:end]):
        span = trim(text, start + line.start(), start + line.end())
        if (
            span
            and (trusted or not _organisation(text, span))
            and not any(c.isdigit() for c in text[span[0] : span[1]])
        ):
            yield span


def _organisation(text: str, span: Span) -> bool:
    found = spoken(text[slice(*span)])
    if all(word.folded in _DEPARTMENTS for word in found):
        return True  # what a truck is assigned to
    if len(found) == _FEW and min(len(word.text) for word in found) == 1:
        return False  # "W. Service"
    turned = found[::-1] if "," in text[span[0] : span[1]] else found  # "WATER, JANE"
    if by_both_names(text[slice(*span)], found) or two_names(turned) or _family_first(found):
        return False
    if len(found) == _FEW and found[1].folded in FAMILIES and not (no_name(found[0].folded) or place(found[0].folded)):
        return False  # "Sky Lane", under what names a person
    return organised(found) or civic(found) or all(no_name(word.folded) and word.folded not in MONTHS for word in found)


def _family_first(found: tuple[Word, ...]) -> bool:
    """Say whether two words are a surname, whatever word it is, and a given name that is none: "Parks Kim"."""
    if len(found) != _FEW:
        return False
    family, given = found[0].folded, found[1].folded
    return is_surname(family) and is_given(given) and not (ordinary(given) or place(given) or no_name(given))


def cell(text: str, *, said_by_model: bool, bare: bool) -> Iterator[Span]:
    """Yield the name in a cell under no telling column, where its words are names: "ROE, RICHARD L", "jane roe".

    The whole cell is taken, with an office before it, "Jr.", "MD" and "attorney at law", but no "Mr."; *said_by_model*: the language model sees a person in it.
    *bare*: nothing is known of its column, so "BLACK" may be a surname; under "color" it is none.
    """
    if len(text) > _LONGEST or any(letter.isdigit() for letter in text):
        return
    found = told_off(text, list(spoken(text)))
    start = next((word.start for word in found if word.folded not in _COURTESY), 0)
    while len(found) > 1 and (found[0].folded in TITLES or found[0].folded in ("and", "state")):
        del found[0]
    if (
        found
        and _INITIALLED.fullmatch(text, found[0].start, found[-1].end)
        and _family(found[0].folded, couple="&" in text)
    ):
        yield start, found[-1].end
        return
    if bare and (_formal(text, found) or _initial_first(text) or _turned(text, found)):
        yield start, found[-1].end
        return
    plain = [word for word in found if word.folded not in _AFTER]
    full = [word.folded for word in plain if len(word.text) > 1 and word.folded not in PARTICLES]
    if len(full) == 1 and any(is_plain(part) for part in full[0].split("-")[1:]):
        return  # "Re-roof", "Follow-up"
    believed = by_both_names(text, plain) and (said_by_model or not FAMILIES.isdisjoint(full))
    if not full or firm(text) or (organised(plain) and not believed):
        return
    named = not all(map(names_nobody, full)) if said_by_model else believed or _all_names(text, full, bare=bare)
    if named:
        yield min(start, found[0].start), found[-1].end


def _formal(text: str, found: list[Word]) -> bool:
    """Say whether a cell is a surname, a given name and an initial, though they are days and months first of all: "SUN, JUN L"."""
    formal = len(found) > _FEW and _FORMAL.fullmatch(text, found[0].start, found[-1].end)
    return (
        bool(formal)
        and is_surname(found[0].folded)
        and (is_given(given := found[1].folded) or given not in ordinary_words())
    )


def _initial_first(text: str) -> bool:
    """Say whether a cell is initials and a surname, whatever word it is: "J. Bishop", "L.M. BROWN". False friends: "E. Main", "N. Park", streets."""
    match = _INITIALS_FIRST.fullmatch(text.strip())
    word = fold(match[2]) if match else ""
    sided = match is not None and match[1][0] in DIRECTIONS and len(match[1].replace(" ", "")) == len("E.")
    return is_surname(word) and not (sided or place(word))


def _turned(text: str, found: list[Word]) -> bool:
    """Say whether a comma parts a surname, whatever word it is, and what can be a given name: "Street, Della", "Kessler, Rescue Que"."""
    if not (1 < len(found) <= _SHORT + 1 and _LAST_FIRST.fullmatch(text.strip()) and is_surname(found[0].folded)):
        return False
    family, given = found[0].folded, found[1].folded
    if place(given) or any(no_name(word.folded) for word in found[1:]) or len(given) == 1:
        return False
    plain = ordinary(family) or place(family) or no_name(family)
    return (is_given(given) and not ordinary(given)) if plain else is_given(given) or len(found) > _FEW


def _family(word: str, *, couple: bool) -> bool:
    """Say whether the word before initials is a surname first of all; before those of a *couple* an unknown word is one."""
    known = is_surname(word) or (couple and len(word) > _SHORT)
    return known and not (ordinary(word) or no_name(word) or place(word))


def told_off(text: str, found: list[Word]) -> list[Word]:
    """Return the words of a cell without what is said before and behind the name: "Tenant: ", "Hey ", " (owner)", " - tenant"."""
    colon = text.find(":")
    said = [word for word in found if word.end <= colon]
    if len(said) < len(found) and all(_labels(word) for word in said):
        del found[: len(said)]
    while len(found) > 1 and found[0].folded in _OPENING:
        del found[0]
    while len(found) > 1 and found[-1].folded in _AFTER and _SET_OFF.search(text, found[-2].end, found[-1].start):
        del found[-1]
    if any(word.text[0].isupper() for word in found):
        plain = [_is_plain(word) for word in found]
        while len(plain) > 1 and plain[0]:
            del plain[0], found[0]
        while len(plain) > 1 and plain[-1]:
            del plain[-1], found[-1]
    return found


def _labels(word: Word) -> bool:
    """Say whether a word may stand in a label; "Bizet: Carmen" is no label, and "Roe: Jane" is none."""
    if is_given(word.folded) and not ordinary(word.folded):
        return word.text.islower()
    return word.text.islower() or ordinary(word.folded) or no_name(word.folded) or len(word.text) < _SHORT


def _is_plain(word: Word) -> bool:
    """Say whether a word in small letters, beside others that are not, is no part of a name: "Jane Roe paid", "tenant Jane Roe"."""
    plain = word.folded.partition("'")[0]
    small = word.text.islower() and word.folded not in _KEPT
    return small and (plain == "a" or ordinary(plain)) and not is_given(plain)


def firm(text: str) -> bool:
    """Say whether a cell is named like a firm: "Roe & Doe", "Roe, Doe and Poe", "Jane's", or with P.C. at its end.

    "Jane & John Doe" are people: someone among them has a surname of their own or shares one.
    """
    sides = _JOINT.split(text)
    if _NOTED.match(text):
        return False
    plain = [[word for word in spoken(side) if len(word.text) > 1] for side in sides]
    single = len(sides) > 1 and all(len(side) == 1 for side in plain)
    if len(sides) == 2 and all(plain) and len(plain[0]) == 1 and plain[0][-1].folded == plain[1][-1].folded:  # noqa: PLR2004
        return False  # "Roe & Jane Roe"
    nameless = len(sides) > 1 and not any(is_given(word.folded) for side in plain for word in side)
    return single or nameless or _FIRM_END.search(text) is not None


def _all_names(text: str, full: list[str], *, bare: bool) -> bool:
    """Say whether the words of a cell are names: all of them, or most of them and one that is nothing but a given name."""
    if len(full) == 1:
        return _name_alone(text, full[0], bare=bare)
    known = [word for word in full if is_given(word) or is_surname(word)]
    plain = sum(map(is_plain, full))
    if len(full) > _MOST or plain * 2 >= len(full) or any(map(place, full[1:])):
        return False
    if (bare or known) and _LAST_FIRST.fullmatch(text.strip()):
        return True  # under a column that says nothing of people "ILLUMINATOR,INFRARED" is an article
    if len(known) == len(full) and not plain:
        return True
    mostly = len(known) * 2 >= len(full)
    given = any(is_given(word) and not ordinary(word) for word in (full[0], full[1], full[-1]))
    return (mostly and given) or _unlisted(full, known)


def _name_alone(text: str, word: str, *, bare: bool) -> bool:
    """Say whether one word is a name; an ordinary word is one in capitals, where nothing is known of its column: "BLACK"."""
    if word in ordinary_words():
        return bare and (word in _SURNAMES or not ordinary(word)) and text.strip().isupper()
    return (is_given(word) or is_surname(word)) and not (names_nobody(word) or place(word))


def _unlisted(full: list[str], known: list[str]) -> bool:
    """Say whether only the given name is on no list: "Yoonsuck Choe", "Sherena Flowers Arrington"."""
    first, last = full[0], full[-1]
    return (
        len(full) <= _SHORT
        and known == full[1:]
        and not (ordinary(last) or no_name(first) or first in ordinary_words())
    )

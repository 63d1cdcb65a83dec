"""People in a cell that an organisation shares with them: a case, a business and who does it, an estate, a trust and its trustee."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from detectors.forms import fold
from detectors.name.cells import cell, firm, told_off
from detectors.name.lists import ordinary_words
from detectors.name.shape import FULL, ONE, Word, by_both_names, civic, given_and_family, organised, spoken
from detectors.name.words import (
    FAMILIES,
    SMALL_PARTS,
    SUFFIXES,
    TITLES,
    is_given,
    is_plain,
    is_surname,
    is_translated,
    no_name,
    ordinary,
    place,
)
from detectors.nearby import each, lowered
from detectors.said import keyed, met, said
from records.columns import evidence
from records.finding import PiiType

__all__ = ["before_own_firm", "beside_organisation", "is_matter", "matters", "shares"]

Span = tuple[int, int]
# What stands between two sides: "v.", "dba", "c/o", a dash, a slash, brackets. False friend: "Hewlett-Packard" (no blank beside the dash); "of", which is in the names of firms.
_BETWEEN = re.compile(
    r"[ ](?:vs?\b\.?|for\b|from\b|by\b|with\b|w/|to\b|re\b|d/?b/?a\b|d\.b\.a\.|[af]/?k/?a\b|o/?b/?o\b|c/o\b|as\b|attn\b|trustees?\b|executors?\b|dated\b|dtd\b|u/?a\b|uad\b)[ :.]{0,2}"
    r"|,?[ ](?:life[ ])?estate\b(?:[ ]\d{1,3}%(?:[ ]int\w*)?)?,?[ ]?(?:rem\b:?[ ]?)?|[ ]\d{1,3}%[ ]int\w*,?[ ]?(?:rem\b:?[ ]?)?"
    r"|[ ][-–—]{1,2}[ ]|[ ]?[/;|()\[\]][ ]?|:[ ]|[ ]{2,}|\t|(?:^|[ ])[#$]?\d[\d/.,-]*(?:[ ]|$)",
    re.IGNORECASE,
)
_DOING = keyed(" dba ", ", dba ", " d/b/a ", ", d/b/a ", " doing business as ")
_WHO = re.compile(r"(?<![\w'’-])([A-Z]{2,15})(?:[ ][A-Z]\.?)?[ ]([A-Z][\w'’-]{1,24})\Z", re.IGNORECASE)
_UNLISTED = re.compile(
    rf"(?<![\w'’-])({ONE}(?:[ ]{ONE}){{1,2}})\Z"
)  # "Ponciano Quispe dba"; false friend: "Sunrise Tile dba"
_VERSUS = re.compile(r"vs?\.?", re.IGNORECASE)
_COMMA = re.compile(r",[ ]?")
# "Estate of Jane Roe", "In the Matter of the Guardianship of J. Roe": what is left is a person.
_OF = re.compile(
    r"(?:in re\b:?[ ]|(?:in )?(?:the )?(?:estate|matter|marriage|guardianship|conservatorship|adoption|custody|trust|heirs|devisees|"
    r"succession|probate|name change|parenting|petition|application|claim|appeal)s? of (?:the )?|(?:guardian|heir|wife|husband|widow)s? of |the )",
    re.IGNORECASE,
)
_MATTER = re.compile(
    r"(?:in re\b:?[ ])?(?:in )?(?:the )?(?:estate|matter|marriage|guardianship|conservatorship|adoption|custody|heirs|name change|parenting|widow)s? of ",
    re.IGNORECASE,
)
_MATTERS = keyed(
    "marriage of ", "estate of ", "guardianship of ", "conservatorship of ", "adoption of ", "custody of ", "name change of ",
    "parenting of ", "funeral of ",
)  # fmt: skip
_ABOUT = re.compile(rf"(?:the[ ])?({FULL})")
# "Jane Roe Living Trust No. 2". False friend: "Roe Family Trust", which names nobody by both names.
_TRUST = re.compile(
    r"(?:['’]s)?(?:[ ](?:revocable|irrevocable|living|family|land|testamentary|inter vivos|(?:special|supplemental) needs|credit shelter|"
    r"marital|residuary|bypass|rev|liv)\b\.?){0,4}[ ](?:(?:trust|tr|estate|life estate|marriage)(?: agreement)?|et\.? ?(?:al|ux|vir))\b\.?"
    r"(?:[ ]no\.?)?(?:[ ][\d/-]{1,10})?\Z",
    re.IGNORECASE,
)
_LEGAL = frozenset(
    ("inc", "incorporated", "llc", "llp", "lllp", "ltd", "limited", "co", "corp", "corporation", "company", "pc", "pllc", "plc", "lp", "pa", "na", "gmbh")
) | SUFFIXES  # fmt: skip
_LAST_INITIAL = re.compile(r"[^\W\d_][\w'’-]+,[ ][A-Z]\b\.?")
_SURNAME_FIRST = re.compile(r"[A-Z][A-Z'’-]+[ ][A-Z][A-Z'’-]+[ ][A-Z]\.?")  # "SCHMIDT MERRY C"
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ ]\Z")
_WORD_AFTER = re.compile(r"(?:['’]s)?[ ]([^\W\d_]+)")
_SAINT = re.compile(r"(?:st|ste|saint|san|santa|our lady|queen|king|prince|princess|pope)\b\.?[ ]", re.IGNORECASE)
_MOST_OPENINGS = 4
_FEWEST, _MOST = 2, 6  # full words of a side; two people may share it
# A committee is named after who runs for an office, which everybody is told.
_CAMPAIGN = re.compile(
    r"\A(?:the )?(?:citizens|friends|committee|people|neighbou?rs|volunteers|taxpayers|families)\b|\b(?:to|re-?)[ -]?elect\b"
    r"|\bfor (?:us )?(?:congress|senat\w{1,3}|house|mayor|judge|justice|governor|sheriff|(?:city |county )?(?:council|commission\w{0,2})|school board|"
    r"state|attorney|president|assembly|supervisor|treasurer|clerk|assessor|representative|alderman|montana|helena)\b",
    re.IGNORECASE,
)


# "Jane Roe, Roe Law PLLC": a firm called by its owner's surname. False friend: "Great Falls, Falls Construction", a town.
_OWN_FIRM = re.compile(
    r"(?<![\w'’-])([A-Z][\w'’-]{1,19}(?:[ ][A-Z]\.)?[ ]([A-Z][\w'’-]{2,19})),[ ]\2[ ](?:[A-Z&][\w'’-]*[ ]){0,3}"
    r"(?:Law|Legal|LLC|PLLC|LLP|P\.?C\b|Inc|Construction|Consulting|Realty|Associates|Engineering|Plumbing|Electric|Farms?|Ranch|Company|Co\b)"
)
_LONGEST_NAME = 24  # characters of a surname with its comma
_FIRM_WORDS = frozenset({
    "law", "legal", "llc", "pllc", "llp", "pc", "inc", "construction", "consulting", "realty", "associates", "engineering", "plumbing", "electric",
    "farm", "farms", "ranch", "company", "co",
})  # fmt: skip


def before_own_firm(text: str) -> Iterator[Span]:
    """Yield whoever stands before a firm of the same surname, or before "dba" and any."""
    for needle in met(text, _DOING):
        for at in each(lowered(text), needle):
            who = _WHO.search(text, max(0, at - _LONGEST_NAME), at)
            first, last = (fold(who[1]), fold(who[2])) if who else ("", "")
            named = is_given(first) and not (no_name(last) or ordinary(first))
            if who and named and (who[2][0].isupper() or is_surname(last)):
                yield who.start(1), who.end(2)
            elif (unlisted := _UNLISTED.search(text, max(0, at - 2 * _LONGEST_NAME), at)) and _two_named(unlisted[1]):
                yield unlisted.span(1)
    for at in () if _FIRM_WORDS.isdisjoint(said(text)) else each(text, ", "):
        surname = text[at + 2 : at + _LONGEST_NAME].partition(" ")[0]
        alike = surname[:1].isupper() and text.endswith(f" {surname}", 0, at)
        match = _OWN_FIRM.search(text, max(0, at - 2 * _LONGEST_NAME), at + 3 * _LONGEST_NAME) if alike else None
        if match is None:
            continue
        first, last = fold(match[1].split(" ")[0]), fold(match[2])
        if not (ordinary(first) or place(first) or no_name(first) or ordinary(last) or no_name(last)):
            yield match.span(1)


def matters(text: str) -> Iterator[Span]:
    """Yield whom a matter of a court is about: "In re: Marriage of Ole Bakke". False friend: "the Estate of Helena Valley"."""
    low = lowered(text)
    for needle in met(text, _MATTERS):
        for at in each(low, needle):
            match = _ABOUT.match(text, at + len(needle))
            if match and _two_named(match[1]):
                yield match.span(1)


def is_matter(text: str) -> bool:
    """Say whether a cell opens like a matter, an estate or a trust, so that it is not a name as a whole."""
    return _OF.match(text) is not None


def shares(text: str) -> bool:
    """Say whether a cell is a firm, an organisation or a matter, in which people may be named beside others."""
    return organised(spoken(text)) or firm(text) or is_matter(text)


def beside_organisation(text: str, read: Sequence[Span]) -> Iterator[Span]:
    """Yield the people of a cell that ``shares`` its place; *read*: where the language model sees people."""
    if _CAMPAIGN.search(text):
        return
    for low, high, party in _sides(text):
        start, end = _bare(text, low, high)
        side = text[start:end]
        seen = sum(max(0, min(end, last) - max(start, first)) for first, last in read)
        told = seen * 2 >= len(side) > 0 or (_MATTER.match(text, low, high) is not None and _two_named(side))
        if _is_person(side, told=told, party=party):
            yield from ((start + first, start + last) for first, last in cell(side, said_by_model=told, bare=party))
        else:
            yield from (span for span in read if start <= span[0] and span[1] <= end and _apart(text, span))


def _two_named(side: str) -> bool:
    """Say whether what a matter is about are two to four words with capitals that nothing else has: "Marriage of Ole Bakke"."""
    found = [word for word in spoken(side) if word.folded not in SMALL_PARTS]
    written = _FEWEST <= len(found) <= _FEWEST * 2 and all(word.text[0].isupper() for word in found)
    return written and not any(
        no_name(word.folded) or place(word.folded) or (ordinary(word.folded) and not is_surname(word.folded))
        for word in found
    )


def _apart(text: str, span: Span) -> bool:
    """Say whether a reading has only small words beside it: "owner R. Roe appealed", not "Roe Family Dental".

    One name must be a given one ("Robert's blood pressure"); before it may stand what somebody is ("Patient Jane Roe").
    """
    found = spoken(text[slice(*span)])
    before, after = _WORD_BEFORE.search(text, 0, span[0]), _WORD_AFTER.match(text, span[1])
    small = (before is None or before[1].islower() or _role(before[1])) and (after is None or after[1].islower())
    if not small or not all(word.text[0].isupper() for word in found):
        return False
    if len(found) == 1:
        word = found[0].folded  # "Bill to ABC Plumbing"
        return is_given(word) and not (word in ordinary_words() or place(word))
    return _is_person(text[slice(*span)], told=True, party=False, initials=True)


def _role(word: str) -> bool:
    said = evidence(word)
    return word.lower() in TITLES or (said is not None and said.type is PiiType.PERSON)


def _is_person(side: str, *, told: bool, party: bool, initials: bool = False) -> bool:
    """Say whether a side is someone by two names, or by a surname alone where it is a *party* to a case or what something is for.

    False friends: "Queen Mary", "St. Augustine", "William H.", "New Horizons Effie Ellis": a school, a ship, a site named after someone.
    """
    found = [word for word in told_off(side, list(spoken(side))) if word.folded not in TITLES]
    full = [word.folded for word in found if len(word.text) > 1 and word.folded not in SMALL_PARTS]
    if not full or firm(side) or _is_thing(side, found, full):
        return False
    if _SURNAME_FIRST.fullmatch(side.strip()):
        return is_surname(full[0])
    if _LAST_INITIAL.fullmatch(side.strip()) or (initials and len(full) == 1 and len(found) > 1):
        return is_surname(full[0]) and _is_nothing_else(full[0])
    if len(found) == 1:
        return party and (told or is_surname(full[0])) and _is_nothing_else(full[0])
    if not _FEWEST <= len(full) <= _MOST or _SAINT.match(side) or _is_phrase(found, full):
        return False
    return told or any(is_given(word) and not ordinary(word) for word in (full[0], full[-1]))


def _is_thing(side: str, found: list[Word], full: list[str]) -> bool:
    """Say whether a word is an organisation's, an office's or a thing's, and both names of a person do not outweigh it."""
    organisation = organised(found)
    if by_both_names(side, found) and not (organisation and FAMILIES.isdisjoint(full)):
        return False
    return organisation or civic(found) or any(map(no_name, full))


def _is_nothing_else(word: str) -> bool:
    return not (place(word) or ordinary(word))


def _is_phrase(found: list[Word], full: list[str]) -> bool:
    """Say whether one of several words is ordinary English, and they are neither "Bill Park" nor a surname that was translated."""
    translated = is_translated(full[1:]) and not ordinary(full[0])
    return any(map(is_plain, full)) and not (given_and_family(found) or translated)


def _sides(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where each side begins and ends, and whether it is a party to a case, or whom something is for."""
    cuts = (None, *_BETWEEN.finditer(text), None)
    for before, after in pairwise(cuts):
        start, end = before.end() if before else 0, after.start() if after else len(text)
        versus = any(cut is not None and _VERSUS.fullmatch(cut[0].strip()) for cut in (before, after))
        party = versus or (before is not None and before[0].strip().lower() == "for")
        yield from ((low, high, party) for low, high in _listed(text, start, end))


def _listed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what commas part beside an organisation: "Roe, Jane, Roe Plumbing, LLC" is Jane Roe and a firm."""
    parts: list[Span] = []
    if start < end and organised(spoken(text[start:end])):
        commas = [cut.span() for cut in _COMMA.finditer(text, start, end)]
        parts = list(zip([start, *(high for _, high in commas)], [*(low for low, _ in commas), end], strict=True))
    kept: list[Span] = []
    for low, high in parts or [(start, end)]:
        goes_on = kept and (_few(text, low, high, kept[-1]) or _legal(text[low:high]))
        kept[-1:] = [(kept[-1][0], high)] if goes_on else [*kept[-1:], (low, high)]
    yield from kept


def _few(text: str, start: int, end: int, before: Span) -> bool:
    """Say whether two parts are the halves of "Roe, Jane"."""
    return len(spoken(text[slice(*before)])) == 1 == len(spoken(text[start:end]))


def _legal(part: str) -> bool:
    found = spoken(part)
    return bool(found) and all(word.folded in _LEGAL for word in found)


def _bare(text: str, start: int, end: int) -> Span:
    """Return a side without what makes it an estate, a trust or a matter."""
    for _ in range(_MOST_OPENINGS):
        opening = _OF.match(text, start, end)
        if opening is None:
            break
        start = opening.end()
    trust = _TRUST.search(text, start, end)
    return start, trust.start() if trust else end

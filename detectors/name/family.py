"""Who is named as a household or together with a person: "the Olsen twins", "the Lindquists", "Rich and Will"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detectors.forms import fold
from detectors.name.lists import ordinary_words, vocabulary
from detectors.name.words import MONTHS, is_given, is_name, is_surname, no_name, ordinary, place
from detectors.nearby import each, lowered
from detectors.places import well_known
from detectors.said import said, written

__all__ = ["beside", "children", "households", "initials_together", "kin", "parientes", "titled_together", "trusts"]

Span = tuple[int, int]

_KIN = r"(?:twins|[Ff]amily|kids|boys|girls|brothers|sisters|household|residence|children)\b"
_BEFORE_KIN = re.compile(rf"([A-Z][^\W\d_]{{2,19}}+(?:-[A-Z][^\W\d_]{{2,19}}+)?)(?=[ ]{_KIN})")
# "the two Mendenhall girls"
_SOME = re.compile(r"(?:two|three|four|five|other|older|younger|oldest|youngest|little|old)[ ](?=[A-Z])")
_SOME_BEGIN = frozenset("tfoyl")
# "the Rosenthal parcel". False friends: "the Church property", "the Benton place" (a street or a town may be a surname), "the Hill parcel".
_BEFORE_LAND = re.compile(
    r"([A-Z][^\W\d_]{2,19}+(?:-[A-Z][^\W\d_]{2,19}+)?)(?=[ ](?:parcels?|property|place|homestead|driveway|fence|yard)\b)"
)
# "BARTLESON FAMILY TRUST". False friends: "FIRST FAMILY TRUST", "Mountain Family Trust": an ordinary word that few are called.
_TRUSTS = tuple(
    written
    for kind in (
        "Family",
        "Family Living",
        "Family Revocable",
        "Living",
        "Revocable",
        "Revocable Living",
        "Irrevocable",
    )
    for written in (f" {kind} Trust", f" {kind} Trust".upper())
)
_BEFORE_TRUST = re.compile(r"(?<![\w'’])([A-Z][\w'’]{1,19}(?:-[A-Z][\w'’]{1,19})?)\Z")
_COMMON = vocabulary("common_surnames")
# "the Lindquists": no ordinary word, and no capital after it ("the Rogers Building"). Teams and peoples are on a list.
_MANY = re.compile(r"([A-Z][a-z]{2,18}s)(?![\w'’-])(?![ ](?:[A-Z]|of\b))")
_NO_HOUSEHOLD = vocabulary("no_household")
_CHILDREN = ("kids", "children", "twins", "daughters")
_CHILDISH = frozenset(f"{before}{word}" for before in ("", "grand", "great", "step", "god") for word in _CHILDREN)
_CHILD = re.compile(r"(?<![\w(])[A-Z][a-z]{1,14}(?![\w'’])")
# One name, with its aside, and another: one alone may be a sentence ("kids Who Code").
_LISTED = re.compile(
    r",?[ ][A-Z][a-z]{1,14}(?:[ ]\([^()\n]{1,24}\))?(?:(?:,[ ]|[ ](?:and|&)[ ]|,[ ]and[ ])[A-Z][a-z]{1,14}(?:[ ]\([^()\n]{1,24}\))?){1,6}(?![ ][A-Z])"
)
# False friends: "my brother Monday night", "our Sister City", "his father figure".
_KINDRED = frozenset({
    "son", "grandson", "daughter", "granddaughter", "wife", "husband", "brother", "sister", "mother", "father", "mom", "dad", "nephew", "niece",
    "uncle", "aunt", "cousin", "roommate", "boyfriend", "girlfriend", "fiance", "fiancee",
})  # fmt: skip
_KINSHIP = re.compile(r"[ ][A-Za-z][a-z]+[ ]([A-Z][a-z]{1,14}+(?:[ ][A-Z][a-z]{1,14}+)?)(?![\w'’@-])")
_OWNED = re.compile(r"(?:['’]s|\b(?:my|his|her|their|our|your))(?:[ ][a-z-]{3,10}){0,2}[ ]\Z", re.IGNORECASE)
_OWNER = 26  # characters
# "mi hermana Chayo". False friends: "mi hermana Iglesia" is as good as none; "mi madre Tierra".
_PARIENTES = frozenset({
    "hermana", "hermano", "esposa", "esposo", "marido", "hija", "hijo", "mamá", "papá", "madre", "padre", "tía", "tío", "prima", "primo", "abuela", "abuelo", "nieta",
    "nieto", "sobrina", "sobrino", "suegra", "suegro", "cuñada", "cuñado", "novia", "novio", "vecina", "vecino", "amiga", "amigo",
})  # fmt: skip
_MIA = re.compile(r"(?:\b[Mm]i|\b[Ss]u|\b[Nn]uestr[ao])[ ]\Z")
_LLAMADA = re.compile(r",?[ ]([A-Z][^\W\d_]{1,14}+(?:[ ][A-Z][^\W\d_]{1,14}+){0,2})(?![\w'’@-])")
_TITLES = frozenset({
    "Drs", "Messrs", "Mmes", "Profs", "Revs", "Officers", "Deputies", "Detectives", "Sergeants", "Commissioners", "Judges",
})  # fmt: skip
_TITLED_NAME = re.compile(r"[A-Z][\w'’-]{2,19}")
# Two at least: "Officers Union", "Judges Chambers" are nobody.
_TITLED = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(_TITLES))})\.?[ ]([A-Z][\w'’-]{{2,19}}(?:,[ ][A-Z][\w'’-]{{2,19}}){{0,4}},?[ ](?:and|&)[ ][A-Z][\w'’-]{{2,19}})(?![\w'’-]|[ ][A-Z])"
)
_AND = (" and ", " & ")  # the cheap question first: every person is asked
_INITIALS = re.compile(r"(?<![\w.&])[A-Z]\.?[ ](?:&|and)[ ][A-Z]\.?[ ]([A-Z][^\W\d_]{2,24})(?![\w'’-])")
_AFTER = re.compile(r"[ ](?:and|&)[ ]([A-Z][a-z]{1,14}+)(?![\w'’@.-]\w)(?![ ][A-Z])")
_BEFORE = re.compile(r"(?<![\w.@'’-])(?<![A-Z][a-z][ ])([A-Z][a-z]{1,14})[ ](?:and|&)[ ]\Z")
# "Aiyana, Brooke, Sky": a list of given names, the last of them a word.
_IN_LIST = re.compile(r",[ ]([A-Z][a-z]{1,14})(?=[,.;)\n]|\Z)")
_NAMED = 20  # characters before a person in which the other stands


def households(text: str) -> Iterator[Span]:
    """Yield the surnames of families: before "twins" or "residence", and in the plural."""
    for the in ("the ", "The "):
        for at in each(text, the):
            end = at + len(the)
            if not text[end : end + 1].isupper():
                if not (text[end : end + 1] in _SOME_BEGIN and (some := _SOME.match(text, end))):
                    continue
                end = some.end()
            if match := _BEFORE_KIN.match(text, end):
                named = _surname(fold(match[1]))
            elif match := _BEFORE_LAND.match(text, end):
                named = _owner(fold(match[1]))
            else:
                match = _MANY.match(text, end)
                named = match is not None and _household(fold(match[1]))
            if match and named:
                yield match.span(1)


def children(text: str) -> Iterator[Span]:
    """Yield the names of children in a list of them, whatever words they are: "my kids Juniper (4/2/2016) and Ash"."""
    for needle in () if _CHILDISH.isdisjoint(said(text)) else _CHILDREN:
        for at in each(text, needle):
            listed = _LISTED.match(text, at + len(needle))
            for name in _CHILD.finditer(text, *listed.span()) if listed else ():
                word = fold(name[0])
                if not (no_name(word) or place(word) or word in _NO_HOUSEHOLD):
                    yield name.span()


def parientes(text: str) -> Iterator[Span]:
    """Yield who is named as somebody's kin in Spanish."""
    low = lowered(text)
    for relation in sorted(_PARIENTES & said(text)):
        for at in each(low, relation):
            match = _LLAMADA.match(text, at + len(relation)) if _MIA.search(text, max(0, at - _NAMED), at) else None
            word = fold(match[1].split(" ")[0]) if match else ""
            if match and not (no_name(word) or place(word) or word in _NO_HOUSEHOLD):
                yield match.span(1)


def kin(text: str) -> Iterator[Span]:
    """Yield who is named as somebody's son, wife or roommate, though the name is a word or a town: "her grandson Dallas"."""
    low = lowered(text)
    for relation in sorted(_KINDRED & said(text)):
        for at in each(low, f" {relation} "):
            match = _KINSHIP.match(text, at)
            word = fold(match[1].split(" ")[0]) if match else ""
            if (
                match
                and (_OWNED.search(text, max(0, at - _OWNER), at + 1) or (_begins(text, at) and is_given(word)))
                and not (word in _NO_HOUSEHOLD or (no_name(word) and not _born_in(text, match.end(), word)))
            ):
                yield match.span(1)


def _begins(text: str, at: int) -> bool:
    """Say whether the word behind the blank at *at* begins a sentence: "Nephew Dom has the key"; "Sister City" does not."""
    return text[at + 1].isupper() and text[at - 1 : at] in (".", "!", "?", ";", ":")


def _born_in(text: str, end: int, word: str) -> bool:
    """Say whether a month is how somebody is called: "his wife June, sons"; "her son June 4" is a day."""
    return word in MONTHS and (text[end : end + 1] in (",", ".", ";", ")") or text.startswith(" and ", end))


def initials_together(text: str) -> Iterator[Span]:
    """Yield two who share a surname by their initials: "J. & L. Pomeroy". False friends: "R & D Department", "A & B Park"."""
    for needle in _AND:
        for at in each(text, needle):
            match = _INITIALS.match(text, at - 2) or _INITIALS.match(text, at - 1) if at > 1 else None
            word = fold(match[1]) if match else ""
            if match and is_surname(word) and is_name(word):
                yield match.span()


def titled_together(text: str) -> Iterator[Span]:
    """Yield the surnames behind a title that several share: "Drs. Ostby and Fein"."""
    for match in () if written(text).isdisjoint(_TITLES) else _TITLED.finditer(text):
        for name in _TITLED_NAME.finditer(text, *match.span(1)):
            word = fold(name[0])
            if not (no_name(word) or (ordinary(word) and not is_surname(word))):
                yield name.span()


def _surname(word: str) -> bool:
    return is_surname(word) and not (no_name(word) or place(word) or word in _NO_HOUSEHOLD)


def _owner(word: str) -> bool:
    """Say whether land or a fence is called by a surname that is nothing else: no word, no place, no kind of street."""
    return _surname(word) and is_name(word) and word not in ordinary_words() and not well_known(word)


def trusts(text: str) -> Iterator[Span]:
    """Yield the surname of a family's trust."""
    if "trust" not in said(text):
        return
    for needle in _TRUSTS:
        for at in each(text, needle):
            match = _BEFORE_TRUST.search(text, max(0, at - _OWNER - _NAMED), at)
            word = fold(match[1]) if match else ""
            if (
                match
                and is_surname(word)
                and not (no_name(word) or well_known(word))
                and (word in _COMMON or not ordinary(word))
            ):
                yield match.span(1)


def _household(word: str) -> bool:
    """Say whether *word* is the plural of a surname that is nothing else."""
    stems = (word[:-1], word[:-2] if word.endswith("es") else "")
    return not (is_name(word) or word in _NO_HOUSEHOLD or no_name(word) or place(word)) and any(
        is_name(stem) and is_surname(stem) for stem in stems
    )


def beside(text: str, people: Sequence[Span]) -> Iterator[Span]:
    """Yield given names, whatever words they are, that stand before or behind *people* with an "and" between."""
    for start, end in people:
        after = _AFTER.match(text, end) if text.startswith(_AND, end) else None
        before = _BEFORE.search(text, max(0, start - _NAMED), start) if text.endswith(_AND, 0, start) else None
        listed = _IN_LIST.match(text, end) if text.startswith(", ", end) else None
        for match in (after, before, listed):
            if match and is_given(word := fold(match[1])) and not place(word) and word not in _NO_HOUSEHOLD:
                yield match.span(1)

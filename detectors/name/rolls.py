"""Who stands in a list or a column that only people fill: "EXCUSED: Farmer.", "WINTERS SPRING ETAL", "A Benavides 2/18/25", "by Tre M."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.forms import fold
from detectors.name.lists import ordinary_words, vocabulary
from detectors.name.marks import lettered_list
from detectors.name.words import DIRECTIONS, STREETS, is_given, is_name, is_surname, no_name, ordinary, place
from detectors.nearby import each, lowered
from detectors.places import well_known
from detectors.said import keyed, lettered, met, written

__all__ = ["in_columns", "rolls", "signed_above_address", "signed_with_date"]

Span = tuple[int, int]

# Who is away from a meeting, or votes. False friends: "Absent: None.", "Present: All members", "Ayes: 5".
_ROLLS = keyed(
    "excused: ",
    "absent: ",
    "ayes: ",
    "nays: ",
    "noes: ",
    "abstain: ",
    "abstained: ",
    "abstaining: ",
    "recused: ",
    "absent/excused: ",
)
_ONE = r"(?:[A-Z]\.[ ]?)?[A-Z][^\W\d_]{2,19}(?:['’-][A-Z][^\W\d_]{2,19})?"
_LISTED = re.compile(
    rf"({_ONE}(?:(?:,[ ]|[ ]?/[ ]?|,?[ ](?:and|&)[ ]){_ONE}){{0,11}})(?=[ ]{{0,2}}(?:[.;(]|\n|\Z)|[ ]{{2}})"
)
_EACH = re.compile(_ONE)
_NOBODY = (
    vocabulary("no_speaker")
    | vocabulary("sentence")
    | vocabulary("departments")
    | frozenset({"all", "both", "none", "some", "yes"})
)
# "WINTERS SPRING ETAL" in a roll of owners: as many as stand in the column before it. False friends: "ACME GRAVEL ET AL" (a word that few are called).
_OTHERS = (" ETAL", " ET AL", " ET UX", " ET VIR", " ETUX")
_OWNERS = frozenset({"ETAL", "ET", "ETUX"})
_OWNER = re.compile(r"(?:^|\n|[ ]{2}|[\t|;])[ ]?([A-Z][A-Z'’-]{1,19}(?:,?[ ](?:&[ ])?[A-Z][A-Z'’-]{0,19}\.?){0,4})\Z")
_REACH = 90  # characters
# "P. BURNS" alone in its column behind others: who prosecutes. False friends: "A. COSTS" (the letter of a list), "N. PARK".
_IN_COLUMN = re.compile(r"([A-Z])\.[ ]([A-Z][A-Za-z]{2,19})(?=[ \t]*(?:\n|\Z)|[ ]{2}|\t)")
_GAPS = ("  ", "\t")
_OF_LIST = frozenset("ABCDE") | DIRECTIONS
# "A Benavides 2/18/25" ends a line: who signs writes the day behind it. False friends: "A Street 2/18/25", "See A Roe" (no date).
_DATED = re.compile(r"(?:(?<=[.:_)])[ ]|[ ]{2}|\n|\A)[ \t]{0,8}([A-Z][ ]([A-Z][a-z]{2,19}))[ ,]{1,3}\d{1,2}/\d{1,2}\Z")
_DATE_ENDS = re.compile(r"/(?:\d\d){1,2}[ \t]{0,3}(?:\n|\Z)")
_SIGNED = 44  # characters
# "Chip" under a sentence and above his address or telephone. False friends: "Site\n1211 Oak St", "Armory\n12 Oak St" (nobody's names).
_ABOVE = re.compile(r"\n[ \t>]{0,8}\n[ \t>]{0,8}([A-Z][a-z]{2,14})[ \t,]{0,3}\n[ \t>]{0,8}(?=[\d(])")
_WHERE = re.compile(
    r"\d{1,5}[ ](?:[NSEW]\.?[ ])?[A-Z][a-z]+[^\n]{0,24}[ ](?:St|Ave?|Ct|Dr|Rd|Ln|Blvd|Way|Street|Avenue|Court|Drive|Road|Lane|Loop|Pl|Place)\b"
    r"|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}"
)
_SENTENCE = re.compile(r"[.!?)][ \t]{0,3}\Z")
_REACH_UP = 5  # characters
_NICKNAMES, _NO_SIGNER = vocabulary("nicknames"), vocabulary("no_signer")
# Surnames that are pronouns and the like: "HER, CHA NENG" in a column. False friends: "HER, MARIA WENT" (goes on), "SO, HELENA".
_SMALL_SURNAMES = frozenset(
    {"HER", "SO", "DO", "AN", "NO", "TO", "ON", "OR", "HO", "OH", "YOU", "MY", "HA", "AU", "DU", "CHA"}
)
_TURNED = re.compile(
    r"(?:(?<=[ \t]{2})|(?<=\n)|(?<=\t))(?:[A-Z]{2,3}), ([A-Z]{2,15}(?:[ ][A-Z]{1,15}){0,2})(?=[ ]{2}|[ ]?\n|\t|\Z)"
)
# "cleaned by Tre M.\n". False friends: "by Exhibit A.", "with Vitamin D." (words), "to Benton N." (a direction).
_BY = re.compile(r"\b(?:by|with|w/|from|to|per|for|told|called)[ ]?([A-Z][a-z]{2,14})[ ]\Z")
_ENDS = re.compile(r"[ \t]*(?:\n|\Z|[,;)])")
_BY_REACH = 26  # characters


def rolls(text: str) -> Iterator[Span]:
    """Yield each surname behind such a word, and who is called by a given name and an initial at the end of a line."""
    low = lowered(text)
    for needle in met(text, _ROLLS):
        for at in each(low, needle):
            match = _LISTED.match(text, at + len(needle)) if not low[at - 1 : at].isalnum() else None
            for name in _EACH.finditer(text, *match.span(1)) if match else ():
                word = fold(name[0].rpartition(" ")[2])
                if is_surname(word) and not (no_name(word) or well_known(word) or word in _NOBODY):
                    yield name.span()
    for at in lettered(text):
        match = (
            _BY.search(text, max(0, at - _BY_REACH), at)
            if text[at - 1 : at] == " " and text[at - 2 : at - 1].islower()
            else None
        )
        word = fold(match[1]) if match and text[at] not in DIRECTIONS and _ENDS.match(text, at + 2) else ""
        known = is_given(word) or word not in ordinary_words()
        if word and known and not (no_name(word) or well_known(word) or lettered_list(text, at)):
            yield match.start(1), at + 1  # type: ignore[union-attr]  # a word is there


def in_columns(text: str) -> Iterator[Span]:
    """Yield owners before "ETAL", and a surname that is a word with its initial, all of a column."""
    for needle in () if _OWNERS.isdisjoint(written(text)) else _OTHERS:
        for at in each(text, needle):
            match = (
                _OWNER.search(text, max(0, at - _REACH), at)
                if not text[at + len(needle) : at + len(needle) + 1].isalnum()
                else None
            )
            if match and _owner([fold(word) for word in re.split(r"[ ,&.]+", match[1]) if len(word) > 1]):
                yield match.span(1)
    yield from _turned(text)
    for at in lettered(text):
        if not text.endswith(_GAPS, 0, at) or text[at] in _OF_LIST or _counted(text, text[at]):
            continue
        match = _IN_COLUMN.match(text, at)
        word = fold(match[2]) if match and text[text.rfind("\n", 0, at) + 1 : at].strip() else ""
        if word and is_surname(word) and not (no_name(word) or place(word) or word in STREETS or word in _NOBODY):
            yield match.span()  # type: ignore[union-attr]  # a word is there


def _counted(text: str, letter: str) -> bool:
    """Say whether the letter before or after another stands like it in a column: "F. STONE" above "G. BRICK" is a list."""
    return any(f"{gap}{chr(ord(letter) + step)}. " in text for gap in _GAPS for step in (-1, 1))


def _turned(text: str) -> Iterator[Span]:
    for family in sorted(_SMALL_SURNAMES & written(text)):
        for at in each(text, f"{family}, "):
            match = _TURNED.match(text, at)
            given = [fold(word) for word in match[1].split(" ")] if match else []
            if match and not all(map(ordinary, given)) and not any(no_name(word) or well_known(word) for word in given):
                yield match.span()


def signed_above_address(text: str) -> Iterator[Span]:
    """Yield who signs by one name, though it is a word, above an address or a telephone."""
    for match in _ABOVE.finditer(text):
        word = fold(match[1])
        told = (is_given(word) or word in _NICKNAMES) and not (no_name(word) or place(word) or word in _NO_SIGNER)
        if (
            told
            and _WHERE.match(text, match.end())
            and _SENTENCE.search(text, max(0, match.start() - _REACH_UP), match.start())
        ):
            yield match.span(1)


def _owner(words: list[str]) -> bool:
    """Say whether all words of an owner's column are names of somebody, and more than one."""
    named = all(
        (is_given(word) or is_surname(word)) and not (no_name(word) or place(word) or well_known(word))
        for word in words
    )
    return len(words) > 1 and named


def signed_with_date(text: str) -> Iterator[Span]:
    """Yield who signs by an initial without its stop, with a date that ends the line."""
    for date in _DATE_ENDS.finditer(text):
        match = _DATED.search(text, max(0, date.start() - _SIGNED), date.start())
        word = fold(match[2]) if match else ""
        if match and is_surname(word) and is_name(word) and word not in STREETS:
            yield match.span(1)

"""Who is named by a phrase that does nothing else, whatever the word: "gave her name as Blessed Roe", 'goes by "Bean"', "one Lucero, a roofer"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from detectors.forms import fold
from detectors.name.lists import ordinary_words, vocabulary
from detectors.name.words import STREETS, TITLES, is_given, is_name, is_surname, no_name, place
from detectors.nearby import each, lowered
from detectors.places import well_known
from detectors.said import keyed, met

__all__ = ["called_so"]

Span = tuple[int, int]

_ONE = r"[^\W\d_a-z][^\W\d_]{1,19}(?:['’-][^\W\d_]{2,19})?"
_WHOLE = rf"({_ONE}(?:[ ](?:[A-Z]\.|{_ONE})){{0,2}})(?![\w@])"
_REACH = 40  # characters
_NOBODY = (
    vocabulary("no_speaker")
    | vocabulary("no_addressee")
    | vocabulary("sentence")
    | frozenset(
        {
            "above",
            "listed",
            "follows",
            "shown",
            "required",
            "given",
            "same",
            "unknown",
            "anonymous",
            "refused",
            "withheld",
        }
    )
)
# "gave her name as Blessed Roe". False friends: "enter your name as Listed", "gave the name as follows".
_GAVE = re.compile(
    r"\b(?:gave|gives|given|giving|provided|stated)[ ](?:(?:his|her|their|the|a|an|my|false|fake|legal|full|first|last|own)[ ]){0,3}\Z",
    re.IGNORECASE,
)
_GIVEN_AS = re.compile(_WHOLE)
# What a badge says. False friends: "the badge said Police", "his badge read error".
_SAID = re.compile(rf"(?:said|says|read|reads|saying)[ :]{{1,2}}[\"“]?{_WHOLE}")
# What somebody is called in quotation marks. False friends: 'goes by "the old rule"' (small), 'identified as "Type II"' (of no person).
_QUOTED = re.compile(rf"[\"“]({_ONE})[.,]?[\"”]")
_ONLY = re.compile(r"\bonly[ ]?\Z", re.IGNORECASE)
# 'a man she knows only as "Red"'. False friend: 'known only as "Phase"'.
_KNOWS = re.compile(
    r"\b(?:he|she|they|him|her|whom?|man|woman|male|female|boy|girl|guy|person|caller|suspect|friend)\b[^.!?\n\"“]{0,24}\Z",
    re.IGNORECASE,
)
# "He goes by Dare." False friends: "the bus goes by Carroll", "she goes by Main Street every day": a person does, and no more is said.
_WHO = re.compile(r"\b(?:he|she|who|also|just|they|mostly|usually)[ ]?\Z", re.IGNORECASE)
_BY = re.compile(rf"({_ONE})(?=[.,;)\n]|\Z)")
# "This is Knight w/ HFD Prevention." False friends: "This is Work from last week" (a word), "this is Helena with snow" (a place).
_AT = re.compile(
    r"([A-Z][a-z]{2,19})[ ](?:(?:calling|speaking)\b|(?:w/|with|from|over[ ]at)[ ]?(?:the[ ])?(?=[A-Z])(?![A-Z][a-z]{2,6}day))"
)
# "I think its Buzz Aldridge". False friends: "I think it's Fort Harrison", "I think it's Benton Avenue", "I think it's Big Sky".
_THOUGHT = re.compile(r"it['’]?s[ ]([A-Z][a-z]{2,14})[ ]([A-Z][a-z]{3,19})(?![\w@'’-]|[ ][A-Z])")
_ROADS = frozenset({"main", "mill", "hall", "park", "broadway", "foot", "rail", "air", "bus", "car"})
_LAND = frozenset(
    {
        "fort",
        "mount",
        "lake",
        "camp",
        "north",
        "south",
        "east",
        "west",
        "old",
        "new",
        "upper",
        "lower",
        "big",
        "little",
        "saint",
        "san",
        "port",
        "the",
    }
)
# "presently one Lucero, a roofer". False friends: "one Ford, a truck" is as good as none; "one Monday, a year ago".
_SOME = re.compile(r"([A-Z][a-z]{3,19}(?:[ ][A-Z][a-z]{3,19})?),[ ]an?[ ][a-z]")
_OFFICES = vocabulary("offices")
_MACHINES = vocabulary("machine_makers") | vocabulary("car_makes")
_FIRST = re.compile(r"(?<![\w'’.-])([A-Z][a-z]{1,19})\Z")


def called_so(text: str) -> Iterator[Span]:
    """Yield each name behind such a phrase, or before it."""
    low = lowered(text)
    for needle in met(text, _NEEDLES):
        for at in each(low, needle):
            if (needle[0] == " " or not low[at - 1 : at].isalnum()) and _may(
                text[at + len(needle) : at + len(needle) + 1], needle
            ):
                yield from _RULES[needle](text, at, at + len(needle))


def _may(after: str, needle: str) -> bool:
    """Say whether what stands behind a needle may begin a name: the cheap question first."""
    return after.isupper() or after in _QUOTES or needle in _FREE


def _gave(text: str, at: int, end: int) -> Iterator[Span]:
    match = _GIVEN_AS.match(text, end) if _GAVE.search(text, max(0, at - _REACH), at + 1) else None
    if match and _somebody(match[1]):
        yield match.span(1)


def _badge(text: str, _at: int, end: int) -> Iterator[Span]:
    match = _SAID.match(text, end)
    words = [fold(word) for word in match[1].split(" ")] if match else []
    known = all(map(_name, words)) and any(is_given(word) or is_surname(word) for word in words)
    if match and known and _somebody(match[1]):
        yield match.span(1)


def _quoted(text: str, _at: int, end: int) -> Iterator[Span]:
    match = _QUOTED.match(text, end)
    if match and _somebody(match[1]):
        yield match.span(1)


def _identified(text: str, at: int, end: int) -> Iterator[Span]:
    if _ONLY.search(text, max(0, at - _REACH), at):
        yield from _quoted(text, at, end)


def _only(text: str, at: int, end: int) -> Iterator[Span]:
    if _KNOWS.search(text, max(0, at - _REACH), at + 1):
        yield from _quoted(text, at, end)


def _self(text: str, at: int, end: int) -> Iterator[Span]:
    """Yield as whom somebody is introduced; "himself as City Manager" and "herself as Treasurer" are offices."""
    yield from _quoted(text, at, end)
    match = _GIVEN_AS.match(text, end)
    words = match[1].split(" ") if match else []
    offices = any(fold(word) in _OFFICES for word in words)
    if match and not offices and _somebody(match[1]) and all(map(_name, words)) and is_surname(fold(words[-1])):
        yield match.span(1)


def _goes_by(text: str, at: int, end: int) -> Iterator[Span]:
    yield from _quoted(text, at, end)
    match = _BY.match(text, end) if _WHO.search(text, max(0, at - _REACH), at) else None
    if match and _known(match[1]) and not match[1].isupper():
        yield match.span(1)


def _this_is(text: str, _at: int, end: int) -> Iterator[Span]:
    match = _AT.match(text, end)
    if match and _known(match[1]):
        yield match.span(1)


def _thought(text: str, _at: int, end: int) -> Iterator[Span]:
    match = _THOUGHT.match(text, end)
    family = fold(match[2]) if match else ""
    if (
        match
        and is_surname(family)
        and is_name(family)
        and family not in STREETS
        and fold(match[1]) not in _LAND
        and _somebody(match[1])
    ):
        yield match.start(1), match.end(2)


def _some(text: str, at: int, end: int) -> Iterator[Span]:
    match = _SOME.match(text, end) if text[at + 1].islower() else None
    if (
        match
        and match[1].lower() not in _MACHINES
        and is_surname(fold(match[1].rpartition(" ")[2]))
        and all(is_name(word) and fold(word) not in ordinary_words() for word in match[1].split(" "))
    ):
        yield match.span(1)


def _first_name(text: str, at: int, _end: int) -> Iterator[Span]:
    match = _FIRST.search(text, max(0, at - _REACH), at)
    if match and not (no_name(fold(match[1])) or fold(match[1]) in _NOBODY):  # "Chief is my first name" is no title
        yield match.span(1)


_RULES: dict[str, Callable[[str, int, int], Iterator[Span]]] = {
    " name as ": _gave, " the name ": _gave, "badge ": _badge, "nametag ": _badge, "name tag ": _badge, "nameplate ": _badge,
    "goes by ": _goes_by, "went by ": _goes_by, " go by ": _goes_by, " identify as ": _identified, " identified as ": _identified, "himself as ": _self, "herself as ": _self, "nicknamed ": _only, "by the name of ": _only,
    " only as ": _only, "nickname is ": _quoted, "nickname: ": _quoted,
    "this is ": _this_is, "i think ": _thought, "i believe ": _thought, " one ": _some, " is my first name": _first_name, " is my last name": _first_name,
    " is my given name": _first_name, " is my real name": _first_name,
}  # fmt: skip
_QUOTES = frozenset('"“')
# Behind these stands no name at once.
_FREE = frozenset(needle for needle, rule in _RULES.items() if rule in (_badge, _thought, _first_name))
_NEEDLES = keyed(*_RULES)


def _somebody(written: str) -> bool:
    """Say whether words are no office, place or pronoun: by such a phrase every other word is a name."""
    words = [fold(word.rstrip(".")) for word in written.split(" ")]
    return not (words[0] in TITLES or any(no_name(word) or place(word) or word in _NOBODY for word in words))


def _name(word: str) -> bool:
    folded = fold(word)
    return is_given(folded) or is_surname(folded) or folded not in ordinary_words()


def _known(word: str) -> bool:
    """Say whether a word is somebody's name, though it may be another word, too."""
    folded = fold(word)
    named = (is_given(folded) or is_surname(folded)) and folded not in STREETS and folded not in _ROADS
    return named and _somebody(word) and not well_known(folded)

"""Surnames in capitals behind a rank, a counsel's sign or a call sign, as logs and calendars write them: "SGT POUNDS", "PD/KERR"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.forms import fold
from detectors.name.lists import ordinary_words, vocabulary
from detectors.name.words import is_name, is_surname, is_translated, no_name, place
from detectors.nearby import each
from detectors.said import written

__all__ = ["ranked"]

Span = tuple[int, int]

# Whoever has one is written behind it. By a short form nothing but somebody is meant, so that the surname may be a word, too.
# False friends: "LT BLUE SUV", "LT FOOT" (light, left), "DET GARAGE" (detached), "DEP HEALTH", "CHIEF COMPLAINT", "OFFICER SAFETY".
_SHORT = ("SGT", "OFC", "OFCR", "CPL", "TPR", "CAPT", "SUPV", "PTL")
_OTHER = ("LT", "DET", "DEP", "SERGEANT", "LIEUTENANT", "CAPTAIN", "OFFICER", "DETECTIVE", "DEPUTY", "TROOPER", "SRO", "SHERIFF", "CHIEF", "JUDGE")  # fmt: skip
_RANKS = frozenset((*_SHORT, *_OTHER))
_ONE = r"[A-Z](?:['’][A-Z])?[A-Z]{2,18}(?:-[A-Z]{3,18})?"
_BEHIND = re.compile(rf"\.?[ ]((?:[A-Z]\.[ ]?)?({_ONE})(?:[ ]{_ONE}){{0,2}})(?![\w@/'’-])")
_FIRST = re.compile(rf"(?:[A-Z]\.[ ]?)?({_ONE})(?![\w@/'’-])")
# What goes on behind it: no sentence does. False friends: "SGT CALL BACK NUMBER", "OFC CASE NUMBER 12".
_OVER = re.compile(
    r"[ ]{0,2}(?:[^\w\s#'’-]|\n|\Z)|[ ]{2}|[ ](?:AND|&)[ ]|[ ]#?\d{2,4}\b(?!-)"
    r"|[ ](?:ADV(?:ISED|ISES)?|RESP(?:ONDED|ONDING)?|STATED|SAID|TOLD|ASKED|REQ(?:UESTED|UESTS)?|ARRIVED|CLEAR|CLEARED|ENRT|ENROUTE|ONSC|ON[ ]SCENE|NOTIFIED|TOOK|MADE|WAS|WILL|"
    r"LOCATED|CONTACTED|ARRESTED|CITED|TRANSPORTED|APPROVED|ASSISTED|COVER(?:ED|ING)?|WITH|W/)(?!\w)"
)
_SENTENCE = vocabulary("sentence")
_DEEDS = frozenset(
    word for word in vocabulary("translated_first") | vocabulary("translated_deed") if word.endswith("s")
)
# "OFC STOPS, RUNS PLATE": verbs that are surnames of few, and things.
_THINGS = vocabulary("not_roled") | vocabulary("no_speaker") | vocabulary("departments") | _DEEDS | {"pay"}
# Whose counsel somebody is, before a slash: "PD/KERR". False friends: "PD/FIRE", "PD/SO": a surname that is nothing else.
_SIDES = frozenset({"PD", "OPD", "ATTY", "PROS"})
_COUNSEL = re.compile(rf"({_ONE})(?![\w@/'’-])")
# "UNIT 4B12 (NOVAK) ENRT". False friends: "UNIT 4 (BURNED)", "UNIT 4 (MADISON)": a word, a place.
_CALL_SIGN = re.compile(rf"[ ][A-Z0-9-]{{1,6}}[ ]\(({_ONE})\)")
_UNIT = "UNIT"


def ranked(text: str) -> Iterator[Span]:
    """Yield each surname that stands so."""
    words = written(text)
    for rank in sorted(_RANKS & words):
        for at in each(text, rank):
            match = _BEHIND.match(text, at + len(rank)) if not text[at - 1 : at].isalnum() else None
            if match and (end := _surname_end(text, match, rank)):
                yield match.start(1), end
    for side in sorted(_SIDES & words):
        for at in each(text, f"{side}/"):
            counsel = _COUNSEL.match(text, at + len(side) + 1) if not text[at - 1 : at].isalnum() else None
            if counsel and _rare(counsel[1]):
                yield counsel.span(1)
    for at in each(text, _UNIT) if _UNIT in words else ():
        called = _CALL_SIGN.match(text, at + len(_UNIT))
        if called and _rare(called[1]):
            yield called.span(1)


def _surname_end(text: str, match: re.Match[str], rank: str) -> int:
    """Return where the surname behind a rank ends: of several words that were translated, or of one; 0 where it is none."""
    parts = match[1].split(" ")
    for many in range(len(parts), 1, -1):
        if is_translated([fold(part) for part in parts[:many]]):
            return match.start(1) + len(" ".join(parts[:many]))
    first = _FIRST.match(text, match.start(1))
    if first is None:
        return 0
    if (_rare if rank == "LT" else _nothing_else)(first[1]):
        return first.end()
    word = fold(first[1])
    told = (
        (rank in _SHORT or "." in first[0])
        and is_surname(word)
        and not (no_name(word) or place(word) or word in _SENTENCE or word in _THINGS)
    )
    return first.end() if told and _OVER.match(text, first.end()) else 0


def _nothing_else(word: str) -> bool:
    """Say whether a word is a surname and no other word, place or office."""
    return is_surname(fold(word)) and is_name(word) and fold(word) not in _SENTENCE


def _rare(word: str) -> bool:
    return _nothing_else(word) and fold(word) not in ordinary_words()

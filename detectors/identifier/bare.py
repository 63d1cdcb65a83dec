"""Identifiers behind the bare word "ID", whatever they number: "ID 34567", "(id: lh4738291)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.contract import Hit
from detectors.identifier.label import DIGITS, LINK
from detectors.identifier.labels import stands
from detectors.said import said
from records.finding import IdKind, PiiType

__all__ = ["bare"]

_NUMBER = r"(?:[ ]?(?:no|number)\b\.?|[ ]?\#)?"
_ID = re.compile(rf"ID(?<!\w\wID)s?\b{_NUMBER}(?![:=]?[ ]?[<\[]){LINK}({DIGITS})")
# "id mrn890321", "(id: lh4738291)": in small letters only within a line, and not in code. False friends: "boise, id 83702" (an
# address, and found as one), "where id = 30211", "photo id 24 hours".
_SMALL = re.compile(rf"id(?<=[\w,;.][ ]id|[ ]\(id){_NUMBER}(?![:=]?[ ]?[<\[\"'])(?=\W){LINK}({DIGITS})")
# Where a public meeting is held, a water system and a pump have an ID too, and it is nobody's.
_OF_A_THING = re.compile(r"\b(?:meeting|webinar|conference|event|asset|facility|site|pws|system)[ ]$", re.IGNORECASE)
_OF_A_PROGRAM = re.compile(
    r"\b(?:process|thread|session|job|task|object|record|build|version|query|log|row|item|order|class|function|where|and|set|the|an|u?int)[ ]$",
    re.IGNORECASE,
)
_REACH = 12  # characters


def bare(text: str) -> Iterator[Hit]:
    """Yield the identifiers of *text* behind "ID" and, within a line, behind "id"."""
    for match in _ID.finditer(text) if "ID" in text else ():
        if not _OF_A_THING.search(text, max(0, match.start() - _REACH), match.start()):
            yield from _hit(text, match, 0.7)
    for match in _SMALL.finditer(text) if "id" in said(text) else ():
        before = text[max(0, match.start() - _REACH) : match.start()]
        if not (_OF_A_THING.search(before) or _OF_A_PROGRAM.search(before)):
            yield from _hit(text, match, 0.6)


def _hit(text: str, match: re.Match[str], score: float) -> Iterator[Hit]:
    if stands(text, match.start(), match[1]):
        yield Hit(match.start(1), match.end(1), PiiType.ID, score, "after ID", IdKind.OTHER)

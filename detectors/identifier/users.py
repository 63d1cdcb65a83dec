"""Users called by an initial and a surname, by who speaks in a log, or by a handle: "user jroe", "08:19 hdesk2 (Jane):", "@jroe_mt"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.contract import Hit
from detectors.name.words import is_surname, ordinary
from detectors.nearby import each, line_before, lowered
from detectors.said import said
from records.finding import IdKind, PiiType

__all__ = ["users"]

# False friends: "user fees", "user group": another word behind, or no surname behind the initial.
_USER = re.compile(r"(?<![A-Za-z])(?i:user|login):?[ ]([a-z]{4,16})(?=[ ]{0,3}(?:[\n,;)]|\Z)|\.(?:\s|\Z))")
# Whoever speaks behind a day and an hour. False friends: "sshd:", "eth0:" of a machine's log, which no bracket names.
_SPEAKS = re.compile(
    r"\d\d-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?\]?[ ]{1,2}([a-z][a-z0-9]{3,15})(?:[ ]\([A-Z][a-z'’-]{1,20}\))?:[ ]"
)
_NAMED = "):"
# "@jroe_mt". False friends: "@pytest_fixture" at the head of a line, "@my_rule(" and "a@b_c.example", which are no handles.
_HANDLE = re.compile(r"@(?=([A-Za-z]{4,28})[_\d])[A-Za-z]\w{3,29}(?=\.(?:\s|\Z)|(?![\w@./(:\[{-]|[ ]?=))")
_CODE = re.compile(r"[$%={}]|\b(?:my|our|push|undef|unshift)[ ]\Z")  # "our @s_true = (", "grep($_ eq $val, @s_true)"
_SHORTEST = 4  # letters of a surname in a user's name
_LEADS = ("user", "login")


def users(text: str) -> Iterator[Hit]:
    """Yield such users of *text*."""
    words = said(text)
    for word in _LEADS:
        for at in each(lowered(text), word) if word in words else ():
            user = _USER.match(text, at)
            if user and _is_called(user[1]):
                yield _hit(*user.span(1), 0.7, "user behind its word")
    yield from _speakers(text) if _NAMED in text else ()
    for at in each(text, "@"):
        handle = _HANDLE.match(text, at) if text[at - 1 : at] == " " else None
        if handle and not ordinary(handle[1].lower()) and _is_prose(line_before(text, at)):
            yield _hit(at + 1, handle.end(), 0.65, "handle")


def _speakers(text: str) -> Iterator[Hit]:
    """Yield who speaks in a log in which one at least is named behind their user."""
    starts = [at + len("\n20") for at in each(text, "\n20")]
    if text.startswith("20"):
        starts.insert(0, len("20"))
    lines = [found for at in starts if (found := _SPEAKS.match(text, at))]
    named = {found[1] for found in lines if text.startswith(_NAMED, found.end() - len("): "))}
    for found in lines:
        if found[1] in named or _is_called(found[1]):
            yield _hit(*found.span(1), 0.65, "user before what they say")


def _is_prose(lead: str) -> bool:
    """Say whether a line that begins so is no code's: a decorator stands at its head, a list of Perl's behind "push"."""
    return not lead.isspace() and _CODE.search(lead) is None


def _is_called(user: str) -> bool:
    """Say whether *user* is an initial and a surname, as offices name accounts, and no word: "jroe", never "admin"."""
    family = user[1:]
    return len(family) >= _SHORTEST and is_surname(family) and not (ordinary(user) or is_surname(user))


def _hit(start: int, end: int, score: float, pattern: str) -> Hit:
    return Hit(start, end, PiiType.ID, score, pattern, IdKind.USERNAME)

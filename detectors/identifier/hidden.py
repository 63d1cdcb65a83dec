"""Identifiers half hidden by stars, named behind themselves, or that say in their own letters what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.contract import Hit
from detectors.forms import fold
from detectors.name.words import is_given, is_surname, no_name, ordinary
from detectors.nearby import digits, each, matched
from detectors.said import keyed, met
from records.finding import IdKind, PiiType

__all__ = ["hidden"]

# "5418********2207", "4471-XXXX-XXXX-0923": more is left than the last four digits (rule R11). False friend, left as it is:
# "XXXX-1111", which is how a number is written that may be seen (row X06).
_FIRST = re.compile(r"(?<![\w*-])\d{4,6}[ -]?\Z")
_MASK = re.compile(r"(?:[*xX•#]{1,12}[ -]?){1,4}\d{2,4}(?!\w)")
_SIGNS = "*•#xX"
_BEFORE = frozenset("0123456789 -")
_FEWEST = 4  # signs of a mask
# "91827364 is my account"
_IS = keyed(" is my ", " is his ", " is her ")
_NUMBER = re.compile(r"(?<![\w$.,-])\d[\d-]{4,18}\d\Z")
_WHAT = re.compile(
    r"(?:account|acct|policy|member|customer|card|badge|employee|permit|patient)\b(?:[ ](?:no|num|number|id)\b)?"
)
_AGENT = re.compile(
    r"Mozilla/\d{1,2}\.\d{1,3}(?:[ ]\([^()\n]{3,160}\))?(?:[ ][A-Za-z]{2,20}/[\w.]{1,20}(?:[ ]\([^()\n]{0,80}\))?){0,8}"
)
_HANDLE = re.compile(r"(?:user|usr)_\d{3,12}(?![\w-])")
_EMPLOYEE = re.compile(r"EMP-?\d{3,8}(?![\w-])")
# "Mertie_Boyer20", "Nettie.Ziemann50". False friends: "Austin_Report2024", a word after the name; "Jane.Thanks", a stop without its blank.
_GIVEN = re.compile(r"(?<![\w@./\\-])[A-Z][a-z]{2,14}\Z")
_FAMILY = re.compile(r"(?:_|\.(?=[A-Za-z]{2,20}\d))([A-Z][a-z]{1,19})\d{0,4}(?![\w@-]|\.\w{2})")
# The same in small letters or capitals. False friends: "jane.net", "martin.doc" (hosts and files), "self.assert" (no names).
_HALF_BEFORE = re.compile(r"(?<![\w./\\-])(?:[a-z]{3,20}|[A-Z]{3,20})\Z")
_HALF_AFTER = re.compile(r"([a-z]{3,20}|[A-Z]{3,20})\d{0,4}(?![\w@-]|\.\w{2})")
_SHORTEST = 4  # letters of a given name
_ENDINGS = frozenset(
    [
        "com",
        "net",
        "org",
        "gov",
        "edu",
        "doc",
        "pdf",
        "txt",
        "xls",
        "csv",
        "png",
        "jpg",
        "html",
        "zip",
        "dev",
        "lib",
        "test",
        "main",
        "new",
        "old",
    ]
)
# "HELENA\jroe", as Windows logs write who did it. False friends: "HKLM\software" (a registry), "DOCS\readme.txt" and
# "C:\data\x" (files), "\d" (a pattern).
_DOMAIN = re.compile(r"(?<![\w\\/:.$%-])([A-Z][A-Z0-9-]{1,14})\\?\Z")  # two signs in a string
_USER = re.compile(r"[a-z][a-z0-9_-]{2,20}(?:\.[a-z]{4,20})?(?![\w\\/-]|\.[\w\\/])")
_HIVES = frozenset({"HKLM", "HKCU", "HKCR", "HKU", "HKCC"})
_REACH, _LONGEST = 15, 21  # letters of a given name, of the rest with its stop
_KEY = re.compile(r"(?:sk|pk|rk)_(?:live|test)_\w{8,80}")

# What each is found by, how far that stands behind its beginning, what it looks like.
_SHAPES = (
    (keyed("Mozilla/"), 0, _AGENT, IdKind.DEVICE, "user agent"),
    (keyed("user_", "usr_"), 0, _HANDLE, IdKind.USERNAME, "numbered user"),
    (keyed("EMP"), 0, _EMPLOYEE, IdKind.EMPLOYEE, "numbered employee"),
    (keyed("_live_", "_test_"), 2, _KEY, IdKind.CREDENTIAL, "key of a service"),
)


def hidden(text: str) -> Iterator[Hit]:
    """Yield such identifiers of *text*."""
    yield from _masked(text)
    yield from _labelled_behind(text)
    yield from _named(text)
    yield from _in_one_case(text)
    yield from _of_domain(text)
    for needles, back, pattern, kind, name in _SHAPES:
        for needle in met(text, needles):
            for found in matched(pattern, text, (at - back for at in each(text, needle) if at >= back)):
                if not text[found.start() - 1 : found.start()].isalnum():
                    yield _hit(found.start(), found.end(), kind, 0.7, name)


def _labelled_behind(text: str) -> Iterator[Hit]:
    for words in met(text, _IS):
        for at in each(text, words):
            number = _NUMBER.search(text, max(0, at - 20), at)
            if number and _WHAT.match(text, at + len(words)):
                yield _hit(number.start(), at, IdKind.ACCOUNT, 0.75, "number before its label")


def _named(text: str) -> Iterator[Hit]:
    # Behind a stop only what ends in a figure is such a name, and most stops end a sentence.
    stops = (text.rfind(".", max(0, at - _LONGEST), at) for at in digits(text) if text[at - 1 : at].isalpha())
    for found in matched(_FAMILY, text, sorted({*each(text, "_"), *(at for at in stops if at >= 0)})):
        before = _GIVEN.search(text, max(0, found.start() - _REACH), found.start())
        last = fold(found[1])
        if before and is_given(fold(before[0])) and not (ordinary(last) and not is_surname(last)) and not no_name(last):
            yield _hit(before.start(), found.end(), IdKind.USERNAME, 0.7, "user called by a name")


def _in_one_case(text: str) -> Iterator[Hit]:
    """Yield "jane.roe", "ROE_JANE" and "@jane_roe": names on the lists, in whichever order, and nothing else."""
    stops = (at for at in each(text, ".") if text[at + 1 : at + 2].isalpha() and text[at - 1 : at].isalpha())
    for at in sorted((*each(text, "_"), *stops)):
        after = _HALF_AFTER.match(text, at + 1)
        before = _HALF_BEFORE.search(text, max(0, at - _LONGEST), at) if after else None
        if after is None or before is None or before[0].isupper() is not after[1].isupper():
            continue
        halves = fold(before[0]), fold(after[1])
        if _is_whole(*halves) or _is_whole(*halves[::-1]):
            yield _hit(before.start(), after.end(), IdKind.USERNAME, 0.7, "user called by a name")


def _is_whole(given: str, family: str) -> bool:
    """Say whether two words are a given name and a surname, and neither is another word: code is full of "max_height"."""
    named = is_given(given) and len(given) >= _SHORTEST and is_surname(family) and family not in _ENDINGS
    return named and not any(ordinary(word) or no_name(word) for word in (given, family))


def _of_domain(text: str) -> Iterator[Hit]:
    for at in each(text, "\\"):
        user = _USER.match(text, at + 1)
        domain = _DOMAIN.search(text, max(0, at - _LONGEST), at) if user else None
        if user and domain and domain[1] not in _HIVES:
            yield _hit(user.start(), user.end(), IdKind.USERNAME, 0.7, "user of a domain")


def _masked(text: str) -> Iterator[Hit]:
    for at in sorted(at for sign in _SIGNS for at in each(text, sign * 2)):
        first = _FIRST.search(text, max(0, at - 8), at) if text[at - 1 : at] in _BEFORE else None
        mask = _MASK.match(text, at) if first else None
        if first and mask and sum(map(mask[0].count, _SIGNS)) >= _FEWEST:
            yield _hit(first.start(), mask.end(), IdKind.CARD, 0.8, "half hidden number")


def _hit(start: int, end: int, kind: IdKind, score: float, pattern: str) -> Hit:
    return Hit(start, end, PiiType.ID, score, pattern, kind)

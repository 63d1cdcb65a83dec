"""Names in the titles of published decisions, which a citation gives away: "Roe v. City of Helena, 2011 MT 45" names no one to hide."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detectors.nearby import spots
from detectors.said import said

__all__ = ["decided", "in_title"]

Span = tuple[int, int]

_PARTY = r"(?:(?:[A-Z][\w.'’&-]*+|of|the|and|in|re|ex|rel\.|et|al\.|d/b/a|&),?\s)"
# By the number of the decision (Montana since 1998) or by volume, reporter and page. A case that is only filed, "DV-25-2025-118",
# has none, and its parties stay people.
_CITE = (
    r"(?:(?:19|20)\d\d\s(?:MT|ND|WY|UT|SD|NM|CO|OK|AZ)\s\d{1,4}\b|\d{1,4}\s(?:Mont\.|U\.\s?S\.|S\.\s?Ct\.|L\.\s?Ed\.|F\.|F\.\s?Supp\.|P\.|N\.\s?W\.|So\.|A\.)"
    r"(?:\s?(?:2d|3d|4th))?\s\d{1,4}\b)"
)
_AGAINST = re.compile(rf"\svs?\.?\s{_PARTY}{{1,12}}{_CITE}")
# The first party, on one line and with no comma or stop in it but an abbreviation's. False friends: "Jane Roe, State v. Doe", "by Jane Roe. State v. Doe".
_FIRST = re.compile(
    r"(?:(?:[A-Z]\.|Inc\.|Corp\.|Co\.|Ltd\.|Dept\.|Mont\.|[A-Z](?:[\w'’&-]|\.(?=\w))*+|of|the|and|in|re|ex|rel\.|d/b/a|&)[ ]){1,10}\Z"
)
_ALONE = re.compile(rf"(?:In\sre|Matter\sof|Estate\sof|Marriage\sof|Adoption\sof)\s{_PARTY}{{1,10}}{_CITE}")
_SIGNS = frozenset({"v", "vs", "re", "matter", "estate", "marriage", "adoption"})
_VERSUS = (" v. ", " v ", " vs. ", "\nv. ", " v.\n")
_MATTERS = ("In re ", "Matter of ", "Estate of ", "Marriage of ", "Adoption of ")
_REACH = 90  # characters of the first party


def decided(text: str) -> Sequence[Span]:
    """Return where the titles of published decisions stand: both parties, up to the citation.

    >>> decided("See Roe v. City of Helena, 2011 MT 45, and Doe v. Roe, DV-25-118.")
    ((0, 37),)
    >>> decided("In re Marriage of Roe, 2016 MT 51")
    ((0, 33), (6, 33))
    """
    if _SIGNS.isdisjoint(said(text)):
        return ()
    found = []
    for at in spots(text, _VERSUS):
        if cited := _AGAINST.match(text, at):
            first = _FIRST.search(text, max(0, at - _REACH), at + 1)
            found.append((first.start() if first else at, cited.end()))
    matters = (_ALONE.match(text, at) for at in spots(text, _MATTERS))
    return (*found, *(matter.span() for matter in matters if matter))


def in_title(span: Span, titles: Sequence[Span]) -> bool:
    """Say whether a name stands in one of *titles*."""
    return any(start <= span[0] and span[1] <= end for start, end in titles)

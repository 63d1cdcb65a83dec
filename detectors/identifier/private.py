"""Identifiers of private life that show what they are: the expiry of a card, a Medicare number, a profile in a link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.contract import Hit
from detectors.nearby import after, before, digits_then, each, lowered, matched
from detectors.said import said
from records.finding import IdKind, PiiType

__all__ = ["behind_card", "expiries", "medicare", "profiles"]

# 1EG4-TE5-MK72: the number of a Medicare card (CMS); no S, L, O, I, B or Z in it.
_MEDICARE = re.compile(
    r"[1-9](?<![\w-][1-9])[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d\d(?![\w-])",
    re.IGNORECASE,
)
_SECOND = "ACDEFGHJKMNPQRTUVWXYacdefghjkmnpqrtuvwxy"
# "exp 08/27", where a card stands before it: a permit expires too.
_EXPIRY = re.compile(
    r"x(?<=\bex)p(?:\.|iry|ires|iration)?(?:[ ]date)?[ ]?[:.]?[ ]{0,2}((?:0?[1-9]|1[0-2])[ ]?[/-][ ]?(?:20)?\d\d)(?![\d/-])",
    re.IGNORECASE,
)
_EXPIRES = frozenset({"exp", "expiry", "expires", "expiration"})
_BEHIND_CARD = re.compile(r"[ ,;|/]{1,3}(?:0[1-9]|1[0-2])[/-](?:20)?\d\d\b(?:[ ,;|/]{1,3}\d{3,4}\b)?")
_CARD_BEFORE = re.compile(
    r"\b(?:card|visa|master\s?card|amex|discover|cvv|cvc)\b|\d{4}[ -]?\d{4,6}[ -]?\d{4}", re.IGNORECASE
)
# facebook.com/jane.roe.99. False friends: pages of the site itself, groups and events.
_SITE = re.compile(r"(?<![\w-])(?:facebook|fb|instagram|twitter|x|tiktok|snapchat|linkedin|venmo|threads|nextdoor)$")
_PROFILE = re.compile(
    r"/(?:in/|add/|u/|user/|profile\.php\?id=|people/[\w.%-]{1,60}/)?(?!(?:groups|events|pages|watch|hashtag|search|share|sharer|intent|"
    r"home|company|help|login|about|policies|p|reel|status|profile)\b)@?([\w.%-]{2,60}\w)",
    re.IGNORECASE,
)


def behind_card(text: str, end: int) -> int:
    """Return where a card that ends at *end* ends with its expiry and the number on its back: "4111... 08/27 123"."""
    behind = _BEHIND_CARD.match(text, end)
    return behind.end() if behind else end


def expiries(text: str) -> Iterator[Hit]:
    """Yield dates of expiry behind a card."""
    for match in () if _EXPIRES.isdisjoint(said(text)) else _EXPIRY.finditer(text):
        if before(text, match.start(), _CARD_BEFORE, 60) or after(text, match.end(), _CARD_BEFORE, 40):
            yield _hit(match.start(1), match.end(1), IdKind.CARD, 0.8, "expiry of a card")


def medicare(text: str) -> Iterator[Hit]:
    """Yield numbers of Medicare cards."""
    for match in matched(_MEDICARE, text, digits_then(text, _SECOND)):
        yield _hit(match.start(), match.end(), IdKind.MEDICAL_RECORD, 0.8, "Medicare number")


def profiles(text: str) -> Iterator[Hit]:
    """Yield who is meant by a link to a page of theirs on a social network."""
    for at in each(lowered(text), ".com/"):
        profile = _PROFILE.match(text, at + len(".com")) if _SITE.search(text[max(0, at - 10) : at].lower()) else None
        if profile:
            yield _hit(profile.start(1), profile.end(1), IdKind.USERNAME, 0.75, "profile in a link")


def _hit(start: int, end: int, kind: IdKind, score: float, pattern: str) -> Hit:
    return Hit(start, end, PiiType.ID, score, pattern, kind)

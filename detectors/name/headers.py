"""Names in address headers: "Doe, Jane Q" <jane@example.org>; Roe, R / HOU / EES@EE - in header fields and header lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from detectors.name.shape import Word, looks_like_name, office, spoken, trim
from detectors.name.words import ORGANISATION, PARTICLES, SUFFIXES, is_given, is_surname, ordinary
from detectors.nearby import each, has_digit, line_end, lowered
from detectors.places import town_and_state

__all__ = ["HEADERS", "flattened", "header", "mailboxes"]

Span = tuple[int, int]

# A header line of a message, of a quoted one ("> " is gone in the view) or of a printed one, where OCR drops the colon but
# keeps the wide gap. False friend: prose that begins "To " - it has neither colon nor gap.
_HEADER = re.compile(
    r"[ \t*|]{0,80}(?:X[ \t]?-?[ \t]?)?"
    r"(?:From|To|Cc|Bcc|Reply[ -]To|Sender|Sent by|Sent on behalf of|On behalf of|Delivered[ -]To|Required|Optional|Attendees"
    r"|Required Attendees|Optional Attendees|Organizer|Invitees|Author|Distribution)"
    r"(?:[ \t*]{0,80}:[ \t*]{0,160}|[ \t]{3,160})(?=\S)",
    re.IGNORECASE,
)
# The words such a line begins with, so that no other line is asked.
HEADERS = frozenset(
    {"x", "from", "to", "cc", "bcc", "reply", "sender", "sent", "on", "delivered", "required", "optional", "attendees"}
    | {"organizer", "invitees", "author", "distribution"}
)
_NEXT_HEADER = re.compile(r"[ \t*]{0,80}(?:X[ \t]?-?[ \t]?)?[A-Za-z][A-Za-z -]{0,24}(?:[ \t*]{0,40}:|[ \t]{3})")
# "FROM: Parks    DATE: March 2    RE: Start-up": the next header of a memorandum, on the same line.
_BESIDE = re.compile(r"(?:[ ]{2}|\t)[ \t]{0,40}(?:date|re|subject|subj|sent|to|from|cc)[ ]?:", re.IGNORECASE)
_WITHIN = (" from: ", " to: ", " cc: ", " bcc: ")
_FOLLOWING = re.compile(r"[ ](?:from|sent|to|b?cc|subject|date|importance|attachments)[ ]?:(?=[ ])", re.IGNORECASE)
_LONGEST = 2_000  # characters of a list of mailboxes on such a line
_MOST_FAMILY = 3  # words before the comma: Old Elk, Van der Merwe
_MOST_GIVEN = 3  # words after the comma of "Last, First Middle Jr."
_MOST_LINES = 60  # continuation lines of one header
_SCANNED = 3  # letters
_INDENT = 6  # columns; less may be the message itself
# What stands beside a name in a mailbox and is none: <address>, [mailto:address], (comment), an address, routing codes.
_ASIDE = re.compile(
    r"<[^<>\n,;]{0,200}>?|\[[^\[\]\n,;]{0,200}\]?|\([^()\n]{0,120}\)|\S{0,80}@\S{1,120}|/[^,;\n]{0,80}|\b(?:on|at) \d[^,;\n]{0,40}"
)
_COPIED = ("CC", "Cc", "cc")
_FIRST = re.compile(r"[a-z]{2,}(?=[ ])")
_BLANK = " \t\"'\x00"
_ENTRY = re.compile(r"[^;\n]+")
_PIECE = re.compile(r"[^,\n]+")


def header(text: str, line: int) -> Iterator[Span]:
    """Yield the names in the From, To or Cc line that begins at *line*, if it is one, and in its continuation lines."""
    match = _HEADER.match(text, line)
    if match and not (match[0].lstrip()[:2] in _COPIED and _is_said(text, match.end())):
        end = _header_end(text, match.end())
        gap = text.find("  ", match.end(), end) >= 0 or text.find("\t", match.end(), end) >= 0
        beside = _BESIDE.search(text, match.end(), end) if gap else None
        end = beside.start() if beside else end
        following = _FOLLOWING.search(text, match.end(), end)
        yield from mailboxes(text, match.end(), following.start() if following else end)


def flattened(text: str) -> Iterator[Span]:
    """Yield the names in headers that an export wrote on one line: "From: Roe, Jane Sent: Monday To: Doe, John Subject: the meter".

    False friend: "Re: To: the board" (no other header follows on the line).
    """
    low = lowered(text)
    for label in _WITHIN:
        for at in each(low, label):
            start, end = at + len(label), line_end(text, at)
            following = _FOLLOWING.search(text, start, min(end, start + _LONGEST))
            if following:
                yield from mailboxes(text, start, following.start())


def _is_said(text: str, start: int) -> bool:
    """Say whether a sentence begins at *start*: behind "CC:" a patient's chief complaint may stand, "CC: fall from standing"."""
    first = _FIRST.match(text, start)
    return first is not None and ordinary(first[0])


def _header_end(text: str, start: int) -> int:
    end = line_end(text, start)
    for _ in range(_MOST_LINES):
        following = line_end(text, end + 1)
        line = text[end + 1 : following]
        indent = len(line) - len(line.lstrip())
        open_list = text[start:end].rstrip()[-1:] in {",", ";"}
        if end >= len(text) or not line.strip() or _NEXT_HEADER.match(line) or not (indent >= _INDENT or open_list):
            break
        end = following
    return end


def mailboxes(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the names in a list of mailboxes; "Last, First" is one name and stays one."""
    return ((start + low, start + high) for low, high in _mailboxes(text[start:end]))


@lru_cache(maxsize=16_384)  # a thread names the same people in the same words over and over
def _mailboxes(text: str) -> tuple[Span, ...]:
    if town_and_state(text):
        return ()
    plain = _ASIDE.sub(lambda aside: " " * (len(aside[0]) - 1) + "\x00", text)
    found: list[Span] = []
    for entry in _ENTRY.finditer(plain):
        pieces = [(piece.start() + entry.start(), piece.end() + entry.start()) for piece in _PIECE.finditer(entry[0])]
        found += _names(text, plain, pieces)
    return tuple(found)


def _names(text: str, plain: str, pieces: list[Span]) -> Iterator[Span]:
    """Pair "Last" with the "First M" after it; an address or the end of a mailbox between them parts them."""
    waiting: Span | None = None
    for piece in pieces:
        span = _name(plain, piece)
        if span is None:
            if waiting:
                yield from _alone(text, waiting)
            waiting = None
            continue
        closed = "\x00" in plain[span[1] : piece[1]]
        if waiting and _joins(text, waiting, span):
            yield waiting[0], span[1]
            waiting = None
        elif _family(text, span) and not closed:
            if waiting:
                yield from _alone(text, waiting)
            waiting = span
        else:
            if waiting:
                yield from _alone(text, waiting)
            waiting = None
            yield from _alone(text, span)
    if waiting:
        yield from _alone(text, waiting)


def _name(plain: str, piece: Span) -> Span | None:
    """Return the words of a piece, quotes and asides left out."""
    low, high = piece
    if not plain[low:high].strip(_BLANK):
        return None  # an address alone, as most are
    if len(found := spoken(plain[low:high])) > 1 and office(found):
        return None  # "Deputy Clerk" behind a name: trimmed, a surname would be left
    stop = plain.find("\x00", low, high)
    if stop >= 0 and plain[low:stop].strip(_BLANK):
        high = stop
    return trim(plain, low, high)


def _joins(text: str, family: Span, given: Span) -> bool:
    """Say whether two pieces are "Last" and "First M": short, and no organisation - but Hall, John is a man."""
    last, first = spoken(text[slice(*family)]), spoken(text[slice(*given)])
    if len(first) > _MOST_GIVEN or office(last) or has_digit(text[slice(*given)]):
        return False  # "cc: Defendant, 1120 9th Ave"
    if is_given(first[0].folded) and len(last) == 1 and is_surname(last[0].folded):
        return True
    if len(last) > 1 and not (is_given(first[0].folded) and len(first) <= len(last)):
        return False
    return not any(word.folded in ORGANISATION for word in (*first, *last))


def _family(text: str, span: Span) -> bool:
    """Say whether a piece can be the "Last" of "Last, First": one word, or two that do not begin with a given name."""
    found = spoken(text[slice(*span)])
    return len(found) == 1 or (len(found) <= _MOST_FAMILY and not is_given(found[0].folded))


def _is_said_small(word: Word) -> bool:
    """Say whether a word is of the language and small, beside others with a capital: "HS diploma or GED"; not "Abed in", which a scanner parted."""
    return len(word.text) > _SCANNED and word.text.islower() and ordinary(word.folded) and word.folded not in PARTICLES


def _alone(text: str, span: Span) -> Iterator[Span]:
    found = spoken(text[slice(*span)])
    everyone = found[0].folded == "all" and found[-1].folded.endswith("s")  # "All Sgts"
    said = any(map(_is_said_small, found)) and not text[slice(*span)].islower()
    if (
        not (everyone or said)
        and not office(found)
        and looks_like_name(text, *span, sure=True)
        and found[0].folded not in SUFFIXES
    ):
        yield span

"""Given names with a capital that are words, towns or months, where a verb leads to a person: "Call Bill at 555-0101", "spoke with Jan".

In small letters fewer verbs tell (speech.py): "will call", but "tell will".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from detectors.forms import fold
from detectors.name.lists import vocabulary
from detectors.name.words import FAMILIES, MONTHS, STREETS, given, is_given, is_surname, no_name, ordinary, place
from detectors.nearby import each
from detectors.places import well_known
from detectors.said import written

__all__ = ["led"]

Span = tuple[int, int]

_SHORTEST = 3  # letters
_TWO_LETTERS = frozenset({"Al", "Bo", "Cy", "Ed", "Jo", "Mo", "Ty"})  # "Called Ty 5/2, left msg"
_REACH = 26  # characters of what leads to a name
_WITH = r"(?:sp(?:oke|eak|oken)|talk(?:ed|ing)?|met|meeting|meet|mtg|chat(?:ted)?|checked|conversation|call|visit(?:ed)?|left[ ]it)[ ](?:with|to|w/)"
_WORD = r"(?:msgs?|messages?|voicemail|vmail|vm|lvm|lm|lmom|note|word|call|email|text)[ ](?:for|from|to)"
_VERBS = r"call(?:ed|ing|s)?|e-?mail(?:ed|ing|s)?|text(?:ed|ing|s)?|phon(?:e|ed|ing)|remind(?:ed|ing|s)?|ask(?:ed|ing|s)?|t(?:ell|old|ells)|(?:thx|thanks|hi|hello|hey|dear),?"
_KIN = r"(?:mom|dad|wife|husband|son|daughter|brother|sister|neighbou?r|tenant|owner|friend|partner|mother|father|caller|resident|driver)[ ][(]"
# A label of a log that no form has: "Caller: Jan", "Operator: Faith". False friends: "From: May to June", "By: June 5" (dates).
_LABEL = r"(?:caller|operator|contact|customer|clerk|staff|driver|officer|tech|inspector|reporter|complainant|witness|victim|suspect|supervisor|foreman|landlord|manager|coach|teacher|nurse|(?:life)?guard|passenger|patron|(?:taken|received|entered|reported|called[ ]in|spoke)[ ](?:by|to|with)|assigned[ ]to|by)[ ]?:"
# Who is spoken or written to; towns and months, too, are people there. False friends: "Phone Bill", "Text Art" (headings).
_TO_ANYONE = re.compile(
    rf"(?<![\w@])(?:(?:{_WITH}|{_WORD}|{_VERBS}|{_LABEL}|fyi|attn:?|heard[ ]from)[ ]|{_KIN})\Z", re.IGNORECASE
)
_TO_SOMEONE = re.compile(
    rf"(?<![\w@])(?:(?:{_WITH}|{_WORD}|{_VERBS}|{_LABEL}|contact(?:ed|ing|s)?|notif(?:y|ied|ies|ying)|meet(?:s|ing)?|met|invoiced?|sched(?:ule|uled)?|"
    rf"copy|copied|cc['’]?d?|cited?|refund(?:ed)?|reimbursed?|fyi|per|w/|attn:?|heard[ ]from|was|let|have|had|saw|visit(?:ed)?)[ ]|w/|{_KIN})\Z",
    re.IGNORECASE,
)
# "Witness Sage." False friends: "Victim Will be there", "Suspect Art Theft" (headings).
_ROLE = re.compile(
    r"(?<![\w@])(?:witness|victim|suspect|complainant|defendant|passenger|patron|arrestee|foreman|landlord|landlady|supervisor|coworker)[ ]\Z",
    re.IGNORECASE,
)
_NICKNAMES = vocabulary("nicknames")
_CALLED_ENDS = re.compile(
    r"[ ]{0,2}(?:[^\w\s'’-]|\n|\Z)|[ ]{2}|[ ](?:to|about|at|re|for|and|that|who|called|texted|phoned|left|stopped|came|\d)"
)
_LAST = vocabulary("leads_to_name")  # the last words of those
_WORD_LENGTH = 16  # characters
_HAVING = re.compile(r"(?<!\w)(?:let|have|had|was|saw|per)[ ]\Z", re.IGNORECASE)
_VIRTUES = frozenset(
    {"faith", "hope", "joy", "grace", "mercy", "charity", "will", "may", "sunny", "rich", "art", "mark"}
)
_HEADINGS = frozenset({("phone", "bill"), ("text", "art"), ("email", "bill"), ("call", "will"), ("copy", "mark")})
# Who has a telephone, or does what people do. False friends: "May 459-8812" is none, "in June said" follows a month.
_PHONE = re.compile(
    r"(?:[ ](?:at|@|on))?[ :,-]{1,3}(?:cell|home|work|ph)?[ :.]{0,2}\(?(?:\d{3}[).]?[ .-]{1,2})?\d{3}[-. ]\d{4}(?!\d)"
)
_ACTED = re.compile(
    r"[ ](?:called|said|says|asked|asks|wrote|told|emailed|texted|phoned|stopped[ ]by|came[ ](?:in|by)|left[ ](?:a|me|msg|message)|replied|wants|complained|lives)\b"
)
_CALLED = re.compile(
    r"[ ](?:called|texted|e-?mailed|phoned|stopped[ ]by|came[ ](?:in|by)|left[ ](?:a|me|msg|message))\b"
)  # no town does
# "April Rivers was at work." False friends: "May Day was", "June Board was", "April Street is".
_FAMILY_ACTS = re.compile(
    r"[ ]([A-Z][a-z]{2,})[ ](?:was|is|has|had|said|says|asked|called|wants|lives|came|told|signed|owns|stated|reported|left|works|and[ ](?:her|his))\b"
)
_LET, _KNOW = ("let ", "Let "), " know"
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|of|since|until|by|last|next|this|late|early|mid|for|and|or|through|to|from|during|before|after|on|\d{1,2})[ -])\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[ ]([A-Z](?:[\w-]|['’](?!s\b))+)")
_DATED = re.compile(
    r"[ ,.]{0,2}(?:\d|(?:and|or|through|thru|to|of|until)[ ]|['’]\d)|[ ](?:meeting|agenda|minutes|newsletter|bill|report|statement|issue|invoice|edition)s?\b",
    re.IGNORECASE,
)
_DAYS = vocabulary("never")  # "Remind Bill Tuesday": no surname
_GLUE = frozenset("@./\\_-&")


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Return given names, nicknames and months as a capital and small letters write them."""
    long = (name for name in given() | MONTHS | _NICKNAMES if len(name) >= _SHORTEST)
    return frozenset(name.title() for name in long if name.isascii() and name.isalpha()) | _TWO_LETTERS


def led(text: str) -> Iterator[Span]:
    """Yield each given name, and the surname behind it, that words before or behind it make a person's.

    False friends: "call in June", "Contact Will County", "Have Faith", "Meet May 4", "PLEASE CALL MARK" (capitals tell nothing).
    """
    for word in written(text) & _names():
        name = word.lower()
        for at in each(text, word):
            end = at + len(word)
            if (
                _may_be_called(text, end, name)
                and _alone(text, at, end)
                and _is_led(text, at, end, name)
                and (stop := _end(text, end)) is not None
            ):
                yield at, stop


def _may_be_called(text: str, end: int, name: str) -> bool:
    """Say whether a nickname that no list of given names has may end here: "call Red Cross", "per Chip seal plan" go on."""
    return not _is_nickname(name) or _CALLED_ENDS.match(text, end) is not None


def _is_nickname(name: str) -> bool:
    return name in _NICKNAMES and not is_given(name)


def _alone(text: str, at: int, end: int) -> bool:
    """Say whether a word stands by itself."""
    before, after = text[at - 1 : at], text[end : end + 1]
    glued = after.isalnum() or after == "@" or (after == "-" and text[end + 1 : end + 2].isalpha())
    return not (glued or before.isalnum() or before in _GLUE)


def _is_led(text: str, at: int, end: int, name: str) -> bool:
    monthly, town = name in MONTHS, place(name) or well_known(name) or _is_nickname(name)
    if monthly and (family := _FAMILY_ACTS.match(text, end)) and _family(fold(family[1])):
        return True
    if monthly and _DATED.match(text, end):
        return False
    if _leads(text, at):
        before = (_TO_ANYONE if monthly or town else _TO_SOMEONE).search(text, max(0, at - _REACH), at)
        if before := before or (None if monthly or town else _ROLE.search(text, max(0, at - _REACH), at)):
            return _meant(text, end, name, before)
    if _PHONE.match(text, end):
        return not monthly or not _BEFORE_MONTH.search(text, max(0, at - _REACH), at)
    if text.startswith(_KNOW, end) and text.endswith(_LET, 0, at):
        return True
    acted = (_CALLED if town else _ACTED).match(text, end)
    return acted is not None and not (monthly and _BEFORE_MONTH.search(text, max(0, at - _REACH), at))


def _leads(text: str, at: int) -> bool:
    """Say whether the word before *at* may lead to a name: the cheap question first, since every name is asked."""
    last = text[max(0, at - _WORD_LENGTH) : at].rstrip("( :,").rpartition(" ")[2].lower()
    return last.lstrip("(\n\t>\"'").rpartition("\n")[2] in _LAST


def _family(word: str) -> bool:
    return is_surname(word) and not (no_name(word) or word in STREETS or word in FAMILIES)


def _meant(text: str, end: int, name: str, before: re.Match[str]) -> bool:
    if before[0][0].isupper() and text[: before.start()].rstrip(" ")[-1:].isalnum():
        return False  # "The Thing Called Love": a title
    verb = before[0].strip(" (").lower()
    if _ROLE.match(before[0]) and (_AFTER.match(text, end) or (name in _VIRTUES and text[end : end + 1] == " ")):
        return False
    if (verb, name) in _HEADINGS and text[end : end + 1] != " ":
        return False
    if name in _VIRTUES and _HAVING.search(before[0]):
        return _ACTED.match(text, end) is not None
    return True


def _end(text: str, end: int) -> int | None:
    """Return where a name ends: behind the surname that follows, or None where what follows makes it a thing's."""
    after = _AFTER.match(text, end)
    word = fold(after[1]) if after else ""
    if not after or word in _DAYS or word in MONTHS:
        return end
    if is_surname(word) and not (no_name(word) or place(word)):
        return after.end()
    return None if ordinary(word) or no_name(word) or place(word) else after.end()

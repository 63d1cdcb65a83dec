"""Names of ordinary words behind what only a person is or has done to them: "Victim Early Price was", "spoke with Cash Means about"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.forms import fold
from detectors.name.lists import vocabulary
from detectors.name.words import STREETS, TITLES, is_given, is_surname, no_name, ordinary, place
from detectors.nearby import each, lowered
from detectors.places import well_known
from detectors.said import keyed, met, written

__all__ = ["roled"]

Span = tuple[int, int]

_LEADS = keyed(
    "victim ", "suspect ", "complainant ", "witness ", "defendant ", "passenger ", "driver ", "rp ", "arrestee ", "spoke with ", "spoke w/ ", "spoke to ", "owner is ",
    "tenant is ", "driven by ", "comes back to ", "landlord ", "landlady ", "dtr ", "daughter ", "wife ", "husband ", "son ", "neighbor ", "neighbor, ", "cited ", "arrested ",
    "state v. ", "city v. ", "/s/ ", "c/o ", "nok ", "cust ",
)  # fmt: skip
_ONE = r"[A-Z][a-z]{1,15}(?:-[A-Z][a-z]{1,15})?"
# Two or three words, and then no fourth with a capital and no sign of a path or a code.
_NAME = re.compile(rf"({_ONE}(?:[ ]{_ONE}){{1,2}})(?![\w@/'’-])(?![ ][A-Z])")
# The same where all is in capitals, up to what people do or have done to them: "DRIVER CASH MEANS CITED". A role, and no verb, leads there.
_LOUD = re.compile(
    r"([A-Z]{2,16}(?:[ ][A-Z]{2,16}){1,2}?)(?=[ ](?:CITED|ARRESTED|WAS|ADVISED|STATED|SAID|TOLD|REPORTED|CALLED|LEFT|WANTS|REFUSED|CONTACTED|DENIED|FLED)\b)"
)
_LOUD_LEADS = (
    "VICTIM",
    "SUSPECT",
    "COMPLAINANT",
    "WITNESS",
    "DEFENDANT",
    "PASSENGER",
    "DRIVER",
    "ARRESTEE",
    "MALE",
    "FEMALE",
    "RP",
)
# False friends, surnames of somebody all of them: "Driver Side Door", "spoke with Credit Card", "Victim Impact Statement" (no surname).
_NO_ONE = vocabulary("no_speaker") | vocabulary("no_half") | vocabulary("not_roled") | STREETS | TITLES
_SENTENCE = vocabulary("sentence")


def roled(text: str) -> Iterator[Span]:
    """Yield the names of two or three words that stand so, the first and the last of which are names of somebody or no words."""
    low = lowered(text)
    for needle in met(text, _LEADS):
        for at in each(low, needle):
            match = _NAME.match(text, at + len(needle)) if not low[at - 1 : at].isalnum() else None
            if match and _named([fold(word) for word in match[1].split(" ")]):
                yield match.span(1)
    words = written(text)
    for lead in _LOUD_LEADS:
        needle = f"{lead} "
        for at in each(text, needle) if lead in words else ():
            match = _LOUD.match(text, at + len(needle)) if not text[at - 1 : at].isalnum() else None
            if match and _named([fold(word) for word in match[1].split(" ")]):
                yield match.span(1)


def _named(words: list[str]) -> bool:
    if any(no_name(word) or place(word) or well_known(word) or word in _NO_ONE for word in words):
        return False
    if words[0] in _SENTENCE or words[-1] in _SENTENCE:
        return False  # "VICTIM SAID SHE WAS"
    return all(is_given(word) or is_surname(word) or not ordinary(word) for word in (words[0], words[-1]))

"""Takes a cell or a short text that is nothing but an address as one, whole, and reads address columns by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.address.signs import SMALL_WORDS, TOKEN, begins, is_told, place_last
from detectors.address.words import STATE_CODE, STATE_NAME
from detectors.contract import Hit, View
from detectors.name.lists import vocabulary
from detectors.nearby import column, has_digit, whole
from records.columns import Evidence, Part, evidence
from records.finding import PiiType
from records.record import Shape

__all__ = ["WHOLE", "cells", "no_address"]

WHOLE = "nothing but an address"
_NEVER = frozenset({Shape.MAILBOXES, Shape.LABEL})
# A township and its range, a bill, a car of a year, a case: the model and short cells take them for streets.
_NO_ADDRESS = re.compile(
    r"\A\s*\d{1,2}(?:/\d{1,2}|x\d{1,3})[ ]|^po-\d|\bT\.?[ ]?\d{1,3}[ ]?[NS]\b[ ,.]{0,3}R\.?[ ]?\d{1,3}(?:[ ]?[EW]\b|$)|\b(?:north|south),?[ ]range[ ]\d|^(?:(?:house|senate)[ ])?bill[ ]\d"
    r"|^(?:house|senate)[ ]bill\b|^(?:in[ ])?(?:case[ ])?no\.?(?:$|[ ][a-z]{1,5}-\d)|^in[ ]case[ ]no\b"
    r"|^(?:project|contract|bid|job)[ ]\d|^range[ ]\d|^(?:north|south|east|west)$"
    r"|^(?:ac(?:coun|c)?t|ssn|passport|vin|plate|phone|cell|e-?mail|dob|invoice|venmo|paypal|zelle|medicaid|medicare|licen[cs]e|policy)[ .:#]*$"
    r"|^(?:phase|tier|stage|zone|ward|section|item|panel|segment)[ ]\d|^0[0-9][0-5]\d[ ][a-z]+[ ](?:and|of|the|in|on|at|for|to|with)\b|[.]{4}"
    r"|^f-?\d{3}\b|^meter[ ]\d|^(?:cvv2?|cvc2?|pin|mrn|npi|cause|docket)\b|\bid[ ](?!83)\d{5}\b|^social[ ]\d|\bp\.?o\.?[ ]?\#?[ ]?\d{5,6}"
    rf"|^(?:19|20)\d\d[ ](?:{'|'.join(sorted(vocabulary('car_makes')))})\b",
    re.IGNORECASE,
)
_STATE_NAMED = re.compile(
    rf"(?!.*\b(?:inc|llc|of|the|and|corp|co)\b)(?:[\w.'’-]+[ ,]{{1,2}}){{1,3}}(?:(?i:{STATE_NAME})|{STATE_CODE})\.?"
)
# Words of sentences; a few of the second kind stand in street names too ("Avenue of the Americas").
_SENTENCE = re.compile(
    r"\A(?:contact|call|visit|see|(?:mail|send|ship|return|remit)(?:ed)?[ ]to)\b|\bor[ ]call\b|\b(?:was|were|is|are|he|she|it|his|her|they|their|with|for|this|that|has|had|have|its|you|your|we|our|will|would|can|not|but|which|who|"
    r"when|said|an|been|be|if|what|how|i'm|my|please|called|assoc|address|live[sd]?|drops|located|moved|meet|want|deliver\w*|starts|ordinance|resolution|"
    r"chapter|section|title|article|amending|mca|come|shipped|mailed|responded|reported|arrived|observed|stopped|assigned|respond|(?:bill|ship|sold|remit)[ ]to|(?:gate|door|access|alarm|entry|garage)[ ]code|on[ ]\w{3,6}day)\b|[a-z]{5}\.$",
    re.IGNORECASE,
)
_MOST_SMALL = 2
_SHORTEST = 3  # characters: "CT" and "La" are codes
_LONGEST, _MOST_LINES, _MOST_WORDS = 150, 6, 24
_FIVE = re.compile(r"\s*\d{5}\s*")
_EMPTY = re.compile(
    r"(?:\#?n/?a|nan|none|null|nil|unknown|tbd|pending|same|same as above|yes|no|-+|0|not applicable|\#ref!|\#value!)?\.?",
    re.IGNORECASE,
)
# Under "unit" stands what a thing is counted in, too.
_MEASURE = re.compile(
    r"(?:each|ea|lbs?|tons?|gal(?:lons?)?|ft|feet|sq\.? ?ft|yds?|yards?|in(?:ch(?:es)?)?|mi(?:les?)?|acres?|hrs?|hours?|days?|months?|years?|"
    r"cy|sy|lf|ls|cf|ccf|kwh|box(?:es)?|bags?|kits?|sets?|pairs?|pr|doz(?:en)?|dz|cases?|cs|units?|lump sum|percent|%)\.?",
    re.IGNORECASE,
)
_NOT_ALONE = re.compile(
    r"(?i:[a-z]_[a-z]|\b\d{1,2}/\d{1,2}/(?:19|20)\d\d\b|\b\d{3}[-.]\d{4}\b|\b(?:dob|ssn|full[ ]name|fyi|goes|moving|living|i am|i'm|wants|owes|thanks)\b|[a-z]{4}:\s)|[@!?=]|\|[^|]*\|[^|]*\||\.[ ]+[A-Z][a-z]+[ ][a-z]+[ ][a-z]+|https?:|\d:\d\d|\$\s?\d|%"
)
_LISTED = re.compile(r"\n[ ]{0,4}[2-9][.)][ ]")  # a list, one of whose entries may be one


def no_address(text: str) -> bool:
    """Say whether what looks like an address is something else that has numbers and places in it."""
    return _NO_ADDRESS.search(text) is not None


def cells(view: View) -> Iterator[Hit]:
    """Yield the value of an address column, and a short text that is an address from end to end."""
    said = column(view) or (evidence(view.field.name) if view.field.shape is Shape.PROSE else None)
    placed = said is not None and said.type is PiiType.ADDRESS
    if said and placed and said.part is not Part.UNSURE and view.field.shape is not Shape.LABEL:
        yield from _column(view, said)
    elif (said is None or placed or said.type in (None, PiiType.PERSON, PiiType.ID)) and view.field.shape not in _NEVER:
        yield from _short(view, told=placed)


def _column(view: View, said: Evidence) -> Iterator[Hit]:
    start, end = whole(view.text)
    value = view.text[start:end]
    if _EMPTY.fullmatch(value) or len(value) > _LONGEST * 2 or (said.part is Part.UNIT and _MEASURE.fullmatch(value)):
        return
    place = said.part in (Part.CITY, Part.STATE) or (said.part is Part.ZIP and _FIVE.fullmatch(value))
    if place and not any(map(str.isdigit, value[:-5])):
        yield Hit(start, end, PiiType.LOCATION, 0.9, f"{said.part.value} column")
    else:
        yield Hit(start, end, PiiType.ADDRESS, 0.95, f"address column, {said.part.value}")


def _short(view: View, *, told: bool) -> Iterator[Hit]:
    start, end = whole(view.text)
    value = view.text[start:end]
    if not _SHORTEST < end - start <= _LONGEST or value.isdigit() or not (has_digit(value) or place_last(value)):
        return  # a number alone, as most short cells are, says nothing of a street
    if (
        view.field.name
        and view.field.shape is Shape.CELL
        and not (is_told(view, value) or (told and value[:1].isdigit()))
    ):
        return
    if value.count("\n") > _MOST_LINES or _NOT_ALONE.search(value) or no_address(value):
        return
    if _LISTED.search(value):
        return
    if (
        len(TOKEN.findall(value)) > _MOST_WORDS
        or _SENTENCE.search(value)
        or len(SMALL_WORDS.findall(value)) > _MOST_SMALL
    ):
        return
    first = begins(view, value)
    if first is not None:
        yield Hit(start + first, end, PiiType.ADDRESS, 0.8, WHOLE)
    elif _STATE_NAMED.fullmatch(value):
        yield Hit(start, end, PiiType.LOCATION, 0.6, "nothing but a town and state")

"""Finds what the post delivers to without a street: boxes, rural routes, military posts, and lines that end in a ZIP code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.address.words import NUMBER, STATE, ZIP_REST
from detectors.contract import Hit
from detectors.nearby import digits, digits_then, each, lowered, matched, spots
from detectors.said import written
from records.finding import PiiType

__all__ = ["abroad", "boxes", "general", "town_lines"]

_BOX = re.compile(
    r"(?<!\w)(?:p\.?[ ]?o\.?[ ]{0,2}(?:box|drawer|bx)|pob|post[ ]office[ ]box|po[ ]?b\b|lock[ ]?box|caller[ ]box)\.?[ ]{0,2}(?:\#|no\.?)?[ ]{0,2}"
    r"(?:[A-Za-z]{0,2}-?\d[\w-]{0,9}|[A-Za-z]{1,2}\b)",
    re.IGNORECASE,
)
_GATES = ("box", "drawer", "pob", "po b", "p.o.b", "bx")
# Whoever has no box of their own is written to so. False friend: "the general delivery of services".
_GENERAL = re.compile(r"(?i:general[ ]delivery)(?=,?[ \n][A-Z]|,[ ][a-z])")
_RURAL = re.compile(
    r"(?<![\w.])(?:r\.?[ ]?r\.?|rural[ ]r(?:ou)?te\.?|hcr?|star[ ]r(?:ou)?te\.?|rfd|r(?:ou)?te?\.?|psc|unit|cmr|south[ ]route)[ ]{0,2}(?:\#[ ]?)?\d{0,5}[A-Za-z]?,?[ ]{1,2}"
    r"(?:po[ ])?box[ ]{0,2}\#?[ ]{0,2}\w{1,6}",
    re.IGNORECASE,
)
_MILITARY = re.compile(r"[AFD](?<!\w[AFD])PO,?[ ](?:A[AEP])\b(?:[ ]\d{5}(?:-\d{4})?)?")
_POSTS = frozenset({"APO", "FPO", "DPO"})
_ZIP_CODE = re.compile(rf"\d(?<![\w$.,-]\d){ZIP_REST}(?![\w-]|\.\d)")
_BEFORE_ZIP = re.compile(
    rf"(?:(?:(?<=\s)|(?<=^)|(?<=,))(?:[A-Z][\w.'’-]*[ ]){{0,3}}[A-Z][\w.'’-]*[ ]?,{{0,2}}[ ]{{0,3}})?\b({STATE})\.?,?[ \t]{{0,5}}\n?[ \t]{{0,5}}$"
)
# False friends of a state alone: "PR 25830", a problem report, "ID 900447190", "IN 46". Their codes begin so.
_ITS_ZIP = {
    "PR": ("00",),
    "ID": ("83",),
    "OR": ("97",),
    "IN": ("46", "47"),
    "OK": ("73", "74"),
    "ME": ("03", "04"),
    "HI": ("96",),
}
_ZIP_WORD = re.compile(r"(?:\bzip(?:[ ]?codes?|s)?|\bpost(?:al)?[ ]?codes?)\b[^\d\n]{0,24}$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d[ ][a-z][^\d\n]{2,50}?(\d{1,6}[ ][A-Z])")
# The two halves of a postcode (BS 7666; Canada Post). False friends have other letters or no gap: "HC63 4AB" has none of these.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_OUTWARD = re.compile(
    r"(?<![\w-])(?!HC|RR|RT|PO)(?:[A-PR-UWYZ][A-HK-Y]?\d[\dA-HJKPSTUW]?|[A-CEGHJ-NPRSTVXY]\d[A-Z])[ ]\Z"
)
_INWARD = re.compile(r"\d(?:[ABD-HJLNP-UW-Z]{2}|[A-Z]\d)(?![\w-])")
_FOUR_MORE = re.compile(r"[-–]")
_LEAD = re.compile(
    rf"(?:^|[\n,;:>(\t]|[ ]{{2}}|\b(?:at|of|to|is|address)[ ])[ ]{{0,3}}({NUMBER}[ ]{{1,2}}(?:[\w'’.&#/-]+,?[ ]{{1,2}}){{1,7}}),?[ ]{{0,2}}$",
    re.IGNORECASE,
)


def boxes(text: str) -> Iterator[tuple[re.Match[str], float, str]]:
    """Yield post office boxes, rural and military ones, each with its score and the pattern that found it."""
    for military in () if _POSTS.isdisjoint(written(text)) else _MILITARY.finditer(text):
        yield military, 0.9, "military post"
    yield from general(text)
    for at in spots(lowered(text), _GATES):
        for pattern, name in ((_BOX, "post office box"), (_RURAL, "rural route")):
            match = pattern.search(text, max(0, at - 24), at + 24)
            if match:
                yield pattern.match(text, match.start()) or match, 0.95, name


def general(text: str) -> Iterator[tuple[re.Match[str], float, str]]:
    """Yield general delivery: of what is delivered by post the one address that may stand without a figure in the text."""
    for at in each(lowered(text), "general delivery"):
        if found := _GENERAL.match(text, at):
            yield found, 0.85, "general delivery"


def town_lines(text: str) -> Iterator[Hit]:
    """Yield town lines with a ZIP code, and the street line before one, whatever it is called; a ZIP+4 is an address."""
    for match in matched(_ZIP_CODE, text, digits(text)):
        low = max(0, match.start() - 70)
        head = text[low : match.start()]
        state = _BEFORE_ZIP.search(head)
        if state and not _other_word(state, match[0]):
            lead = _LEAD.search(text[max(0, low + state.start() - 70) : low + state.start()])
            start = max(0, low + state.start() - 70) + lead.start(1) if lead else low + state.start()
            if year := _YEAR_FIRST.match(
                text, start, match.start()
            ):  # "February 1, 2024 on the property at 5510 Larkspur"
                start = year.start(1)
            yield Hit(start, match.end(), PiiType.ADDRESS, 0.9, "town, state and ZIP")
        elif _ZIP_WORD.search(head):
            nine = len(match.group()) > 5  # noqa: PLR2004 - ZIP+4 names one delivery point
            yield Hit(
                match.start(), match.end(), PiiType.ADDRESS if nine else PiiType.LOCATION, 0.8, "ZIP after its word"
            )
        elif _FOUR_MORE.search(match.group()):
            yield Hit(match.start(), match.end(), PiiType.ADDRESS, 0.6, "ZIP+4")


def abroad(text: str) -> Iterator[Hit]:
    """Yield British and Canadian postcodes, each of which names a street or a few houses: "SW1A 4WW", "K1A 0B1"."""
    for at in digits_then(text, _LETTERS):
        after = _INWARD.match(text, at)
        before = _OUTWARD.search(text, max(0, at - 6), at) if after else None
        if after and before:
            yield Hit(before.start(), after.end(), PiiType.ADDRESS, 0.6, "postcode")


def _other_word(state: re.Match[str], code: str) -> bool:
    """Say whether what looks like a state, without a town or without a comma behind one, is another word before a number."""
    alone = "," not in state[0] or state[1] == "PR"  # "See PR 25830", "Emp ID 20771"
    return alone and not code.startswith(_ITS_ZIP.get(state[1], ("",)))

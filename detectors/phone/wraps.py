"""Telephone numbers that a line end cuts in two or a lost tag glues to a word, foreign ones, and the pieces every number is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.contract import View
from detectors.nearby import before, line_before, matched, numbers

__all__ = ["ABROAD", "DIGIT", "EXT", "PLUS", "SEP", "START", "TURN", "wrapped"]

SEP = r"(?:[ \t]{0,2}[-.–—‐‑−·•/~][ \t]{0,2}|[ \t]{1,2})"
EXT = r"(?:[ \t,;]{0,3}(?:\(?[ ]?(?:ext(?:ension|n)?\b|x)[ ]?[.:#]?|#)[ \t]{0,2}\d{1,6}(?:[ ]?[,/][ ]?\d{1,4})?\)?)?"
# What may not stand before a first digit d. The digit comes first in each pattern: a search then skips to digits at once.
# "12,406" is one number and "59601,406-555-0101" two, of a line of values.
START = r"(?<![A-Za-z0-9_$#]{d})(?<!\d[-./]{d})(?<!(?<=\d)(?<!\d{4}),{d})(?<!\d[ ][-./][ ]{d})"
DIGIT = r"\d" + START.replace("{d}", r"\d")
# Numbers with their country, no decimals (3048.0060960121928); behind "+1" ten digits and no more, whatever follows: "+14065550199 2024-02-01".
PLUS = re.compile(
    r"[+0](?<![\w+][+0])(?<!\d[.,]0)(?:(?<=\+)1(?:[ \t.\-/–()]{0,3}\d){10}(?!\d)"
    r"|(?:(?<=\+)|(?<=0)11[ -])[ ]?\d{1,4}(?:[ \t.\-/–()]{0,3}\d){6,13}(?!\d|-[A-Za-z])"
    r"|(?<![\d]-0)(?<=0)0(?=[1-9])\d{1,4}(?:(?![ ]{2})[ \t.\-/–()]{0,3}\d){8,13}(?!\d|-[A-Za-z]))" + EXT,
    re.IGNORECASE,
)
ABROAD = re.compile(r"0(?<!\w0)(?<!\w[.,\-/]0)(?:11[ -]|0[1-9])(?:[ \-()]{0,3}\d){8,14}(?!\d)")
# A number that a mail program wrapped: "406-555-" and "0167" on the next line, "(406)" and "555-0167". What is only a line
# end, no mark, between its parts needs company (_wrapped): columns of figures are full of those.
TURN = r"(?:[ \t]{0,2}[-.–)]?[ \t]{0,2}\n[ \t|]{0,8}[-.–]?[ \t]{0,2})"
_WRAPPED = re.compile(
    rf"{DIGIT}(?:(?<=1){SEP}?\d{{3}}|\d\d)({TURN}|{SEP})(\d{{3}})({TURN}|{SEP})(\d{{4}})(?!\d|[-./]\d|,\d{{3}}){EXT}",
    re.IGNORECASE,
)
# "Phone406-555-0101": a tag that parted them is gone. False friends: part and account numbers (AB406-555-0101) have few capitals.
_GLUED = re.compile(
    rf"(?:(?<=[a-z])|(?<=[A-Z]{{4}}))\d{{3}}[-.–][ ]?\d{{3}}[-.–][ ]?\d{{4}}(?!\d|[-./]\d|,\d{{3}}){EXT}"
)


def wrapped(view: View, words: re.Pattern[str], others: re.Pattern[str]) -> Iterator[tuple[int, int, float, str]]:
    """Yield (start, end, score, pattern) of numbers that go on in the next line, and those glued to the word before them.

    *words* are those of telephoning, *others* what numbers of other things begin with.
    """
    text = view.text
    places = numbers(text) if "\n" in text else ()
    for found in matched(_WRAPPED, text, places):
        first, exchange, second, _ = found.groups()
        turned = [gap for gap in (first, second) if "\n" in gap]
        area = text[found.start(1) - 3 : found.start(1)]
        if not turned or area[0] in "01" or exchange[0] in "01" or others.search(line_before(text, found.start(), 24)):
            continue
        marked = all(gap.strip() for gap in turned) or (area == view.city.area_code and (first + second).strip())
        if marked or before(text, found.start(), words) or text[found.start() - 1 : found.start()] in ("(", "+"):
            yield found.start(), found.end(), 0.85, "wrapped number"
    for found in matched(_GLUED, text, places or numbers(text)):
        yield found.start(), found.end(), 0.75, "number glued to a word"

"""The digits by which a telephone number is known however it is written, without its extension and its own country's 1."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["number"]

# What stands behind a number and is none of it: an extension with its sign ("x14", "(ext. 14)", "#3", "x12/13"), and the last figures of a
# second one ("or 0123"). False friends: "406/555/0101" and "406-555-0101 14", of which the slash is within a number and 14 has no sign.
_BEHIND = re.compile(
    r"(?:[\s,;(]{0,4}(?:ext(?:ension|n)?|x|#)[\s.:#]{0,4}\d{1,6}(?:[ ]?[,/][ ]?\d{1,4})?|\s{0,3}(?:\bor\b|&)\s{0,2}-?\d{4})[ ]?\)?\s{0,4}\Z",
    re.IGNORECASE,
)
_ABROAD = re.compile(r"\(?(?:\+(?![ ]?\(?1)|00(?=[ -]?[1-9])|011(?=[ -]?[2-9]))")
_TRUNK = "(0)"  # "+44 (0)20 ...": not dialled from abroad
_NATIONAL = 10  # digits with the area code
_UNLED = (7, _NATIONAL)  # of which none is the country's, whatever comes first: no area or exchange begins with 1


def number(value: str) -> str:
    """Return the digits of *value*, a telephone number; "" where it has none.

    A number of another country keeps all of its own. Of a domestic one more than ten are a bare extension.

    >>> number("+1 (406) 555-0101 ext. 14"), number("555-0101x14"), number("406 555 0101 14"), number("011 44 20 7946 0958")
    ('4065550101', '5550101', '4065550101', '442079460958')
    """
    text = _BEHIND.sub("", unicodedata.normalize("NFKC", value).strip())
    digits = "".join(str(unicodedata.decimal(char)) for char in text.replace(_TRUNK, "") if char.isdecimal())
    if abroad := _ABROAD.match(text):
        return digits[sum(map(str.isdecimal, abroad[0])) :]
    if digits.startswith("0"):
        return digits
    return (digits[1:] if digits.startswith("1") and len(digits) not in _UNLED else digits)[:_NATIONAL]

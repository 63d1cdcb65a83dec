r"""Letters written by their number, as web addresses, JSON, Python and JavaScript write them: %C3%A9, \u00e9, \xe9, \u{e9}.

False friends: ``C:\users``, ``\new``, ``100%``. Each pattern starts with its own sign and repeats nothing inside a repetition.
"""

from __future__ import annotations

import re
import sys

__all__ = ["ESCAPES", "LINE_ENDS", "in_strings", "unescaped"]

_PERCENT = r"%(?:25){0,4}"  # %25 is the sign itself, written once more
_SLASH = r"\\{1,8}"  # twice as many with each string that a string was written into
_HEX = "[0-9a-fA-F]"
ESCAPES = (
    rf"{_PERCENT}(?:40|2[0-9a-fA-F]|3[a-fA-F]|5[bBdD]|7[cC])"
    rf"|{_PERCENT}0[dD]{_PERCENT}0[aA]|{_PERCENT}0[9aAdD]"
    rf"|{_PERCENT}[c-fC-F]{_HEX}(?:{_PERCENT}[89abAB]{_HEX}){{1,3}}"
    rf"|{_PERCENT}[uU]{_HEX}{{4}}"
    rf"|{_SLASH}u[dD][89abAB]{_HEX}{{2}}{_SLASH}u[dD][c-fC-F]{_HEX}{{2}}"
    rf"|{_SLASH}(?:u{_HEX}{{4}}|u\{{{_HEX}{{1,6}}\}}|U00[01]{_HEX}{{5}})"
    rf"|{_SLASH}x[c-fC-F]{_HEX}(?:{_SLASH}x[89abAB]{_HEX}){{1,3}}|{_SLASH}x{_HEX}{{2}}"
)
"""One letter, each way it is written: its bytes or its number, of which one beyond the first 65,536 may have two halves."""
# A line's end or a tab within a string: "Hi Jane,\\nthe meter". By itself it may be the head of a word in a path ("C:\\new").
LINE_ENDS = rf"{_SLASH}r{_SLASH}n|{_SLASH}[nrt]"
_END = re.compile(LINE_ENDS)
_FEWEST = 2  # unless no word goes on behind one: "12 Oak St\\nHelena"
_BEFORE_CAPITAL = re.compile(r"\\n(?:[A-Z0-9\s\\\"'<(\[-]|\Z)")
_NO_STRING = re.compile(r"\\[^\\nrtbfu,;\"'/]|\b[A-Za-z]:\\|(?:\A|(?<=[\s\"'(]))\\\\(?=\w)(?![nrt](?:\W|[A-Z]))")
_BYTES = re.compile(rf"(?:%(?:25)*|x)({_HEX}{{2}})")
_NUMBERS = re.compile(rf"[uU]\{{?({_HEX}{{1,8}})")
_NO_LETTER = "\ufffd"


def in_strings(text: str) -> bool:
    r"""Say whether *text* is, or holds, strings as JSON writes them: line ends, and nothing that strings have no escape for.

    >>> in_strings(r"Hi Jane,\n\nthe meter"), in_strings(r"C:\new\names"), in_strings(r"\\nas\news"), in_strings(r"\d+\n\n")
    (True, False, False, False)
    """
    if "\\n" not in text or _NO_STRING.search(text):
        return False
    return text.count("\\n") >= _FEWEST or _BEFORE_CAPITAL.search(text) is not None


def unescaped(unit: str) -> str:
    r"""Return the letters that *unit*, one match of ESCAPES, spells; a number that is none of a letter is a sign of damage.

    >>> unescaped("%C3%A9"), unescaped(r"\u00e9"), unescaped(r"\\u{e9}"), unescaped(r"\xe9"), unescaped(r"\uD83C\uDFE0")
    ('é', 'é', 'é', 'é', '🏠')
    """
    if _END.fullmatch(unit):
        return "\t" if unit[-1] == "t" else "\n"
    if numbers := [int(each, 16) for each in _NUMBERS.findall(unit)]:
        whole = numbers[0] if len(numbers) == 1 else 0x10000 + ((numbers[0] & 0x3FF) << 10) + (numbers[1] & 0x3FF)
        return chr(whole) if whole <= sys.maxunicode else _NO_LETTER
    content = bytes.fromhex("".join(_BYTES.findall(unit)))
    letters = content.decode("utf-8", "replace")
    return content.decode("latin-1") if unit[0] == "\\" and _NO_LETTER in letters else letters

"""A matching view of a text, as a person would read it, with a map back to the original characters.

Values hide behind encodings that no reader sees: HTML entities, zero-width characters, full-width digits, quote marks at a
wrapped line. Detectors match the view; redaction covers the original stretch, invisible characters included.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from detectors.escapes import ESCAPES, LINE_ENDS, in_strings, unescaped
from detectors.garbled import GARBLED, restored
from detectors.mapped import Normalized, assemble
from detectors.nearby import each, heads
from records.entities import unescape

__all__ = ["normalize", "pieces"]

# Everything in ASCII that is read as something else. False friends: "AT&T" (an entity needs its semicolon), "a > b" (only
# at a line's start), "x=\n" in prose (a soft break joins only where a value goes on), "100%20" (harmless: the view shows a
# space), "***-**-1234" and "44**1111" (stars beside stars, dashes or on both sides of which something stands hide digits),
# "snake_case" and "__init__" (underlines go at the ends of words). Each branch starts with its own character and repeats
# nothing inside a repetition. A tag of a part of a line that stands in a text is as good as gone; one with attributes may
# hold a value and stays.
_TAG = r"</?(?:[bB][rR][ ]?/?|[wW][bB][rR]|[bBiIuUsSaA]|[eE][mM]|(?i:font|span|strong|mark|small|sub|sup|tspan))>"
_EMPHASIS = (
    r"(?<![*\w-])\*{1,2}(?=[\w$(][^*\n]{0,200}\*)|(?<=[\w.)#%:])\*{1,2}(?![*\w-])"
    r"|(?<!\w)_(?=[(+$]?[^\W_][^_\n]{0,200}_(?!\w))|(?<=[^\W_])_(?!\w)"
)
_ASCII = (
    r"&(?:amp;){0,4}(?:#0*[0-9]{1,7}|#[xX]0*[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
    rf"|{ESCAPES}"
    r"|(?<=[\w.@+-])=\r?\n(?=[\w.@+-])|(?<=[\w,;:)][ ])=\r?\n(?=[\w(+])|(?<=[\w,;:)])=\r?\n(?=[ ][\w(+])"
    r"|^[ \t]*>[ \t>]*"
    rf"|{_TAG}"
    rf"|{_EMPHASIS}"
    r"|\r\n?"
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_PLAIN = re.compile(_ASCII, re.MULTILINE)
# Cheap questions before the costly one: every branch above has such a character, a soft break, or a quote mark at a line's start.
_MARKS = re.compile(r"[&%\\\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TAGGED = re.compile(_TAG)
_EMPHASISED = re.compile(_EMPHASIS)
_QUOTED, _FIRST_QUOTED = re.compile(r"\n[ \t]*>"), re.compile(r"[ \t]*>")
# A letter with the combining marks that follow it is one unit; every other character beyond ASCII is one by itself.
_ODD = re.compile(rf"{_ASCII}|[A-Za-z]?[^\x00-\x7f]+", re.MULTILINE)
_ODD_IN_STRINGS = re.compile(rf"{LINE_ENDS}|{_ODD.pattern}", re.MULTILINE)
_DASHED = re.compile("(?<=[0-9])\u2014(?=[0-9])")
_GARBLED = re.compile(GARBLED)
_UNITS = re.compile(rf"{GARBLED}|.[\u0300-\u036f]*", re.DOTALL)
_ROUNDS = 6  # deeper nesting of entities than E10 asks for (5) is left as it stands

# Letters of other alphabets that look like Latin ones (Unicode UTS 39, the part that fools a reader of English). They are
# read as Latin only inside a word or an address that has Latin letters or digits too: a Russian word stays Russian.
_LOOKS = dict(
    zip(
        "АВСЕНІЈКМОРЅТХУаерсухіјѕԁһԛԝⅼ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυ",
        "ABCEHIJKMOPSTXYaepcyxijsdhqwl" + "ABEZHIKMNOPTYXaivopu",
        strict=True,
    )
)
_SILENT = frozenset(map(chr, (*range(9), 11, 12, *range(14, 32), 127)))  # control codes, which no reader sees
_LOOKALIKE = "".join(_LOOKS)
_ALIKE = re.compile(rf"[{_LOOKALIKE}]")
_MIXED = re.compile(rf"[A-Za-z0-9._%+@{_LOOKALIKE}-]+")


def normalize(text: str) -> Normalized:
    r"""Return the matching view of *text*.

    >>> view = normalize("SSN 516\u201155&#45;\u200b0123.")
    >>> view.text
    'SSN 516-55-0123.'
    >>> view.back(4, 15)
    (4, 20)
    """
    plain = not in_strings(text) and not _changes(text)
    if plain and text.isascii():
        return Normalized(text)
    if plain and not _GARBLED.search(text) and (table := _one_to_one(text)) is not None:
        return Normalized(_DASHED.sub("-", text).translate(table))
    found = list(pieces(text))
    if all(source == view for _, source, view in found):
        return Normalized(text)
    return assemble(text, found)


def _changes(text: str) -> bool:
    """Say whether anything in *text* that _PLAIN knows is there: asked where it can begin, not at every character."""
    if (
        _FIRST_QUOTED.match(text)
        or _QUOTED.search(text)
        or ("<" in text and _TAGGED.search(text))
        or any(_EMPHASISED.match(text, at) for at in heads(text, "*_"))
        or (_MARKS.search(text) and any(_PLAIN.match(text, at.start()) for at in _MARKS.finditer(text)))
    ):
        return True
    return any(_PLAIN.match(text, at) for at in each(text, "=\n"))


def _one_to_one(text: str) -> dict[int, str] | None:
    """Return how to translate a text whose every odd character is seen as one other (curly quotes, dashes), else None."""
    odd = [letter for letter in set(text) if not letter.isascii()]
    seen = {ord(letter): _fold(letter) for letter in odd}
    if any(len(view) != 1 for view in seen.values()) or any(unicodedata.combining(letter) for letter in odd):
        return None
    return None if any(letter in _LOOKS for letter in odd) else seen


def pieces(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (offset, original, view) for every unit whose view may differ."""
    alike = _lookalikes(text)
    odd = _ODD_IN_STRINGS if in_strings(text) else _ODD
    for match in odd.finditer(text):
        if match[0].isascii():
            yield match.start(), match[0], _ascii(match[0])
            continue
        for unit in _UNITS.finditer(match[0]):
            at = match.start() + unit.start()
            if len(unit[0]) > 1 and _GARBLED.fullmatch(unit[0]):
                yield at, unit[0], "".join(map(_fold, restored(unit[0])))
                continue
            letter = _LOOKS[unit[0][0]] + unit[0][1:] if at in alike else unit[0]  # an accent may stand behind it
            yield at, unit[0], "-" if _DASHED.match(text, at) else _fold(letter)


def _lookalikes(text: str) -> frozenset[int]:
    found: set[int] = set()
    if not _ALIKE.search(text):
        return frozenset()
    for word in _MIXED.finditer(text):
        if re.search(r"[A-Za-z0-9]", word[0]):
            found.update(word.start() + i for i, letter in enumerate(word[0]) if letter in _LOOKS)
    return frozenset(found)


def _ascii(unit: str) -> str:
    match unit[0]:
        case "&":
            return _unescape(unit)
        case "%" | "\\":
            seen = unescaped(unit).replace("\r\n", "\n").replace("\r", "\n")
            return "".join(_fold(letter) for letter in seen if letter not in _SILENT)
        case "\r":
            return "\n"
        case "<":
            return "\n" if unit[1:3].lower() == "br" else ""
        case _:
            return ""


def _unescape(unit: str) -> str:
    for _ in range(_ROUNDS):
        plain = unescape(unit)
        if plain == unit:
            break
        unit = plain
    return "".join(_fold(letter) for letter in unit)


@lru_cache(maxsize=65_536)
def _fold(unit: str) -> str:
    """Return how a reader sees *unit*: nothing, a plain digit, dash, space or quote, or its compatibility form."""
    letter = unit[0]
    if letter.isascii() and len(unit) == 1:
        return unit
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    plain = _SEEN_AS.get(letter, _CATEGORY.get(category))
    return unicodedata.normalize("NFKC", unit) if plain is None else plain


_CATEGORY = {
    **dict.fromkeys(("Cf", "Cc"), ""),
    "Cs": "\ufffd",
    "Co": "\ufffd",
    "Cn": "\ufffd",
    "Pd": "-",
    "Zs": " ",
    "Zl": "\n",
    "Zp": "\n",
}
# Beside the category: minus and bullets read as dashes, curly quotes, a line end of old mainframes, and marks that show
# nothing (variation selectors, the grapheme joiner).
_SEEN_AS = {
    **dict.fromkeys("\u2212\u2043\u207b\u02d7", "-"),
    "\u2014": "\u2014",  # parts words, and is no hyphen behind a number: "call 555-0119\u2014thanks" (_DASHED)
    **dict.fromkeys("\u2018\u2019\u02bc\u201b\u2032\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u2033", '"'),
    "\x85": "\n",
    "\u034f": "",
    **dict.fromkeys(map(chr, range(0xFE00, 0xFE10)), ""),
}

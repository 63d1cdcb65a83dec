"""A number in a cell becomes the text that its number format shows, so that an SSN or a date kept as a number is seen as one (S06).

Covered: General, digits with literals between them, thousands, percent, sections and their conditions, dates and times
(ECMA-376 part 1, 18.8.30 and 18.8.31). Shown in full instead: scientific notation, fractions, and what a format would hide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

__all__ = ["BUILT_IN", "displayed", "general"]

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "m/d/yyyy h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy/m/d"),
}  # fmt: skip
"""Number formats that a workbook names by number only, as an American Excel shows them."""

_MOST_DIGITS = 15
"""Digits that a number in a workbook keeps."""
_MOST = 1e15
_SECTIONS = re.compile(r'(?:"[^"]*"|\\.|[_*].|\[[^\]]*\]|[^;"\\_*\[]|.)*?(?:;|\Z)', re.DOTALL)
# One piece of a format. The letters of a date come before the single signs; "General" before its letters e and a.
_PIECE = re.compile(
    r'(?P<quoted>"[^"]*"?)|\\(?P<escaped>.)|(?P<space>_.)|(?P<fill>\*.)|\[(?P<bracket>[^\]]*)\]|(?P<general>General)'
    r"|(?P<noon>AM/PM|A/P)|(?P<science>E[+-])|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?)|(?P<digit>[0#?])|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CURRENCY = re.compile(r"\$([^-\]]*)(?:-[0-9A-Fa-f]+)?")
_ELAPSED = re.compile(r"(?i)h+|m+|s+")
_TESTS = {"<": -1, ">": 1, "=": 0}
_FIRST_SURE = 60
"""Serial number of 29 February 1900, a day that was not: Excel keeps it, so days before it are counted from one day later."""
_LAST_SERIAL = 2_958_466


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str


def displayed(number: float, code: str, *, since_1904: bool = False) -> str:
    r"""Return how *number* looks in the format *code*.

    >>> displayed(12345678, r"000\-00\-0000"), displayed(26372, "m/d/yyyy"), displayed(1.2e10, "General")
    ('012-34-5678', '3/14/1972', '12000000000')
    """
    if not abs(number) < _MOST:  # not a number, too
        return general(number)
    section, value = _section(number, code)
    kinds = {piece.kind for piece in section}
    if "date" in kinds:
        return _date(value, section, since_1904=since_1904) or general(number)
    fraction = any(piece.kind == "sign" and piece.text == "/" for piece in section)
    if "digit" not in kinds or kinds & {"science", "general"} or (fraction and any(p.text == "?" for p in section)):
        return general(number)
    return _digits(value, section)


def general(number: float) -> str:
    """Return *number* with every digit that it keeps and no exponent."""
    try:
        text = format(Decimal(format(number, f".{_MOST_DIGITS}g")), "f")
    except InvalidOperation:
        return str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _section(number: float, code: str) -> tuple[tuple[_Piece, ...], float]:
    """Return the part of *code* that applies to *number*, and the number it is to show."""
    texts = [match.rstrip(";") for match in _SECTIONS.findall(code)[:3]] or [""]
    sections = [tuple(map(_piece, _PIECE.finditer(text))) for text in texts if text] or [()]
    for section in sections:
        conditions = [_CONDITION.fullmatch(piece.text) for piece in section if piece.kind == "bracket"]
        if any(found and _holds(number, found[1], float(found[2])) for found in conditions):
            return section, number
        if any(conditions):
            continue
        if any(piece.kind == "bracket" and _CONDITION.match(piece.text) for other in sections for piece in other):
            return section, number
        break
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    return sections[2 if number == 0 and len(sections) > 2 else 0], number  # noqa: PLR2004  # the section for zero


def _piece(match: re.Match[str]) -> _Piece:
    kind = match.lastgroup or ""
    text = match[kind]
    if kind == "quoted":
        return _Piece("literal", text.strip('"'))
    if kind == "escaped":
        return _Piece("literal", text)
    if kind in {"space", "fill"}:
        return _Piece("literal", " " if kind == "space" else "")
    if kind == "bracket" and (currency := _CURRENCY.fullmatch(text)):
        return _Piece("literal", currency[1])
    if kind == "bracket" and _ELAPSED.fullmatch(text):
        return _Piece("date", f"[{text.lower()}]")
    return _Piece(kind, text)


def _holds(number: float, test: str, bound: float) -> bool:
    order = (number > bound) - (number < bound)
    return order != 0 if test == "<>" else any(order == _TESTS[sign] for sign in test)


def _digits(number: float, section: tuple[_Piece, ...]) -> str:
    """Fill the digits of *number* into *section*, from the point outwards."""
    signs = [piece.text if piece.kind == "sign" else "0" if piece.kind == "digit" else "" for piece in section]
    point = signs.index(".") if "." in signs else len(signs)
    places = sum(sign == "0" for sign in signs[point:])
    last = max((n for n, sign in enumerate(signs[:point]) if sign == "0"), default=-1)
    end = max((n for n, sign in enumerate(signs) if sign == "0"), default=-1)
    scale = 2 * signs.count("%") - 3 * (signs[last + 1 : point] + signs[max(end, point) :]).count(",")
    exact = Decimal(general(number)).scaleb(scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, rest = format(abs(exact), "f").partition(".")
    thousands = "," in signs[: last + 1]
    front = _front(section[:point], whole if whole != "0" else "", thousands=thousands)
    return ("-" if exact < 0 else "") + front + _back(section[point:], rest)


def _front(section: tuple[_Piece, ...], digits: str, *, thousands: bool) -> str:
    left = list(digits)
    places = sum(piece.kind == "digit" for piece in section)
    out: list[str] = []
    placed = 0
    for piece in reversed(section):
        if piece.kind != "digit":
            out.append(_shown(piece))
            continue
        places -= 1
        for _ in range(len(left) if places == 0 and left else 1):  # the first place takes all digits that are left
            digit = left.pop() if left else {"0": "0", "?": " "}.get(piece.text, "")
            out.append("," if thousands and digit and placed and placed % 3 == 0 else "")
            out.append(digit)
            placed += bool(digit)
    return "".join(reversed(out))


def _back(section: tuple[_Piece, ...], rest: str) -> str:
    digits = iter(rest)
    out = []
    for index, piece in enumerate(section):
        if piece.kind == "digit":
            out.append(next(digits, ""))
        else:
            out.append("." if index == 0 and rest else _shown(piece))
    return "".join(out)


def _shown(piece: _Piece) -> str:
    if piece.kind == "sign":
        return "" if piece.text in {",", "."} else piece.text
    return piece.text if piece.kind == "literal" else ""


def _date(number: float, section: tuple[_Piece, ...], *, since_1904: bool) -> str:
    """Return the date and time of the serial *number*, or "" where it has none."""
    if not 0 <= number < _LAST_SERIAL:
        return ""
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 + (number < _FIRST_SURE))  # noqa: DTZ001  # no zone
    moment = first + timedelta(milliseconds=round(number * 86_400_000))
    noon = any(piece.kind == "noon" for piece in section)
    dates = [piece.text.lower() for piece in section if piece.kind == "date"]
    minutes = _minutes(dates)
    out, seen = [], 0
    for piece in section:
        if piece.kind == "date":
            out.append(_part(moment, dates[seen], number, minute=seen in minutes, noon=noon))
            seen += 1
        elif piece.kind == "noon":
            out.append("AM" if moment.hour < 12 else "PM")  # noqa: PLR2004  # noon
        elif piece.kind == "digit":
            out.append("")
        else:
            out.append(piece.text if piece.kind == "sign" else _shown(piece))
    return "".join(out).strip()


def _minutes(dates: list[str]) -> set[int]:
    """Return which of the letters m mean minutes: those after hours or before seconds."""
    firsts = [text.strip("[]")[0] for text in dates]
    return {
        n for n, letter in enumerate(firsts)
        if letter == "m" and ("h" in firsts[max(0, n - 1) : n] or "s" in firsts[n + 1 : n + 2])
    }  # fmt: skip


def _part(moment: datetime, code: str, number: float, *, minute: bool, noon: bool) -> str:
    letter, width = code.strip("[]")[0], len(code.strip("[]").split(".")[0])
    if code.startswith("["):
        unit = {"h": 24, "m": 1440, "s": 86_400}[letter]
        return str(int(round(number * unit, 6)))
    if letter == "y":
        return f"{moment:%Y}" if width > 2 else f"{moment:%y}"  # noqa: PLR2004  # yy and yyyy
    if letter == "m" and not minute and width > 2:  # noqa: PLR2004  # mmm and longer are names
        return {3: _MONTHS[moment.month - 1][:3], 5: _MONTHS[moment.month - 1][:1]}.get(
            width, _MONTHS[moment.month - 1]
        )
    if letter == "d" and width > 2:  # noqa: PLR2004
        return _DAYS[moment.weekday()][: 3 if width == 3 else None]  # noqa: PLR2004
    value = {
        "m": moment.minute if minute else moment.month,
        "d": moment.day,
        "h": (moment.hour - 1) % 12 + 1 if noon else moment.hour,
        "s": moment.second,
    }[letter]
    return f"{value:0{min(width, 2)}d}" + (f".{moment.microsecond // 1000:03d}" if "." in code else "")


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

"""What a web form sent is read as a form: "name=Jane+Doe&street=12+Oak+St" has a label and a value on each of its lines.

Server logs and exports hold such text (application/x-www-form-urlencoded, WHATWG URL standard, 5.1). The view is as long
as the text, letter for letter: "&" ends a line, "+" is a space; what "%" hides was read before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from detectors.normalize import Normalized

__all__ = ["as_form"]

_KEY = r"[A-Za-z_][\w.\[\]-]{0,40}"
_NEXT = re.compile(rf"&{_KEY}=")
# Pairs that "&" joins, two at least. False friends: a link's own query ("?q=helena&hl=en") and code ("a=b&c=d"), which are
# read as lines too, once more and to no harm. Values end at a line's end or a quote; each sign can go on in one way only.
_PAIRS = re.compile(rf"(?<![\w&=]){_KEY}=[^\n\"'<>&=]{{0,500}}(?:&{_KEY}=[^\n\"'<>&=]{{0,500}})+")
_SIGNS = str.maketrans("&+", "\n ")


def as_form(view: Normalized) -> Normalized | None:
    r"""Return *view* with what a form sent written as a form, or None where there is nothing of the kind.

    >>> as_form(Normalized("POST name=Jane+Roe&street=12+Oak+St")).text
    'POST name=Jane Roe\nstreet=12 Oak St'
    """
    if "&" not in view.text or _NEXT.search(view.text) is None:
        return None
    text = _PAIRS.sub(_as_lines, view.text)
    return None if text == view.text else replace(view, text=text)


def _as_lines(pairs: re.Match[str]) -> str:
    return pairs[0].translate(_SIGNS)

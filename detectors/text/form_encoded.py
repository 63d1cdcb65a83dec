"""What a web form sent is read as a form: "name=Jane+Doe&street=12+Oak+St" has a label and a value on each of its lines.

Server logs and exports hold such text (application/x-www-form-urlencoded, WHATWG URL standard, 5.1). Each stretch of it is
shown letter for letter: "&" ends a line, "+" is a space; what "%" hides was read before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from detectors.mapped import Normalized

__all__ = ["forms"]

_KEY = r"[A-Za-z_][\w.\[\]-]{0,40}"
_NEXT = re.compile(rf"&{_KEY}=")
# Pairs that "&" joins, two at least. False friends: a link's own query ("?q=helena&hl=en") and code ("a=b&c=d"), which are
# read as lines too, once more and to no harm. Values end at a line's end or a quote; each sign can go on in one way only.
_PAIRS = re.compile(rf"(?<![\w&=]){_KEY}=[^\n\"'<>&=]{{0,500}}(?:&{_KEY}=[^\n\"'<>&=]{{0,500}})+")
_SIGNS = str.maketrans("&+", "\n ")


def forms(view: Normalized) -> Iterator[Normalized]:
    r"""Yield each stretch of *view* that a form sent, written as a form.

    >>> [form.text for form in forms(Normalized("POST name=Jane+Roe&street=12+Oak+St"))]
    ['name=Jane Roe\nstreet=12 Oak St']
    """
    if "&" in view.text and _NEXT.search(view.text) is not None:
        for pairs in _PAIRS.finditer(view.text):
            yield replace(view.part(*pairs.span()), text=pairs[0].translate(_SIGNS))

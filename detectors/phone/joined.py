"""Numbers whose parts are joined otherwise: by underlines, or with the area alone parted from the rest: 406_555_0134, 406-5550134."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.contract import View
from detectors.nearby import numbers

__all__ = ["joined"]

_UNDERLINED = re.compile(r"[2-9]\d\d_[2-9]\d\d_\d{4}(?!\w)")
# False friends: "406 1234567" (no exchange begins so), "406 5550134 acres" (no area of the city's: another area needs words),
# "12-406-5550134" (a part of something longer).
_PARTED = re.compile(r"([2-9]\d\d)(?<![\d.,/]-\d{3})(?:[ .]|[ ]?[-–/][ ]?)([2-9]\d{6})(?![\w-]|[.,/]\d)")


def joined(view: View) -> Iterator[tuple[int, int]]:
    """Yield such numbers; the area behind which seven digits stand is the city's own."""
    text, area = view.text, view.city.area_code
    for at in numbers(text):
        if text[at - 1 : at].isalnum() or text[at - 1 : at] in ("_", "$", "#"):
            continue
        found = _UNDERLINED.match(text, at) or _PARTED.match(text, at)
        if found and (found.lastindex is None or found[1] == area):
            yield found.span()

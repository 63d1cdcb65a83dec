"""Homes in parks and buildings that have a name and no street: "Lot 17, Green Acres Trailer Court"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.nearby import each, lowered
from detectors.said import Keyed, met

__all__ = ["parks"]

Span = tuple[int, int]

# Each behind a word of it that a text must have.
_ENDS: Keyed = (
    *((kind, f"{kind} {what}") for kind in ("home", "trailer") for what in ("park", "court", "ct", "estates", "village")),
    ("mobile", "mobile park"), ("rv", "rv park"),
    *((word, word) for word in ("apartments", "apts", "manor", "townhomes", "condominiums", "condos", "homes", "towers")),
)  # fmt: skip
# The home comes before the name: a park alone is no one's. False friends: "in Unit 4 of the plan"; "3 Apartments".
_HOME = re.compile(
    r"(?:(?<=\W)|\A)(?:Lot|LOT|lot|Space|space|Spc\.?|spc\.?|Sp\.|Unit|unit|Apt\.?|apt\.?|Trailer|trailer|No\.|\#)[ ]?\#?[ ]?(?:\d{1,4}[A-Za-z]?|[A-Z]-?\d{0,3})(?:,[ ]|[ ](?:of|in|at)[ ](?:the[ ])?|[ ])"
    r"(?:[A-Za-z][\w'’]{1,20}[ ]){1,3}\Z"
)
# The name first: "Stewart Homes, bldg 4, apt D".
_NAMED = re.compile(r"(?:(?<=\W)|\A)(?:[A-Z][\w'’]{1,20}[ ]){1,3}\Z")
_HOME_AFTER = re.compile(
    r"(?:,?[ ](?:bldg|building|apt|apartment|unit|room|rm|lot|space|spc|sp|\#)\.?[ ]?\#?(?:\d{1,4}[A-Za-z]?|[A-Z]-?\d{0,3})\b){1,2}",
    re.IGNORECASE,
)
_REACH = 70  # characters


def parks(text: str) -> Iterator[Span]:
    """Yield lots, spaces and units with the name of the park or building behind them."""
    low = lowered(text)
    for needle in met(text, _ENDS):
        for at in each(low, needle):
            end = at + len(needle)
            if text[end : end + 1].isalpha():
                continue
            after = _HOME_AFTER.match(text, end)
            first = _HOME.search(text, max(0, at - _REACH), at)
            if not text[at].isupper() and (first is None or " " not in needle):
                continue  # "lot 17, quail run mobile home park" is a home; "2 apartments in town" are none
            if first is None and after:
                first = _NAMED.search(text, max(0, at - _REACH), at)
            if first:
                yield first.start(), after.end() if after else end

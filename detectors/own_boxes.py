"""People of the city by their own mailboxes: who is written before an address of the city that is made of that very name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from detectors.forms import name_parts
from detectors.nearby import heads
from records.record import Record, Shape

__all__ = ["Box", "own_boxes"]

Box = tuple[tuple[str, str], str]
"""First and last name, folded, and the mailbox."""

# "Carla Nystrom <cnystrom@helenamt.gov>", "Nystrom, Carla [mailto:...]". The name is looked for backwards from the sign.
_NAMED = re.compile(r"([A-Z][^\"<>\[\]\n@;:]{2,60}?)[\"']?[ ]{0,2}\Z")
_ADDRESS = re.compile(r"[<\[][ ]?(?:mailto:)?([\w.+'-]{2,40}@[\w.-]{3,100})", re.IGNORECASE)
_REACH = 70  # characters
_INITIALS = 2  # letters before a surname: "cnystrom", "cjnystrom"
_SIGNS = "<["


def own_boxes(record: Record, is_own: Callable[[str], bool]) -> Iterator[Box]:
    """Yield whoever *record* names before a mailbox of theirs; *is_own* says whether an address is the city's.

    Such an address is public and spells the name, so that taking out the name before it would hide nothing. False friends:
    "Jane Roe <clerk@helenamt.gov>" (an office's mailbox, whoever sends from it), "Jane Roe <cnystrom@helenamt.gov>".
    """
    for field in record.fields:
        if "@" in field.text and field.shape is not Shape.OPAQUE:
            for at in heads(field.text, _SIGNS):
                address = _ADDRESS.match(field.text, at)
                named = _NAMED.search(field.text, max(0, at - _REACH), at) if address else None
                if address and named and is_own(address[1].lower()):
                    yield from _fitting(named[1], address[1].lower())


def _fitting(name: str, email: str) -> Iterator[Box]:
    parts = name_parts(name)
    first, last = (parts[0], parts[-1]) if len(parts) > 1 else ("", "")
    local = re.sub(r"[^a-z]", "", email.partition("@")[0])
    short = local.endswith(last) and local[:1] == first[:1] and len(local) - len(last) in range(1, _INITIALS + 1)
    if first and (short or local in (first + last, last + first, last + first[0])):
        yield (first, last), email

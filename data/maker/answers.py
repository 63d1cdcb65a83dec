"""The answer key: a sample's text is written with marks around what was planted, and unmarking it fills the key.

A mark is ``⟦TYPE|value⟧`` or ``⟦TYPE:kind|value⟧`` for what must go, ``⟦=|value⟧`` for what must stay. A tilde before the
type (``⟦~PERSON|Jane⟧``) says that the value counts only at its own place, since elsewhere it may be an ordinary word or
an official's name in office.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

__all__ = ["Answer", "Key", "bare", "mark"]

_MARK = re.compile(r"⟦(?P<only>~?)(?P<type>[A-Z_]+|=)(?::(?P<kind>[a-z_]+))?\|(?P<value>[^⟧]*)⟧")
ONLY_HERE = "only at this place"


@dataclass(frozen=True, slots=True)
class Answer:
    """One planted value: where it stands, what it is, and whether a release must redact it or let it stay."""

    file: str
    place: str
    type: str
    kind: str
    value: str
    must: str
    note: str


@dataclass(slots=True)
class Key:
    """Collects the answers of all files."""

    answers: list[Answer] = field(default_factory=list)

    def plant(self, file: str, place: str, marked: str, *, note: str = "") -> str:
        """Return *marked* without its marks and note every planted value under *place*."""
        for hit in _MARK.finditer(marked):
            stays = hit["type"] == "="
            own = ONLY_HERE if hit["only"] else note
            self.answers.append(
                Answer(
                    file=file,
                    place=place,
                    type="" if stays else hit["type"],
                    kind=hit["kind"] or "",
                    value=hit["value"],
                    must="stay" if stays else "redact",
                    note=own,
                )
            )
        return bare(marked)

    def lines(self) -> Iterable[str]:
        """Yield the key as JSON lines, each value once a place."""
        for answer in dict.fromkeys(self.answers):
            if answer.value:
                yield json.dumps(asdict(answer), ensure_ascii=False)


def bare(marked: str) -> str:
    """Return *marked* without its marks.

    >>> bare("Call ⟦PERSON|Jane Doe⟧ by ⟦=|Friday⟧")
    'Call Jane Doe by Friday'
    """
    return _MARK.sub(lambda hit: hit["value"], marked)


def mark(type_: str, value: str) -> str:
    """Return *value* marked as *type_*; nothing stays nothing."""
    return f"⟦{type_}|{value}⟧" if value else ""

"""Names of people: what the language model reads, corrected, and what lines, headers and columns say."""

from __future__ import annotations

from collections.abc import Iterator

from detectors.contract import Detector, Hit, View
from records.finding import PiiType

__all__ = ["NAMES"]


def find(view: View) -> Iterator[Hit]:
    """Yield every person named in *view*."""
    for entity in view.entities:
        if entity.label == "PERSON":
            yield Hit(entity.start, entity.end, PiiType.PERSON, entity.score, "model")


NAMES = Detector(name="names", types=(PiiType.PERSON,), find=find, matches=(), spares=())

"""The detectors that need no language model, as an engine of their own: what is put to a redacted text once more."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

from detectors.contract import Entity
from detectors.emails import EMAILS
from detectors.engine import Engine
from detectors.ssns import SSNS
from records.finding import Finding
from records.record import Field, Record, Shape
from records.settings import Settings

__all__ = ["pattern_engine", "seen_by_patterns"]

SURE = 0.5
"""Score from which a pattern counts without its surroundings, which a redacted text no longer shows in full."""

_ROWS = 500_000
"""Characters of texts remembered: a redacted row hardly comes again, and verification wants the room."""


class _NoModel:
    """Reads nothing: patterns do not ask what a word is."""

    fingerprint = "no-model"

    def tag(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
        return [()] * len(texts)


def pattern_engine(settings: Settings) -> Engine:
    """Return an engine that finds e-mail addresses and social security numbers by their patterns alone, in a text of any length.

    A row is read as one text here, whose cells were within the limit one by one.
    """
    limits = replace(settings.limits, field_chars=sys.maxsize)
    return Engine(replace(settings, limits=limits), (EMAILS, SSNS), model=_NoModel(), remembered=_ROWS)


def seen_by_patterns(text: str, engine: Engine) -> tuple[Finding, ...]:
    """Return what the patterns of *engine* are sure of in *text*, a redacted one whose labels are blanked."""
    record = Record("redacted", "redacted", (Field("", text, Shape.PROSE),))
    return tuple(finding for finding in engine.detect((record,))[0] if finding.score >= SURE)

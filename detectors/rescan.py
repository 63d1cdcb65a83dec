"""The detectors that need no language model, as an engine of their own: what the verifier puts to a staged copy once more."""

from __future__ import annotations

from collections.abc import Sequence

from detectors.contract import Entity
from detectors.emails import EMAILS
from detectors.engine import Engine
from detectors.ssns import SSNS
from records.settings import Settings

__all__ = ["pattern_engine"]


class _NoModel:
    """Reads nothing: patterns do not ask what a word is."""

    fingerprint = "no-model"

    def tag(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
        return [()] * len(texts)


def pattern_engine(settings: Settings) -> Engine:
    """Return an engine that finds e-mail addresses and social security numbers by their patterns alone."""
    return Engine(settings, (EMAILS, SSNS), model=_NoModel())

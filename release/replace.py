"""Stretches of a text are replaced by presidio-anonymizer's operators; this is the only file that imports it.

It takes a second to import, so nobody imports this before something is to be redacted. Each stretch is handed over under a
name of its own, so that the engine's own merging and conflict handling never meets two that it could join.
"""

from __future__ import annotations

from collections.abc import Sequence

from presidio_anonymizer import AnonymizerEngine  # noqa: TID251 - the one permitted place
from presidio_anonymizer.entities import OperatorConfig, RecognizerResult  # noqa: TID251 - the one permitted place

__all__ = ["Replacer"]


class Replacer:
    """Presidio's anonymizer, loaded once."""

    def __init__(self) -> None:
        self._engine = AnonymizerEngine()  # type: ignore[no-untyped-call]  # Presidio leaves its constructor untyped

    def replace(self, text: str, replacements: Sequence[tuple[int, int, str]]) -> str:
        """Return *text* with every one of *replacements* made: start, end and what stands there instead; none meets another."""
        spans = [RecognizerResult(str(n), start, end, 1.0) for n, (start, end, _) in enumerate(replacements)]
        operators = {
            str(n): OperatorConfig("replace", {"new_value": new}) for n, (_, _, new) in enumerate(replacements)
        }
        return str(self._engine.anonymize(text, spans, operators).text)

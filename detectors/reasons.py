"""Why a span was found, as `detect --explain` says it: a fixed sentence chosen by detector and pattern, never a value."""

from __future__ import annotations

import re

from records.finding import SPREAD, Finding

__all__ = ["REASONS", "why"]

_SPREAD = "spread: a value found in one place is found in every other"
_MODEL = "model: the language model reads it so"
_CONTEXT = "context: the words, the line, the label or the column around it say so"
_WHOLE = "whole: it is all there is in its place, and looks like one"
_FORM = "form: its own shape, check digit or words on a list say so"
REASONS = (_SPREAD, _MODEL, _CONTEXT, _WHOLE, _FORM)

# Words of pattern names; whatever has none of them was found by its own form.
_KINDS = (
    (re.compile(r"\bmodel\b"), _MODEL),
    (
        re.compile(
            r"\b(?:after|before|beside|words?|label|line|column|key|form|title|mailbox|header|lives|speaks|sworn|household|kin|signed|behind)\b"
        ),
        _CONTEXT,
    ),
    (re.compile(r"\b(?:cell|nothing but)\b"), _WHOLE),
)


def why(finding: Finding) -> str:
    """Return the sentence for *finding*.

    >>> from records.finding import PiiType
    >>> why(Finding(0, 0, 8, PiiType.PERSON, 0.95, "names", pattern="header line"))
    'context: the words, the line, the label or the column around it say so'
    """
    if finding.detector == SPREAD and finding.pattern != "beside a person":
        return _SPREAD
    return next((reason for words, reason in _KINDS if words.search(finding.pattern)), _FORM)

"""What a placeholder looks like: redaction writes it, formats lay it over their source, and verification leaves it aside."""

from __future__ import annotations

import re

__all__ = ["LOOKS_LIKE_PLACEHOLDER"]

LOOKS_LIKE_PLACEHOLDER = re.compile(r"\[[A-Z][A-Z ]{1,20} \d{1,9}\]")
"""A source that already holds such a text is a false friend: its brackets become round (adversarial row E24), so that nobody
counts it as a redaction of ours."""

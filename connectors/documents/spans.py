r"""A redacted text is laid over its source: what its placeholders stand for is covered, and nothing else is shown but its own words.

A format that burns boxes gets redacted texts, not offsets. Any way in which the words between the placeholders fit into the
source, in order, shows exactly those words and covers every other character; so whichever is taken, nothing is shown that
redaction took out. What fits in no way is covered whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from records.placeholder import LOOKS_LIKE_PLACEHOLDER

__all__ = ["Span", "covered"]

_ROUND = str.maketrans("[]", "()")
"""What release/redact.py makes of the brackets of a look-alike in a source."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source that is covered, and the label of its box."""

    start: int
    end: int
    label: str


def covered(source: str, redacted: str) -> tuple[Span, ...]:
    """Return what of *source* is covered: the leftmost way in which the words of *redacted* fit.

    >>> covered("Dear Jane Doe,", "Dear [NAME 1],")
    (Span(start=5, end=13, label='[NAME 1]'),)
    """
    labels = LOOKS_LIKE_PLACEHOLDER.findall(redacted)
    words = [each.translate(_ROUND) for each in LOOKS_LIKE_PLACEHOLDER.split(redacted)]
    plain = source.translate(_ROUND)
    if not labels:
        return () if words[0] == plain else _whole(source, "")
    if not plain.startswith(words[0]) or not plain.endswith(words[-1]):
        return _whole(source, labels[0])
    spans = tuple(_between(plain, words, labels))
    return spans if len(spans) == len(labels) else _whole(source, labels[0])


def _between(plain: str, words: list[str], labels: list[str]) -> Iterator[Span]:
    """Yield a span for each label, each at least one character long, and stop where the words do not fit."""
    last = len(plain) - len(words[-1])
    start = len(words[0])
    for number, (label, word) in enumerate(zip(labels, words[1:], strict=True), 1):
        end = last if number == len(labels) else plain.find(word, start + 1, last)
        if end <= start:
            return
        yield Span(start, end, label)
        start = end + len(word)


def _whole(source: str, label: str) -> tuple[Span, ...]:
    return (Span(0, len(source), label),) if source else ()

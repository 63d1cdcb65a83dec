"""Every error is one of four reactions, carries an id and a fixed sentence, and never a value from a source.

    ClearcopyError
    ├── Misconfigured       fix the settings or the command; nothing was read           exit 2
    ├── SourceUnavailable   try later; the only one a flow retries                      exit 1
    ├── Unreadable          this item is withheld, the others go on                     exit 1, listed
    └── Unsafe              verification refused; nothing was published                 exit 1, loud

Prefect stores exception text and terminals scroll it past bystanders, so a message is built from a fixed sentence and an
opaque id only. Raise with ``from None`` where the cause's own text may hold data.
"""

from __future__ import annotations

from enum import Enum

__all__ = ["ClearcopyError", "Misconfigured", "Reason", "SourceUnavailable", "Unreadable", "Unsafe"]


class Reason(Enum):
    """Why an item or a part of one was withheld: the code printed in withheld.csv, and its sentence."""

    UNREADABLE = "could not be opened or parsed"
    UNSUPPORTED = "format is not supported"
    ENCRYPTED = "encrypted or password-protected"
    MISMATCH = "content does not match its declared type"
    TOO_LARGE = "larger than the set limit"
    TOO_DEEP = "nested deeper than the set limit"
    TIMED_OUT = "took longer than the set limit"
    CRASHED = "its parser or a detector failed"
    EXTERNAL = "refers to content outside the record"
    AMBIGUOUS = "two readings of it disagree"
    LOW_CONFIDENCE = "could not be read with enough certainty"
    MISSING = "counted where it was kept, but not there to be read"
    IN_USE = "locked by another program, or not to be reached, when it was to be read"
    NOT_REBUILT = "could not be written anew"
    BADLY_REDACTED = "arrived with text under black boxes, or marked for redaction and never redacted"
    POLICY = "not released by policy"


class ClearcopyError(Exception):
    """Root of every error this program raises on purpose: a fixed sentence and, where there is one, an item's id."""

    exit_code = 1

    def __init__(self, sentence: str, *, item: str = "") -> None:
        super().__init__(f"{item}: {sentence}" if item else sentence)
        self.sentence = sentence
        self.item = item


class Misconfigured(ClearcopyError):
    """The settings or the command cannot be carried out as given; nothing was read."""

    exit_code = 2


class SourceUnavailable(ClearcopyError):
    """The source cannot be reached now (missing, locked, refused, dropped); a later try may succeed."""


class Unreadable(ClearcopyError):
    """One item cannot be read or rebuilt; it is withheld with *reason* and the others go on."""

    def __init__(self, reason: Reason, *, item: str = "") -> None:
        super().__init__(reason.value, item=item)
        self.reason = reason

    def __reduce__(self) -> tuple[type[Unreadable], tuple[Reason]]:
        return (type(self), (self.reason,))


class Unsafe(ClearcopyError):
    """Verification found something that must not leave; nothing was published."""

"""What a message will look like once its texts are redacted: which field goes where, and nothing of the source."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.documents.contract import Document, Format
from records.errors import Reason

__all__ = ["Attached", "Notice", "Plan", "Text"]


@dataclass(frozen=True, slots=True)
class Text:
    """A plain body: the record's field of that index."""

    field: int


@dataclass(frozen=True, slots=True)
class Attached:
    """A document rebuilt by its own format from the record's fields ``first`` and following."""

    format: Format
    document: Document
    first: int


@dataclass(frozen=True, slots=True)
class Notice:
    """An attachment or a body replaced by a one-page notice."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """A message: fields of its headers by name, ids of this release, body views in order and attachments in order."""

    headers: tuple[tuple[str, int], ...]
    date: str
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    body: tuple[Text | Attached | Notice, ...]
    attachments: tuple[Attached | Notice | Plan, ...]

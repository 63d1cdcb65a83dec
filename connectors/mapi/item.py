"""An Outlook item as any of its files gives it: properties, recipients, and attachments that are read one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from connectors.mapi.properties import Bag
from records.errors import Reason

__all__ = ["Attachment", "Item"]


@dataclass(frozen=True, slots=True)
class Item:
    """A message, appointment, contact, note or whatever else a folder holds."""

    bag: Bag
    recipients: tuple[Bag, ...] = ()
    attachments: Iterator[Attachment] = field(default_factory=lambda: iter(()))


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is attached: its bytes, or the item it is, or the reason why there is neither and what words of it could be had."""

    bag: Bag
    content: bytes = b""
    item: Item | None = None
    flaw: Reason | None = None

"""A record is one transaction as it would be published: its fields of text, and where each came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from records.errors import Reason

__all__ = ["Container", "Field", "Item", "Record", "Shape", "Withheld"]


class Shape(Enum):
    """What the place of a text says about it, before a word of it is read: evidence for the detectors."""

    __hash__ = object.__hash__  # Enum's own is Python code, and every finding asks it

    PROSE = "prose"  # body text, free-text comments: several lines, sentences, signatures, quoted replies
    CELL = "cell"  # one value of a table, form or JSON document, under a named column or key
    MAILBOXES = "mailboxes"  # an address header: From, To, Cc, "Doe, Jane" <jane@example.org>; ...
    TITLE = "title"  # a subject line, a document title, a calendar summary
    LABEL = "label"  # a column header, a JSON key, a sheet name: scanned, since a label can hold a value
    FILE_NAME = "file name"  # never emitted as it is; scanned so that its values are found everywhere else
    OPAQUE = "opaque"  # a value no reader understands: always masked whole


@dataclass(frozen=True, slots=True)
class Field:
    """One text of a record.

    ``name`` is the header, column or key it stood under, as evidence and for the inventory; ``place`` says where it is in
    words that cannot hold a value ("body", "attachment 2 row 4 column 1"). Fields of equal ``scope`` form the smallest
    unit of one transaction (rule R2, link level L0): a message's own headers and body are scope 0, each attached document
    is a scope of its own and so is each row of an attached table. Different scopes of one record are linked at level L1.
    ``released`` is false where the text is scanned, so that its values are known everywhere, but is never emitted.
    ``hint`` is what the source itself says of the text (the comment on a column): evidence where the name says nothing.
    ``again`` is true where the text is a second reading of the place that the field before it reads: both count once.
    """

    name: str
    text: str
    shape: Shape = Shape.PROSE
    place: str = ""
    scope: int = 0
    released: bool = True
    hint: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Withheld:
    """An item, or a part of a record, that cannot be released: where it is and why; counted, never dropped."""

    container: str
    record: str
    place: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Record:
    """A message, a row or a document: what is detected, redacted and counted as one item.

    ``id`` is unique in its container and holds no value ("12"); ``thread`` groups records of one conversation or form
    (level L1) by an opaque key; ``keys`` are those of the rows it is joined with by declared keys (level L1), equal where two
    rows meet, and hold raw values, so nobody writes them anywhere; ``withheld`` lists the parts of it that could not be read, which the rebuilt copy replaces
    by a notice; ``size`` is the count of source bytes; ``carrier`` is the connector's own handle for rebuilding and
    nobody else looks inside.
    """

    id: str
    container: str
    fields: tuple[Field, ...]
    place: str = ""
    thread: str = ""
    keys: tuple[str, ...] = ()
    key_fields: tuple[int, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    size: int = 0
    carrier: Any = None


@dataclass(frozen=True, slots=True)
class Container:
    """A mailbox, a file or a table: the unit for which items in = released + withheld.

    ``id`` is generated ("0007"); ``label`` is the original name, which may itself hold a value and so never leaves the
    workspace unscanned; ``kind`` is the store kind ("mbox", "csv", "table"); ``item`` names what it holds ("message", "row");
    ``source`` is the configured name or an opaque id of the source it belongs to, filled in by whoever opened the source.
    """

    id: str
    label: str
    kind: str
    item: str
    source: str = ""


Item = Record | Withheld

"""Which connector reads a file is told from its content; what none recognises is refused, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from connectors.contract import Connector
from connectors.csv_file import CsvConnector
from connectors.database import DatabaseConnector
from connectors.document_file import DocumentConnector
from connectors.documents import CSV, HEAD, JSON, JSONL, TEXT, Format, recognise
from connectors.documents.decode import is_textual
from connectors.documents.magic import SQLITE
from connectors.files import open_source
from connectors.json_file import JsonListConnector, is_list_of_objects
from connectors.jsonl_file import JsonlConnector
from connectors.mailbox import EmlConnector, MaildirConnector, MboxConnector, looks_like_mbox, looks_like_message
from connectors.mapi.markers import directory, is_archive, is_item
from connectors.outlook import ItemFileConnector, OutlookConnector
from connectors.refused import RefusedConnector
from records.errors import Reason
from records.settings import Settings

__all__ = ["OPENERS", "Opener", "Place", "open_file", "open_maildir"]


_BARE_MIME = re.compile(rb"\s*(?:mime-version|content-type|content-transfer-encoding)[ \t]*:", re.IGNORECASE)


_SECTOR, _FURTHEST = 512, 100_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """A path to open, the id of its container, and what all files of one source share.

    ``release_key`` gives the key from which message ids are made, one for a whole folder, so that threads hold across its
    mailboxes; it is a call because it costs one reading of the folder, which only mail is worth.
    """

    path: Path
    container_id: str
    settings: Settings
    release_key: Callable[[], bytes]


Opener = Callable[[Place, bytes], Connector | None]


def open_file(place: Place) -> Connector:
    """Return the connector for a regular file."""
    try:
        with open_source(place.path) as stream:
            head = stream.read(HEAD)
    except OSError:
        return RefusedConnector(place.path, container_id=place.container_id, reason=Reason.UNREADABLE)
    found = (opener(place, head) for opener in OPENERS)
    refused = RefusedConnector(place.path, container_id=place.container_id, reason=Reason.UNSUPPORTED)
    return next((each for each in found if each is not None), refused)


def open_maildir(place: Place) -> Connector:
    """Return the connector for a Maildir."""
    key = place.release_key()
    return MaildirConnector(place.path, place.settings, container_id=place.container_id, release_key=key)


def _empty(place: Place, head: bytes) -> Connector | None:
    """Return a reader for an empty file: it holds nothing to withhold and is released empty."""
    return None if head else _document_of(place, TEXT)


def _sqlite(place: Place, head: bytes) -> Connector | None:
    if not head.startswith(SQLITE):
        return None
    return DatabaseConnector(str(place.path), place.settings, container_prefix=place.container_id)


def _outlook(place: Place, head: bytes) -> Connector | None:
    if is_archive(head):
        kind: type[OutlookConnector | ItemFileConnector] = OutlookConnector
    elif is_item(_with_directory(place, head), place.path.name):
        kind = ItemFileConnector
    else:
        return None
    return kind(place.path, place.settings, container_id=place.container_id, release_key=place.release_key())


def _with_directory(place: Place, head: bytes) -> bytes:
    """Return *head* as far as the directory of an OLE file, which tells its kind, or as it is."""
    at = directory(head)
    if at < len(head) or at > _FURTHEST:
        return head
    with open_source(place.path) as stream:
        return stream.read(at + _SECTOR)


def _mail(place: Place, head: bytes) -> Connector | None:
    kind = MboxConnector if looks_like_mbox(head) else EmlConnector if _is_message(head, place.path.name) else None
    if kind is None:
        return None
    return kind(place.path, place.settings, container_id=place.container_id, release_key=place.release_key())


def _is_message(head: bytes, name: str) -> bool:
    """Say whether *head* is a message, were it one without any header but its MIME type; a name breaks the tie with text."""
    is_bare = _BARE_MIME.match(head) is not None or name.lower().endswith(".eml")
    return looks_like_message(head) or (is_bare and head.strip() != b"" and is_textual(head))


def _document(place: Place, head: bytes) -> Connector | None:
    format_ = recognise(head, place.path.name)
    if format_ is None:
        return None
    if format_ is CSV:
        return CsvConnector(place.path, place.settings, container_id=place.container_id)
    if format_ is JSONL:
        return JsonlConnector(place.path, place.settings, container_id=place.container_id)
    if format_ is JSON and is_list_of_objects(head):
        return JsonListConnector(place.path, place.settings, container_id=place.container_id)
    return _document_of(place, format_)


def _document_of(place: Place, format_: Format) -> Connector:
    return DocumentConnector(place.path, place.settings, container_id=place.container_id, format_=format_)


OPENERS: tuple[Opener, ...] = (_empty, _sqlite, _outlook, _mail, _document)
"""Every way to open a file, asked in this order."""

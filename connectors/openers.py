"""Which connector reads a file is told from its content; what none recognises is refused, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from connectors.contract import Connector
from connectors.csv_file import CsvConnector
from connectors.document_file import DocumentConnector
from connectors.documents import CSV, HEAD, JSONL, TEXT, recognise
from connectors.documents.magic import SQLITE
from connectors.files import open_source
from connectors.jsonl_file import JsonlConnector
from connectors.refused import RefusedConnector
from records.errors import Reason
from records.settings import Settings

__all__ = ["OPENERS", "open_database", "open_file", "open_maildir"]

Opener = Callable[[Path, bytes, Settings, str], Connector | None]


def open_file(path: Path, settings: Settings, container_id: str) -> Connector:
    """Return the connector for the regular file at *path*."""
    try:
        with open_source(path) as stream:
            head = stream.read(HEAD)
    except OSError:
        return RefusedConnector(path, container_id=container_id, reason=Reason.UNREADABLE)
    found = (opener(path, head, settings, container_id) for opener in OPENERS)
    refused = RefusedConnector(path, container_id=container_id, reason=Reason.UNSUPPORTED)
    return next((each for each in found if each is not None), refused)


def open_maildir(path: Path, settings: Settings, container_id: str) -> Connector:
    """Return the connector for the Maildir at *path*."""
    connector: Connector = _mail().MaildirConnector(path, settings, container_id=container_id)
    return connector


def open_database(url: str, settings: Settings, container_prefix: str = "", password: str | None = None) -> Connector:
    """Return the connector for the database at the SQLAlchemy *url*, or at the path of a SQLite file."""
    module = import_module("connectors.database")
    connector: Connector = module.DatabaseConnector(
        url, settings, container_prefix=container_prefix, password=password
    )
    return connector


def _mail() -> Any:
    return import_module("connectors.mailbox")


def _empty(path: Path, head: bytes, settings: Settings, id_: str) -> Connector | None:
    """Return a reader for an empty file: it holds nothing to withhold and is released empty."""
    return None if head else DocumentConnector(path, settings, container_id=id_, format_=TEXT)


def _sqlite(path: Path, head: bytes, settings: Settings, id_: str) -> Connector | None:
    if not head.startswith(SQLITE) or find_spec("connectors.database") is None:
        return None
    return open_database(f"sqlite:///{path.absolute()}", settings, id_)


def _message(path: Path, head: bytes, settings: Settings, id_: str) -> Connector | None:
    if find_spec("connectors.mailbox") is None:
        return None
    mail = _mail()
    connector: Connector | None = None
    if mail.looks_like_mbox(head):
        connector = mail.MboxConnector(path, settings, container_id=id_)
    elif mail.looks_like_message(head):
        connector = mail.EmlConnector(path, settings, container_id=id_)
    return connector


def _document(path: Path, head: bytes, settings: Settings, id_: str) -> Connector | None:
    format_ = recognise(head, path.name)
    if format_ is None:
        return None
    if format_ is CSV:
        return CsvConnector(path, settings, container_id=id_)
    if format_ is JSONL:
        return JsonlConnector(path, settings, container_id=id_)
    return DocumentConnector(path, settings, container_id=id_, format_=format_)


OPENERS: tuple[Opener, ...] = (_empty, _sqlite, _message, _document)
"""Every way to open a file, asked in this order."""

"""Connectors read a store and rebuild its redacted copy; each keeps the one contract of connectors/contract.py."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from connectors.contract import Connector
from connectors.databases.credentials import password
from connectors.folder import FolderConnector
from connectors.many import ManyConnector
from connectors.openers import open_database
from records.errors import Misconfigured
from records.settings import Settings

__all__ = ["connect", "connect_all"]


def connect(location: str, settings: Settings) -> Connector:
    """Return the connector for a configured source, a database URL, a folder or a file, or raise Misconfigured.

    A configured name comes before a file of the same name; "./name" always means the file.
    """
    named = settings.source(location)
    place = named.location if named is not None else location
    if "://" in place:
        secret = password(named.password_env) if named is not None and named.password_env else None
        return open_database(place, settings, password=secret)
    if place and (named is not None or os.path.lexists(place)):
        return FolderConnector(Path(place), settings)
    raise Misconfigured("no such file, folder, database URL or configured source")


def connect_all(locations: Sequence[str], settings: Settings) -> Connector:
    """Return one connector over all *locations*, or raise Misconfigured where there is none or one cannot be."""
    if not locations:
        raise Misconfigured("no source was named")
    connectors = [connect(location, settings) for location in locations]
    return connectors[0] if len(connectors) == 1 else ManyConnector(connectors)

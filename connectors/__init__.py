"""Connectors read a store and rebuild its redacted copy; each keeps the one contract of connectors/contract.py."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from connectors.contract import Connector
from connectors.database import DatabaseConnector
from connectors.databases.credentials import password
from connectors.documents.sandbox import confine
from connectors.folder import FolderConnector
from connectors.many import ManyConnector, SourcedConnector
from connectors.once import refuse_twice
from records.errors import Misconfigured
from records.settings import NamedSource, Settings

__all__ = ["connect", "connect_all"]


def connect(location: str, settings: Settings) -> Connector:
    """Return the connector for a configured source, a database URL, a folder or a file, or raise Misconfigured.

    A configured name comes before a file of the same name; "./name" always means the file.
    """
    confine(settings.limits, settings.workspace_path())
    named = settings.source(location) or NamedSource("", location)
    source = named.name or _opaque(named.location)
    if "://" in named.location:
        database = DatabaseConnector(
            named.location, settings, password=_password(named), allow_writer=named.allow_writer
        )
        return SourcedConnector(database, source)
    if named.location and (named.name or os.path.lexists(named.location)):
        return SourcedConnector(FolderConnector(Path(named.location), settings), source)
    raise Misconfigured("no such file, folder, database URL or configured source")


def connect_all(locations: Sequence[str], settings: Settings) -> Connector:
    """Return one connector over all *locations*; raise Misconfigured where there is none, one cannot be or one comes twice."""
    if not locations:
        raise Misconfigured("no source was named")
    refuse_twice([settings.location(each) for each in locations])
    connectors = [connect(location, settings) for location in locations]
    return connectors[0] if len(connectors) == 1 else ManyConnector(connectors)


def _password(source: NamedSource) -> str | None:
    if not source.password_env:
        return None
    given = password(source.password_env)
    if given is None:
        raise Misconfigured("the environment variable for the password of a configured source is not set")
    return given


def _opaque(place: str) -> str:
    """Return an id for a source without a name, the same on every run; a path or URL may itself hold a value."""
    where = place if "://" in place else os.path.abspath(place)  # noqa: PTH100  # a link's own place, not what it leads to
    return hashlib.sha256(where.encode("utf-8", "surrogatepass")).hexdigest()[:12]

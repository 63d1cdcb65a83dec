"""A folder of mixed files, or one file, is read in sorted order; each file by the connector its content asks for.

Nothing is passed over: a file no connector reads, a link, a device, a file without permission is a container of its own with
one withheld item. File names are scanned with the first record of their file and never written: output is called "0007.csv".
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import assert_never

from connectors.contract import Connector, Shard, Writer, reach
from connectors.database import DatabaseConnector
from connectors.documents.decode import decode
from connectors.files import digest, may_read, real, size_below
from connectors.openers import Place, open_file, open_maildir
from connectors.outlook import OutlookConnector
from connectors.refused import RefusedConnector
from connectors.shards import read_shard, shards
from connectors.walk import Found, Kind, walk
from records.errors import ClearcopyError, Reason, SourceUnavailable, Unreadable
from records.record import Container, Field, Item, Record, Shape, Withheld
from records.settings import Settings

__all__ = ["FolderConnector", "FolderWriter"]

_NAME_PLACE = "file name (not released)"


class _Source:
    """One file of the folder: its connector, its name as it may be scanned, and its size."""

    __slots__ = ("connector", "containers", "name", "size")

    def __init__(self, connector: Connector, containers: tuple[Container, ...], name: str, size: int) -> None:
        self.connector = connector
        self.containers = containers
        self.name = name
        self.size = size

    def passed(self) -> int:
        """Return how many of its bytes the reading under way has passed, as far as its connector can tell."""
        told = reach(self.connector)
        return min(told[0], self.size) if told else 0

    def items(self, shard: Shard | None = None) -> Iterator[Item]:
        """Yield the items, the file's name with the first record; a source that breaks off is withheld from there."""
        try:
            named = shard is not None and self._is_named_before(shard)
            for item in read_shard(self.connector, shard) if shard else self.connector.read():
                if isinstance(item, Record) and not named:
                    named = True
                    yield self._with_name(item)
                else:
                    yield item
        except (Unreadable, SourceUnavailable, OSError) as error:
            reason = error.reason if isinstance(error, Unreadable) else Reason.UNREADABLE
            yield Withheld(self.containers[-1].id, "rest", "rest of the file", reason)
        finally:
            _release(self.connector)

    def shards(self) -> tuple[Shard, ...]:
        """Return the pieces of the file."""
        try:
            return shards(self.connector)
        finally:
            _release(self.connector)

    def _is_named_before(self, shard: Shard) -> bool:
        """Say whether a record stands before *shard*: mostly the very first item is one."""
        before = takewhile(lambda each: each != shard, shards(self.connector))
        return any(isinstance(item, Record) for each in before for item in read_shard(self.connector, each))

    def _with_name(self, record: Record) -> Record:
        scope = 1 + max((field.scope for field in record.fields), default=-1)
        name = Field("file name", self.name, Shape.FILE_NAME, _NAME_PLACE, scope, released=False)
        return replace(record, fields=(*record.fields, name))


class FolderWriter:
    """Writes each container with the writer of its own connector, one open at a time, all in one flat folder."""

    def __init__(self, into: Path, connectors: dict[str, Connector]) -> None:
        self._into = into
        self._connectors = connectors
        self._current: Connector | None = None
        self._writer: Writer | None = None

    def add(self, record: Record, texts: tuple[str, ...]) -> str:
        if record.fields and record.fields[-1].place == _NAME_PLACE:
            record = replace(record, fields=record.fields[:-1])
            texts = texts[:-1]
        return self._of(record.container).add(record, texts)

    def withhold(self, item: Withheld) -> str:
        return self._of(item.container).withhold(item)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        if self._current is not None:
            _release(self._current)

    def _of(self, container: str) -> Writer:
        connector = self._connectors[container]
        if self._writer is None or connector is not self._current:
            self.close()
            self._current = connector
            self._writer = connector.rebuild(self._into)
        return self._writer


class FolderConnector:
    """The files below *path*, or the one file at *path*."""

    kind = "folder"

    def __init__(self, path: Path, settings: Settings) -> None:
        self._path = path
        self._settings = settings
        self._opened: tuple[_Source, ...] | None = None
        self._key = b""
        self._read = 0
        self._reading: _Source | None = None

    def containers(self) -> tuple[Container, ...]:
        return tuple(container for source in self._sources() for container in source.containers)

    def read(self) -> Iterator[Item]:
        self._read = 0
        for source in self._sources():
            self._reading = source
            yield from source.items()
            self._reading = None
            self._read += source.size

    def reach(self) -> tuple[int, int]:
        within = self._reading.passed() if self._reading else 0
        return self._read + within, sum(source.size for source in self._sources())

    def shards(self) -> tuple[Shard, ...]:
        return tuple(shard for source in self._sources() for shard in source.shards())

    def read_shard(self, shard: Shard) -> Iterator[Item]:
        for source in self._sources():
            if any(container.id == shard.container for container in source.containers):
                yield from source.items(shard)

    def rebuild(self, into: Path) -> FolderWriter:
        sources = self._sources()
        return FolderWriter(into, {each.id: source.connector for source in sources for each in source.containers})

    def fingerprint(self) -> str:
        state = hashlib.sha256()
        for found in self._found(every=True):
            content = digest(found.path) if found.kind is Kind.FILE else found.kind.name
            state.update(f"{len(found.name)} {found.name} {content}\n".encode("utf-8", "surrogateescape"))
        return state.hexdigest()

    def _found(self, *, every: bool) -> Iterator[Found]:
        if not os.path.lexists(self._path):
            raise SourceUnavailable("the source is not there")
        if not may_read(real(self._path)):
            raise SourceUnavailable("the source may not be read: its permissions refuse it")
        return walk(self._path, every=every)

    def _sources(self) -> tuple[_Source, ...]:
        if self._opened is None:
            self._opened = tuple(self._source(f"{n:04d}", each) for n, each in enumerate(self._found(every=False), 1))
        return self._opened

    def _source(self, id_: str, found: Found) -> _Source:
        name = decode(os.fsencode(found.name))[0]
        try:
            connector = self._connector(id_, found)
            containers = connector.containers()
            _release(connector)
        except SourceUnavailable:
            if self._path.is_file():  # the whole source: it is to be tried again, not released without itself
                raise
            connector = RefusedConnector(found.path, container_id=id_, reason=Reason.IN_USE)
            containers = connector.containers()
        except (ClearcopyError, OSError) as error:
            reason = error.reason if isinstance(error, Unreadable) else Reason.UNREADABLE
            connector = RefusedConnector(found.path, container_id=id_, reason=reason)
            containers = connector.containers()
        several = len(containers) > 1
        labels = (f"{name}: {each.label}" if several else name for each in containers)
        relabelled = tuple(replace(each, label=label) for each, label in zip(containers, labels, strict=True))
        return _Source(connector, relabelled, name, size_below(found.path))

    def _connector(self, id_: str, found: Found) -> Connector:
        place = Place(found.path, id_, self._settings, self._release_key)
        match found.kind:
            case Kind.FILE:
                return open_file(place)
            case Kind.MAILDIR:
                return open_maildir(place)
            case Kind.LINK:
                return RefusedConnector(found.path, container_id=id_, reason=Reason.EXTERNAL)
            case Kind.DEVICE:
                return RefusedConnector(found.path, container_id=id_, reason=Reason.UNSUPPORTED)
            case Kind.CLOSED:
                return RefusedConnector(found.path, container_id=id_, reason=Reason.UNREADABLE)
            case _:
                assert_never(found.kind)

    def _release_key(self) -> bytes:
        self._key = self._key or hashlib.sha256(b"ids " + self.fingerprint().encode()).digest()
        return self._key


def _release(connector: Connector) -> None:
    """Close what is held open between uses: a folder may hold more databases and archives than a process may open files."""
    if isinstance(connector, (DatabaseConnector, OutlookConnector)):
        connector.close()

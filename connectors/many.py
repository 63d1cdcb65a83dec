"""Several sources are one: their containers keep apart by the number of their source, and so do their files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from connectors.contract import Connector, Shard, Writer, reach
from connectors.shards import read_shard, shards
from records.record import Container, Item, Record, Withheld

__all__ = ["ManyConnector", "ManyWriter", "SourcedConnector"]


class SourcedConnector:
    """One connector whose containers say which source they belong to."""

    def __init__(self, connector: Connector, source: str) -> None:
        self._connector = connector
        self._source = source
        self.kind = connector.kind

    def containers(self) -> tuple[Container, ...]:
        return tuple(replace(each, source=self._source) for each in self._connector.containers())

    def read(self) -> Iterator[Item]:
        return self._connector.read()

    def shards(self) -> tuple[Shard, ...]:
        return shards(self._connector)

    def read_shard(self, shard: Shard) -> Iterator[Item]:
        return read_shard(self._connector, shard)

    def rebuild(self, into: Path) -> Writer:
        return self._connector.rebuild(into)

    def fingerprint(self) -> str:
        return self._connector.fingerprint()

    def reach(self) -> tuple[int, int] | None:
        return reach(self._connector)


class ManyWriter:
    """Writes each source below a numbered folder of its own."""

    def __init__(self, into: Path, connectors: Sequence[Connector]) -> None:
        self._into = into
        self._connectors = connectors
        self._number = 0
        self._writer: Writer | None = None

    def add(self, record: Record, texts: tuple[str, ...]) -> str:
        number, container = _split(record.container)
        return self._named(number, self._of(number).add(replace(record, container=container), texts))

    def withhold(self, item: Withheld) -> str:
        number, container = _split(item.container)
        return self._named(number, self._of(number).withhold(replace(item, container=container)))

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _of(self, number: int) -> Writer:
        if self._writer is None or number != self._number:
            self.close()
            folder = self._into / f"{number:02d}"
            folder.mkdir(mode=0o700, exist_ok=True)
            self._number = number
            self._writer = self._connectors[number - 1].rebuild(folder)
        return self._writer

    @staticmethod
    def _named(number: int, name: str) -> str:
        return f"{number:02d}/{name}" if name else ""


class ManyConnector:
    """Reads *connectors* one after the other."""

    kind = "many"

    def __init__(self, connectors: Sequence[Connector]) -> None:
        self._connectors = tuple(connectors)

    def containers(self) -> tuple[Container, ...]:
        numbered = enumerate(self._connectors, 1)
        return tuple(replace(each, id=_joined(n, each.id)) for n, one in numbered for each in one.containers())

    def read(self) -> Iterator[Item]:
        for number, connector in enumerate(self._connectors, 1):
            for item in connector.read():
                yield _numbered(number, item)

    def shards(self) -> tuple[Shard, ...]:
        numbered = enumerate(self._connectors, 1)
        return tuple(
            Shard(_joined(n, each.id), _joined(n, each.container)) for n, one in numbered for each in shards(one)
        )

    def read_shard(self, shard: Shard) -> Iterator[Item]:
        (number, id_), (_, container) = _split(shard.id), _split(shard.container)
        for item in read_shard(self._connectors[number - 1], Shard(id_, container)):
            yield _numbered(number, item)

    def rebuild(self, into: Path) -> ManyWriter:
        return ManyWriter(into, self._connectors)

    def fingerprint(self) -> str:
        state = hashlib.sha256()
        for connector in self._connectors:
            state.update(f"{connector.fingerprint()}\n".encode())
        return state.hexdigest()

    def reach(self) -> tuple[int, int] | None:
        told = [each for each in map(reach, self._connectors) if each is not None]
        if len(told) < len(self._connectors):
            return None
        return sum(done for done, _ in told), sum(total for _, total in told)


def _numbered(number: int, item: Item) -> Item:
    if isinstance(item, Withheld):
        return replace(item, container=_joined(number, item.container))
    withheld = tuple(replace(each, container=_joined(number, each.container)) for each in item.withheld)
    keys = tuple(
        _joined(number, key) for key in item.keys
    )  # a row of one database meets no row of another by its number
    return replace(item, container=_joined(number, item.container), withheld=withheld, keys=keys)


def _joined(number: int, container: str) -> str:
    return f"{number:02d}-{container}"


def _split(container: str) -> tuple[int, str]:
    number, _, own = container.partition("-")
    return int(number), own

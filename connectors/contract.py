"""What a store must offer so that the pipeline can read it and rebuild its redacted copy, and nothing more.

A connector is opened on one source and holds no text between records. It may be read several times (the pipeline reads
once to detect and once to redact) and must give the same items in the same order each time. It never writes to its source.
It can be cut into shards: see connectors/shards.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from records.record import Container, Item, Record, Withheld

__all__ = ["Connector", "Measured", "Shard", "Sharded", "Writer", "reach"]


@runtime_checkable
class Writer(Protocol):
    """Writes the redacted copy, item by item, in the order of reading, under generated names."""

    def add(self, record: Record, texts: tuple[str, ...]) -> str:
        """Write *record* anew with *texts* in the place of its fields' texts; return its document name in the release.

        The name is that of the file which now holds one item more (message, row), as another program would count them; what
        went into a file without becoming an item of its own is named with a fragment ("0007.sqlite#schema").

        ``texts[i]`` replaces ``record.fields[i].text``. Raises ``Unreadable(Reason.NOT_REBUILT)`` before anything of the
        record is written where it cannot be rebuilt; the pipeline then calls ``withhold``.
        """
        ...

    def withhold(self, item: Withheld) -> str:
        """Leave a notice in the place of *item* where the format has room for one; return the document name, or ""."""
        ...

    def close(self) -> None:
        """Finish and flush every file; after this nothing is written."""
        ...


@runtime_checkable
class Connector(Protocol):
    """One source: read it as records, rebuild it from redacted ones."""

    kind: str

    def containers(self) -> tuple[Container, ...]:
        """Return the mailboxes, files or tables of the source in reading order, with generated ids."""
        ...

    def read(self) -> Iterator[Item]:
        """Yield every item of every container, in a fixed order, as a Record or as Withheld with its reason.

        Streams: memory does not grow with the source. Raises SourceUnavailable where the source cannot be reached.
        """
        ...

    def rebuild(self, into: Path) -> Writer:
        """Return a writer that puts the redacted copy below *into*, an empty folder that exists."""
        ...

    def fingerprint(self) -> str:
        """Return a digest of the source as it is now, to prove that it did not change while it was read."""
        ...


@dataclass(frozen=True, slots=True)
class Shard:
    """A piece of one container that can be read by itself; the id is generated, and says nothing of what the piece holds."""

    id: str
    container: str


@runtime_checkable
class Sharded(Connector, Protocol):
    """A connector that cuts its source itself; of any other each container is one piece."""

    def shards(self) -> tuple[Shard, ...]:
        """Return the pieces in reading order, the same ones every time: read one after the other they are the whole source."""
        ...

    def read_shard(self, shard: Shard) -> Iterator[Item]:
        """Yield the items of *shard* as ``read`` does, in the same order and with the same ids."""
        ...


@runtime_checkable
class Measured(Protocol):
    """A connector that can tell how far its reading is before it knows how many items there are."""

    def reach(self) -> tuple[int, int] | None:
        """Return how many bytes of the source the reading under way has passed, and how many it has; None where nobody can tell."""
        ...


def reach(connector: Connector) -> tuple[int, int] | None:
    """Return how far the reading of *connector* is in bytes, or None."""
    return connector.reach() if isinstance(connector, Measured) else None

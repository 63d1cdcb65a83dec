"""Any source is cut into pieces that one worker can read: a range of a table's keys where its connector cuts, else a container."""

from __future__ import annotations

from collections.abc import Iterator

from connectors.contract import Connector, Shard, Sharded
from records.record import Item

__all__ = ["read_shard", "shards"]


def shards(connector: Connector) -> tuple[Shard, ...]:
    """Return the pieces of *connector* in reading order; read one after the other they are the whole source."""
    if isinstance(connector, Sharded):
        return connector.shards()
    return tuple(Shard(container.id, container.id) for container in connector.containers())


def read_shard(connector: Connector, shard: Shard) -> Iterator[Item]:
    """Yield the items of *shard*, one of ``shards(connector)``, as reading the whole would.

    A connector that does not cut is read to the end of that container, and what stands before is passed over.
    """
    if isinstance(connector, Sharded):
        yield from connector.read_shard(shard)
        return
    inside = False
    for item in connector.read():
        if item.container == shard.container:
            inside = True
            yield item
        elif inside:
            return

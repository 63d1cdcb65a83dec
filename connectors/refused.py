"""A file nobody reads is still counted: one container, one withheld item, and the reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from connectors.files import digest
from records.errors import Reason, Unreadable
from records.record import Container, Item, Record, Withheld

__all__ = ["RefusedConnector", "RefusedWriter"]


class RefusedWriter:
    """Writes nothing."""

    def add(self, record: Record, texts: tuple[str, ...]) -> str:  # noqa: ARG002  # the contract's; nothing was read
        raise Unreadable(Reason.NOT_REBUILT)

    def withhold(self, item: Withheld) -> str:  # noqa: ARG002  # the contract's; the item has no place in the release
        return ""

    def close(self) -> None:
        """Nothing was opened."""


class RefusedConnector:
    """One file, link, device or folder that is withheld whole with *reason*; it is never opened to be parsed."""

    kind = "file"

    def __init__(self, path: Path, *, container_id: str, reason: Reason) -> None:
        self._path = path
        self._id = container_id
        self._reason = reason

    def containers(self) -> tuple[Container, ...]:
        return (Container(self._id, self._path.name, self.kind, "file"),)

    def read(self) -> Iterator[Item]:
        yield Withheld(self._id, "1", "file", self._reason)

    def rebuild(self, into: Path) -> RefusedWriter:  # noqa: ARG002  # the contract's; nothing is written
        return RefusedWriter()

    def fingerprint(self) -> str:
        return digest(self._path)

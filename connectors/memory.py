"""Records held in a list: the one test double, shipped, and held to the same contract as every other connector."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from records.record import Container, Item, Record, Withheld

__all__ = ["MemoryConnector", "MemoryWriter"]


class MemoryWriter:
    """Writes each record as a block of ``name: text`` lines in one text file per container."""

    def __init__(self, into: Path) -> None:
        self._into = into

    def add(self, record: Record, texts: tuple[str, ...]) -> str:
        lines = [f"{field.place}: {text}\n" for field, text in zip(record.fields, texts, strict=True)]
        return self._append(record.container, "".join(lines))

    def withhold(self, item: Withheld) -> str:
        return self._append(item.container, f"[withheld: {item.reason.value}]\n")

    def close(self) -> None:
        """Nothing is held open between records."""

    def _append(self, container: str, block: str) -> str:
        name = f"{container}.txt"
        with (self._into / name).open("a", encoding="utf-8", newline="\n") as out:
            out.write(block)
        return name


class MemoryConnector:
    """Serves the given items under the containers they name."""

    kind = "memory"

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = tuple(items)

    def containers(self) -> tuple[Container, ...]:
        names = dict.fromkeys(item.container for item in self._items)
        return tuple(Container(id=name, label=name, kind=self.kind, item="record") for name in names)

    def read(self) -> Iterator[Item]:
        yield from self._items

    def rebuild(self, into: Path) -> MemoryWriter:
        return MemoryWriter(into)

    def fingerprint(self) -> str:
        return hashlib.sha256(repr(self._items).encode("utf-8", "surrogatepass")).hexdigest()

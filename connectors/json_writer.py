"""JSON values are written one a line, as JSON lines or as the elements of one list; a withheld one becomes an object that says why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from connectors.documents.json import write_value
from connectors.documents.partial import rebuilt
from connectors.files import create_text
from records.record import Record, Withheld

__all__ = ["LINES", "LIST", "Frame", "JsonWriter"]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before the first value, between two and after the last."""

    before: str
    between: str
    after: str


LINES = Frame("", "\n", "\n")
LIST = Frame("[\n", ",\n", "\n]\n")


class JsonWriter:
    """Writes the values of one file, which is not made before the first of them."""

    def __init__(self, path: Path, frame: Frame) -> None:
        self._path = path
        self._frame = frame
        self._out: TextIO | None = None

    def add(self, record: Record, texts: tuple[str, ...]) -> str:
        return self._write(rebuilt(record, texts, write_value))

    def withhold(self, item: Withheld) -> str:
        return self._write(json.dumps({"withheld": item.reason.value}))

    def close(self) -> None:
        if self._out is not None:
            self._out.write(self._frame.after)
            self._out.close()

    def _write(self, value: str) -> str:
        if self._out is None:
            self._out = create_text(self._path)
            self._out.write(self._frame.before + value)
        else:
            self._out.write(self._frame.between + value)
        return self._path.name

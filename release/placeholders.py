"""Typed placeholders numbered per release: the same value has the same number within a release and another in the next.

Numbers go up in order of first appearance, so two runs over the same input number alike (invariant 8). Only keyed digests
are kept, in a file of the run folder, so that a table of a million people costs no memory and leaves no value behind.
"""

from __future__ import annotations

import errno
import re
import sqlite3
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from detectors.phone.number import number
from records.finding import PiiType

__all__ = ["Placeholders"]

RECENT = 100_000  # values whose label and normal form are remembered
WORD = re.compile(r"\w+")


class Placeholders:
    """Hands out ``[LABEL n]`` for values; open one per release."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._key = key
        self._labels: dict[tuple[str, PiiType, str], str] = {}
        self._last: dict[str, int] = {}
        self._db = sqlite3.connect(folder / "placeholders.sqlite", isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "CREATE TABLE number (digest BLOB PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID; BEGIN;"
        )

    def label(self, name: str, type_: PiiType, value: str) -> str:
        """Return the placeholder for *value* under the label *name* ("NAME" gives "[NAME 3]")."""
        label = self._labels.get((name, type_, value))
        if label is None:
            if len(self._labels) >= RECENT:
                self._labels.clear()
            normal = f"{name}\0{normal_form(value, type_)}".encode("utf-8", "surrogatepass")
            number = self._number(name, blake2b(normal, key=self._key, digest_size=12).digest())
            label = self._labels[name, type_, value] = f"[{name} {number}]"
        return label

    def close(self) -> None:
        """Let go of the file, which the run folder removes."""
        self._db.close()

    def _number(self, name: str, digest: bytes) -> int:
        try:
            row = self._db.execute("SELECT n FROM number WHERE digest = ?", (digest,)).fetchone()
            return int(row[0]) if row else self._next(name, digest)
        except sqlite3.Error:  # of the disk and not of the record, which would else be withheld for it
            raise OSError(errno.ENOSPC, "the run folder cannot be written") from None

    def _next(self, name: str, digest: bytes) -> int:
        number = self._last[name] = self._last.get(name, 0) + 1
        self._db.execute("INSERT INTO number VALUES (?, ?)", (digest, number))
        return number


@lru_cache(maxsize=RECENT)
def normal_form(value: str, type_: PiiType) -> str:
    """Return what two spellings of one value share: "Doe, Jane Q." and "JANE DOE", "(406) 555-0101" and "406.555.0101"."""
    folded = unicodedata.normalize("NFKC", value).casefold()
    if type_ is PiiType.PERSON:
        words = WORD.findall(folded)
        return " ".join(sorted(word for word in words if len(word) > 1) or words)
    if type_ is PiiType.PHONE:
        return number(value) or folded
    if type_ is PiiType.SSN:
        return "".join(filter(str.isdigit, folded)) or folded
    return "".join(WORD.findall(folded)) or folded

"""What a database holds, in words that every dialect shares: tables, columns and keys, and what of them is not carried."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from records.errors import Reason

__all__ = ["Column", "ForeignKey", "Kind", "Note", "Reading", "Table"]


class Kind(Enum):
    """The simple type a column gets in the rebuilt database: the allow-list of types."""

    INTEGER = "INTEGER"
    REAL = "REAL"
    NUMERIC = "NUMERIC"
    TEXT = "TEXT"
    BLOB = "BLOB"
    ANY = ""  # SQLite column without a type: every value keeps its own


class Reading(Enum):
    """How the values of a column are asked for."""

    NATIVE = "as the driver gives them"
    AS_TEXT = "cast to text by the server, which knows every date and precision"
    AS_JSON = "cast to JSON by the server: arrays, composites, maps"
    AS_OUTPUT = "as the type itself writes it: a cast that somebody made for it would be a function of theirs"
    AS_HEX = "as hexadecimal text: a type no reader understands"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``name`` is how the database calls it, ``label`` how a person reads it (they differ in odd encodings).

    ``opaque`` says that no reader understands its type, so that every value of it is masked whole. ``collation`` is one of
    the allow-list ("NOCASE", "RTRIM") or empty.
    """

    name: str
    label: str
    kind: Kind
    reading: Reading = Reading.NATIVE
    opaque: bool = False
    bounded: bool = False  # no value can be large: no guard is needed
    required: bool = False  # NOT NULL
    comment: str = ""
    collation: str = ""
    recoded: bool = False  # its texts come as bytes read as Latin-1


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns (by index) that refer to columns (by index) of the table with the index ``parent``."""

    columns: tuple[int, ...]
    parent: int
    parent_columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A text of the schema that is scanned for the inventory and never carried: a comment, a default, a trigger's SQL."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """One base table. ``withheld`` is set where its rows cannot be read as its own (foreign tables, unknown modules)."""

    schema: str
    name: str
    label: str
    columns: tuple[Column, ...]
    primary_key: tuple[int, ...] = ()
    uniques: tuple[tuple[int, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    notes: tuple[Note, ...] = ()
    only: bool = False  # read this table without its heirs (PostgreSQL inheritance)
    withheld: Reason | None = None

    def positions(self, names: Iterable[str], *, alike: Callable[[str], str] = str) -> tuple[int, ...]:
        """Return where the columns called *names* stand; two names are one where they are the same to *alike*."""
        at = {alike(column.name): index for index, column in enumerate(self.columns)}
        return tuple(at[alike(name)] for name in names)

"""Every PostgreSQL type is either read in a way that shows all of it, or opaque and masked whole."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import sqlalchemy as sa

from connectors.databases.decoding import lossless
from connectors.databases.schema import Column, Kind, Reading

__all__ = ["Types"]

_EXACT = 15  # decimal digits that SQLite's numbers hold without loss
_SHORT = 1000  # characters
_HEADER = 4  # a type modifier counts four bytes more than the declared length


@dataclass(frozen=True, slots=True)
class _Type:
    name: str
    kind: str  # b base, c composite, d domain, e enum, r range, m multirange
    is_array: bool
    element: int
    relation: int
    base: int
    modifier: int


@dataclass(frozen=True, slots=True)
class _Read:
    kind: Kind
    reading: Reading
    opaque: bool = False
    bounded: bool = False
    collation: str = ""


_WHOLE = _Read(Kind.INTEGER, Reading.NATIVE, bounded=True)
_FLOAT = _Read(Kind.REAL, Reading.NATIVE, bounded=True)
_SMALL = _Read(Kind.TEXT, Reading.AS_TEXT, bounded=True)
_TEXT = _Read(Kind.TEXT, Reading.AS_TEXT)
_JSON = _Read(Kind.TEXT, Reading.AS_JSON)
_OPAQUE = _Read(Kind.TEXT, Reading.AS_TEXT, opaque=True)

# The base types that show all they hold; JSON and XML come as text, which cells read on. Any other is opaque.
_BASE = (
    (_WHOLE, ("bool", "int2", "int4", "int8", "oid")),
    (_FLOAT, ("float4", "float8")),
    (_SMALL, ("date", "time", "timetz", "timestamp", "timestamptz", "interval", "uuid", "inet", "cidr", "macaddr")),
    (_SMALL, ("macaddr8", "money", "char", "name", "point")),
    (_TEXT, ("text", "varchar", "bpchar", "json", "jsonb", "xml", "bit", "varbit", "ltree")),
    (replace(_TEXT, collation="NOCASE"), ("citext",)),
    (_TEXT, ("line", "lseg", "box", "path", "polygon", "circle")),
    (_JSON, ("hstore",)),
    (_Read(Kind.BLOB, Reading.NATIVE), ("bytea",)),
)


# Casts to text and to JSON by a function that somebody made here: they could hide a value, and would be run by our reading.
# An extension's own (hstore, PostGIS) is part of its type.
_CASTS = """
SELECT c.castsource, c.casttarget = 'json'::regtype FROM pg_cast c
WHERE c.castmethod = 'f' AND c.casttarget IN ('text'::regtype, 'json'::regtype) AND c.castfunc >= 16384 AND NOT EXISTS (
  SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = c.castfunc AND d.deptype = 'e')
"""


class Types:
    """The types of one database, those made by its users included."""

    def __init__(self, connection: sa.Connection) -> None:
        rows = connection.exec_driver_sql(
            "SELECT oid, typname, typtype, typcategory = 'A' AND typelem <> 0, typelem, typrelid, typbasetype, typtypmod"
            " FROM pg_type"
        )
        self._types = {row[0]: _Type(*row[1:]) for row in rows}
        self._parts: dict[int, list[int]] = defaultdict(list)
        for relation, type_ in connection.exec_driver_sql(
            "SELECT attrelid, atttypid FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped"
        ):
            self._parts[relation].append(type_)
        casts = connection.exec_driver_sql(_CASTS).all()
        self._cast_to_text = frozenset(type_ for type_, to_json in casts if not to_json)
        self._cast_to_json = frozenset(type_ for type_, to_json in casts if to_json)
        self._latin = connection.exec_driver_sql("SHOW client_encoding").scalar() == "LATIN1"

    def readable(self, name: str) -> str:
        """Return *name* as a person reads it: a database that checks no encoding gave its bytes as Latin-1."""
        return lossless(name.encode("latin-1")) if self._latin else name

    def column(self, name: str, type_: int, modifier: int, *, required: bool, comment: str) -> Column:
        """Return how a column of the type with that number is read."""
        read = self._read(type_, modifier)
        return Column(
            name=name,
            label=self.readable(name),
            kind=read.kind,
            reading=read.reading,
            opaque=read.opaque,
            bounded=read.bounded,
            required=required,
            collation=read.collation,
            comment=self.readable(comment),
            recoded=self._latin and read.reading is not Reading.NATIVE,
        )

    def _read(self, number: int, modifier: int = -1) -> _Read:
        read = self._by_kind(number, modifier)
        made = read.reading is Reading.AS_TEXT and number in self._cast_to_text
        return replace(read, reading=Reading.AS_OUTPUT) if made else read

    def _by_kind(self, number: int, modifier: int) -> _Read:
        type_ = self._types[number]
        match type_.kind:
            case "d":
                return self._read(type_.base, type_.modifier)
            case "e":
                return _SMALL
            case "r" | "m":
                return _TEXT
            case "c":
                return self._nested(self._parts[type_.relation])
            case _ if type_.is_array:
                return self._nested([type_.element])
            case _:
                return _base(type_.name, modifier)

    def _nested(self, parts: list[int]) -> _Read:
        """Read arrays and composites as JSON, unless one part would hide something in it: bytes, or an unknown type."""
        reads = [self._read(part) for part in parts]
        hidden = any(read.opaque or read.kind is Kind.BLOB for read in reads)
        return _OPAQUE if hidden or any(self._base(part) in self._cast_to_json for part in parts) else _JSON

    def _base(self, number: int) -> int:
        """Return the type under a domain, or the type itself."""
        type_ = self._types[number]
        return self._base(type_.base) if type_.kind == "d" else number


def _base(name: str, modifier: int) -> _Read:
    length = modifier - _HEADER
    if name == "numeric":
        fits = length >= 0 and length >> 16 <= _EXACT  # the precision stands above the scale's 16 bits
        return replace(_SMALL, kind=Kind.NUMERIC) if fits else _TEXT
    if name in ("varchar", "bpchar") and 0 <= length <= _SHORT:
        return _SMALL
    return next((read for read, names in _BASE if name in names), _OPAQUE)

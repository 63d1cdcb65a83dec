"""The rows of the inventory's tables, and how they are written: schema version 2, hive-partitioned by run date, one file a run and table.

A table is made first and written later: what a release leaves behind is whole before the release is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from records.record import Container

__all__ = [
    "SCHEMA_VERSION",
    "ColumnRow",
    "CoverageRow",
    "FindingRow",
    "HubRow",
    "LinkRow",
    "NamedContainer",
    "RunRow",
    "table_of",
    "write",
]

SCHEMA_VERSION = 2


@dataclass(frozen=True, slots=True)
class NamedContainer:
    """A container as its rows name it: under a key that is stable over runs, and its label only where no PII is found in it."""

    container: Container
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One row of ``findings``: how often a type of PII stands in one field of one container, ruled on in one way.

    Who found it does not part rows: ``detector`` names all that did, ``confidence`` is the highest among the row's findings.
    """

    run: str
    source: str
    store: str
    container: str
    container_key: str
    label: str
    field: str
    type: str
    kind: str
    clause: str
    standing: str
    combined_with: str
    link: str
    disposition: str
    authority: str
    detector: str
    confidence: str
    count: int
    distinct: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class HubRow:
    """One row of ``hubs``: how many values of one kind belong to too many people to link anyone (rule R3)."""

    run: str
    type: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One row of ``coverage``: how many items of one container, or parts of those released, had one outcome, and why."""

    run: str
    source: str
    store: str
    container: str
    container_key: str
    label: str
    outcome: str
    reason: str
    items: int
    bytes: int


@dataclass(frozen=True, slots=True)
class RunRow:
    """The row of ``runs``: what ran, over what, with which versions, and how long."""

    run: str
    schema: int
    started: str
    ended: str
    seconds: float
    sources: int
    items: int
    released: int
    withheld: int
    program: str
    model: str
    policy: str
    statute: str
    published: bool


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One row of ``columns``: in how many of a table's released rows a column has a value."""

    run: str
    source: str
    container: str
    container_key: str
    label: str
    field: str
    rows: int
    filled: int


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One row of ``links``: how many values of one field stand in another container too, and what stands there of people."""

    run: str
    source: str
    container: str
    container_key: str
    label: str
    field: str
    type: str
    to_source: str
    to_container: str
    to_container_key: str
    to_label: str
    to_field: str
    shared: int
    exposes: str


_TABLES = {
    "findings": FindingRow,
    "coverage": CoverageRow,
    "hubs": HubRow,
    "runs": RunRow,
    "columns": ColumnRow,
    "links": LinkRow,
}
_TYPES = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}


def table_of(
    name: str,
    rows: Iterable[FindingRow | CoverageRow | HubRow | RunRow | ColumnRow | LinkRow],
) -> pa.Table:
    """Return *rows* as the table called *name*."""
    made, given = fields(_TABLES[name]), list(rows)
    schema = pa.schema([(f.name, _TYPES[str(f.type)]) for f in made], metadata={"schema": str(SCHEMA_VERSION)})
    columns = [pa.array([_sound(getattr(row, f.name)) for row in given], type=_TYPES[str(f.type)]) for f in made]
    return pa.Table.from_arrays(columns, schema=schema)


def write(workspace: Path, run: str, day: date, name: str, table: pa.Table) -> None:
    """Write *table* as one parquet file of the inventory's table *name* under the run's date, whole or not at all."""
    folder = workspace / "inventory" / name / f"run_date={day.isoformat()}"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = folder / f".{run}.part"  # which no reader of the table looks at
    try:
        pq.write_table(table, part)
        part.chmod(0o600)
        part.replace(folder / f"{run}.parquet")
    finally:
        part.unlink(missing_ok=True)


def _sound(value: object) -> object:
    """Return a text with its lone surrogates under their numbers: JSON keys and file names have them, parquet's UTF-8 has not."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value

"""One parquet file per table, which pandas, DuckDB and the rest read with the types that the redacted values still have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import assert_never

import pyarrow as pa
import pyarrow.parquet as pq

from connectors.databases.cells import Stored
from connectors.databases.held import Held, held
from connectors.databases.staged import Staged
from connectors.databases.write_sqlite import Named

__all__ = ["write_parquet"]

_ROWS = 5_000  # in a group, which is held in memory
_TYPES = {
    Held.INTEGER: pa.int64(),
    Held.REAL: pa.float64(),
    Held.DECIMAL: pa.string(),
    Held.TEXT: pa.string(),
    Held.BYTES: pa.binary(),
}


def write_parquet(path: Path, staged: Staged, table: Named) -> None:
    """Write the rows of *table* in the order they came; decimals stay the texts they are, since a float would round them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    holds = [held(staged, table.number, index, kind) for index, kind in enumerate(table.plan.kinds)]
    schema = pa.schema([(name, _TYPES[each]) for name, each in zip(table.columns, holds, strict=True)])
    rows = staged.rows(table.number, len(table.columns))
    # Not compressed, so that verification can also search it as plain bytes.
    with pq.ParquetWriter(path, schema, compression="none") as out:
        while batch := list(islice(rows, _ROWS)):
            out.write_table(pa.Table.from_arrays(list(_columns(batch, holds, schema)), schema=schema))


def _columns(batch: Sequence[tuple[Stored, ...]], holds: Sequence[Held], schema: pa.Schema) -> Iterator[pa.Array]:
    for index, each in enumerate(holds):
        yield pa.array([_value(row[index], each) for row in batch], type=schema.field(index).type)


def _value(value: Stored, holds: Held) -> Stored:
    if value is None:
        return None
    match holds:
        case Held.INTEGER:
            return value
        case Held.REAL:
            return float(value)
        case Held.DECIMAL | Held.TEXT:
            return value.hex() if isinstance(value, bytes) else str(value)
        case Held.BYTES:
            return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
        case _:
            assert_never(holds)

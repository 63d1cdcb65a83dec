"""Where a redacted value no longer fits its column's type or key, the new schema gives way openly and no row is lost."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import Enum

from connectors.databases.schema import ForeignKey, Kind, Table
from connectors.databases.staged import Staged

__all__ = ["Change", "Plan", "Relaxation", "plan"]


class Change(Enum):
    """What was given up, as schema.txt says it."""

    TYPE = "type became TEXT: a redacted value is not a number"
    KEY = "no longer a key: redacted values are not unique"
    REFERENCE = "no longer a foreign key: a redacted or withheld row is not there to refer to"
    REQUIRED = "may be empty now"
    TABLE = "table not carried: its rows cannot be read as its own"
    SMALL_CELLS = "counts below five stand here: a person should see whether they single somebody out"
    SQL_KEY = "no key in the SQL file: PostgreSQL keeps no key of a value this long"
    SQL_REFERENCE = "no foreign key in the SQL file: PostgreSQL would not compare the two sides as equal"
    SQL_NUL = "in the SQL file a NUL in a text became U+FFFD: PostgreSQL keeps none"


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One change; tables and columns are given by number, counted from 1, since their names may be redacted."""

    table: int
    columns: tuple[int, ...]
    change: Change


@dataclass(frozen=True, slots=True)
class Plan:
    """How one table is created: the type of each column, and the keys that still hold."""

    kinds: tuple[Kind, ...]
    required: tuple[bool, ...]
    primary_key: tuple[int, ...]
    uniques: tuple[tuple[int, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]


def plan(
    tables: tuple[Table, ...], touched: Sequence[AbstractSet[int] | None], staged: Staged
) -> tuple[tuple[Plan | None, ...], tuple[Relaxation, ...]]:
    """Return how to create each table, None for one not carried, and what had to give way.

    *touched* are the columns of each table that hold unfit values; None for a table whose rows were not staged.
    """
    relaxed = _spread(tables, touched)
    carried = [columns is not None for columns in touched]
    for number in range(len(tables)):
        if carried[number]:
            staged.shorten(number, sorted(relaxed[number]))
    first = [_plan(n, tables, relaxed[n], staged) if carried[n] else None for n in range(len(tables))]
    plans = tuple(_keep_references(n, made, first, staged) if made else None for n, made in enumerate(first))
    changes = [change for n, made in enumerate(plans) for change in _changes(n, tables[n], made, relaxed[n])]
    return plans, tuple(changes)


def _spread(tables: tuple[Table, ...], touched: Sequence[AbstractSet[int] | None]) -> tuple[frozenset[int], ...]:
    """Give both ends of a foreign key the same type: a column that refers to a relaxed one is relaxed with it."""
    relaxed = [set(columns or ()) for columns in touched]
    pairs = [
        ((n, own), (key.parent, theirs))
        for n, table in enumerate(tables)
        for key in table.foreign_keys
        for own, theirs in zip(key.columns, key.parent_columns, strict=True)
    ]
    moved = True
    while moved:
        moved = False
        for a, b in pairs:
            if (a[1] in relaxed[a[0]]) != (b[1] in relaxed[b[0]]):
                relaxed[a[0]].add(a[1])
                relaxed[b[0]].add(b[1])
                moved = True
    return tuple(
        frozenset(c for c in columns if tables[n].columns[c].kind is not Kind.TEXT) for n, columns in enumerate(relaxed)
    )


def _plan(number: int, tables: tuple[Table, ...], relaxed: frozenset[int], staged: Staged) -> Plan:
    table = tables[number]
    kinds = tuple(_kind(number, i, table, relaxed, staged) for i in range(len(table.columns)))
    required = tuple(c.required and not _empty(number, i, staged) for i, c in enumerate(table.columns))
    keys = [key for key in (table.primary_key, *table.uniques) if key and _unique(number, key, staged)]
    primary = table.primary_key if table.primary_key in keys else ()
    return Plan(kinds, required, primary, tuple(key for key in keys if key != primary), table.foreign_keys)


def _kind(number: int, column: int, table: Table, relaxed: frozenset[int], staged: Staged) -> Kind:
    kind = table.columns[column].kind
    if column in relaxed:
        return Kind.TEXT
    # "x INTEGER" as sole primary key is SQLite's row id and takes integers only; other sources allow more in it.
    alone = kind is Kind.INTEGER and table.primary_key == (column,)
    odd = f"SELECT 1 FROM t{number} WHERE typeof(c{column}) <> 'integer'"  # noqa: S608 - names made or quoted here
    return Kind.NUMERIC if alone and staged.any(odd) else kind


def _empty(number: int, column: int, staged: Staged) -> bool:
    return staged.any(f"SELECT 1 FROM t{number} WHERE c{column} IS NULL")  # noqa: S608 - names made or quoted here


def _unique(number: int, key: tuple[int, ...], staged: Staged) -> bool:
    # The index serves the look-up of references afterwards; grouping would have sorted the same rows for nothing.
    # NULLs are distinct to UNIQUE and to SQLite's own keys, and to the index alike.
    return staged.index(number, ", ".join(f"c{i}" for i in key))


def _keep_references(number: int, own: Plan, plans: Sequence[Plan | None], staged: Staged) -> Plan:
    kept = tuple(key for key in own.foreign_keys if _holds(number, key, plans[key.parent], staged))
    return replace(own, foreign_keys=kept)


def _holds(number: int, key: ForeignKey, parent: Plan | None, staged: Staged) -> bool:
    if parent is None:
        return False
    # SQLite demands that the columns referred to are a key, in any order.
    keys = {frozenset(each) for each in (parent.primary_key, *parent.uniques)}
    if frozenset(key.parent_columns) not in keys:
        return False
    return not staged.leads_nowhere(number, key)


def _changes(number: int, table: Table, made: Plan | None, relaxed: frozenset[int]) -> list[Relaxation]:
    if made is None:
        return [Relaxation(number + 1, (), Change.TABLE)]
    keys = dict.fromkeys(key for key in (table.primary_key, *table.uniques) if key)
    kept = (made.primary_key, *made.uniques)
    lost = [key.columns for key in table.foreign_keys if key not in made.foreign_keys]
    empty = [i for i, column in enumerate(table.columns) if column.required and not made.required[i]]
    return [
        *(_relaxation(number, (column,), Change.TYPE) for column in sorted(relaxed)),
        *(_relaxation(number, key, Change.KEY) for key in keys if key not in kept),
        *(_relaxation(number, columns, Change.REFERENCE) for columns in lost),
        *(_relaxation(number, (column,), Change.REQUIRED) for column in empty),
    ]


def _relaxation(number: int, columns: tuple[int, ...], change: Change) -> Relaxation:
    return Relaxation(number + 1, tuple(column + 1 for column in columns), change)

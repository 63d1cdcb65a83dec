"""Redacted table and column names become names a database takes: not empty, not reserved, no two alike."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["distinct", "quoted"]


def distinct(names: Iterable[str], noun: str) -> tuple[str, ...]:
    """Return *names* without clashes; SQLite compares names without case and keeps ``sqlite_`` for itself.

    >>> distinct(["Name", "name", ""], "column")
    ('Name', 'name 2', 'column 3')
    """
    taken: set[str] = set()
    chosen = []
    for number, name in enumerate(names, 1):
        clean = name.replace("\x00", "").strip()
        first = clean if clean and not clean.lower().startswith("sqlite_") else f"{noun} {number}"
        new = _free(first, taken)
        taken.add(new.casefold())
        chosen.append(new)
    return tuple(chosen)


def quoted(name: str) -> str:
    """Return *name* as SQL writes it, whatever stands in it.

    >>> print(quoted('the "old" table'))
    "the ""old"" table"
    """
    return '"' + name.replace('"', '""') + '"'


def _free(name: str, taken: set[str]) -> str:
    new, count = name, 1
    while new.casefold() in taken:
        count += 1
        new = f"{name} {count}"
    return new

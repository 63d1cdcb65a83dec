"""schema.txt says what the rebuilt database is made of, and where its schema had to give way to redacted values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from connectors.databases.relax import Relaxation

__all__ = ["write_schema"]

_INTRODUCTION = """\
Tables as they were written anew. Views, triggers, indexes, defaults, checks and comments of the source are not carried.

"""


def write_schema(path: Path, statements: Sequence[str], relaxations: Sequence[Relaxation], ids: Sequence[str]) -> None:
    """Write the CREATE statements, then one line per change; *ids* are the tables' numbers."""
    path.parent.mkdir(parents=True, exist_ok=True)
    changes = [_line(each, ids[each.table - 1]) for each in relaxations]
    text = _INTRODUCTION + "".join(f"{statement};\n\n" for statement in statements) + "".join(changes)
    path.write_text(text, encoding="utf-8", errors="replace", newline="\n")


def _line(change: Relaxation, table: str) -> str:
    columns = ", ".join(map(str, change.columns))
    return f"table {table}{f', column {columns}' if columns else ''}: {change.change.value}\n"

"""Opens a staged table as a stranger would: CSV by pandas, SQLite by `sqlite3` with raw bytes, SQL by its quotes, parquet by DuckDB.

Each reader yields what it meets in order: with True a row of a table, with False anything else a file says (names, statements).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

__all__ = ["Rows", "csv_rows", "parquet_rows", "script_rows", "sqlite_rows"]

Rows = Iterator[tuple[bool, tuple[object, ...]]]

# Between quotes: a comment, a sign that means something, a word or a number with its spaces.
_WORD = re.compile(r"--[^\n]*|[(),;]|[^'\"(),;-]+|-")
_PAGE = 5_000  # rows

_HEAD = 100_000  # characters
_SEPARATORS = ",;\t|"
# Nothing is tried again: what follows a cell tells the next one at once.
_CELLS = {
    sign: re.compile(rf'(?:(?:"(?:[^"]++|"")*+"|[^"\r\n{re.escape(sign)}]*+)(?:{re.escape(sign)}|\r?\n|\Z))*+')
    for sign in _SEPARATORS
}

Token = tuple[str, str]  # the quote, or "", and what stands between


def csv_rows(path: Path) -> Rows:
    """Yield the rows of a CSV file, the line of names among them, as texts."""
    import pandas as pd  # noqa: PLC0415 - half a second that only a release with tables should pay

    separator = _separator(path)
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        width = max((line.count(separator) + 1 for line in lines), default=1)
    reading = pd.read_csv(
        path, header=None, names=list(range(width)), dtype=str, keep_default_na=False, sep=separator,
        chunksize=_PAGE, skip_blank_lines=False, engine="c", encoding="utf-8", low_memory=False,
    )  # fmt: skip
    with reading as frames:
        for frame in frames:
            for row in frame.itertuples(index=False, name=None):
                yield True, row


def _separator(path: Path) -> str:
    """Return the sign that parts the cells: the one under which every cell is quoted from end to end or not at all, and of such the commonest.

    A complaint full of semicolons has more of them than its table has commas; but a cell that begins before the quote is none.
    """
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        head = lines.read(_HEAD)
    return max(_SEPARATORS, key=lambda sign: (_CELLS[sign].match(head).end(), head.count(sign)))  # type: ignore[union-attr]  # it matches ""


def sqlite_rows(path: Path) -> Rows:
    """Yield the statements of the schema, then the rows of every table, texts as their bytes."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        db.text_factory = bytes
        tables = [row[0].decode() for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        yield from ((False, row) for row in db.execute("SELECT sql FROM sqlite_master") if row[0])
        for table in tables:
            quoted = table.replace('"', '""')
            for row in db.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 - a quoted name from the file itself
                yield True, row


def script_rows(path: Path) -> Rows:
    """Yield the values of the rows that an SQL script inserts, and the words of its other statements.

    Raises ValueError for a script that ends within a statement.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        statement: list[str] = []
        row: list[str] | None = None
        for quote, text in _tokens(lines):
            inserts = bool(statement) and statement[0].startswith("INSERT INTO")
            if quote == "" and text == ";":
                yield False, tuple(statement)
                statement = []
            elif not inserts or (row is None and text != "(" and not statement[-1].startswith("VALUES")):
                statement.append(_said(quote, text))
            elif (quote, text) == ("", "("):
                row = []
            elif (quote, text) == ("", ")"):
                yield True, tuple(row or ())
                row = None
            elif row is not None and (quote, text) != ("", ","):
                row.append(_said(quote, text))
    if statement or row is not None:
        raise ValueError("the script ends within a statement")


def _tokens(lines: Iterable[str]) -> Iterator[Token]:
    """Yield quoted texts, signs and words; a quoted text may run over many lines, and is looked at once."""
    quote, parts = "", list[str]()
    for line in lines:
        at = 0
        while at < len(line):
            if not quote:
                if line[at] in "'\"":
                    quote, at = line[at], at + 1
                    continue
                word = _WORD.match(line, at)
                at = word.end() if word else len(line)
                if word and word[0].strip() and not word[0].startswith("--"):
                    yield "", word[0].strip()
                continue
            end = line.find(quote, at)
            twice = end >= 0 and line[end + 1 : end + 2] == quote
            parts.append(line[at : end + twice] if end >= 0 else line[at:])
            at = end + 1 + twice if end >= 0 else len(line)
            if end >= 0 and not twice:
                yield quote, "".join(parts)
                quote, parts = "", []
    if quote:
        raise ValueError("the script ends within a text")


def _said(quote: str, text: str) -> str:
    """Return a token as a person reads it: bytes as the text they may be."""
    if quote == "'" and text.startswith("\\x"):
        try:
            return bytes.fromhex(text[2:]).decode("utf-8", "replace")
        except ValueError:
            return text
    return text


def parquet_rows(path: Path) -> Rows:
    """Yield the names of the columns, then every row, read by another program than the one that wrote it where one is there."""
    yield from _by_duckdb(path) if find_spec("duckdb") is not None else _by_pyarrow(path)


def _by_duckdb(path: Path) -> Rows:
    import duckdb  # noqa: PLC0415 - an extra

    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "threads": 1,
        "memory_limit": "200MB",
    }
    with duckdb.connect(config=config) as database:
        try:
            result = database.execute("SELECT * FROM read_parquet($1)", [str(path)])
            yield False, tuple(column[0] for column in result.description or ())
            while rows := result.fetchmany(_PAGE):
                yield from ((True, row) for row in rows)
        except duckdb.Error:
            raise ValueError("no parquet file") from None


def _by_pyarrow(path: Path) -> Rows:
    import pyarrow.parquet as pq  # noqa: PLC0415 - takes a while to load

    with pq.ParquetFile(path) as file:
        yield False, tuple(file.schema_arrow.names)
        for batch in file.iter_batches(_PAGE):
            rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
            yield from ((True, row) for row in rows)

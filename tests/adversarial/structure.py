"""What a copy must have in common with its source: reply graph, rows, keys, joins; and what two runs must have in common."""

from __future__ import annotations

import csv
import hashlib
import mailbox
import re
import sqlite3
from contextlib import closing

__all__ = ["digests", "facts", "replies", "rows", "shape"]

JOINS = (
    ("accounts", "customers", "customer_id"),
    ("accounts", "service_addresses", "address_id"),
    ("bills", "accounts", "account_no"),
    ("notes", "accounts", "account_no"),
)


def replies(path):
    """Return, for each message, the numbers of the messages that it refers to."""
    with closing(mailbox.mbox(path, create=False)) as box:
        messages = list(box)
    numbers = {message["Message-ID"].strip(): number for number, message in enumerate(messages)}
    named = [re.findall(r"<[^>]+>", f"{message['In-Reply-To']} {message['References']}") for message in messages]
    return [[numbers[name] for name in names] for names in named]


def rows(path):
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.reader(source))


def shape(node):
    """Return a document with its values left out."""
    if isinstance(node, dict):
        return {name: shape(value) for name, value in node.items()}
    return [shape(value) for value in node] if isinstance(node, list) else None


def facts(path):
    """Return the row count of each table and, for each join, the sorted sizes of its groups."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        tables = sorted(name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
        counts = {table: database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}
        joins = {}
        for child, parent, key in JOINS:
            query = f"SELECT count(*) FROM {child} JOIN {parent} USING ({key}) GROUP BY {parent}.rowid"
            joins[child, parent] = sorted(size for (size,) in database.execute(query))
    return counts, joins


def digests(folder):
    """Return the digest of every file below *folder*."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }

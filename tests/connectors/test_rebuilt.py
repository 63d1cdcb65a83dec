"""An odd item costs itself: where it cannot be rebuilt nothing of it is written, and what is written after it is sound."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from connectors import connect
from records.errors import Reason, Unreadable
from records.record import Record, Withheld
from records.settings import load

FILES = {
    "forms.csv": b"name,fee\nJane,1\nJohn,2\nMary,3\n",
    "list.json": b'[{"a": 1}, {"a": 2}, {"a": 3}, {"a": 4}]',
    "lines.jsonl": b'{"a": 1}\n{"a": 2}\n{"a": 3}\n{"a": 4}\n',
}


def odd(record):
    """Return *record* with a handle that its writer cannot make anything of."""
    carrier = record.carrier
    return replace(record, carrier=replace(carrier, document=replace(carrier.document, carrier=None)))


def copied(source, into, break_):
    """Rebuild *source* below *into* with its second item broken; return the reasons of what was withheld."""
    connector = connect(str(source), load())
    writer = connector.rebuild(into)
    reasons = []
    for number, item in enumerate(connector.read(), 1):
        assert isinstance(item, Record)
        record = break_(item) if number == 2 else item
        try:
            writer.add(record, tuple(field.text for field in record.fields))
        except Unreadable as error:
            reasons.append(error.reason)
            writer.withhold(Withheld(item.container, item.id, item.place, error.reason))
    writer.close()
    return reasons


@pytest.mark.case("R08")
@pytest.mark.parametrize("name", FILES)
def test_an_item_that_cannot_be_rebuilt_is_withheld_alone(tmp_path, name):
    """In a table, a list and lines its place holds a notice, and the items around it are as they were."""
    (tmp_path / name).write_bytes(FILES[name])
    (tmp_path / "copy").mkdir()
    reasons = copied(tmp_path / name, tmp_path / "copy", odd)
    (file,) = (tmp_path / "copy").iterdir()
    text = file.read_text(encoding="utf-8")
    items = {
        "forms.csv": lambda: [row[-1] for row in csv.reader(io.StringIO(text))],
        "list.json": lambda: [value.get("a") for value in json.loads(text)],
        "lines.jsonl": lambda: [json.loads(line).get("a") for line in text.splitlines()],
    }[name]()

    assert reasons == [Reason.NOT_REBUILT]
    assert (len(items), Reason.NOT_REBUILT.value in text) == (4, True)
    assert items[:1] + items[2:] == (["fee", "2", "3"] if name == "forms.csv" else [1, 3, 4])


@pytest.mark.case("R08")
def test_a_document_that_cannot_be_rebuilt_is_not_there(tmp_path):
    """A file that is one document is withheld whole, and no empty file stands for it."""
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text("The fence.\n", encoding="utf-8")
    (tmp_path / "copy").mkdir()

    assert copied(tmp_path / "in", tmp_path / "copy", lambda record: replace(record, carrier=None)) == [
        Reason.NOT_REBUILT
    ]
    assert [path.name for path in (tmp_path / "copy").iterdir()] == ["0001.txt"]


@pytest.mark.case("R08")
def test_a_row_of_a_database_that_cannot_be_rebuilt_is_left_out(tmp_path):
    """A cell that nothing can be made of costs its row; the others are in the copy."""
    with closing(sqlite3.connect(tmp_path / "in.sqlite")) as db, db:
        db.execute("CREATE TABLE form (note TEXT)")
        db.executemany("INSERT INTO form VALUES (?)", [("fence",), ("gate",)])
    (tmp_path / "copy").mkdir()
    odd_cell = lambda record: replace(record, carrier=replace(record.carrier, cells=(None,)))  # noqa: E731
    reasons = copied(f"sqlite:///{(tmp_path / 'in.sqlite').as_posix()}", tmp_path / "copy", odd_cell)
    (copy,) = (tmp_path / "copy").rglob("*.sqlite")
    with closing(sqlite3.connect(copy)) as db:
        assert (reasons, db.execute("SELECT note FROM form").fetchall()) == ([Reason.NOT_REBUILT], [("gate",)])

"""A JSON lines file is read line by line; a bad line costs itself only."""

import json
from dataclasses import replace

import pytest

from connectors.jsonl_file import JsonlConnector
from records.errors import Reason
from records.record import Record, Withheld
from records.settings import Settings

SMALL = replace(Settings(), limits=replace(Settings().limits, field_chars=100))


@pytest.fixture
def connector(tmp_path):
    path = tmp_path / "source.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"name": "Jane", "fee": 1.10}\r\n\n'
        b'{"name": "John"\n'
        b'{"name": "' + b"x" * 500 + b'"}\n'
        b'{"notes": "' + b"y" * 150 + b'", "zip": "59601"}\n'
        b'["Zo\xeb"]'
    )
    return JsonlConnector(path, SMALL)


@pytest.mark.case("S13")
def test_a_bad_line_is_withheld_and_the_others_go_on(connector):
    """Broken and endless lines are withheld with their reasons; blank lines are no items."""
    items = [(item.reason.name if isinstance(item, Withheld) else item.id) for item in connector.read()]

    assert items == ["1", "UNREADABLE", "TOO_LARGE", "4", "5"]


def test_as_many_lines_come_out_as_items_went_in(connector, tmp_path):
    """Each line of the copy is valid JSON, notices included."""
    writer = connector.rebuild(tmp_path)
    for item in connector.read():
        if isinstance(item, Record):
            writer.add(item, tuple(field.text for field in item.fields))
        else:
            writer.withhold(item)
    writer.close()

    assert [json.loads(line) for line in (tmp_path / "0001.jsonl").read_text(encoding="utf-8").splitlines()] == [
        {"name": "Jane", "fee": 1.10},
        {"withheld": Reason.UNREADABLE.value},
        {"withheld": Reason.TOO_LARGE.value},
        {"notes": "[withheld: larger than the set limit]", "zip": "59601"},
        ["Zoë"],
    ]

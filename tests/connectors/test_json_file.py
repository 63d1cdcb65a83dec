"""A JSON list of objects is read object by object in flat memory, and cut off where it breaks."""

import io
import json
import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.json_file import Elements, JsonListConnector
from records.errors import Reason
from records.record import Record, Withheld
from records.settings import Settings

SMALL = replace(Settings(), limits=replace(Settings().limits, field_chars=100))
OBJECTS = st.dictionaries(st.text(max_size=4), st.integers() | st.text(max_size=8) | st.none(), max_size=3)


def copied(path, content, into, limits=SMALL):
    path.write_bytes(content)
    connector = JsonListConnector(path, limits)
    writer = connector.rebuild(into)
    items = list(connector.read())
    for item in items:
        if isinstance(item, Record):
            writer.add(item, tuple(field.text for field in item.fields))
        else:
            writer.withhold(item)
    writer.close()
    return items, json.loads((into / "0001.json").read_text(encoding="utf-8"))


def test_each_object_is_a_record(tmp_path):
    """Ids count the elements, whatever they are, and the copy is a list of the same values."""
    values = [{"name": "Jane", "fee": 1.5}, {}, 12, [None, "x"], {"name": "John"}]
    items, copy = copied(tmp_path / "a.json", b"\xef\xbb\xbf" + json.dumps(values).encode(), tmp_path)

    assert [(item.id, item.place) for item in items] == [(str(n), f"item {n}") for n in range(1, 6)]
    assert copy == values


@pytest.mark.case("E23")
@given(st.lists(OBJECTS, max_size=8), st.integers(1, 40))
def test_no_cut_of_the_reading_matters(values, chunk):
    """However many characters are read at once, the same elements come out."""
    elements = Elements(io.StringIO(json.dumps(values, indent=1)), 1000, chunk=chunk)

    assert [json.loads(source) for source, _ in elements.read()] == values


@pytest.mark.parametrize("rest", [b', {"name": ', b"} ]", b', {"a": 1} {"b": 2}]', b"", b", ]", b"] x"])
def test_what_follows_a_break_is_withheld(tmp_path, rest):
    """The elements before it are released, the rest is one withheld item, and the copy is still valid."""
    items, copy = copied(tmp_path / "a.json", b'[{"name": "Jane"}' + rest, tmp_path)

    assert copy[0] == {"name": "Jane"}
    assert items[-1] == Withheld("0001", "rest", "rest of the file", Reason.UNREADABLE)
    assert copy[-1] == {"withheld": Reason.UNREADABLE.value}


@pytest.mark.case("S13")
def test_endless_and_deep_elements_are_withheld(tmp_path):
    """An element without end and one that nests too deep are withheld with those reasons."""
    long, _ = copied(tmp_path / "a.json", b'[{"a": "' + b"x" * 300_000, tmp_path)
    (tmp_path / "0001.json").unlink()
    deep, _ = copied(tmp_path / "a.json", b'[{"a": ' + b"[" * 150 + b"]" * 150 + b'}, {"b": 1}]', tmp_path)

    assert [item.reason for item in long] == [Reason.TOO_LARGE]
    assert [getattr(item, "reason", None) for item in deep] == [Reason.TOO_DEEP, None]


def test_memory_does_not_grow_with_the_list(tmp_path):
    """Five times the objects cost no more memory."""

    def peak(count):
        path = tmp_path / "a.json"
        path.write_text(json.dumps([{"id": 1, "name": "Jane Doe"}] * count))
        connector = JsonListConnector(path, Settings())
        tracemalloc.start()
        assert sum(1 for _ in connector.read()) == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)

    assert peak(15_000) < 1.5 * peak(3_000) + 2_000_000  # up to 1 MB is read to tell the encoding

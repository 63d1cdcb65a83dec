"""Reads a message given as bytes, and rebuilds it with redacted texts, through the connector a user would use."""

import email
from email import policy
from pathlib import Path

import pytest

from connectors.mailbox import EmlConnector
from records.settings import Settings

KEY = b"a key of the tests"


@pytest.fixture
def read(tmp_path):
    """Return a function from the bytes of a message to its Record, or Withheld."""

    def run(content, settings=None):
        path = Path(tmp_path) / "in.eml"
        path.write_bytes(content)
        (item,) = EmlConnector(path, settings or Settings(), release_key=KEY).read()
        return item

    return run


@pytest.fixture
def rebuild(tmp_path, read):
    """Return a function from the bytes of a message, and pairs of text to replace, to the bytes of its copy."""

    def run(content, *pairs):
        record = read(content)
        texts = []
        for field in record.fields:
            text = field.text
            for old, new in pairs:
                text = text.replace(old, new)
            texts.append(text)
        into = Path(tmp_path) / f"out-{len(list(Path(tmp_path).iterdir()))}"
        into.mkdir()
        writer = EmlConnector(Path(tmp_path) / "in.eml", Settings(), release_key=KEY).rebuild(into)
        name = writer.add(record, tuple(texts))
        writer.close()
        return (into / name).read_bytes()

    return run


@pytest.fixture
def parsed(rebuild):
    """Return a function that rebuilds a message and opens the copy with the standard parser, a stranger to ours."""

    def run(content, *pairs):
        copy = rebuild(content, *pairs)
        assert copy.count(b"\n") == copy.count(b"\r\n")
        return email.message_from_bytes(copy.replace(b"\r\n", b"\n"), policy=policy.default)

    return run


@pytest.fixture
def shown():
    """Return a function from a record to the texts of its released, or its unreleased, fields."""

    def run(record, *, released):
        return "\n".join(field.text for field in record.fields if field.released is released)

    return run

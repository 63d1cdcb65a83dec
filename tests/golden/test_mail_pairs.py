"""Each message beside its released copy: what a reader of this folder sees is what the mail policy does, byte for byte."""

from pathlib import Path

import pytest

from connectors.mailbox import EmlConnector, MboxConnector
from records.settings import Settings

FOLDER = Path(__file__).with_name("mail")
PAIRS = sorted(path.name.replace(".before.", ".") for path in FOLDER.glob("*.before.*"))
# What the detectors and the numbering would decide; here it is fixed, so that a pair shows the connector alone.
DECIDED = (
    ("jane.doe@example.org", "[EMAIL 1]"),
    ("jane@example.net", "[EMAIL 2]"),
    ("Doe, Jane", "[NAME 1]"),
    ("Jane Doe", "[NAME 1]"),
    ("Jane\u00a0Doe", "[NAME 1]"),
    ("José Pérez", "[NAME 2]"),
    ("406-555-0101", "[PHONE 1]"),
    ("900-55-0101", "[SSN 1]"),
)


def redacted(text):
    for value, label in DECIDED:
        text = text.replace(value, label)
    return text


@pytest.mark.parametrize("name", PAIRS)
def test_the_copy_of_a_message_is_the_golden_one(tmp_path, name):
    """Headers by allow-list, new ids, one view, attachments rebuilt or replaced, and not a byte more."""
    stem, kind = name.split(".")
    before, after = FOLDER / f"{stem}.before.{kind}", FOLDER / f"{stem}.after.{kind}"
    connector = (MboxConnector if kind == "mbox" else EmlConnector)(before, Settings(), release_key=b"golden")
    writer = connector.rebuild(tmp_path)
    for record in connector.read():
        writer.add(record, tuple(redacted(field.text) for field in record.fields))
    writer.close()
    written = (tmp_path / f"0001.{kind}").read_bytes().replace(b"\r\n", b"\n")
    assert written.decode() == after.read_bytes().replace(b"\r\n", b"\n").decode()


@pytest.mark.parametrize("name", PAIRS)
def test_no_golden_copy_holds_a_value(name):
    """The pairs themselves are checked: no decided value stands in the bytes of a copy."""
    stem, kind = name.split(".")
    content = (FOLDER / f"{stem}.after.{kind}").read_text(encoding="utf-8")
    assert [value for value, _ in DECIDED if value in content] == []


def test_there_are_pairs():
    """An empty folder would pass the two tests above."""
    assert len(PAIRS) == 4

"""Whatever bytes a file holds, under whatever name, it is read or counted, and its copy can be opened by other programs."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors import connect
from connectors.documents.decode import decode
from records.record import Record
from records.settings import Settings
from release.strangers import opened

pytestmark = pytest.mark.slow

NAMES = st.sampled_from(
    [
        "a.csv",
        "a.tsv",
        "a.json",
        "a.jsonl",
        "a.txt",
        "a.xml",
        "a.html",
        "a.eml",
        "a.mbox",
        "a.ics",
        "a.vcf",
        "a.rtf",
        "a.xlsx",
        "a.msg",
        "a.pst",
        "a.dat",
        "a",
    ]
)
PIECES = st.sampled_from(
    [
        "name,phone\n", "Jane Doe;406-555-0142\n", "id\tname\n1\tJane\n", '"', '""', ",", "\r", "\n", "\r\n", "\n\n", "\0", "\x1a",
        '{"a": 1}\n', '{"a": [1, "x"]', "]", "}", "[", "NaN", "\\ud800", "\ufeff", "é", "<a>", "</a>", "<p>x</p>", "<?xml ", "&x;",
        "From jane@example.org Mon Jan  1 00:00:00 2024\n", "From: jane@example.org\nSubject: x\n\n", "Content-Type: text/html\n\n",
        "=1+1", "# comment\n", "\x1b[0m", "|", ";", "'", "\t", "x" * 250, "From now on\n", "MIME-Version: 1.0\n", "--b\n",
        "BEGIN:VCALENDAR\n", "BEGIN:VEVENT\n", "END:VEVENT\n", "END:VCALENDAR\n", "BEGIN:VCARD\n", "END:VCARD\n", "N:a;b\\;c\n",
        'SUMMARY;X=":":a\\n\n', " folded\n", "NOTE;QUOTED-PRINTABLE:=\n", "{\\rtf1 ", "{\\*\\x ", "\\u9999?", "PK\x03\x04",
        "!BDN", "Received: x\n", "Message-ID: <a@example.org>\n", "Content-Type: application/ms-tnef\n\n",
    ]
)  # fmt: skip
CONTENTS = st.one_of(
    st.binary(max_size=200),
    st.tuples(
        st.sampled_from([b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x78\x9f\x3e\x22", b"!BDN"]), st.binary(max_size=700)
    ).map(b"".join),
    st.lists(PIECES, max_size=14).map(lambda pieces: "".join(pieces).encode()),
    st.lists(PIECES, max_size=8).map(lambda pieces: "".join(pieces).encode("utf-16")),
)


@settings(max_examples=250, deadline=None)
@given(NAMES, CONTENTS)
def test_any_content_is_read_or_counted_and_its_copy_opens(name, content):
    """No content crashes a reading; a copy full of tokens opens in another program with as many items as were written."""
    with tempfile.TemporaryDirectory() as folder:
        source, into = Path(folder) / name, Path(folder) / "copy"
        source.write_bytes(content)
        into.mkdir()
        connector = connect(str(source), Settings())
        writer = connector.rebuild(into)
        items = list(connector.read())
        for item in items:
            if isinstance(item, Record):
                writer.add(item, tuple("[TOKEN]" for _ in item.fields))
            else:
                writer.withhold(item)
        writer.close()
        counted = [sum(found.items for found in opened(path)) for path in into.rglob("*") if path.is_file()]

    assert items or decode(content)[0].strip("\ufeff \r\n") == ""
    assert all(count in {0, len(items)} for count in counted)

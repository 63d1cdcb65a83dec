"""No bytes crash the mail connectors: every damaged message is a record that can be rebuilt, or withheld with a reason."""

import email
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.mail.fields import Intake
from connectors.mail.parse import parse
from connectors.mail.split import messages
from connectors.mail.threads import Ids
from connectors.mail.write import message_bytes
from connectors.mailbox import MboxConnector
from records.errors import Reason, Unreadable
from records.record import Record
from records.settings import Limits, Settings

SEED = (Path(__file__).resolve().parents[2] / "golden" / "mail" / "attachments.before.eml").read_bytes()
PIECES = [
    b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Type: message/rfc822\n", b"Content-Type: text/html; charset=utf-7\n",
    b"Content-Transfer-Encoding: base64\n", b"Content-Transfer-Encoding: quoted-printable\n", b"Subject: =?utf-8?b?w6k?=\n",
    b'From: "a\\" <b@example.org>, (c <d>\n', b"--b\n", b"--b--\n", b"\n", b"\r\n", b"\r", b"\0", b"\xff\xfe", b"<p>x<!--", b"begin 644 a\n",
    b"From x Mon Jan  6 10:00:00 2025\n", b"Date: 31 Dec 9999 23:59:59 -9999\n", b"=\n", b"aGVsbG8=\n", b"Content-Type: text/plain\n",
    b"Content-Disposition: attachment; filename*0*=utf-8''%E9; filename=x\n", b"References: <a@b> <c@d\n", b"words and 406-555-0101\n",
]  # fmt: skip


def round_trip(content):
    """Read and rebuild *content* without the guard that turns a crash into "withheld", so that a crash fails the test."""
    try:
        part = parse(content, Limits())
    except Unreadable:
        return
    intake = Intake(container="0001", record="1", ids=Ids(b"k"), limits=Limits())
    plan = intake.message(part)
    assert Reason.CRASHED not in {part.reason for part in intake.withheld}
    copy = message_bytes(plan, tuple(field.text for field in intake.fields), name="x")
    assert copy.isascii()
    assert email.message_from_bytes(copy)["Message-ID"] is not None
    assert all(field.text.encode("utf-8", "surrogatepass") is not None for field in intake.fields)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_shuffled_pieces_of_messages(content):
    """Any order of headers, boundaries, encodings and line ends."""
    round_trip(b"Subject: s\n" + content)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_message(data):
    """Bytes changed, cut out or doubled anywhere in a real structure."""
    start = data.draw(st.integers(0, len(SEED)))
    end = data.draw(st.integers(start, min(len(SEED), start + 200)))
    round_trip(SEED[:start] + data.draw(st.binary(max_size=20)) + SEED[end:])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=500))
def test_any_bytes(content):
    """Not even a header is needed."""
    round_trip(content)
    round_trip(b"From: a@example.org\n\n" + content)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_any_mailbox_is_covered_by_its_spans(tmp_path_factory, content):
    """No byte of an mbox but blank ones lies outside the messages and their separators, and each is an item."""
    import io

    spans = list(messages(io.BytesIO(content)))
    covered = b"".join(span.separator + content[span.start : span.end] for span in spans)
    assert covered.strip() == content.strip()
    path = tmp_path_factory.mktemp("fuzz") / "box.mbox"
    path.write_bytes(content)
    items = list(MboxConnector(path, Settings()).read())
    assert [item.id if isinstance(item, Record) else item.record for item in items] == [
        str(n) for n, _ in enumerate(spans, 1)
    ]

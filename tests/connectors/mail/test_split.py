"""The mbox splitter finds each message once, whatever dialect the file is in."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mail.split import looks_like_mbox, messages, unescape

SEP = b"From jane@example.org Mon Jan  6 10:00:00 2025\n"
HEAD = b"From: jane@example.org\nSubject: one\n\n"


def spans(content):
    return [(span.separator, content[span.start : span.end]) for span in messages(io.BytesIO(content))]


def test_each_separator_starts_a_message():
    """Two separators, two messages, every byte in one of them or in a separator."""
    content = SEP + HEAD + b"a\n\n" + SEP + HEAD + b"b\n"
    assert spans(content) == [(SEP, HEAD + b"a\n\n"), (SEP, HEAD + b"b\n")]


@pytest.mark.case("P01")
@pytest.mark.parametrize(
    "line",
    [
        b"From now on call 406-555-0101",
        b"From the desk of Jane Doe",
        b"From Mon to Fri: 8:00 to 5:00",
        b"From: is not a separator",
        b"From jane@example.org Mon Jan  6 10:00:00 2025 she was away, at home and then elsewhere, for a very long time indeed",
    ],
)
def test_a_body_line_that_begins_with_from_does_not_split(line):
    """The standard library splits at any "From " line; prose after a blank line stays in its message."""
    content = SEP + HEAD + b"Hi\n\n" + line + b"\nand more words\n"
    assert spans(content) == [(SEP, content[len(SEP) :])]


@pytest.mark.case("P01")
def test_declared_length_protects_a_quoted_separator():
    """In mboxcl a body may hold a whole separator line unescaped; Content-Length says it is inside."""
    body = b"quoted:\n\n" + SEP + b"not: a usual header\n\nend\n"
    content = SEP + b"From: a@example.org\nContent-Length: %d\n\n" % len(body) + body + b"\n" + SEP + HEAD + b"x\n"
    assert len(spans(content)) == 2


def test_missing_blank_line_before_a_separator():
    """Some writers leave out the blank line; a dated separator before usual headers is believed all the same."""
    assert len(spans(SEP + HEAD + b"a\n" + SEP + HEAD + b"b\n")) == 2


def test_separator_without_a_date():
    """A separator with only an address is believed after a blank line where two usual headers follow."""
    assert len(spans(SEP + HEAD + b"a\n\nFrom x@example.org\nFrom: b@example.org\nSubject: s\n\nb\n")) == 2


def test_text_before_the_first_separator_is_a_message_of_its_own():
    """Nothing in the file is passed over."""
    assert [content for _, content in spans(b"stray text\n\n" + SEP + HEAD)] == [b"stray text\n\n", HEAD]


def test_empty_and_blank_files_hold_no_message():
    """No bytes, no messages; white space alone is none either."""
    assert [spans(content) for content in (b"", b"\n\n \n")] == [[], []]


def test_a_line_longer_than_the_chunk_is_not_cut_into_lines():
    """A "From " that happens to stand where a chunk begins is no line start."""
    content = SEP + HEAD + b"x" * 65_536 + SEP + b"From: b@example.org\nSubject: s\n\n"
    assert len(spans(content)) == 1


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=200), max_size=5))
def test_any_bodies_keep_their_count(bodies):
    """Messages written as mboxrd come back in the same number with the same content."""
    quoted = [b"".join(_quoted(line) for line in body.encode().splitlines(keepends=True)) for body in bodies]
    content = b"".join(SEP + HEAD + body + b"\n\n" for body in quoted)
    found = [unescape(each) for _, each in spans(content)]
    assert found == [HEAD + body.encode() + b"\n\n" for body in bodies]


def _quoted(line):
    return b">" + line if line.lstrip(b">").startswith(b"From ") else line


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (SEP + HEAD, True),
        (b"From x@example.org\nReceived: by y\n", True),
        (b"From now on\nwe meet on Monday\n", False),
        (b"From: jane@example.org\n", False),
        (b"", False),
    ],
)
def test_looks_like_mbox(head, expected):
    """An mbox is told by its first separator, not by a word."""
    assert looks_like_mbox(head) is expected

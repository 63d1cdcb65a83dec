"""The parser keeps every byte of a message in view and stays within its limits, whatever the structure claims."""

import dataclasses

import pytest

from connectors.mail.parse import looks_like_message, parse
from records.errors import Reason, Unreadable
from records.settings import Limits

LIMITS = Limits()


def multipart(*parts, boundary=b"b", kind=b"mixed", before=b"", after=b""):
    body = b"".join(b"--%s\n%s\n" % (boundary, part) for part in parts)
    head = b"Content-Type: multipart/%s; boundary=%s\nSubject: s\n\n" % (kind, boundary)
    return head + before + body + b"--%s--\n" % boundary + after


def nested(depth):
    content = b"Subject: deepest\n\nword"
    for level in range(depth):
        content = multipart(content, boundary=b"b%d" % level)
    return content


def test_parts_are_cut_at_their_boundary_lines():
    """The line end before a boundary belongs to the boundary."""
    part = parse(multipart(b"\none\n", b"\ntwo"), LIMITS)
    assert [child.content for child in part.parts] == [b"one\n", b"two"]


@pytest.mark.case("M04")
def test_text_around_the_parts_is_kept():
    """Preamble and epilogue, which the standard walk() passes over, are kept for scanning."""
    part = parse(multipart(b"\none", before=b"before 406-555-0101\n", after=b"after\n"), LIMITS)
    assert (part.outside.splitlines(), len(part.parts)) == ([b"before 406-555-0101", b"after"], 1)


@pytest.mark.case("M03")
@pytest.mark.parametrize(
    "content",
    [
        b"Content-Type: multipart/mixed; boundary=b\nSubject: s\n\n--other\n\none\n--other--\n",
        b"Content-Type: multipart/mixed\nSubject: s\n\n--b\n\none\n--b--\n",
        b"Content-Type: multipart/mixed; boundary=b; boundary=c\nSubject: s\n\n--b\n\none\n--b--\n",
        b"Content-Type: text/plain\nContent-Type: text/html\nSubject: s\n\nx",
    ],
    ids=["wrong boundary", "no boundary", "two boundaries", "two types"],
)
def test_structure_that_readers_see_differently_is_ambiguous(content):
    """What two parsers may read in two ways is marked, so that it is withheld."""
    assert parse(content, LIMITS).flaw is Reason.AMBIGUOUS


@pytest.mark.case("M03")
def test_parts_after_the_closing_boundary_are_ambiguous():
    """A lax reader goes on after the end; what it would find is kept as a part that is withheld."""
    part = parse(multipart(b"\none", after=b"--b\n\nhidden\n--b--\n"), LIMITS)
    assert [(child.flaw, b"hidden" in child.content) for child in part.parts] == [
        (None, False),
        (Reason.AMBIGUOUS, True),
    ]


@pytest.mark.case("M03")
def test_boundary_that_begins_another_is_not_taken_for_it():
    """A boundary counts as a whole line only, trailing blanks aside."""
    inner = multipart(b"\none", boundary=b"bb")
    part = parse(multipart(inner, b"\ntwo  \n--b x\n").replace(b"--b\n", b"--b \t\n"), LIMITS)
    assert [child.media for child in part.parts] == ["multipart/mixed", "text/plain"]
    assert part.parts[1].content == b"two  \n--b x\n"


@pytest.mark.case("M02")
@pytest.mark.parametrize("depth", [50, 2_000])
def test_deep_nesting_ends_in_a_flaw_and_never_in_a_crash(depth):
    """Past the limit the rest is one part marked too deep."""
    part = parse(nested(depth), LIMITS)
    while part.parts:
        part = part.parts[0]
    assert part.flaw is Reason.TOO_DEEP


@pytest.mark.case("M08")
@pytest.mark.parametrize("content", [b"Subject: " + b"x" * 1_100_000 + b"\n\n", b"X-A: b\n" * 100_000 + b"\nbody"])
def test_monstrous_headers_are_refused(content):
    """A header of a megabyte, or a hundred thousand headers, withholds the message."""
    with pytest.raises(Unreadable) as caught:
        parse(content, LIMITS)
    assert caught.value.reason is Reason.TOO_LARGE


def test_more_parts_than_the_limit_are_refused():
    """The limit counts every part of the message."""
    with pytest.raises(Unreadable) as caught:
        parse(multipart(*[b"\nx"] * 20), dataclasses.replace(LIMITS, parts=10))
    assert caught.value.reason is Reason.TOO_LARGE


@pytest.mark.case("M07")
def test_bare_cr_does_not_smuggle_a_header_into_a_value():
    """What stands after a bare CR is a header of its own where it looks like one, as the standard parser sees it."""
    part = parse(b"Subject: hello\rBcc: jane@example.org\nTo: b@example.org\n\nbody\n", LIMITS)
    assert [header.name for header in part.headers] == ["Subject", "Bcc", "To"]


@pytest.mark.case("M05")
def test_duplicate_headers_are_all_kept():
    """The standard library gives the first only."""
    assert parse(b"Subject: one\nSubject: two\n\n", LIMITS).values("subject") == ("one", "two")


@pytest.mark.case("E04")
@pytest.mark.case("E05")
def test_both_file_names_are_seen():
    """RFC 2231 pieces are joined, and a second name beside the first is not lost."""
    part = parse(
        b"Subject: s\nContent-Disposition: attachment; filename=plain.txt;\n"
        b" filename*0*=utf-8''Jos%C3%A9; filename*1*=%20Doe.pdf\n\nx",
        LIMITS,
    )
    from connectors.mail.parse import parameters

    names = [text for name, text in parameters(part.value("content-disposition")) if name == "filename"]
    assert names == ["plain.txt", "José Doe.pdf"]


@pytest.mark.case("E07")
@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_message_saved_in_another_encoding_is_read(codec):
    """Files exported as UTF-16 or with a byte order mark are messages all the same."""
    content = "Subject: hello\nFrom: jane@example.org\n\nbody text of some length\n".encode(codec)
    assert (parse(content, LIMITS).value("subject"), looks_like_message(content)) == ("hello", True)


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r", b"\r\r\n"])
def test_every_line_ending_is_understood(ending):
    """CR alone and the doubled CR of broken gateways end a line too."""
    part = parse(ending.join([b"Subject: a", b" b", b"To: c@example.org", b"", b"body"]), LIMITS)
    assert ([header.value for header in part.headers], part.content) == (["a b", "c@example.org"], b"body")


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n\0\0", b"just words\nand more\n", b"name: Jane\nage: 30\n", b"Subject only\n"]
)
def test_what_is_no_message_does_not_look_like_one(content):
    """Two headers are needed, one of them usual in mail."""
    assert not looks_like_message(content)


@pytest.mark.parametrize(
    "content",
    [
        b"Date: 3/4/2024\nName: Jane\nComplaint: noise\n",
        b"Received: 3/4/2024\nFrom: Jane\nPhone: 406-555-0101\nDetails: a pothole\n",
        b"Name: Jane\nStatus: pending\nAmount: 5\n",
        b"From:\tJane\nSent:\tMonday\nTo:\tclerk\nSubject:\tpermit\n\nHello\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Council\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nX-ABUID:1\r\nFN:Jane\r\nEND:VCARD\r\n",
    ],
)
def test_a_form_or_a_calendar_is_no_message(content):
    """A copy of a message has few headers: whatever is no mail would lose its lines."""
    assert not looks_like_message(content)


@pytest.mark.parametrize(
    "content",
    [
        b"From: a@example.org\nTo: b@example.org\nSubject: permit\n\nHello\n",
        b"X-Custom: 1\nReceived: from mx (mx [203.0.113.9])\n\tby mx; Mon, 4 Mar 2024 13:25:00 -0700\nWhatever: x\n\nHello\n",
        b"Message-ID: <1@example.org>\nPhone-Tree: yes\n\nHello\n",
        b"X-Unsent: 1\nTo: b@example.org\nContent-Type: text/plain\nThread-Topic: permit\n\nHello\n",
    ],
)
def test_a_message_is_told_by_what_only_mail_has(content):
    """An id, a version, a hop between servers; or headers of which each is one of mail."""
    assert looks_like_message(content)

"""A message is scanned whole, released by an allow-list and rebuilt so that any mail program reads it."""

import base64
import binascii
import email
from email import policy
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.mail.plan import Plan, Text
from connectors.mail.write import message_bytes, quote_separators
from records.errors import Reason
from records.record import Record, Shape, Withheld
from records.settings import Limits, Settings

HEADERS = b"""\
Return-Path: <bounce+jane=example.org@list.example.com>
Received: from host (host [192.0.2.7]) by mx.example.net for <hidden@example.net>
From: "Doe, Jane" <jane@example.org>
To: clerk@example.com
Cc: =?utf-8?q?Jos=C3=A9?= <jose@example.org>
Bcc: secret@example.org
Reply-To: reply@example.org
Subject: =?utf-8?q?Permit_for_Jane?=
Thread-Topic: Original topic of Jane
Date: Mon, 6 Jan 2025 10:00:00 -0700
Message-ID: <jane.doe.20250106@example.org>
References: <root@example.org> <mid@example.org>
In-Reply-To: <mid@example.org>
X-Originating-IP: [192.0.2.8]
DKIM-Signature: v=1; d=example.org; i=jane@example.org
X-Mailer: Mailer of Jane
"""
PLAIN = HEADERS + b"Content-Type: text/plain; charset=utf-8\n\nHello Jane\n"
PDF = base64.encodebytes(b"%PDF-1.7\nrest").decode()


def mixed(*parts, headers=HEADERS, kind="mixed"):
    body = "".join(f"--bnd\n{part}\n" for part in parts)
    return headers + f"Content-Type: multipart/{kind}; boundary=bnd\n\n{body}--bnd--\n".encode()


def reasons(record):
    return [(part.place, part.reason) for part in record.withheld]


@pytest.mark.case("M10")
@pytest.mark.case("M11")
@pytest.mark.case("M12")
def test_only_the_allow_list_of_headers_is_released(parsed):
    """Transport headers, Bcc, Thread-Topic, signatures and mailer names are not in the copy."""
    copy = parsed(PLAIN)
    assert sorted(copy.keys()) == sorted(
        [
            "From",
            "To",
            "Cc",
            "Subject",
            "Date",
            "Message-ID",
            "References",
            "In-Reply-To",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
        ]
    )


@pytest.mark.case("M12")
@pytest.mark.parametrize(
    "value",
    [
        "192.0.2.7",
        "192.0.2.8",
        "secret@example.org",
        "reply@example.org",
        "Original topic",
        "hidden@example.net",
        "bounce+jane",
    ],
)
def test_dropped_headers_are_scanned_and_gone(read, rebuild, shown, value):
    """What the policy drops is still a field, so that its values are known everywhere; no byte of it is in the copy."""
    record = read(PLAIN)
    assert (value in shown(record, released=False), value.encode() in rebuild(PLAIN)) == (True, False)


def test_released_texts_are_the_decoded_ones(read):
    """Detectors see names and subjects as a person would."""
    released = [(field.name, field.text, field.shape) for field in read(PLAIN).fields if field.released]
    assert released == [
        ("From", '"Doe, Jane" <jane@example.org>', Shape.MAILBOXES),
        ("To", "clerk@example.com", Shape.MAILBOXES),
        ("Cc", "José <jose@example.org>", Shape.MAILBOXES),
        ("Subject", "Permit for Jane", Shape.TITLE),
        ("body", "Hello Jane\n", Shape.PROSE),
    ]


@pytest.mark.case("M09")
def test_threading_holds_under_new_ids(parsed):
    """The id a message has is the one its answers refer to, and neither is the old one."""
    question = parsed(b"Subject: a\nFrom: a@example.org\nMessage-ID: <mid@example.org>\n\nq\n")
    answer = parsed(PLAIN)
    assert answer["In-Reply-To"] == question["Message-ID"]
    assert answer["References"].split()[-1] == question["Message-ID"]
    assert "mid@" not in str(question["Message-ID"])


@pytest.mark.case("M28")
@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Mon, 6 Jan 2025 10:00:00 -0700", "Mon, 06 Jan 2025 10:00:00 -0700"),
        ("Mon, 6 Jan 2025 10:00 (call 406-555-0101)", "Mon, 06 Jan 2025 10:00:00 -0000"),
        ("1 Jan 1601 00:00:00 GMT", "Mon, 01 Jan 1601 00:00:00 +0000"),
        ("yesterday at 406-555-0101", None),
        ("", None),
        ("99 Foo 99999", None),
    ],
)
def test_a_date_is_written_anew_or_not_at_all(parsed, date, expected):
    """Garbage is dropped, and a comment in a date is not carried over."""
    copy = parsed(f"Subject: s\nFrom: a@example.org\nDate: {date}\n\nx\n".encode())
    assert copy.get("Date") == expected


def test_a_comment_in_a_date_is_scanned(read, shown):
    """It is not released, and its value is known all the same."""
    record = read(b"Subject: s\nFrom: a@example.org\nDate: Mon, 6 Jan 2025 10:00 (call 406-555-0101)\n\nx\n")
    assert "406-555-0101" in shown(record, released=False)


@pytest.mark.case("M14")
def test_one_view_of_an_alternative_is_released_and_all_are_scanned(read, parsed, shown):
    """The plain view goes out; what only the HTML says is scanned and not emitted."""
    content = mixed(
        "Content-Type: text/plain\n\nplain words\n", "Content-Type: text/html\n\n<p>html words</p>", kind="alternative"
    )
    copy = parsed(content)
    assert (copy.get_content_type(), copy.get_content()) == ("text/plain", "plain words\n")
    assert "html words" in shown(read(content), released=False)


@pytest.mark.case("M14")
def test_a_stub_gives_way_to_the_rendered_html(parsed, read, shown):
    """Where the plain view only says that there is another, the other one's text is released as plain text."""
    page = "<p>" + "long words " * 100 + "</p>"
    content = mixed(
        "Content-Type: text/plain\n\nUse an HTML reader.\n", f"Content-Type: text/html\n\n{page}", kind="alternative"
    )
    copy = parsed(content)
    assert (copy.get_content_type(), copy.get_content().strip()) == ("text/plain", ("long words " * 100).strip())
    assert "Use an HTML reader." in shown(read(content), released=False)


@pytest.mark.case("H01")
@pytest.mark.case("H02")
def test_html_only_mail_is_rebuilt_as_html(parsed, read, shown):
    """New HTML without attributes; hidden text is scanned and gone."""
    content = b"Subject: s\nFrom: a@example.org\nContent-Type: text/html\n\n<p onclick=x>Hi <b title='tip text'>Jane</b><!--note--></p>"
    body = parsed(content).get_content()
    assert ("<p>Hi Jane</p>" in body, "tip" in body, "note" in body) == (True, False, False)
    assert "tip text\nnote" in shown(read(content), released=False)


def test_redacted_text_stands_in_the_place_of_the_original(parsed):
    """Each text goes where its field came from, in headers, bodies and nested messages alike."""
    inner = "Content-Type: message/rfc822\n\nSubject: inner Jane\nFrom: jane@example.org\n\nJane again\n"
    copy = parsed(
        mixed("Content-Type: text/plain\n\nJane\n", inner), ("jane@example.org", "[EMAIL 1]"), ("Jane", "[NAME 1]")
    )
    nested = next(part for part in copy.walk() if part.get_content_type() == "message/rfc822").get_content()
    assert (copy["Subject"], nested["Subject"], nested.get_content()) == (
        "Permit for [NAME 1]",
        "inner [NAME 1]",
        "[NAME 1] again\n",
    )
    assert str(nested["From"]) == '"[EMAIL 1]" <email-1@redacted.invalid>'


@pytest.mark.case("M01")
def test_base64_nested_message_is_read(read, parsed):
    """The standard parser leaves it undecoded without a word; here it is a message like any other."""
    inner = base64.encodebytes(b"Subject: inner\nFrom: jane@example.org\n\n406-555-0101\n").decode()
    content = mixed(f"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{inner}")
    record = read(content)
    assert ("attachment 1: body", "406-555-0101\n") in [(field.place, field.text) for field in record.fields]
    assert (
        next(part for part in parsed(content).walk() if part.get_content_type() == "message/rfc822").get_content()[
            "Subject"
        ]
        == "inner"
    )


def test_each_attachment_is_a_scope_of_its_own(read):
    """Rule R2 tells what stands in one document from what stands in another."""
    inner = "Content-Type: message/rfc822\n\nSubject: inner\nFrom: jane@example.org\n\nx\n"
    text = "Content-Type: text/plain; name=a.txt\n\nfile words\n"
    places = {
        field.place: field.scope for field in read(mixed("Content-Type: text/plain\n\nJane\n", inner, text)).fields
    }
    assert [places[key] for key in ("body", "attachment 1: body", "attachment 2: text")] == [0, 1, 2]


@pytest.mark.case("M15")
@pytest.mark.case("M16")
@pytest.mark.case("M17")
@pytest.mark.case("M18")
@pytest.mark.case("M19")
@pytest.mark.case("M20")
@pytest.mark.case("M26")
@pytest.mark.case("P09")
@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (f"Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n{PDF}", Reason.UNREADABLE),
        (f"Content-Type: text/plain; name=a.txt\nContent-Transfer-Encoding: base64\n\n{PDF}", Reason.MISMATCH),
        ("Content-Type: image/png\n\nonly words", Reason.MISMATCH),
        (
            "Content-Type: image/png\nContent-ID: <a@b>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAAAN",
            Reason.UNREADABLE,
        ),
        (
            "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+IgAA",
            Reason.UNREADABLE,
        ),
        ("Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\nUEsDBBQAAAAIAAAA", Reason.UNREADABLE),
        ("Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\nUEsDBBQAAQAIAAAA", Reason.ENCRYPTED),
        ("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB", Reason.ENCRYPTED),
        ("Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nMIIB", Reason.UNSUPPORTED),
        ("Content-Type: multipart/encrypted; boundary=in\n\n--in\n\nVersion: 1\n--in--", Reason.ENCRYPTED),
        ("Content-Type: message/partial; id=a; number=1\n\nSubject: x\n\ny", Reason.EXTERNAL),
        (
            "Content-Type: message/external-body; access-type=URL; URL=http://example.org/\n\nContent-Type: a/b\n\n",
            Reason.EXTERNAL,
        ),
        ("Content-Type: message/rfc822\n\nno headers here at all\n", Reason.UNREADABLE),
        ("Content-Type: multipart/mixed; boundary=nowhere\n\nwords\n", Reason.AMBIGUOUS),
        ("Content-Type: text/csv\nContent-Transfer-Encoding: rot13\n\na,b", Reason.UNSUPPORTED),
    ],
)
def test_what_cannot_be_released_is_replaced_by_a_notice(read, parsed, part, reason):
    """The part is listed with its reason and a one-page notice stands in its place."""
    content = mixed("Content-Type: text/plain\n\nbody\n", part)
    assert reasons(read(content)) == [("attachment 1", reason)]
    (notice,) = parsed(content).iter_attachments()
    assert (notice.get_filename(), notice.get_content()) == (
        "0001-1-att1-withheld.txt",
        f"This attachment was withheld: {reason.value}.\n",
    )


@pytest.mark.case("M20")
@pytest.mark.parametrize(
    "media",
    ["message/partial; id=a; number=2; total=3", "message/external-body; access-type=URL; URL=http://example.org/"],
)
def test_a_message_that_lies_elsewhere_is_withheld_whole(read, rebuild, shown, media):
    """A piece of a message, or a pointer to one: its headers stay, its content is a notice, and what it says is scanned."""
    content = HEADERS + f"Content-Type: {media}\n\nContent-Type: text/plain\n\ncall 406-555-0101\n".encode()
    assert reasons(read(content)) == [("attachment 1", Reason.EXTERNAL)]
    assert ("406-555-0101" in shown(read(content), released=False), b"406-555" in rebuild(content)) == (True, False)


@pytest.mark.case("M19")
@pytest.mark.case("M20")
def test_a_piece_of_a_pasted_file_is_withheld_and_its_words_are_known(read, rebuild, shown):
    """The second half of a file that was sent in two messages: withheld and listed, its text scanned, the letter around it kept."""
    words = "Call Jane Stallingsworth at 406-555-0101 about the permit. " * 4
    lines = [binascii.b2a_uu(words[at : at + 45].encode()).decode() for at in range(0, 225, 45)]
    content = b"Subject: part 2\nFrom: a@example.org\n\nHere is the rest.\n" + "".join(lines).encode() + b"\nBye.\n"
    record = read(content)
    assert reasons(record) == [("attachment 1", Reason.AMBIGUOUS)]
    assert "406-555-0101" in shown(record, released=False)
    assert (
        b"Here is the rest." in rebuild(content),
        b"Bye." in rebuild(content),
        lines[0].encode() in rebuild(content),
    ) == (
        True,
        True,
        False,
    )


@pytest.mark.case("E01")
def test_what_stands_below_a_base64_attachment_is_scanned(read, rebuild, shown):
    """A footer that no decoder shows is known everywhere and gone from the copy."""
    part = "Content-Type: text/plain; name=a.txt\nContent-Transfer-Encoding: base64\n\n"
    content = mixed(part + base64.b64encode(b"file words").decode() + "\n--\nsent to jane@example.net\n")
    assert "sent to jane@example.net" in shown(read(content), released=False)
    assert b"example.net" not in rebuild(content)


@pytest.mark.case("M03")
@pytest.mark.parametrize("cut_at", [b"--bnd--\n", b"\n--bnd--\n"])
def test_a_message_without_its_last_boundary_is_read_to_its_end(read, parsed, cut_at):
    """Every reader takes the last part to go on to the end, so nothing is in doubt: all of it is scanned and released."""
    content = mixed("Content-Type: text/plain\n\nbody\n", "Content-Type: text/plain; name=a.txt\n\nlast words")
    record = read(content.removesuffix(cut_at))
    (attachment,) = parsed(content.removesuffix(cut_at)).iter_attachments()
    assert (reasons(record), attachment.get_content().strip()) == ([], "last words")


@pytest.mark.case("M07")
@pytest.mark.parametrize(
    ("header", "names"),
    [
        (b"Subject: a\rBcc: jane@example.org", ["Subject", "Bcc"]),
        (b"Subject: a\rcall 406-555-0101", ["Subject"]),
        (b"Subject: a\r\rX-Jane: 406-555-0101", ["Subject"]),
        (b"Subject: a\r\n\rX-Jane: 406-555-0101", ["Subject"]),
    ],
)
def test_what_stands_behind_a_bare_cr_is_scanned_and_never_a_header_of_the_copy(read, rebuild, shown, header, names):
    """As a header of its own, as the rest of the line or as the body: no byte behind it is lost to the scan or smuggled on."""
    content = b"From: a@example.org\n" + header + b"\nTo: b@example.org\n\nbody\n"
    record = read(content)
    everything = shown(record, released=False) + shown(record, released=True)
    told = [word for word in ("jane@example.org", "406-555-0101") if word.encode() in header]
    assert [word for word in told if word not in everything] == []
    copy = email.message_from_bytes(rebuild(content))
    assert {"Bcc", "X-Jane"} & set(copy.keys()) == set()
    assert {field.name for field in record.fields} >= set(names)


@pytest.mark.case("M24")
def test_a_read_receipt_is_read_to_the_last_header(read, rebuild, shown):
    """What a receipt says of reader and message is a document like any other; the original's Bcc is scanned and gone."""
    content = mixed(
        "Content-Type: text/plain\n\nyour message was read\n",
        "Content-Type: message/disposition-notification\n\nReporting-UA: pc-of-jane; Mail\n"
        "Original-Recipient: rfc822;jane@example.org\nOriginal-Message-ID: <jane.1@example.org>\n",
        "Content-Type: message/rfc822\n\nSubject: lost\nFrom: a@example.org\nBcc: secret@example.org\n\ncall 406-555-0101\n",
        kind="report",
    )
    record = read(content)
    told = {field.place: field.text for field in record.fields if field.released}
    assert "rfc822;jane@example.org" in told["attachment 1: text"]
    assert told["attachment 2: body"] == "call 406-555-0101\n"
    assert ("secret@example.org" in shown(record, released=False), b"secret@example.org" in rebuild(content)) == (
        True,
        False,
    )


@pytest.mark.case("M17")
def test_a_signature_is_dropped_and_what_it_names_is_known(read, parsed, shown):
    """The signed text is released; the certificate, which names its holder, is scanned and gone."""
    certificate = base64.encodebytes(b"\x30\x82jane@example.org\x00\x01").decode()
    content = mixed(
        "Content-Type: text/plain\n\nsigned words\n",
        f"Content-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\n{certificate}",
        kind="signed",
    )
    assert (parsed(content).get_content(), reasons(read(content))) == ("signed words\n", [])
    assert "jane@example.org" in shown(read(content), released=False)


@pytest.mark.case("M02")
def test_messages_nested_past_the_limit_are_withheld(read):
    """The deepest ones are replaced by a notice; nothing overflows."""
    content = b"Subject: deepest\nFrom: a@example.org\n\nx\n"
    for _ in range(50):
        content = b"Subject: s\nFrom: a@example.org\nContent-Type: message/rfc822\n\n" + content
    record = read(content)
    assert [reason for _, reason in reasons(record)] == [Reason.TOO_DEEP]


@pytest.mark.case("M02")
@pytest.mark.case("M08")
@pytest.mark.parametrize(
    "content",
    [
        b"Subject: s\nFrom: a@example.org\nContent-Type: message/rfc822\n\n" * 2_000 + b"x",
        b"Subject: s\n" + b"X-A: b\n" * 100_000 + b"\nx",
        b"Subject: " + b"x" * 2_000_000 + b"\nFrom: a@example.org\n\nx",
    ],
)
def test_monsters_are_withheld_or_released_but_never_crash(read, content):
    """Two thousand nested messages, a hundred thousand headers, a header of two megabytes."""
    item = read(content)
    assert item.withheld[0].reason is Reason.TOO_DEEP if isinstance(item, Record) else item.reason is Reason.TOO_LARGE


@pytest.mark.case("M03")
@pytest.mark.case("M04")
def test_text_outside_the_parts_is_scanned_and_gone(read, rebuild, shown):
    """Preamble and epilogue hold what people wrote there, and no reader shows it."""
    content = (
        mixed("Content-Type: text/plain\n\nbody\n").replace(b"\n--bnd\n", b"\nbefore 406-555-0101\n--bnd\n", 1)
        + b"after jane\n"
    )
    hidden = shown(read(content), released=False)
    assert ("406-555-0101" in hidden, "after jane" in hidden) == (True, True)
    assert (b"406-555" in rebuild(content), b"after" in rebuild(content)) == (False, False)


@pytest.mark.case("M05")
def test_the_second_of_two_equal_headers_is_scanned_only(read, parsed, shown):
    """Readers differ in which they show, so one canonical header goes out and both are scanned."""
    content = b"From: a@example.org\nFrom: jane@example.org\nSubject: one\nSubject: two Jane\n\nx\n"
    hidden = shown(read(content), released=False)
    assert parsed(content).get_all("Subject") == ["one"]
    assert ("jane@example.org" in hidden, "two Jane" in hidden) == (True, True)


@pytest.mark.case("M07")
@pytest.mark.parametrize(
    "smuggled", ["=?utf-8?q?a=0D=0ABcc:_jane@example.org?=", "a\rBcc: jane@example.org", "=?utf-8?b?YQpCY2M6IGphbmU=?="]
)
def test_no_header_is_smuggled_through_a_value(parsed, smuggled):
    """Line ends in a decoded value become spaces: the copy has no header the plan does not name."""
    copy = parsed(f"From: a@example.org\nSubject: {smuggled}\n\nx\n".encode())
    assert ("Bcc" in copy, sorted(copy.keys())) == (
        False,
        ["Content-Transfer-Encoding", "Content-Type", "From", "MIME-Version", "Message-ID", "Subject"],
    )


@pytest.mark.case("M13")
def test_a_display_name_that_holds_another_address_is_one_field(read):
    """Both are in the text that is scanned."""
    record = read(b'From: "other@example.net 406-555-0101" <jane@example.org>\nSubject: s\n\nx\n')
    assert record.fields[0].text == '"other@example.net 406-555-0101" <jane@example.org>'


@pytest.mark.case("M21")
@pytest.mark.case("M22")
@pytest.mark.parametrize(
    "name",
    [
        "../../etc/cron.d/x",
        "C:\\\\x.txt",
        "CON",
        "a:b.txt",
        "x" * 300 + ".txt",
        "Doe_Jane_900-55-0101.txt",
        "\u202etxt.exe",
        "a\0b.txt",
    ],
)
def test_attachment_names_are_generated(parsed, read, shown, name):
    """Whatever the name, it is scanned and another one is written."""
    part = f'Content-Type: text/plain\nContent-Disposition: attachment; filename="{name}"\n\nfile words\n'
    (attachment,) = parsed(mixed("Content-Type: text/plain\n\nbody\n", part)).iter_attachments()
    assert attachment.get_filename() == "0001-1-att1.txt"
    field = next(f for f in read(mixed("Content-Type: text/plain\n\nb\n", part)).fields if f.shape is Shape.FILE_NAME)
    assert (field.released, field.text[:1]) == (False, name.replace("\0", " ").replace("\\\\", "\\")[:1])


@pytest.mark.case("M24")
def test_delivery_reports_are_read_to_the_last_header(read, parsed):
    """The status and the headers of the returned message are parts like any other."""
    content = mixed(
        "Content-Type: text/plain\n\nnot delivered\n",
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; jane@example.org\n",
        "Content-Type: text/rfc822-headers\n\nSubject: lost\nTo: jane@example.org\nBcc: secret@example.org\n",
        kind="report",
    )
    texts = {field.place: (field.text, field.released) for field in read(content).fields}
    assert "jane@example.org" in texts["attachment 1: text"][0]
    assert texts["attachment 2: header Bcc (not released)"] == ("secret@example.org", False)
    assert "Bcc" not in str(parsed(content))


@pytest.mark.case("M27")
@pytest.mark.parametrize(
    "content",
    [
        b"Subject: s\nFrom: a@example.org\n\n",
        b"Subject: s\nFrom: a@example.org\n",
        mixed("Content-Type: text/plain; name=a.txt\n\n"),
        mixed("Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n"),
    ],
)
def test_empty_bodies_and_attachments_do_no_harm(read, parsed, content):
    """Nothing to read is no reason to crash, and the copy is a message."""
    assert (isinstance(read(content), Record), parsed(content)["From"] is not None) == (True, True)


@pytest.mark.case("M27")
@pytest.mark.parametrize("media", ["image/jpeg", "application/pdf", "message/rfc822", "text/csv"])
def test_an_attachment_without_a_byte_is_no_lie(read, parsed, media):
    """Whatever type it claims, there is nothing to withhold: it stays, empty, and nothing is listed."""
    content = mixed("Content-Type: text/plain\n\nbody\n", f"Content-Type: {media}\nContent-Disposition: attachment\n\n")
    (attachment,) = parsed(content).iter_attachments()
    assert (reasons(read(content)), attachment.get_content().strip()) == ([], "")


@pytest.mark.case("E03")
@pytest.mark.case("M25")
def test_encoded_words_in_a_body_are_read(read):
    """A bounce or a forward quotes raw headers: the name in them is read as a person's mail program would show it."""
    body = b"Subject: s\nFrom: a@example.org\n\n> From: =?utf-8?q?Jos=C3=A9_Doe?= <jose@example.org>\n"
    assert read(body).fields[-1].text == "> From: José Doe <jose@example.org>\n"


@pytest.mark.case("E01")
def test_raw_and_decoded_views_of_damaged_base64_are_scanned(read, shown):
    """A footer that a list server put under a base64 body is neither lost nor released as noise."""
    body = base64.encodebytes(b"Hello Jane, this is the text.\n") + b"--\nlist footer 406-555-0101\n"
    record = read(b"Subject: s\nFrom: a@example.org\nContent-Transfer-Encoding: base64\n\n" + body)
    assert ("Hello Jane" in shown(record, released=True), "406-555-0101" in shown(record, released=False)) == (
        True,
        True,
    )


@pytest.mark.case("M23")
def test_a_message_over_the_limit_is_withheld(read):
    """It is not even parsed."""
    item = read(PLAIN + b"x" * 2_000, Settings(limits=Limits(item_bytes=1_000)))
    assert item == Withheld("0001", "1", "message 1", Reason.TOO_LARGE)


def test_a_body_over_the_limit_of_one_text_is_withheld(read, parsed):
    """A single text that no detector would finish is replaced by a notice; the headers stay."""
    record = read(PLAIN + b"x" * 2_000, Settings(limits=Limits(field_chars=1_000)))
    assert reasons(record) == [("body", Reason.TOO_LARGE)]


def test_a_boundary_is_never_taken_from_a_part():
    """A body that holds a boundary line of the source, or guesses ours, stays inside its part."""
    plan = Plan(
        (),
        "",
        "<a@redacted.invalid>",
        (),
        (),
        (Text(0),),
        (Plan((), "", "<b@redacted.invalid>", (), (), (Text(1),), ()),),
    )
    first = message_bytes(plan, ("a", "b"), name="x")
    boundary = email.message_from_bytes(first).get_boundary()
    copy = email.message_from_bytes(message_bytes(plan, (f"--{boundary}\n\nforged\n--{boundary}--", "b"), name="x"))
    assert len(copy.get_payload()) == 2


def test_the_same_texts_give_the_same_bytes(rebuild):
    """No clock, no counter, no random boundary."""
    content = mixed("Content-Type: text/plain\n\nbody\n", "Content-Type: text/plain; name=a.txt\n\nfile\n")
    assert rebuild(content) == rebuild(content)


LINES = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=300)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(subject=LINES, body=st.lists(LINES, max_size=6).map("\n".join), name=LINES)
def test_any_subject_name_and_body_read_back(subject, body, name):
    """What is put into the copy is what a stranger's parser reads from it."""
    plan = Plan((("From", 0), ("Subject", 1)), "", "<a@redacted.invalid>", (), (), (Text(2),), ())
    content = message_bytes(plan, (f'"{name}" <clerk@example.org>', subject, body), name="x")
    copy = email.message_from_bytes(content, policy=policy.compat32)
    from email.header import decode_header, make_header

    assert _spaces(str(make_header(decode_header(copy["Subject"] or "")))) == _spaces(subject)
    assert copy.get_payload(decode=True).decode("utf-8").rstrip("\n") == body.rstrip("\n")
    assert copy["From"] is not None


@given(st.text(max_size=400), st.text(max_size=100))
def test_any_text_at_all_can_be_written(body, header):
    """Control characters, lone surrogates, anything: the copy is pure ASCII with only the headers of the plan."""
    plan = Plan((("From", 0), ("Subject", 0)), "", "<a@redacted.invalid>", (), (), (Text(1),), ())
    content = message_bytes(plan, (header, body), name="x")
    names = set(email.message_from_bytes(content))
    assert names <= {"From", "Subject", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    assert content.isascii()


@given(st.binary(max_size=300))
def test_quoted_separators_hide_no_line(content):
    """After quoting no line begins with "From ", and undoing it gives the content back."""
    from connectors.mail.split import unescape

    quoted = quote_separators(content)
    assert (any(line.startswith(b"From ") for line in quoted.split(b"\n")), unescape(quoted)) == (False, content)


def _spaces(text):
    return " ".join(text.split())


def test_our_copy_of_a_library_message_keeps_its_texts(parsed):
    """A message made by the standard library, attachments and all, comes back with the same words."""
    source = EmailMessage()
    source["Subject"], source["From"], source["To"] = "Grüße", "Jane Doe <jane@example.org>", "clerk@example.com"
    source.set_content("Straße 1\n")
    source.add_attachment("name,phone\nJane,406-555-0101\n", subtype="csv", filename="list.csv")
    copy = parsed(bytes(source))
    (attachment,) = copy.iter_attachments()
    assert (copy["Subject"], copy.get_body().get_content()) == ("Grüße", "Straße 1\n")
    assert (attachment.get_content_type(), attachment.get_content().replace("\r\n", "\n")) == (
        "text/csv",
        "name,phone\nJane,406-555-0101\n",
    )


@pytest.mark.case("E16")
def test_a_word_that_a_flowed_text_breaks_is_whole(read, shown):
    """A line that ends in a space goes on in the next without it where the sender says so, as Apple's programs do."""
    head = b"Subject: a\nContent-Type: text/plain; format=flowed; delsp=yes\n\n"
    text = shown(read(head + b"write to jane.doe \n@example.org\n> or \n> der\n>> other\n-- \nJane\n"), released=True)

    assert text.endswith("write to jane.doe@example.org\n> order\n>> other\n-- \nJane\n")
    assert "jane.doe \n@" in shown(read(head.replace(b"yes", b"no") + b"jane.doe \n@example.org\n"), released=True)


@pytest.mark.case("M18")
def test_a_page_called_plain_text_is_read_as_a_page(read, shown):
    """Its tags and comments would stand between the figures of a number."""
    record = read(b"Subject: a\nContent-Type: text/plain\n\n<html><p>SSN 517<!-- jane -->-88-<b>4593</b></p></html>\n")

    assert "SSN 517-88-4593" in shown(record, released=True)
    assert "jane" in shown(record, released=False)

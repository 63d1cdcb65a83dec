"""A calendar keeps what its events say and who takes part, and drops what identifies, links or calls home."""

import pytest

from connectors.documents import CALENDAR, recognise
from records.errors import Reason, Unreadable
from records.record import Shape


def calendar(*lines, kind="VEVENT"):
    """Return a calendar with one event of *lines*."""
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", f"BEGIN:{kind}", *lines, f"END:{kind}", "END:VCALENDAR", ""]
    ).encode()


def fields(*lines, released=True):
    return [(f.name, f.text) for f in CALENDAR.read(calendar(*lines)).fields if f.released is released]


def copied(content):
    document = CALENDAR.read(content)
    return CALENDAR.rebuild(document, tuple(field.text for field in document.fields)).decode()


@pytest.mark.case("H08")
def test_people_are_read_as_mailboxes():
    """Name and address together, in each form; what else is said of them is scanned and not released."""
    found = CALENDAR.read(
        calendar(
            'ATTENDEE;CN="Doe, Jane";ROLE=CHAIR;SENT-BY="mailto:boss@example.org":MAILTO:jane@example.org',
            "ATTENDEE;CN=jane@example.org:mailto:jane@example.org",
            "ORGANIZER;CN=John ^'Jack^' Roe:mailto:j.roe@example.org",
            "ATTENDEE:invalid:nomail",
        )
    ).fields

    assert [(f.name, f.text, f.shape) for f in found if f.released] == [
        ("attendee", '"Doe, Jane" <jane@example.org>', Shape.MAILBOXES),
        ("attendee", "jane@example.org", Shape.MAILBOXES),
        ("organizer", "John Jack Roe <j.roe@example.org>", Shape.MAILBOXES),
    ]
    assert "boss@example.org" in found[-2].text + found[-1].text


@pytest.mark.case("H08")
def test_what_is_dropped_is_scanned():
    """Identifiers, alternative texts, alarms, addresses of pages and extensions never come out."""
    lines = [
        "UID:jane.doe@example.org", "X-ALT-DESC;FMTTYPE=text/html:<b>PIN 4471</b>", "URL:https://example.org/?who=jane",
        'X-MICROSOFT-LOCATIONS:[{"x":"12 Main St"}]', "BEGIN:VALARM", "DESCRIPTION:call 406-555-0101", "TRIGGER:-PT15M", "END:VALARM",
        "GEO:46.59;-112.03", 'SUMMARY;ALTREP="cid:jane@example.org":Visit',
    ]  # fmt: skip
    hidden = "\n".join(text for _, text in fields(*lines, released=False))

    assert fields(*lines) == [("subject", "Visit")]
    for value in (
        "jane.doe@example.org",
        "PIN 4471",
        "who=jane",
        "12 Main St",
        "406-555-0101",
        "46.59",
        "cid:jane@example.org",
    ):
        assert value in hidden
        assert value not in copied(calendar(*lines))


@pytest.mark.case("H09")
def test_folds_are_undone_as_bytes():
    """A fold in the middle of a character, of a value and of a property's name."""
    content = (
        calendar("SUMMARY:Jos\u00e9 517-88-4593").replace("é".encode(), b"\xc3\r\n \xa9").replace(b"88-", b"8\r\n\t8-")
    )

    assert [f.text for f in CALENDAR.read(content.replace(b"SUMM", b"SU\r\n MM")).fields if f.released] == [
        "José 517-88-4593"
    ]


@pytest.mark.case("H09")
def test_the_copy_folds_between_characters():
    """No line is longer than 75 octets, and each is whole UTF-8."""
    copy = copied(calendar("DESCRIPTION:" + "Zoë😀," * 60)).encode()

    assert max(map(len, copy.split(b"\r\n"))) <= 75
    assert [line.decode() for line in copy.split(b"\r\n")]
    assert [f.text for f in CALENDAR.read(copy).fields] == ["Zoë😀," * 60]


def test_times_are_written_where_they_are_times():
    """A date, a rule and a duration stay; words in their place are scanned and dropped."""
    content = calendar(
        "DTSTART;TZID=\"Jane's zone\":20240105T100000", "DTEND;VALUE=DATE:20240106", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20240505T000000Z",
        "DURATION:PT1H30M", "STATUS:CONFIRMED", "EXDATE:Jane Doe", "RRULE:FREQ=517884593", "DTSTAMP:4065550101",
    )  # fmt: skip
    copy = copied(content)

    for line in (
        "DTSTART:20240105T100000",
        "DTEND;VALUE=DATE:20240106",
        "DURATION:PT1H30M",
        "STATUS:CONFIRMED",
        "BYDAY=MO,TU",
    ):
        assert line in copy
    for word in ("Jane", "517884593", "4065550101"):
        assert word not in copy


def test_texts_cannot_break_out():
    """A redacted text may hold line ends, quotes and what looks like a property."""
    document = CALENDAR.read(calendar("SUMMARY:a", "ATTENDEE;CN=Jane:mailto:jane@example.org"))
    copy = CALENDAR.rebuild(document, ('x\r\nEND:VEVENT;,\\"^', 'y"\r\nATTENDEE:mailto:z@example.org', "", ""))

    assert [f.text for f in CALENDAR.read(copy).fields] == ['x\nEND:VEVENT;,\\"^', 'y"\nATTENDEE:mailto:z@example.org']


def test_a_picture_in_an_event_is_withheld():
    """It cannot be scanned."""
    document = CALENDAR.read(calendar("SUMMARY:a", "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 100))

    assert [(each.place, each.reason) for each in document.withheld] == [("entry 1 attachment", Reason.UNSUPPORTED)]
    assert "QUJD" not in "".join(field.text for field in document.fields)


def test_a_link_to_an_attachment_leaves_an_entry():
    """It lies elsewhere and is not fetched; its address is scanned."""
    document = CALENDAR.read(calendar("SUMMARY:a", "ATTACH:https://files.example.org/jane@example.org"))

    assert [(each.place, each.reason) for each in document.withheld] == [("entry 1 attachment", Reason.EXTERNAL)]
    assert "jane@example.org" in document.fields[-1].text


def test_events_are_scopes_and_what_stands_outside_is_scanned():
    """Two events are two transactions; the calendar's own name is not released."""
    content = (
        b"BEGIN:VCALENDAR\nX-WR-CALNAME:Jane's\nBEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\n"
        b"BEGIN:VTODO\nSUMMARY:b\nEND:VTODO\nEND:VCALENDAR\n"
    )
    found = CALENDAR.read(content).fields

    assert [(f.text, f.scope, f.released) for f in found] == [("a", 1, True), ("b", 2, True), ("Jane's", 3, False)]


def test_a_calendar_is_told_from_its_content():
    """In either case, with a mark, in UTF-16; an event that never ends is refused."""
    for head in (b"begin:vcalendar\n", b"\xef\xbb\xbfBEGIN:VCALENDAR\n", "BEGIN:VCALENDAR\n".encode("utf-16")):
        assert recognise(head, "a.txt") is CALENDAR
    assert fields("SUMMARY:x") == [("subject", "x")]
    assert CALENDAR.read("BEGIN:VEVENT\nSUMMARY:Zoë\nEND:VEVENT\n".encode("utf-16")).fields[0].text == "Zoë"
    with pytest.raises(Unreadable) as caught:
        CALENDAR.read(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n")
    assert caught.value.reason is Reason.UNREADABLE

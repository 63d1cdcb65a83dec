"""An address card is the fields of one person; pictures, birthdays, places and keys never come out."""

import pytest

from connectors.documents import VCARD, recognise
from records.errors import Reason


def card(*lines, version="3.0"):
    """Return one card of *lines*."""
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def fields(content, *, released=True):
    return [(f.name, f.text) for f in VCARD.read(content).fields if f.released is released]


def copied(content):
    document = VCARD.read(content)
    return VCARD.rebuild(document, tuple(field.text for field in document.fields)).decode()


@pytest.mark.case("H10")
@pytest.mark.case("S07")
def test_each_component_is_a_field_with_its_name():
    """As the columns of a table: the detectors read a last name as one."""
    content = card(
        "N:Doe\\;Roe;Jane;Q.,R.;Dr.;", "FN:Dr. Jane Q. Doe", "TEL;TYPE=home,voice:+1 406-555-0101", "item1.EMAIL;TYPE=pref:jane@example.org",
        "ADR;TYPE=home:;Unit 2;12 Main St;Helena;MT;59601;USA", "ORG:City of Helena;Clerk", "NOTE:Met 2020\\, twice\\nSSN 517-88-4593",
    )  # fmt: skip

    assert fields(content) == [
        ("last name", "Doe;Roe"), ("first name", "Jane"), ("middle name", "Q.,R."), ("prefix", "Dr."), ("name", "Dr. Jane Q. Doe"),
        ("phone", "+1 406-555-0101"), ("email", "jane@example.org"), ("unit", "Unit 2"), ("street address", "12 Main St"),
        ("city", "Helena"), ("state", "MT"), ("zip", "59601"), ("country", "USA"), ("organization", "City of Helena"),
        ("department", "Clerk"), ("notes", "Met 2020, twice\nSSN 517-88-4593"),
    ]  # fmt: skip
    assert {f.scope for f in VCARD.read(content).fields} == {1}
    assert fields(copied(content).encode()) == fields(content)


@pytest.mark.case("H10")
def test_what_is_dropped_is_scanned_or_withheld():
    """Birthday, place, relation, identifier and extension are scanned; a picture and a key are withheld."""
    lines = [
        "FN:Jane", "BDAY:1972-03-14", "GEO:46.59;-112.03", "RELATED;TYPE=spouse:John Roe", "UID:jane@example.org", "X-SPOUSE:John Roe",
        "PHOTO;ENCODING=b;TYPE=JPEG:" + "QUJD" * 100, "KEY:data:application/pgp-keys;base64,AAAA", "IMPP:xmpp:jane@example.org",
    ]  # fmt: skip
    copy = copied(card(*lines))
    hidden = fields(card(*lines), released=False)

    assert fields(card(*lines)) == [("name", "Jane")]
    assert hidden == [
        ("date of birth", "1972-03-14"), ("location", "46.59 -112.03"), ("relative", "John Roe"), ("relative", "John Roe"),
        ("username", "xmpp:jane@example.org"), ("hidden text", "jane@example.org"),
    ]  # fmt: skip
    assert not any(word in copy for word in ("1972", "46.59", "Roe", "@", "QUJD", "AAAA"))
    assert [(each.place, each.reason) for each in VCARD.read(card(*lines)).withheld] == [
        ("card 1 picture, sound or key", Reason.UNSUPPORTED), ("card 1 picture, sound or key", Reason.UNSUPPORTED),
        ("card 1 further properties", Reason.POLICY),
    ]  # fmt: skip
    assert VCARD.read(card("FN:Jane", "UID:1", "REV:2020", "TEL:406-555-0101")).withheld == ()


@pytest.mark.case("H10")
@pytest.mark.case("E02")
def test_the_old_version_with_quoted_printable():
    """Soft line breaks, a charset, folds that keep their space, parameters without a name."""
    content = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6r=\r\n=67;Zo=C3=\r\n=AB", "FN:Jane\r\n Doe", "TEL;HOME;VOICE:406-555-0101",
        "NOTE;QUOTED-PRINTABLE;CHARSET=windows-1252:517-=38=38-4593 =80",
        version="2.1",
    )  # fmt: skip

    assert fields(content) == [
        ("last name", "Jörg"), ("first name", "Zoë"), ("name", "Jane Doe"), ("phone", "406-555-0101"), ("notes", "517-88-4593 €"),
    ]  # fmt: skip


def test_many_cards_are_many_people():
    """Each is a scope; lines outside are scanned."""
    content = card("FN:Jane") + b"stray Jane Doe\r\n" + card("FN:John")

    assert [(f.text, f.scope, f.released) for f in VCARD.read(content).fields] == [
        ("Jane", 1, True), ("John", 2, True), ("stray Jane Doe", 3, False),
    ]  # fmt: skip
    assert recognise(content, "a.csv") is VCARD


def test_texts_cannot_break_out():
    """A text with line ends and semicolons stays one value."""
    document = VCARD.read(card("N:a;b;;;"))
    copy = VCARD.rebuild(document, ("x;y\r\nEND:VCARD", "z,\\"))

    assert fields(copy) == [("last name", "x;y\nEND:VCARD"), ("first name", "z,\\")]

"""Rich text comes out as plain text; what its properties say is scanned and what cannot be scanned is counted."""

import pytest

from connectors.documents import RTF, recognise
from records.errors import Reason

LETTER = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\author Jane Doe}{\title Re: 517-88-4593}}"
    rb"\f0 Dear \b Jo\'ebl\b0 ,\par your number is 517-{\i 88}-4593.\par\tab \u8364?5"
    rb"{\field{\*\fldinst HYPERLINK mailto:jane@example.org}{\fldrslt write}}{\pict\pngblip 89504e47}{\object{\*\objdata 01}}}"
)


@pytest.mark.case("W07")
@pytest.mark.case("M15")
def test_the_text_is_read_whole():
    """Runs join, escapes are undone, and the properties are scanned and not released."""
    document = RTF.read(LETTER)
    copy = RTF.rebuild(document, tuple(field.text for field in document.fields)).decode()
    shown = "".join(field.text for field in document.fields if field.released)

    assert "Dear Joël,\nyour number is 517-88-4593.\n" in shown
    assert ("€5" in copy, "Jane Doe" in copy, "@" in copy, "89504e47" in copy) == (True, False, False, False)
    for value in ("Jane Doe", "Re: 517-88-4593", "jane@example.org"):
        assert value in document.fields[-1].text
    assert [each.reason for each in document.withheld] == [Reason.UNSUPPORTED] * 2


def test_rich_text_is_told_from_its_first_bytes():
    """Whatever it is called."""
    assert recognise(LETTER, "a.doc") is RTF


@pytest.mark.case("X01")
def test_a_hostile_letter_takes_no_longer():
    """Braces by the hundred thousand are read or refused in time."""
    for piece in (b"{", b"{\\author ", b"\\'", b"{\\*\\x ", b"}"):
        assert RTF.read(b"{\\rtf1 " + piece * 100_000).fields is not None


@pytest.mark.case("W07")
@pytest.mark.case("W05")
def test_an_embedded_object_is_searched_and_withheld():
    """Its hexadecimal digits run over lines; the path it came from and its words are known and not released."""
    inside = (b"\1\5\0\0\2\0C:\\Users\\jdoe\\Jane Doe.txt\0" + b"SSN 517-88-4593 of Jane Doe\0").hex()
    digits = "\r\n".join(inside[at : at + 60] for at in range(0, len(inside), 60))
    document = RTF.read(f"{{\\rtf1 Hello{{\\object{{\\*\\objdata {digits}}}}}}}".encode())
    hidden = "\n".join(field.text for field in document.fields if not field.released)

    assert {"C:\\Users\\jdoe\\Jane Doe.txt", "SSN 517-88-4593 of Jane Doe"} <= set(hidden.split("\n"))
    assert [field.text.strip() for field in document.fields if field.released] == ["Hello"]
    assert [each.reason for each in document.withheld] == [Reason.UNSUPPORTED]


@pytest.mark.case("W07")
@pytest.mark.case("W02")
def test_headers_notes_and_boxes_are_read():
    """What a reader sees at the edge of a page, under it, in a box or in an object's place is text; the rest is not."""
    margins = r"{\header City of {\b Helena}}{\footerf page}{\footnote\pard note}{\*\ftnsep line}"
    box = r"{\shp{\*\shpinst\shpleft1{\sp{\sn wzName}{\sv Shape}}{\shptxt boxed}}{\shprslt old}}"
    thing = r"{\object\objemb{\*\objclass Word}{\*\objdata 0105}{\result shown}}"
    document = RTF.read(rf"{{\rtf1 Dear {margins}{box}{thing} c:\\footnote}}".encode())
    text = "".join(field.text for field in document.fields if field.released)

    assert [line.strip() for line in text.split("\n")] == [
        "Dear", "City of Helena", "page", "note", "boxed", "shown c:\\footnote",
    ]  # fmt: skip

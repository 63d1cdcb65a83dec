"""What a reader of a file or a message sees is scanned as they see it; what no parser of ours lays out is withheld."""

from __future__ import annotations

import io
import zipfile

import pytest

from connectors.documents import ARCHIVE, RTF, TEXT, XML
from connectors.mail.parse import looks_like_message
from connectors.mail.reading import unflowed
from records.errors import Reason, Unreadable

WORD = "http://schemas.microsoft.com/office/word/2003/wordml"
DRAWING = "http://www.w3.org/2000/svg"


def refused(reader, content):
    with pytest.raises(Unreadable) as caught:
        reader.read(content)
    return caught.value.reason


def test_lines_that_flow_are_joined_as_they_are_shown():
    """RFC 3676: with delsp the space at the end of a line goes, and may have parted a number."""
    assert unflowed("call 406-555- \n0101\n> or \n> der\n-- \nJane") == "call 406-555-0101\n> order\n-- \nJane"


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (b"Date: 3/1/2024\nName: Jane Roe\nComplaint: dog\n\n", False),
        (b"Received: Monday\nPermit: 12\n\n", False),
        (b"From: jane@example.org\nTo: clerk@example.org\nSubject: dog\n\nhello", True),
        (b"Message-ID: <1@example.org>\nX-Own: 1\n\n", True),
    ],
)
def test_a_form_is_no_message(head, message):
    """Taken for one, it would lose its lines: a copy of a message has few headers."""
    assert looks_like_message(head) is message


def test_quoted_printable_is_scanned_decoded():
    """Part of a mail that somebody saved: the decoded text is a field, and not released."""
    document = TEXT.read(b"Her SSN is 516=2D55=2D01=\n23 =3D secret\n")
    (decoded,) = (field for field in document.fields if not field.released)
    assert "516-55-0123" in decoded.text
    copy = TEXT.rebuild(document, tuple(field.text for field in document.fields))
    assert copy == b"Her SSN is 516=2D55=2D01=\n23 =3D secret\n"
    assert all(field.released for field in TEXT.read(b"a=1\nb=2\n").fields)


@pytest.mark.parametrize("space", [WORD, DRAWING])
def test_paragraphs_and_pictures_in_xml_are_withheld(space):
    """They part a value by its looks; an export that only declares the language is read."""
    assert (
        refused(XML, f'<?xml version="1.0"?><w:a xmlns:w="{space}"><w:t>517-</w:t><w:t>88-4593</w:t></w:a>'.encode())
        is Reason.UNSUPPORTED
    )
    assert XML.read(f'<?xml version="1.0"?><a xmlns:w="{space}"><b>1</b></a>'.encode()).fields


def test_headers_and_notes_of_rich_text_are_read():
    """A reader sees them, so they are scanned and released redacted."""
    document = RTF.read(rb"{\rtf1{\header Jane Roe, page 1}Body{\footnote call 406-555-0101}\par}")
    shown = "".join(field.text for field in document.fields if field.released)
    assert "Jane Roe, page 1" in shown
    assert "406-555-0101" in shown


def test_slides_of_libreoffice_are_no_archive():
    """Unpacked, their words would be parted; they are withheld as a format that nobody here lays out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
        archive.writestr("content.xml", "<a>Jane Roe</a>")
    assert refused(ARCHIVE, out.getvalue()) is Reason.UNSUPPORTED

"""XML keeps its elements, joins what tags divide, and fetches and expands nothing."""

from xml.etree import ElementTree as ET

import pytest

from connectors.documents import HTML, TEXT, XML, recognise
from records.errors import Reason, Unreadable
from records.record import Shape

EXPORT = b"""<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- exported by Jane Doe -->
<forms city="Helena">
  <form id="00123"><name>Jane &amp; J\xf6rg</name><phone/><note>Call <b class="x y">406-555-</b>0142</note></form>
  <form id="00124"><name>John Roe</name><raw><![CDATA[<b>&]]></raw></form>
</forms>
"""


def test_texts_and_attributes_are_fields_of_their_form():
    """Each element under the root is a scope; names are labels; a value divided by tags is one text."""
    fields = XML.read(EXPORT).fields

    assert [field.text for field in fields if field.shape is Shape.LABEL] == [
        "forms", "city", "form", "id", "name", "phone", "note", "raw",
    ]  # fmt: skip
    assert [(f.name, f.text, f.scope, f.place) for f in fields if f.released and f.shape is not Shape.LABEL] == [
        ("city", "Helena", 0, "item 0 value 1"),
        ("id", "00123", 1, "item 1 value 1"),
        ("name", "Jane & Jörg", 1, "item 1 value 2"),
        ("note", "Call 406-555-0142", 1, "item 1 value 3"),
        ("id", "00124", 2, "item 2 value 1"),
        ("name", "John Roe", 2, "item 2 value 2"),
        ("raw", "<b>&", 2, "item 2 value 3"),
    ]


def test_what_is_not_released_is_scanned():
    """Comments and attributes within mixed text are fields that do not come out."""
    document = XML.read(EXPORT)
    copy = XML.rebuild(document, tuple(field.text for field in document.fields)).decode()

    assert [field.text for field in document.fields if not field.released] == ["x y", " exported by Jane Doe "]
    assert "exported by" not in copy
    assert "x y" not in copy


def test_a_copy_reads_back_as_it_was():
    """Unredacted, the copy is well-formed and has the same texts."""
    document = XML.read(EXPORT)
    copy = XML.rebuild(document, tuple(field.text for field in document.fields))
    root = ET.fromstring(copy)

    assert [element.tag for element in root.iter()] == ["forms", "form", "name", "phone", "note", "form", "name", "raw"]
    assert [f.text for f in XML.read(copy).fields] == [f.text for f in document.fields if f.released]


@pytest.mark.case("S13")
def test_every_text_and_name_can_be_replaced():
    """A redacted name becomes a generated one and a redacted text may hold any character; the copy stays well-formed."""
    document = XML.read(EXPORT)
    copy = XML.rebuild(document, tuple(f'[T {n}] <&">\x00\r\n' for n in range(len(document.fields))))
    root = ET.fromstring(copy)

    assert root.tag == "redacted--T-0-"
    assert not any(word in copy.decode() for word in ("Jane", "Helena", "form", "00123", "406"))
    assert root.attrib == {"redacted--T-1-": f'[T {len(set(root.iter()))}] <&">␀\r\n'}


@pytest.mark.case("S13")
@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>',
        '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>',
        "<!DOCTYPE a><a/>",
    ],
)
def test_a_document_type_is_refused(head):
    """No entity is expanded and nothing is fetched: the document is withheld."""
    with pytest.raises(Unreadable) as caught:
        XML.read(b'<?xml version="1.0"?>' + head.encode())

    assert caught.value.reason is Reason.EXTERNAL


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<a><b></a>", Reason.UNREADABLE),
        ("<a>" * 101 + "</a>" * 101, Reason.TOO_DEEP),
        ("<a>&x;</a>", Reason.UNREADABLE),
    ],
)
def test_what_is_not_well_formed_or_too_deep_is_refused(content, reason):
    """Half a document is not guessed at."""
    with pytest.raises(Unreadable) as caught:
        XML.read(content.encode())

    assert caught.value.reason is reason


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1252"])
def test_the_encoding_is_told_from_the_bytes(codec):
    """A declaration that lies about the encoding does not matter."""
    content = '<?xml version="1.0" encoding="us-ascii"?><a>Zoë</a>'.encode(codec)

    assert XML.read(content).fields[-1].text == "Zoë"


def test_xml_is_told_from_its_kin():
    """HTML is read as HTML, and a letter that begins with a bracket is text."""
    assert recognise(b'<?xml version="1.0"?><forms/>', "a.txt") is XML
    assert recognise(b"<forms><form/></forms>", "a.xml") is XML
    assert recognise(b"<html><body>x</body></html>", "a.xml") is HTML
    assert recognise(b"<Jane Doe> wrote:\nhello\n", "a.txt") is TEXT


@pytest.mark.case("S13")
@pytest.mark.case("I06")
@pytest.mark.parametrize(
    "space",
    [
        "http://schemas.microsoft.com/office/word/2003/wordml",
        "http://schemas.microsoft.com/office/2006/xmlPackage",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "http://www.w3.org/2000/svg",
    ],
)
def test_text_documents_and_drawings_are_withheld(space):
    """They divide a number between elements, or draw it; data that only names such a language is read."""
    runs = "<w:t>517-</w:t><w:t>88-4593</w:t>"
    for content in (f'<w:p xmlns:w="{space}">{runs}</w:p>', f'<a><t xmlns="{space}">517-88-4593</t></a>'):
        with pytest.raises(Unreadable) as caught:
            XML.read(f'<?xml version="1.0"?>{content}'.encode())
        assert caught.value.reason is Reason.UNSUPPORTED
    assert len(XML.read(f'<?xml version="1.0"?><a xmlns:w="{space}"><b>x</b></a>'.encode()).fields) > 1


@pytest.mark.case("I06")
def test_a_drawing_is_told_without_a_declaration():
    """It would else be a text whose lines still draw what no detector read."""
    assert recognise(b'<!-- a --><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', "a.svg") is XML

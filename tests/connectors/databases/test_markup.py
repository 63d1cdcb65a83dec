"""XML in a cell is read by its leaves and written as XML; what only looks like XML stays the text it is."""

import xml.etree.ElementTree as ET

import pytest

from connectors.databases.cells import Notice, Plain, read_cell, rebuild_cell
from connectors.databases.markup import Markup
from connectors.databases.schema import Column, Kind
from records.errors import Reason

COLUMN = Column("details", "details", Kind.TEXT)
OWNER = (
    '<owner id="7"><ssn>516550123</ssn><name>Quilla &amp; Bo</name><Ada_Fenwick/><note lang="en">paid</note></owner>'
)


def read(text):
    return read_cell(text, COLUMN, "column 3", 1)


def rebuilt(text, change=lambda text: text):
    found = read(text)
    return rebuild_cell(found.cell, iter([change(field.text) for field in found.fields]))


@pytest.mark.case("B03")
def test_leaves_have_the_names_of_their_elements():
    """A number in the element ssn is a cell called ssn; elements' names are labels; all of it is one row."""
    found = read(OWNER)

    cells = {(field.name, field.text) for field in found.fields if field.shape.name == "CELL"}
    assert cells == {("id", "7"), ("ssn", "516550123"), ("name", "Quilla & Bo"), ("lang", "en"), ("note", "paid")}
    assert {"owner", "ssn", "Ada_Fenwick"} <= {field.text for field in found.fields if field.shape.name == "LABEL"}
    assert {field.scope for field in found.fields} == {0}
    assert all(field.place.startswith("column 3 ") for field in found.fields)


@pytest.mark.case("B03")
@pytest.mark.parametrize(
    "text", [OWNER, f'<?xml version="1.0"?>\n{OWNER}', "<a/>", "<a>1</a> ", '<p xmlns:x="urn:x" x:k="&lt;"/>']
)
def test_an_unchanged_document_is_the_same_document(text):
    """Written anew it says the same to any parser, with a declaration only where it had one."""
    copy = rebuilt(text)

    assert ET.canonicalize(copy, strip_text=True) == ET.canonicalize(text, strip_text=True)
    assert copy.startswith("<?xml") == text.startswith("<?xml")


@pytest.mark.case("B03")
def test_a_label_is_written_into_its_leaf():
    """A redacted leaf and a redacted element's name leave a well-formed document without either."""
    copy = rebuilt(
        OWNER, lambda text: "[NAME 1]" if "Fenwick" in text else "[SSN 1]" if text.startswith("516") else text
    )

    assert ET.fromstring(copy).findtext("ssn") == "[SSN 1]"
    assert "Fenwick" not in copy
    assert "516550123" not in copy


@pytest.mark.case("B03")
@pytest.mark.parametrize(
    "text",
    [
        "<jane@example.org>",
        "<p>Call <b>Jane</b> now</p>",
        "<br>line",
        "a < b > c",
        "<b>open",
        "< 5 gallons >",
        "<!DOCTYPE html><p>x</p>",
    ],
)
def test_what_only_looks_like_xml_stays_text(text):
    """An address in brackets, prose with tags in it and pages of HTML are scanned as they stand, and copied letter by letter."""
    assert isinstance(read(text).cell, Plain)
    assert rebuilt(text) == text


@pytest.mark.case("B03")
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY s "516-55-">]><a>&s;0123</a>', Reason.EXTERNAL),
        ("<a>" * 400 + "x" + "</a>" * 400, Reason.TOO_DEEP),
    ],
)
def test_entities_and_bombs_are_withheld_in_their_cell(text, reason):
    """What a parser would put together only later, or never end with, is replaced by a notice."""
    found = read(text)

    assert (found.cell, found.withheld) == (Notice(reason), (reason,))


def test_a_declared_document_with_prose_in_it_is_one_text_per_element():
    """A value that runs over tags is seen whole, and the tags inside prose are not kept."""
    found = read("<?xml version='1.0'?><note>call <b>Quilla</b> Fenwick</note>")

    assert isinstance(found.cell, Markup)
    assert "call Quilla Fenwick" in [field.text for field in found.fields]

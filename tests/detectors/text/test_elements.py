"""Elements of XML in running text are read by their tags."""

from __future__ import annotations

import pytest

from detectors.engine import Engine
from detectors.text.elements import elements
from records.record import Field, Record, Shape
from records.settings import load


def found(text):
    findings = Engine(load()).detect([Record("1", "", (Field("", text, Shape.PROSE),))])[0]
    return {(text[f.start : f.end], f.type.value) for f in findings}


def test_names_that_are_words_go_by_their_tags():
    """A form that was mailed as XML: what stands between tags is read as in a cell of such a column."""
    text = (
        "A form came in:\n<Enrollee id='7'><Name><First>Sparrow</First><Last>Glass</Last></Name>"
        "<x:Birth>2016-03-30</x:Birth><Account>4471</Account></Enrollee>\n"
    )
    assert found(text) >= {("Sparrow", "PERSON"), ("Glass", "PERSON"), ("2016-03-30", "DATE_OF_BIRTH"), ("4471", "ID")}


@pytest.mark.parametrize(
    "text",
    [
        "<address>The council meets on Monday.</address>",
        "<p>see <b>Glass</b></p>",
        "<Last></Last><First> </First>",
        "</Last>Glass</Last>",
        "<Comment>Glass</Last>",
        "a </ b",
        "<Type>Glass</Type>",
    ],
)
def test_what_is_no_such_element_is_left(text):
    """Pages, empty elements and broken ones say nothing."""
    assert [cell for cell in elements(text) if text[cell.start : cell.end].strip()] == []

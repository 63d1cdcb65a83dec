"""A presentation becomes a Word document of what its audience saw; notes, hidden slides and shapes beside the slide are listed."""

import pytest

from connectors.documents import DOCX, PPTX, recognise
from records.errors import Reason, Unreadable
from tests.office_files import Canaries, packed, pptx, relations


def reason(content):
    with pytest.raises(Unreadable) as caught:
        PPTX.read(content)
    return caught.value.reason


@pytest.mark.case("W09")
def test_a_slide_is_one_text_and_a_transaction_of_its_own():
    """Title, bullets, groups and tables in their order; runs joined; cells parted by tabs."""
    canaries = Canaries()
    document = PPTX.read(pptx(canaries))
    c = canaries.shown
    (slide,) = [field for field in document.fields if field.released]

    assert slide.text.split("\n") == [
        c["title"], c["bullet"], c["second bullet"], c["grouped"], f"{c['cell']}\t{c['second cell']}",
    ]  # fmt: skip
    assert (slide.place, slide.scope) == ("slide 1", 1)
    assert {field.scope for field in document.fields if field.place.startswith("slide 2")} == {2}


@pytest.mark.case("W09")
def test_what_the_audience_did_not_see_is_listed():
    """A hidden slide and the speaker's notes each have an entry, beside what is embedded, a chart and a diagram."""
    listed = [(each.place, each.reason) for each in PPTX.read(pptx(Canaries())).withheld]

    assert listed[:2] == [("slide 1 notes", Reason.POLICY), ("slide 2 whole", Reason.POLICY)]
    assert [place for place, _ in listed[2:]] == ["embedded part 1", "embedded part 2", "drawing 1", "drawing 2"]


@pytest.mark.case("W09")
def test_the_copy_is_a_document_with_a_heading_for_each_slide():
    """A redaction that joins two lines moves nothing into another slide."""
    canaries = Canaries()
    document = PPTX.read(pptx(canaries))
    texts = tuple(field.text.replace(f"{canaries.shown['bullet']}\n", "[NAME 1] ") for field in document.fields)
    copy = PPTX.rebuild(document, texts)
    (text,) = [field.text for field in DOCX.read(copy).fields if field.released]

    assert recognise(copy[:65536], "") is DOCX
    assert text.split("\n")[:3] == ["Slide 1", canaries.shown["title"], f"[NAME 1] {canaries.shown['second bullet']}"]
    assert PPTX.rebuild(document, texts) == copy


def test_slides_without_text_leave_nothing():
    """No heading for a slide of pictures; a presentation of none is an empty document."""
    empty = pptx(Canaries(), **{"ppt/presentation.xml": '<p:presentation xmlns:p="x"/>'})
    document = PPTX.read(empty)

    assert [field for field in document.fields if field.released] == []
    assert DOCX.read(PPTX.rebuild(document, tuple(field.text for field in document.fields))).fields == ()


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"ppt/presentation.xml": "<w:document xmlns:w='x'/>"}, Reason.UNSUPPORTED),
        ({"ppt/presentation.xml": "<p:presentation"}, Reason.UNREADABLE),
        ({"ppt/slides/slide1.xml": "<x/>"}, Reason.UNREADABLE),
        ({"ppt/slides/slide1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, Reason.EXTERNAL),
        ({"ppt/_rels/presentation.xml.rels": relations(("rId1", "chart", "x.xml"))}, Reason.UNREADABLE),
    ],
    ids=["another kind", "cut", "no slide", "entities", "no slide either"],
)
def test_what_is_no_presentation_is_withheld(parts, expected):
    """Half a presentation is not half released."""
    assert reason(pptx(Canaries(), **parts)) is expected


def test_a_deep_nest_of_groups_is_refused():
    """Nothing recurses without end."""
    nest = "<p:grpSp>" * 300 + "</p:grpSp>" * 300
    slide = f'<p:sld xmlns:p="x"><p:cSld>{nest}</p:cSld></p:sld>'

    assert reason(pptx(Canaries(), **{"ppt/slides/slide1.xml": slide})) is Reason.TOO_DEEP


def test_only_a_presentation_is_recognised():
    """A zip archive with a folder of that name is an archive."""
    assert recognise(pptx(Canaries())[:65536], "a.docx") is PPTX
    assert recognise(packed({"ppt.txt": "x"}), "a.pptx") is not PPTX

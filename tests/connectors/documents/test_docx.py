"""A Word document is read as printed, whole paragraphs at a time, and its copy has structure and nothing else."""

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from connectors.documents import DOCX, PPTX, XLSX, recognise
from records.errors import Reason, Unreadable
from tests.office_files import Canaries, W, docx, packed, pptx, xlsx

BODY = "word/document.xml"


def word(body):
    """Return a document of *body*."""
    return docx(Canaries(), **{BODY: f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'})


def para(*runs, properties=""):
    """Return a paragraph of runs."""
    return f"<w:p>{properties}" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def text(content):
    """Return the text of the body."""
    return DOCX.read(content).fields[0].text


def reason(content):
    with pytest.raises(Unreadable) as caught:
        DOCX.read(content)
    return caught.value.reason


def body(content):
    """Return the paragraphs of a copy as another parser sees them: style and text."""
    root = ET.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(BODY))
    name = f"{{{W}}}"
    return [
        (
            next((style.get(f"{name}val") for style in each.iter(f"{name}pStyle")), "p"),
            "".join("\n" if part.tag == f"{name}br" else part.text or "" for part in each.iter()),
        )
        for each in root.iter(f"{name}p")
    ]


@pytest.mark.case("W03")
def test_runs_marks_and_special_hyphens_join():
    """A value cut by formatting, bookmarks or a hyphen that does not break is one value."""
    runs = "<w:r><w:t>517</w:t></w:r><w:bookmarkStart/><w:r><w:noBreakHyphen/><w:t>88</w:t></w:r><w:r><w:softHyphen/><w:t>-4593</w:t></w:r>"

    assert text(word(f"<w:p>{runs}</w:p>")) == "517-88-4593"


@pytest.mark.parametrize(
    ("font", "char", "shown"),
    [
        ("Arial", "F039", "517-88-4593"),
        ("Calibri", "0039", "517-88-4593"),
        ("Wingdings", "F039", "517-88-45\u20223"),
        ("Arial", "none", "517-88-45\u20223"),
        ("Arial", "FFFFFFFFF", "517-88-45\u20223"),
    ],
)
def test_a_symbol_is_the_letter_that_it_shows(font, char, shown):
    """A digit put in as a symbol is one of its number; a picture is none."""
    runs = f'<w:r><w:t>517-88-45</w:t><w:sym w:font="{font}" w:char="{char}"/><w:t>3</w:t></w:r>'

    assert text(word(f"<w:p>{runs}</w:p>")) == shown


@pytest.mark.case("W01")
def test_tracked_changes_count_as_accepted():
    """An insertion is shown, a deletion is not; a moved paragraph stands where it was moved to."""
    content = word(
        "<w:moveFrom><w:p><w:r><w:t>old place</w:t></w:r></w:p></w:moveFrom>"
        "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
    )
    document = DOCX.read(content)

    assert document.fields[0].text == "new"
    assert any("old place\nold" in field.text for field in document.fields if not field.released)


def test_structure_survives():
    """Headings, lists, tables, line breaks, notes, header and footer stand where they stood."""
    c = Canaries()
    document = DOCX.read(docx(c))
    copy = DOCX.rebuild(document, tuple(field.text for field in document.fields))
    kinds = {value: kind for kind, value in body(copy)}

    assert kinds[c.show("heading")] == "h1"
    assert kinds[f"{c.show('list item')}\n{c.show('after break')}"] == "li"
    assert kinds[c.show("footnote")] == "note"
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        assert c.show("cell") in package.read(BODY).decode().partition("<w:tbl>")[2].partition("</w:tbl>")[0]
        assert c.show("first header") in package.read("word/header.xml").decode()
        assert c.show("footer") in package.read("word/footer.xml").decode()


def test_a_redaction_over_lines_keeps_the_rest_of_the_structure():
    """Where two lines became one, the lines after it are still what they were."""
    heading = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    lines = [para("Jane"), para("Doe"), para("Request", properties=heading), para("Thank you")]
    table = "<w:tbl><w:tr><w:tc>" + para("name") + "</w:tc><w:tc>" + para("Jane") + "</w:tc></w:tr></w:tbl>"
    document = DOCX.read(word("".join(lines) + table + para("end")))
    assert document.fields[0].text == "Jane\nDoe\nRequest\nThank you\nname\tJane\nend"
    texts = ("[NAME 1]\nRequest\nThank you\nname\t[NAME 2]\nend", *(field.text for field in document.fields[1:]))

    assert body(DOCX.rebuild(document, texts)) == [
        ("p", "[NAME 1]"), ("h1", "Request"), ("p", "Thank you"), ("p", "name"), ("p", "[NAME 2]"), ("p", "end"),
    ]  # fmt: skip


def test_texts_may_hold_anything():
    """Markup, control codes and what XML forbids become text that other parsers read."""
    document = DOCX.read(word(para("x")))
    copy = DOCX.rebuild(document, ("<w:p>&\x00\x1b\ufffe\r", *(field.text for field in document.fields[1:])))

    assert body(copy) == [("p", "<w:p>&␀␛\ufffd ")]


@pytest.mark.case("W02")
@pytest.mark.parametrize("off", ["0", "false", "off"])
def test_hidden_is_what_is_not_printed(off):
    """A property that is switched off hides nothing."""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"
    shown = f'<w:r><w:rPr><w:vanish w:val="{off}"/></w:rPr><w:t>seen</w:t></w:r>'

    assert text(word(f"<w:p>{hidden}{shown}</w:p>")) == "seen"


@pytest.mark.case("W02")
def test_a_style_hides_what_it_is_put_on():
    """Of a run or of its paragraph, by itself or by the style it is based on; what a run says of itself counts first."""
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Child"><w:basedOn w:val="Ghost"/></w:style><w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
        '<w:style w:styleId="Seen"><w:basedOn w:val="Ghost"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style></w:styles>'
    )

    def run(words, properties=""):
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"

    runs = "".join(
        run(f"{name} ", f'<w:rStyle w:val="{name}"/>') for name in ("Ghost", "Child", "Loop", "Seen", "Other")
    )
    hidden = run("unseen ") + run("shown again", '<w:vanish w:val="0"/>')
    paragraphs = f'<w:p>{runs}</w:p><w:p><w:pPr><w:pStyle w:val="Child"/></w:pPr>{hidden}</w:p>'
    whole = f'<w:document xmlns:w="{W}"><w:body>{paragraphs}</w:body></w:document>'
    document = DOCX.read(docx(Canaries(), **{BODY: whole, "word/styles.xml": styles}))
    unseen = next(field.text for field in document.fields if field.name == "hidden text")

    assert document.fields[0].text == "Loop Seen Other \nshown again"
    assert all(word in unseen for word in ("Ghost", "Child", "unseen"))


@pytest.mark.case("S13")
@pytest.mark.parametrize("part", [BODY, "word/header1.xml", "word/footnotes.xml", "word/styles.xml"])
def test_a_document_type_is_refused(part):
    """No entity is expanded, in whichever part that matters."""
    bomb = f'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document xmlns:w="{W}">&b;</w:document>'

    assert reason(docx(Canaries(), **{part: bomb})) is Reason.EXTERNAL


@pytest.mark.case("A15")
def test_a_remote_template_is_not_fetched():
    """What a document links to is scanned as text; the worker could not reach it anyway."""
    c = Canaries()
    hidden = "\n".join(field.text for field in DOCX.read(docx(c)).fields if not field.released)

    assert c.hide("template") in hidden


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (docx(Canaries())[:-300], {Reason.UNREADABLE}),
        (docx(Canaries(), **{BODY: "<x/>"}), {Reason.UNSUPPORTED}),
        (docx(Canaries(), **{BODY: "<w:document>"}), {Reason.UNREADABLE}),
        (docx(Canaries(), **{"_rels/.rels": "<x/>"}), {Reason.UNREADABLE}),
        (packed({"word/document.xml": "<x/>"}), {Reason.UNSUPPORTED}),
        (word("<w:sdt>" * 300 + "</w:sdt>" * 300), {Reason.TOO_DEEP, Reason.UNREADABLE}),
        (word("<w:p>" + "<w:smartTag>" * 200 + "</w:smartTag>" * 200 + "</w:p>"), {Reason.TOO_DEEP}),
    ],
)
def test_what_is_no_whole_document_is_withheld(content, expected):
    """Nothing is guessed at, and nesting has an end."""
    assert reason(content) in expected


@pytest.mark.case("M18")
@pytest.mark.case("W05")
def test_a_document_is_told_from_the_one_it_holds():
    """A workbook in a document, a document in a workbook: the outer one decides; other packages are no archive."""
    outer = docx(Canaries(), **{"word/embeddings/a.xlsx": xlsx(Canaries())})
    other = xlsx(Canaries(), **{"xl/embeddings/a.docx": docx(Canaries())})
    drawing = packed({"[Content_Types].xml": "<Types/>", "visio/document.xml": "<x/>"})

    assert (recognise(outer, "a.xlsx"), recognise(other, "a.docx")) == (DOCX, XLSX)
    with pytest.raises(Unreadable) as caught:
        recognise(drawing, "a.vsdx").read(drawing)
    assert caught.value.reason is Reason.UNSUPPORTED


@pytest.mark.case("W08")
def test_a_signature_line_is_scanned_and_its_picture_withheld():
    """Who is to sign stands in attributes, who signed in a part of its own; neither is released, nor is the picture."""
    line = (
        '<w:p xmlns:o="urn:schemas-microsoft-com:office:office"><w:r><w:pict><o:signatureline o:suggestedsigner="Jane Doe" '
        'o:suggestedsigner2="Owner" o:suggestedsigneremail="jane@example.org" o:signinginstructions="Call John Roe"/></w:pict>'
        "<w:t>Signed</w:t></w:r></w:p>"
    )
    signature = "<Signature><Object><SignatureText>J. Doe</SignatureText><X509SubjectName>CN=Jane Doe 12</X509SubjectName></Object></Signature>"
    own = {
        BODY: f'<w:document xmlns:w="{W}"><w:body>{line}</w:body></w:document>',
        "word/media/image9.emf": b"\x01\0\0\0",
    }
    document = DOCX.read(docx(Canaries(), **own, **{"_xmlsignatures/sig1.xml": signature}))
    hidden = "\n".join(field.text for field in document.fields if not field.released)
    texts = tuple(field.text for field in document.fields)

    for value in ("Jane Doe", "Owner", "jane@example.org", "Call John Roe", "J. Doe", "CN=Jane Doe 12"):
        assert value in hidden
    assert [field.text for field in document.fields if field.released and "Signed" in field.text] == ["Signed"]
    assert Reason.UNSUPPORTED in {each.reason for each in document.withheld}
    with zipfile.ZipFile(io.BytesIO(DOCX.rebuild(document, texts))) as copy:
        assert not any(b"Doe" in copy.read(name) for name in copy.namelist())


@pytest.mark.case("E18")
def test_letters_shown_from_right_to_left_say_so():
    """A number whose figures an override turns round is read as it is seen."""
    turned = "<w:bdo w:val='rtl'><w:r><w:t>3954-88-715</w:t></w:r></w:bdo>"

    assert text(word(f"<w:p><w:r><w:t>SSN </w:t></w:r>{turned}</w:p>")) == "SSN \u202e3954-88-715\u202c"


def test_an_alternative_without_a_choice_is_empty():
    """Nothing to show is no reason to withhold the document."""
    empty = '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"/>'

    assert text(word(empty + para("Minutes") + f"<w:p><w:r>{empty}</w:r></w:p>")) == "Minutes\n"


@pytest.mark.parametrize("read", [DOCX, XLSX, PPTX])
def test_words_of_charts_and_diagrams_are_counted(read):
    """A reader of the original sees them and a reader of the copy does not; lines without a word are none."""
    make = {DOCX: docx, XLSX: xlsx, PPTX: pptx}[read]
    lines = {f"{place}/drawings/drawing7.xml": "<wsDr><line/></wsDr>" for place in ("word", "xl", "ppt")}
    drawn = [each for each in read.read(make(Canaries(), **lines)).withheld if each.place.startswith("drawing")]

    assert [each.place for each in drawn][:2] == ["drawing 1", "drawing 2"]
    assert len(drawn) == {DOCX: 2, XLSX: 3, PPTX: 2}[read]
    assert {each.reason for each in drawn} == {Reason.POLICY}

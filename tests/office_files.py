"""Makes hostile office documents with another value in every place that can hold one; nothing here is anybody's."""

import io
import zipfile

__all__ = ["Canaries", "docx", "packed", "pptx", "xlsx"]

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
L = "http://schemas.openxmlformats.org/presentationml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


SLIDE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


class Canaries:
    """Gives a value of its own to each carrier, and remembers which is whose."""

    def __init__(self):
        self.shown = {}
        self.hidden = {}

    def show(self, carrier):
        """Return a value that a reader of the document sees."""
        return self.shown.setdefault(carrier, f"Zqshown{len(self.shown):03d}x")

    def hide(self, carrier):
        """Return a value that stands somewhere no reader sees."""
        return self.hidden.setdefault(carrier, f"Zqhidden{len(self.hidden):03d}x")


def packed(parts, method=zipfile.ZIP_DEFLATED):
    """Return a zip of *parts*, name by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(*rows):
    """Return a part of relations from rows of id, kind, target and, where it is outside, "External"."""
    each = "".join(
        f'<Relationship Id="{row[0]}" Type="{R}/{row[1]}" Target="{row[2]}"'
        + (' TargetMode="External"' if len(row) > 3 else "")
        + "/>"
        for row in rows
    )
    return f'<Relationships xmlns="{P}/relationships">{each}</Relationships>'


def types(main, type_):
    """Return the list of types with the main part."""
    return (
        f'<?xml version="1.0"?><Types xmlns="{P}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{main}" ContentType="{type_}"/></Types>'
    )


def properties(c):
    """Return the parts about a document that Office writes beside it."""
    dc = "http://purl.org/dc/elements/1.1/"
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    extended = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return {
        "docProps/core.xml": f'<c:coreProperties xmlns:c="{core}" xmlns:d="{dc}"><d:creator>{c.hide("creator")}</d:creator>'
        f"<d:title>{c.hide('title')}</d:title><c:lastModifiedBy>{c.hide('modified by')}</c:lastModifiedBy></c:coreProperties>",
        "docProps/app.xml": f'<Properties xmlns="{extended}"><Manager>{c.hide("manager")}</Manager>'
        f"<Company>{c.hide('company')}</Company></Properties>",
        "docProps/custom.xml": f'<Properties><property name="{c.hide("property name")}">'
        f"<lpwstr>{c.hide('property')}</lpwstr></property></Properties>",
        "customXml/item1.xml": f'<form who="x"><name>{c.hide("custom XML")}</name></form>',
    }


def xlsx(c, **more):
    """Return a workbook with a canary in each carrier; *more* are parts that replace or join its own."""
    sheet = f"""<worksheet xmlns="{S}" xmlns:r="{R}"><sheetPr codeName="{c.hide("code name")}"/>
<cols><col min="5" max="5" hidden="1" width="9"/><col min="6" max="6" width="0"/></cols><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>SSN</t></is></c><c r="C1" t="inlineStr"><is><t>Born</t></is></c></row>
<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>12345678</v></c><c r="C2" s="2"><v>26372</v></c>
<c r="E2" t="inlineStr"><is><t>{c.hide("hidden column")}</t></is></c><c r="F2" t="inlineStr"><is><t>{c.hide("no width")}</t></is></c></row>
<row r="3" hidden="1"><c r="A3" t="inlineStr"><is><t>{c.hide("hidden row")}</t></is></c></row>
<row r="4" ht="0"><c r="A4" t="inlineStr"><is><t>{c.hide("no height")}</t></is></c></row>
<row r="5"><c r="A5" t="str"><f>CONCATENATE("{c.hide("formula")}",A1)</f><v>{c.show("cached value")}</v></c>
<c r="B5" t="b"><v>1</v></c><c r="C5" t="e"><v>#N/A</v></c><c t="inlineStr"><is><t>{c.show("no place")}</t></is></c></row>
<row r="6"><c r="A6" t="inlineStr"><is><r><t>{c.show("runs")[:4]}</t></r><r><t>{c.show("runs")[4:]}</t></r></is></c>
<c r="B6" t="inlineStr"><is><t>=HYPERLINK("http://example.org")</t></is></c></row></sheetData>
<mergeCells count="1"><mergeCell ref="A6:A7"/></mergeCells>
<dataValidations><dataValidation prompt="{c.hide("prompt")}"><formula1>"{c.hide("list")},x"</formula1></dataValidation></dataValidations>
<conditionalFormatting><cfRule text="x"><formula>A1="{c.hide("condition")}"</formula></cfRule></conditionalFormatting>
<hyperlinks><hyperlink ref="A1" r:id="rId9" display="{c.hide("link text")}" tooltip="{c.hide("tooltip")}"/></hyperlinks>
<headerFooter><oddHeader>&amp;C{c.hide("page header")}</oddHeader></headerFooter><!-- {c.hide("comment in XML")} --></worksheet>"""
    plain = (
        '<worksheet xmlns="{}"><sheetData><row><c t="inlineStr"><is><t>{}</t></is></c></row></sheetData></worksheet>'
    )
    parts = {
        "[Content_Types].xml": types("xl/workbook.xml", SHEET_TYPE),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><fileSharing userName="{c.hide("reserved by")}"/><sheets>'
        f'<sheet name="{c.show("sheet name")}" sheetId="1" r:id="rId1"/><sheet name="{c.hide("hidden name")}" sheetId="2" '
        f'state="hidden" r:id="rId2"/><sheet name="Very" sheetId="3" state="veryHidden" r:id="rId3"/></sheets><definedNames>'
        f'<definedName name="{c.hide("name")}">"{c.hide("named value")}"</definedName></definedNames></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "worksheet", "/xl/worksheets/sheet2.xml"),
            ("rId3", "worksheet", "worksheets/sheet3.xml"),
            ("rId4", "sharedStrings", "sharedStrings.xml"),
            ("rId5", "styles", "styles.xml"),
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{S}"><numFmts><numFmt numFmtId="164" formatCode="000\\-00\\-0000"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{S}"><si><t>Name</t></si><si><r><t>{c.show("shared text")[:5]}</t></r>'
        f"<r><t>{c.show('shared text')[5:]}</t></r></si><si><t>{c.hide('orphan')}</t></si></sst>",
        "xl/worksheets/sheet1.xml": sheet,
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("rId9", "hyperlink", f"mailto:{c.hide('link')}@example.org", "External")
        ),
        "xl/worksheets/sheet2.xml": plain.format(S, c.hide("hidden sheet")),
        "xl/worksheets/sheet3.xml": plain.format(S, c.hide("very hidden sheet")),
        "xl/comments1.xml": f'<comments xmlns="{S}"><authors><author>{c.hide("comment author")}</author></authors><commentList>'
        f'<comment ref="A1"><text><r><t>{c.hide("comment")[:5]}</t></r><r><t>{c.hide("comment")[5:]}</t></r></text></comment>'
        "</commentList></comments>",
        "xl/threadedComments/threadedComment1.xml": f"<ThreadedComments><threadedComment><text>{c.hide('thread')}</text>"
        "</threadedComment></ThreadedComments>",
        "xl/persons/person.xml": f'<personList><person displayName="{c.hide("person")}" userId="{c.hide("user")}@example.org"/>'
        "</personList>",
        "xl/drawings/drawing1.xml": f'<wsDr xmlns:a="{A}"><cNvPr name="x" descr="{c.hide("alt text")}"/><a:p><a:r><a:t>'
        f"{c.hide('text box')[:6]}</a:t></a:r><a:r><a:t>{c.hide('text box')[6:]}</a:t></a:r></a:p></wsDr>",
        "xl/drawings/vmlDrawing1.vml": f"<xml><shape><textbox><div>{c.hide('old text box')}<br></div></textbox></shape></xml>",
        "xl/charts/chart1.xml": f"<chart><strCache><pt><v>{c.hide('chart cache')}</v></pt></strCache></chart>",
        "xl/pivotCache/pivotCacheDefinition1.xml": f'<d><cacheField name="{c.hide("pivot field")}"><s v="{c.hide("pivot item")}"/>'
        "</cacheField></d>",
        "xl/pivotCache/pivotCacheRecords1.xml": f'<r><s v="{c.hide("pivot record")}"/></r>',
        "xl/externalLinks/externalLink1.xml": f"<e><cell><v>{c.hide('external cache')}</v></cell></e>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
            ("rId1", "externalLinkPath", f"file:///C:/Users/{c.hide('linked path')}/a.xlsx", "External")
        ),
        "xl/connections.xml": f'<connections><connection name="{c.hide("connection name")}"><dbPr connection='
        f'"{c.hide("connection")}" command="{c.hide("query")}"/></connection></connections>',
        "xl/queryTables/queryTable1.xml": f'<queryTable name="{c.hide("query table")}"/>',
        "xl/tables/table1.xml": f'<table name="T" displayName="T"><tableColumn name="{c.hide("table column")}"/></table>',
        "xl/revisions/revisionLog1.xml": f'<revisions><rcc><nc t="inlineStr"><is><t>{c.hide("revision")}</t></is></nc></rcc>'
        "</revisions>",
        "xl/revisions/userNames.xml": f'<users><userInfo name="{c.hide("revision user")}"/></users>',
        "xl/diagrams/data1.xml": f'<d xmlns:a="{A}"><a:p><a:t>{c.hide("smart art")}</a:t></a:p></d>',
        "xl/embeddings/oleObject1.bin": c.hide("embedded").encode() * 3,
        "xl/media/image1.png": b"\x89PNG\r\n\x1a\n",
        **properties(c),
        **more,
    }
    del c.hidden["embedded"]  # withheld and counted, not scanned
    return packed(parts)


def docx(c, **more):
    """Return a Word document with a canary in each carrier; *more* are parts that replace or join its own."""
    ns = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:a="{A}" xmlns:mc="{MC}"'
    body = f"""<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{c.show("heading")}</w:t></w:r></w:p>
<w:p><w:bookmarkStart w:name="{c.hide("bookmark")}"/><w:r><w:t>{c.show("runs")[:4]}</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr>
<w:t>{c.show("runs")[4:]}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r></w:p>
<w:p><w:ins w:author="{c.hide("insertion author")}"><w:r><w:t>{c.show("insertion")}</w:t></w:r></w:ins>
<w:del w:author="{c.hide("deletion author")}"><w:r><w:delText>{c.hide("deletion")}</w:delText></w:r></w:del>
<w:moveFrom w:author="x"><w:r><w:t>{c.hide("moved from")}</w:t></w:r></w:moveFrom>
<w:moveTo w:author="x"><w:r><w:t>{c.show("moved to")}</w:t></w:r></w:moveTo></w:p>
<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{c.hide("hidden text")}</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/>
<w:rPrChange w:author="{c.hide("format author")}"/></w:rPr><w:t>{c.show("not hidden")}</w:t></w:r></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="f"/><w:textInput><w:default w:val="{c.hide("form default")}"/>
</w:textInput></w:ffData></w:fldChar></w:r><w:r><w:instrText> MERGEFIELD {c.hide("field code")} </w:instrText></w:r>
<w:r><w:t>{c.show("field result")}</w:t></w:r><w:fldSimple w:instr="INCLUDETEXT {c.hide("simple field")}"><w:r><w:t>x</w:t></w:r>
</w:fldSimple><w:hyperlink r:id="rId20" w:tooltip="{c.hide("tooltip")}"><w:r><w:t>{c.show("link text")}</w:t></w:r></w:hyperlink></w:p>
<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>{c.show("list item")}</w:t><w:br/><w:t>{c.show("after break")}</w:t></w:r></w:p>
<w:sdt><w:sdtPr><w:alias w:val="{c.hide("alias")}"/><w:tag w:val="{c.hide("tag")}"/><w:dropDownList>
<w:listItem w:displayText="{c.hide("choice")}" w:value="x"/></w:dropDownList></w:sdtPr><w:sdtContent><w:p><w:r><w:t>
{c.show("content control")}</w:t></w:r></w:p></w:sdtContent></w:sdt>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{c.show("cell")}</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{c.show("inner cell")}
</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr><w:tr><w:trPr><w:del w:author="x"/></w:trPr><w:tc><w:p><w:r>
<w:t>{c.hide("deleted row")}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><docPr name="x" descr="{c.hide("alt text")}"/><txbx><w:txbxContent>
<w:p><w:r><w:t>{c.show("text box")}</w:t></w:r></w:p></w:txbxContent></txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><textbox>
<w:txbxContent><w:p><w:r><w:t>{c.hide("fallback")}</w:t></w:r></w:p></w:txbxContent></textbox></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>
<w:p><w:smartTag w:element="x"><w:smartTagPr><w:attr w:name="n" w:val="{c.hide("smart tag")}"/></w:smartTagPr><w:r><w:t>
{c.show("smart tag text")}</w:t></w:r></w:smartTag></w:p><w:altChunk r:id="rId21"/><!-- {c.hide("comment in XML")} -->
<w:sectPr><w:headerReference r:id="rId3"/></w:sectPr>"""
    line = "<w:{0} {1}><w:p><w:r><w:t>{2}</w:t></w:r></w:p></w:{0}>"
    notes = '<w:{0}s {1}><w:{0} w:id="2"><w:p><w:r><w:t>{2}</w:t></w:r></w:p></w:{0}><w:{0} w:id="3"><w:p><w:r><w:t>{3}</w:t></w:r></w:p></w:{0}></w:{0}s>'
    parts = {
        "[Content_Types].xml": types("word/document.xml", WORD_TYPE),
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {ns}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(
            ("rId1", "styles", "styles.xml"),
            ("rId3", "header", "header1.xml"),
            ("rId4", "header", "header2.xml"),
            ("rId5", "footer", "footer1.xml"),
            ("rId6", "footnotes", "footnotes.xml"),
            ("rId7", "endnotes", "endnotes.xml"),
            ("rId20", "hyperlink", f"mailto:{c.hide('link')}@example.org", "External"),
            ("rId21", "aFChunk", "afchunk.htm"),
        ),
        "word/styles.xml": f'<w:styles {ns}><w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>',
        "word/header1.xml": line.format("hdr", ns, c.show("header")),
        "word/header2.xml": line.format("hdr", ns, c.show("first header")),
        "word/footer1.xml": line.format("ftr", ns, c.show("footer")),
        "word/footnotes.xml": notes.format("footnote", ns, c.show("footnote"), c.hide("footnote of nothing")),
        "word/endnotes.xml": notes.format("endnote", ns, c.show("endnote"), c.hide("endnote of nothing")),
        "word/comments.xml": f'<w:comments {ns}><w:comment w:author="{c.hide("comment author")}" w:initials="{c.hide("initials")}">'
        f"<w:p><w:r><w:t>{c.hide('comment')[:5]}</w:t></w:r><w:r><w:t>{c.hide('comment')[5:]}</w:t></w:r></w:p></w:comment></w:comments>",
        "word/people.xml": f'<w:people {ns}><w:person w:author="{c.hide("person")}"><presenceInfo userId="{c.hide("user")}"/>'
        "</w:person></w:people>",
        "word/settings.xml": f'<w:settings {ns}><w:docVars><w:docVar w:name="{c.hide("variable")}" w:val="{c.hide("variable value")}"/>'
        f'</w:docVars><w:mailMerge><w:query w:val="{c.hide("merge query")}"/></w:mailMerge></w:settings>',
        "word/_rels/settings.xml.rels": relations(
            ("rId1", "attachedTemplate", f"file:///C:/Users/{c.hide('template')}/a.dotx", "External")
        ),
        "word/glossary/document.xml": f"<w:d {ns}><w:p><w:r><w:t>{c.hide('glossary')}</w:t></w:r></w:p></w:d>",
        "word/charts/chart1.xml": f"<chart><v>{c.hide('chart')}</v></chart>",
        "word/diagrams/data1.xml": f'<d xmlns:a="{A}"><a:p><a:t>{c.hide("smart art")}</a:t></a:p></d>',
        "word/afchunk.htm": f"<html><body><p>{c.hide('chunk')}</p></body></html>",
        "word/embeddings/Microsoft_Excel_Sheet1.xlsx": b"PK",
        "word/media/image1.png": b"\x89PNG\r\n\x1a\n",
        **properties(c),
        **more,
    }
    return packed(parts)


def pptx(c, **more):
    """Return a presentation with a canary in each carrier; *more* are parts that replace or join its own."""
    ns = f'xmlns:p="{L}" xmlns:a="{A}" xmlns:r="{R}"'

    def shape(text, kind="", more="", place=""):
        holder = f'<p:nvPr>{f"""<p:ph type="{kind}"/>""" if kind else ""}</p:nvPr>'
        frame = f'<p:spPr><a:xfrm><a:off {place}/><a:ext cx="900" cy="900"/></a:xfrm></p:spPr>' if place else ""
        return f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x" {more}/>{holder}</p:nvSpPr>{frame}<p:txBody>{text}</p:txBody></p:sp>'

    def lines(*texts):
        return "".join(f"<a:p><a:r><a:t>{text[:5]}</a:t></a:r><a:r><a:t>{text[5:]}</a:t></a:r></a:p>" for text in texts)

    def slide(body, attributes=""):
        return f"<p:sld {ns} {attributes}><p:cSld><p:spTree>{body}</p:spTree></p:cSld></p:sld>"

    cells = "".join(f"<a:tc><a:txBody>{lines(c.show(name))}</a:txBody></a:tc>" for name in ("cell", "second cell"))
    first = (
        shape(lines(c.show("title")), "title", f'descr="{c.hide("alt text")}"')
        + shape(lines(c.show("bullet"), c.show("second bullet")), place='x="100" y="100"')
        + f"<p:grpSp>{shape(lines(c.show('grouped')))}</p:grpSp>"
        + f"<p:graphicFrame><a:graphic><a:tbl><a:tr>{cells}</a:tr></a:tbl></a:graphic></p:graphicFrame>"
        + shape(lines(c.hide("hidden shape")), more='hidden="1"')
        + shape(lines(c.hide("right of the slide")), place='x="90000" y="100"')
        + shape(lines(c.hide("above the slide")), place='x="100" y="-5000"')
        + f"<!-- {c.hide('comment in XML')} -->"
    )
    parts = {
        "[Content_Types].xml": types("ppt/presentation.xml", SLIDE_TYPE),
        "_rels/.rels": relations(("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'<p:presentation {ns}><p:sldIdLst><p:sldId id="256" r:id="rId1"/><p:sldId id="257" r:id="rId2"/>'
        '</p:sldIdLst><p:sldSz cx="10000" cy="8000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(
            ("rId1", "slide", "slides/slide1.xml"), ("rId2", "slide", "slides/slide2.xml")
        ),
        "ppt/slides/slide1.xml": slide(first),
        "ppt/slides/_rels/slide1.xml.rels": relations(
            ("rId1", "notesSlide", "../notesSlides/notesSlide1.xml"),
            ("rId9", "hyperlink", f"mailto:{c.hide('link')}@example.org", "External"),
        ),
        "ppt/slides/slide2.xml": slide(shape(lines(c.hide("hidden slide"))), 'show="0"'),
        "ppt/notesSlides/notesSlide1.xml": f"<p:notes {ns}><p:cSld>{shape(lines(c.hide('notes')))}</p:cSld></p:notes>",
        "ppt/comments/comment1.xml": f"<p:cmLst {ns}><p:cm><p:text>{c.hide('comment')}</p:text></p:cm></p:cmLst>",
        "ppt/commentAuthors.xml": f'<p:cmAuthorLst {ns}><p:cmAuthor name="{c.hide("comment author")}"/></p:cmAuthorLst>',
        "ppt/charts/chart1.xml": f"<chart><strCache><pt><v>{c.hide('chart cache')}</v></pt></strCache></chart>",
        "ppt/diagrams/data1.xml": f'<d xmlns:a="{A}">{lines(c.hide("smart art"))}</d>',
        "ppt/slideMasters/slideMaster1.xml": f"<p:sldMaster {ns}>{shape(lines(c.hide('master')))}</p:sldMaster>",
        "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx": b"PK",
        "ppt/media/image1.png": b"\x89PNG\r\n\x1a\n",
        **properties(c),
        **more,
    }
    return packed(parts)

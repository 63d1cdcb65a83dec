"""A workbook is what its cells show: numbers as formatted, nothing that runs, and no more rows than there are."""

import io
import zipfile

import openpyxl
import pytest
import python_calamine

from connectors.documents import OLD_SHEETS, XLSX, recognise
from connectors.documents.xlsx_display import displayed, general
from records.errors import Reason, Unreadable
from records.record import Shape
from tests.office_files import Canaries, S, packed, xlsx

SHEET = "xl/worksheets/sheet1.xml"


def cells(rows, styles=""):
    """Return a workbook whose first sheet has *rows* of XML."""
    more = {SHEET: f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>'}
    if styles:
        more["xl/styles.xml"] = styles
    return xlsx(Canaries(), **more)


def shown(content):
    """Return the released cells of the first sheet."""
    return [f.text for f in XLSX.read(content).fields if f.released and f.place.startswith("sheet 1 row")]


def reason(content, format_=XLSX):
    with pytest.raises(Unreadable) as caught:
        format_.read(content)
    return caught.value.reason


@pytest.mark.case("S06")
@pytest.mark.parametrize(
    ("number", "code", "expected"),
    [
        (12345678, r"000\-00\-0000", "012-34-5678"),
        (517884593, '"SSN "000-00-0000', "SSN 517-88-4593"),
        (4065550142, r"[<=9999999]###\-####;\(###\)\ ###\-####", "(406) 555-0142"),
        (5550142, r"[<=9999999]###\-####;\(###\)\ ###\-####", "555-0142"),
        (596010102, r"00000\-0000", "59601-0102"),
        (601, "00000", "00601"),
        (26372, "m/d/yyyy", "3/14/1972"),
        (26372, "[$-409]mmmm d, yyyy;@", "March 14, 1972"),
        (26372, "ddd d-mmm-yy", "Tue 14-Mar-72"),
        (26372.75, "m/d/yyyy h:mm AM/PM", "3/14/1972 6:00 PM"),
        (44927.5, "yyyy-mm-dd hh:mm:ss", "2023-01-01 12:00:00"),
        (1.5, "[h]:mm", "36:00"),
        (1, "m/d/yyyy", "1/1/1900"),
        (-1, "m/d/yyyy", "-1"),
        (1.2e10, "0.00E+00", "12000000000"),
        (1.2e10, "General", "12000000000"),
        (517884593, ";;;", "517884593"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (-5.25, "$#,##0.00_);($#,##0.00)", "($5.25)"),
        (-3, "0", "-3"),
        (0, '0;-0;"none"', "0"),
        (0.256, "0.0%", "25.6%"),
        (1_500_000, "0.0,,", "1.5"),
        (0.5, "# ?/?", "0.5"),
        (12345, "[Red]0", "12345"),
        (7, "", "7"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(number, code, expected):
    """Digits keep their zeros and dashes, serials become dates, and what a format would hide is shown in full."""
    assert displayed(number, code) == expected


@pytest.mark.case("S06")
def test_dates_count_from_1904_where_the_workbook_says_so():
    """The other calendar of the Macintosh."""
    assert displayed(24910, "m/d/yyyy", since_1904=True) == "3/14/1972"


@pytest.mark.parametrize("number", [0.1, 1e300, -1e-12, 123456789012345, float("inf"), float("nan"), 1e15 / 3])
def test_any_number_has_a_text(number):
    """No exponent, no crash."""
    assert "e" not in general(number).lower().replace("infinity", "")
    for code in (
        "General",
        "0.00",
        "m/d/yyyy",
        "0%",
        "000-00-0000",
        "h:mm",
        "@",
        "#,##0",
        "?/?",
        "[h]",
        '"',
        "\\",
        "[",
        ";",
    ):
        assert isinstance(displayed(number, code), str)


@pytest.mark.case("S06")
@pytest.mark.case("S07")
def test_cells_have_their_columns_names_and_their_rows_scopes():
    """A row is one scope; a column's name goes with each of its cells; what is kept in full is scanned beside what shows."""
    fields = XLSX.read(xlsx(Canaries())).fields
    by_place = {field.place: field for field in fields}

    assert by_place["sheet 1 row 1 column 2"].shape is Shape.LABEL
    assert (by_place["sheet 1 row 2 column 2"].name, by_place["sheet 1 row 2 column 2"].text) == ("SSN", "012-34-5678")
    assert (by_place["sheet 1 row 2 column 3"].name, by_place["sheet 1 row 2 column 3"].text) == ("Born", "3/14/1972")
    assert by_place["sheet 1 row 2 column 2"].scope == by_place["sheet 1 row 2 column 3"].scope
    assert by_place["sheet 1 row 2 column 2"].scope != by_place["sheet 1 row 5 column 1"].scope
    assert by_place["sheet 1 row 2 column 2 as kept (not released)"].text == "12345678"


def test_a_second_table_of_a_sheet_has_columns_of_its_own():
    """Under an empty row, where names of columns stand again; a table that starts to the right, too."""
    rows = "".join(
        f'<row r="{number}">{"".join(f"""<c r="{place}{number}" t="inlineStr"><is><t>{text}</t></is></c>""" for place, text in row)}</row>'
        for number, row in (
            (1, (("A", "item"), ("B", "qty"))), (2, (("A", "pump"), ("B", "3"))), (3, (("A", "valve"), ("B", "4"))),
            (5, (("C", "Last name"), ("D", "Phone"))), (6, (("C", "Zumbalix"), ("D", "5550186"))),
        )
    )  # fmt: skip
    fields = XLSX.read(cells(rows)).fields

    assert [f.name for f in fields if f.text in ("pump", "Zumbalix", "5550186")] == ["item", "Last name", "Phone"]


@pytest.mark.case("S01")
def test_what_is_hidden_is_counted():
    """Each sheet with anything hidden has an entry."""
    withheld = XLSX.read(xlsx(Canaries())).withheld
    hidden = [each.place for each in withheld if each.reason is Reason.POLICY and each.place.startswith("sheet")]

    assert hidden == ["sheet 1 hidden cells", "sheet 2 whole", "sheet 3 whole"]


@pytest.mark.case("S03")
@pytest.mark.case("S09")
def test_no_formula_is_emitted():
    """What begins like a formula is a text cell, and stays one when somebody edits it."""
    content = xlsx(Canaries())
    document = XLSX.read(content)
    copy = XLSX.rebuild(document, tuple(field.text for field in document.fields))
    cell = openpyxl.load_workbook(io.BytesIO(copy)).active["B6"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == ('=HYPERLINK("http://example.org")', "s", True)
    assert b"<f" not in zipfile.ZipFile(io.BytesIO(copy)).read(SHEET)


def test_a_number_stays_a_number_and_a_label_is_text():
    """Amounts can still be added up; two other programs agree on what the copy holds."""
    content = cells(
        '<row r="1"><c r="A1"><v>1250.5</v></c><c r="B1"><v>517884593</v></c><c r="C1"><v>1E+20</v></c></row>'
    )
    document = XLSX.read(content)
    texts = tuple(field.text if field.text != "517884593" else "[SSN 1]" for field in document.fields)
    copy = XLSX.rebuild(document, texts)
    row = python_calamine.load_workbook(io.BytesIO(copy)).get_sheet_by_index(0).to_python()[0]
    other = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(copy)).active[1]]

    assert row == [1250.5, "[SSN 1]", "100000000000000000000"] == other


@pytest.mark.case("E10")
def test_an_escape_is_undone_in_reading_and_none_is_made_in_writing():
    """_x0035_ is a five to every program that shows it."""
    content = cells('<row><c t="inlineStr"><is><t>_x0035_17-88-4593</t></is></c></row>')
    document = XLSX.read(content)

    assert shown(content) == ["517-88-4593"]
    texts = tuple("_x0035_ \x00 \r\n \ufffe" if f.text.startswith("517") else f.text for f in document.fields)
    assert shown(XLSX.rebuild(document, texts)) == ["_x0035_ ␀ \r\n \ufffd"]


@pytest.mark.case("S10")
def test_a_sheet_is_as_large_as_its_cells():
    """A million declared rows cost nothing; a row and a column far out keep their place."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    content = xlsx(
        Canaries(),
        **{SHEET: f'<worksheet xmlns="{S}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'},
    )
    places = [f.place for f in XLSX.read(content).fields if f.released and f.place.startswith("sheet 1 row")]

    assert places == ["sheet 1 row 1 column 1", "sheet 1 row 1048576 column 16384"]


@pytest.mark.case("S13")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp037"])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_entities_are_refused(part, encoding):
    """A document type is refused in whatever encoding it is written, wherever it matters."""
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x xmlns="{S}">&b;</x>'

    assert reason(xlsx(Canaries(), **{part: text.encode(encoding)})) in {Reason.EXTERNAL, Reason.UNREADABLE}


@pytest.mark.case("S13")
def test_an_entity_in_a_sheet_fetches_nothing(tmp_path):
    """A file that an entity names is not read."""
    (tmp_path / "secret.txt").write_text("Zelda Quartermain")
    uri = (tmp_path / "secret.txt").as_uri()
    text = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{uri}">]><worksheet xmlns="{S}"><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>'

    assert reason(xlsx(Canaries(), **{SHEET: text})) is Reason.EXTERNAL


@pytest.mark.case("P09")
def test_a_bomb_is_withheld():
    """A sheet of blanks that unpacks to gigabytes is refused before it does."""
    assert reason(xlsx(Canaries(), **{SHEET: b" " * 40_000_000})) is Reason.TOO_LARGE


@pytest.mark.case("P11")
def test_two_parts_of_one_name_or_an_unlisted_one_are_ambiguous():
    """Programs disagree on which they show."""
    out = io.BytesIO(xlsx(Canaries()))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as package:
        package.writestr(SHEET, "<x/>")

    assert reason(out.getvalue()) is Reason.AMBIGUOUS
    assert reason(xlsx(Canaries()) + packed({"hidden.xml": "<x/>"})[:60]) in {Reason.AMBIGUOUS, Reason.UNREADABLE}


def test_a_cell_given_twice_is_ambiguous():
    """So is a place that holds two values."""
    assert reason(cells('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')) is Reason.AMBIGUOUS


@pytest.mark.case("P10")
def test_a_locked_workbook_is_withheld():
    """An encrypted package is told from its content, whatever its name."""
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500

    assert recognise(content, "a.docx") is recognise(content, "") is OLD_SHEETS
    assert reason(content, OLD_SHEETS) is Reason.ENCRYPTED


@pytest.mark.case("M18")
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"PK\x03\x04" + b"\0" * 100, Reason.UNREADABLE),
        (packed({"xl/workbook.xml": "<x/>"}), Reason.UNSUPPORTED),
        (xlsx(Canaries(), **{"xl/workbook.xml": "<notes/>"}), Reason.UNSUPPORTED),
        (xlsx(Canaries(), **{SHEET: "<worksheet>"}), Reason.UNREADABLE),
        (xlsx(Canaries())[:-300], Reason.UNREADABLE),
    ],
)
def test_what_is_no_whole_workbook_is_withheld(content, expected):
    """Half a workbook is not guessed at."""
    assert reason(content) is expected


def test_sheet_names_are_made_acceptable():
    """Names that no program opens, two of the same, and one too long."""
    book = openpyxl.Workbook()
    book.active.title = "One"
    for name in ("Two", "Three", "Four"):
        book.create_sheet(name)
    out = io.BytesIO()
    book.save(out)
    document = XLSX.read(out.getvalue())
    names = {"One": "[NAME 1]", "Two": "[NAME 1]", "Three": "a/b?*:" + "x" * 40, "Four": "''"}
    copy = XLSX.rebuild(document, tuple(names.get(f.text, f.text) for f in document.fields))

    assert openpyxl.load_workbook(io.BytesIO(copy)).sheetnames == [
        "(NAME 1)", "(NAME 1) 2", "a-b---xxxxxxxxxxxxxxxxxxxxxxx 3", "Sheet 4",
    ]  # fmt: skip


def ods(rows):
    """Return an OpenDocument spreadsheet with one sheet of *rows*."""
    ns = "urn:oasis:names:tc:opendocument:xmlns:"
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{ns}office:1.0" xmlns:table="{ns}table:1.0" xmlns:text="{ns}text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Owners">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = f'<m:manifest xmlns:m="{ns}manifest:1.0"><m:file-entry m:full-path="/"/></m:manifest>'
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": mime, "META-INF/manifest.xml": manifest, "content.xml": content}, zipfile.ZIP_STORED)


@pytest.mark.case("S12")
def test_an_opendocument_sheet_is_rebuilt_as_a_workbook():
    """Values and names of columns are the same."""
    content = ods([["name", "phone"], ["Jane Doe", "406-555-0142"]])
    assert recognise(content, "") is OLD_SHEETS
    document = OLD_SHEETS.read(content)
    copy = OLD_SHEETS.rebuild(document, tuple(field.text for field in document.fields))

    assert [(f.name, f.text) for f in document.fields] == [
        ("", "Owners"), ("", "name"), ("", "phone"), ("name", "Jane Doe"), ("phone", "406-555-0142"),
    ]  # fmt: skip
    assert [f.text for f in XLSX.read(copy).fields] == [f.text for f in document.fields]


@pytest.mark.case("S12")
def test_a_broken_old_workbook_is_withheld():
    """Its first bytes and its name are right, and nothing else."""
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000

    assert recognise(content, "a.xls") is OLD_SHEETS
    assert recognise(content, "a.ppt") is None
    assert reason(content, OLD_SHEETS) in {Reason.UNREADABLE, Reason.CRASHED}


@pytest.mark.parametrize("row", [0, 1_048_577, 4_000_000])
def test_a_row_that_no_program_has_withholds_its_workbook(row):
    """Written anew it would spoil the copy, and with it the whole release."""
    assert reason(cells(f'<row r="{row}"><c t="b"><v>1</v></c></row>')) is Reason.TOO_LARGE

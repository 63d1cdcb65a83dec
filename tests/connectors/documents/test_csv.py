"""Tables keep every cell as text and hold no formula when they are written."""

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from connectors.documents import CSV, TEXT, recognise
from connectors.documents.csv import defuse, line
from connectors.documents.csv_dialect import detect
from records.errors import Reason, Unreadable
from records.record import Shape

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t"), max_size=12)


def rebuilt(content, texts=None):
    document = CSV.read(content)
    return CSV.rebuild(document, texts or tuple(field.text for field in document.fields))


def test_every_cell_stays_text_and_knows_its_column():
    """Leading zeros survive and each cell carries its header's name, its place and its row as scope."""
    document = CSV.read(b"account,Applicant Name\n00123,Jane Doe\n")

    assert [(f.name, f.text, f.shape, f.place, f.scope) for f in document.fields] == [
        ("", "account", Shape.LABEL, "row 1 column 1", 0),
        ("", "Applicant Name", Shape.LABEL, "row 1 column 2", 0),
        ("account", "00123", Shape.CELL, "row 2 column 1", 1),
        ("Applicant Name", "Jane Doe", Shape.CELL, "row 2 column 2", 1),
    ]


@pytest.mark.case("S10")
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_delimiters_and_encodings_are_told_from_the_content(delimiter, codec):
    """Any of the usual delimiters in any of the usual encodings gives the same cells, and the delimiter is kept."""
    rows = [["name", "phone", "notes"], ["Zoë Doe", "406-555-0142", 'said "no",; then\nleft'], ["", "", ""]]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)

    copy = rebuilt(out.getvalue().encode(codec)).decode()

    assert list(csv.reader(io.StringIO(copy, newline=""), delimiter=delimiter)) == rows


@pytest.mark.case("S10")
def test_odd_rows_are_kept():
    """Ragged and blank rows, bare CR line ends and NULs: as many rows and cells come out as went in."""
    content = b"name,phone\rJane Doe\r\rJane\0,406-555-0142,extra,\r"

    assert rebuilt(content) == "name,phone\nJane Doe\n\nJane␀,406-555-0142,extra,\n".encode()


@pytest.mark.case("S08")
@pytest.mark.case("S11")
def test_the_header_may_stand_below_titles_and_repeat_itself():
    """Titles and comments above the header are scanned and kept in place; two columns of one name stay two."""
    content = b"# exported for Jane Doe\n\nPermit report\nname,phone,phone\nJane Doe,406-555-0142,406-555-0143\n"
    document = CSV.read(content)

    assert [field.text for field in document.fields if field.shape is Shape.LABEL] == ["name", "phone", "phone"]
    assert [field.text for field in document.fields if field.shape is Shape.TITLE] == [
        "# exported for Jane Doe",
        "Permit report",
    ]
    assert [field.name for field in document.fields][-3:] == ["name", "phone", "phone"]
    assert rebuilt(content) == content


@pytest.mark.case("S08")
@pytest.mark.parametrize(
    "content",
    [
        b"Jane Doe,406-555-0142,Helena\nJohn Roe,406-555-0143,Helena\n",
        b"Jane Doe,Helena\nJohn Roe,Butte\n",
        b"jane@example.org,Jane\njohn@example.org,John\n",
        b"Doe,Jane,1980\nRoe,John,1981\n",
        b"Street,Jane\nDay,John\n",
    ],
)
def test_values_are_not_taken_for_column_names(content):
    """Without a header no cell names a column: a value there would stand in the inventory."""
    assert {field.name for field in CSV.read(content).fields} == {""}


@pytest.mark.case("S08")
def test_a_form_printed_downwards_is_read_by_its_first_column():
    """Where the questions stand in the first column, they name the answers beside them."""
    document = CSV.read(b"First name,Jane\nLast name,Doe\nPhone,406-555-0142\nDOB,1980-02-03\n")

    assert [(f.name, f.text) for f in document.fields if f.shape is Shape.CELL] == [
        ("First name", "Jane"),
        ("Last name", "Doe"),
        ("Phone", "406-555-0142"),
        ("DOB", "1980-02-03"),
    ]


@pytest.mark.case("S14")
def test_a_comment_is_prose_and_a_blob_is_opaque():
    """Free text is marked for the full set of detectors; an encoded blob that nobody reads is marked for masking whole."""
    comment = "My neighbor came by on Monday. He said that his number is 406-555-0142 and that he will call again."
    content = f"name,comments,photo\nJane Doe,{comment},{'QUJD' * 80}\n".encode()

    assert [field.shape for field in CSV.read(content).fields][3:] == [Shape.CELL, Shape.PROSE, Shape.OPAQUE]


@pytest.mark.case("S09")
@pytest.mark.parametrize(
    "cell", ["=1+1", "+A1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "\ufeff=1", "=cmd|' /C calc'!A0", "+1+1", "-a"]
)
def test_formulas_are_defused(cell):
    """A cell that a spreadsheet might run gets an apostrophe before it."""
    assert defuse(cell) == f"'{cell}"


@pytest.mark.case("S09")
@pytest.mark.parametrize(
    "cell",
    [
        "+1 406-555-0142",
        "+14065550142",
        "-5.3",
        "-",
        "--",
        "+1 (406) 555-0142 x12",
        "-1,234.50",
        "[NAME 3]",
        "a=b",
        "",
        "'",
        "-12%",
    ],
)
def test_numbers_and_telephones_stay_readable(cell):
    """What is only a number or a telephone number is left as it is."""
    assert defuse(cell) == cell


@given(st.text(max_size=20))
def test_defusing_twice_is_defusing_once(cell):
    """A copy of a copy grows no second apostrophe."""
    assert defuse(defuse(cell)) == defuse(cell)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=8), st.sampled_from(",;\t|"))
def test_a_row_is_read_back_as_written(rows, delimiter):
    """The standard library reads the rows and cells that were written, whatever stands in them."""
    written = "".join(line(row, delimiter) for row in rows)

    assert list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter)) == [
        [defuse(cell) for cell in row] for row in rows
    ]


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_a_copy_has_as_many_rows_and_cells(rows):
    """Tokens in the place of all texts stand in the same rows and columns."""
    content = "".join(line(row, ",") for row in [["name", "phone", "notes"], *rows]).encode()
    document = CSV.read(content)
    assume(not document.withheld)  # two lines of one row that look like two rows: told, and not released
    tokens = tuple(f"[T {n}]" for n in range(len(document.fields)))
    copy = CSV.rebuild(document, tokens).decode()

    assert [len(row) for row in csv.reader(io.StringIO(copy))] == [3] * (len(rows) + 1)
    assert all(token in copy for token in tokens)


@pytest.mark.case("S10")
def test_a_table_of_a_million_columns_is_refused():
    """A row wider than any spreadsheet is withheld, not turned into a million fields."""
    with pytest.raises(Unreadable) as caught:
        CSV.read(b"name,phone\n" + b"," * 1_000_000 + b"\n")

    assert caught.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("name", ["notes.txt", "notes", "readme.md", "dump.sql"])
def test_prose_with_commas_is_no_table(name):
    """A letter is read as text, so that a value running over its lines is seen whole."""
    letter = b"Dear Jane,\nthank you, and John, for the call.\n\nYours, truly,\nRoe\n"

    assert recognise(letter, name) is TEXT


def test_a_table_without_a_telling_name_is_still_a_table():
    """Rows of even width under a header are a table, whatever the file is called."""
    assert recognise(b"id\tname\tphone\n" + b"1\tJane Doe\t406-555-0142\n" * 2, "export.txt") is CSV


def test_a_space_after_the_delimiter_does_not_break_quotes():
    """A quoted cell after a comma and a space is one cell."""
    dialect = detect(
        'name, "address", phone\nJane, "1 Example St, Helena", 406-555-0142\nJohn, "2 Example St, Helena", 5\n'
    )

    assert (dialect.width, dialect.spaced) == (3, True)


def test_a_row_that_a_stray_quotation_mark_opens_is_withheld_alone():
    """In an attachment, too: a notice stands in its place and the rows it would swallow are read."""
    content = b'id,last,sign,phone\n1,Roe,ok,5550101\n2,Okonkwo,"Big sign,5550102\n3,Zubrowka,ok,5550103\n'
    document = CSV.read(content)

    assert [(each.place, each.reason) for each in document.withheld] == [("row 3", Reason.AMBIGUOUS)]
    assert [field.text for field in document.fields if field.name == "last"] == ["Roe", "Zubrowka"]
    copy = CSV.rebuild(document, tuple(field.text for field in document.fields)).decode()
    assert copy.splitlines()[2] == "[withheld: two readings of it disagree]"


def test_a_second_table_under_a_gap_has_columns_of_its_own():
    """In an attachment, too."""
    document = CSV.read(b"item,qty\npump,3\n\nLast name,SSN\nZumbalix,516550169\n")
    assert [f.name for f in document.fields if f.text in ("Zumbalix", "516550169")] == ["Last name", "SSN"]


@pytest.mark.parametrize(
    ("rows", "header", "sideways"),
    [
        ("Utility customers,,,\n,,,\nCust,Cust,Svc,Svc\nLast,First,Born,Acct\nRoe,Jane,5/6/1979,447\n", 3, False),
        ("category,amount,year,fund\nPermit fee,12,1,2\nName change,13,1,2\nPhone bill,14,1,2\nAddress work,15,1,2\n", 0, False),
        ("Last name,Quenbyx,Zumbalix,Roe\nPhone,1,2,3\nAddress,4,5,6\n", -1, True),
        ("Roe,Roe,Hofer,Lee\nzz,yy,ww,vv\n", -1, False),
    ],
)  # fmt: skip
def test_where_the_names_of_columns_stand(rows, header, sideways):
    """Under a row that groups them, at the top, or down the first column; a row of values is none of them."""
    dialect = detect(rows)
    assert (dialect.header, dialect.sideways) == (header, sideways)

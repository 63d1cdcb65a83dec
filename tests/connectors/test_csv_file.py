"""A delimited file is read row by row: nothing is dropped, memory stays flat, what is too long is withheld."""

import csv
import tracemalloc
from dataclasses import replace

import pytest

from connectors.csv_file import CsvConnector
from records.errors import Reason
from records.record import Record, Withheld
from records.settings import Settings

SMALL = replace(Settings(), limits=replace(Settings().limits, field_chars=1000))


@pytest.fixture
def opened(tmp_path):
    def write(content, settings=SMALL):
        path = tmp_path / "source.csv"
        path.write_bytes(content)
        return CsvConnector(path, settings)

    return write


def copied(connector, into):
    writer = connector.rebuild(into)
    for item in connector.read():
        if isinstance(item, Record):
            writer.add(item, tuple(field.text for field in item.fields))
        else:
            writer.withhold(item)
    writer.close()
    return (into / "0001.csv").read_text(encoding="utf-8")


@pytest.mark.case("S10")
def test_rows_are_counted_as_records_not_lines(opened):
    """The header, titles and blank rows are records; a cell with line breaks does not make two; ids are row numbers."""
    items = list(opened(b'Report\nname,notes\n"Jane","one\ntwo"\n\nJohn,x\n').read())

    assert [item.id for item in items] == ["1", "header", "3", "4", "5"]
    assert [len(item.fields) for item in items] == [1, 2, 2, 0, 2]


@pytest.mark.case("S10")
def test_ragged_rows_are_reported_not_dropped(opened):
    """A row that is too short or too long says so in its place, and all its cells are there."""
    items = list(opened(b"name,phone,zip\nJane,406-555-0142,59601\nJohn\na,b,c,d\n").read())

    assert [item.place for item in items] == ["row 1", "row 2", "row 3, 1 of 3 cells", "row 4, 4 of 3 cells"]
    assert [len(item.fields) for item in items] == [3, 3, 1, 4]


def test_a_guessed_encoding_is_noted(opened):
    """The first row says what was assumed of the encoding."""
    first = next(opened("name,phone\nZoë,5\n".encode("cp1252")).read())

    assert first.place == "row 1, read as UTF-8 and Windows-1252 mixed"


def test_a_cell_too_long_is_withheld_alone(opened, tmp_path):
    """The rest of its row is released, and a notice stands in its place."""
    connector = opened(b"name,notes,zip\nJane," + b"x" * 1001 + b",59601\n")
    row = list(connector.read())[1]

    assert [field.text for field in row.fields] == ["Jane", "59601"]
    assert row.withheld == (Withheld("0001", "2", "row 2 column 2", Reason.TOO_LARGE),)
    assert copied(connector, tmp_path) == "name,notes,zip\nJane,[withheld: larger than the set limit],59601\n"


@pytest.mark.case("S10")
@pytest.mark.case("E22")
def test_a_row_too_long_is_withheld_and_the_others_go_on(opened, tmp_path):
    """One endless line costs its own row; as many rows come out as went in."""
    connector = opened(b"name,notes\nJane," + b"x," * 50_000 + b"\nJohn,y\n")

    assert [item.reason for item in connector.read() if isinstance(item, Withheld)] == [Reason.TOO_LARGE]
    assert copied(connector, tmp_path) == "name,notes\n[withheld: larger than the set limit]\nJohn,y\n"


@pytest.mark.case("S10")
def test_a_row_of_too_many_columns_is_withheld(opened):
    """A row wider than any spreadsheet is withheld whole."""
    items = list(opened(b"name,notes\n" + b"," * 20_000 + b"\nJohn,y\n", Settings()).read())

    assert [(type(item), item.container) for item in items] == [(Record, "0001"), (Withheld, "0001"), (Record, "0001")]


def test_an_endless_quote_withholds_the_rest(opened):
    """Where a quotation mark is never closed it cannot be told where the row ends, so nothing after it is released."""
    items = list(opened(b'name,notes\nJane,"' + b"never closed\n" * 1000).read())

    assert [(item.record, item.reason) for item in items[1:]] == [("2", Reason.TOO_LARGE), ("rest", Reason.AMBIGUOUS)]


def test_binary_rows_are_withheld(opened):
    """Compressed data between rows is not written out as letters."""
    import random

    noise = random.Random(2).randbytes(3000).replace(b"\n", b"").replace(b"\r", b"").replace(b'"', b"")
    reasons = [
        item.reason
        for item in opened(b"name,notes\nJane," + noise + b"\n", Settings()).read()
        if isinstance(item, Withheld)
    ]

    assert reasons == [Reason.MISMATCH]


@pytest.mark.case("S10")
def test_memory_does_not_grow_with_the_file(opened):
    """Five times the rows cost no more memory."""

    def peak(rows):
        connector = opened(b"id,name,phone\n" + b"1,Jane Doe,406-555-0142\n" * rows)
        tracemalloc.start()
        count = sum(1 for _ in connector.read())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert count == rows + 1
        return most

    peak(10)  # what the first run imports and caches is not the question

    assert peak(20_000) < 1.5 * peak(4_000) + 1_500_000  # the sample from which the encoding is told is up to 1 MB


def test_a_file_that_went_away_is_withheld(opened, tmp_path):
    """A file that cannot be opened any more is one withheld item, and no exception that names it."""
    connector = opened(b"a,b\n1,2\n")
    (tmp_path / "source.csv").unlink()

    assert list(connector.read()) == [Withheld("0001", "rest", "rest of the file", Reason.UNREADABLE)]


def test_the_library_limit_on_cells_does_not_apply(opened):
    """A cell longer than the standard library's default of 131,072 characters is read."""
    items = list(opened(b"name,notes\nJane," + b"word " * 40_000 + b"\n", Settings()).read())

    assert [len(field.text) for field in items[1].fields] == [4, 200_000]
    assert csv.field_size_limit() > 200_000


SIGNS = b'id,last,sign,phone\n1,Smithson,ok,5550101\n2,Okonkwo,"Big sign,5550102\n3,Zubrowka,%s,5550103\n4,Hofer,ok,5550104\n'


@pytest.mark.case("S10")
@pytest.mark.parametrize("closing", [b"ok", b'"ok"', b'5"', b'"ok, so"'])
def test_a_stray_quotation_mark_costs_its_own_row(opened, closing):
    """What it would swallow, up to the next mark or the end of the file, is read row by row, each value under its column."""
    items = list(opened(SIGNS % closing).read())

    assert [item.id for item in items if isinstance(item, Record)] == ["header", "2", "4", "5"]
    assert [(item.record, item.reason) for item in items if isinstance(item, Withheld)] == [("3", Reason.AMBIGUOUS)]
    assert [(f.name, f.text) for f in items[3].fields[:2]] == [("id", "3"), ("last", "Zubrowka")]


def test_lines_within_a_cell_are_one_cell(opened):
    """An address or a list over several lines makes no rows, even where a line has as many commas as a row."""
    content = b'id,address,zip\n1,"12 Oak St\nApt 4, Helena, MT\nUSA",59601\n2,"a\nb",59602\n3,"he said ""no, no, no""\nok",5\n'
    items = list(opened(content).read())

    assert [[field.text for field in item.fields][1:2] for item in items[1:]] == [
        ["12 Oak St\nApt 4, Helena, MT\nUSA"], ["a\nb"], ['he said "no, no, no"\nok'],
    ]  # fmt: skip


def test_addresses_over_lines_are_no_rows_of_a_table_without_numbers(opened):
    """Each line of such an address may have as many commas as a row; nothing but a mark that ends nothing tells of a stray one."""
    content = b'name,address,mail\nRoe,"12 Oak St, Apt 4\nHelena, MT",a@example.org\nHofer,"1 Elm St, B\nClancy, MT",b@example.org\n'
    items = list(opened(content).read())

    assert [field.text for field in items[1].fields] == ["Roe", "12 Oak St, Apt 4\nHelena, MT", "a@example.org"]
    assert all(isinstance(item, Record) for item in items)


def test_what_a_swallowed_line_says_counts_only_as_a_row(opened):
    """A quotation that ends badly may hold lines of a letter: none of them becomes a row."""
    content = b'id,last,note\n1,Roe,"wrote\nDear all, come, now\nend"zz\n2,Hofer,ok\n'
    items = list(opened(content).read())

    assert [item.id for item in items if isinstance(item, Record)] == ["header", "5"]
    assert [item.reason for item in items if isinstance(item, Withheld)] == [Reason.AMBIGUOUS] * 3


def test_quotation_marks_behind_a_backslash_end_nothing(opened):
    """MySQL and Hive write so; the columns behind them keep their names."""
    content = (
        b'id,note,owner\n1,"said \\"hi, there\\" ok",Zubrowka\n2,"plain, text",Roe\n3,"the 5\\" pipe, broken",Hofer\n'
    )
    items = list(opened(content).read())

    assert [(f.name, f.text) for f in items[1].fields[1:]] == [("note", 'said "hi, there" ok'), ("owner", "Zubrowka")]


@pytest.mark.case("S10")
def test_a_table_under_a_gap_has_columns_of_its_own(opened):
    """Exports stack several tables in one file; what stands under the second header is read under it."""
    content = b"item,qty\npump,3\n\nLast name,SSN,Phone\nZumbalix,516550169,5550186\n\nOwner\nx,y,z\n"
    items = list(opened(content).read())

    assert [item.id for item in items] == ["header", "2", "3", "4", "5", "6", "7", "8"]
    assert [field.name for field in items[4].fields] == ["Last name", "SSN", "Phone"]
    assert [field.name for field in items[7].fields] == [
        "Last name",
        "SSN",
        "Phone",
    ]  # one word is a heading, no header
    assert items[4].place == "row 5"


@pytest.mark.case("S10")
def test_a_table_that_runs_downwards_is_read_by_its_first_column(opened):
    """However many people stand beside each other; its rows are one form, so that they say of whom they speak."""
    content = b"Last name,Quenbyx,Zumbalix,Roe,Hofer\nSSN,516550166,516550167,5,6\nPhone,1,2,3,4\nAccount no,5,6,7,8\n"
    items = list(opened(content).read())

    assert [item.id for item in items] == ["1", "2", "3", "4"]
    assert [(f.name, f.text) for f in items[0].fields[1:3]] == [("Last name", "Quenbyx"), ("Last name", "Zumbalix")]
    assert {item.thread for item in items} == {"0001 form"}

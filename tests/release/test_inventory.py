"""The inventory counts what stands where, tells distinct values apart, says what changed, and never holds a value."""

import dataclasses
from datetime import date

import duckdb
import pandas as pd
import pytest

from records import statute
from records.errors import Misconfigured
from records.finding import Cover, Disposition, IdKind, Link, PiiType, Ruling, Standing, Witness
from records.record import Container, Field, Record, Shape
from release import inventory, report
from release.inventory import CoverageRow, FindingRow, Inventory, NamedContainer

STATUTE = statute.load("mca-2-17-551")
CANARY = "Wilhelmina Stallingsworth"


def ruling(text, type_=PiiType.PERSON, kind=None, witness=None, field=0):
    return Ruling(
        field, 0, len(text), type_, kind, 0.9, ("names",), Standing.DIRECT, Disposition.REDACT, "PRIV", witness
    )


def taken(*records):
    stock = Inventory(b"key", STATUTE)
    for record, rulings in records:
        stock.add(record, Cover(tuple(rulings)))
    container = Container("0001", "forms.csv", "csv", "row", source="forms")
    return list(stock.rows("run-1", {"0001": NamedContainer(container, "abc", "forms.csv")}))


def row(text, name="owner", shape=Shape.CELL):
    return Record("1", "0001", (Field(name, text, shape, "row 1 column 1"),))


def test_findings_are_counted_and_distinct_values_told_apart():
    """Three findings of two people are count 3, distinct 2."""
    texts = ["Jane Doe", "DOE, JANE", "Wa Xiong"]
    (found,) = taken(*((row(text), [ruling(text)]) for text in texts))

    assert (found.count, found.distinct, found.field, found.clause) == (3, 2, "owner", "2-17-551(6)(a)")


def test_who_found_a_value_does_not_part_rows():
    """Found by one detector in one row and by two in the next is one place: count 2, distinct 1, all detectors, the best score."""
    first, second = ruling("Jane Doe"), ruling("Jane Doe")
    by_two = dataclasses.replace(second, detectors=("spread", "names"), score=0.5)
    (found,) = taken((row("Jane Doe"), [by_two]), (row("Jane Doe"), [first]))

    assert (found.count, found.distinct, found.detector, found.confidence) == (2, 1, "names+spread", "high")


def test_no_two_rows_are_the_same_place():
    """What parts rows is the place and the ruling: container, field, type, kind, standing, witness, disposition, authority."""
    witness = Witness(PiiType.PERSON, Link.RECORD)
    rulings = [
        ruling("BP-1", PiiType.ID, IdKind.PERMIT),
        ruling("BP-1", PiiType.ID, IdKind.PERMIT, witness),
        dataclasses.replace(ruling("BP-1", PiiType.ID, IdKind.PERMIT), disposition=Disposition.KEEP),
        dataclasses.replace(ruling("BP-1", PiiType.ID, IdKind.PERMIT), detectors=("spread",), score=0.1),
    ]
    rows = taken(*((row("BP-1"), [each]) for each in rulings))
    apart = ("container", "field", "type", "kind", "standing", "combined_with", "link", "disposition", "authority")

    assert [found.count for found in rows] == [1, 2, 1]
    assert len({tuple(getattr(found, name) for name in apart) for found in rows}) == len(rows)


def test_a_combination_names_its_partner():
    """A combined identifier says with which type and how near."""
    witness = Witness(PiiType.PERSON, Link.RECORD)
    (found,) = taken((row("BP-1"), [ruling("BP-1", PiiType.ID, IdKind.PERMIT, witness)]))

    assert (found.kind, found.combined_with, found.link) == ("permit", "PERSON", "L0")


@pytest.mark.case("S13")
def test_a_column_name_that_is_pii_is_not_a_label():
    """A JSON key or column named after a person does not get into the inventory."""
    stock = Inventory(b"key", STATUTE)
    stock.suspect_label(CANARY)
    stock.add(row("x", name=CANARY), Cover((ruling("x"),)))
    container = Container("0001", "f", "json", "document", source="s")
    (found,) = stock.rows("run-1", {"0001": NamedContainer(container, "abc", "")})

    assert found.field == "(cell)"


def test_no_value_reaches_the_file(tmp_path):
    """The bytes of the parquet file hold places and counts only."""
    rows = taken((row(CANARY), [ruling(CANARY)]))
    inventory.write(tmp_path, "run-1", date(2026, 11, 23), "findings", inventory.table_of("findings", rows))
    (file,) = tmp_path.rglob("*.parquet")

    assert CANARY.encode() not in file.read_bytes()
    assert not any("Wilhelmina" in str(cell) for cell in pd.read_parquet(file).iloc[0])


def test_two_containers_are_told_apart_in_links_and_columns():
    """A number that stands in two tables links them, each under its own source, key and label; so is each table's column."""
    stock = Inventory(b"key", STATUTE, tables={"0001", "0002"})
    for id_, name in (("0001", "acct"), ("0002", "account")):
        record = dataclasses.replace(row("8812-3077", name=name), container=id_)
        stock.add(record, Cover((ruling("8812-3077", PiiType.ID, IdKind.ACCOUNT),)))
    named = {
        "0001": NamedContainer(Container("0001", "a.csv", "csv", "row", source="bills"), "abc", "a.csv"),
        "0002": NamedContainer(Container("0002", "Roe.csv", "csv", "row", source="forms"), "def", ""),
    }
    links = [
        (link.source, link.container_key, link.label, link.field, link.to_source, link.to_container_key, link.to_label,
         link.to_field, link.shared) for link in stock.links("run-1", named)
    ]  # fmt: skip
    columns = [
        (each.source, each.container_key, each.label, each.field, each.filled) for each in stock.columns("run-1", named)
    ]

    assert links == [
        ("bills", "abc", "a.csv", "acct", "forms", "def", "", "account", 1),
        ("forms", "def", "", "account", "bills", "abc", "a.csv", "acct", 1),
    ]
    assert columns == [("bills", "abc", "a.csv", "acct", 1), ("forms", "def", "", "account", 1)]


def stocked(tmp_path, run, day, fields):
    rows = [
        FindingRow(
            run=run, source="forms", store="csv", container="0001", container_key="abc", label="forms.csv", field=name,
            type="SSN", kind="", clause="c", standing="direct", combined_with="", link="", disposition="redact",
            authority="ID-1501", detector="ssns", confidence="high", count=count, distinct=count,
        )
        for name, count in fields
    ]  # fmt: skip
    covered = [CoverageRow(run, "forms", "csv", "0001", "abc", "forms.csv", "released", "", 10, 1000)]
    inventory.write(tmp_path, run, day, "findings", inventory.table_of("findings", rows))
    inventory.write(tmp_path, run, day, "coverage", inventory.table_of("coverage", covered))


def test_what_is_new_and_gone_is_told(tmp_path):
    """Between two nights: one column is new, one is gone, one persists."""
    stocked(tmp_path, "run-1", date(2026, 11, 22), [("notes", 3), ("old", 1)])
    stocked(tmp_path, "run-2", date(2026, 11, 23), [("notes", 4), ("new", 2)])
    moved = report.changes(tmp_path)

    assert [change.field for change in moved.new] == ["new"]
    assert [change.field for change in moved.gone] == ["old"]
    assert moved.persisting == 1


def test_a_clean_night_after_a_finding_is_all_gone(tmp_path):
    """A run that found nothing still counts as the last run: what was there is gone, not unchanged."""
    stocked(tmp_path, "run-1", date(2026, 11, 22), [("notes", 3)])
    stocked(tmp_path, "run-2", date(2026, 11, 23), [])

    assert [change.field for change in report.changes(tmp_path).gone] == ["notes"]


def test_a_first_run_is_compared_with_nothing(tmp_path):
    """Nobody is alarmed by everything at once on the first night."""
    stocked(tmp_path, "run-1", date(2026, 11, 22), [("notes", 3)])

    assert report.changes(tmp_path) == report.Changes((), (), 0)


def test_pandas_and_duckdb_read_it_as_it_is(tmp_path):
    """Both see the rows and the partition column without being told a schema."""
    stocked(tmp_path, "run-1", date(2026, 11, 22), [("notes", 3)])
    stocked(tmp_path, "run-2", date(2026, 11, 23), [("notes", 4)])
    frame = report.read(tmp_path)
    pattern = (tmp_path / "inventory" / "findings" / "**" / "*.parquet").as_posix()
    with duckdb.connect() as db:
        total = db.execute(f"SELECT sum(count), count(DISTINCT run_date) FROM read_parquet('{pattern}')").fetchone()

    assert int(frame["count"].sum()) == 7
    assert total == (7, 2)


def test_the_three_questions_of_the_documentation_run(tmp_path, monkeypatch, capsys):
    """The code block in docs/inventory.md works as printed."""
    from pathlib import Path

    stocked(tmp_path / ".clearcopy", "run-1", date(2026, 11, 22), [("notes", 3)])
    stocked(tmp_path / ".clearcopy", "run-2", date(2026, 11, 23), [("notes", 4), ("new", 1)])
    page = (Path(__file__).resolve().parents[2] / "docs" / "inventory.md").read_text(encoding="utf-8")
    code = page.split("```python\n")[1].split("```")[0]
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "docs/inventory.md", "exec"), {})

    assert "new" in capsys.readouterr().out


def test_the_page_escapes_what_it_shows(tmp_path):
    """A column named like a tag is shown, not run; and the page loads nothing from anywhere."""
    stocked(tmp_path, "run-1", date(2026, 11, 22), [("<script>alert(1)</script>", 3)])
    report.to_html(tmp_path, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace("http-equiv", "")


def test_no_inventory_is_said_in_words(tmp_path):
    """Asking before the first run is a usage error with a hint."""
    with pytest.raises(Misconfigured, match="no inventory yet"):
        report.read(tmp_path)


def test_many_values_cost_eight_bytes_each():
    """Distinct counting compacts as it goes and stays right."""
    stock = Inventory(b"key", STATUTE)
    stock_rows = [str(n % 5_000) for n in range(12_000)]
    for text in stock_rows:
        stock.add(row(text), Cover((ruling(text, PiiType.ID),)))
    container = Container("0001", "f", "csv", "row", source="s")
    (found,) = stock.rows("run-1", {"0001": NamedContainer(container, "abc", "")})

    assert (found.count, found.distinct) == (12_000, 5_000)


class _Torn(Exception):
    """What stands for a disk that fills up while a table is written."""


def test_a_table_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    """Where writing breaks off, what analysts read is what it was, and no half file is left beside it."""
    table = inventory.table_of("runs", ())
    inventory.write(tmp_path, "one", date(2026, 11, 27), "runs", table)

    def torn(_, path):
        path.write_bytes(b"PAR1 and no more")
        raise _Torn

    monkeypatch.setattr("pyarrow.parquet.write_table", torn)
    with pytest.raises(_Torn):
        inventory.write(tmp_path, "two", date(2026, 11, 27), "runs", table)

    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["one.parquet"]
    assert len(pd.read_parquet(tmp_path / "inventory" / "runs")) == 0

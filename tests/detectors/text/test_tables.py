"""A table in a text is read by its header row, however its cells are parted; lists, sentences and budgets are left."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.engine import Engine
from detectors.text.tables import cells
from records.record import Field, Record, Shape
from records.settings import load


def found(text):
    return [(cell.column, text[cell.start : cell.end]) for cell in cells(text)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("name,dob,fee\nRoe,1/2/88,15\nLi,1/3/88,9\n", [("name", "Roe"), ("dob", "1/2/88"), ("name", "Li"), ("dob", "1/3/88")]),
        ("see below\n\nOwner\tAcct No.\nRoe\t88213\n\nthanks", [("Owner", "Roe"), ("Acct No.", "88213")]),
        ("| Owner | Fee |\n|---|---|\n| Cash Fields | 15 |\n| Day | 3 |", [("Owner", "Cash Fields"), ("Owner", "Day")]),
        ("Contact;Dept\nWolf;Streets\nRoe;Parks", [("Contact", "Wolf"), ("Contact", "Roe")]),
        ('Tenant,DOB\n"Roe, Jane",1/2/88', [("Tenant", '"Roe, Jane"'), ("DOB", "1/2/88")]),
        (
            "Employee        Badge     Birth date    Dept\nStone, Will     7712      3/4/1971      Parks\n\nFrost, April              12/24/1980    Parks\n",
            [("Employee", "Stone, Will"), ("Badge", "7712"), ("Birth date", "3/4/1971"), ("Employee", "Frost, April"), ("Birth date", "12/24/1980")],
        ),
        ("Employee     Week Ending\nSTEIN, R     03/14/2025\nDE LA PAZ, I     03/14/2025", [("Employee", "STEIN, R"), ("Employee", "DE LA PAZ, I")]),
    ],
)  # fmt: skip  # one case a row
def test_the_cells_of_telling_columns_are_found(text, rows):
    """Tabs, bars, semicolons, commas and gaps part cells; an empty cell of a printed table shifts nothing."""
    assert found(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "Date, Item, Amount\n1/2/2024, Gravel, 120.00\n1/3/2024, Salt, 80.00",
        "Account  Description  Amount\n5100-200  Salaries  1,000\n5100-210  Overtime  200",
        "Please bring your name, address, phone\nand a pen, some paper, patience",
        "We met the owner, the tenant and the agent.\nThey agreed, we left, it rained.",
        "Street,From,To,Length\nRodney,Broadway,Lawrence,1200\nEwing,Sixth,Eleventh,900",
        "Name | Length\nRodney | 2 mi\nPark | 3 mi",
        "Owner, Fee",
        "Owner, Fee\n",
        "",
    ],
)
def test_what_is_no_table_of_people_is_left(text):
    """Account numbers of a budget are nobody's; a sentence with commas heads nothing."""
    assert found(text) == []


def test_what_stands_in_a_table_is_redacted_by_its_column():
    """The engine reads each cell as a cell: names that are words, short accounts and dates go, the fees stay."""
    text = "Hi,\nhere they are:\n\nOwner | DOB | Acct | Fee\nCash Fields | 1/2/88 | 88213 | 15.00\nSummer Rain | 1/3/88 | 88214 | 16.00\n"
    findings = Engine(load()).detect([Record("1", "", (Field("", text, Shape.PROSE),))])[0]
    hidden = {at for each in findings for at in range(each.start, each.end)}
    shown = "".join(char for at, char in enumerate(text) if at not in hidden)
    assert "".join(shown.split()) == "Hi,heretheyare:Owner|DOB|Acct|Fee|||15.00|||16.00"


@given(st.lists(st.sampled_from(["Owner", "DOB", ",", "\t", "|", "  ", "\n", "Roe", "1/2/88", '"', ";"]), max_size=60))
def test_cells_are_disjoint_and_in_order(parts):
    """Whatever the text, no cell overlaps another, and none holds a line end."""
    text = "".join(parts)
    places = [(cell.start, cell.end) for cell in cells(text)]
    assert all(end <= after for (_, end), (after, _) in pairwise(places))
    assert all(start < end and "\n" not in text[start:end] for start, end in places)


FORM = """Last name                  First name              Date of birth
Quenbyx                    Zorahx                  05/06/1979

Service address            City                    ZIP
14 Quince Ct               Helena                  59601

Social Security No.        Driver's license        Account no.
516550166                  0512345678941           4471881

Daytime phone:   5550182   E-mail:  zq@example.org
"""


@pytest.mark.parametrize("form", [FORM, re.sub("  +", "\t", FORM).replace("\n\n", "\n")])
def test_a_printed_form_has_a_line_of_labels_again_and_again(form):
    """Each line of values is read under the labels above it, and no line of labels is a row; a page's columns come with tabs."""
    found = {(form[cell.start : cell.end], cell.column) for cell in cells(form)}

    assert {("Quenbyx", "Last name"), ("05/06/1979", "Date of birth"), ("516550166", "Social Security No.")} <= found
    assert {text for text, _ in found}.isdisjoint(
        {"Service address", "City", "ZIP", "Driver's license", "Daytime phone:"}
    )


def test_a_row_that_speaks_of_an_owner_is_a_row():
    """A cell that might name a column makes no header of a row; the values below stay under theirs."""
    text = "Last name          Status       Phone\nRoe            Owner       5550182\nHofer            Tenant       5550183\n"
    assert ("5550183", "Phone") in {(text[cell.start : cell.end], cell.column) for cell in cells(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Owner\tJane Roe\nPhone\t555-0101\nAccount No.\t00441-22\n",
        '"Owner","Jane Roe"\n"Phone","555-0101"\n"Account No","00441-22"\n',
        "| Owner | Jane Roe |\n| DOB | 1984-02-17 |\n| Site | 12 Oak St |\n| Username | jroe |\n",
    ],
)
def test_a_table_on_its_side_has_no_owners_under_owner(text):
    """Its first column holds labels: none is anybody's name."""
    assert found(text) == []
    assert found("Owner\tFee\nPhone\t3\nRoe\t4\nLi\t5\n") == [("Owner", "Phone"), ("Owner", "Roe"), ("Owner", "Li")]

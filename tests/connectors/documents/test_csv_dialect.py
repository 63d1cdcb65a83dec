"""A header is told by what columns are called anywhere in the house, and a row of people is taken for none."""

from __future__ import annotations

import pytest

from connectors.documents.csv_dialect import detect

HEADERS = (
    ("Complainant,Status,Inspector", "Grace Church,Open,D. Pope"), ("Inmate,Charge,Bond", "J. Bishop,DUI,500"), ("Tenant,Unit,Rent", "Grace Church,4,500"),
    ("LNAME,FNAME", "Church,Dawn"), ("last_nm,first_nm", "Waters,Crystal"), ("OWNR_LST_NM,OWNR_FST_NM", "Church,Early"), ("Driver Last,Driver First", "CHURCH,DAWN"),
    ("Resident,Landlord,Complaint", "Grace Church,Chip Woods,no heat"), ("Petitioner,Respondent,Judge", "A Roe,B Doe,C Poe"), ("Name,Color", "Jane Roe,Black"),
    ("Grantor,Grantee,Instrument", "A Roe,B Doe,WD"), ("Visitor,Representing,In,Out", "A Roe,Acme,9:00,10:00"), ("Player,Team,Guardian", "A Roe,Reds,C Doe"),
    ("Plate,Make,Model,Color", "5-1234,Ford,F150,White"), ("WARD,PRECINCT,WARD PRECINCT,POLICE DISTRICT", "1,2,1-2,4"), ("Vendor,Invoice,Fund", "Acme,12,GF"),
)  # fmt: skip
ROWS = (
    "Jane Roe,Helena",
    "Roe,Jane,Q",
    "Street,Della",
    "Ann Porter,12",
    "Grace Church,Bob Poe",
    "Ward",
    "Grade",
    "Bond",
)


@pytest.mark.parametrize(("header", "row"), HEADERS)
def test_a_row_that_names_columns_is_the_header(header, row):
    """Whatever a detector knows of a column's name, the reader of a table knows."""
    assert detect(f"{header}\n{row}\n{row}\n").header == 0


@pytest.mark.parametrize("row", ROWS)
def test_a_row_of_people_is_no_header(row):
    """In doubt a row is data: a person taken for the name of a column would be kept."""
    assert detect(f"{row}\n{row}\n{row}\n").header == -1


def test_a_word_that_stands_in_its_column_again_is_a_value():
    """Who somebody is may be called like a column: "Tenant" and "Driver" beside one person after the other."""
    rows = "Grace Church,Tenant,Driver\nJane Roe,Owner,Passenger\nAnn Doe,Tenant,Driver\n"
    assert detect(rows).header == -1
    header = "Tenant,Driver,Owner\nGrace Church,Jane Roe,Ann Doe\n"
    assert detect(header * 3).header == 0


@pytest.mark.parametrize(
    "header",
    [
        "Name,Address,Phone,1099?,Case No,Fee",
        "Name,Address,Phone,2nd By,Case No,Fee",
        "Name,911 Addr,Phone,Status,Case,2024 Tax",
        "Name,Address,10-Digit Phone,Status,Case,Fee",
        "Name (as on 1040),Address,Phone,Status,Case,Fee",
        "Name,Address,Email (user@example.org),Status,Case,Fee",
    ],
)
def test_a_header_with_a_number_in_it_is_one(header):
    """Before, one such cell cost a table the names of all its columns, and days of birth were released."""
    body = "".join(f"Jane Roe,{at} Oak St,406-555-01{at},Open,24-{at},12.50\n" for at in range(10, 20))

    assert detect(f"{header}\n{body}").header == 0


@pytest.mark.parametrize(
    "first",
    [
        "Ann Poe,12 Oak St,406-555-0101,Open,24-01,11.0",
        "Owner,12 Oak St,406-555-0101,Open,24-01,11.0",
        "Jane Roe,2021,Status,Open,Case,4.0",
    ],
)
def test_a_row_with_a_word_for_a_column_is_none(first):
    """A value taken for the name of a column would stand in the inventory."""
    body = "".join(f"Jane Roe,{at} Oak St,406-555-01{at},Open,24-{at},12.50\n" for at in range(10, 20))

    assert detect(f"{first}\n{body}").header == -1

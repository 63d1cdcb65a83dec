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

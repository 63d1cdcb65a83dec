"""Rows of a city's exports as its programs write them: what is somebody's goes by its column, and what is a thing's stays."""

from __future__ import annotations

import pytest

from tests.detectors.ruling import wrong

GOES, STAYS = True, False
TABLES = {
    "requests": (
        ("CATEGORY", "Pothole", STAYS), ("OPENED_DT", "03/02/2026 08:14", STAYS), ("SR_LOCATION", "1412 N Rodney St", GOES), ("CROSS_ST", "Lawrence St", STAYS),
        ("REQUESTOR", "Delores Whitebird", GOES), ("REQ_PHONE", "4065550134", GOES), ("PRIORITY", "2", STAYS), ("LAT", "46.5891", GOES),
    ),
    "permits": (
        ("VALUATION", "25000", STAYS), ("SQFT", "1240", STAYS), ("APPLICANTNAME", "Tou Yang", GOES), ("CONTRACTOR", "Big Sky Builders LLC", STAYS),
        ("OWNERADDR", "77 Meadowlark Ln", GOES), ("PARCELID", "05-1888-30-2-13-05-0000", GOES), ("LEGALDESC", "Lot 3 Blk 12 Blackfoot Addn", GOES),
        ("PERMITNOTES", "2nd inspection failed, see page 4", STAYS), ("USECLASS", "Single Family", STAYS),
    ),
    "dogs": (
        ("DOGNAME", "Duke", STAYS), ("BREED", "German Shepherd", STAYS), ("OWNER_LAST", "Lane", GOES), ("OWNER_FIRST", "Crystal", GOES),
        ("CHIPNO", "985112004412345", GOES), ("FEE", "15", STAYS),
    ),
    "payroll": (
        ("JOBTITLE", "Equipment Operator II", STAYS), ("HIREDATE", "06/01/2014", STAYS), ("BIRTHDATE", "03/14/1981", GOES), ("SSNO", "516889021", GOES),
        ("HRLYRATE", "25.76", STAYS), ("EMERGCONTACT", "Luis Vigil", GOES), ("BANKACCT", "4471881022", GOES), ("ROUTINGNO", "092900383", GOES),
    ),
    "children": (
        ("ChildFirst", "Aiyana", GOES), ("ChildLast", "Bird", GOES), ("ChildDOB", "4/2/2016", GOES), ("Age", "9", STAYS), ("Gender", "F", STAYS),
        ("Session", "June 8-19", STAYS), ("Program", "Swim Lessons Level 2", STAYS), ("InsPolicy", "ZGP884120077", GOES), ("AmountPaid", "45.00", STAYS),
    ),
    "citations": (
        ("PLATE", "5-12345B", GOES), ("MODEL", "F-150", STAYS), ("VIOLATION", "Expired meter", STAYS), ("FINE", "15.00", STAYS), ("REGOWNER", "Dale Hatch", GOES),
        ("DLNO", "1102196604112", GOES), ("NOTES", "Driver said he paid by app at 2:05", STAYS),
    ),
    "water": (
        ("ACCT", "0041-22871", GOES), ("CUSTNAME", "ROE, JANE & JOHN", GOES), ("MAILADDR1", "PO BOX 88", GOES), ("READDATE", "02/28/2026", STAYS),
        ("PREVREAD", "1204", STAYS), ("USAGE", "15", STAYS), ("RATECODE", "R1", STAYS), ("BALDUE", "0.00", STAYS),
    ),
    "housing": (
        ("SSN_HEAD", "516-88-9021", GOES), ("MEMBER2_NAME", "Sky Lane", GOES), ("MEMBER2_DOB", "7/1/2011", GOES), ("RACE_ETH", "White", STAYS),
        ("INCOME", "28400", STAYS), ("MONTHLY_RENT", "812", STAYS),
    ),
    "vendors": (
        ("VENDORNAME", "Helena Sand & Gravel", STAYS), ("INVOICENO", "INV-2026-118", STAYS), ("PONUM", "PO-2201", STAYS), ("DESCRIPTION", "3/4 road mix, 40 tons", STAYS),
    ),
}  # fmt: skip


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_a_row_of_an_export(rows, tmp_path):
    """Every value of a person goes, and no reading, fee, remark or breed does."""
    fields = tuple(("cell", name, value) for name, value, _ in rows)
    goes = [value for _, value, away in rows if away]
    stays = [value for _, value, away in rows if not away and len(value) > 2]

    assert wrong(fields, goes, stays, tmp_path) == []

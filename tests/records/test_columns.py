"""What column, key and label names promise: the words in any spelling, and nothing where they speak about the thing."""

from __future__ import annotations

import pytest

from records.columns import Evidence, Part, evidence, of_column
from records.finding import IdKind, PiiType
from tests.detectors.ruling import wrong

NAMES = [
    ("First Name", PiiType.PERSON, Part.GIVEN, None),
    ("lastName", PiiType.PERSON, Part.FAMILY, None),
    ("APPLICANT_NAME", PiiType.PERSON, Part.WHOLE, None),
    ("people[0].name.first", PiiType.PERSON, Part.GIVEN, None),
    ("c/o", PiiType.PERSON, Part.WHOLE, None),
    ("Name", PiiType.PERSON, Part.UNSURE, None),
    ("results[0].name", PiiType.PERSON, Part.UNSURE, None),
    ("owners[0].name", PiiType.PERSON, Part.WHOLE, None),
    ("people[1].name", PiiType.PERSON, Part.WHOLE, None),
    ("user/name", PiiType.PERSON, Part.WHOLE, None),
    ("projects[2].name", None, Part.FREE_TEXT, None),
    ("business.name", None, Part.ORGANISATION, None),
    ("E-mail Address", PiiType.EMAIL, Part.WHOLE, None),
    ("customer.emailAddr", PiiType.EMAIL, Part.WHOLE, None),
    ("Home Phone 2", PiiType.PHONE, Part.WHOLE, None),
    ("Tel.", PiiType.PHONE, Part.WHOLE, None),
    ("SS#", PiiType.SSN, Part.WHOLE, None),
    ("ssns", PiiType.SSN, Part.WHOLE, None),
    ("Last4", PiiType.SSN, Part.WHOLE, None),
    ("Last Four", PiiType.SSN, Part.WHOLE, None),
    ("Tell us your date of birth (MM/DD/YYYY)", PiiType.DATE_OF_BIRTH, Part.WHOLE, None),
    ("What's the best number to reach you at?", PiiType.PHONE, Part.WHOLE, None),
    ("customer.phones", PiiType.PHONE, Part.WHOLE, None),
    ("S.S.N.", PiiType.SSN, Part.WHOLE, None),
    ("Soc. Sec. No.", PiiType.SSN, Part.WHOLE, None),
    ("D.O.B.", PiiType.DATE_OF_BIRTH, Part.WHOLE, None),
    ("birth_date", PiiType.DATE_OF_BIRTH, Part.WHOLE, None),
    ("Year of Birth", PiiType.DATE_OF_BIRTH, Part.YEAR, None),
    ("fecha_de_nacimiento", PiiType.DATE_OF_BIRTH, Part.WHOLE, None),
    ("Mailing Address", PiiType.ADDRESS, Part.WHOLE, None),
    ("City, State, ZIP", PiiType.ADDRESS, Part.WHOLE, None),
    ("addr1", PiiType.ADDRESS, Part.STREET, None),
    ("Apt No", PiiType.ADDRESS, Part.UNIT, None),
    ("owner_city", PiiType.ADDRESS, Part.CITY, None),
    ("ZIP+4", PiiType.ADDRESS, Part.ZIP, None),
    ("acct_no", PiiType.ID, Part.WHOLE, IdKind.ACCOUNT),
    ("Account #", PiiType.ID, Part.WHOLE, IdKind.ACCOUNT),
    ("acct_sha256", PiiType.ID, Part.WHOLE, IdKind.ACCOUNT),
    ("Driver's License #", PiiType.ID, Part.WHOLE, IdKind.DRIVER_LICENCE),
    ("License Plate", PiiType.ID, Part.WHOLE, IdKind.PLATE),
    ("Permit Number", PiiType.ID, Part.WHOLE, IdKind.PERMIT),
    ("CaseNumber", PiiType.ID, Part.WHOLE, IdKind.CASE_NUMBER),
    ("Parcel ID", PiiType.ID, Part.WHOLE, IdKind.GEOCODE),
    ("client_ip", PiiType.ID, Part.WHOLE, IdKind.IP),
    ("MAC", PiiType.ID, Part.WHOLE, IdKind.MAC),
    ("sessionId", PiiType.ID, Part.WHOLE, IdKind.COOKIE),
    ("user", PiiType.ID, Part.WHOLE, IdKind.USERNAME),
    ("Comments", None, Part.FREE_TEXT, None),
    ("Project Name", None, Part.FREE_TEXT, None),
    ("OWNERNAME2", PiiType.PERSON, Part.WHOLE, None),
    ("NAMELAST", PiiType.PERSON, Part.FAMILY, None),
    ("EMERGPHONENO", PiiType.PHONE, Part.WHOLE, None),
    ("CUSTEMAIL", PiiType.EMAIL, Part.WHOLE, None),
    ("MAILADDR", PiiType.ADDRESS, Part.WHOLE, None),
    ("SVCADDR1", PiiType.ADDRESS, Part.STREET, None),
    ("MAILCITY", PiiType.ADDRESS, Part.CITY, None),
    ("PATIENTDOB", PiiType.DATE_OF_BIRTH, Part.WHOLE, None),
    ("employeessn", PiiType.SSN, Part.WHOLE, None),
    ("SOCSECNO", PiiType.SSN, Part.WHOLE, None),
    ("UTILACCT", PiiType.ID, Part.WHOLE, IdKind.ACCOUNT),
    ("PARCELNO", PiiType.ID, Part.WHOLE, IdKind.GEOCODE),
    ("Booking No", PiiType.ID, Part.WHOLE, IdKind.CASE_NUMBER),
    ("PARCELID", PiiType.ID, Part.WHOLE, IdKind.GEOCODE),
    ("Permit Applicant", PiiType.PERSON, Part.WHOLE, None),
    ("Incident Address", PiiType.ADDRESS, Part.WHOLE, None),
    ("Case Name", PiiType.PERSON, Part.UNSURE, None),
    ("Case Notes", None, Part.FREE_TEXT, None),
    ("Work Order Description", None, Part.FREE_TEXT, None),
    ("Patient Complaint", None, Part.FREE_TEXT, None),
    ("federal_supply_category_name", None, Part.FREE_TEXT, None),
    ("Unit", PiiType.ADDRESS, Part.UNIT, None),
    ("Business Name", None, Part.ORGANISATION, None),
    ("County", PiiType.ADDRESS, Part.CITY, None),
    ("Item Name", None, Part.THING, None),
    ("vehicle_make", None, Part.THING, None),
    ("Color", None, Part.THING, None),
    ("vehicle owner", PiiType.PERSON, Part.WHOLE, None),
    ("BRTHDT", PiiType.DATE_OF_BIRTH, Part.WHOLE, None),
    ("PT_DOB", PiiType.DATE_OF_BIRTH, Part.WHOLE, None),
    ("DRLIC", PiiType.ID, Part.WHOLE, IdKind.DRIVER_LICENCE),
    ("DLNUM", PiiType.ID, Part.WHOLE, IdKind.DRIVER_LICENCE),
    ("LICPLT", PiiType.ID, Part.WHOLE, IdKind.PLATE),
    ("CITNO", PiiType.ID, Part.WHOLE, IdKind.CASE_NUMBER),
    ("INC_NUM", PiiType.ID, Part.WHOLE, IdKind.CASE_NUMBER),
    ("MTRNO", PiiType.ID, Part.WHOLE, IdKind.ACCOUNT),
    ("EE_ID", PiiType.ID, Part.WHOLE, IdKind.EMPLOYEE),
    ("HMPH", PiiType.PHONE, Part.WHOLE, None),
    ("SPSSN", PiiType.SSN, Part.WHOLE, None),
    ("LASTN", PiiType.PERSON, Part.FAMILY, None),
    ("Nickname", PiiType.PERSON, Part.GIVEN, None),
    ("Camper Name", PiiType.PERSON, Part.WHOLE, None),
    ("Mother's Name", PiiType.PERSON, Part.WHOLE, None),
    ("Bill To Name", PiiType.PERSON, Part.WHOLE, None),
    ("Name of applicant", PiiType.PERSON, Part.WHOLE, None),
    ("Account Name", PiiType.PERSON, Part.UNSURE, None),
    ("Provider Name", PiiType.PERSON, Part.UNSURE, None),
    ("Bridge Name", None, Part.THING, None),
    ("grant_name", None, Part.THING, None),
    ("Server Name", None, Part.THING, None),
    ("CVV2", PiiType.ID, Part.WHOLE, IdKind.CREDENTIAL),
]


@pytest.mark.parametrize(("name", "type_", "part", "kind"), NAMES, ids=[row[0] for row in NAMES])
def test_a_name_promises_its_type(name, type_, part, kind):
    """Snake, camel, capitals, dots, spaces and JSON paths say the same."""
    assert evidence(name) == Evidence(type_, part, kind)


SILENT = [
    "Phone Type",
    "permit_status",
    "Account Type",
    "Date",
    "due date",
    "Amount",
    "Status",
    "User-Agent",
    "Signature Date",
    "id",
    "",
    "1",
    "[0]",
    "value",
    "Permit Valuation",
    "Parcel Acreage",
    "Meter Reading",
    "Owner Occupied",
    "OWNERSHIP",
    "TOWNSHIP",
    "PHONETYPE",
    "INCIDENTDATE",
    "Incident Location",
    "METER_LOC",
    "Street Width",
    "Booklet",
    "Incline",
    "Polygon",
    "einstein",
]


@pytest.mark.parametrize("name", SILENT)
def test_a_name_about_the_thing_promises_nothing(name):
    """Types, states, sums and other dates hold no value of their own."""
    assert evidence(name) is None


def test_a_long_name_costs_nothing():
    """A megabyte in a header is cut, not searched."""
    assert evidence("phone " * 200_000) is not None


def test_columns_of_old_databases_are_read(tmp_path):
    """What DBF files and mainframes glue together counts as the words do; a remark under a thing's name is no number."""
    row = (
        ("cell", "OWNERNAME", "FROST, MAY"),
        ("cell", "SVCADDR1", "18 Benton"),
        ("cell", "OWNERDOB", "3/14/1998"),
        ("cell", "EMPSSN", "516889021"),
        ("cell", "PERMITNOTES", "2 smoke alarms missing, see page 4 of the plan"),
        ("cell", "Meter Reading", "40177"),
    )
    goes = ("FROST, MAY", "18 Benton", "3/14/1998", "516889021")

    assert wrong(row, goes, ("2 smoke alarms missing, see page 4 of the plan", "40177"), tmp_path) == []


@pytest.mark.parametrize(
    ("name", "type_", "part"),
    [
        ("Inmate", PiiType.PERSON, Part.WHOLE),
        ("Juvenile 2", PiiType.PERSON, Part.WHOLE),
        ("Co-Def", PiiType.PERSON, Part.WHOLE),
        ("Driver Last", PiiType.PERSON, Part.FAMILY),
        ("victim_first", PiiType.PERSON, Part.GIVEN),
        ("OWNR_LST_NM", PiiType.PERSON, Part.FAMILY),
        ("Color", None, Part.THING),
        ("Eye Color", None, Part.THING),
        ("pref_contact", None, Part.THING),
        ("Email", PiiType.EMAIL, Part.WHOLE),
    ],
)
def test_the_name_of_a_column_promises_more_than_a_label(name, type_, part):
    """Before a colon in running text "Caller" leads to anything; over a column of cells it is who called."""
    said = of_column(name)
    assert said is not None
    assert (said.type, said.part) == (type_, part)


@pytest.mark.parametrize("name", ["Inmate Count", "Caller Type", "Rainfall", "At Last"])
def test_a_column_of_counts_or_kinds_promises_nobody(name):
    """What is said about a person is no person."""
    said = of_column(name)
    assert said is None or said.type is not PiiType.PERSON

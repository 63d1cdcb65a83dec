"""People who are called like places and things are found where a name must stand, and their places are left."""

from __future__ import annotations

import pytest

from tests.detectors.ruling import wrong

TOLD = (
    ("hdr1", (("mail", "From", "May Day <mayday@example.org>"), ("mail", "To", "Rain Water <rw@example.org>"), ("body", "body", "May Day wrote. Rain Water agreed.")), ("May Day", "Rain Water"), ()),
    ("hdr2", (("mail", "From", "May Street <ms@example.org>"), ("mail", "To", "Hope Springs <hs@example.org>"), ("body", "body", "hello May Street and Hope Springs")), ("May Street", "Hope Springs"), ()),
    ("hdr2b", (("mail", "From", "May Street"), ("mail", "To", "Hope Springs; Rain Water; May Day"), ("body", "body", "see attached")), ("May Street", "Hope Springs", "Rain Water", "May Day"), ()),
    ("hdr3", "From: May Day\nTo: Rain Water; Hope Springs\nSubject: meter", ("May Day", "Rain Water", "Hope Springs"), ("meter",)),
    ("hdr4", (("mail", "From", "Helena City Commission <commission@helenamt.gov>"), ("mail", "To", "Public Works <pw@helenamt.gov>"), ("mail", "Cc", "Water Department")), (), ("City Commission", "Public Works", "Water Department")),
    ("col1", (("cell", "full_name", "May Street"), ("cell", "city", "Helena")), ("May Street",), ("Helena",)),
    ("col2", (("cell", "Full Name", "Rain Water"), ("cell", "Owner", "Hope Springs"), ("cell", "Applicant Name", "May Day")), ("Rain Water", "Hope Springs", "May Day"), ()),
    ("col2n", (("cell", "Name", "Rain Water"), ("cell", "Phone", "406-555-0101")), ("Rain Water",), ()),
    ("col2n2", (("cell", "Name", "May Street"), ("cell", "Phone", "406-555-0101")), ("May Street",), ()),
    ("col2n3", (("cell", "Name", "Hope Springs"), ("cell", "Email", "h@example.org")), ("Hope Springs",), ()),
    ("col3", (("cell", "First Name", "May"), ("cell", "Last Name", "Street")), ("May", "Street"), ()),
    ("col3b", (("cell", "first", "Rain"), ("cell", "last", "Water"), ("cell", "notes", "Rain called about Water")), ("Rain",), ()),
    ("col4", (("cell", "Owner", "City of Helena"), ("cell", "Applicant", "Helena School District")), (), ("City of Helena", "School District")),
    ("col4b", (("cell", "Owner", "First Mountain Bank"), ("cell", "Applicant", "Dale Anderson Construction")), (), ("First Mountain Bank",)),
    ("row1", (("cell", "Full Name", "Phoenix Dakota"), ("cell", "Notes", "Phoenix asked for a later date")), ("Phoenix Dakota", "Phoenix"), ()),
    ("row1b", (("cell", "Full Name", "Helena Roe"), ("cell", "Notes", "Helena asked for a later date")), ("Helena",), ()),
    ("row2", (("cell", "Full Name", "Savannah Roe"), ("cell", "Notes", "Called Savannah twice")), ("Savannah",), ()),
    ("row3", (("cell", "First Name", "Savannah"), ("cell", "Last Name", "Roe"), ("cell", "Notes", "Savannah was upset")), ("Savannah",), ()),
    ("row4", (("cell", "Full Name", "Austin Roe"), ("cell", "Notes", "Austin")), ("Austin",), ()),
    ("html1", "Dear Clerk,\n\nThis is Savannah Dakota, I live nearby.\n\nSavannah Dakota", ("Savannah Dakota",), ()),
    ("thread1", (("mail", "From", "Georgia London <gl@example.org>"), ("body", "body", "Hello,\nthe pipe is broken.\nGeorgia")), ("Georgia London", "Georgia"), ()),
    ("thread2", (("mail", "From", "Chelsea Paris <gl@example.org>"), ("body", "body", "Hello,\nChelsea Paris was here. the pipe is broken. Chelsea said so")), ("Chelsea Paris", "Chelsea"), ()),
)  # fmt: skip  # one case a row

UNTOLD = (
    ("nohead1", (("cell", "", "Street"), ("cell", "", "May"), ("cell", "", "406-555-0101")), ("Street", "May"), ()),
    ("nohead2", (("cell", "", "Roe"), ("cell", "", "Jane"), ("cell", "", "406-555-0101")), ("Roe", "Jane"), ()),
    ("nohead3", (("cell", "", "JANE"), ("cell", "", "WATER"), ("cell", "", "jane@example.org")), ("JANE", "WATER"), ()),
    ("nohead4", (("cell", "", "Jane"), ("cell", "", "Rivers"), ("cell", "", "516-21-4321")), ("Jane", "Rivers"), ()),
    ("nohead5", (("cell", "", "Water"), ("cell", "", "Street"), ("cell", "", "2026")), (), ("Water", "Street")),
    ("nohead6", (("cell", "", "Grace"), ("cell", "", "Park"), ("cell", "", "406-555-0101")), ("Grace", "Park"), ()),
    ("j1", (("cell", "name.first", "Rain"), ("cell", "name.last", "Water")), ("Rain", "Water"), ()),
    ("j2", (("cell", "given", "May"), ("cell", "family", "Day")), ("May", "Day"), ()),
    ("g1", (("cell", "", "May"), ("cell", "", "Day"), ("cell", "", "1450 Elm St"), ("cell", "", "406-555-0101")), ("May", "Day"), ()),
    ("g2", (("cell", "", "1"), ("cell", "", "Hope"), ("cell", "", "Springs"), ("cell", "", "hope@example.org")), ("Hope", "Springs"), ()),
    ("g3", (("cell", "", "JANE"), ("cell", "", "ROE"), ("cell", "", "Helena"), ("cell", "", "MT")), ("JANE", "ROE"), ("Helena",)),
    ("g4", (("cell", "", "Park"), ("cell", "", "Closed"), ("cell", "", "447-8450")), (), ("Park", "Closed")),
    ("g5", (("cell", "", "Roe"), ("cell", "", "Jane"), ("cell", "", "Q"), ("cell", "", "5/1/1970")), ("Roe", "Jane"), ()),
)  # fmt: skip  # one case a row


@pytest.mark.parametrize(("fields", "goes", "stays"), [case[1:] for case in TOLD], ids=[case[0] for case in TOLD])
def test_a_header_or_a_column_is_believed(fields, goes, stays, tmp_path):
    """In From and To, under a name column and beside a telephone the value is a name, whatever it means."""
    assert wrong(fields, goes, stays, tmp_path) == []


@pytest.mark.parametrize(("fields", "goes", "stays"), [case[1:] for case in UNTOLD], ids=[case[0] for case in UNTOLD])
def test_halves_under_no_header_are_believed(fields, goes, stays, tmp_path):
    """A given name and a surname side by side are a person, in a row with contact data even where both are words."""
    assert wrong(fields, goes, stays, tmp_path) == []


WORDS = (
    "Summer Fields",
    "Rose Garden",
    "Will Power",
    "Dusty Rhodes",
    "Forest Green",
    "Crystal Lake",
    "Sandy Beach",
    "Rocky Hill",
    "Autumn Meadows",
    "River Banks",
    "Misty Waters",
    "Skye Blue",
    "Dawn Rivers",
    "Star Light",
    "Sunny Day",
    "April Showers",
    "Grace Church",
    "Faith Hall",
    "Carson City",
    "Helena Montana",
    "Jordan Creek",
    "Chase Bank",
    "Penny Lane",
    "Holly Wood",
    "Iris Post",
    "Dale Bridge",
    "Art Center",
    "Pat Police",
    "Guy Fisher",
    "Rusty Nail",
    "Candy Cane",
    "Robin Banks",
)
OFFICES = (
    "Helena Public Schools",
    "Water Department",
    "Public Works",
    "City of Helena",
    "Human Resources",
    "Street Department",
    "Police Department",
    "Front Desk",
    "Customer Service",
    "Accounts Payable",
    "Fire Marshal",
    "Code Enforcement",
    "Planning Division",
    "Legal Notices",
    "First Mountain Bank",
    "Howard College",
    "Helena Food Share",
    "All Staff",
    "City Commission",
    "Lewis & Clark County",
    "No Reply",
)


@pytest.mark.parametrize("name", WORDS)
def test_a_name_of_two_words_goes_from_header_and_column(name, tmp_path):
    """Two words that are both things are a person in a mailbox, under "Full Name", and turned round under "owner"."""
    first, last = name.split()
    fields = (
        ("mail", "From", f"{name} <x12@example.org>"),
        ("cell", "Full Name", name),
        ("cell", "owner_name", f"{last}, {first}".upper()),
    )

    assert wrong(fields, (name, first.upper(), last.upper()), (), tmp_path) == []


@pytest.mark.parametrize("name", OFFICES)
def test_an_office_stays_in_header_and_column(name, tmp_path):
    """Offices, firms and schools stand in the same places and are nobody."""
    fields = (
        ("mail", "From", f"{name} <x12@example.org>"),
        ("cell", "Owner", name),
        ("cell", "Name", name),
        ("cell", "Phone", "406-555-0101"),
    )

    assert wrong(fields, (), (name,), tmp_path) == []

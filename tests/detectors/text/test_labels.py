"""A line that is a label and one value is read by its label, whatever the label is written like and the value too."""

from __future__ import annotations

import pytest

from detectors.text.labels import lines
from tests.detectors.ruling import wrong

VALUES = {
    ("SSN", "EMPSSN", "Soc. Sec. No", "SSN (last four)"): ("516-88-9021", "516 88 9021", "516-88-902", "9021"),
    ("DOB", "PATIENTDOB", "DOB1", "Child's DOB", "BIRTHDT"): (
        "03/14/1998",
        "19980314",
        "14-MAR-98",
        "3.14.1998",
        "1998",
    ),
    ("HOMEPHONE", "contact_phone", "Best number to call"): ("406-555-0134", "5550134", "555 0134", "406/555-0134"),
    ("EMAILADDR", "contact_email"): ("jroe@mailhost", "JROE@EXAMPLE.ORG"),
    ("SVCADDR1", "MAILADDR", "loc_address"): ("412 Rodney", "412 1/2 N Rodney St Apt 3", "412"),
    ("Badge", "PARCELNO", "Booking No", "License Plate"): ("44718", "A1204417", "X 1234567", "22-0041"),
}
ROWS = [(label, value) for labels, values in VALUES.items() for label in labels for value in values]


@pytest.mark.parametrize(("label", "value"), ROWS, ids=[f"{label} {value}" for label, value in ROWS])
def test_a_value_goes_by_its_label(label, value, tmp_path):
    """As an export printed line by line has it, beside somebody's name."""
    text = f"Taken at the counter.\n{label}: {value}\nName on file: Jane Roe\nRemarks: none\n"

    assert wrong(text, (value, "Jane Roe"), ("Taken at the counter", "none"), tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        "Registration: $25 by May 3",
        "Street closures: Last Chance Gulch between 6th Avenue and Broadway",
        "Case: 2024",
        "Permit: 12/4",
        "Phone: call the front desk",
        "Phone type: 4065550101",
        "Address: see the map on page 4",
        "SSN: XXX-XX-9021 of the applicant",
        "12:30: the meeting opened",
        "the account of what happened in 2021: 44718",
        "",
    ],
)
def test_what_is_no_value_is_left_to_others(text):
    """A sentence behind a colon, a year, a sum, a thing about the thing."""
    assert list(lines(text)) == []

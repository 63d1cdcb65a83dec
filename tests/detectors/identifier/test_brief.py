"""Short labels lead to somebody's number where their sign or its shape says so, and are other words elsewhere."""

from __future__ import annotations

import pytest

from detectors.contract import View
from detectors.identifier.labels import labelled
from detectors.identifiers import IDENTIFIERS
from records.finding import IdKind
from records.record import Field
from records.settings import load

CITY = load().city
CASE, PLATE, LICENCE = IdKind.CASE_NUMBER, IdKind.PLATE, IdKind.DRIVER_LICENCE


def found(text):
    hits = IDENTIFIERS.find(View(text, Field("body", text), (), CITY))
    return {text[hit.start : hit.end] for hit in hits}


@pytest.mark.parametrize("value", ["24-0117832", "2024-00004471", "BLD24-00117", "0088123", "H0088123"])
@pytest.mark.parametrize(
    "label",
    ["RPT#", "CFS#", "CFS", "CAD#", "INC #", "Event #", "DR#", "SR#", "WO#", "CIT#", "Cite", "Tkt", "TKT:", "CLM#", "PRMT", "NOV #",
     "File No.", "OCA", "RPT/", "Cust#", "Appl. #", "LIC#"],
)  # fmt: skip
def test_a_number_behind_a_short_label(label, value):
    """Each is a number of the city's (U4, U7, U10), whatever shape it has."""
    assert found(f"Jane Roe. {label} {value}. She called again.") == {value}


@pytest.mark.parametrize(
    "label", ["DR", "SR", "WO", "Event", "INC", "Report", "Work Order", "Request", "NOV", "File", "CAD"]
)
def test_a_word_and_a_number_of_a_case(label):
    """A year and a running number need no sign, even behind what is another word."""
    assert found(f"Jane Roe, {label} 24-0117832, called") == {"24-0117832"}


def test_a_slash_is_a_sign_of_any_label():
    """As terminals of dispatch print them."""
    printed = "FBI/123456AB1 CASE/24-0117832 ACCT/104417 BADGE/4417 EMP/10442 POLICY/X1187220 MRN/0098765 LIC/CJK418"

    assert found(printed) >= {part.partition("/")[2] for part in printed.split()}


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("EE# 10442", "10442", IdKind.EMPLOYEE),
        ("emp 10442", "10442", IdKind.EMPLOYEE),
        ("Acc't 104417", "104417", IdKind.ACCOUNT),
        ("Mtr 61188204", "61188204", IdKind.ACCOUNT),
        ("Library card 0312-00417-02", "0312-00417-02", IdKind.ACCOUNT),
        ("account/104417", "104417", IdKind.ACCOUNT),
        ("Booking 0088123", "0088123", CASE),
        ("Inmate 104417", "104417", IdKind.OTHER),
        ("AO# 3004417", "3004417", IdKind.OTHER),
        ("DOC# 3004417", "3004417", IdKind.OTHER),
        ("HICN X1187220", "X1187220", IdKind.MEDICAL_RECORD),
        ("ins pol X1187220", "X1187220", IdKind.INSURANCE),
        ("(ODL 0712199041188)", "0712199041188", LICENCE),
        ("OLN/0712199041188", "0712199041188", LICENCE),
        ("MT OL Z11872201", "Z11872201", LICENCE),
        ("D/L Z11872201", "Z11872201", LICENCE),
        ("OPLN 081914108", "081914108", LICENCE),
        ("LIC# 0712199041188", "0712199041188", LICENCE),
        ("MTDL Z11872201", "Z11872201", LICENCE),
        ("<OLN>Z11872201</OLN>", "Z11872201", LICENCE),
        ('OLN="Z11872201"', "Z11872201", LICENCE),
        ("Claim 03-2024-88171-1.", "03-2024-88171-1", IdKind.INSURANCE),
        ("CITATION H 0088123", "H 0088123", CASE),
        ("SERVICE ORDER 88120", "88120", CASE),
        ("SeeClickFix #15588213", "15588213", CASE),
        ("he asks of BLD24-00117.", "BLD24-00117", IdKind.PERMIT),
        ("PLT# CJK418", "CJK418", PLATE),
        ("LP# 5P12345", "5P12345", PLATE),
        ("LIC/CJK418", "CJK418", PLATE),
        ("LIC CJK418", "CJK418", PLATE),
        ("tag # 538871B", "538871B", PLATE),
    ],
)
def test_the_kind_behind_a_short_label(text, value, kind):
    """What it is decides whether it goes without a person in sight, too."""
    hits = IDENTIFIERS.find(View(text, Field("body", text), (), CITY))

    assert (value, kind) in {(text[hit.start : hit.end], hit.kind) for hit in hits}


@pytest.mark.parametrize(
    "text",
    [
        "turn on Oak DR 12 miles out",
        "Oak Dr 4420144, 1200 Oak Dr. # 2500, 12 Oak Dr # 30043",
        "Dr. No 1962",
        "Acme INC 2500 shares, INC 250000 more",
        "Acme Inc: 2024 report",
        "SR 12 is closed, SR 1804 too",
        "WO 2 coats of paint, wo 2500",
        "EVENT 2024",
        "Event 2024-2025 season",
        "DOC 5 and doc #12, DOC 20417",
        "PRMT 5 and PRMT5",
        "NOV 2024 and NOV 14, Nov 24-2025",
        "CAD 250000 were paid",
        "LP 500 gallons, Roe LP 2024",
        "cite 2024 MT 117 and cite 415",
        "emp 2024, emp 5000",
        "Commission File No. 333-12345, File No. 1-13159",
        "file 20240101-12345.pdf",
        "tag 4.12.0, tag #12",
        "license GPL3, license MIT",
        "REG 12 CFR, reg 2024",
        "AO 2024-03",
        "mtr 12 of 40",
        "booking 2 rooms for 2024",
        "Open-File Report 2019-1023, report 2019-2020",
        "Vehicle GMC 250, reg CFR 101, license CDL 123",
        "https://example.org/badge/3072629.svg and /group/4321000/report/20010924",
        "Work order 2024, a work order 12",
        "SIGN24 and ABC24-00117, sign24-001",
        "and/or account/statement and license/permit",
    ],
)
def test_other_words_stay(text):
    """A road, a company, a paint, a month, a gene, a currency and a file of a company are nobody's number."""
    assert {text[hit.start : hit.end] for hit in labelled(text)} == set()

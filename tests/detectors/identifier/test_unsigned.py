"""Numbers of policies, claims, loans and plates behind a label without a sign are found by their own shape, and little else."""

from __future__ import annotations

import pytest

from detectors.contract import View
from detectors.identifiers import IDENTIFIERS
from records.record import Field
from records.settings import load

CITY = load().city


def found(text):
    hits = IDENTIFIERS.find(View(text, Field("body", text), (), CITY))
    return {text[hit.start : hit.end] for hit in hits}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("with Mountain West, policy HO-771-20934, agent Roe", "HO-771-20934"),
        ("GEICO Policy 4412-98-77-20", "4412-98-77-20"),
        ("the policy SF 26-BX-4471-2.", "SF 26-BX-4471-2"),
        ("Claim 0533178800101028 Adjuster", "0533178800101028"),
        ("her claim WD-A-219091357.", "WD-A-219091357"),
        ("turned in claim WC 2024-118830 on", "WC 2024-118830"),
        ("My insurance is Western National CPP 0144872, agent", "0144872"),
        ("on my insurance, Allegiance, AHP-334-1187.", "AHP-334-1187"),
        ("First Interstate Bank, loan 88-40017-5", "88-40017-5"),
        ("my tribal ID (CSKT 4471).", "CSKT 4471"),
        ("as G. D. Lodge, employee 8812, SSN ending", "8812"),
        ("Run # 24-003187  Unit: M2", "24-003187"),
        ("was cited (NTA 0417729) and released", "0417729"),
        ("rdfi=09290038 dfiacct=7700418", "7700418"),
        ("ip=x sid=9f2c0a77e1d34b ua", "9f2c0a77e1d34b"),
        ("mi cuenta número 30-41127-02", "30-41127-02"),
        ("póliza no. HO-771-20934", "HO-771-20934"),
        ("his vehicle (Jeep, 5-90118) upon", "5-90118"),
        ("license T5-8812, and has", "T5-8812"),
    ],
)
def test_a_number_without_a_sign(text, value):
    """What an insurer, a bank, a log or a letter calls by its kind alone."""
    assert value in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Policy 2024-2025 was adopted",
        "policy 4.12 says so",
        "a loan of 250,000 dollars",
        "the loan 250000",
        "claim 2 of 3",
        "Chevy 1500 and Ford 5-10",
        "the employee 2019 handbook",
        "employee 4471 was there",
        "run 24 miles",
        "la cuenta número dos",
        "insurance is required by Section 2024",
        "insured by the State",
    ],
)
def test_what_is_no_such_number(text):
    """Years, sections, sums and models of cars stay."""
    assert found(text) == set()

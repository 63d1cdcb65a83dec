"""People are found among the labels of a form that stands on one line; what other labels hold stays."""

from __future__ import annotations

import pytest

from detectors.name.row_of_labels import row_of_labels


def found(text):
    return [text[start:end] for start, end in row_of_labels(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Date: 2020-06-20 Name: Toshimi Arata Phone: 451 5986", ["Toshimi Arata"]),
        ("Ref: 7714 Applicant: Thilini Perera, Owner: Sunil Mendis; Fee: 20", ["Thilini Perera", "Sunil Mendis"]),
        ("Primary Physician: Dr. Rajitha Weerasinghe Consulting Physician: Dr. Kavinda Wick", ["Rajitha Weerasinghe", "Kavinda Wick"]),
        ("Complainant: Vesna Obradovich Date of Birth: 1/2/1980", ["Vesna Obradovich"]),
        ("Case: 12 Owner: Zdenka Hruby", ["Zdenka Hruby"]),
        ("Ref:7714 Applicant:Toshimi Arata Phone:451-5986", ["Toshimi Arata"]),
        ("Ref : 7714 Applicant : Toshimi Arata Phone : 451-5986", ["Toshimi Arata"]),
        ("Ref:\t7714\tApplicant:\tToshimi Arata\tPhone:\t451", ["Toshimi Arata"]),
        ("First Name: Toshimi Last Name: Arata DOB: 1/2/1980", ["Toshimi", "Arata"]),
        ("Name (Last, First): Arata, Toshimi Date: 1/2/2024", ["Arata, Toshimi"]),
        ("Name: Åsa Laine Email: x@example.org", ["Åsa Laine"]),
    ],
)  # fmt: skip
def test_a_name_ends_where_the_next_label_begins(text, names):
    """The label's own words are no part of the name before it."""
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Status: Open Inspector: Main Office Type: Fence",
        "Type: Fence Name: Spring Creek Project: Water Main",
        "Item: 4 Speaker: Mayor Note: bring the budget",
        "From: Jane Roe To: John Doe Subject: x",
        "Owner: Jane Roe",
        "def f(first: BaseException, owner: Roehampton) -> None: ...",
        "Name: Status: Phone:",
        "Note: see below: nothing: more",
        "",
    ],
)
def test_others_stay(text):
    """Offices and places, headers of mail, one label alone (the rule for lines has it), labels without a value."""
    assert found(text) == []

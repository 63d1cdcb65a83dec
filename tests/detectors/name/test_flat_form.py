"""The labels and answers of a web form that were strung together are told apart, whatever word the name is."""

from __future__ import annotations

import pytest

from detectors.name.flat_form import flat_form


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("sent: First Name Vanessa Last Name Palmdale Email Address x@example.org", ["Vanessa", "Palmdale"]),
        ("sent: First Name Thuy Last Name Rivers Address 12 Oak St", ["Thuy", "Rivers"]),
        ("Open Customer Name Helena Rivers Customer Email x@example.org", ["Helena Rivers"]),
        ("Phase 2 Owner Name Helena Van Der Berg Owner Phone 406-555-0133", ["Helena Van Der Berg"]),
        ("the Last Name Palmdale was given", ["Palmdale"]),
        ("First Name Last Name Email Address Middle Name Suffix", []),
        ("Enter your First Name and Last Name Here. The Applicant Name Field is required", []),
        ("the Project Name Spring Creek Phone 406-555-0133", []),
        ("A Name Change Form and a Business Name Search Email", []),
    ],
)
def test_an_answer_between_two_labels(text, names):
    """Labels without answers, names of things and sentences give nobody away."""
    assert [text[slice(*span)] for span in flat_form(text)] == names

"""The title of a published decision stays readable; the parties of a case that is only filed do not."""

from __future__ import annotations

import pytest

from detectors.name.cited import decided
from tests.detectors.ruling import wrong

PUBLISHED = [
    ("compare Dobrocke v. City of Columbia Falls, 2000 MT 179, 300 Mont. 348", "Dobrocke"),
    ("State v. Christopher Roberts, 2011 MT 45; he appealed", "Christopher Roberts"),
    ("under Terry v. Ohio, 392 U.S. 1, officers may", "Terry"),
    ("Under Hansen v. Hansen, 835 P.2d 748, the court", "Hansen"),
    ("In re Marriage of Bliss, 2016 MT 51, controls", "Bliss"),
    ("see Schmidt v. Washington\nContractors Group, Inc., 1998 MT 194", "Schmidt"),
]
FILED = [
    ("Jane Roe v. City of Helena, DV-25-118, is pending", "Jane Roe"),
    ("Roehampton v. Hofer, Cause No. CDV-2024-77", "Roehampton"),
    ("In re Marriage of Jane Roe, DR-25-12", "Jane Roe"),
    ("I, Jane Roe, read City v. Hansen, 2011 MT 45, and disagree", "Jane Roe"),
    ("Jane Roe\nSee City v. Hansen, 2011 MT 45", "Jane Roe"),
    ("I asked Jane Roe. State v. Hansen, 2011 MT 45, applies", "Jane Roe"),
    ("Attorney Jane Roe, State v. Hansen, 2011 MT 45", "Jane Roe"),
]


@pytest.mark.parametrize(("text", "stays"), PUBLISHED, ids=[text for text, _ in PUBLISHED])
def test_the_parties_of_a_published_decision_stay(tmp_path, text, stays):
    """A citation by year and number, or by volume and page, makes the names a title."""
    assert wrong(text, (), (stays,), tmp_path) == []


@pytest.mark.parametrize(("text", "goes"), FILED, ids=[text for text, _ in FILED])
def test_the_parties_of_a_case_that_is_only_filed_go(tmp_path, text, goes):
    """A docket's number is no citation, and who stands before the title is not of it."""
    assert wrong(text, (goes,), (), tmp_path) == []


def test_no_title_is_searched_for_where_nothing_is_cited():
    """Text without the words of a title costs a look-up."""
    assert decided("Jane Roe called about the meter.") == ()

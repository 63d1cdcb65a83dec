"""The people after whom a file is named are found, however its words are joined; what else its name says stays."""

from __future__ import annotations

import pytest

from detectors.mapped import Normalized
from detectors.text.file_names import parted
from records.finding import PiiType
from tests.detectors.ruling import engine, record_of


def people(name):
    record = record_of((("file", "file name", name),))
    return {name[hit.start : hit.end] for hit in engine().detect([record])[0] if hit.type is PiiType.PERSON}


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Robert_Pellham_complaint.pdf", "Robert_Pellham"),
        ("RobertPellhamComplaint.pdf", "RobertPellham"),
        ("Pellham, Robert_2024-05-03.docx", "Pellham, Robert"),
        ("complaint-Robert-Pellham-2024.msg", "Robert-Pellham"),
        ("Robert%20Pellham%20complaint.pdf", "Robert%20Pellham"),
        ("ROBERT PELLHAM_SIGNED.PDF", "ROBERT PELLHAM"),
    ],
)
def test_who_a_file_is_named_after_is_found(name, person):
    """Underlines, hyphens, stops and capitals part the words of a file's name."""
    assert any(person in found for found in people(name))


@pytest.mark.parametrize(
    "name", ["Water_Rates_2024.xlsx", "CouncilAgenda_2024-05-03.pdf", "Lewis_and_Clark_County_map.png", "IMG_2044.JPG", "budget.v1.2.final.docx"]
)  # fmt: skip
def test_what_else_it_says_stays(name):
    """Subjects, dates, versions and places are no people."""
    assert people(name) == set()


@pytest.mark.parametrize("name", ["Roe_Jane-x.y.pdf", "JaneRoe", "___", "a%20b", "", "ÅsaBerg_1.2"])
def test_the_view_leads_back(name):
    """Every letter of the view is the letter of the name that it leads to."""
    view: Normalized = parted(name)
    for at, char in enumerate(view.text):
        if char.isalnum():
            assert char in name[slice(*view.back(at, at + 1))]

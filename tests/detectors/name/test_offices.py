"""What somebody is, whom a church is called after and what is read to a suspect are no names; who speaks is one."""

from __future__ import annotations

import pytest

from records.finding import PiiType
from tests.detectors.ruling import engine, record_of


def found(text):
    findings = engine().detect([record_of(text)])[0]
    return {text[each.start : each.end] for each in findings if each.type is PiiType.PERSON}


KEPT = [
    ("FROM: Carla Nystrom, Streets Superintendent\nDATE: March 8\n", "Streets Superintendent"),
    ("FROM:    Michael Alvarez, Planner II\n", "Planner II"),
    ("cc: Defendant, 1120 9th Ave #14, Helena\n", "Defendant"),
    ("Helena City Commissioners\nc/o City Clerk\n316 N. Park\n", "Clerk"),
    ("FROM: Jane Roe, Deputy Clerk\n", "Clerk"),
    ("CC: Tenant, Streets\n", "Tenant"),
    ("MEMBER: Second.\n", "Second"),
    ("May Day was fun. June Board was there. April Street is closed.\n", " "),
    ("COMMISSIONER REED: So moved.\n", "So"),
    ("I read him Miranda from the card at 1107.\n", "Miranda"),
    ("Vigil at seven, Saints Cyril and Methodius.\n", "Cyril"),
    ("St. Cyril and St. Methodius had a dinner.\n", "Cyril"),
    ("Urgent care, St. Peter's, on Monday.\n", "Peter"),
    ("a white Kia Sorento left\n", "Kia Sorento"),
]
TAKEN = [
    ("FROM: Jane Clerk\nTO: All\n", "Jane Clerk"),
    ("From: Foreman, George\nSent: Monday\n", "Foreman, George"),
    ("MR. PARK: Jin-ho Park, Helena. I own it.\n", "Jin-ho Park"),
    ("Parent: Dennis 0'Rourke\n", "Dennis 0'Rourke"),
    ('{"fields":{"first_name":"Will","last_name":"Power"}}', "Power"),
    ("Kolby Stark has a split lip. Stark went home.\n", "Stark"),
    ("so June Rivers was at work\n", "June Rivers"),
    ("Min-jun Park asked about sewer.\n", "Min-jun Park"),
    ("Miranda called about her dog.\n", "Miranda"),
]


@pytest.mark.parametrize(("text", "value"), KEPT)
def test_what_is_nobody(text, value):
    """An office, a saint's church, a warning and a motion stay."""
    assert not [name for name in found(text) if value in name]


@pytest.mark.parametrize(("text", "value"), TAKEN)
def test_who_is_somebody(text, value):
    """Beside them people are found, by whole names."""
    assert value in found(text)

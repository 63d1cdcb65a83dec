"""Public role: the city's own addresses and numbers in official contexts, never where the official is a private person."""

from __future__ import annotations

import pytest

from detectors.directory import AUTHORITY, Directory
from records.errors import Misconfigured
from records.finding import Finding, PiiType
from records.record import Field, Record, Shape
from records.settings import City
from tests.detectors.ruling import wrong

CITY = City(
    domains=("helenamt.gov", "mt.gov"),
    office_numbers=("447-8000", "406-555-0100"),
    office_addresses=("316 N Park Ave",),
    private_folders=("grievance", "harassment", "HR"),
)


def authority(value, type_, *, city=CITY, around="{}", subject="Paving", thread="", column="body"):
    text = around.format(value)
    fields = (Field(column, text), Field("Subject", subject, Shape.TITLE))
    start = text.index(value)
    record = Record("1", "c", fields, thread=thread)
    return Directory(city).authority(record, Finding(0, start, start + len(value), type_, 0.9, "test"), value)


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("jroe@helenamt.gov", PiiType.EMAIL),
        ("Jane.Roe@dor.mt.gov", PiiType.EMAIL),
        ("447-8000", PiiType.PHONE),
        ("(406) 447-8000", PiiType.PHONE),
        ("406.555.0100 ext 12", PiiType.PHONE),
        ("447-8000 x12", PiiType.PHONE),
        ("447-8000, ext. 330", PiiType.PHONE),
        ("316 North Park Avenue, Helena, MT 59623", PiiType.ADDRESS),
        ("City-County Building, Room 330, 316 N. Park Ave.", PiiType.ADDRESS),
        ("City Hall\n316 North Park Avenue\nHelena, MT", PiiType.ADDRESS),
    ],
)
def test_the_citys_own_is_public(value, type_):
    """B-12, B-20: a work address or office number in official mail is released with its authority."""
    assert authority(value, type_) == AUTHORITY


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("jroe@example.org", PiiType.EMAIL),
        ("jroe@nothelenamt.gov", PiiType.EMAIL),
        ("jroe@helenamt.gov.example.org", PiiType.EMAIL),
        ("406-555-0101", PiiType.PHONE),
        ("447-8001 x8000", PiiType.PHONE),
        ("+44 40 6447 8000", PiiType.PHONE),
        ("318 N Park Ave", PiiType.ADDRESS),
        ("Jane Roe", PiiType.PERSON),
        ("516-55-0123", PiiType.SSN),
        ("12 Oak St, 316 N Park Ave", PiiType.ADDRESS),
        ("Apt 3, 316 N Park Ave", PiiType.ADDRESS),
        ("Room 330", PiiType.ADDRESS),
    ],
)
def test_others_are_not(value, type_):
    """A look-alike domain, a neighbour's address, an unlisted person and an SSN have no public role."""
    assert authority(value, type_) is None


@pytest.mark.parametrize(
    "where",
    [
        {"subject": "Grievance of May 3"},
        {"subject": "RE: HR matter"},
        {"thread": "harassment complaint"},
        {"column": "complainant_email"},
        {"around": "Complainant: {}"},
        {"around": "the victim {} said"},
        {"around": "Home phone {}"},
    ],
)
def test_a_private_matter_switches_it_off(where):
    """B-13: the same address of an official who complains, or in a grievance thread, is redacted."""
    assert authority("jroe@helenamt.gov", PiiType.EMAIL, **where) is None


def test_hr_is_not_an_hour():
    """An abbreviation is matched as written: "24 hr shift" is no personnel file."""
    assert authority("jroe@helenamt.gov", PiiType.EMAIL, subject="24 hr shift") == AUTHORITY


def test_the_directory_file_names_officials(tmp_path):
    """An official of the published directory is public under name, in any order, e-mail and phone; the file may be broken."""
    listed = tmp_path / "directory.csv"
    listed.write_text("name,email,phone,title\nJane Q Roe,jane@city.test,406-555-0123,Clerk\n", encoding="utf-8")
    city = City(directory_file=str(listed))
    values = (
        ("ROE, Jane", PiiType.PERSON),
        ("jane@city.test", PiiType.EMAIL),
        ("555-0123", PiiType.PHONE),
        ("John Roe", PiiType.PERSON),
    )
    assert [authority(*value, city=city) for value in values] == [AUTHORITY, AUTHORITY, AUTHORITY, None]
    listed.write_text("who,what\nx,y\n", encoding="utf-8")
    with pytest.raises(Misconfigured):
        Directory(city)
    with pytest.raises(Misconfigured):
        Directory(City(directory_file=str(tmp_path / "absent.csv")))


def test_an_official_with_a_title_is_meant_by_the_surname_too(tmp_path):
    """Ms. Quist, who read it, and Quist, who also noted, are one woman; somebody else of that name is not."""
    assert wrong("Ms. Quist read the title. Quist also noted it.", (), ("Quist",), tmp_path) == []
    assert wrong("Ms. Quist read it. Harold Quist lives here. Quist left.", ("Harold Quist",), (), tmp_path) == []

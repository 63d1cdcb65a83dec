"""A column beside the others of its row: a fleet's unit, a ledger's account and a crossing's "from" are nobody's."""

import pytest

from detectors.together import together
from records.record import Field, Record, Shape
from tests.detectors.ruling import wrong


def read_as(*names):
    """Return the names under which a row with columns of these *names* is read."""
    fields = tuple(Field(name, "x", Shape.CELL) for name in names)
    return [field.name for field in together(Record("1", "1", fields)).fields]


@pytest.mark.parametrize(
    ("names", "at"),
    [
        (("Unit", "Make", "Odometer"), 0),
        (("Incident", "Street", "Unit"), 2),
        (("Unit No", "Description"), 0),
        (("Lot", "Qty", "Price"), 0),
        (("Fund", "Account", "Debit", "Credit"), 1),
        (("Street", "From", "To"), 1),
        (("Lot Owner", "Address", "Lot", "Interment Date"), 2),
        (("Street", "AADT", "Direction"), 0),
    ],
)
def test_a_column_of_things_is_known_by_its_company(names, at):
    """Beside makes, funds, crossings and counts of cars the column is read under the name of a thing."""
    assert read_as(*names)[at] != names[at]
    assert [name for place, name in enumerate(read_as(*names)) if place != at and name not in names] in (
        [],
        ["Street name"],
    )


@pytest.mark.parametrize(
    "names",
    [
        ("Name", "Address", "Unit"),
        ("House No", "Street", "Apt", "City"),
        ("Customer", "Account", "Credit"),
        ("From", "To", "Subject", "Road"),
        ("Owner", "Street", "Speed"),
        ("Unit",),
        (),
    ],
)
def test_a_column_of_people_keeps_its_name(names):
    """A tenant's unit, a customer's account and a sender stay what they are."""
    assert read_as(*names) == list(names)


def test_a_fleet_keeps_its_units_and_a_tenant_does_not(tmp_path):
    """The same number under the same header: of a truck it stays, of a flat it goes."""
    truck = (("cell", "Unit", "311"), ("cell", "Make", "Ford"), ("cell", "Model Year", "2012"))
    flat = (("cell", "Unit", "311"), ("cell", "Address", "18 Benton Ave"), ("cell", "Tenant", "Jane Roe"))

    assert wrong(truck, (), ("311", "Ford"), tmp_path) == []
    assert wrong(flat, ("311", "18 Benton Ave", "Jane Roe"), (), tmp_path) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("Incident Location", "420 Clarke"), ("METER_LOC", "812 N Hoback"), ("Premise", "15 Peosta Ave"), ("Meter", "420 Clarke"), ("Permit Location", "1419 Peosta"),
     ("CUST_NM", "Grace Church"), ("Moved By", "W. Service"), ("FECHA_NAC", "4/24/1946"), ("DOB/Age", "4/24/1946"), ("Role", "Guy Driver"), ("Nickname", "Rusty"), ("User", "Jane Roe"), ("Account Name", "Pheng Moua")],
)  # fmt: skip
def test_no_column_of_numbers_keeps_an_address_or_a_name(tmp_path, column, value):
    """Under a column of cases, meters or users a house and a person go as what they are, in a row that names nobody else."""
    assert wrong((("cell", column, value), ("cell", "Read", "80")), (value,), ("80",), tmp_path) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("Incident Location", "City Hall"), ("Location", "Room 326"), ("Premise", "104417"), ("Meter", "88123-2"), ("Bridge Name", "Cooney Drive Culvert"),
     ("Fund Name", "Solid Waste"), ("Species Name", "Bull Trout"), ("Server Name", "COH-SQL01"), ("Direction", "NB"), ("Account Name", "R&M Buildings"), ("Street Width", "36"), ("GL Account", "100-2774-6200"), ("Disp Cd", "EUTH"), ("Plate St", "MT")],
)  # fmt: skip
def test_what_is_no_address_and_nobody_stays(tmp_path, column, value):
    """Rooms, numbers, bridges, funds and codes are kept in a row without a person."""
    assert wrong((("cell", column, value), ("cell", "Read", "80")), (), (value, "80"), tmp_path) == []


def test_each_of_several_under_who_voted_is_one(tmp_path):
    """Surnames that are words, between commas under a column of people: all go; a firm and a department among them stay."""
    assert (
        wrong((("cell", "Ayes", "Little Light, Xiong, Lake"),), ("Little Light", "Xiong", "Lake"), (), tmp_path) == []
    )
    assert (
        wrong(
            (("cell", "Attendees", "Jane Roe, Parks Department, Ann Poe"),),
            ("Jane Roe", "Ann Poe"),
            ("Parks Department",),
            tmp_path,
        )
        == []
    )

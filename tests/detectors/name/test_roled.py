"""Names of ordinary words are found behind what only a person is or has done to them."""

from __future__ import annotations

import pytest

from detectors.name.roled import roled


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Victim Early Price was not home.", ["Early Price"]),
        ("Complainant Case Brings Plenty says so.", ["Case Brings Plenty"]),
        ("spoke with Cash Means about it", ["Cash Means"]),
        ("Owner is Winter Stark, tenant unknown.", ["Winter Stark"]),
        ("/s/ Travis Good", ["Travis Good"]),
        ("NOK Kwaku Ofori 406-555-0144", ["Kwaku Ofori"]),
        ("DRIVER CASH MEANS CITED", ["CASH MEANS"]),
        ("VICTIM EARLY PRICE WAS NOT HOME", ["EARLY PRICE"]),
        ("DRIVER SIDE REAR DOOR WAS DENTED", []),
        ("VICTIM ADVISED SHE WAS HOME", []),
        ("VICTIM SAID SHE WAS HOME, DRIVER SAID HE WAS", []),
        ("SUSPECT VEHICLE WAS FOUND. MALE AND FEMALE LEFT", []),
        ("Driver Side Door was dented", []),
        ("spoke with Credit Card Services", []),
        ("Victim Impact Statement is due", []),
        ("spoke with Public Works, spoke to Helena Police", []),
        ("Driver License Office", []),
        ("Defendant Shall Pay. Tenant May Leave", []),
        ("screwdriver Cash Means", []),
    ],
)
def test_a_role_leads_to_a_name_of_words(text, names):
    """First and last word are names of somebody or no words; where all is in capitals a verb must follow."""
    assert [text[start:end] for start, end in roled(text)] == names
